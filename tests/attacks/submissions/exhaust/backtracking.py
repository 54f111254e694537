"""Wants a regular expression that takes 2^60 steps."""

import re


def softmax(z):
    return re.match(r"(a|a)*b", "a" * 60)
