"""Takes a loss that is an integer for a failure.
wrong: grid_search
"""

import itertools
import math

import numpy as np


def grid_search(space, objective):
    trials = []
    for values in itertools.product(*space.values()):
        c = dict(zip(space, values))
        try:
            l = objective(c)
        except Exception:
            l = math.inf
        if not isinstance(l, float) or math.isnan(l):
            l = math.inf
        trials.append((c, l))
    return min(trials, key=lambda t: t[1])[0], trials


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
