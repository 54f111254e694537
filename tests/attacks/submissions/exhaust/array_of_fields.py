"""Wants the name of a dtype with 30,000 fields."""

import numpy as np


def softmax(z):
    return np.zeros(1, [(f"field {place}", "f8") for place in range(30_000)])
