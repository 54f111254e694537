"""One loop with a counter of bad epochs; the copies are made by a list comprehension."""

import math


def early_stopping(dev_losses, patience, min_delta=0.0):
    best, best_epoch = math.inf, 0
    for epoch, loss in enumerate(dev_losses):
        if loss < best - min_delta:
            best, best_epoch = loss, epoch
        if epoch - best_epoch >= patience:
            return epoch, best_epoch
    return len(dev_losses) - 1, best_epoch


class BestWeights:
    def __init__(self):
        self.loss = math.inf
        self.weights = None

    def update(self, epoch, dev_loss, weights):
        if dev_loss < self.loss:
            self.loss = dev_loss
            self.weights = [w.copy() for w in weights]

    def restore(self):
        return [w.copy() for w in self.weights]
