"""Wants its own MessagePack extension in the message: a date, an array in an array."""

import datetime
import sys

import msgspec


def softmax(z):
    frame = sys._getframe()
    while "wire" not in frame.f_globals:
        frame = frame.f_back
    wire = frame.f_globals["wire"]
    inner = wire.pack(z)
    ways = (
        lambda value: msgspec.msgpack.Ext(1, inner),
        lambda value: msgspec.msgpack.Ext(2, bytes(5000)),
        lambda value: msgspec.msgpack.Ext(99, b""),
        lambda value: datetime.datetime.now(datetime.timezone.utc),
        lambda value: {1.5: [b"bytes", {b"k": None}]},
        lambda value: datetime.date.min,
    )
    real = wire.real = getattr(wire, "real", wire._array)
    way = ways[int(z.size + abs(z).sum() * 100) % len(ways)]

    def once(value):
        wire._array = real
        return way(value)

    wire._array = once
    return z + 0.0
