"""panda calls adjust with the history before the newest loss is added.
wrong: panda
"""

from math import isnan


def caviar(configs, train_step, steps):
    histories = [[] for _ in configs]
    states = [None for _ in configs]
    for _ in range(steps):
        for i in range(len(configs)):
            states[i], loss = train_step(configs[i], states[i])
            histories[i] += [loss]
    ranked = sorted((isnan(h[-1]), h[-1], i) for i, h in enumerate(histories) if not isnan(h[-1]))
    return (ranked[0][2] if ranked else 0), histories


def panda(config, train_step, steps, adjust):
    current, state, history = dict(config), None, []
    for _ in range(steps):
        state, loss = train_step(current, state)
        current = adjust(current, list(history))
        history.append(loss)
    return history
