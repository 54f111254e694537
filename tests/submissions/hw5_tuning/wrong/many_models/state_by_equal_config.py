"""The state is looked up by the first equal config.
wrong: caviar
"""

import copy
import math


def caviar(configs, train_step, steps):
    states = [None] * len(configs)
    histories = [[] for _ in configs]
    for _ in range(steps):
        for i, config in enumerate(configs):
            j = configs.index(config)
            states[j], loss = train_step(config, states[j])
            histories[i].append(loss)
    last = [h[-1] for h in histories]
    ok = [i for i in range(len(configs)) if not math.isnan(last[i])]
    return (min(ok, key=lambda i: last[i]) if ok else 0), histories


def panda(config, train_step, steps, adjust):
    config = copy.deepcopy(config)
    state = None
    history = []
    for _ in range(steps):
        state, loss = train_step(config, state)
        history.append(loss)
        config = adjust(config, list(history))
    return history
