"""The best loss follows every small gain, so that slow progress never adds up to min_delta.
wrong: early_stopping
"""

import numpy as np


def early_stopping(dev_losses, patience, min_delta=0.0):
    best, best_epoch = np.inf, 0
    for epoch, loss in enumerate(dev_losses):
        if loss < best - min_delta:
            best_epoch = epoch
        if loss < best:
            best = loss
        if epoch - best_epoch >= patience:
            return epoch, best_epoch
    return len(dev_losses) - 1, best_epoch


class BestWeights:
    def __init__(self):
        self.best_loss = None
        self.best_weights = None

    def update(self, epoch, dev_loss, weights):
        if self.best_loss is None or dev_loss < self.best_loss:
            self.best_loss = dev_loss
            self.best_weights = [np.array(w) for w in weights]

    def restore(self):
        return [np.array(w) for w in self.best_weights]
