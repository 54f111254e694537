"""A watcher object counts down; results as a named tuple, weights as a dictionary of copies."""

from collections import namedtuple

import numpy as np

Result = namedtuple("Result", "stop_epoch best_epoch")


class Watcher:
    def __init__(self, patience, min_delta):
        self.patience = self.left = patience
        self.min_delta = min_delta
        self.best_loss = float("inf")
        self.best_epoch = 0

    def see(self, epoch, loss):
        if loss < self.best_loss - self.min_delta:
            self.best_loss, self.best_epoch = loss, epoch
            self.left = self.patience
        elif epoch > 0:
            self.left -= 1
        return self.left <= 0


def early_stopping(dev_losses, patience, min_delta=0.0):
    watcher = Watcher(patience, min_delta)
    epoch = -1
    for loss in dev_losses:
        epoch += 1
        if watcher.see(epoch, loss):
            break
    return Result(epoch, watcher.best_epoch)


class BestWeights:
    def __init__(self):
        self.dev_loss = None
        self.stored = {}

    def update(self, epoch, dev_loss, weights):
        first = self.dev_loss is None
        if first or np.isnan(self.dev_loss) or dev_loss < self.dev_loss:
            self.dev_loss = dev_loss
            self.stored = {i: np.copy(w) for i, w in enumerate(weights)}

    def restore(self):
        return [np.copy(self.stored[i]) for i in sorted(self.stored)]
