"""random_search uses one random number for all names of a trial: only the diagonal of the space is searched.
wrong: random_search
"""

import itertools
import math


def evaluate(objective, config):
    try:
        loss = float(objective(dict(config)))
    except Exception:
        return math.inf
    return math.inf if math.isnan(loss) else loss


def best_of(trials):
    return min(trials, key=lambda trial: trial[1])[0]


def to_unit(value, low, high, kind):
    if kind == "log":
        low, high, value = math.log(low), math.log(high), math.log(value)
    return (value - low) / (high - low) if high > low else 0.5


def from_unit(u, low, high, kind):
    if kind == "log":
        value = math.exp(math.log(low) + u * (math.log(high) - math.log(low)))
    else:
        value = low + u * (high - low)
    return min(max(value, low), high)


def draw(space, rng):
    return {name: from_unit(rng.random(), *spec) for name, spec in space.items()}


def around(centre, space, width, rng):
    config = {}
    for name, spec in space.items():
        u = to_unit(centre[name], *spec)
        left, right = max(0.0, u - width / 2), min(1.0, u + width / 2)
        config[name] = from_unit(rng.uniform(left, right), *spec)
    return config


def grid_search(space, objective):
    trials = []
    for values in itertools.product(*space.values()):
        config = dict(zip(space, values))
        trials.append((config, evaluate(objective, config)))
    return best_of(trials), trials


def random_search(space, objective, n_trials, rng):
    trials = []
    for u in rng.random(n_trials).tolist():
        config = {name: from_unit(u, *spec) for name, spec in space.items()}
        trials.append((config, evaluate(objective, config)))
    return best_of(trials), trials


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    trials = []
    for r in range(rounds):
        best = best_of(trials) if trials else None
        for _ in range(n_trials):
            config = around(best, space, 0.4**r, rng) if r else draw(space, rng)
            trials.append((config, evaluate(objective, config)))
    return best_of(trials), trials


def evolutionary_search(space, objective, population, generations, rng):
    trials = []
    parents = []
    for g in range(generations):
        generation = []
        for _ in range(population):
            if g == 0:
                config = draw(space, rng)
            else:
                config = around(parents[rng.integers(len(parents))], space, 0.3, rng)
            generation.append((config, evaluate(objective, config)))
        trials += generation
        ranked = sorted(generation, key=lambda trial: trial[1])
        parents = [config for config, _ in ranked[: max(1, population // 4)]]
    return best_of(trials), trials
