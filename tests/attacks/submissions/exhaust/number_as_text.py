"""Wants to write a number with millions of digits."""

import sys


def softmax(z):
    sys.set_int_max_str_digits(0)
    return str(1 << 20_000_000)
