"""An epoch counts as better when it is below the epoch before, not below the best.
wrong: early_stopping
"""

import copy

import numpy as np


def early_stopping(dev_losses, patience, min_delta=0.0):
    previous = np.inf
    best_epoch = 0
    for epoch in range(len(dev_losses)):
        if dev_losses[epoch] < previous - min_delta:
            best_epoch = epoch
        previous = dev_losses[epoch]
        if epoch - best_epoch >= patience:
            return epoch, best_epoch
    return len(dev_losses) - 1, best_epoch


class BestWeights:
    def __init__(self):
        self.best = None

    def update(self, epoch, dev_loss, weights):
        if self.best is None or dev_loss < self.best[0]:
            self.best = (dev_loss, copy.deepcopy(weights))

    def restore(self):
        return copy.deepcopy(self.best[1])
