"""remedies returns after the bias branch, so nothing is offered against variance when both are high.
wrong: remedies
"""


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    avoidable = float(train_error) - float(human_error)
    spread = float(dev_error) - float(train_error)
    return dict(high_bias=avoidable > tolerance, high_variance=spread > tolerance)


def remedies(diagnosis):
    if diagnosis["high_bias"]:
        return ["bigger_network", "train_longer", "change_architecture"]
    elif diagnosis["high_variance"]:
        return ["more_data", "regularize", "early_stopping", "change_architecture"]
    return []
