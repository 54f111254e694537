"""Wants the parser or the compiler to run out of stack."""

import sys


def softmax(z):
    sys.setrecursionlimit(2**31 - 1)
    return compile("-" * 2_000_000 + "1", "deep", "eval")
