"""Recursion over the steps with immutable tuples; nothing is ever appended to."""

from math import isnan


def _round(configs, train_step, states):
    return tuple(zip(*(train_step(config, state) for config, state in zip(configs, states))))


def _train(configs, train_step, steps, states, histories):
    if steps == 0:
        return histories
    states, losses = _round(configs, train_step, states)
    longer = tuple(history + (loss,) for history, loss in zip(histories, losses))
    return _train(configs, train_step, steps - 1, states, longer)


def caviar(configs, train_step, steps):
    nothing = tuple(None for _ in configs)
    histories = _train(tuple(configs), train_step, steps, nothing, tuple(() for _ in configs))
    finals = {i: history[-1] for i, history in enumerate(histories) if not isnan(history[-1])}
    return min(finals, key=finals.__getitem__, default=0), histories


def panda(config, train_step, steps, adjust):
    def go(config, state, history):
        if len(history) == steps:
            return history
        state, loss = train_step(config, state)
        history = history + [loss]
        return go(adjust(config, list(history)), state, history)

    return go(dict(config), None, [])
