"""Returns an OrderedDict (a dict) filled in two steps; remedies collected in dict keys to avoid repeats."""

from collections import OrderedDict


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    diagnosis = OrderedDict()
    reference = human_error
    for name, error in (("high_bias", train_error), ("high_variance", dev_error)):
        diagnosis[name] = bool((error - reference - tolerance) > 0)
        reference = error
    return diagnosis


def remedies(diagnosis):
    found = {}
    if diagnosis.get("high_bias"):
        found.update(dict.fromkeys(("bigger_network", "train_longer", "change_architecture")))
    if diagnosis.get("high_variance"):
        found.update(dict.fromkeys(("more_data", "regularize", "early_stopping", "change_architecture")))
    return list(found)
