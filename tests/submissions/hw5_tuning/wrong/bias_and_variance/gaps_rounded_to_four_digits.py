"""Rounds the gaps to four decimals before it compares them.
wrong: diagnose_fit
"""


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    return {
        "high_bias": round(train_error - human_error, 4) > tolerance,
        "high_variance": round(dev_error - train_error, 4) > tolerance,
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
