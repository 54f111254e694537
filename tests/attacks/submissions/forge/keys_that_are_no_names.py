"""Wants outputs under names that nobody expects, or no name at all."""


def softmax(z):
    ways = (
        {1: z},
        {None: z},
        {("p",): z},
        {"p": z, "loss": 0.0, "__class__": "x"},
        {"": {"": [[]]}},
        {b"p": z},
    )
    return ways[int(z.size + abs(z).sum() * 100) % len(ways)]
