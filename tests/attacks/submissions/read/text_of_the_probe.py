"""Wants the worked results or the law in the probe's text and code."""

import inspect
import linecache
import sys


def attack():
    frame = sys._getframe(2)
    told = []
    while frame is not None:
        told.append(repr(frame.f_code.co_consts))
        batch = frame.f_locals.get("batch")
        told.append(getattr(batch, "source", ""))
        if frame.f_code.co_filename == "<probe>":
            told += [repr(frame.f_globals), "".join(linecache.getlines("<probe>"))]
            try:
                told.append(inspect.getsource(frame.f_code))
            except OSError:
                pass
        frame = frame.f_back
    text = "".join(told)
    return [word for word in ("0.842", "Worked", "law", "rows_are", "within") if word in text]
