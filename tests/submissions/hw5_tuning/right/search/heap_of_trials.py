"""A heap ranks the trials; (mu + lambda) with a step size that adapts to success; beta-distributed refinement."""

import heapq
import math
from itertools import product

import numpy as np


def warp(spec, u):
    low, high, kind = spec
    if kind == "linear":
        value = low + (high - low) * u
    else:
        value = 10 ** (math.log10(low) + (math.log10(high) - math.log10(low)) * u)
    return max(low, min(high, float(value)))


def measure(objective, config):
    try:
        loss = float(objective(dict(config)))
    except Exception:
        loss = math.nan
    return loss if loss == loss else math.inf


class Ranking:
    def __init__(self, space, objective):
        self.space, self.objective = space, objective
        self.heap, self.trials = [], []

    def test(self, config, genes=()):
        loss = measure(self.objective, config)
        self.trials.append((config, loss))
        heapq.heappush(self.heap, (loss, len(self.trials), tuple(genes)))
        return loss

    def test_genes(self, genes):
        return self.test({n: warp(s, g) for (n, s), g in zip(self.space.items(), genes)}, genes)

    def best_genes(self, k=1):
        return [np.array(entry[2]) for entry in heapq.nsmallest(k, self.heap)]

    def answer(self):
        return self.trials[self.heap[0][1] - 1][0], self.trials


def grid_search(space, objective):
    ranking = Ranking(space, objective)
    names = sorted(space)
    for values in product(*[space[name] for name in names]):
        ranking.test(dict(zip(names, values)))
    return ranking.answer()


def random_search(space, objective, n_trials, rng):
    ranking = Ranking(space, objective)
    for _ in range(n_trials):
        ranking.test_genes(rng.random(len(space)))
    return ranking.answer()


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    ranking = Ranking(space, objective)
    for r in range(rounds):
        if r:
            centre, weight = ranking.best_genes()[0], 4.0**r * 4
            a, b = 1e-3 + weight * centre, 1e-3 + weight * (1 - centre)
        for _ in range(n_trials):
            ranking.test_genes(rng.beta(a, b) if r else rng.random(len(space)))
    return ranking.answer()


def evolutionary_search(space, objective, population, generations, rng):
    ranking = Ranking(space, objective)
    step = 0.15
    for generation in range(generations):
        successes = 0
        parents = ranking.best_genes(max(1, population // 6))
        for i in range(population):
            if generation == 0:
                ranking.test_genes(rng.random(len(space)))
                continue
            best = ranking.heap[0][0]
            genes = parents[i % len(parents)] + step * rng.standard_normal(len(space))
            successes += ranking.test_genes(np.clip(genes, 0, 1)) < best
        if generation:
            step *= 1.1 if successes > population / 5 else 0.7
    return ranking.answer()
