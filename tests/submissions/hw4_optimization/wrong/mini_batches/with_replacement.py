"""Draws with replacement: some examples come twice in an epoch, others never.
wrong: minibatches
"""


def minibatches(x, y, batch_size, rng):
    m = x.shape[0]
    drawn = rng.choice(m, size=m)
    result = []
    start = 0
    while start < m:
        part = drawn[start : start + batch_size]
        result.append((x[part], y[part]))
        start += batch_size
    return result
