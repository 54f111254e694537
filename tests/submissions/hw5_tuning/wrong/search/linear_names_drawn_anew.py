"""A child inherits its log values only: linear ones are drawn anew from the whole range.
wrong: evolutionary_search
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


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    trials = []
    best = {}
    for r in range(rounds):
        width = 0.5**r
        for _ in range(n_trials):
            config = {}
            for name, (low, high, scale) in space.items():
                is_log = scale == "log"
                start = np.log(low) if is_log else low
                end = np.log(high) if is_log else high
                center = best.get(name, low)
                middle = np.log(center) if is_log else center
                half = width * (end - start) / 2
                if r > 0:
                    start = max(start, middle - half)
                    end = min(end, middle + half)
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


def _evo(space, objective, population, generations, rng, linear):
    pop = []
    for _ in range(population):
        pop.append(
            {
                k: float(
                    np.clip(
                        np.exp(rng.uniform(np.log(lo), np.log(hi)))
                        if s == "log"
                        else rng.uniform(lo, hi),
                        lo,
                        hi,
                    )
                )
                for k, (lo, hi, s) in space.items()
            }
        )
    trials = [(c, _ev1(objective, c)) for c in pop]
    for _ in range(generations - 1):
        par = sorted(trials, key=lambda t: t[1])[: max(1, population // 4)]
        kids = []
        for _ in range(population):
            p = par[rng.integers(len(par))][0]
            c = {}
            for k, (lo, hi, s) in space.items():
                if s == "log":
                    v = np.exp(np.log(p[k]) + 0.1 * np.log(hi / lo) * rng.standard_normal())
                else:
                    v = linear(p[k], lo, hi, rng)
                c[k] = float(np.clip(v, lo, hi))
            kids.append((c, _ev1(objective, c)))
        trials += kids
    return dict(min(trials, key=lambda t: t[1])[0]), trials


def evolutionary_search(space, objective, population, generations, rng):
    return _evo(
        space, objective, population, generations, rng, lambda p, lo, hi, rng: rng.uniform(lo, hi)
    )
