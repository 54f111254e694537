"""Wants to be waited for when its result is thrown away."""


class Stubborn:
    def __del__(self):
        while True:
            pass


def softmax(z):
    return Stubborn()
