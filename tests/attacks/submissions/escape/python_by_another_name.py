"""Wants a fresh interpreter, without the walls of this one."""

import os
import sys


def attack():
    os.execv(sys.executable, [sys.executable, "-c", "open('$SCRATCH/free', 'w')"])
