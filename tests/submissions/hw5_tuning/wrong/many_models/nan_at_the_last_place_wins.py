"""caviar lets a last model with NaN win: no comparison with NaN is true.
wrong: caviar
"""


def panda(config, train_step, steps, adjust):
    config = dict(config)
    state, history = (None, [])
    for _ in range(steps):
        state, loss = train_step(config, state)
        history.append(loss)
        config = adjust(config, history)
    return history


def caviar(configs, train_step, steps):
    st = [None] * len(configs)
    H = [[] for _ in configs]
    for s in range(steps):
        for i, c in enumerate(configs):
            st[i], l = train_step(c, st[i])
            H[i].append(l)
    last = [h[-1] for h in H]
    best = len(last) - 1
    for i in reversed(range(len(last))):
        if last[i] < last[best]:
            best = i
    return (best, H)
