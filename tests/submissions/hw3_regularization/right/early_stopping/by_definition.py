"""By definition: the best epoch after every epoch, then the first gap that is the patience."""

import numpy as np


def best_epochs(losses, min_delta):
    chain = [0]
    for epoch in range(1, len(losses)):
        level = losses[chain[-1]]
        chain.append(epoch if losses[epoch] < level - min_delta else chain[-1])
    return chain


def early_stopping(dev_losses, patience, min_delta=0.0):
    chain = best_epochs(dev_losses, min_delta)
    gaps = [epoch - best for epoch, best in enumerate(chain)]
    stop = gaps.index(patience) if patience in gaps else len(gaps) - 1
    return [stop, chain[stop]]


class BestWeights:
    """Keeps its own buffers and overwrites them with copyto."""

    def __init__(self):
        self.buffers = None
        self.score = None

    def update(self, epoch, dev_loss, weights):
        if self.buffers is None:
            self.buffers = [np.empty(w.shape) for w in weights]
        elif not (dev_loss < self.score or np.isnan(self.score)):
            return
        self.score = float(dev_loss)
        for buffer, w in zip(self.buffers, weights):
            np.copyto(buffer, w)

    def restore(self):
        return [0.0 + buffer for buffer in self.buffers]
