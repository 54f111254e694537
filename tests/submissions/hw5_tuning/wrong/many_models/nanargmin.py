"""np.nanargmin raises where all models end with NaN.
wrong: caviar
"""

import copy

import numpy as np


def caviar(configs, train_step, steps):
    states = [None] * len(configs)
    histories = [[] for _ in configs]
    for _ in range(steps):
        for i, config in enumerate(configs):
            states[i], loss = train_step(config, states[i])
            histories[i].append(loss)
    last = [h[-1] for h in histories]
    return int(np.nanargmin(last)), histories


def panda(config, train_step, steps, adjust):
    config = copy.deepcopy(config)
    state = None
    history = []
    for _ in range(steps):
        state, loss = train_step(config, state)
        history.append(loss)
        config = adjust(config, list(history))
    return history
