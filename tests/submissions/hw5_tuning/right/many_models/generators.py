"""Every model is a generator that trains one step when it is asked; adjust gets a copy of the history."""

import math


def _training(config, train_step):
    state = None
    while True:
        state, loss = train_step(config, state)
        yield loss


def caviar(configs, train_step, steps):
    models = [_training(config, train_step) for config in configs]
    rows = [[next(model) for model in models] for _ in range(steps)]
    histories = list(map(list, zip(*rows)))
    ranked = sorted(
        range(len(configs)), key=lambda i: (math.isnan(histories[i][-1]), histories[i][-1])
    )
    return ranked[0], histories


def _watched(config, train_step, adjust):
    history, state = [], None
    while True:
        state, loss = train_step(config, state)
        history.append(loss)
        config = adjust(config, list(history))
        yield loss


def panda(config, train_step, steps, adjust):
    model = _watched(dict(config), train_step, adjust)
    return [next(model) for _ in range(steps)]
