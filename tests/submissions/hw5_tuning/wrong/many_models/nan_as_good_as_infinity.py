"""caviar counts NaN as infinity in the argmin: NaN wins against a later model whose loss is inf.
wrong: caviar
"""

import numpy as np


def caviar(configs, train_step, steps):
    losses = np.zeros((len(configs), steps))
    states = [None] * len(configs)
    for t in range(steps):
        for i in range(len(configs)):
            states[i], losses[i, t] = train_step(configs[i], states[i])
    last = np.where(np.isnan(losses[:, -1]), np.inf, losses[:, -1])
    return int(np.argmin(last)), losses.tolist()


def panda(config, train_step, steps, adjust):
    losses = np.zeros(steps)
    current, state = config.copy(), None
    for t in range(steps):
        state, losses[t] = train_step(current, state)
        current = adjust(current, losses[: t + 1].tolist())
    return losses.tolist()
