"""random_search divides every range into as many cells as trials and hits each once.
wrong: random_search
"""

import math

import numpy as np

FORWARD = {"linear": lambda v: v, "log": math.log}
BACKWARD = {"linear": lambda v: v, "log": math.exp}


def judge(objective, config):
    try:
        loss = objective(dict(config))
        if not loss <= math.inf:
            loss = math.inf
        return (config, float(loss))
    except Exception:
        return (config, math.inf)


def finish(trials):
    return (min(trials, key=lambda trial: trial[1])[0], trials)


def combinations(items):
    if not items:
        return [{}]
    (name, values), *rest = items
    tails = combinations(rest)
    return [{name: value} | tail for value in values for tail in tails]


def anywhere(space, rng):
    out = {}
    for name, (low, high, kind) in space.items():
        a, b = (FORWARD[kind](low), FORWARD[kind](high))
        out[name] = min(high, max(low, BACKWARD[kind](a + (b - a) * float(rng.random()))))
    return out


def nearby(space, centre, sigma, rng):
    out = {}
    for name, (low, high, kind) in space.items():
        a, b = (FORWARD[kind](low), FORWARD[kind](high))
        x = FORWARD[kind](centre[name])
        for _ in range(20):
            z = x + sigma * (b - a) * float(rng.standard_normal())
            if a <= z <= b:
                x = z
                break
        out[name] = min(high, max(low, BACKWARD[kind](x)))
    return out


def grid_search(space, objective):
    return finish([judge(objective, config) for config in combinations(list(space.items()))])


def coarse_to_fine(space, objective, n_trials, rounds, rng):

    def further(so_far, left, spread):
        if left == 0:
            return so_far
        best = min(so_far, key=lambda trial: trial[1])[0]
        new = [judge(objective, nearby(space, best, spread, rng)) for _ in range(n_trials)]
        return further(so_far + new, left - 1, spread / 2)

    first = random_search(space, objective, n_trials, rng)[1]
    return finish(further(first, rounds - 1, 0.12))


def evolutionary_search(space, objective, population, generations, rng):

    def further(alive, history, left):
        if left == 0:
            return history
        strong = sorted(alive, key=lambda trial: trial[1])[: -(-len(alive) // 2)]
        children = []
        while len(children) < population:
            rank = min(int(rng.geometric(0.4)) - 1, len(strong) - 1)
            children.append(judge(objective, nearby(space, strong[rank][0], 0.06, rng)))
        ranked = sorted(strong + children, key=lambda trial: trial[1])
        return further(ranked[:population], history + children, left - 1)

    first = random_search(space, objective, population, rng)[1]
    return finish(further(first, list(first), generations - 1))


def random_search(space, objective, n_trials, rng):
    trials = []
    pre = {n: (rng.permutation(n_trials) + rng.random(n_trials)) / n_trials for n in space}
    for i in range(n_trials):
        c = {}
        for n, (lo, hi, s) in space.items():
            u = pre[n][i]
            v = lo * (hi / lo) ** u if s == "log" else lo + (hi - lo) * u
            c[n] = float(np.clip(v, lo, hi))
        l = np.inf
        try:
            l = float(objective(dict(c)))
        except Exception:
            l = np.inf
        if l != l:
            l = np.inf
        trials.append((c, l))
    return (dict(min(trials, key=lambda t: t[1])[0]), trials)
