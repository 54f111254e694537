"""Wants a set whose numbers all have one hash."""


def softmax(z):
    return len({place * (2**61 - 1) for place in range(60_000)})
