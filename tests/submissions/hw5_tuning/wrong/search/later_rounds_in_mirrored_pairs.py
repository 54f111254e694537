"""In later rounds every other trial is the mirror image of the one before.
wrong: coarse_to_fine
"""

import numpy as np


def grid_search(space, objective):
    configs = [{}]
    for name, values in space.items():
        configs = [{**config, name: value} for config in configs for value in values]
    trials = []
    for config in configs:
        try:
            loss = float(objective(dict(config)))
        except Exception:
            loss = np.inf
        if np.isnan(loss):
            loss = np.inf
        trials.append((config, loss))
    best = min(trials, key=lambda trial: trial[1])[0]
    return dict(best), trials


def random_search(space, objective, n_trials, rng):
    trials = []
    for _ in range(n_trials):
        config = {}
        for name, (low, high, scale) in space.items():
            is_log = scale == "log"
            start = np.log(low) if is_log else low
            end = np.log(high) if is_log else high
            place = rng.uniform(start, end)
            value = np.exp(place) if is_log else place
            config[name] = float(min(max(value, low), high))
        try:
            loss = float(objective(dict(config)))
        except Exception:
            loss = np.inf
        if np.isnan(loss):
            loss = np.inf
        trials.append((config, loss))
    best = min(trials, key=lambda trial: trial[1])[0]
    return dict(best), trials


def _place(v, s):
    return np.log(v) if s == "log" else v


def _ev1(objective, c):
    try:
        l = float(objective(c))
        return np.inf if l != l else l
    except Exception:
        return np.inf


def _back(v, s):
    return np.exp(v) if s == "log" else v


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    trials, best = [], None
    for r in range(rounds):
        sign, d = 1, {}
        for i in range(n_trials):
            c = {}
            for k, (lo, hi, s) in space.items():
                a, b = _place(lo, s), _place(hi, s)
                if r == 0:
                    v = rng.uniform(a, b)
                else:
                    if i % 2 == 0:
                        d[k] = rng.uniform(-1, 1) * 0.5**r * (b - a) / 2
                    v = _place(best[k], s) + (d[k] if i % 2 == 0 else -d[k])
                c[k] = float(np.clip(_back(v, s), lo, hi))
            trials.append((c, _ev1(objective, c)))
        best = min(trials, key=lambda t: t[1])[0]
    return dict(best), trials


def evolutionary_search(space, objective, population, generations, rng):
    trials = []
    for generation in range(generations):
        ranked = sorted(trials, key=lambda trial: trial[1])
        parents = ranked[: max(1, population // 4)]
        for _ in range(population):
            config = {}
            parent = parents[rng.integers(len(parents))][0] if parents else {}
            for name, (low, high, scale) in space.items():
                is_log = scale == "log"
                start = np.log(low) if is_log else low
                end = np.log(high) if is_log else high
                place = rng.uniform(start, end)
                if generation > 0:
                    inherited = np.log(parent[name]) if is_log else parent[name]
                    place = inherited + 0.1 * (end - start) * rng.standard_normal()
                    place = min(max(place, start), end)
                value = np.exp(place) if is_log else place
                config[name] = float(min(max(value, low), high))
            try:
                loss = float(objective(dict(config)))
            except Exception:
                loss = np.inf
            if np.isnan(loss):
                loss = np.inf
            trials.append((config, loss))
    best = min(trials, key=lambda trial: trial[1])[0]
    return dict(best), trials
