"""Platforms that grade one submission at a time, each in a container."""
