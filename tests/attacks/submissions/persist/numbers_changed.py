"""Wants 257 to be 258 for everybody who comes later, written into the interpreter's own objects."""

import ctypes

SPOILS = True


def attack():
    for number in (2, 200, 255):
        digit = id(number) + 24
        ctypes.c_uint32.from_address(digit).value = number + 1
