"""Judge random functions by exact tests, with a stated and budgeted false-alarm probability.

A test turns draws into p-values: the probability that a right function gives draws at least as
unlikely. A check fails where a p-value is below the level of the homework, which is chosen so that
a class of CLASS students all of whom are right meets a false alarm in a whole course with a
probability of at most COURSE_BUDGET, whatever the number of tests (Bonferroni's inequality).

All tests are exact or conservative: no p-value is smaller than the true one. Sources: C. Clopper
and E. Pearson, Biometrika 26 (1934) for the binomial tails; N. Smirnov (1939) for the one-sided
Kolmogorov distribution, and P. Massart (1990) for a bound on it for large samples.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from threading import Thread

import numpy as np
from numpy.typing import ArrayLike, NDArray

COURSE_BUDGET = 1e-6  # probability of one false alarm or more, for a class over a course
CLASS = 1000  # students
HOMEWORKS = 8  # at most, in a course
MANY = 1000  # draws, above which an exact Kolmogorov tail takes too long
POWER = 1e-6  # a listed misconception may be missed with this probability at most


def prepare() -> None:
    """Begin to import what the tests need: it takes a fifth of a second that others can use."""
    Thread(target=import_module, args=["scipy.special"]).start()


def homework_budget() -> float:
    """The false-alarm probability that one student's homework may use up."""
    return COURSE_BUDGET / CLASS / HOMEWORKS


def level(tests: int) -> float:
    """The p-value below which a test fails, in a homework with so many tests."""
    return homework_budget() / max(1, tests)


def binomial(successes: int, trials: int, probability: float) -> float:
    """Exact two-sided test that `trials` independent draws succeed with `probability`.

    Args:
        successes: how many did, from 0 to `trials`.
        trials: how many there were.
        probability: between 0 and 1.

    Returns:
        Twice the smaller tail probability, at most 1.
    """
    from scipy import special

    if not 0 <= successes <= trials:
        return 0.0
    below = special.bdtr(successes, trials, probability) if successes < trials else 1.0
    above = special.bdtrc(successes - 1, trials, probability) if successes else 1.0
    return float(min(1.0, 2 * min(below, above)))


def hypergeometric(found: int, population: int, marked: int, drawn: int) -> float:
    """Exact two-sided test of how many marked ones a draw without replacement holds.

    Args:
        found: marked ones among the drawn.
        population: how many there are in all.
        marked: how many of them are marked.
        drawn: how many are drawn.

    Returns:
        Twice the smaller tail probability, at most 1.
    """
    from scipy import special

    low, high = max(0, marked + drawn - population), min(marked, drawn)
    if not low <= found <= high:
        return 0.0

    def log_choose(n: int, k: NDArray[np.float64]) -> NDArray[np.float64]:
        ways: NDArray[np.float64] = special.gammaln(n + 1) - special.gammaln(k + 1)
        ways -= special.gammaln(n - k + 1)
        return ways

    k = np.arange(low, high + 1, dtype=np.float64)
    logs = log_choose(marked, k) + log_choose(population - marked, drawn - k)
    share = np.exp(logs - logs.max())
    below, above = share[: found - low + 1].sum(), share[found - low :].sum()
    return float(min(1.0, 2 * min(below, above) / share.sum()))


def another_run(value: float, mean: float, std: float, runs: int) -> float:
    """Two-sided test that a value comes from the distribution of earlier runs, a normal one.

    Student's prediction interval: the runs' own mean and spread are uncertain, too.

    Args:
        value: of one further run.
        mean: of the earlier runs.
        std: their standard deviation, divided by runs - 1.
        runs: how many there were.
    """
    from scipy import special

    t = abs(value - mean) / (std * np.sqrt(1 + 1 / runs))
    return float(2 * special.stdtr(runs - 1, -t)) if np.isfinite(t) else 0.0


def reach(level: float, std: float, runs: int) -> float:
    """How far from the mean of earlier runs `another_run` gives a p-value of `level`."""
    from scipy import special

    return float(-special.stdtrit(runs - 1, level / 2) * std * np.sqrt(1 + 1 / runs))


def same_mean(first: tuple[float, float, int], second: tuple[float, float, int]) -> float:
    """Student's two-sided test that two samples come from one normal distribution.

    Args:
        first: mean, standard deviation and number of the one sample.
        second: of the other.
    """
    from scipy import special

    (mean, std, runs), (other, other_std, other_runs) = first, second
    freedom = runs + other_runs - 2
    pooled = ((runs - 1) * std**2 + (other_runs - 1) * other_std**2) / freedom
    t = abs(mean - other) / np.sqrt(pooled * (1 / runs + 1 / other_runs))
    return float(2 * special.stdtr(freedom, -t))


def shuffled(order: ArrayLike, parts: int = 4) -> dict[str, float]:
    """Test that an order of 0 ... n-1 is drawn evenly from all n! of them.

    Args:
        order: the numbers in their new order.
        parts: into how many parts old and new places are divided.

    Returns:
        "places": from how many of each part came to each part (exact); "neighbours": from how
        many still follow their old neighbour (k or more do with a probability of at most 1/k!).
    """
    from scipy import special

    numbers = np.asarray(order).ravel().astype(np.int64)
    n = numbers.size
    if not np.array_equal(np.sort(numbers), np.arange(n)):
        return {"places": 0.0, "neighbours": 0.0}
    ends = np.linspace(0, n, parts + 1).astype(int)
    lengths = np.diff(ends)
    tables = []
    for new in range(parts):
        came = np.histogram(numbers[ends[new] : ends[new + 1]], bins=[*(ends - 0.5)])[0]
        tables += [
            hypergeometric(int(count), n, int(length), int(lengths[new]))
            for count, length in zip(came, lengths, strict=True)
        ]
    kept = int((np.diff(numbers) == 1).sum())
    return {
        "places": min(1.0, parts**2 * min(tables)),
        "neighbours": float(np.exp(-special.gammaln(kept + 1))),
    }


