"""caviar keeps the losses in a float32 array: rounded histories, and close models tie.
wrong: caviar
"""

import numpy as np


def caviar(configs, train_step, steps):
    losses = np.empty((steps, len(configs)), dtype=np.float32)
    states = [None for _ in configs]
    for t, row in enumerate(losses):
        for i, config in enumerate(configs):
            states[i], loss = train_step(config, states[i])
            row[i] = loss
    last = losses[-1].tolist()
    best = sorted(range(len(last)), key=lambda i: (np.isnan(last[i]), last[i]))[0]
    return best, losses.astype(np.float64).T.tolist()


def panda(config, train_step, steps, adjust):
    cfg, state = dict(config), None
    history = []
    for _ in range(steps):
        state, dev_loss = train_step(cfg, state)
        history.append(float(dev_loss))
        cfg = adjust(cfg, history[:])
    return history
