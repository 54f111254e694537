"""The mask lives in a global that the next forward overwrites.
wrong: relu_backward
"""

import numpy as np

state = {}


def relu_forward(z):
    state["mask"] = z > 0
    return z * state["mask"], state


def relu_backward(da, cache):
    return da * cache["mask"]
