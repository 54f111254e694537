"""Wants a tree so deep or so wide that whoever walks it fails."""


def softmax(z):
    deep = []
    for _ in range(100_000 if len(z) % 2 else 15):
        deep = [deep]
    if z.size % 3 == 0:
        deep = [[0] * 300 for _ in range(300)]
    if z.size % 3 == 1:
        deep = []
        deep.append(deep)
    return deep
