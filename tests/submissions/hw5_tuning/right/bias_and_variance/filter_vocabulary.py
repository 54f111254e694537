"""Walks the whole vocabulary and keeps a word when one of the problems it is for is present."""

CURES = {
    "bigger_network": ("high_bias",),
    "train_longer": ("high_bias",),
    "more_data": ("high_variance",),
    "regularize": ("high_variance",),
    "early_stopping": ("high_variance",),
    "change_architecture": ("high_bias", "high_variance"),
}


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    gaps = {"high_bias": train_error - human_error, "high_variance": dev_error - train_error}
    return {problem: not gap <= tolerance for problem, gap in gaps.items()}


def remedies(diagnosis):
    return [word for word, problems in CURES.items() if any(diagnosis[p] for p in problems)]
