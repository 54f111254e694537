"""Homework 5 in TensorFlow: the independent oracle for `numpy_solution.py`.

Names, signatures and results are those of the NumPy reference: NumPy arrays and Python objects in,
the same out. No exercise of this homework has a backward pass, so each function is another
formulation in TensorFlow's terms: splits by ranks of random keys, diagnoses by masks, sampling by
stateless random operations, searches by points in the unit cube, many models by a table of losses.

Differences bridged:

* Random numbers come from TensorFlow's stateless operations. Their seeds are drawn from `rng`, so
  results follow from it and not from TensorFlow's global seed; they are other numbers than the
  NumPy reference's. The two agree in distribution, and in all that holds for every draw.
* Sizes of parts may differ from the NumPy reference's by one example, as both may be rounded.
* `coarse_to_fine` and `evolutionary_search` narrow and breed in another way than the NumPy
  reference, within what the docstrings there allow. The two agree where nothing is left open:
  numbers and order of calls, the record of failed trials, the best of the trials, the borders.
* `tf.argmin` over values with NaN is not defined: failed trials and NaN losses are masked before.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf

Tensor = Any  # TensorFlow ships no type stubs
Config = dict[str, Any]
Trials = list[tuple[Config, float]]
Box = dict[str, tuple[float, float, str]]

BIAS, VARIANCE = "high_bias", "high_variance"
CURES = {
    "bigger_network": (True, False),
    "train_longer": (True, False),
    "more_data": (False, True),
    "regularize": (False, True),
    "early_stopping": (False, True),
    "change_architecture": (True, True),
}  # against (bias, variance)


def _seed(rng: np.random.Generator) -> np.ndarray:
    """Draw a seed for one stateless operation."""
    return rng.integers(2**31, size=2)


def _uniform(shape: Any, rng: np.random.Generator) -> Tensor:
    """Draw float64 numbers from 0 to 1."""
    return tf.random.stateless_uniform(shape, seed=_seed(rng), dtype=tf.float64)


def _normal(shape: Any, rng: np.random.Generator) -> Tensor:
    """Draw standard normal float64 numbers, none beyond two standard deviations."""
    return tf.random.stateless_truncated_normal(shape, seed=_seed(rng), dtype=tf.float64)


def _split(
    groups: Tensor, fractions: tuple[float, float, float], rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rank the members of each group by random keys, and let the rank decide on the part.

    The example of rank r out of n stands at (r + 1/2) / n, from 0 to 1; the fractions cut this
    interval in three.
    """
    keys = _uniform(tf.shape(groups), rng)
    by_key = tf.argsort(keys)
    order = tf.gather(by_key, tf.argsort(tf.gather(groups, by_key), stable=True))
    sorted_groups = tf.gather(groups, order)
    starts = tf.searchsorted(sorted_groups, sorted_groups, side="left")
    ends = tf.searchsorted(sorted_groups, sorted_groups, side="right")
    ranks = tf.cast(tf.range(len(groups)) - starts, tf.float64)
    places = (ranks + 0.5) / tf.cast(ends - starts, tf.float64)
    edges = tf.cumsum(tf.constant(fractions, dtype=tf.float64))[:2]
    parts = tf.searchsorted(edges, places, side="right")
    train, dev, test = tf.dynamic_partition(order, parts, 3)
    return train.numpy(), dev.numpy(), test.numpy()


