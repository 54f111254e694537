"""All functions of the homework: small classes (Part sizes, Scale, Tuner, Model) do the work; much is shared."""

import itertools

import numpy as np


# ---------- splits


class Partition:
    def __init__(self, fractions):
        self.shares = np.cumsum([float(f) for f in fractions])

    def cut(self, indices):
        edges = np.rint(self.shares[:-1] * len(indices)).astype(int)
        return np.split(indices, edges)


def split_indices(n, fractions, rng):
    indices = np.arange(n)
    rng.shuffle(indices)
    return tuple(Partition(fractions).cut(indices))


def stratified_split(labels, fractions, rng):
    partition = Partition(fractions)
    per_class = []
    for label in np.unique(labels):
        members = np.flatnonzero(np.equal(labels, label))
        rng.shuffle(members)
        per_class.append(partition.cut(members))
    parts = [np.concatenate(pieces) for pieces in zip(*per_class)]
    for part in parts:
        rng.shuffle(part)
    return tuple(parts)


# ---------- bias and variance


class Problem:
    def __init__(self, name, words):
        self.name = name
        self.words = words


BIAS = Problem("high_bias", ["bigger_network", "train_longer", "change_architecture"])
VARIANCE = Problem("high_variance", ["more_data", "regularize", "early_stopping", "change_architecture"])


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    avoidable_bias = train_error - human_error
    variance = dev_error - train_error
    return {BIAS.name: bool(avoidable_bias > tolerance), VARIANCE.name: bool(variance > tolerance)}


def remedies(diagnosis):
    result = []
    for problem in (BIAS, VARIANCE):
        if diagnosis[problem.name]:
            result += [word for word in problem.words if word not in result]
    return result


# ---------- sampling


class Scale:
    """Maps [0, 1] to [low, high], evenly or evenly in the logarithm."""

    def __init__(self, low, high, kind):
        self.low, self.high, self.kind = low, high, kind

    def value(self, u):
        if self.kind == "log":
            v = np.exp(np.log(self.low) + u * (np.log(self.high) - np.log(self.low)))
        else:
            v = self.low + u * (self.high - self.low)
        return np.clip(v, self.low, self.high)


def sample_log_uniform(low, high, size, rng):
    return Scale(low, high, "log").value(rng.random(size))


def sample_uniform(low, high, size, rng):
    return Scale(low, high, "linear").value(rng.random(size))


def sample_integer(low, high, size, rng):
    return low + rng.integers(high - low + 1, size=size)


# ---------- search


class Tuner:
    def __init__(self, objective):
        self.objective = objective
        self.trials = []
        self.places = []

    def run(self, config, place=None):
        try:
            loss = float(self.objective(dict(config)))
        except Exception:
            loss = float("inf")
        if np.isnan(loss):
            loss = float("inf")
        self.trials.append((config, loss))
        self.places.append(place)

    def ranked(self, start=0):
        return sorted(range(start, len(self.trials)), key=lambda i: self.trials[i][1])

    def result(self):
        return dict(self.trials[self.ranked()[0]][0]), self.trials


class BoxTuner(Tuner):
    def __init__(self, space, objective):
        super().__init__(objective)
        self.scales = {name: Scale(*spec) for name, spec in space.items()}

    def run_at(self, place):
        place = np.clip(place, 0.0, 1.0)
        values = {n: float(s.value(u)) for (n, s), u in zip(self.scales.items(), place)}
        self.run(values, place)


def grid_search(space, objective):
    tuner = Tuner(objective)
    for values in itertools.product(*space.values()):
        tuner.run(dict(zip(space.keys(), values)))
    return tuner.result()


def random_search(space, objective, n_trials, rng):
    tuner = BoxTuner(space, objective)
    for _ in range(n_trials):
        tuner.run_at(rng.random(len(space)))
    return tuner.result()


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    tuner = BoxTuner(space, objective)
    low, high = np.zeros(len(space)), np.ones(len(space))
    for r in range(rounds):
        for _ in range(n_trials):
            tuner.run_at(rng.uniform(low, high))
        best = tuner.places[tuner.ranked()[0]]
        half = 0.5 / 3 ** (r + 1)
        low, high = np.maximum(best - half, 0), np.minimum(best + half, 1)
    return tuner.result()


def evolutionary_search(space, objective, population, generations, rng):
    tuner = BoxTuner(space, objective)
    for generation in range(generations):
        if generation == 0:
            children = rng.random((population, len(space)))
        else:
            parents = tuner.ranked()[: max(1, population // 4)]
            chosen = rng.choice(parents, size=population)
            children = [tuner.places[i] + rng.normal(0, 0.08, len(space)) for i in chosen]
        for place in children:
            tuner.run_at(place)
    return tuner.result()


# ---------- many models


class Model:
    def __init__(self, config):
        self.config, self.state, self.history = config, None, []

    def step(self, train_step):
        self.state, loss = train_step(self.config, self.state)
        self.history.append(loss)


def caviar(configs, train_step, steps):
    models = [Model(config) for config in configs]
    for _ in range(steps):
        for model in models:
            model.step(train_step)
    last = np.array([model.history[-1] for model in models], dtype=float)
    order = sorted(range(len(models)), key=lambda i: (np.isnan(last[i]), last[i]))
    return order[0], [model.history for model in models]


def panda(config, train_step, steps, adjust):
    model = Model(dict(config))
    for _ in range(steps):
        model.step(train_step)
        model.config = adjust(model.config, model.history)
    return model.history
