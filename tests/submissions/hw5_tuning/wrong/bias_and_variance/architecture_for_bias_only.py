"""change_architecture is offered against bias only.
wrong: remedies
"""


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    high_bias = not (train_error - human_error <= tolerance)
    high_variance = not (dev_error - train_error <= tolerance)
    return {"high_variance": bool(high_variance), "high_bias": bool(high_bias)}


def remedies(diagnosis):
    for_bias = ["bigger_network", "train_longer", "change_architecture"]
    for_variance = ["more_data", "regularize", "early_stopping"]
    return for_bias * bool(diagnosis["high_bias"]) + for_variance * bool(diagnosis["high_variance"])
