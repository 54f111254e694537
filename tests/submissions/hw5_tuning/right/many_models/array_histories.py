"""Losses in a float64 array that is turned into lists; lexsort with NaN last; tuple handed to adjust."""

import numpy as np


def caviar(configs, train_step, steps):
    losses = np.full((steps, len(configs)), np.nan)
    states = [None] * len(configs)
    for t, i in np.ndindex(steps, len(configs)):
        result = train_step(configs[i], states[i])
        states[i] = result[0]
        losses[t, i] = result[1]
    last = losses[-1]
    order = np.lexsort((np.nan_to_num(last, nan=np.inf, posinf=np.inf, neginf=-np.inf), np.isnan(last)))
    return int(order[0]), losses.T.tolist()


def panda(config, train_step, steps, adjust):
    losses = np.empty(steps)
    current, state = {**config}, None
    for t in range(steps):
        state, losses[t] = train_step(current, state)
        current = adjust(current, tuple(losses[: t + 1].tolist()))
    return losses.tolist()
