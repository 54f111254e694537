"""panda does not call adjust after the last step.
wrong: panda
"""


def caviar(configs, train_step, steps):
    states = [None] * len(configs)
    rows = []
    for _ in range(steps):
        results = [train_step(c, s) for c, s in zip(configs, states)]
        states = [r[0] for r in results]
        rows.append([r[1] for r in results])
    last = rows[-1]
    best = min(range(len(last)), key=lambda i: (last[i] != last[i], last[i]))
    return best, [list(h) for h in zip(*rows)]


def panda(config, train_step, steps, adjust):
    config = dict(config)
    state = None
    history = []
    for step in range(steps):
        state, loss = train_step(config, state)
        history.append(loss)
        if step < steps - 1:
            config = adjust(config, history)
    return history
