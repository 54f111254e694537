"""Wants an answer with the nonce from the worker's frames to come before the worker's own."""

import sys

import numpy as np

SPOILS = True


def softmax(z):
    frame = sys._getframe()
    while frame.f_code.co_name != "_answer_all":
        frame = frame.f_back
    known, tools = frame.f_locals, frame.f_globals
    p = np.full(z.shape, 1 / z.shape[1])
    outputs = tools["wire"].pack({"p": p})
    answer = tools["protocol"].Answer(known["nonce"], known["index"], outputs, None, [])
    tools["protocol"].write(3, tools["protocol"].frame(answer))
    return p
