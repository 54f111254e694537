"""Wants pipes, event counters and pollers until the kernel's memory is full of them."""

import os
import select


def attack():
    held = []
    for make in (os.pipe, lambda: [os.eventfd(0)], lambda: [os.dup(select.epoll().fileno())]):
        try:
            while len(held) < 300:
                held.extend(make())
        except OSError:
            pass
    for descriptor in held:
        os.close(descriptor)
    return len(held) if len(held) > 32 else None
