"""Wants to be the worker: answers every later request itself, before the harness can."""

import sys

import numpy as np

SPOILS = True


def softmax(z):
    frame = sys._getframe()
    while frame.f_code.co_name != "_answer_all":
        frame = frame.f_back
    wire, protocol = frame.f_globals["wire"], frame.f_globals["protocol"]
    nonce, batch = frame.f_locals["nonce"], frame.f_locals["batch"]
    while True:
        for index in range(frame.f_locals["index"], len(batch.calls)):
            given = wire.unpack(batch.calls[index].inputs)
            answer = wire.pack({name: np.zeros(np.shape(item)) for name, item in given.items()})
            protocol.write(3, protocol.frame(protocol.Answer(nonce, index, answer, None, [])))
        nonce = protocol.request(protocol.read(3)).nonce
        batch = protocol.request(protocol.read(3))
        frame = type("Frame", (), {"f_locals": {"index": 0}})
