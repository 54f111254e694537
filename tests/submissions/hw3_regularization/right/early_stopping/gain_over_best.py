"""Compares the gain best - loss with min_delta; the weights live in a closure of the object."""

import numpy as np


def early_stopping(dev_losses, patience, min_delta=0.0):
    stop = best_epoch = 0
    best = None
    waited = 0
    for stop, loss in enumerate(dev_losses):
        gain = np.inf if best is None else best - loss
        if gain > min_delta and not np.isnan(loss):
            best, best_epoch, waited = loss, stop, 0
        elif stop > 0:
            waited += 1
        if waited >= patience:
            break
    return np.array(stop), np.array(best_epoch)


class BestWeights:
    def __init__(self):
        self.value = None
        self.make = None

    def update(self, epoch, dev_loss, weights):
        if self.make is None or self.value - dev_loss > 0 or np.isnan(self.value):
            kept = tuple(np.array(w, copy=True) for w in weights)
            self.value = dev_loss
            self.make = lambda: [np.array(w, copy=True) for w in kept]

    def restore(self):
        return self.make()
