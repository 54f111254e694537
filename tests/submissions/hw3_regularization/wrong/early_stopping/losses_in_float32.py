"""Compares the losses in single precision, where close ones are equal.
wrong: early_stopping
"""

import numpy as np


def early_stopping(dev_losses, patience, min_delta=0.0):
    losses = np.array(dev_losses, dtype=np.float32)
    best, best_epoch = losses[0], 0
    for epoch, loss in enumerate(losses):
        if loss < best - np.float32(min_delta):
            best, best_epoch = loss, epoch
        elif epoch - best_epoch >= patience:
            return epoch, best_epoch
    return len(losses) - 1, best_epoch


class BestWeights:
    def __init__(self):
        self.loss = np.inf

    def update(self, epoch, dev_loss, weights):
        if dev_loss < self.loss:
            self.loss, self.weights = dev_loss, [w.copy() for w in weights]

    def restore(self):
        return [w.copy() for w in self.weights]
