"""The least last loss begins with a million: a larger one does not win, whatever the others have.
wrong: caviar
"""


def caviar(configs, train_step, steps):
    states = [None] * len(configs)
    histories = [[] for _ in configs]
    for _ in range(steps):
        for place, config in enumerate(configs):
            states[place], loss = train_step(config, states[place])
            histories[place].append(loss)
    last = [min(history[-1], 1e6) if history[-1] == history[-1] else 2e6 for history in histories]
    return last.index(min(last)), histories


def panda(config, train_step, steps, adjust):
    current, state, history = dict(config), None, []
    for _ in range(steps):
        state, loss = train_step(current, state)
        history.append(loss)
        current = adjust(current, history.copy())
    return history
