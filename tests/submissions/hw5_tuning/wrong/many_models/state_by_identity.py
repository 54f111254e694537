"""The state is kept by id(config): the same config given twice has one state.
wrong: caviar
"""

import copy
import math


def caviar(configs, train_step, steps):
    states = {id(c): None for c in configs}
    histories = [[] for _ in configs]
    for _ in range(steps):
        for i, config in enumerate(configs):
            states[id(config)], loss = train_step(config, states[id(config)])
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
