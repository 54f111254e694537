"""One flat loop over all calls with divmod; states in a dictionary; the best by a masked argmin over candidates."""

import numpy as np


def caviar(configs, train_step, steps):
    k = len(configs)
    state, losses = {}, []
    for call in range(steps * k):
        _, i = divmod(call, k)
        state[i], loss = train_step(configs[i], state.get(i))
        losses.append(loss)
    histories = [losses[i::k] for i in range(k)]
    last = np.array(losses[-k:], dtype=float)
    candidates = np.flatnonzero(~np.isnan(last))
    if candidates.size == 0:
        return np.int64(0), histories
    return candidates[np.argmin(last[candidates])], histories


def panda(config, train_step, steps, adjust):
    hold = {"config": config.copy(), "state": None}
    losses = []
    for call in range(2 * steps):
        if call % 2 == 0:
            hold["state"], loss = train_step(hold["config"], hold["state"])
            losses.append(loss)
        else:
            hold["config"] = adjust(hold["config"], losses.copy())
    return losses
