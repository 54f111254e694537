"""Jumps from one dropped unit to the next by geometric gaps; the cache lists the kept indices."""

import numpy as np


def dropped_positions(size, drop_prob, rng):
    positions = []
    place = -1
    while drop_prob > 0:
        place += int(rng.geometric(drop_prob))
        if place >= size or place < 0:
            break
        positions.append(place)
    return positions


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    p = keep_prob if training else 1.0
    kept = np.delete(np.arange(x.size), dropped_positions(x.size, 1.0 - p, rng))
    out = np.zeros(x.size)
    out[kept] = x.ravel()[kept] / p
    return out.reshape(x.shape), (kept, p)


def dropout_backward(dout, cache):
    kept, p = cache
    dx = np.zeros(dout.size)
    np.put(dx, kept, np.take(dout, kept) / p)
    return dx.reshape(dout.shape)
