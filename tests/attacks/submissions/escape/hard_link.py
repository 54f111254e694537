"""Wants a second name for the answers."""

import os


def attack():
    os.link("$ANSWERS", "$SCRATCH/copy")
    return os.listdir("$SCRATCH")
