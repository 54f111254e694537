"""Whose turn it is among the options of a choice, so that no bank keeps two options apart.

A mistake often needs two options at once: a negative slope and a large input, say. Where they meet
by chance, some bank has no case with both. So a case takes the options that most others in it have
not met: a covering array, built case by case (AETG: Cohen et al. 1997, IEEE Transactions on
Software Engineering 23(7)), since what inputs choose may decide whether they choose again.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple


class Choice(NamedTuple):
    """A choice that a probe's inputs make.

    Attributes:
        input: the name of the one that makes it.
        nth: how many choices it made before in the same case.
        options: how many there are.
    """

    input: str
    nth: int
    options: int


class Turn(NamedTuple):
    """What a case has of a choice: the place of an option."""

    choice: Choice
    option: int


class Turns:
    """The turns that the cases of a bank have taken.

    The options of two choices all meet if there are as many cases as pairs of them; among up to
    ten choices, hardly any pair is left out if there are half as many cases again (none in our
    homeworks, by tests/bank/test_draw.py). The options of a choice come in nearly equal shares.
    """

    def __init__(self, name: str, cases: int) -> None:
        """Begin a bank.

        Args:
            name: of the probe and the bank's seed, which decide between equals.
            cases: how many there will be.
        """
        self._name = name
        self._cases = cases
        self._recorded = 0
        self._taken: Counter[Turn] = Counter()
        self._met: Counter[tuple[Turn, Turn]] = Counter()

    def next(self, choice: Choice, before: Sequence[Turn]) -> Turn:
        """Whose turn it is, after the other turns of the same case."""
        name = f"{self._name}/{self._recorded}/{choice}"
        shuffled = random.Random(name).sample(range(choice.options), choice.options)  # noqa: S311
        turns = [Turn(choice, option) for option in shuffled]
        return min(turns, key=lambda turn: self._cost(turn, before))

    def record(self, taken: Sequence[Turn]) -> None:
        """Count the turns of a case, in the order in which they were taken."""
        self._recorded += 1
        self._taken.update(taken)
        self._met.update(combinations(taken, 2))

    def _cost(self, turn: Turn, before: Sequence[Turn]) -> tuple[float, ...]:
        options = turn.choice.options
        met = [self._met[other, turn] for other in before]
        # What would meet for the first time, where all can: the more often the other one was
        # there, the more it matters.
        first = sum(
            1 + self._taken[other] / options
            for other, times in zip(before, met, strict=True)
            if not times and other.choice.options * options <= self._cases
        )
        return -first, self._taken[turn], sum(times**2 for times in met)
