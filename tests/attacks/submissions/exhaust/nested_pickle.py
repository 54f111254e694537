"""Wants the pickler to run out of stack."""

import pickle
import sys


def softmax(z):
    sys.setrecursionlimit(2**31 - 1)
    nested = []
    for _ in range(1_000_000):
        nested = [nested]
    return pickle.dumps(nested)
