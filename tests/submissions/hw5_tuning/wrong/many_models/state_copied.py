"""Copies the states, of which some cannot be copied.
wrong: caviar, panda
"""

import copy


def caviar(configs, train_step, steps):
    states, hist = [None] * len(configs), [[] for _ in configs]
    for _ in range(steps):
        for i, c in enumerate(configs):
            states[i], l = train_step(copy.deepcopy(c), copy.deepcopy(states[i]))
            hist[i].append(float(l))
    last = [h[-1] if h[-1] == h[-1] else None for h in hist]
    ok = [i for i, l in enumerate(last) if l is not None]
    return min(ok, key=lambda i: last[i]) if ok else 0, hist


def panda(config, train_step, steps, adjust):
    s, h, config = None, [], dict(config)
    for _ in range(steps):
        s, l = train_step(config, copy.deepcopy(s))
        h.append(l)
        config = adjust(config, copy.deepcopy(h))
    return h
