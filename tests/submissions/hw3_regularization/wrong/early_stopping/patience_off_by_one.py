"""Waits one epoch too long: stops when more than patience epochs have passed.
wrong: early_stopping
"""


def early_stopping(dev_losses, patience, min_delta=0.0):
    best, best_epoch = float("inf"), 0
    for epoch, loss in enumerate(dev_losses):
        if loss < best - min_delta:
            best, best_epoch = loss, epoch
        elif epoch - best_epoch > patience:
            return epoch, best_epoch
    return len(dev_losses) - 1, best_epoch


class BestWeights:
    def __init__(self):
        self.loss = float("inf")
        self.weights = []

    def update(self, epoch, dev_loss, weights):
        if dev_loss < self.loss:
            self.loss = dev_loss
            self.weights = [w.copy() for w in weights]

    def restore(self):
        return [w.copy() for w in self.weights]
