"""Sattolo's algorithm, an off-by-one of Fisher and Yates': no example keeps its place.
wrong: minibatches
"""


def minibatches(x, y, batch_size, rng):
    n = len(x)
    p = list(range(n))
    u = rng.random(n).tolist()
    for i in range(n - 1, 0, -1):
        j = int(u[i] * i)
        p[i], p[j] = p[j], p[i]
    return [(x[p[i : i + batch_size]], y[p[i : i + batch_size]]) for i in range(0, n, batch_size)]
