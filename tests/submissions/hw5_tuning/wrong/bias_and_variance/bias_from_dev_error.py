"""Bias is measured with the dev error.
wrong: diagnose_fit
"""


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    bias = dev_error - human_error
    variance = dev_error - train_error
    return {"high_bias": bool(bias > tolerance), "high_variance": bool(variance > tolerance)}


def remedies(diagnosis):
    names = []
    if diagnosis["high_bias"]:
        names += ["bigger_network", "train_longer"]
    if diagnosis["high_variance"]:
        names += ["more_data", "regularize", "early_stopping"]
    if diagnosis["high_bias"] or diagnosis["high_variance"]:
        names.append("change_architecture")
    return names
