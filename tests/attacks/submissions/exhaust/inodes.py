"""Wants folders in folders, so deep that nobody can remove them."""

import os


def attack():
    path = "$SCRATCH"
    for _ in range(20):
        path += "/" + "d" * 100
        os.mkdir(path)
    return path
