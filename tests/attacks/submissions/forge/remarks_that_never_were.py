"""Wants forged remarks to break whoever tells them: kinds, names and texts without end."""

import sys


def softmax(z):
    frame = sys._getframe()
    while frame.f_code.co_name != "run":
        frame = frame.f_back
    Remark = frame.f_globals["Remark"]
    watch = frame.f_locals["watch"]
    for kind in ("changed", "alias", "state", "warning"):
        watch._remarks += [
            Remark(kind, "\x1b]0;x\x07" * 100, f"{number} is " * 500) for number in range(30)
        ]
    return z
