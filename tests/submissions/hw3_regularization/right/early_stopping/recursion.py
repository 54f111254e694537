"""Recursion over the epochs; the weights are kept in one flat vector with their shapes."""

import numpy as np


def walk(losses, epoch, best, best_epoch, patience, min_delta):
    if epoch == len(losses):
        return epoch - 1, best_epoch
    if losses[epoch] < best - min_delta:
        best, best_epoch = losses[epoch], epoch
    if epoch - best_epoch == patience:
        return epoch, best_epoch
    return walk(losses, epoch + 1, best, best_epoch, patience, min_delta)


def early_stopping(dev_losses, patience, min_delta=0.0):
    return walk(dev_losses, 0, np.inf, 0, patience, min_delta)


class BestWeights:
    def __init__(self):
        self.vector = None

    def update(self, epoch, dev_loss, weights):
        if self.vector is None or dev_loss < self.loss or np.isnan(self.loss):
            self.loss = dev_loss
            self.shapes = [w.shape for w in weights]
            self.vector = np.concatenate([w.flatten() for w in weights])

    def restore(self):
        weights, start = [], 0
        for shape in self.shapes:
            end = start + int(np.prod(shape))
            weights.append(np.array(self.vector[start:end]).reshape(shape))
            start = end
        return weights
