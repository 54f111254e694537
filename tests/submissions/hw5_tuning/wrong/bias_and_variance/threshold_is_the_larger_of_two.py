"""The training error is compared with the larger of human error and tolerance, not with their sum.
wrong: diagnose_fit
"""


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    variance = dev_error - train_error
    return {
        "high_bias": bool(train_error > max(human_error, tolerance)),
        "high_variance": bool(variance > tolerance),
    }


def remedies(diagnosis):
    names = []
    if diagnosis["high_bias"]:
        names += ["bigger_network", "train_longer"]
    if diagnosis["high_variance"]:
        names += ["more_data", "regularize", "early_stopping"]
    if diagnosis["high_bias"] or diagnosis["high_variance"]:
        names.append("change_architecture")
    return names
