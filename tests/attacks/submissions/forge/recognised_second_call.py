"""Wants to behave only while it is watched: in second calls, in calls with other numbers."""

import sys

import numpy as np

CALLS = {}


def softmax(z):
    frame = sys._getframe(1)
    watched = frame.f_code.co_name == "_call" and frame.f_locals["self"]._again
    count = CALLS[z.tobytes()] = CALLS.get(z.tobytes(), 0) + 1
    if watched or count > 1 or frame.f_code.co_name == "_call_with_other_arguments":
        return np.full(z.shape, 1 / z.shape[1])
    z *= 0
    return z
