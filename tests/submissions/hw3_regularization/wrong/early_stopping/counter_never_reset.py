"""The bad epochs are counted over the whole run: an improvement does not reset them.
wrong: early_stopping
"""

import numpy as np


class Stopper:
    def __init__(self, patience, min_delta):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.bad = np.inf, 0, 0

    def stop(self, epoch, loss):
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, epoch
        elif epoch > 0:
            self.bad += 1
        return self.bad >= self.patience


def early_stopping(dev_losses, patience, min_delta=0.0):
    stopper = Stopper(patience, min_delta)
    for epoch, loss in enumerate(dev_losses):
        if stopper.stop(epoch, loss):
            break
    return epoch, stopper.best_epoch


class BestWeights:
    def __init__(self):
        self.loss, self.weights = np.inf, None

    def update(self, epoch, dev_loss, weights):
        if dev_loss < self.loss:
            self.loss, self.weights = dev_loss, [w.copy() for w in weights]

    def restore(self):
        return [w.copy() for w in self.weights]
