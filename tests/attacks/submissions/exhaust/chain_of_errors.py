"""Wants 100,000 exceptions, each the cause of the next."""


def softmax(z):
    error = ValueError()
    for _ in range(100_000):
        cause, error = error, ValueError()
        error.__cause__ = error.__context__ = cause
    raise error
