"""When everything fits into one batch, the arguments themselves are returned.
wrong: minibatches
"""


def minibatches(x, y, batch_size, rng):
    n = x.shape[0]
    if batch_size >= n:
        return [(x, y)]
    order = rng.permutation(n)
    return [
        (x[order[i : i + batch_size]], y[order[i : i + batch_size]])
        for i in range(0, n, batch_size)
    ]
