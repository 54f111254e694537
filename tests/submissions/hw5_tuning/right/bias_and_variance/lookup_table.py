"""A table for the four cases; returns a new list of the stored tuple; if/else instead of booleans."""

TABLE = {
    (False, False): (),
    (True, False): ("train_longer", "bigger_network", "change_architecture"),
    (False, True): ("early_stopping", "regularize", "more_data", "change_architecture"),
    (True, True): (
        "change_architecture",
        "train_longer",
        "bigger_network",
        "early_stopping",
        "regularize",
        "more_data",
    ),
}


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    if train_error - human_error > tolerance:
        bias = True
    else:
        bias = False
    if dev_error - train_error > tolerance:
        variance = True
    else:
        variance = False
    return dict(high_bias=bias, high_variance=variance)


def remedies(diagnosis):
    key = (bool(diagnosis["high_bias"]), bool(diagnosis["high_variance"]))
    return [*TABLE[key]]
