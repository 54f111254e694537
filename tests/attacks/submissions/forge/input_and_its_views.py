"""Wants to return the input, its base, or a view of either, changed in place."""


def softmax(z):
    z[...] = 1 / z.shape[1]
    return (z, z[...], z.T.T, z.view(), z if z.base is None else z.base)[int(z.size) % 5]
