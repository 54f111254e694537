"""Two nested loops, lists of states and losses, the winner by a comparison that NaN never passes."""


def caviar(configs, train_step, steps):
    states = [None] * len(configs)
    histories = [[] for _ in configs]
    for _ in range(steps):
        for i, config in enumerate(configs):
            states[i], loss = train_step(config, states[i])
            histories[i].append(loss)
    best = None
    for i, history in enumerate(histories):
        last = history[-1]
        if last == last and (best is None or last < histories[best][-1]):
            best = i
    return (0 if best is None else best), histories


def panda(config, train_step, steps, adjust):
    config = dict(config)
    state, history = None, []
    for _ in range(steps):
        state, loss = train_step(config, state)
        history.append(loss)
        config = adjust(config, history)
    return history
