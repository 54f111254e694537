"""Reads "either" as "both": change_architecture only when bias and variance are both high.
wrong: remedies
"""

WORDS = {
    "high_bias": ("bigger_network", "train_longer"),
    "high_variance": ("more_data", "regularize", "early_stopping"),
}


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    return {
        "high_bias": bool(train_error > human_error + tolerance),
        "high_variance": bool(dev_error > train_error + tolerance),
    }


def remedies(diagnosis):
    words = [w for problem in WORDS if diagnosis[problem] for w in WORDS[problem]]
    if all(diagnosis[problem] for problem in WORDS):
        words.append("change_architecture")
    return words
