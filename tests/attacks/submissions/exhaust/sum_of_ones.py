"""Wants a loop in C that never asks for signals."""

import itertools


def softmax(z):
    return sum(itertools.repeat(1))
