"""Takes the list against bias out of a table and, where both are high, adds to this very list.
wrong: remedies
"""

HELP = {
    "high_bias": ["bigger_network", "train_longer", "change_architecture"],
    "high_variance": ["more_data", "regularize", "early_stopping", "change_architecture"],
}


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    bias, variance = train_error - human_error, dev_error - train_error
    return {"high_bias": bias > tolerance, "high_variance": variance > tolerance}


def remedies(diagnosis):
    lists = [HELP[fault] for fault, found in diagnosis.items() if found]
    if len(lists) < 2:
        return lists[0] if lists else []
    names, others = lists
    names += [name for name in others if name not in names]
    return names
