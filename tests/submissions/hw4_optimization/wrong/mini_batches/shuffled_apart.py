"""x and y are shuffled apart, so that the pairs are lost.
wrong: minibatches
"""


def minibatches(x, y, batch_size, rng):
    xs = rng.permutation(x, axis=0)
    ys = rng.permutation(y, axis=0)
    return [
        (xs[i : i + batch_size], ys[i : i + batch_size]) for i in range(0, len(x), batch_size)
    ]
