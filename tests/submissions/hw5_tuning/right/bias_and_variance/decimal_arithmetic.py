"""Exact decimal arithmetic on the printed numbers; remedies by list algebra on copies."""

from decimal import Decimal

FOR_BIAS = ["bigger_network", "train_longer"]
FOR_VARIANCE = ["more_data", "regularize", "early_stopping"]


def _decimal(number):
    return Decimal(repr(float(number)))


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    train, dev, human, limit = map(_decimal, (train_error, dev_error, human_error, tolerance))
    return {"high_bias": train - human > limit, "high_variance": dev - train > limit}


def remedies(diagnosis):
    bias, variance = bool(diagnosis["high_bias"]), bool(diagnosis["high_variance"])
    return bias * FOR_BIAS + (bias or variance) * ["change_architecture"] + variance * FOR_VARIANCE
