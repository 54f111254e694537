"""Wants the processor to round upwards for the rest of the class."""

import ctypes
import os

UPWARD = {"x86_64": 0x800, "aarch64": 0x400000}[os.uname().machine]


def attack():
    ctypes.CDLL(None).fesetround(UPWARD)
