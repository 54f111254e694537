"""Accepts what is np.isclose to the tolerance, up to a gap of 5e-7.
wrong: diagnose_fit
"""

import numpy as np


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):

    def above(a):
        return bool(a > tolerance and (not np.isclose(a, tolerance)))

    return {
        "high_bias": above(train_error - human_error),
        "high_variance": above(dev_error - train_error),
    }


def remedies(diagnosis):
    high_bias = diagnosis["high_bias"]
    high_variance = diagnosis["high_variance"]
    names = []
    if high_bias:
        names += ["bigger_network", "train_longer"]
    if high_variance:
        names += ["more_data", "regularize", "early_stopping"]
    if high_bias or high_variance:
        names += ["change_architecture"]
    return names
