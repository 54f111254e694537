"""Takes absolute gaps: better than humans, or dev below train, counts as a problem too.
wrong: diagnose_fit
"""

import numpy as np


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    gaps = np.abs(np.diff([human_error, train_error, dev_error]))
    high_bias, high_variance = (gaps > tolerance).tolist()
    return {"high_bias": high_bias, "high_variance": high_variance}


def remedies(diagnosis):
    cures = []
    if diagnosis["high_bias"]:
        cures.extend(("bigger_network", "train_longer"))
    if diagnosis["high_variance"]:
        cures.extend(("more_data", "regularize", "early_stopping"))
    if any(diagnosis.values()):
        cures.append("change_architecture")
    return cures
