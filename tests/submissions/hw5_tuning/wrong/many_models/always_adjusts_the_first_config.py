"""panda always hands the first config to adjust, so adjustments do not add up.
wrong: panda
"""


def caviar(configs, train_step, steps):
    runs = [{"state": None, "losses": []} for _ in configs]
    for _ in range(steps):
        for config, run in zip(configs, runs):
            run["state"], loss = train_step(config, run["state"])
            run["losses"].append(loss)
    best = None
    for i, run in enumerate(runs):
        loss = run["losses"][-1]
        if loss == loss and (best is None or loss < runs[best]["losses"][-1]):
            best = i
    return best or 0, [run["losses"] for run in runs]


def panda(config, train_step, steps, adjust):
    history = []
    state = None
    adjusted = dict(config)
    for _ in range(steps):
        state, loss = train_step(adjusted, state)
        history.append(loss)
        adjusted = adjust(dict(config), history)
    return history
