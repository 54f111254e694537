"""A fall by exactly min_delta counts as an improvement if min_delta > 0.
wrong: early_stopping
"""



class BestWeights:
    def __init__(self):
        self.loss = None
        self.weights = None

    def update(self, epoch, dev_loss, weights):
        if self.loss is None or dev_loss < self.loss:
            self.loss = dev_loss
            self.weights = [w.copy() for w in weights]

    def restore(self):
        return [w.copy() for w in self.weights]


def early_stopping(dev_losses, patience, min_delta=0.0):
    best, best_epoch = dev_losses[0], 0
    for epoch, loss in enumerate(dev_losses):
        if loss < best and loss <= best - min_delta:
            best, best_epoch = loss, epoch
        if epoch - best_epoch == patience:
            return epoch, best_epoch
    return len(dev_losses) - 1, best_epoch
