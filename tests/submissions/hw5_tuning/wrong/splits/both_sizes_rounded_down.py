"""Rounds both sizes down and gives all the rest to test: nearly two examples too many (n=10 at 68/18/14).
wrong: split_indices
"""

import numpy as np


def split_indices(n, fractions, rng):
    order = rng.permutation(n)
    n_train = int(n * fractions[0])
    n_dev = int(n * fractions[1])
    return order[:n_train], order[n_train : n_train + n_dev], order[n_train + n_dev :]


def stratified_split(labels, fractions, rng):
    parts = ([], [], [])
    for c in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == c))
        edges = np.rint(np.cumsum(fractions)[:2] * members.size).astype(int)
        for part, piece in zip(parts, np.split(members, edges)):
            part.extend(piece.tolist())
    return tuple(np.array(part, dtype=int) for part in parts)
