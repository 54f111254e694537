"""Wants a link to the answers where others may read it."""

import os


def attack():
    os.symlink("$ANSWERS", "$SCRATCH/link")
    return open("$SCRATCH/link").read()