def split_indices(
    n: int, fractions: tuple[float, float, float], rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Split examples by the ranks of random keys, all in one group."""
    return _split(tf.zeros([n], dtype=tf.int64), fractions, rng)


def stratified_split(
    labels: np.ndarray, fractions: tuple[float, float, float], rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Split examples by the ranks of random keys within each class."""
    return _split(tf.constant(np.array(labels, dtype=np.int64)), fractions, rng)


def diagnose_fit(
    train_error: float, dev_error: float, human_error: float = 0.0, tolerance: float = 0.05
) -> dict[str, bool]:
    """Compare both steps of the staircase human, train, dev with the tolerance at once."""
    upper = tf.constant([train_error, dev_error], dtype=tf.float64)
    lower = tf.constant([human_error, train_error], dtype=tf.float64)
    too_far = tf.greater(tf.subtract(upper, lower), tf.constant(tolerance, dtype=tf.float64))
    high_bias, high_variance = too_far.numpy().tolist()
    return {BIAS: high_bias, VARIANCE: high_variance}


def remedies(diagnosis: dict[str, bool]) -> list[str]:
    """Select the cures that are against at least one fault, by a mask over the whole vocabulary."""
    faults = tf.constant([bool(diagnosis[BIAS]), bool(diagnosis[VARIANCE])])
    against = tf.constant(list(CURES.values()))
    helpful = tf.reduce_any(tf.logical_and(against, faults), axis=1)
    names = tf.boolean_mask(tf.constant(list(CURES)), helpful)
    return [name.decode() for name in names.numpy().tolist()]


def sample_log_uniform(
    low: float, high: float, size: int | tuple[int, ...], rng: np.random.Generator
) -> np.ndarray:
    """Mix the ends geometrically, low^(1-u) high^u, with u from `tf.random.stateless_uniform`."""
    u = _uniform(np.atleast_1d(size), rng)
    ends = tf.constant([low, high], dtype=tf.float64)
    values = tf.pow(ends[0], 1 - u) * tf.pow(ends[1], u)
    clipped: np.ndarray = tf.clip_by_value(values, ends[0], ends[1]).numpy()
    return clipped


def sample_uniform(
    low: float, high: float, size: int | tuple[int, ...], rng: np.random.Generator
) -> np.ndarray:
    """Draw by `tf.random.stateless_uniform` with its own bounds, in float64."""
    values: np.ndarray = tf.random.stateless_uniform(
        np.atleast_1d(size), seed=_seed(rng), minval=low, maxval=high, dtype=tf.float64
    ).numpy()
    return values


def sample_integer(
    low: int, high: int, size: int | tuple[int, ...], rng: np.random.Generator
) -> np.ndarray:
    """Draw by `tf.random.stateless_uniform` in int64; its maxval is excluded, so it is high + 1.

    It takes remainders of 64 random bits: the bias is below 1e-15 for 20,001 different values.
    """
    values: np.ndarray = tf.random.stateless_uniform(
        np.atleast_1d(size), seed=_seed(rng), minval=low, maxval=high + 1, dtype=tf.int64
    ).numpy()
    return values


def _losses(configs: list[Config], objective: Callable[[Config], float]) -> Tensor:
    """Evaluate configs in order; a trial that raises or gives NaN has loss infinity."""
    losses = []
    for config in configs:
        try:
            losses.append(float(objective(dict(config))))
        except Exception:
            losses.append(float("nan"))
    found = tf.constant(losses, dtype=tf.float64)
    return tf.where(tf.math.is_nan(found), tf.constant(np.inf, dtype=tf.float64), found)


def _with_best(configs: list[Config], losses: Tensor) -> tuple[Config, Trials]:
    """Pair configs with their losses and take the lowest, by `tf.argmin`."""
    best = dict(configs[int(tf.argmin(losses))])
    return best, list(zip(configs, losses.numpy().tolist(), strict=True))


def _configs(places: Tensor, space: Box) -> list[Config]:
    """Turn rows of the unit cube into configs, each column on its hyperparameter's scale."""
    low = tf.constant([bounds[0] for bounds in space.values()], dtype=tf.float64)
    high = tf.constant([bounds[1] for bounds in space.values()], dtype=tf.float64)
    is_log = tf.constant([bounds[2] == "log" for bounds in space.values()])
    ratio = tf.where(is_log, high / tf.where(is_log, low, 1.0), 1.0)  # no division by a 0
    values = tf.where(is_log, low * tf.pow(ratio, places), low + (high - low) * places)
    rows = tf.clip_by_value(values, low, high).numpy().tolist()
    return [dict(zip(space, row, strict=True)) for row in rows]


def grid_search(
    space: dict[str, list[Any]], objective: Callable[[Config], float]
) -> tuple[Config, Trials]:
    """Try every combination: positions in the lists by `tf.unravel_index` of a running number."""
    lengths = tf.constant([len(values) for values in space.values()])
    positions = tf.unravel_index(tf.range(tf.reduce_prod(lengths)), lengths)
    configs = [
        {name: values[i] for (name, values), i in zip(space.items(), row, strict=True)}
        for row in tf.transpose(positions).numpy().tolist()
    ]
    return _with_best(configs, _losses(configs, objective))


def random_search(
    space: Box, objective: Callable[[Config], float], n_trials: int, rng: np.random.Generator
) -> tuple[Config, Trials]:
    """Draw all trials at once as points in the unit cube."""
    configs = _configs(_uniform([n_trials, len(space)], rng), space)
    return _with_best(configs, _losses(configs, objective))


def coarse_to_fine(
    space: Box,
    objective: Callable[[Config], float],
    n_trials: int,
    rounds: int,
    rng: np.random.Generator,
) -> tuple[Config, Trials]:
    """Draw each round after the first from a truncated normal around the best point so far.

    Its standard deviation is 0.15 in the second round and halves from round to round.
    """
    places = _uniform([n_trials, len(space)], rng)
    configs = _configs(places, space)
    losses = _losses(configs, objective)
    for r in range(1, rounds):
        center = tf.gather(places, tf.argmin(losses))
        steps = 0.3 * 0.5**r * _normal([n_trials, len(space)], rng)
        fresh = tf.clip_by_value(center + steps, 0.0, 1.0)
        fresh_configs = _configs(fresh, space)
        places = tf.concat([places, fresh], axis=0)
        losses = tf.concat([losses, _losses(fresh_configs, objective)], axis=0)
        configs += fresh_configs
    return _with_best(configs, losses)


def evolutionary_search(
    space: Box,
    objective: Callable[[Config], float],
    population: int,
    generations: int,
    rng: np.random.Generator,
) -> tuple[Config, Trials]:
    """Select parents by `tf.math.top_k`, cross two of them name by name, and mutate the child."""
    shape = [population, len(space)]
    places = _uniform(shape, rng)
    configs = _configs(places, space)
    losses = _losses(configs, objective)
    for _ in range(1, generations):
        elite = tf.gather(places, tf.math.top_k(-losses, k=max(1, population // 4)).indices)
        drawn = _uniform([2, population], rng) * float(len(elite))
        parents = tf.gather(elite, tf.cast(tf.floor(drawn), tf.int64))
        children = tf.where(_uniform(shape, rng) < 0.5, parents[0], parents[1])
        fresh = tf.clip_by_value(children + 0.1 * _normal(shape, rng), 0.0, 1.0)
        fresh_configs = _configs(fresh, space)
        places = tf.concat([places, fresh], axis=0)
        losses = tf.concat([losses, _losses(fresh_configs, objective)], axis=0)
        configs += fresh_configs
    return _with_best(configs, losses)


def caviar(
    configs: list[Config],
    train_step: Callable[[Config, Any], tuple[Any, float]],
    steps: int,
) -> tuple[int, list[list[float]]]:
    """Fill a table of losses, one row per step, in a `tf.TensorArray`; the best by `tf.argmin`.

    Losses are masked, not replaced by infinity, so that infinity wins against NaN.
    """
    table = tf.TensorArray(tf.float64, size=steps)
    states: list[Any] = [None] * len(configs)
    for step in range(steps):
        answers = [train_step(*model) for model in zip(configs, states, strict=True)]
        states = [state for state, _ in answers]
        table = table.write(step, tf.constant([loss for _, loss in answers], dtype=tf.float64))
    histories = tf.transpose(table.stack())
    last = histories[:, -1]
    numbers = tf.where(~tf.math.is_nan(last))[:, 0]
    alive = tf.gather(last, numbers)
    best_index = int(numbers[int(tf.argmin(alive))]) if len(numbers) else 0
    return best_index, histories.numpy().tolist()


def panda(
    config: Config,
    train_step: Callable[[Config, Any], tuple[Any, float]],
    steps: int,
    adjust: Callable[[Config, list[float]], Config],
) -> list[float]:
    """Collect the losses in a tensor that grows by one entry per step."""
    current, state = dict(config), None
    history = tf.zeros([0], dtype=tf.float64)
    for _ in range(steps):
        state, loss = train_step(current, state)
        history = tf.concat([history, tf.constant([loss], dtype=tf.float64)], axis=0)
        current = adjust(current, history.numpy().tolist())
    losses: list[float] = history.numpy().tolist()
    return losses
