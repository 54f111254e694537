"""caviar hands one model's state on to the next model.
wrong: caviar
"""


def caviar(configs, train_step, steps):
    histories = tuple([] for _ in configs)
    state = None
    for _ in range(steps):
        for config, history in zip(configs, histories):
            state, loss = train_step(config, state)
            history.append(loss)
    best = 0
    for i, history in enumerate(histories):
        if history[-1] < histories[best][-1] or histories[best][-1] != histories[best][-1]:
            if history[-1] == history[-1]:
                best = i
    return best, histories


def panda(config, train_step, steps, adjust):
    def go(config, state, history, left):
        if left == 0:
            return history
        state, loss = train_step(config, state)
        history = history + [loss]
        return go(adjust(config, history), state, history, left - 1)

    return go(dict(config), None, [], steps)
