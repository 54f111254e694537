"""caviar picks the model with the lowest loss at any step, not at the last.
wrong: caviar
"""

import math


def _lowest(history):
    numbers = [loss for loss in history if not math.isnan(loss)]
    return min(numbers, default=math.inf)


def caviar(configs, train_step, steps):
    states = [None] * len(configs)
    histories = [[] for _ in configs]
    for _ in range(steps):
        for i, config in enumerate(configs):
            states[i], loss = train_step(config, states[i])
            histories[i].append(loss)
    finite_end = [i for i, h in enumerate(histories) if not math.isnan(h[-1])]
    best = min(finite_end, key=lambda i: _lowest(histories[i]), default=0)
    return best, histories


def panda(config, train_step, steps, adjust):
    current = {**config}
    state = None
    losses = ()
    while len(losses) < steps:
        state, loss = train_step(current, state)
        losses = losses + (loss,)
        current = adjust(current, list(losses))
    return list(losses)
