"""panda drops the state whenever adjust has changed the config: the model starts from nothing again.
wrong: panda
"""


def caviar(configs, train_step, steps):
    states = [None] * len(configs)
    histories = [[] for _ in configs]
    for call in range(steps * len(configs)):
        i = call % len(configs)
        states[i], loss = train_step(configs[i], states[i])
        histories[i].append(loss)
    order = sorted(range(len(configs)), key=lambda i: (histories[i][-1] != histories[i][-1], histories[i][-1]))
    return order[0], histories


def panda(config, train_step, steps, adjust):
    current = dict(config)
    state = None
    history = []
    for _ in range(steps):
        state, loss = train_step(current, state)
        history.append(loss)
        following = adjust(dict(current), list(history))
        if following != current:
            state = None
        current = following
    return history
