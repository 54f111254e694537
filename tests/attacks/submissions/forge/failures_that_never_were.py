"""Wants a failure of its own making to excuse it, or to break whoever tells it."""

import sys

import msgspec

FAILURES = (
    ("unfilled", "", "", []), ("absent", "", "", []),
    ("silent", "sigmoid", "x" * 10**5, []), ("broken", "\x1b[2J<script>", "\n\r\u202e\x00{}%s", []),
    ("returned", "softmax", "", [("forward_backward.py", 2**63 - 1, "f" * 1000)] * 1000),
    ("raised", "softmax", "{0}", [("forward_backward.py", -1, ""), ("/etc/passwd", 1, "root")]),
    ("died", "softmax", "\U0010ffff", [("forward_backward.py", 0, "<module>")]),
)  # fmt: skip


def softmax(z):
    frame = sys._getframe()
    while frame.f_code.co_name != "_answer_all":
        frame = frame.f_back
    protocol = frame.f_globals["protocol"]
    real = protocol.real = getattr(protocol, "real", protocol.frame)
    kind, function, message, frames = FAILURES[int(z.size + abs(z).sum() * 100) % len(FAILURES)]
    places = [{"file": file, "line": line, "function": name} for file, line, name in frames]

    def frame_of(answer):
        body = msgspec.to_builtins(answer)
        body["outputs"] = b"\x80"
        body["failure"] = {"kind": kind, "function": function, "message": message, "frames": places}
        packed = msgspec.msgpack.encode(body)
        protocol.frame = real
        return len(packed).to_bytes(4, "little") + packed

    protocol.frame = frame_of
    return z
