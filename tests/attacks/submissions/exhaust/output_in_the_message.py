"""Wants the exception's own text to print without end."""


class Chatter(Exception):
    def __str__(self):
        while True:
            print("x" * 1000)


def softmax(z):
    raise Chatter
