"""Remedies as a sorted union of sets; the gaps compared through a helper function."""

BIAS = {"bigger_network", "train_longer", "change_architecture"}
VARIANCE = {"more_data", "regularize", "early_stopping", "change_architecture"}


def exceeds(upper, lower, tolerance):
    return bool(upper - lower > tolerance)


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    return {
        "high_variance": exceeds(dev_error, train_error, tolerance),
        "high_bias": exceeds(train_error, human_error, tolerance),
    }


def remedies(diagnosis):
    wanted = (BIAS if diagnosis["high_bias"] else set()) | (VARIANCE if diagnosis["high_variance"] else set())
    return sorted(wanted)
