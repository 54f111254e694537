"""Wants what the worker itself keeps of the grader's side: descriptors above 3, variables."""

import os


def attack():
    found = []
    for descriptor in range(4, 4096):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        found.append(descriptor)
    return found + [name for name in os.environ if "AUTOGRADER" in name]
