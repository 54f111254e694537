"""A logbook object counts, evaluates and ranks; bounding box of the leading trials; differential evolution."""

import copy
import itertools
import math

import numpy as np


class Logbook:
    def __init__(self, objective):
        self.objective = objective
        self.trials = []

    def evaluate(self, config):
        try:
            loss = self.objective(copy.deepcopy(config))
            loss = float("inf") if np.isnan(loss) else loss
        except Exception as error:
            self.last_error = error
            loss = float("inf")
        self.trials.append((config, loss))
        return loss

    def leading(self, k):
        return sorted(range(len(self.trials)), key=lambda i: (self.trials[i][1], i))[:k]

    def result(self):
        best = self.trials[self.leading(1)[0]][0]
        return [copy.copy(best), self.trials]


class Axis:
    def __init__(self, low, high, kind):
        self.low, self.high, self.log = low, high, kind == "log"

    def __call__(self, u):
        if self.log:
            value = self.low ** (1 - u) * self.high**u
        else:
            value = (1 - u) * self.low + u * self.high
        return float(np.clip(value, self.low, self.high))


def grid_search(space, objective):
    book = Logbook(objective)
    for values in itertools.product(*(space[name] for name in space)):
        book.evaluate({name: value for name, value in zip(space.keys(), values)})
    return book.result()


def random_search(space, objective, n_trials, rng):
    return coarse_to_fine(space, objective, n_trials, 1, rng)


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    book, points = Logbook(objective), []
    axes = {name: Axis(*spec) for name, spec in space.items()}
    lower, upper = np.zeros(len(axes)), np.ones(len(axes))
    for r in range(rounds):
        for u in rng.uniform(lower, upper, (n_trials, len(axes))):
            points.append(u)
            book.evaluate({name: axis(x) for (name, axis), x in zip(axes.items(), u)})
        leaders = book.leading(max(1, math.ceil(n_trials / 5)))
        best = points[leaders[0]]
        reach = 0.5 ** (r + 1)
        box = np.array([points[i] for i in leaders])
        lower = np.clip(np.maximum(box.min(axis=0) - 0.02 * reach, best - reach / 2), 0, 1)
        upper = np.clip(np.minimum(box.max(axis=0) + 0.02 * reach, best + reach / 2), 0, 1)
    return book.result()


def evolutionary_search(space, objective, population, generations, rng):
    book = Logbook(objective)
    axes = {name: Axis(*spec) for name, spec in space.items()}
    alive = []
    for g in range(generations):
        best = min(alive, key=lambda a: a[0])[1] if alive else None
        for k in range(population):
            u = rng.random(len(axes))
            if best is not None:
                a, b = (alive[i][1] for i in rng.integers(population, size=2))
                u = best + 0.5 * (a - b) + rng.normal(0, 0.03, len(axes))
                u = np.clip(u, 0, 1)
            loss = book.evaluate({name: axis(x) for (name, axis), x in zip(axes.items(), u)})
            if g == 0:
                alive.append((loss, u))
            elif loss <= alive[k][0]:
                alive[k] = (loss, u)
    return book.result()
