"""restore returns the stored arrays: training on after it spoils what is kept.
wrong: BestWeights
"""

import numpy as np


def early_stopping(dev_losses, patience, min_delta=0.0):
    best, best_epoch, wait = float("inf"), 0, 0
    for epoch, loss in enumerate(dev_losses):
        if loss < best - min_delta:
            best, best_epoch, wait = loss, epoch, 0
        elif epoch > 0:
            wait += 1
        if wait == patience:
            return epoch, best_epoch
    return len(dev_losses) - 1, best_epoch


class BestWeights:
    def __init__(self):
        self.best_loss = np.inf
        self.best_weights = []

    def update(self, epoch, dev_loss, weights):
        if dev_loss < self.best_loss:
            self.best_loss = dev_loss
            self.best_weights = [w.copy() for w in weights]

    def restore(self):
        return self.best_weights
