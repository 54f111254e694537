"""update never moves the best loss on: every epoch below the first one replaces the weights.
wrong: BestWeights
"""

import numpy as np


def early_stopping(dev_losses, patience, min_delta=0.0):
    record = [(0, np.inf)]
    for epoch, loss in enumerate(dev_losses):
        if loss < record[-1][1] - min_delta:
            record.append((epoch, loss))
        if epoch - record[-1][0] >= patience:
            return epoch, record[-1][0]
    return len(dev_losses) - 1, record[-1][0]


class BestWeights:
    def __init__(self):
        self.dev_loss = None
        self.weights = None

    def update(self, epoch, dev_loss, weights):
        if self.dev_loss is None:
            self.dev_loss = dev_loss
            self.weights = [np.copy(w) for w in weights]
        elif dev_loss < self.dev_loss:
            self.weights = [np.copy(w) for w in weights]

    def restore(self):
        return [np.copy(w) for w in self.weights]
