"""Seeds its own generator with 42 "for reproducibility": the same split whatever rng is.
wrong: split_indices, stratified_split
"""

import numpy as np

SEED = 42


def split_indices(n, fractions, rng):
    rng = np.random.default_rng(SEED)
    indices = np.arange(n)
    rng.shuffle(indices)
    ends = [round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))]
    return tuple(np.split(indices, ends))


def stratified_split(labels, fractions, rng):
    result = [np.empty(0, dtype=np.int64) for _ in range(3)]
    for c in np.unique(labels):
        members = np.flatnonzero(labels == c)
        for k, piece in enumerate(split_indices(len(members), fractions, rng)):
            result[k] = np.concatenate([result[k], members[piece]])
    return tuple(result)
