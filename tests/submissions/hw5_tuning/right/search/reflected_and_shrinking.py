"""Generators; changes that shrink and are reflected at the ends; windows of a third."""

import itertools
import math
from functools import reduce

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


def stream(objective, configs):
    for c in configs:
        yield c, evaluate(objective, c)


def grid_search(space, objective):
    keys, lists = zip(*reversed(space.items()))
    trials = list(
        stream(objective, (dict(zip(keys, combo)) for combo in itertools.product(*lists)))
    )
    best = reduce(lambda a, b: b if b[1] < a[1] else a, trials)
    return best[0], trials


def random_search(space, objective, n_trials, rng):
    trials = [*stream(objective, (draw(space, rng) for _ in range(n_trials)))]
    return min(reversed(trials), key=lambda t: t[1])[0], trials


def reflect(p, a, b):
    while not a <= p <= b:
        p = 2 * a - p if p < a else 2 * b - p
    return p


def evolutionary_search(space, objective, population, generations, rng):
    """(mu + lambda) with mutation that shrinks and reflects at the ends; rank-weighted parents."""
    trials = random_search(space, objective, population, rng)[1]
    for g in range(1, generations):
        ranked = sorted(trials, key=lambda t: t[1])[: max(1, population // 3)]
        w = np.arange(len(ranked), 0, -1.0)
        w /= w.sum()
        kids = []
        for i in rng.choice(len(ranked), population, p=w):
            kid = {}
            for k, spec in space.items():
                a, b = ends(spec)
                kid[k] = value_of(
                    reflect(
                        place(ranked[i][0][k], spec) + rng.normal(0, 0.2 * (b - a) / (g + 1)), a, b
                    ),
                    spec,
                )
            kids.append(kid)
        trials += stream(objective, kids)
    return best_of(trials), trials


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    """Window shrinks to a third each round."""
    trials = random_search(space, objective, n_trials, rng)[1]
    for r in range(1, rounds):
        c = best_of(trials)

        def near():
            out = {}
            for k, spec in space.items():
                a, b = ends(spec)
                m = place(c[k], spec)
                h = (b - a) / 2 / 3**r
                out[k] = value_of(min(b, max(a, m + h * (2 * rng.random() - 1))), spec)
            return out

        trials.extend(stream(objective, [near() for _ in range(n_trials)]))
    return best_of(trials), trials
