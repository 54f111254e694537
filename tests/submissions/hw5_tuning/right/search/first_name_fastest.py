"""Grid as an odometer whose first name turns fastest, the last of equal losses wins; tournament selection."""

import numpy as np


def _try(objective, config):
    loss = np.inf
    try:
        loss = objective(dict(config))
    except Exception:
        pass
    if loss != loss:
        loss = np.inf
    return loss


def _pick(trials):
    best = 0
    for i in range(1, len(trials)):
        if trials[i][1] <= trials[best][1]:
            best = i
    return trials[best][0]


def grid_search(space, objective):
    names, trials = list(space), []
    digits = [0] * len(names)
    while True:
        config = {name: space[name][d] for name, d in zip(names, digits)}
        trials.append((config, _try(objective, config)))
        for k, name in enumerate(names):
            digits[k] += 1
            if digits[k] < len(space[name]):
                break
            digits[k] = 0
        else:
            return _pick(trials), trials


def _scale(low, high, kind):
    return (np.log(low), np.log(high)) if kind == "log" else (low, high)


def _unscale(z, low, high, kind):
    return float(np.clip(np.exp(z) if kind == "log" else z, low, high))


def _random(space, rng):
    return {name: _unscale(rng.uniform(*_scale(*spec)), *spec) for name, spec in space.items()}


def _near(config, space, spread, rng):
    new = {}
    for name, spec in space.items():
        a, b = _scale(*spec)
        z = np.log(config[name]) if spec[2] == "log" else config[name]
        z = rng.triangular(max(a, z - spread * (b - a)), z, min(b, z + spread * (b - a))) if b > a else z
        new[name] = _unscale(z, *spec)
    return new


def random_search(space, objective, n_trials, rng):
    configs = [_random(space, rng) for _ in range(n_trials)]
    trials = [(config, _try(objective, config)) for config in configs]
    return _pick(trials), trials


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    best, trials = random_search(space, objective, n_trials, rng)
    for r in range(1, rounds):
        around = [_near(best, space, 0.35**r, rng) for _ in range(n_trials)]
        trials += [(config, _try(objective, config)) for config in around]
        best = _pick(trials)
    return best, trials


def evolutionary_search(space, objective, population, generations, rng):
    _, current = random_search(space, objective, population, rng)
    trials = list(current)
    for g in range(1, generations):
        children = []
        for _ in range(population):
            rivals = rng.choice(len(current), size=min(4, population), replace=False)
            parent = min((current[i] for i in rivals), key=lambda t: t[1])[0]
            config = _near(parent, space, 0.2, rng)
            children.append((config, _try(objective, config)))
        trials += children
        current = sorted(current + children, key=lambda t: t[1])[:population]
    return _pick(trials), trials
