"""A deep copy of the state goes into every step; of some states no copy can be made.
wrong: caviar, panda
"""

import copy
import math


def caviar(configs, train_step, steps):
    states = [None] * len(configs)
    histories = [[] for _ in configs]
    for _ in range(steps):
        for place, config in enumerate(configs):
            states[place], loss = train_step(config, copy.deepcopy(states[place]))
            histories[place].append(loss)
    ranks = [(math.isnan(history[-1]), history[-1]) for history in histories]
    return min(range(len(ranks)), key=ranks.__getitem__), histories


def panda(config, train_step, steps, adjust):
    current, state, history = dict(config), None, []
    for _ in range(steps):
        state, loss = train_step(current, copy.deepcopy(state))
        history.append(loss)
        current = adjust(current, history.copy())
    return history
