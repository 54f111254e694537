"""elif: with high bias, high variance is never looked at.
wrong: diagnose_fit
"""


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    high_bias = False
    high_variance = False
    if train_error - human_error > tolerance:
        high_bias = True
    elif dev_error - train_error > tolerance:
        high_variance = True
    return {"high_bias": high_bias, "high_variance": high_variance}


def remedies(diagnosis):
    bias, variance = diagnosis["high_bias"], diagnosis["high_variance"]
    wanted = set()
    if bias:
        wanted.update(["bigger_network", "train_longer"])
    if variance:
        wanted.update(["more_data", "regularize", "early_stopping"])
    if bias or variance:
        wanted.add("change_architecture")
    return sorted(wanted)
