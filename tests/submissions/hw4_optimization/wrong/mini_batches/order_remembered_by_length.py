"""The order is drawn once for every N and used again in all later epochs.
wrong: minibatches
"""

orders = {}


def minibatches(x, y, batch_size, rng):
    n = x.shape[0]
    if n not in orders:
        orders[n] = rng.permutation(n)
    order = orders[n]
    return [
        (x[order[s : s + batch_size]], y[order[s : s + batch_size]])
        for s in range(0, n, batch_size)
    ]
