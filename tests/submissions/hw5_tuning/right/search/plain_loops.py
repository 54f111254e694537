"""Plain loops and dictionaries; windows halve around the best so far; truncation selection with normal steps."""

import itertools
import math


def _loss(objective, config):
    try:
        loss = float(objective(dict(config)))
    except Exception:
        return math.inf
    return math.inf if math.isnan(loss) else loss


def _best(trials):
    best, best_loss = trials[0]
    for config, loss in trials[1:]:
        if loss < best_loss:
            best, best_loss = config, loss
    return dict(best)


def _to_scale(value, kind):
    return math.log10(value) if kind == "log" else value


def _from_scale(value, low, high, kind):
    value = 10.0**value if kind == "log" else value
    return min(max(value, low), high)


def _draw(space, rng):
    config = {}
    for name, (low, high, kind) in space.items():
        point = rng.uniform(_to_scale(low, kind), _to_scale(high, kind))
        config[name] = _from_scale(point, low, high, kind)
    return config


def grid_search(space, objective):
    trials = []
    for values in itertools.product(*space.values()):
        config = dict(zip(space, values))
        trials.append((config, _loss(objective, config)))
    return _best(trials), trials


def random_search(space, objective, n_trials, rng):
    trials = []
    for _ in range(n_trials):
        config = _draw(space, rng)
        trials.append((config, _loss(objective, config)))
    return _best(trials), trials


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    trials = []
    window = dict(space)
    for r in range(rounds):
        for _ in range(n_trials):
            config = _draw(window, rng)
            trials.append((config, _loss(objective, config)))
        best = _best(trials)
        for name, (low, high, kind) in space.items():
            a, b = _to_scale(low, kind), _to_scale(high, kind)
            half = (b - a) * 0.5 ** (r + 2)
            centre = _to_scale(best[name], kind)
            window[name] = (
                _from_scale(max(a, centre - half), low, high, kind),
                _from_scale(min(b, centre + half), low, high, kind),
                kind,
            )
    return _best(trials), trials


def evolutionary_search(space, objective, population, generations, rng):
    trials = []
    people = [_draw(space, rng) for _ in range(population)]
    for g in range(generations):
        people = [(config, _loss(objective, config)) for config in people]
        trials.extend(people)
        parents = sorted(trials, key=lambda trial: trial[1])[: max(1, population // 4)]
        people = []
        for _ in range(population):
            parent = parents[rng.integers(len(parents))][0]
            child = {}
            for name, (low, high, kind) in space.items():
                a, b = _to_scale(low, kind), _to_scale(high, kind)
                step = rng.normal(0.0, 0.1 * (b - a) / (g + 1))
                point = min(max(_to_scale(parent[name], kind) + step, a), b)
                child[name] = _from_scale(point, low, high, kind)
            people.append(child)
    return _best(trials), trials
