"""The @ operator and sums over axis 0; the cache is the tuple of inputs."""


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dz, cache):
    x, w = cache
    return dz @ w.T, x.T @ dz, dz.sum(axis=0)
