"""Some of the best are tried again, some configs are drawn anew, the others change one value."""

import itertools
import math

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


def grid_search(space, objective):
    names = list(space)
    trials = []
    for values in itertools.product(*(space[n] for n in names)):
        config = dict(zip(names, values))
        trials.append((config, evaluate(objective, config)))
    return best_of(trials), trials


def random_search(space, objective, n_trials, rng):
    trials = []
    for _ in range(n_trials):
        config = draw(space, rng)
        trials.append((config, evaluate(objective, config)))
    return best_of(trials), trials


def evolutionary_search(space, objective, population, generations, rng):
    # Some of the best are kept and evaluated again; some are drawn anew; one value changes.
    _, trials = random_search(space, objective, population, rng)
    for g in range(1, generations):
        ranked = sorted(trials, key=lambda t: t[1])
        parents = ranked[: max(1, population // 4)]
        kids = [dict(c) for c, _ in ranked[: population // 8]]
        kids += [draw(space, rng) for _ in range(population // 10)]
        while len(kids) < population:
            kid = dict(parents[rng.integers(len(parents))][0])
            k = list(space)[rng.integers(len(space))]
            a, b = ends(space[k])
            kid[k] = value_of(
                float(np.clip(place(kid[k], space[k]) + rng.uniform(-0.2, 0.2) * (b - a), a, b)),
                space[k],
            )
            kids.append(kid)
        trials += [(c, evaluate(objective, c)) for c in kids]
    return best_of(trials), trials


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    # Rejects what lies outside of the space; the window halves.
    _, trials = random_search(space, objective, n_trials, rng)
    for r in range(1, rounds):
        c = best_of(trials)
        for _ in range(n_trials):
            cfg = {}
            for k, s in space.items():
                a, b = ends(s)
                while True:
                    p = place(c[k], s) + (rng.random() - 0.5) * (b - a) / 2**r
                    if a <= p <= b:
                        break
                cfg[k] = value_of(p, s)
            trials.append((cfg, evaluate(objective, cfg)))
    return best_of(trials), trials
