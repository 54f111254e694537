"""Wants to read every later request in the raw, for more in it than inputs."""

import sys

RAW = []


def attack():
    frame = sys._getframe()
    while frame.f_globals.get("__name__") != "autograder.sandbox.worker":
        frame = frame.f_back
    protocol = frame.f_globals["protocol"]
    if not hasattr(protocol, "spied"):
        protocol.spied, read = True, protocol.read

        def record(descriptor):
            RAW.append(read(descriptor))
            return RAW[-1]

        protocol.read = record
    words = (b"expected", b"gives", b"atol", b"outputs", b"canary", b"misconception")
    return [word for body in RAW for word in words if word in body]
