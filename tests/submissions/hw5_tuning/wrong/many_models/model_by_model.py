"""caviar trains the first model to its end, then the next: the order of the calls is wrong.
wrong: caviar
"""


def caviar(configs, train_step, steps):
    histories = []
    for config in configs:
        state, history = None, []
        for _ in range(steps):
            state, loss = train_step(config, state)
            history.append(loss)
        histories.append(history)
    finals = [h[-1] for h in histories]
    alive = [i for i, loss in enumerate(finals) if loss == loss]
    return min(alive, key=lambda i: finals[i], default=0), histories


def panda(config, train_step, steps, adjust):
    config, state, history = dict(config), None, []
    for _ in range(steps):
        state, loss = train_step(config, state)
        history.append(loss)
        config = adjust(config, history)
    return history
