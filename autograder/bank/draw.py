"""Draw a probe's cases with Hypothesis, simplest first."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from unittest import mock

import numpy as np
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture.providers import HypothesisProvider

from autograder import wire
from autograder.exercise import Floats, Probe

DECIMALS = 3  # few enough to read in a counterexample
DEFAULT_DIMS = {"N": (1, 9)}
OTHER_DIM = (1, 6)
ALIKE: set[str] = set()  # the corner where all dimensions are of one length


@dataclass(frozen=True)
class Corner:
    """What one case must cover.

    Attributes:
        small: dimensions at their smallest length; the others are larger and unlike each other.
        alike: whether the others are all of one length instead, as far as their ranges allow.
        index: the case's place, which takes the options of a choice in turn.
        cases: how many there are.
        name: of the probe and its seed, by which turns are shuffled.
    """

    small: frozenset[str]
    alike: bool
    index: int
    cases: int
    name: str


def draw_cases(probe: Probe, bank_seed: int) -> list[dict[str, Any]]:
    """Draw `probe.cases` different cases, so that no seed leaves a corner out.

    Every named dimension takes its smallest length in some cases and larger ones, unlike its
    neighbours', in others; the options of every choice come in equal shares.

    Args:
        probe: what to draw for.
        bank_seed: the same seed and version of Hypothesis give the same cases.

    Returns:
        Inputs by name, from few and small numbers to many.
    """
    dims = _dims_of(probe)
    plan = [set(), *({dim} for dim in dims), ALIKE, set(), set(dims)]
    while math.gcd(len(plan), 2 * 3 * 5) > 1:  # or the options of a choice would keep in step
        plan.append(set())
    found: dict[bytes, dict[str, Any]] = {}
    name = f"{bank_seed}/{probe.name}"
    for index in range(probe.cases):
        small = plan[index % len(plan)]
        corner = Corner(frozenset(small), small is ALIKE, index, probe.cases, name)
        inputs = _draw_one(case_strategy(probe, corner), f"{name}/{index}")
        found.setdefault(wire.pack(inputs), inputs)
    return sorted(found.values(), key=size_of)


def draw_large(probe: Probe, bank_seed: int) -> list[dict[str, Any]]:
    """Draw the one large case of a probe that has such inputs; none for the others."""
    if not probe.large:
        return []
    return draw_cases(replace(probe, inputs={**probe.inputs, **probe.large}, cases=1), bank_seed)


def case_strategy(probe: Probe, corner: Corner | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """The Hypothesis strategy behind a probe's inputs, free or in a corner."""
    return _cases(probe, corner)


def _draw_one(strategy: st.SearchStrategy[dict[str, Any]], name: str) -> dict[str, Any]:
    drawn: list[dict[str, Any]] = []

    # Hypothesis begins with the plainest case and later varies what it has: only the second
    # draw is a fresh one.
    @seed(name)
    @settings(
        max_examples=2,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(inputs: dict[str, Any]) -> None:
        drawn.append(inputs)

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


def _dims_of(probe: Probe) -> list[str]:
    """The dimensions that a probe's inputs name, found by drawing once."""
    names: list[str] = []

    @st.composite
    def recorded(draw: st.DrawFn) -> dict[str, Any]:
        pick = _HypothesisPick(draw, probe, None)
        case = {name: declared(pick) for name, declared in probe.inputs.items()}
        names[:] = pick.dims
        return case

    _draw_one(recorded(), probe.name)
    return names


@st.composite
def _cases(draw: st.DrawFn, probe: Probe, corner: Corner | None) -> dict[str, Any]:
    pick = _HypothesisPick(draw, probe, corner)
    return {name: declared(pick) for name, declared in probe.inputs.items()}


class _HypothesisPick:
    """The `Pick` that input functions receive."""

    def __init__(self, draw: st.DrawFn, probe: Probe, corner: Corner | None) -> None:
        self._draw = draw
        self._ranges = {**DEFAULT_DIMS, **probe.dims}
        self._corner = corner
        self._stride = 1
        self._choices = 0
        self.dims: dict[str, int] = {}

    def integer(self, low: int, high: int) -> int:
        return self._draw(st.integers(low, high))

    def real(self, low: float, high: float) -> float:
        drawn = round(self._draw(st.floats(low, high)), _decimals(low, high))
        return min(max(drawn, low), high)

    def log_real(self, low: float, high: float) -> float:
        exponent = self._draw(st.floats(float(np.log10(low)), float(np.log10(high))))
        return float(f"{10**exponent:.2e}")

    def choice(self, options: Sequence[Any]) -> Any:
        if self._corner is None:
            return self._draw(st.sampled_from(options))
        return options[self._turn(len(options))]

    def _turn(self, options: int) -> int:
        """Whose turn it is among the options of the case's next choice.

        Shares are equal, every corner meets every option, and so do the options of two choices:
        of the first ones by plan, and by shuffled turns where the cases are too few for a plan.
        """
        assert self._corner  # noqa: S101  only a corner has turns
        place = self._corner.index
        self._choices += 1
        if self._choices == 1:
            self._stride = options
            return place % options
        block = math.lcm(self._stride, options)
        if 2 * block <= self._corner.cases:
            self._stride = block * options
            return (place + place // block) % options
        turn, nth = divmod(place, options)
        name = f"{self._corner.name}/{self._choices}/{options}/{turn}"
        return random.Random(name).sample(range(options), options)[nth]  # noqa: S311  no secret

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
