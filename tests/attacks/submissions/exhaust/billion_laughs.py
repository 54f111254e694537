"""Wants a list of ten lists of ten lists, twenty deep, in little memory."""


def softmax(z):
    for _ in range(14):
        z = [z] * 10
    return z
