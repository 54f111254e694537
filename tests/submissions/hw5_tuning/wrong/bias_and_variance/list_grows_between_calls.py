"""Extends a module-level list in place: remedies of one call turn up in the next.
wrong: remedies
"""

BIAS = ["bigger_network", "train_longer"]
VARIANCE = ["more_data", "regularize", "early_stopping"]
EITHER = ["change_architecture"]


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    limits = {"high_bias": (train_error, human_error), "high_variance": (dev_error, train_error)}
    return {name: bool(a - b > tolerance) for name, (a, b) in limits.items()}


def remedies(diagnosis):
    if not diagnosis["high_bias"] and not diagnosis["high_variance"]:
        return []
    result = BIAS if diagnosis["high_bias"] else []
    if diagnosis["high_variance"]:
        result += VARIANCE
    return result + EITHER
