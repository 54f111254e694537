"""Functions of functions: samplers are closures, trials a lazily mapped stream, the best by reduce; tuples out."""

from functools import partial, reduce
from itertools import chain, repeat
from math import inf, isnan, log, exp


def safe(objective):
    def judged(config):
        try:
            loss = objective(dict(config))
        except Exception:
            return config, inf
        return config, (inf if isnan(loss) else loss)

    return judged


def better(a, b):
    return b if b[1] < a[1] else a


def report(trials):
    trials = tuple(trials)
    return dict(reduce(better, trials)[0]), trials


def sampler(spec, rng):
    low, high, kind = spec
    f, g = (log, exp) if kind == "log" else (float, float)
    a, b = f(low), f(high)

    def draw(centre=None, width=1.0):
        if centre is None:
            left, right = a, b
        else:
            left = max(a, f(centre) - width * (b - a) / 2)
            right = min(b, f(centre) + width * (b - a) / 2)
        return min(max(g(rng.uniform(left, right)), low), high)

    return draw


def drawn(space, rng):
    draws = {name: sampler(spec, rng) for name, spec in space.items()}

    def config(centre=None, width=1.0):
        if centre is None:
            return {name: draw() for name, draw in draws.items()}
        return {name: draw(centre[name], width) for name, draw in draws.items()}

    return config


def grid_search(space, objective):
    def extend(configs, item):
        name, values = item
        return [{**config, name: value} for config in configs for value in values]

    return report(map(safe(objective), reduce(extend, space.items(), [{}])))


def random_search(space, objective, n_trials, rng):
    draw = drawn(space, rng)
    return report(safe(objective)(draw()) for _ in repeat(None, n_trials))


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    draw, judged = drawn(space, rng), safe(objective)

    def refine(rounds_done, r):
        last_best = reduce(better, chain.from_iterable(rounds_done))[0] if rounds_done else None
        make = partial(draw, last_best, 0.3**r)
        return rounds_done + [[judged(make()) for _ in range(n_trials)]]

    return report(chain.from_iterable(reduce(refine, range(rounds), [])))


def evolutionary_search(space, objective, population, generations, rng):
    draw, judged = drawn(space, rng), safe(objective)
    trials = [judged(draw()) for _ in range(population)]
    for g in range(1, generations):
        last = sorted(trials[-population:] + [reduce(better, trials)], key=lambda t: t[1])
        keep = last[: max(1, population // 4)]
        children = [
            {n: keep[rng.integers(len(keep))][0][n] for n in space} for _ in range(population)
        ]
        trials = trials + [judged(draw(child, 0.25)) for child in children]
    return report(trials)
