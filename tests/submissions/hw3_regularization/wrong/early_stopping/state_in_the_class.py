"""The best loss and weights are attributes of the class: a second object starts with them.
wrong: BestWeights
"""


def early_stopping(dev_losses, patience, min_delta=0.0):
    best, best_epoch = float("inf"), 0
    for epoch, loss in enumerate(dev_losses):
        if loss < best - min_delta:
            best, best_epoch = loss, epoch
        if epoch - best_epoch >= patience:
            return epoch, best_epoch
    return len(dev_losses) - 1, best_epoch


class BestWeights:
    kept = {"loss": float("inf"), "weights": None}

    def update(self, epoch, dev_loss, weights):
        if dev_loss < self.kept["loss"]:
            self.kept["loss"] = dev_loss
            self.kept["weights"] = [w.copy() for w in weights]

    def restore(self):
        return [w.copy() for w in self.kept["weights"]]
