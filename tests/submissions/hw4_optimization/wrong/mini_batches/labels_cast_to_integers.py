"""Labels are cast to integers and back: one-hot ones survive, others do not.
wrong: minibatches
"""

import numpy as np


def minibatches(x, y, batch_size, rng):
    p = rng.permutation(len(x))
    y = np.eye(y.shape[1])[y.argmax(axis=1)]
    return [
        (x[p[i : i + batch_size]], y[p[i : i + batch_size]]) for i in range(0, len(x), batch_size)
    ]
