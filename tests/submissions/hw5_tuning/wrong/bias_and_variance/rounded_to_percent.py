"""Rounds the gaps to whole percent before comparing: 5.4 % is not above 5 %.
wrong: diagnose_fit
"""


def _gap(upper, lower):
    return round(float(upper) - float(lower), 2)


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    return {
        "high_bias": _gap(train_error, human_error) > tolerance,
        "high_variance": _gap(dev_error, train_error) > tolerance,
    }


def remedies(diagnosis):
    if diagnosis["high_bias"] and diagnosis["high_variance"]:
        return [
            "bigger_network",
            "train_longer",
            "more_data",
            "regularize",
            "early_stopping",
            "change_architecture",
        ]
    if diagnosis["high_bias"]:
        return ["bigger_network", "train_longer", "change_architecture"]
    if diagnosis["high_variance"]:
        return ["more_data", "regularize", "early_stopping", "change_architecture"]
    return []
