"""Pops the keys out of the caller's diagnosis.
wrong: remedies
"""


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    diagnosis = {}
    diagnosis["high_bias"] = bool(train_error - human_error > tolerance)
    diagnosis["high_variance"] = bool(dev_error - train_error > tolerance)
    return diagnosis


def remedies(diagnosis):
    bias = diagnosis.pop("high_bias")
    variance = diagnosis.pop("high_variance")
    found = []
    if bias or variance:
        found += ["change_architecture"]
    if bias:
        found += ["train_longer", "bigger_network"]
    if variance:
        found += ["early_stopping", "regularize", "more_data"]
    return found
