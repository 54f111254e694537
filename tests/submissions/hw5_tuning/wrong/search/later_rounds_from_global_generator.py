"""The later rounds of coarse_to_fine draw from numpy's global generator.
wrong: coarse_to_fine
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


def random_search(space, objective, n_trials, rng):
    return finish([judge(objective, anywhere(space, rng)) for _ in range(n_trials)])


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


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    trials = []
    pts = []
    L = []
    names = list(space)
    center = None
    for r in range(rounds):
        for _ in range(n_trials):
            u = (
                rng.random(len(names))
                if r == 0
                else np.random.uniform(np.maximum(0, center - 0.25), np.minimum(1, center + 0.25))
            )
            u = np.clip(u, 0, 1)
            cfg = {}
            for x, n in zip(u, names):
                lo, hi, s = space[n]
                v = lo * (hi / lo) ** x if s == "log" else lo + (hi - lo) * x
                cfg[n] = float(min(max(v, lo), hi))
            try:
                loss = float(objective(dict(cfg)))
            except Exception:
                loss = np.inf
            if loss != loss:
                loss = np.inf
            trials.append((cfg, loss))
            pts.append(u)
            L.append(loss)
        center = pts[int(np.argmin(L))]
    return (dict(min(trials, key=lambda t: t[1])[0]), trials)
