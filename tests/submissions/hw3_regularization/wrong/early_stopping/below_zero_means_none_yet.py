"""-1 stands for "no best loss yet": with losses below 0 any other replaces it.
wrong: early_stopping
"""


def early_stopping(dev_losses, patience, min_delta=0.0):
    best, best_epoch = -1, 0
    for epoch, loss in enumerate(dev_losses):
        if best < 0 or loss < best - min_delta:
            best, best_epoch = loss, epoch
        if epoch - best_epoch == patience:
            return epoch, best_epoch
    return len(dev_losses) - 1, best_epoch


class BestWeights:
    def __init__(self):
        self.loss = float("inf")
        self.weights = []

    def update(self, epoch, dev_loss, weights):
        if dev_loss < self.loss:
            self.loss, self.weights = dev_loss, [w.copy() for w in weights]

    def restore(self):
        return [w.copy() for w in self.weights]
