"""Wants one multiplication that never returns to the interpreter."""


def softmax(z):
    return 7 ** (10**9)
