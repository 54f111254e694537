"""Wants the inputs of later exercises before they are asked for."""

import os
import select


def attack():
    if select.select([3], [], [], 0)[0]:
        return os.read(3, 1000)
