"""Best starts at 1000: losses above (the contract allows 1e4) never improve.
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
    best, best_epoch = 1e3, 0
    for epoch, loss in enumerate(dev_losses):
        if loss < best - min_delta:
            best, best_epoch = loss, epoch
        if epoch - best_epoch == patience:
            return epoch, best_epoch
    return len(dev_losses) - 1, best_epoch
