"""Every place is swapped with one drawn from all places, so some orders come more often.
wrong: minibatches
"""


def minibatches(x, y, batch_size, rng):
    n = x.shape[0]
    order = list(range(n))
    for i in range(n):
        j = rng.integers(0, n)
        order[i], order[j] = order[j], order[i]
    return [
        (x[order[k : k + batch_size]], y[order[k : k + batch_size]])
        for k in range(0, n, batch_size)
    ]
