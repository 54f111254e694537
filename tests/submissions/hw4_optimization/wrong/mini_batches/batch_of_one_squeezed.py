"""Batches of one example lose their first axis.
wrong: minibatches
"""


def minibatches(x, y, batch_size, rng):
    p = rng.permutation(len(x))
    out = []
    for i in range(0, len(x), batch_size):
        q = p[i : i + batch_size]
        out.append((x[q[0]].copy(), y[q[0]].copy()) if len(q) == 1 else (x[q], y[q]))
    return out
