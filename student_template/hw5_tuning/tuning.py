"""Homework 5: splitting data, reading errors, and searching for hyperparameters, in NumPy.

Write the body of every function; its docstring says what it must do. Leave names, arguments
and their order as they are. Besides NumPy only Python's standard library may be imported.

Conventions of all homeworks:

* A result that is an array has the dtype that its docstring says; where it says integers, any
  integer dtype will do. A scalar result may be a Python number or a NumPy scalar.
* Where a list is returned, a tuple is as good, and the other way round.
* Functions never change an argument, and never return an argument itself or a view of it.
* Randomness comes from the argument `rng` alone: two generators with the same seed give the same
  results, and calling again with one generator gives other results. In which order you draw, and
  with which of the generator's methods, is up to you.

Conventions of this homework:

* Errors are fractions: 0.12 means 12 %.
* A config is a dictionary, from the names of hyperparameters to their values.
* A loss is to be made small. It may be infinite, which loses against every finite loss. It may be
  NaN ("not a number"), which is the way of a diverged model to say that it has failed.

The examples below run with `python -m doctest tuning.py`.
"""

from collections.abc import Callable
from typing import Any

import numpy as np


def split_indices(
    n: int, fractions: tuple[float, float, float], rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Split the examples 0, 1, ..., n - 1 at random into training, dev and test set.

    size of part p = n * fractions[p], up to one example

    Every example is in exactly one part. Every choice of examples is as likely as every other.

    Args:
        n: number of examples, from 1 to 1,000,000, which are to take a second at most.
        fractions: the shares of training, dev and test set, in this order; three positive numbers
            that add up to 1 (up to rounding).
        rng: the only source of randomness.

    Returns:
        train, dev, test: indices of the examples in each part, integers, one axis, in any order.
            A part may be empty where n * fraction is at most 1; it is an array of integers then,
            too. Each size differs from n * fraction by at most 1.

    >>> parts = split_indices(100, (0.7, 0.15, 0.15), np.random.default_rng(0))
    >>> print([len(part) for part in parts])
    [70, 15, 15]
    >>> parts = split_indices(1_000_000, (0.98, 0.01, 0.01), np.random.default_rng(0))
    >>> print([len(part) for part in parts])
    [980000, 10000, 10000]
    """
    # Your code here.
    raise NotImplementedError("split_indices is not written yet")


def stratified_split(
    labels: np.ndarray, fractions: tuple[float, float, float], rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Split examples at random such that every class has its share in every part.

    number of examples of class c in part p = n_c * fractions[p], up to one example

    n_c is the number of examples of class c. Every example is in exactly one part. Within a
    class, every choice of examples is as likely as every other, whatever the other classes do.

    Args:
        labels: the class of each example, integers, shape (N,), N at least 1. Class ids may be
            any integers: negative ones, or with gaps such as 3, 7, 100. A class may be as small
            as one example.
        fractions: the shares of training, dev and test set, in this order; three positive numbers
            that add up to 1 (up to rounding).
        rng: the only source of randomness.

    Returns:
        train, dev, test: indices into labels, integers, one axis, in any order; an empty part is
            an array of integers too. In each class, each size differs from n_c * fraction by at
            most 1.

    >>> labels = np.array([5] * 80 + [2] * 20)
    >>> parts = stratified_split(labels, (0.8, 0.1, 0.1), np.random.default_rng(0))
    >>> for part in parts:
    ...     print(len(part), np.sum(labels[part] == 5), np.sum(labels[part] == 2))
    80 64 16
    10 8 2
    10 8 2
    """
    # Your code here.
    raise NotImplementedError("stratified_split is not written yet")


def diagnose_fit(
    train_error: float, dev_error: float, human_error: float = 0.0, tolerance: float = 0.05
) -> dict[str, bool]:
    """Say whether a model fits its training data too badly, or much better than new data.

    high bias:     train_error - human_error > tolerance
    high variance: dev_error - train_error > tolerance

    A model may have one of the two, both, or neither. A negative difference is no fault.

    Args:
        train_error: error on the training set, from 0 to 1.
        dev_error: error on the dev set, from 0 to 1.
        human_error: error of humans on the same task, from 0 to 1: nobody can ask for much less.
        tolerance: the largest difference that is still accepted, from 0 to 1.

    Returns:
        diagnosis: {"high_bias": ..., "high_variance": ...}, each True or False.

    Numerics:
        A difference is never within 1e-9 of the tolerance.

    >>> print(diagnose_fit(0.01, 0.12))
    {'high_bias': False, 'high_variance': True}
    >>> print(diagnose_fit(0.12, 0.20))
    {'high_bias': True, 'high_variance': True}
    >>> print(diagnose_fit(0.15, 0.16))
    {'high_bias': True, 'high_variance': False}
    >>> print(diagnose_fit(0.15, 0.16, human_error=0.15))
    {'high_bias': False, 'high_variance': False}
    """
    # Your code here.
    raise NotImplementedError("diagnose_fit is not written yet")


def remedies(diagnosis: dict[str, bool]) -> list[str]:
    """Name what may help a model with this diagnosis.

    against high bias:     "bigger_network", "train_longer"
    against high variance: "more_data", "regularize", "early_stopping"
    against either:        "change_architecture"

    Args:
        diagnosis: from `diagnose_fit`: {"high_bias": ..., "high_variance": ...}.

    Returns:
        names: all that help against at least one fault of the model, each once, in any order (a
            set is as good); an empty list for a model without a fault.

    >>> print(sorted(remedies({"high_bias": True, "high_variance": False})))
    ['bigger_network', 'change_architecture', 'train_longer']
    >>> print(remedies({"high_bias": False, "high_variance": False}))
    []
    """
    # Your code here.
    raise NotImplementedError("remedies is not written yet")


def sample_log_uniform(
    low: float, high: float, size: int | tuple[int, ...], rng: np.random.Generator
) -> np.ndarray:
    """Draw numbers whose order of magnitude is uniform: every decade gets the same share.

    value = 10^r,  with r uniform from log10(low) to log10(high)

    With low = 1e-4 and high = 1 this is 10^(-4u), with u uniform from 0 to 1.

    Args:
        low: smallest value, from 1e-12.
        high: largest value, above low, to 1e12.
        size: how many: a positive number, or a shape of one or more of them.
        rng: the only source of randomness.

    Returns:
        values: float64, shape (size,) or size; every entry is drawn on its own, in full precision.

    Numerics:
        10^log10(low) may be below low in the last digit. Up to a relative 1e-12 beyond either end
        is accepted.

    >>> values = sample_log_uniform(1e-4, 1.0, 10_000, np.random.default_rng(0))
    >>> print(values.shape, np.round(np.mean(values < 0.01), 1))
    (10000,) 0.5
    """
    # Your code here.
    raise NotImplementedError("sample_log_uniform is not written yet")


def sample_uniform(
    low: float, high: float, size: int | tuple[int, ...], rng: np.random.Generator
) -> np.ndarray:
    """Draw numbers that are uniform from low to high.

    value = low + (high - low) * u,  with u uniform from 0 to 1

    Args:
        low: smallest value, from -1e4.
        high: largest value, above low, to 1e4.
        size: how many: a positive number, or a shape of one or more of them.
        rng: the only source of randomness.

    Returns:
        values: float64, shape (size,) or size; every entry is drawn on its own, in full precision.
            Whether low and high themselves can be drawn does not matter.

    Numerics:
        Rounding errors beyond either end, of up to 1e-12 times the larger of |low| and |high|,
        are accepted.

    >>> values = sample_uniform(2.0, 4.0, (100, 100), np.random.default_rng(0))
    >>> print(values.shape, np.round(np.mean(values < 3.0), 1))
    (100, 100) 0.5
    """
    # Your code here.
    raise NotImplementedError("sample_uniform is not written yet")


def sample_integer(
    low: int, high: int, size: int | tuple[int, ...], rng: np.random.Generator
) -> np.ndarray:
    """Draw whole numbers from low to high, both included, each as likely as every other.

    probability of each of low, low + 1, ..., high = 1 / (high - low + 1)

    Args:
        low: smallest value, from -10,000.
        high: largest value, at least low, to 10,000; if it is low, all draws are low.
        size: how many: a positive number, or a shape of one or more of them.
        rng: the only source of randomness.

    Returns:
        values: integers, shape (size,) or size; every entry is drawn on its own.

    >>> values = sample_integer(1, 6, 1000, np.random.default_rng(0))
    >>> print(np.unique(values))
    [1 2 3 4 5 6]
    """
    # Your code here.
    raise NotImplementedError("sample_integer is not written yet")


def grid_search(
    space: dict[str, list[Any]], objective: Callable[[dict[str, Any]], float]
) -> tuple[dict[str, Any], list[tuple[dict[str, Any], float]]]:
    """Try every combination of the listed values.

    number of trials = product of the lengths of the lists

    Args:
        space: for every hyperparameter, by its name, the list of values to try: at least one name,
            and at least one value each. Values may be anything: numbers, strings, None.
        objective: takes a config and returns its loss, a number. It may raise any `Exception`, or
            return NaN: such a trial has failed, and its loss is infinity. It does not change
            the config.

    Returns:
        best: the config with the lowest loss; any of the best if there are several, and any config
            if every trial has failed.
        trials: one pair (config, loss) per call of the objective, in the order of the calls,
            failed trials included. Every combination is tried exactly once; the order is up to
            you. Each config is a dictionary of its own, with the very values of the lists.

    >>> def objective(config):
    ...     return 1 / config["units"] if config["activation"] == "relu" else float("nan")
    >>> space = {"activation": ["tanh", "relu"], "units": [2, 4]}
    >>> best, trials = grid_search(space, objective)
    >>> print(sorted(best.items()))
    [('activation', 'relu'), ('units', 4)]
    >>> print(sorted(loss for config, loss in trials))
    [0.25, 0.5, inf, inf]
    """
    # Your code here.
    raise NotImplementedError("grid_search is not written yet")


def random_search(
    space: dict[str, tuple[float, float, str]],
    objective: Callable[[dict[str, float]], float],
    n_trials: int,
    rng: np.random.Generator,
) -> tuple[dict[str, float], list[tuple[dict[str, float], float]]]:
    """Try configs that are drawn at random, every hyperparameter on its own scale.

    "linear": value uniform from low to high
    "log":    log(value) uniform from log(low) to log(high)

    Args:
        space: for every hyperparameter, by its name, a tuple (low, high, scale): low below high,
            and scale is "linear" or "log"; low is positive for "log". At least one name.
        objective: takes a config and returns its loss, a number. It may raise any `Exception`, or
            return NaN: such a trial has failed, and its loss is infinity. It does not change
            the config.
        n_trials: how often the objective is called, at least 1; a failed trial counts.
        rng: the only source of randomness.

    Returns:
        best: the config with the lowest loss; any of the best if there are several, and any config
            if every trial has failed.
        trials: n_trials pairs (config, loss), in the order of the calls, failed trials included.
            Each config is a dictionary of its own, from every name to a float. All values are
            drawn independently: of each other and from trial to trial.

    Numerics:
        Rounding errors beyond low and high are accepted as for `sample_log_uniform` and
        `sample_uniform`.

    >>> space = {"lr": (1e-4, 1.0, "log"), "momentum": (0.5, 1.0, "linear")}
    >>> rng = np.random.default_rng(0)
    >>> best, trials = random_search(space, lambda config: abs(config["lr"] - 0.01), 50, rng)
    >>> print(len(trials), min(loss for config, loss in trials) == abs(best["lr"] - 0.01))
    50 True
    """
    # Your code here.
    raise NotImplementedError("random_search is not written yet")


def coarse_to_fine(
    space: dict[str, tuple[float, float, str]],
    objective: Callable[[dict[str, float]], float],
    n_trials: int,
    rounds: int,
    rng: np.random.Generator,
) -> tuple[dict[str, float], list[tuple[dict[str, float], float]]]:
    """Search at random in the whole space, then closer and closer around the best so far.

    In the first round, draw from the whole space as `random_search` does. In round r = 1, 2, ...,
    counted from 0, draw every hyperparameter on its own scale from a window

    (1/2)^r * (end - start) wide, with the best config of all earlier rounds in its middle,

    cut off at the ends of the space; start and end are low and high, for "log" their logarithms.

    Given the earlier rounds, all values of a round are drawn independently, of each other and from
    trial to trial. Other ways to narrow the search are accepted, such as a window that stays as it
    is in round 1, so long as the values after the first round stay close to the best config of all
    earlier rounds: on average at most 1/6 of (end - start) away, on each hyperparameter's own
    scale, and not farther in later rounds.

    Args:
        space: as for `random_search`.
        objective: as for `random_search`; a failed trial has loss infinity.
        n_trials: calls of the objective in each round, at least 1; a failed trial counts.
        rounds: number of rounds, at least 1.
        rng: the only source of randomness.

    Returns:
        best: the config with the lowest loss of all rounds; any of the best if there are several,
            and any config if every trial has failed.
        trials: n_trials * rounds pairs (config, loss), in the order of the calls, failed trials
            included. Each config is a dictionary of its own, from every name to a float, inside
            the space.

    Numerics:
        Rounding errors beyond low and high are accepted as for `random_search`.

    >>> space = {"lr": (1e-4, 1.0, "log")}
    >>> rng = np.random.default_rng(0)
    >>> best, trials = coarse_to_fine(space, lambda config: abs(config["lr"] - 0.01), 20, 5, rng)
    >>> print(len(trials), abs(best["lr"] - 0.01) < 0.001)
    100 True
    """
    # Your code here.
    raise NotImplementedError("coarse_to_fine is not written yet")


def evolutionary_search(
    space: dict[str, tuple[float, float, str]],
    objective: Callable[[dict[str, float]], float],
    population: int,
    generations: int,
    rng: np.random.Generator,
) -> tuple[dict[str, float], list[tuple[dict[str, float], float]]]:
    """Breed configs: the better ones have children, which are like them up to small changes.

    Generation 1 is drawn from the whole space as `random_search` does. For every later one, take
    the best trials so far as parents, a quarter of the population (rounded down, at least one).
    Each child has one parent, drawn at random, and changes each of its values on the
    hyperparameter's own scale:

    place of child = place of parent + 0.1 * (end - start) * g,  with g standard normal, drawn anew
    for every value,

    cut off at the ends of the space; start and end are low and high, for "log" their logarithms.

    Other ways to choose parents, to mix them and to change their values are accepted, such as
    changes of some of the values, or to one side only, so long as most configs are new ones, the
    values of a child do not all change by the same share of their ranges, less than a quarter of
    the first children's values are cut off, and selection works: where the loss is the squared
    distance from an optimum inside the space, the eighth generation of 24 configs has on average at
    most 0.7 times the loss of the first, also where some of the first trials have failed.

    Args:
        space: as for `random_search`.
        objective: as for `random_search`; a failed trial has loss infinity.
        population: number of configs in each generation, at least 1.
        generations: number of generations, at least 1; the first population is generation 1.
        rng: the only source of randomness.

    Returns:
        best: the config with the lowest loss of all generations; any of the best if there are
            several, and any config if every trial has failed.
        trials: population * generations pairs (config, loss), in the order of the calls, failed
            trials included. Each config is a dictionary of its own, from every name to a float,
            inside the space.

    Numerics:
        Rounding errors beyond low and high are accepted as for `random_search`.

    >>> space = {"lr": (1e-4, 1.0, "log")}
    >>> rng = np.random.default_rng(0)
    >>> def objective(config):
    ...     return abs(np.log10(config["lr"]) + 2)
    >>> best, trials = evolutionary_search(space, objective, 20, 5, rng)
    >>> losses = [loss for config, loss in trials]
    >>> print(len(losses), np.mean(losses[80:]) < np.mean(losses[:20]))
    100 True
    """
    # Your code here.
    raise NotImplementedError("evolutionary_search is not written yet")


def caviar(
    configs: list[dict[str, Any]],
    train_step: Callable[[dict[str, Any], Any], tuple[Any, float]],
    steps: int,
) -> tuple[int, list[list[float]]]:
    """Train many models side by side, and pick the best at the end.

    In step 1 every model makes its first step, in the order of configs; then in step 2 every
    model its second, and so on: steps * len(configs) calls.

    Args:
        configs: one config per model, at least one. Two models may have equal configs, or the very
            same one.
        train_step: trains one model a little further. It takes a config and the model's state and
            returns (state, dev_loss): the new state, for the next step of this same model, and
            its loss on the dev set. The state before a model's first step is None. States may be
            anything; dev_loss may be infinite or NaN. It does not change the config.
        steps: number of steps of each model, at least 1. A model with a bad loss, or a NaN, is
            trained to the end as well.

    Returns:
        best_index: place in configs of the model with the lowest loss at the last step. NaN never
            wins, not even against infinity. Any of the best if there are several; any place if all
            end with NaN.
        histories: for each model the list of its dev losses, one per step.

    >>> def train_step(config, state):
    ...     loss = (1.0 if state is None else state) * config["factor"]
    ...     return loss, loss
    >>> print(caviar([{"factor": 0.5}, {"factor": 0.25}, {"factor": 2.0}], train_step, 2))
    (1, [[0.5, 0.25], [0.25, 0.0625], [2.0, 4.0]])
    """
    # Your code here.
    raise NotImplementedError("caviar is not written yet")


def panda(
    config: dict[str, Any],
    train_step: Callable[[dict[str, Any], Any], tuple[Any, float]],
    steps: int,
    adjust: Callable[[dict[str, Any], list[float]], dict[str, Any]],
) -> list[float]:
    """Train one model and watch it: its config is adjusted after every step.

    Each step is one call of train_step and then, after the last step too, one call of adjust. The
    config that adjust returns is that of the next step; the model and its state go on.

    Args:
        config: the config of the first step; its values are numbers or strings.
        train_step: as for `caviar`: takes a config and the model's state, None at first, and
            returns (state, dev_loss).
        steps: number of steps, at least 1.
        adjust: takes the present config and the dev losses of all steps so far, the newest one
            last, and returns the next config. It does not change the losses. It may make a new
            config, or change the one that it is given: see that this is never the caller's own.

    Returns:
        history: the dev losses, one per step; they may be infinite or NaN.

    >>> def train_step(config, state):
    ...     loss = (1.0 if state is None else state) * config["factor"]
    ...     return loss, loss
    >>> def adjust(config, history):
    ...     return {"factor": config["factor"] / 2}
    >>> print(panda({"factor": 1.0}, train_step, 4, adjust))
    [1.0, 0.5, 0.125, 0.015625]
    """
    # Your code here.
    raise NotImplementedError("panda is not written yet")
