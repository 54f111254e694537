"""A later epoch with the same loss replaces the stored weights.
wrong: BestWeights
"""

import numpy as np


def early_stopping(dev_losses, patience, min_delta=0.0):
    best_epoch, best = 0, np.inf
    epoch = 0
    while epoch < len(dev_losses):
        if dev_losses[epoch] < best - min_delta:
            best_epoch, best = epoch, dev_losses[epoch]
        if epoch - best_epoch >= patience:
            break
        epoch += 1
    return min(epoch, len(dev_losses) - 1), best_epoch


class BestWeights:
    def __init__(self):
        self.best = np.inf
        self.snapshot = None

    def update(self, epoch, dev_loss, weights):
        if dev_loss <= self.best:
            self.best = dev_loss
            self.snapshot = [np.array(w, copy=True) for w in weights]

    def restore(self):
        return [np.array(w, copy=True) for w in self.snapshot]
