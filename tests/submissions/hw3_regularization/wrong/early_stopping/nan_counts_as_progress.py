"""Tests for being worse, so that an epoch with a NaN loss counts as an improvement.
wrong: early_stopping
"""

import numpy as np


def early_stopping(dev_losses, patience, min_delta=0.0):
    best_loss, best_epoch = np.inf, 0
    for epoch, loss in enumerate(dev_losses):
        if loss >= best_loss - min_delta:
            if epoch - best_epoch == patience:
                return epoch, best_epoch
        else:
            best_loss, best_epoch = loss, epoch
    return len(dev_losses) - 1, best_epoch


class BestWeights:
    def __init__(self):
        self.loss = None
        self.copies = None

    def update(self, epoch, dev_loss, weights):
        if self.loss is None or dev_loss < self.loss:
            self.loss = dev_loss
            self.copies = [1.0 * w for w in weights]

    def restore(self):
        return [1.0 * w for w in self.copies]
