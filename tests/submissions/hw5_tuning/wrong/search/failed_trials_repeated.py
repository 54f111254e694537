"""random_search draws again (up to twice) when a trial fails: more evaluations than allowed, failures unrecorded.
wrong: random_search
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
    trials = []
    for _ in range(n_trials):
        for _ in range(3):
            config = _sample(space, rng)
            loss = _loss(objective, config)
            if np.isfinite(loss):
                break
        trials.append((config, loss))
    return _best(trials), trials


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    trials = []
    for r in range(rounds):
        centre = _best(trials) if r else None
        for _ in range(n_trials):
            config = _mutate(centre, space, 0.15 / 2**r, rng) if r else _sample(space, rng)
            trials.append((config, _loss(objective, config)))
    return _best(trials), trials


def evolutionary_search(space, objective, population, generations, rng):
    configs = [_sample(space, rng) for _ in range(population)]
    trials, current = [], []
    for _ in range(generations):
        children = [(config, _loss(objective, config)) for config in configs]
        trials.extend(children)
        current = sorted(current + children, key=lambda trial: trial[1])[: (population + 2) // 3]
        configs = [_mutate(current[k % len(current)][0], space, 0.07, rng) for k in range(population)]
    return _best(trials), trials
