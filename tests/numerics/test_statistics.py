"""Exact tests: against SciPy's own, under the null hypothesis, and against planted mistakes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import ROOT
from scipy import special, stats

from autograder.bank import file
from autograder.course import Course
from autograder.numerics import statistics
from autograder.plan import number_of_tests, plan

NAMES = Course(ROOT).names


@given(trials=st.integers(1, 400), share=st.floats(0, 1), probability=st.floats(0.01, 0.99))
def test_binomial_is_twice_the_smaller_exact_tail(trials, share, probability) -> None:
    found = round(share * trials)
    law = stats.binom(trials, probability)
    expected = min(1.0, 2 * min(law.cdf(found), law.sf(found - 1)))
    assert statistics.binomial(found, trials, probability) == pytest.approx(expected, rel=1e-6)


@settings(deadline=None)
@given(population=st.integers(2, 200), data=st.data())
def test_hypergeometric_is_twice_the_smaller_exact_tail(population, data) -> None:
    marked = data.draw(st.integers(1, population))
    drawn = data.draw(st.integers(1, population))
    law = stats.hypergeom(population, marked, drawn)
    found = data.draw(st.integers(*(int(end) for end in law.support())))
    expected = min(1.0, 2 * min(law.cdf(found), law.sf(found - 1)))
    got = statistics.hypergeometric(found, population, marked, drawn)
    assert got == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("n", [1, 5, 40, 300])
def test_kolmogorov_is_never_below_the_exact_p_value(n: int) -> None:
    rng = np.random.default_rng(n)
    for _ in range(20):
        draws = rng.uniform(size=n)
        exact = stats.kstest(draws, "uniform", method="exact").pvalue
        assert exact * (1 - 1e-9) <= statistics.kolmogorov(draws) <= min(1.0, 2 * exact + 1e-9)


@pytest.mark.parametrize("n", [1001, 5000])
@pytest.mark.parametrize("exponent", [0.1, 1, 4, 12, 24])
def test_kolmogorov_of_many_draws_is_hardly_above_the_exact_one_sided_tail(n, exponent) -> None:
    furthest = np.sqrt(exponent * np.log(10) / (2 * n))
    draws = np.linspace(furthest, 1, n)  # evenly, as far from uniform as this
    apart = float(np.max(draws - np.arange(n) / n))
    exact = min(1.0, 2 * special.smirnov(n, apart))
    assert exact <= statistics.kolmogorov(draws) <= 2 * exact


def test_normal_tests_agree_with_their_laws() -> None:
    x = np.random.default_rng(0).normal(2.0, 3.0, 50)
    z = abs(x.mean() - 2) / (3 / np.sqrt(50))
    assert statistics.normal_mean(x, 2, 3) == pytest.approx(2 * stats.norm.sf(z))
    statistic = ((x - 2) ** 2).sum() / 9
    tails = stats.chi2.cdf(statistic, 50), stats.chi2.sf(statistic, 50)
    assert statistics.normal_variance(x, 2, 9) == pytest.approx(2 * min(tails))


NULL = {
    "binomial": lambda rng: statistics.binomial(int(rng.binomial(200, 0.3)), 200, 0.3),
    "mean": lambda rng: statistics.normal_mean(rng.normal(size=30), 0, 1),
    "variance": lambda rng: statistics.normal_variance(rng.normal(size=30), 0, 1),
    "normality": lambda rng: statistics.normality(rng.normal(size=50), 0, 1),
    "frequency": lambda rng: statistics.same_frequency(rng.binomial(100, 0.4, 10), 100, 0.4),
    "masks": lambda rng: statistics.uncorrelated(*(rng.random((2, 300)) < 0.7), 0.7),
    "order": lambda rng: min(statistics.shuffled(rng.permutation(200)).values()) * 2,
}


@pytest.mark.parametrize("name", NULL)
def test_false_alarms_are_no_more_frequent_than_stated(name: str) -> None:
    rng = np.random.default_rng(7)
    alarms = sum(NULL[name](rng) < 0.01 for _ in range(2000))
    # More than 45 of 2000 at a chance of 0.01 each come once in a million runs; the seed is fixed.
    assert alarms <= 45


WRONG = {
    "mean": lambda rng: statistics.normal_mean(rng.normal(0.1, 1, 12_000), 0, 1),
    "variance": lambda rng: statistics.normal_variance(rng.normal(0, 1.1, 12_000), 0, 1),
    "uniform": lambda rng: statistics.normality(rng.uniform(-1.7, 1.7, 12_000), 0, 1),
    "one mask": lambda rng: statistics.uncorrelated(*np.tile(rng.random(9000) < 0.5, (2, 1)), 0.5),
    "no shuffling": lambda _: statistics.shuffled(np.arange(40_000))["neighbours"],
    "rotation": lambda rng: statistics.shuffled(np.roll(np.arange(4000), rng.integers(4000)))[
        "neighbours"
    ],
    "halves apart": lambda rng: statistics.shuffled(
        np.concatenate([rng.permutation(2000), 2000 + rng.permutation(2000)])
    )["places"],
    "not a permutation": lambda _: statistics.shuffled([0, 0, 1])["places"],
    "not a number": lambda _: statistics.normality([0.0, np.nan], 0, 1),
}


@pytest.mark.parametrize("name", WRONG)
def test_planted_mistakes_fall_below_the_level(name: str) -> None:
    assert WRONG[name](np.random.default_rng(3)) < statistics.level(1000)


def test_the_budget_of_a_course_is_split_over_all_its_tests(course: Course) -> None:
    assert len(NAMES) <= statistics.HOMEWORKS
    spent = 0.0
    for name in NAMES:
        assignment = course.assignment(name)
        bank = file.load(course.template(name) / f"{assignment.topic}.bank")
        tests = sum(number_of_tests(exercise, bank.cases) for exercise in assignment.exercises)
        levels = {item.level for item in plan(assignment, bank).exercises}
        assert levels == {statistics.level(tests)}
        spent += tests * statistics.level(tests)
    assert spent * statistics.CLASS <= statistics.COURSE_BUDGET
