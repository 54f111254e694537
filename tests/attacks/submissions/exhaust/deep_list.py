"""Wants a result nested 100,000 deep."""


def softmax(z):
    for _ in range(100_000):
        z = [z]
    return z
