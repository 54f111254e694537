"""The comparisons as they stand in the lecture; the list is built by if and append."""


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    high_bias = (train_error - human_error) > tolerance
    high_variance = (dev_error - train_error) > tolerance
    return {"high_bias": bool(high_bias), "high_variance": bool(high_variance)}


def remedies(diagnosis):
    result = []
    if diagnosis["high_bias"]:
        result.append("bigger_network")
        result.append("train_longer")
    if diagnosis["high_variance"]:
        result.append("more_data")
        result.append("regularize")
        result.append("early_stopping")
    if diagnosis["high_bias"] or diagnosis["high_variance"]:
        result.append("change_architecture")
    return result
