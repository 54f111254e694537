"""Draw a probe's cases with Hypothesis, simplest first."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from unittest import mock

import numpy as np
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture.providers import HypothesisProvider

from autograder import wire
from autograder.bank.turns import Choice, Turn, Turns
from autograder.exercise import Floats, Probe

DECIMALS = 3  # few enough to read in a counterexample
DEFAULT_DIMS = {"N": (1, 9)}
OTHER_DIM = (1, 6)


@dataclass(frozen=True)
class Corner:
    """What one case must cover.

    Attributes:
        small: dimensions at their smallest length; the others are larger and unlike each other.
        alike: whether the others are all of one length instead, as far as their ranges allow.
        turn: which of the probe's corners it is.
    """

    small: frozenset[str]
    alike: bool
    turn: Turn


def draw_cases(probe: Probe, bank_seed: int) -> list[dict[str, Any]]:
    """Draw `probe.cases` different cases, so that no seed leaves a corner out.

    Every named dimension takes its smallest length in some cases and larger ones, unlike its
    neighbours', in others; the options of a choice come in nearly equal shares and meet those of
    every other one.

    Args:
        probe: what to draw for.
        bank_seed: the same seed and version of Hypothesis give the same cases.

    Returns:
        Inputs by name, from few and small numbers to many.
    """
    name = f"{bank_seed}/{probe.name}"
    corners = _corners([*_draw_one(_picked(probe), probe.name).dims])
    turns = Turns(name, probe.cases)
    found: dict[bytes, dict[str, Any]] = {}
    for index in range(probe.cases):
        corner = corners[index % len(corners)]
        picked = _draw_one(_picked(probe, corner, turns), f"{name}/{index}")
        turns.record(picked.taken)
        found.setdefault(wire.pack(picked.inputs), picked.inputs)
    return sorted(found.values(), key=size_of)


def _corners(dims: Sequence[str]) -> list[Corner]:
    """The corners in which the cases of a probe lie by turns: twice in the plain one."""
    places: list[tuple[set[str], bool]] = [(set(), False), *(({dim}, False) for dim in dims)]
    if len(dims) > 1:
        places += [(set(), True), (set(dims), False)]
    which = Choice("", 0, len(places))
    corners = [
        Corner(frozenset(small), alike, Turn(which, option))
        for option, (small, alike) in enumerate(places)
    ]
    return [*corners, corners[0]]


def draw_large(probe: Probe, bank_seed: int) -> list[dict[str, Any]]:
    """Draw the one large case of a probe that has such inputs; none for the others."""
    if not probe.large:
        return []
    return draw_cases(replace(probe, inputs={**probe.inputs, **probe.large}, cases=1), bank_seed)


def case_strategy(probe: Probe) -> st.SearchStrategy[dict[str, Any]]:
    """The Hypothesis strategy behind a probe's inputs, in no corner."""
    return _picked(probe).map(lambda pick: pick.inputs)


def _draw_one(strategy: st.SearchStrategy[_HypothesisPick], name: str) -> _HypothesisPick:
    drawn: list[_HypothesisPick] = []

    # Hypothesis begins with the plainest case and later varies what it has: only the second
    # draw is a fresh one. It begins otherwise than the first did: that falls on a number which
    # nobody uses, or else the first input would never be at its plainest.
    @seed(name)
    @settings(
        max_examples=2,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 2**62), strategy)
    def collect(_: int, picked: _HypothesisPick) -> None:
        drawn.append(picked)

    with _from_the_seed_alone():
        collect()
    return drawn[-1]


@contextmanager
def _from_the_seed_alone() -> Iterator[None]:
    """Keep Hypothesis from drawing constants that it finds in the modules loaded at the time.

    They depend on how the grader is installed and on what else runs in the process.
    """
    name = "_maybe_draw_constant"  # of Hypothesis 6.131 and later
    if not hasattr(HypothesisProvider, name):
        yield
        return
    with mock.patch.object(HypothesisProvider, name, return_value=None):
        yield


