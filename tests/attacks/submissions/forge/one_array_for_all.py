"""Wants one buffer that every call returns, so that all results are the last one."""

import numpy as np

BUFFER = np.zeros(10_000)


def softmax(z):
    view = BUFFER[: z.size].reshape(z.shape)
    view[...] = np.eye(z.shape[1])[z.argmax(axis=1)]
    return view
