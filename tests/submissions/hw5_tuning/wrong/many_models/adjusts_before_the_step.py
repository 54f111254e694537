"""The config is adjusted before the first step already.
wrong: panda
"""

import copy
import math


def caviar(configs, train_step, steps):
    states = [None] * len(configs)
    histories = [[] for _ in configs]
    for _ in range(steps):
        for i, config in enumerate(configs):
            states[i], loss = train_step(config, states[i])
            histories[i].append(loss)
    last = [h[-1] for h in histories]
    ok = [i for i in range(len(configs)) if not math.isnan(last[i])]
    return (min(ok, key=lambda i: last[i]) if ok else 0), histories


def panda(config, train_step, steps, adjust):
    config = copy.deepcopy(config)
    state = None
    history = []
    for _ in range(steps):
        config = adjust(config, list(history))
        state, loss = train_step(config, state)
        history.append(loss)
    return history
