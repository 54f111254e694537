"""coarse_to_fine does not cut the refined window at the borders of the space.
wrong: coarse_to_fine
"""

import numpy as np


def _loss(objective, config):
    loss = np.inf
    try:
        loss = objective(config.copy())
    except Exception:
        loss = np.inf
    return np.inf if loss != loss else float(loss)


def _best(trials):
    return dict(trials[int(np.argmin([loss for _, loss in trials]))][0])


def _scale(low, high, kind):
    return (np.log10(low), np.log10(high)) if kind == "log" else (low, high)


def _value(point, low, high, kind):
    return float(np.clip(10.0**point if kind == "log" else point, low, high))


def _point(value, kind):
    return np.log10(value) if kind == "log" else value


def _sample(space, rng):
    return {n: _value(rng.uniform(*_scale(*spec)), *spec) for n, spec in space.items()}


def _mutate(config, space, size, rng):
    child = {}
    for name, spec in space.items():
        a, b = _scale(*spec)
        point = _point(config[name], spec[2]) + size * (b - a) * rng.standard_normal()
        child[name] = _value(np.clip(point, a, b), *spec)
    return child


def grid_search(space, objective):
    names = list(space)
    trials = []
    for position in np.ndindex(*(len(space[name]) for name in names)):
        config = {name: space[name][i] for name, i in zip(names, position)}
        trials.append((config, _loss(objective, config)))
    return _best(trials), trials


def random_search(space, objective, n_trials, rng):
    configs = [_sample(space, rng) for _ in range(n_trials)]
    trials = [(config, _loss(objective, config)) for config in configs]
    return _best(trials), trials


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    _, trials = random_search(space, objective, n_trials, rng)
    for r in range(1, rounds):
        centre = _best(trials)
        for _ in range(n_trials):
            config = {}
            for name, (low, high, kind) in space.items():
                a, b = _scale(low, high, kind)
                point = _point(centre[name], kind) + (b - a) / 2**r * rng.uniform(-0.5, 0.5)
                config[name] = float(10.0**point if kind == "log" else point)
            trials.append((config, _loss(objective, config)))
    return _best(trials), trials


def evolutionary_search(space, objective, population, generations, rng):
    _, current = random_search(space, objective, population, rng)
    trials = list(current)
    for _ in range(generations - 1):
        current = sorted(current, key=lambda trial: trial[1])[: (population + 2) // 3]
        children = []
        for k in range(population):
            config = _mutate(current[k % len(current)][0], space, 0.07, rng)
            children.append((config, _loss(objective, config)))
        trials.extend(children)
        current = current + children
    return _best(trials), trials
