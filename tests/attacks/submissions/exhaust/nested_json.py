"""Wants the JSON scanner to run out of stack."""

import json
import sys


def softmax(z):
    sys.setrecursionlimit(2**31 - 1)
    return json.loads("[" * 3_000_000)
