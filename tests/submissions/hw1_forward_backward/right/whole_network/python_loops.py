"""Plain Python loops over nested lists of floats, arrays only at the very end; a list returned."""

import numpy as np


def _dense(rows, w, b):
    return [
        [b[k] + sum(row[d] * w[d][k] for d in range(len(w))) for k in range(len(b))] for row in rows
    ]


def mlp_forward(x, params):
    a = x.tolist()
    cache = []
    for i, p in enumerate(params):
        w, b = p["w"].tolist(), p["b"].tolist()
        z = _dense(a, w, b)
        cache.append((a, w))
        a = [[max(v, 0.0) for v in row] for row in z] if i + 1 < len(params) else z
    return [np.array(a), cache]


def mlp_backward(dlogits, cache):
    delta = dlogits.tolist()
    grads = []
    for a, w in reversed(cache):
        n, d_in, k_out = len(a), len(w), len(w[0])
        dw = [
            [sum(a[i][d] * delta[i][k] for i in range(n)) for k in range(k_out)]
            for d in range(d_in)
        ]
        db = [sum(delta[i][k] for i in range(n)) for k in range(k_out)]
        grads = [{"w": np.array(dw), "b": np.array(db)}] + grads
        delta = [
            [
                sum(delta[i][k] * w[d][k] for k in range(k_out)) if a[i][d] > 0 else 0.0
                for d in range(d_in)
            ]
            for i in range(n)
        ]
    return grads
