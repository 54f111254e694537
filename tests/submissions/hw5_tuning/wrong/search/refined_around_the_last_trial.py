"""coarse_to_fine refines around the last trial of the round before, not around the best.
wrong: coarse_to_fine
"""

import numpy as np


class Cube:
    def __init__(self, space):
        self.names = list(space)
        self.low = np.array([space[n][0] for n in self.names], dtype=float)
        self.high = np.array([space[n][1] for n in self.names], dtype=float)
        self.log = np.array([space[n][2] == "log" for n in self.names], dtype=bool)

    def config(self, u):
        value = self.low + u * (self.high - self.low)
        log = self.log
        value[log] = np.exp((1 - u[log]) * np.log(self.low[log]) + u[log] * np.log(self.high[log]))
        value = np.clip(value, self.low, self.high)
        return {name: float(v) for name, v in zip(self.names, value)}

    def evaluate(self, points, objective):
        return [(c, attempt(objective, c)) for c in map(self.config, points)]


def attempt(objective, config):
    try:
        loss = float(objective(config.copy()))
    except Exception:
        loss = np.nan
    return float(np.nan_to_num(loss, nan=np.inf, posinf=np.inf, neginf=-np.inf))


def losses(trials):
    return np.array([loss for _, loss in trials])


def winner(trials):
    return trials[int(np.argmin(losses(trials)))][0].copy()


def grid_search(space, objective):
    names = list(space)
    shape = tuple(len(space[name]) for name in names)
    trials = []
    for flat in range(int(np.prod(shape))):
        position = np.unravel_index(flat, shape)
        config = {name: space[name][i] for name, i in zip(names, position)}
        trials.append((config, attempt(objective, config)))
    return winner(trials), trials


def random_search(space, objective, n_trials, rng):
    cube = Cube(space)
    trials = cube.evaluate(rng.random((n_trials, len(cube.names))), objective)
    return winner(trials), trials


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    cube = Cube(space)
    d = len(cube.names)
    points, trials = np.empty((0, d)), []
    corner, width = np.zeros(d), 1.0
    for _ in range(rounds):
        fresh = corner + width * rng.random((n_trials, d))
        points = np.concatenate([points, fresh])
        trials += cube.evaluate(fresh, objective)
        centre = points[-1]
        width /= 3
        corner = np.clip(centre - width / 2, 0.0, 1.0 - width)
    return winner(trials), trials


def evolutionary_search(space, objective, population, generations, rng):
    cube = Cube(space)
    d = len(cube.names)
    points, trials = rng.random((population, d)), []
    elite = max(1, population // 3)
    for _ in range(generations):
        generation = cube.evaluate(points, objective)
        trials += generation
        parents = points[np.argsort(losses(generation), kind="stable")[:elite]]
        mother, father = parents[rng.integers(elite, size=(2, population))]
        points = np.where(rng.random((population, d)) < 0.5, mother, father)
        points = points + rng.uniform(-0.08, 0.08, (population, d))
        points = np.clip(points, 0, 1)
    return winner(trials), trials
