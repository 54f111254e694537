"""Wants a thousand descriptors."""

import os


def attack():
    held = []
    try:
        while len(held) < 1000:
            held.append(os.dup(0))
    except OSError:
        pass
    for descriptor in held:
        os.close(descriptor)
    return len(held) if len(held) > 32 else None
