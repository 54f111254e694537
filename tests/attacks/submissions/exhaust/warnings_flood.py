"""Wants memory to creep away in warnings that somebody records."""

import warnings


def softmax(z):
    while True:
        warnings.warn("x" * 10_000, stacklevel=1)