def pairs_kept(marked: ArrayLike) -> float:
    """Exact two-sided test that each place is marked whether or not its neighbour is.

    Args:
        marked: booleans, an even number; places 0 and 1 are neighbours, 2 and 3, and so on.

    Returns:
        The p-value of the number of pairs with both marked, given how many are marked in all.
    """
    from scipy import special

    pairs = np.asarray(marked, bool).reshape(-1, 2)
    count, total = len(pairs), int(pairs.sum())
    both = np.arange(max(0, total - count), total // 2 + 1, dtype=np.float64)
    one = total - 2 * both
    # count! / (both! one! neither!) ways to place the pairs, two ways for each pair with one.
    logs = one * np.log(2) - special.gammaln(both + 1) - special.gammaln(one + 1)
    logs -= special.gammaln(count - both - one + 1)
    share = np.exp(logs - logs.max())
    found = int(pairs.all(axis=1).sum()) - int(both[0])
    below, above = share[: found + 1].sum(), share[found:].sum()
    return float(min(1.0, 2 * min(below, above) / share.sum()))


def cells_hit(uniforms: ArrayLike) -> float:
    """Exact two-sided test of how many of n equal cells are hit by n draws from [0, 1].

    Draws that are too regular hit too many of them, draws that repeat too few.
    """
    u = _flat(uniforms)
    n = u.size
    if not ((u >= 0) & (u <= 1)).all():
        return 0.0
    found = len(np.unique(np.minimum(u * n, n - 1).astype(np.int64)))
    chance = _chances_of_hits(n)
    below, above = chance[: found + 1].sum(), chance[found:].sum()
    return float(min(1.0, 2 * min(below, above)))


@cache
def _chances_of_hits(n: int) -> NDArray[np.float64]:
    """The probabilities that n draws hit 0, 1, ... n of n equal cells."""
    hit = np.arange(n + 1)
    chance = np.zeros(n + 1)
    chance[0] = 1.0
    for _ in range(n):
        fresh = chance * (1 - hit / n)
        chance = chance * hit / n
        chance[1:] += fresh[:-1]
    return chance


def normal_mean(sample: ArrayLike, mean: float, std: float) -> float:
    """Exact two-sided test of the mean of independent normal draws of known spread."""
    from scipy import special

    x = _flat(sample)
    z = abs(float(x.mean()) - mean) / (std / np.sqrt(x.size))
    return float(2 * special.ndtr(-z)) if np.isfinite(z) else 0.0


def normal_variance(sample: ArrayLike, mean: float, variance: float) -> float:
    """Exact two-sided test of the variance of independent normal draws of known mean."""
    from scipy import special

    x = _flat(sample)
    statistic = float(((x - mean) ** 2).sum() / variance)
    if not np.isfinite(statistic):
        return 0.0
    below, above = special.chdtr(x.size, statistic), special.chdtrc(x.size, statistic)
    return float(min(1.0, 2 * min(below, above)))


def normality(sample: ArrayLike, mean: float, std: float) -> float:
    """Kolmogorov-Smirnov test that draws are normal with a known mean and spread."""
    from scipy import special

    return kolmogorov(special.ndtr((_flat(sample) - mean) / std))


def lengths(squares: ArrayLike, freedom: int) -> float:
    """Test that sums of squares of independent standard normal draws vary as they should.

    Args:
        squares: the sums, independent of each other.
        freedom: how many squares are in each.
    """
    from scipy import special

    return kolmogorov(special.chdtr(freedom, _flat(squares)))


def kolmogorov(uniforms: ArrayLike) -> float:
    """Kolmogorov-Smirnov test that draws are uniform on [0, 1].

    Small samples are judged by the exact one-sided tails. For large ones, Massart's bound
    exp(-2 n d^2) is never below them, hardly above, and a thousand times faster.

    Args:
        uniforms: the draws; for another distribution, its cumulative probability at the draws.
    """
    from scipy import special

    u = np.sort(_flat(uniforms))
    if not np.isfinite(u).all() or u[0] < 0 or u[-1] > 1:
        return 0.0
    n = u.size
    above = float(np.max(np.arange(1, n + 1) / n - u))
    below = float(np.max(u - np.arange(n) / n))
    furthest = max(above, below)
    one_sided = special.smirnov(n, furthest) if n <= MANY else np.exp(-2 * n * furthest**2)
    return float(min(1.0, 2 * one_sided))  # at most the sum of both sides


def same_frequency(counts: ArrayLike, trials: int, probability: float) -> float:
    """Test that each of several counts is binomial, by the least likely one (Bonferroni)."""
    found = _flat(counts)
    smallest = min(binomial(int(count), trials, probability) for count in found)
    return float(min(1.0, found.size * smallest))


def uncorrelated(first: ArrayLike, second: ArrayLike, probability: float) -> float:
    """Test that two masks, each kept with `probability`, are independent of each other.

    Args:
        first: booleans.
        second: booleans of the same shape.
        probability: of True, in both.

    Returns:
        The p-value of the number of places where the two agree.
    """
    a, b = _flat(first).astype(bool), _flat(second).astype(bool)
    agree = probability**2 + (1 - probability) ** 2
    return binomial(int((a == b).sum()), a.size, agree)


def _flat(values: ArrayLike) -> NDArray[np.float64]:
    return np.asarray(values, np.float64).ravel()
