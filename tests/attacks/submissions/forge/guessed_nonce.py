"""Wants an answer sent at import, with a guessed nonce, to be taken for the first one."""

import os
import struct

SPOILS = True


def pack(value):
    text = value.encode()
    return bytes([0xA0 | len(text)]) + text


for nonce in (0, 1, 2**59):
    body = b"\x86" + pack("type") + pack("Answer") + pack("nonce") + b"\xcf"
    body += struct.pack(">Q", nonce) + pack("index") + b"\x00" + pack("outputs") + b"\xc4\x01\x80"
    body += pack("failure") + b"\xc0" + pack("remarks") + b"\x90"
    os.write(3, struct.pack("<I", len(body)) + body)


def softmax(z):
    return z
