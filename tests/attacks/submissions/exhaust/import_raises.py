"""Wants a BaseException at the end of the text to take the whole of it along."""


def softmax(z):
    return z


raise KeyboardInterrupt("x" * 10**7)
