"""update copies the list only; in-place training goes on changing the arrays in it.
wrong: BestWeights
"""

import numpy as np


def early_stopping(dev_losses, patience, min_delta=0.0):
    best_epoch = 0
    best = np.inf
    for epoch, loss in enumerate(dev_losses):
        if loss < best - min_delta:
            best, best_epoch = loss, epoch
        if epoch - best_epoch == patience:
            return epoch, best_epoch
    return epoch, best_epoch


class BestWeights:
    def __init__(self):
        self.loss = np.inf
        self.weights = None

    def update(self, epoch, dev_loss, weights):
        if dev_loss < self.loss:
            self.loss = dev_loss
            self.weights = weights.copy()

    def restore(self):
        return [w.copy() for w in self.weights]
