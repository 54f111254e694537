"""The least loss so far begins with 1e9: where all losses are larger, the first config is the best.
wrong: grid_search, random_search, coarse_to_fine, evolutionary_search
"""

import itertools
import math


def evaluate(objective, config):
    try:
        loss = float(objective(dict(config)))
    except Exception:
        return math.inf
    return math.inf if math.isnan(loss) else loss


def scaled(value, scale):
    return math.log(value) if scale == "log" else value


def drawn(space, rng, near=None, width=2.0):
    config = {}
    for name, (low, high, scale) in space.items():
        start, end = scaled(low, scale), scaled(high, scale)
        half = width * (end - start) / 2
        if near:
            middle = scaled(near[name], scale)
            start, end = max(start, middle - half), min(end, middle + half)
        place = rng.uniform(start, end)
        value = math.exp(place) if scale == "log" else place
        config[name] = float(min(max(value, low), high))
    return config


def best_of(trials):
    best, least = trials[0][0], 1e9
    for config, loss in trials:
        if loss < least:
            best, least = config, loss
    return best


def finished(trials):
    return dict(best_of(trials)), trials


def grid_search(space, objective):
    configs = [dict(zip(space, values)) for values in itertools.product(*space.values())]
    return finished([(config, evaluate(objective, config)) for config in configs])


def random_search(space, objective, n_trials, rng):
    configs = [drawn(space, rng) for _ in range(n_trials)]
    return finished([(config, evaluate(objective, config)) for config in configs])


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    trials = []
    for r in range(rounds):
        near = best_of(trials) if trials else None
        configs = [drawn(space, rng, near, 0.5**r) for _ in range(n_trials)]
        trials += [(config, evaluate(objective, config)) for config in configs]
    return finished(trials)


def evolutionary_search(space, objective, population, generations, rng):
    trials = []
    for _ in range(generations):
        ranked = sorted(trials, key=lambda trial: trial[1])[: max(1, population // 4)]
        parents = [config for config, _ in ranked] or [None]
        for _ in range(population):
            config = drawn(space, rng, parents[rng.integers(len(parents))], 0.3)
            trials.append((config, evaluate(objective, config)))
    return finished(trials)
