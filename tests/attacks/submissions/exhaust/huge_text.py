"""Wants a text of 400 MB as a result."""


def softmax(z):
    return "x" * 400_000_000
