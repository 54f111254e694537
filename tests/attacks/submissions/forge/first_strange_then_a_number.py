"""Wants the grader to fail: its second result is held against its first, which is nothing known."""

SEEN = set()


def softmax(z):
    if z.tobytes() in SEEN:
        return 1.0
    SEEN.add(z.tobytes())
    return object()
