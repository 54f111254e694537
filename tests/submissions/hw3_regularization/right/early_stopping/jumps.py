"""Jumps from one best epoch to the next improvement inside its window; deepcopy both ways."""

from copy import deepcopy


def next_improvement(losses, best_epoch, patience, min_delta):
    best = losses[best_epoch] if losses[best_epoch] == losses[best_epoch] else float("inf")
    limit = min(best_epoch + patience, len(losses) - 1)
    for epoch in range(best_epoch + 1, limit + 1):
        if losses[epoch] < best - min_delta:
            return epoch, limit
    return None, limit


def early_stopping(dev_losses, patience, min_delta=0.0):
    losses = [float(v) for v in dev_losses]
    best_epoch = 0
    while True:
        epoch, limit = next_improvement(losses, best_epoch, patience, min_delta)
        if epoch is None:
            return limit, best_epoch
        best_epoch = epoch


class BestWeights:
    def __init__(self):
        self.best = None

    def update(self, epoch, dev_loss, weights):
        if self.best is not None:
            known = self.best["dev_loss"]
            if not (dev_loss < known or known != known):
                return
        self.best = deepcopy({"epoch": epoch, "dev_loss": dev_loss, "weights": list(weights)})

    def restore(self):
        return deepcopy(self.best["weights"])
