"""The variance is the dev error's growth relative to the training error.
wrong: diagnose_fit
"""


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    bias = train_error - human_error
    variance = (dev_error - train_error) / train_error if train_error > 0 else dev_error
    return {"high_bias": bool(bias > tolerance), "high_variance": bool(variance > tolerance)}


def remedies(diagnosis):
    result = ["bigger_network", "train_longer"] * bool(diagnosis["high_bias"])
    result += ["more_data", "regularize", "early_stopping"] * bool(diagnosis["high_variance"])
    result += ["change_architecture"] * bool(result)
    return result
