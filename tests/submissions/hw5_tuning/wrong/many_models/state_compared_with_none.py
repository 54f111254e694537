"""Asks whether a state equals None; an array answers that element by element.
wrong: caviar
"""

import math


def caviar(configs, train_step, steps):
    states = {}
    histories = [[] for _ in configs]
    for _ in range(steps):
        for place, config in enumerate(configs):
            before = states.get(place)
            if before == None:  # noqa: E711
                print("model", place, "begins")
            states[place], loss = train_step(config, before)
            histories[place].append(loss)
    ranks = [(math.isnan(history[-1]), history[-1]) for history in histories]
    return min(range(len(ranks)), key=ranks.__getitem__), histories


def panda(config, train_step, steps, adjust):
    current, state, history = dict(config), None, []
    for _ in range(steps):
        state, loss = train_step(current, state)
        history.append(loss)
        current = adjust(current, history.copy())
    return history
