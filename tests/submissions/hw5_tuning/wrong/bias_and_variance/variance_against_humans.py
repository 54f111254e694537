"""Measures the variance from the human error to the dev error.
wrong: diagnose_fit
"""


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    return {
        "high_bias": bool(train_error - human_error > tolerance),
        "high_variance": bool(dev_error - human_error > tolerance),
    }


def remedies(diagnosis):
    words = []
    if diagnosis["high_bias"]:
        words += ["bigger_network", "train_longer"]
    if diagnosis["high_variance"]:
        words += ["more_data", "regularize", "early_stopping"]
    return words + ["change_architecture"] if words else words
