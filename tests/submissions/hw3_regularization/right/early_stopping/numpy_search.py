"""Array comparisons find the next improvement by argmax; the best weights are chosen in restore."""

import numpy as np


def early_stopping(dev_losses, patience, min_delta=0.0):
    losses = np.asarray(dev_losses, dtype=np.float64)
    best = 0
    while True:
        level = np.inf if np.isnan(losses[best]) else losses[best]
        better = losses[best + 1 : best + patience + 1] < level - min_delta
        if not better.any():
            return min(best + patience, losses.size - 1), best
        best += 1 + int(np.argmax(better))


class BestWeights:
    def __init__(self):
        self.history = []

    def update(self, epoch, dev_loss, weights):
        order = np.inf if np.isnan(dev_loss) else float(dev_loss)
        self.history.append((order, [np.array(w) for w in weights]))

    def restore(self):
        best = min(self.history, key=lambda pair: pair[0])
        return tuple(np.array(w) for w in best[1])
