"""Wants more than its gigabyte, 16 MB at a time."""


def attack():
    held = []
    try:
        while len(held) < 256:
            held.append(bytearray(b"x") * 2**24)
    except MemoryError:
        pass
    size = len(held) * 2**24
    del held
    return size if size > 1.05 * 2**30 else None
