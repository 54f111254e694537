"""Build a bank: draw inputs, ask every oracle, freeze what they agree on."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder import wire
from autograder.bank.draw import draw_cases, draw_large
from autograder.bank.file import Bank, Case, CaseKind, Expected, Range
from autograder.course import version
from autograder.errors import BankError
from autograder.exercise import Assignment, Exercise, Probe, Target
from autograder.numerics import statistics
from autograder.numerics.compare import ETA, absolute_tolerance, compare, numbers, wrong_dtype
from autograder.probe import Call, run

Namespace = Mapping[str, object]

MOST_LEFT_OUT = 0.1  # of a probe's drawn cases may be too sharp, or one of three and more
MARGIN = 8  # the oracles agree this much closer than a submission must
NUDGE = 2.0**-24  # relative change of the inputs that measures sensitivity
NUDGES = 6  # directions, each taken forwards and backwards
MOST_NUDGE = 1.25  # of NUDGE, the most that a number is moved
LAST_DIGIT, LAST_DIGITS = 2.0**-52, 3  # the same, to see what rounding alone does
ROUNDED = 64  # times what it does, a submission may be away
FEWER = 20  # times, the runs of the other oracles
FEWER_LARGE = 2  # times, the runs of a large case
STEADY = 1e-9  # relative: what varies less is the same every time
UNLIKELY = 1e-9  # that two oracles with one distribution differ so much
IN_A_FRAMEWORK = 1e-4  # relative: frameworks compute in float32
SHARPEST = 2.0**-10  # a case whose tolerance would exceed this share of the output is refused


@dataclass(frozen=True)
class Oracle:
    """A reference: its name and its functions."""

    name: str
    namespace: Namespace


@dataclass(frozen=True)
class Built:
    """A bank and how closely its oracles agreed.

    Attributes:
        bank: the result, without fingerprints yet.
        disagreement: by probe, the largest difference relative to the output's size.
    """

    bank: Bank
    disagreement: dict[str, float]


def build(
    assignment: Assignment,
    oracles: Sequence[Oracle],
    seed: int,
    *,
    public: bool,
    large: bool = False,
    most_runs: int | None = None,
) -> Built:
    """Draw and freeze the cases of a homework.

    Args:
        assignment: the homework.
        oracles: the references; the first one's outputs are kept, the others must agree.
        seed: draws other inputs for every value; keep it secret for a hidden bank.
        public: whether the declarations go into the bank.
        large: whether large cases are drawn too, for a GPU.
        most_runs: how often a probe is run for a `Target` at most; fewer runs make a bank sooner,
            whose intervals are wider.

    Raises:
        BankError: an oracle fails, the oracles disagree, a worked number is not reproduced, or
            too many cases are too ill-conditioned to judge anything by them. A few that are drawn
            so are left out.
    """
    cases: dict[str, list[Case]] = {}
    disagreement: dict[str, float] = {}
    for exercise in assignment.exercises:
        for probe in exercise.probes:
            builder = CaseBuilder(exercise, probe, oracles, most_runs)
            cases[probe.name] = _cases(builder, _inputs(probe, seed, large=large))
            disagreement[probe.name] = builder.disagreement
            _check_worked(exercise, probe, cases[probe.name])
    bank = Bank(
        assignment=assignment.name,
        version=version(assignment),
        seed=seed,
        oracles=[oracle.name for oracle in oracles],
        cases=cases,
        declarations=assignment.declarations if public else None,
    )
    return Built(bank, disagreement)


def _cases(builder: CaseBuilder, inputs: Sequence[tuple[CaseKind, str, Any]]) -> list[Case]:
    """The cases, but for a few drawn ones that no correct implementation can be judged by."""
    cases = []
    left_out: list[_TooSharpError] = []
    for kind, title, values in inputs:
        try:
            cases.append(builder.case(kind, title, values))
        except _TooSharpError as error:
            left_out.append(error)
            most = max(MOST_LEFT_OUT * len(inputs), len(inputs) >= 3)
            if kind != "drawn" or len(left_out) > most:
                raise
    return cases


def _inputs(probe: Probe, seed: int, *, large: bool) -> Sequence[tuple[CaseKind, str, Any]]:
    worked = [("worked", item.title, dict(item.inputs)) for item in probe.worked]
    drawn = [("drawn", "", inputs) for inputs in draw_cases(probe, seed)]
    hard = [("hard", "", dict(inputs)) for inputs in probe.hard]
    bigger = [("large", "", inputs) for inputs in draw_large(probe, seed)] if large else []
    swap = {"swap": ""} if probe.swaps else {}
    found = [*worked, *drawn, *hard, *bigger]
    return [(kind, title, {**values, **swap}) for kind, title, values in found]  # type: ignore[misc]


class _TooSharpError(BankError):
    """A case where rounding alone moves a result visibly."""


class CaseBuilder:
    """Makes the cases of one probe."""

    def __init__(
        self,
        exercise: Exercise,
        probe: Probe,
        oracles: Sequence[Oracle],
        most_runs: int | None = None,
    ) -> None:
        self.exercise = exercise
        self.probe = probe
        self.oracles = oracles
        self.runs = probe.runs if most_runs is None else min(probe.runs, most_runs)
        self.disagreement = 0.0

    def case(self, kind: CaseKind, title: str, inputs: dict[str, Any]) -> Case:
        packed_inputs = wire.pack(inputs)
        inputs = wire.unpack(packed_inputs)
        swaps = () if self.probe.random else self.probe.swaps
        runs = self.runs // FEWER_LARGE if kind == "large" else self.runs
        expected = self._expected(inputs)
        return Case(
            kind=kind,
            title=title,
            packed_inputs=packed_inputs,
            packed_outputs=expected.packed_outputs,
            atol=expected.atol,
            swapped={swap: self._expected({**inputs, "swap": swap}) for swap in swaps},
            ranges=self._ranges(inputs, runs) if runs else {},
        )

    def _expected(self, inputs: dict[str, Any]) -> Expected:
        first, *others = (self._ask(oracle, inputs) for oracle in self.oracles)
        if self.probe.random:  # nothing to agree on, draw by draw
            return Expected(packed_outputs=wire.pack({}), atol={})
        atol = self._tolerances(inputs, first)
        for oracle, outputs in zip(self.oracles[1:], others, strict=True):
            self._require_agreement(oracle, inputs, first, outputs, atol)
        return Expected(packed_outputs=wire.pack(first), atol=atol)

    def _ranges(self, inputs: dict[str, Any], runs: int) -> dict[str, dict[str, Range]]:
        """Where the outputs lie, by swap; the other oracles' must lie there, too."""
        first, *others = self.oracles
        found = {}
        for swap in ("", *self.probe.swaps):
            given = {**inputs, "swap": swap} if self.probe.swaps else inputs
            found[swap] = self._range(first, given, runs // (2 if swap else 1))
        for oracle in others:
            few = self._range(oracle, inputs, max(3, runs // FEWER))
            for name, own in found[""].items():
                self._require_same_range(oracle, name, own, few[name])
        return found

    def _range(self, oracle: Oracle, inputs: dict[str, Any], runs: int) -> dict[str, Range]:
        checks = [check for check in self.exercise.checks if isinstance(check, Target)]
        names = [name for check in checks if check.probe is self.probe for name in check.outputs]
        judged = set(names)
        pictures = [item for item in self.exercise.pictures if item.probe is self.probe]
        names += [name for item in pictures for name in item.lines]
        seeds = np.random.default_rng(inputs["seed"]).integers(2**31, size=runs)
        drawn = [self._ask(oracle, {**inputs, "seed": int(seed)}) for seed in seeds]
        found = {}
        for name in dict.fromkeys(names):
            sample = np.array([np.ravel(outputs[name]) for outputs in drawn], np.float64)
            std = sample.std(axis=0, ddof=1)
            steady = std <= STEADY * np.maximum(1.0, np.abs(sample.mean(axis=0)))
            # The few runs of another oracle may have the same accuracy by chance.
            never = steady if oracle is self.oracles[0] else np.zeros_like(steady)
            if name in judged and (~np.isfinite(std) | never).any():
                raise BankError(
                    f"Exercise {self.exercise.name}, probe {self.probe.name}: Expected {name} to "
                    f"be finite and to vary from run to run of the {oracle.name} oracle but it "
                    "does not. Judge what is the same every time by Agreement."
                )
            mean: list[float] = sample.mean(axis=0).tolist()
            found[name] = Range(mean=mean, std=std.tolist(), runs=runs)
        return found

    def _require_same_range(self, oracle: Oracle, name: str, own: Range, other: Range) -> None:
        for place, (mean, std) in enumerate(zip(own.mean, own.std, strict=True)):
            if std == 0 and other.std[place] == 0 and mean == other.mean[place]:
                continue
            chance = statistics.same_mean(
                (mean, std, own.runs), (other.mean[place], other.std[place], other.runs)
            )
            if chance < UNLIKELY:
                raise BankError(
                    f"Exercise {self.exercise.name}, probe {self.probe.name}: the oracles "
                    f"disagree on where {name} lies ({self.oracles[0].name}: {mean:.4g}, "
                    f"{oracle.name}: {other.mean[place]:.4g}, by chance: {chance:.0e})."
                )

    def _ask(self, oracle: Oracle, inputs: dict[str, Any]) -> dict[str, wire.Value]:
        signatures = self.exercise.signatures if self.probe.watched else ()
        outcome = run(self.probe.function, oracle.namespace, signatures, Call(inputs))
        if outcome.failure:
            raise BankError(
                f"{self._where(inputs)}: the {oracle.name} oracle's {outcome.failure.function} "
                f"fails: {outcome.failure.message}."
            )
        outputs: dict[str, wire.Value] = wire.unpack(wire.pack(outcome.outputs))
        for path, leaf in wire.leaves(outputs):
            if isinstance(leaf, wire.Opaque):
                raise BankError(
                    f"{self._where(inputs)}: the {oracle.name} oracle returns {leaf.description} "
                    f"as {path}. Return numbers and arrays from the probe."
                )
        return outputs

    def _tolerances(self, inputs: dict[str, Any], outputs: dict[str, Any]) -> dict[str, float]:
        if self.probe.framework:
            return {
                name: self.probe.atol.get(name, IN_A_FRAMEWORK * max(1.0, _largest(expected)))
                for name, expected in outputs.items()
            }
        sensitivity = self._sensitivity(inputs, outputs)
        rounding = self._largest_changes(inputs, outputs, [LAST_DIGIT], LAST_DIGITS)
        atol = {}
        for name, expected in outputs.items():
            largest = _largest(expected)
            noise = ROUNDED * rounding[name]
            most = SHARPEST * max(largest, SHARPEST)
            if ETA * sensitivity[name] > most:
                raise _TooSharpError(
                    f"{self._where(inputs)}: output {name!r} changes by {sensitivity[name]:.1e} "
                    "times a relative change of the inputs. Keep the inputs away from jumps."
                )
            if noise > most:
                raise _TooSharpError(
                    f"{self._where(inputs)}: rounding alone moves output {name!r} by "
                    f"{rounding[name]:.1e}. Keep the inputs away from where large terms cancel."
                )
            derived = absolute_tolerance(expected, sensitivity[name])
            atol[name] = max(derived, noise, self.probe.atol.get(name, 0.0))
        return atol

    def _sensitivity(self, inputs: dict[str, Any], outputs: dict[str, Any]) -> dict[str, float]:
        """How much each output moves, per relative change of the inputs: max of sum |dy/dx||x|.

        Every direction is also taken backwards: where a sum cancels to exactly 0 at a kink
        (ReLU's), or up to its rounding, one of the two ways crosses it, and the case is seen to be
        too sharp.
        """
        changes = self._largest_changes(inputs, outputs, [NUDGE, -NUDGE], NUDGES)
        return {name: change / NUDGE for name, change in changes.items()}

    def _largest_changes(
        self,
        inputs: dict[str, Any],
        outputs: dict[str, Any],
        nudges: Sequence[float],
        directions: int,
    ) -> dict[str, float]:
        """How far each output is moved by nudges of the inputs.

        A nudge of the last digit has all that follows rounded otherwise. Where large terms cancel
        whatever the inputs are, as in a batch norm of two rows, nothing else shows how far right
        implementations may be apart.
        """
        signatures = self.exercise.signatures
        found = dict.fromkeys(outputs, 0.0)
        for direction, by in itertools.product(range(directions), nudges):
            nudged = _nudge(inputs, by, np.random.default_rng(direction))
            outcome = run(self.probe.function, self.oracles[0].namespace, signatures, Call(nudged))
            moved = wire.unpack(wire.pack(outcome.outputs))
            for name, expected in outputs.items():
                if name in moved:
                    found[name] = max(found[name], _distance(moved[name], expected))
        return found

    def _require_agreement(
        self,
        oracle: Oracle,
        inputs: dict[str, Any],
        first: dict[str, Any],
        other: dict[str, Any],
        atol: dict[str, float],
    ) -> None:
        for name, expected in first.items():
            dtype = wrong_dtype(other.get(name), expected)
            if dtype:
                raise BankError(
                    f"{self._where(inputs)}: the {oracle.name} oracle's {name} has {dtype}."
                )
            mismatch = compare(other.get(name), expected, atol[name] / MARGIN)
            if mismatch:
                numbers_differ = (
                    f"{_worst(other[name], expected):.1e}"
                    if mismatch.kind == "value"
                    else mismatch.text
                )
                raise BankError(
                    f"{self._where(inputs)}: the oracles disagree on {name}{mismatch.path} "
                    f"({self.oracles[0].name} against {oracle.name}: {numbers_differ})."
                )
            self.disagreement = max(self.disagreement, _worst(other[name], expected))

    def _where(self, inputs: dict[str, Any]) -> str:
        shown = ", ".join(
            f"{name}={np.array2string(np.asarray(value), precision=4, threshold=20)}"
            if isinstance(value, np.ndarray)
            else f"{name}={value!r}"[:200]
            for name, value in inputs.items()
        )
        return f"Exercise {self.exercise.name}, probe {self.probe.name}({shown})"


def _nudge(value: Any, by: float, rng: np.random.Generator) -> Any:
    """Every float moved by `by` of itself or a little more, this way or that.

    A little more: equal shares would leave a sum of two terms that cancel as it was.
    """
    if isinstance(value, list):
        return [_nudge(item, by, rng) for item in value]
    if isinstance(value, dict):
        return {key: _nudge(item, by, rng) for key, item in value.items()}
    if isinstance(value, float):
        return float(_moved(np.asarray(value), by, rng))
    if isinstance(value, np.ndarray) and value.dtype.kind == "f" and not _is_labels(value):
        return _moved(value, by, rng)
    return value


def _moved(value: wire.Array, by: float, rng: np.random.Generator) -> wire.Array:
    share = rng.choice([-1, 1], value.shape) * rng.uniform(1, MOST_NUDGE, value.shape)
    return value * (1 + by * share)


def _is_labels(value: wire.Array) -> bool:
    """Labels and masks of 0 and 1 are exact: no algorithm rounds them."""
    return bool(np.isin(value, (0.0, 1.0)).all())


def _distance(a: wire.Value, b: wire.Value) -> float:
    pairs = zip(numbers(a), numbers(b), strict=False)
    with np.errstate(invalid="ignore"):
        gaps = [np.abs(x - y) for x, y in pairs if x.shape == y.shape]
    return max((float(np.max(gap[~np.isnan(gap)], initial=0.0)) for gap in gaps), default=0.0)


def _largest(value: wire.Value) -> float:
    return max((float(np.max(np.abs(leaf), initial=0.0)) for leaf in numbers(value)), default=0.0)


def _worst(a: wire.Value, b: wire.Value) -> float:
    """The largest difference, relative to the output's size."""
    return _distance(a, b) / max(_largest(b), 1e-300) if _distance(a, b) else 0.0


def _check_worked(exercise: Exercise, probe: Probe, cases: Sequence[Case]) -> None:
    for worked, case in zip(probe.worked, cases, strict=False):
        for name, printed in worked.gives.items():
            if name not in case.outputs:
                raise BankError(
                    f"Exercise {exercise.name}, {worked.title}: Expected one of the outputs "
                    f"{sorted(case.outputs)} but got {name!r}. Mend the worked case."
                )
            given = wire.unpack(wire.pack(np.asarray(printed, float)))
            lacking = any(np.isnan(leaf).any() for leaf in numbers(case.outputs[name]))
            gap = float("nan") if lacking else _distance(given, case.outputs[name])
            # Printed numbers are rounded; the references must round to them.
            if np.shape(printed) != np.shape(case.outputs[name]) or not gap <= worked.within:
                raise BankError(
                    f"Exercise {exercise.name}, {worked.title}: Expected {name}={printed!r} as in "
                    f"the course but the references give {case.outputs[name]!r}."
                )
