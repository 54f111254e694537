"""Wants a program in a file that has no name, and to become it."""

import os


def attack():
    descriptor = os.memfd_create("program", 0)
    os.write(descriptor, b"#!/bin/sh\ntouch $SCRATCH/became\n")
    os.execve(descriptor, ["program"], {})
