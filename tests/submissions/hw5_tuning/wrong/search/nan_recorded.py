"""A NaN loss is recorded as NaN, and it stays the best when it comes first (nothing is below NaN).
wrong: grid_search, random_search, coarse_to_fine, evolutionary_search
"""

import math
from typing import NamedTuple


class Trial(NamedTuple):
    config: dict
    loss: float


def run(strategy, objective):
    trials = []
    config = next(strategy)
    while True:
        try:
            loss = objective({**config})
        except Exception:
            loss = math.inf
        trials.append(Trial(config, loss))
        try:
            config = strategy.send(loss)
        except StopIteration:
            return min(trials, key=lambda t: t.loss).config, trials


def bend(low, high, kind, u):
    if kind == "log":
        x = math.exp(math.log(low) + u * (math.log(high) - math.log(low)))
    else:
        x = low + u * (high - low)
    return max(low, min(high, x))


def decode(space, u):
    return {name: bend(*spec, x) for (name, spec), x in zip(space.items(), u)}


def reflect(x):
    x = abs(x) % 2.0
    return 2.0 - x if x > 1.0 else x


def grid(space):
    def expand(names):
        if not names:
            yield {}
            return
        for rest in expand(names[:-1]):
            for value in space[names[-1]]:
                yield {**rest, names[-1]: value}

    for config in expand(list(space)):
        yield config


def uniform(space, n, rng):
    for _ in range(n):
        yield decode(space, [rng.random() for _ in space])


def zoom(space, n, rounds, rng):
    best, best_loss, width = None, math.inf, 1.0
    for _ in range(rounds):
        centre = best
        for _ in range(n):
            if centre is None:
                u = [rng.random() for _ in space]
            else:
                u = [reflect(c + width * (rng.random() - 0.5)) for c in centre]
            loss = yield decode(space, u)
            if loss < best_loss:
                best, best_loss = u, loss
        width *= 0.4


def evolve(space, population, generations, rng):
    pool = []
    for g in range(generations):
        parents = sorted(pool, key=lambda p: p[0])[: max(2, population // 5)]
        for _ in range(population):
            if g == 0:
                u = [rng.random() for _ in space]
            else:
                a, b = (parents[int(rng.integers(len(parents)))][1] for _ in range(2))
                mix = rng.random()
                u = [reflect(mix * p + (1 - mix) * q + 0.07 * rng.standard_normal()) for p, q in zip(a, b)]
            loss = yield decode(space, u)
            pool.append((loss, u))


def grid_search(space, objective):
    return run(grid(space), objective)


def random_search(space, objective, n_trials, rng):
    return run(uniform(space, n_trials, rng), objective)


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    return run(zoom(space, n_trials, rounds, rng), objective)


def evolutionary_search(space, objective, population, generations, rng):
    return run(evolve(space, population, generations, rng), objective)
