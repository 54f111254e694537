"""best_epoch is the argmin of all losses, those after the stop included.
wrong: early_stopping
"""

import numpy as np


def early_stopping(dev_losses, patience, min_delta=0.0):
    best_loss, wait, stop = np.inf, 0, len(dev_losses) - 1
    for epoch, loss in enumerate(dev_losses):
        if loss < best_loss - min_delta:
            best_loss, wait = loss, 0
        elif epoch > 0:
            wait += 1
        if wait == patience:
            stop = epoch
            break
    return stop, int(np.nanargmin(dev_losses))


class BestWeights:
    def __init__(self):
        self.loss = np.inf

    def update(self, epoch, dev_loss, weights):
        if dev_loss < self.loss:
            self.loss = dev_loss
            self.weights = tuple(np.copy(w) for w in weights)

    def restore(self):
        return tuple(np.copy(w) for w in self.weights)
