"""panda merges what adjust returns into the old config, so that dropped names stay.
wrong: panda
"""


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
    return (0 if best is None else best, histories)


def panda(config, train_step, steps, adjust):
    c = dict(config)
    st = None
    h = []
    for _ in range(steps):
        st, l = train_step(c, st)
        h.append(l)
        c.update(adjust(c, list(h)))
    return h
