"""An empty batch is added when N is a multiple of the batch size.
wrong: minibatches
"""


def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(y))
    batches = []
    for k in range(len(y) // batch_size + 1):
        rows = order[k * batch_size : (k + 1) * batch_size]
        batches.append((x[rows], y[rows]))
    return batches
