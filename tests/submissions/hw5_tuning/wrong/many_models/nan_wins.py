"""caviar takes np.argmin of the last losses, which returns the first NaN.
wrong: caviar
"""

import numpy as np


def caviar(configs, train_step, steps):
    states = {}
    rows = []
    for _ in range(steps):
        row = []
        for i, config in enumerate(configs):
            states[i], loss = train_step(config, states.get(i))
            row.append(loss)
        rows.append(row)
    best = int(np.argmin(rows[-1]))
    return best, [list(column) for column in zip(*rows)]


def panda(config, train_step, steps, adjust):
    now, state, history = dict(config), None, []
    for _ in range(steps):
        state, loss = train_step(now, state)
        history = history + [loss]
        now = adjust(now, history)
    return history
