"""All functions of the homework: a notebook saved as a script, flat code, unused imports, prints in a main block."""

# coding: utf-8
# In [1]:
import math
import random  # noqa: F401
import time
from pprint import pprint  # noqa: F401

import numpy as np

# In [2]: splits


def split_indices(n, fractions, rng):
    shuffled = rng.permutation(n)
    n_train = int(round(fractions[0] * n))
    n_dev = int(round(fractions[1] * n))
    train = shuffled[:n_train]
    dev = shuffled[n_train : n_train + n_dev]
    test = shuffled[n_train + n_dev :]
    assert len(train) + len(dev) + len(test) == n
    return train, dev, test


def stratified_split(labels, fractions, rng):
    train_list = []
    dev_list = []
    test_list = []
    for c in np.unique(labels):
        idx = np.where(labels == c)[0]
        a, b, t = split_indices(len(idx), fractions, rng)
        train_list.extend(list(idx[a]))
        dev_list.extend(list(idx[b]))
        test_list.extend(list(idx[t]))
    train = np.array(train_list, dtype=int)
    dev = np.array(dev_list, dtype=int)
    test = np.array(test_list, dtype=int)
    return train, dev, test


# In [3]: bias / variance


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    d = {}
    d["high_bias"] = bool(train_error - human_error > tolerance)
    d["high_variance"] = bool(dev_error - train_error > tolerance)
    return d


def remedies(diagnosis):
    out = []
    if diagnosis["high_bias"] == True:  # noqa: E712
        out = out + ["bigger_network", "train_longer"]
    if diagnosis["high_variance"] == True:  # noqa: E712
        out = out + ["more_data", "regularize", "early_stopping"]
    if len(out) > 0:
        out = out + ["change_architecture"]
    return out


# In [4]: sampling


def sample_log_uniform(low, high, size, rng):
    a = np.log10(low)
    b = np.log10(high)
    r = a + (b - a) * rng.random(size)
    return 10**r


def sample_uniform(low, high, size, rng):
    return low + (high - low) * rng.random(size)


def sample_integer(low, high, size, rng):
    return rng.integers(low, high + 1, size)


# In [5]: search


def run_trial(objective, config):
    try:
        loss = objective(config.copy())
        if np.isnan(loss):
            loss = np.inf
    except Exception:
        loss = np.inf
    return loss


def one_value(low, high, scale, rng):
    if scale == "log":
        v = sample_log_uniform(low, high, 1, rng)[0]
    else:
        v = sample_uniform(low, high, 1, rng)[0]
    return float(np.clip(v, low, high))


def grid_search(space, objective):
    configs = [{}]
    for name in space:
        new_configs = []
        for c in configs:
            for value in space[name]:
                c2 = c.copy()
                c2[name] = value
                new_configs.append(c2)
        configs = new_configs
    trials = []
    best = configs[0]
    best_loss = np.inf
    for c in configs:
        loss = run_trial(objective, c)
        trials.append((c, loss))
        if loss < best_loss:
            best_loss = loss
            best = c
    return best, trials


def random_search(space, objective, n_trials, rng):
    trials = []
    best = None
    best_loss = np.inf
    for i in range(n_trials):
        c = {}
        for name in space:
            c[name] = one_value(space[name][0], space[name][1], space[name][2], rng)
        loss = run_trial(objective, c)
        trials.append((c, loss))
        if best is None or loss < best_loss:
            best_loss = loss
            best = c
    return best, trials


def coarse_to_fine(space, objective, n_trials, rounds, rng):
    current = {name: space[name] for name in space}
    all_trials = []
    for r in range(rounds):
        _, trials = random_search(current, objective, n_trials, rng)
        all_trials = all_trials + trials
        i_best = int(np.argmin([t[1] for t in all_trials]))
        center = all_trials[i_best][0]
        current = {}
        shrink = 0.5 ** (r + 1)
        for name in space:
            low, high, scale = space[name]
            if scale == "log":
                factor = (high / low) ** (shrink / 2)
                new_low = max(low, center[name] / factor)
                new_high = min(high, center[name] * factor)
            else:
                width = (high - low) * shrink
                new_low = max(low, center[name] - width / 2)
                new_high = min(high, center[name] + width / 2)
            current[name] = (new_low, new_high, scale)
    i_best = int(np.argmin([t[1] for t in all_trials]))
    return all_trials[i_best][0], all_trials


def evolutionary_search(space, objective, population, generations, rng):
    _, trials = random_search(space, objective, population, rng)
    generation = trials
    for g in range(generations - 1):
        generation = sorted(generation, key=lambda t: t[1])
        survivors = generation[: max(1, population // 3)]
        children = []
        for k in range(population):
            parent = survivors[k % len(survivors)][0]
            child = parent.copy()
            for name in space:
                low, high, scale = space[name]
                if scale == "log":
                    child[name] *= (high / low) ** (0.08 * rng.standard_normal())
                else:
                    child[name] += 0.08 * (high - low) * rng.standard_normal()
                child[name] = float(min(high, max(low, child[name])))
            children.append((child, run_trial(objective, child)))
        trials = trials + children
        generation = survivors + children
    i_best = int(np.argmin([t[1] for t in trials]))
    return trials[i_best][0], trials


# In [6]: pandas and caviar


def caviar(configs, train_step, steps):
    states = [None for _ in configs]
    histories = [[] for _ in configs]
    for step in range(steps):
        for i in range(len(configs)):
            states[i], dev_loss = train_step(configs[i], states[i])
            histories[i].append(dev_loss)
    best_index = 0
    for i in range(len(configs)):
        a = histories[i][-1]
        b = histories[best_index][-1]
        if not math.isnan(a) and (math.isnan(b) or a < b):
            best_index = i
    return best_index, histories


def panda(config, train_step, steps, adjust):
    cfg = config.copy()
    state = None
    history = []
    for step in range(steps):
        state, dev_loss = train_step(cfg, state)
        history.append(dev_loss)
        cfg = adjust(cfg, history)
    return history


# In [7]: try it
if __name__ == "__main__":
    start = time.time()
    rng = np.random.default_rng(1)
    print(split_indices(100, (0.7, 0.15, 0.15), rng))
    print(remedies(diagnose_fit(0.12, 0.20)))
    print(random_search({"lr": (1e-4, 1.0, "log")}, lambda c: (c["lr"] - 0.01) ** 2, 5, rng))
    print("took", time.time() - start)
