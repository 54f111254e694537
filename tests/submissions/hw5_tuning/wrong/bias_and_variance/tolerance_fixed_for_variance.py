"""The variance is compared with 0.05, whatever the tolerance is.
wrong: diagnose_fit
"""


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    diagnosis = {"high_bias": False, "high_variance": False}
    if train_error - human_error > tolerance:
        diagnosis["high_bias"] = True
    if dev_error - train_error > 0.05:
        diagnosis["high_variance"] = True
    return diagnosis


def remedies(diagnosis):
    table = {
        "high_bias": ["bigger_network", "train_longer", "change_architecture"],
        "high_variance": ["change_architecture", "more_data", "regularize", "early_stopping"],
    }
    found = []
    for problem, words in table.items():
        if diagnosis[problem]:
            found.extend(w for w in words if w not in found)
    return found
