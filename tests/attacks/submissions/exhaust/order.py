"""Wants sorted() to wait for a comparison."""


class Endless:
    def __lt__(self, other):
        while True:
            pass


def softmax(z):
    return sorted([Endless(), Endless()])
