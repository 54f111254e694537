"""Wants to have no descriptor that anybody could talk to."""

import os


def softmax(z):
    os.closerange(0, 32)
    while True:
        pass