@st.composite
def _picked(
    draw: st.DrawFn, probe: Probe, corner: Corner | None = None, turns: Turns | None = None
) -> _HypothesisPick:
    """All inputs of a probe: free, or in a corner and by turns."""
    pick = _HypothesisPick(draw, {**DEFAULT_DIMS, **probe.dims}, corner, turns)
    for name, declared in probe.inputs.items():
        pick.input = name
        pick.inputs[name] = declared(pick)
    return pick


class _HypothesisPick:
    """The `Pick` that input functions receive, and what they have picked with it.

    Attributes:
        input: the one that picks.
        inputs: those complete.
        dims: the lengths of dimensions.
        taken: the turns.
    """

    def __init__(
        self,
        draw: st.DrawFn,
        ranges: Mapping[str, tuple[int, int]],
        corner: Corner | None,
        turns: Turns | None,
    ) -> None:
        self._draw = draw
        self._ranges = ranges
        self._corner = corner
        self._turns = turns
        self.input = ""
        self.inputs: dict[str, Any] = {}
        self.dims: dict[str, int] = {}
        self.taken = [corner.turn] if corner else []

    def integer(self, low: int, high: int) -> int:
        return self._draw(st.integers(low, high))

    def real(self, low: float, high: float) -> float:
        drawn = round(self._draw(st.floats(low, high)), _decimals(low, high))
        return min(max(drawn, low), high)

    def log_real(self, low: float, high: float) -> float:
        exponent = self._draw(st.floats(float(np.log10(low)), float(np.log10(high))))
        return float(f"{10**exponent:.2e}")

    def choice(self, options: Sequence[Any]) -> Any:
        if self._turns is None:
            return self._draw(st.sampled_from(options))
        nth = sum(turn.choice.input == self.input for turn in self.taken)
        turn = self._turns.next(Choice(self.input, nth, len(options)), self.taken)
        self.taken.append(turn)
        return options[turn.option]

    def dim(self, name: str) -> int:
        if name not in self.dims:
            self.dims[name] = self._length(name)
        return self.dims[name]

    def _length(self, name: str) -> int:
        low, high = self._ranges.get(name, OTHER_DIM)
        if self._corner is None or low == high:
            return self.integer(low, high)
        if name in self._corner.small:
            return low
        larger = range(low + 1, high + 1)
        if self._corner.alike:
            same = [length for length in larger if length in self.dims.values()]
            return same[0] if same else self._draw(st.sampled_from(larger[:3]))
        unlike = [length for length in larger if length not in self.dims.values()]
        return self._draw(st.sampled_from(unlike or larger))

    def array(self, *shape: int, low: float = -3, high: float = 3, gap: float = 0.0) -> Floats:
        scale = 10 ** _decimals(low, high)
        steps = st.integers(math.ceil(low * scale), math.floor(high * scale))
        if gap:
            steps = steps.filter(lambda step: abs(step) >= gap * scale)
        size = int(np.prod(shape))
        drawn = self._draw(st.lists(steps, min_size=size, max_size=size))
        numbers: Floats = np.array(drawn, dtype=np.float64).reshape(shape) / scale
        return numbers


def _decimals(low: float, high: float) -> int:
    """How many decimals leave a range a thousand numbers."""
    span = high - low
    return max(DECIMALS, math.ceil(3 - math.log10(span))) if 0 < span < 1 else DECIMALS


def size_of(inputs: dict[str, Any]) -> tuple[int, float]:
    """What makes one case simpler than another: fewer numbers, then smaller ones."""
    arrays = [np.atleast_1d(leaf) for _, leaf in wire.leaves(inputs) if np.ndim(leaf)]
    return (
        sum(array.size for array in arrays),
        float(sum(np.abs(array).sum() for array in arrays)),
    )
