"""Misconceptions: known mistakes in the reference, and which one a submission behaves like."""
