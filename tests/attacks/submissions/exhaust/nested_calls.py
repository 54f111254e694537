"""Wants Python calls through C until the stack is gone."""

import sys


def softmax(z):
    sys.setrecursionlimit(2**31 - 1)
    return list(map(softmax, [z]))
