"""Wants an exception's text of 300 MB in the report."""


def softmax(z):
    raise ValueError("x " * 150_000_000)
