"""min_delta is taken as a fraction of the best loss, not as an absolute gain.
wrong: early_stopping
"""

import math
from copy import deepcopy


def early_stopping(dev_losses, patience, min_delta=0.0):
    best, best_epoch, epoch = math.inf, 0, -1
    for epoch, loss in enumerate(dev_losses):
        margin = min_delta * abs(best) if math.isfinite(best) else 0.0
        if loss < best - margin:
            best, best_epoch = loss, epoch
        if epoch - best_epoch >= patience:
            break
    return epoch, best_epoch


class BestWeights:
    def __init__(self):
        self.kept = None

    def update(self, epoch, dev_loss, weights):
        if self.kept is None or self.kept[0] > dev_loss:
            self.kept = (dev_loss, deepcopy(list(weights)))

    def restore(self):
        return deepcopy(self.kept[1])
