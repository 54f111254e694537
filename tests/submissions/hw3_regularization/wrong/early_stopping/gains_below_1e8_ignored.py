"""A loss must fall by more than 1e-8 to count.
wrong: early_stopping, BestWeights
"""

import numpy as np


def early_stopping(dev_losses, patience, min_delta=0.0):
    best, best_epoch = dev_losses[0], 0
    for epoch, loss in enumerate(dev_losses):
        if loss < best - max(min_delta, 1e-8):
            best, best_epoch = loss, epoch
        if epoch - best_epoch == patience:
            return epoch, best_epoch
    return len(dev_losses) - 1, best_epoch


class BestWeights:
    def __init__(self):
        self.loss = np.inf

    def update(self, epoch, dev_loss, weights):
        if dev_loss < self.loss - 1e-8:
            self.loss, self.weights = dev_loss, [w.copy() for w in weights]

    def restore(self):
        return [w.copy() for w in self.weights]
