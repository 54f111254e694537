"""Checks, each a line of a report, and pictures: what is made of the outputs of probes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeAlias

from autograder.exercise.probes import Probe

Reading: TypeAlias = Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True)
class Check:
    """One line of a report: what is judged, on which probe, for how many points.

    Attributes:
        name: unique within the exercise.
        probe: whose outputs are judged.
        points: what it is worth.
    """

    kind: ClassVar[str]
    name: str
    probe: Probe
    points: float


@dataclass(frozen=True)
class Agreement(Check):
    """The outputs equal the oracle's, to rounding.

    Attributes:
        outputs: the names judged here.
        says: by output, what a wrong one means, "accepts a keep_prob above 1", where its value says
            little to a student.
    """

    kind: ClassVar[str] = "agreement"
    outputs: Sequence[str]
    says: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Backward(Check):
    """The gradients equal the oracle's, or are the true derivative of the student's own forward.

    Attributes:
        of: the output that is differentiated.
        upstream: the input that holds the gradient with respect to `of`; None where `of` is a
            scalar that is differentiated itself.
        wrt: output that holds a gradient, by the input that it belongs to.
    """

    kind: ClassVar[str] = "gradient"
    of: str
    upstream: str | None
    wrt: Mapping[str, str]


@dataclass(frozen=True)
class Stability(Check):
    """The outputs on the probe's hard inputs equal the oracle's: no overflow, no NaN, no warning.

    Attributes:
        warnings: whether the task allows code that gives a RuntimeWarning.
    """

    kind: ClassVar[str] = "stability"
    warnings: bool = False


@dataclass(frozen=True)
class Contract(Check):
    """Arguments are left alone, results are new float64 arrays, and no state is kept.

    Attributes:
        also: further probes that are held to the same.
    """

    kind: ClassVar[str] = "contract"
    also: Sequence[Probe] = ()


Law: TypeAlias = Callable[[Mapping[str, Any], Mapping[str, Any]], str | None]


@dataclass(frozen=True)
class Property(Check):
    """A law that inputs and outputs obey, whatever the oracle says.

    Attributes:
        law: called as `law(inputs, outputs)`; returns what is wrong, or None.
        of: the function that the law speaks of; the last one that the probe calls, if not given.
    """

    kind: ClassVar[str] = "property"
    law: Law
    of: str = ""


Test: TypeAlias = Callable[[Mapping[str, Any], Mapping[str, Any]], Mapping[str, float]]


@dataclass(frozen=True)
class Statistics(Check):
    """Random draws follow the law that they should, by exact tests.

    Attributes:
        test: called as `test(inputs, outputs)`; returns p-values by name, from
            `autograder.numerics.statistics`.
        says: for each name what it means when the p-value is too small, "the variance is not
            2 / fan_in".
        of: the function that draws; the last one that the probe calls, if not given.
    """

    kind: ClassVar[str] = "statistics"
    test: Test
    says: Mapping[str, str]
    of: str = ""


@dataclass(frozen=True)
class LockStep(Check):
    """Several steps without randomness equal the oracle's, one after the other, to rounding.

    The probe's outputs are the steps in their order, each a dict of what comes to be, in order.

    Attributes:
        costs: by swap of the probe, the points that are lost where everything is right with it.
    """

    kind: ClassVar[str] = "lock-step"
    costs: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Target(Check):
    """Random numbers, such as the loss after a training, lie where those of the oracles lie.

    Attributes:
        outputs: what each number is called in the report, by its name.
        costs: by swap of the probe, the points that are lost where everything is right with it.
        reading: says in a line what the probe's outputs look like where the target is missed.
    """

    kind: ClassVar[str] = "target"
    outputs: Mapping[str, str]
    costs: Mapping[str, float] = field(default_factory=dict)
    reading: Reading = lambda _: ""


@dataclass(frozen=True)
class Speed(Check):
    """The functions are about as fast as array operations; only the NumPy reference must be, too.

    The probe takes the time itself and returns "times": by function, how many times as long as a
    yardstick of plain NumPy, in the same process and the same moment, it takes. Never seconds.

    Attributes:
        most: so many times are allowed.
    """

    kind: ClassVar[str] = "speed"
    most: float


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Curves of a probe's first case, for the student to look at; they earn no points.

    Attributes:
        title: shown above.
        probe: whose outputs are drawn. A `random` one can be for pictures alone.
        lines: what each curve is called, by the output that holds its numbers, an array with one
            axis. Where the references have run the probe often, their range is drawn, too.
        x: what the numbers are counted by, "epoch".
        start: the x of the first number.
        logarithmic: whether the curves' axis is.
        reading: called as `reading(outputs)`; one line on what the picture shows, or "".
    """

    title: str
    probe: Probe
    lines: Mapping[str, str]
    x: str
    start: int = 0
    logarithmic: bool = False
    reading: Reading = lambda _: ""
