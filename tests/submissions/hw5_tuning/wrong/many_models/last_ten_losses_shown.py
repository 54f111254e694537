"""Shows adjust the last ten losses only.
wrong: panda
"""

import numpy as np


def caviar(configs, train_step, steps):
    states = [None for _ in configs]
    histories = [[] for _ in configs]
    for _ in range(steps):
        for index, config in enumerate(configs):
            states[index], loss = train_step(config, states[index])
            histories[index].append(loss)
    last = [history[-1] for history in histories]
    ranks = [(bool(np.isnan(loss)), loss) for loss in last]
    best_index = min(range(len(configs)), key=lambda index: ranks[index])
    return best_index, histories


def panda(config, train_step, steps, adjust):
    s, h, config = None, [], dict(config)
    for _ in range(steps):
        s, l = train_step(config, s)
        h.append(l)
        config = adjust(config, h[-10:])
    return h
