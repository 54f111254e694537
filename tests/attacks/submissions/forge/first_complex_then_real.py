"""Wants the grader to fail: results of two calls whose kinds cannot be compared with each other."""

SEEN = {}


def softmax(z):
    pairs = ((z + 1j, z * 1.0), ("p", 1.0), ([1.0, [2.0]], {"p": 1.0}), (2**63 - 1, z), ({}, None))
    first, second = pairs[int(z.size + abs(z).sum() * 100) % len(pairs)]
    seen = SEEN.setdefault(z.tobytes(), [])
    seen.append(z)
    return first if len(seen) == 1 else second
