"""panda updates the caller's config in place with what adjust returns.
wrong: panda
"""

import numpy as np


def caviar(configs, train_step, steps):
    states = [None] * len(configs)
    losses = np.full((steps, len(configs)), np.nan)
    for t, i in np.ndindex(losses.shape):
        states[i], losses[t, i] = train_step(configs[i], states[i])
    numbers = np.flatnonzero(~np.isnan(losses[-1]))
    best = int(numbers[losses[-1, numbers].argmin()]) if numbers.size else 0
    return best, losses.T.tolist()


def panda(config, train_step, steps, adjust):
    state, history = None, []
    for _ in range(steps):
        state, loss = train_step(config, state)
        history.append(loss)
        config.update(adjust(dict(config), list(history)))
    return history
