"""Keeps the winner while the last step runs instead of searching afterwards; closures hold the states."""

import copy
import math


def _runner(config, train_step):
    state = None
    losses = []

    def advance():
        nonlocal state
        state, loss = train_step(config, state)
        losses.append(loss)
        return loss

    return advance, losses


def caviar(configs, train_step, steps):
    runners = [_runner(config, train_step) for config in configs]
    winner = 0
    for step in range(1, steps + 1):
        lowest = None
        for i in range(len(runners)):
            loss = runners[i][0]()
            if step == steps and not math.isnan(loss) and (lowest is None or loss < lowest):
                winner, lowest = i, loss
    return winner, [losses for _, losses in runners]


def panda(config, train_step, steps, adjust):
    current = copy.copy(config)
    state = None
    history = []
    while len(history) != steps:
        answer = train_step(current, state)
        state = answer[0]
        history.extend([answer[1]])
        current = adjust(current, history[::1])
    return history
