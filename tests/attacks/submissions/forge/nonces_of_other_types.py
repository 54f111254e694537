"""Wants a nonce that equals every number: true, a float, a text, an empty one."""

import os
import sys

import msgspec


def softmax(z):
    frame = sys._getframe()
    while frame.f_code.co_name != "_answer_all":
        frame = frame.f_back
    right = frame.f_locals["nonce"]
    wrong = (True, None, float(right), str(right), [right], -right, right + 2**60, 2**64 - 1, b"")
    choice = wrong[int(z.size + abs(z).sum() * 100) % len(wrong)]
    body = msgspec.msgpack.encode(
        {
            "type": "Answer",
            "nonce": choice,
            "index": frame.f_locals["index"],
            "outputs": b"\x80",
            "failure": None,
            "remarks": [],
        }
    )
    os.write(3, len(body).to_bytes(4, "little") + body)
    os._exit(0)
