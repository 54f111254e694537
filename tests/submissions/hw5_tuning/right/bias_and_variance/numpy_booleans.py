"""Array comparison: the values are NumPy booleans; remedies selected from a table by a mask, as a tuple."""

import numpy as np

VOCABULARY = np.array(
    ["bigger_network", "train_longer", "change_architecture", "more_data", "regularize", "early_stopping"]
)
HELPS_BIAS = np.array([1, 1, 1, 0, 0, 0], dtype=bool)
HELPS_VARIANCE = np.array([0, 0, 1, 1, 1, 1], dtype=bool)


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    levels = np.array([human_error, train_error, dev_error], dtype=np.float64)
    gaps = np.diff(levels) > tolerance
    return dict(zip(("high_bias", "high_variance"), gaps))


def remedies(diagnosis):
    helpful = (HELPS_BIAS & diagnosis["high_bias"]) | (HELPS_VARIANCE & diagnosis["high_variance"])
    return tuple(VOCABULARY[helpful].tolist())
