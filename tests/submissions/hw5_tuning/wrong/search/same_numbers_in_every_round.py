"""Draws the numbers once, and fits them into the window of every round.
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


def _ev1(objective, c):
    try:
        l = float(objective(c))
        return np.inf if l != l else l
    except Exception:
        return np.inf


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    trials, best = [], None
    U = rng.random((n_trials, len(space)))
    for r in range(rounds):
        for u in U:
            c = {}
            for x, (k, (lo, hi, s)) in zip(u, space.items()):
                t = np.log if s == "log" else float
                a, b = t(lo), t(hi)
                if r:
                    m, h = t(best[k]), 0.5**r * (b - a) / 2
                    a, b = max(a, m - h), min(b, m + h)
                v = a + x * (b - a)
                c[k] = float(np.clip(np.exp(v) if s == "log" else v, lo, hi))
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
