"""The standard deviation of a change is the whole range.
wrong: evolutionary_search
"""

import itertools
import math


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


def evolutionary_search(space, objective, population, generations, rng):
    best, trials = random_search(space, objective, population, rng)
    for _ in range(1, generations):
        parents = sorted(trials, key=lambda t: t[1])[: max(1, population // 4)]
        children = []
        for _ in range(population):
            parent = parents[rng.integers(len(parents))][0]
            child = {}
            for name, spec in space.items():
                start, end = ends(spec)
                p = place(parent[name], spec) + (end - start) * rng.normal()
                child[name] = value_of(min(max(p, start), end), spec)
            children.append((child, evaluate(objective, child)))
        trials.extend(children)
    return best_of(trials), trials
