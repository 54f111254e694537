"""Ignores human_error: bias is the training error itself.
wrong: diagnose_fit
"""

BIAS = ("bigger_network", "train_longer")
VARIANCE = ("more_data", "regularize", "early_stopping")


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    gaps = (train_error, dev_error - train_error)
    bias, variance = (bool(gap > tolerance) for gap in gaps)
    return dict(high_bias=bias, high_variance=variance)


def remedies(diagnosis):
    out = list(BIAS if diagnosis["high_bias"] else ()) + list(VARIANCE if diagnosis["high_variance"] else ())
    if out:
        out.append("change_architecture")
    return out
