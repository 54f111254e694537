"""The weights of the loss nearest to 0 are kept: losses below 0 lose their sign.
wrong: BestWeights
"""


def early_stopping(dev_losses, patience, min_delta=0.0):
    best, best_epoch = dev_losses[0], 0
    for epoch, loss in enumerate(dev_losses):
        if loss < best - min_delta:
            best, best_epoch = loss, epoch
        if epoch - best_epoch == patience:
            return epoch, best_epoch
    return len(dev_losses) - 1, best_epoch


class BestWeights:
    def __init__(self):
        self.loss = float("inf")
        self.weights = []

    def update(self, epoch, dev_loss, weights):
        if abs(dev_loss) < self.loss:
            self.loss, self.weights = abs(dev_loss), [w.copy() for w in weights]

    def restore(self):
        return [w.copy() for w in self.weights]
