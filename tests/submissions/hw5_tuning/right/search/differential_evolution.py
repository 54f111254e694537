"""The grid from a deque; differential evolution with greedy replacement."""

import math
from collections import deque

import numpy as np


def evaluate(objective, config):
    try:
        loss = objective(config)
    except Exception:
        return math.inf
    return math.inf if math.isnan(loss) else loss


def place(value, spec):
    low, high, scale = spec
    return math.log10(value) if scale == "log" else value


def value_of(place, spec):
    low, high, scale = spec
    v = 10.0**place if scale == "log" else place
    return float(min(max(v, low), high))


def ends(spec):
    return place(spec[0], spec), place(spec[1], spec)


def draw(space, rng):
    return {name: value_of(rng.uniform(*ends(spec)), spec) for name, spec in space.items()}


def best_of(trials):
    return dict(min(trials, key=lambda t: t[1])[0])


def random_search(space, objective, n_trials, rng):
    trials = []
    for _ in range(n_trials):
        config = draw(space, rng)
        trials.append((config, evaluate(objective, config)))
    return best_of(trials), trials


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    best, trials = random_search(space, objective, n_trials, rng)
    for r in range(1, rounds):
        center = best_of(trials)
        for _ in range(n_trials):
            config = {}
            for name, spec in space.items():
                start, end = ends(spec)
                half = 0.5**r * (end - start) / 2
                mid = place(center[name], spec)
                config[name] = value_of(
                    rng.uniform(max(start, mid - half), min(end, mid + half)), spec
                )
            trials.append((config, evaluate(objective, config)))
    return best_of(trials), trials


def grid_search(space, objective):
    todo = deque([{}])
    for name, values in space.items():
        todo = deque({**c, name: v} for v in values for c in todo)
    trials = []
    while todo:
        c = todo.pop()
        trials.append((c, evaluate(objective, dict(c))))
    return best_of(trials), trials


def evolutionary_search(space, objective, population, generations, rng):
    """Differential evolution with greedy replacement."""
    _, trials = random_search(space, objective, population, rng)
    keys = list(space)
    E = np.array([ends(space[k]) for k in keys])
    P = np.array([[place(c[k], space[k]) for k in keys] for c, _ in trials])
    L = np.array([loss for _, loss in trials])
    for _ in range(generations - 1):
        newP, newL = P.copy(), L.copy()
        best = P[np.argmin(L)]
        for i in range(population):
            a, b = rng.integers(0, population, 2)
            v = (
                P[i]
                + 0.7 * (best - P[i])
                + 0.5 * (P[a] - P[b])
                + rng.normal(0, 0.01, len(keys)) * (E[:, 1] - E[:, 0])
            )
            v = np.clip(v, E[:, 0], E[:, 1])
            c = {k: value_of(float(x), space[k]) for k, x in zip(keys, v)}
            loss = evaluate(objective, c)
            trials.append((c, loss))
            if loss <= L[i]:
                newP[i], newL[i] = v, loss
        P, L = newP, newL
    return best_of(trials), trials
