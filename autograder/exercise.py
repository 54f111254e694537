"""What an instructor declares: an assignment's exercises, their probes, inputs and checks.

A declaration is data plus small functions; it holds no answer, so the same file serves the
instructor, the student and the confined child, which is sent the source of the probes alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import CodeType, FunctionType
from typing import Any, ClassVar, Literal, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from autograder.errors import DeclarationError
from autograder.frameworks import PACKAGES, Framework
from autograder.probe import ProbeFunction, Signature

Floats: TypeAlias = NDArray[np.float64]


class Pick(Protocol):
    """Draws the parts of one case; what an input function receives."""

    def integer(self, low: int, high: int) -> int:
        """An integer, both ends included; simple cases are near `low`."""

    def real(self, low: float, high: float) -> float:
        """A real number with few decimals."""

    def log_real(self, low: float, high: float) -> float:
        """A positive number, spread evenly over the orders of magnitude."""

    def choice(self, options: Sequence[Any]) -> Any:
        """One of the options; simple cases take the first."""

    def dim(self, name: str) -> int:
        """The length of a named dimension, the same all through the case."""

    def array(self, *shape: int, low: float = -3, high: float = 3, gap: float = 0.0) -> Floats:
        """Numbers with few decimals, none closer to 0 than `gap`."""


Input: TypeAlias = Callable[[Pick], Any]
Reading: TypeAlias = Callable[[Mapping[str, Any]], str]


def array(*dims: str | int, low: float = -3, high: float = 3, gap: float = 0.0) -> Input:
    """Declare a float64 array, with named or fixed dimensions.

    Args:
        dims: names ("N", "D") are drawn once per case, so that arrays fit together.
        low: the smallest element.
        high: the largest element.
        gap: no element comes closer to 0 than this: keeps away from the kink of a ReLU.

    Raises:
        DeclarationError: there is no such number.
    """
    if low > high or max(-low, high) < gap:
        raise DeclarationError(
            f"Expected numbers from {low:g} to {high:g} that are {gap:g} away from 0 but there "
            "are none. Widen the range or narrow the gap."
        )

    def draw(pick: Pick) -> Floats:
        shape = [pick.dim(dim) if isinstance(dim, str) else dim for dim in dims]
        return pick.array(*shape, low=low, high=high, gap=gap)

    return draw


def one_hot(rows: str, classes: str) -> Input:
    """Declare one-hot labels of shape (rows, classes)."""

    def draw(pick: Pick) -> Floats:
        width = pick.dim(classes)
        chosen = [pick.integer(0, width - 1) for _ in range(pick.dim(rows))]
        return np.eye(width)[chosen]

    return draw


def real(low: float, high: float) -> Input:
    """Declare a real number between `low` and `high`."""
    return lambda pick: pick.real(low, high)


def log_real(low: float, high: float) -> Input:
    """Declare a positive number, spread over the orders of magnitude from `low` to `high`."""
    return lambda pick: pick.log_real(low, high)


def seed() -> Input:
    """Declare a seed, for a probe that makes a `numpy.random.Generator` of it."""
    return lambda pick: pick.integer(0, 2**31 - 1)


def choice(*options: Any) -> Input:
    """Declare one of a few values, the simplest first."""
    return lambda pick: pick.choice(options)


@dataclass(frozen=True, kw_only=True)
class Worked:
    """A case with numbers from the course, which the references must reproduce.

    Attributes:
        title: shown to the student.
        inputs: the probe's arguments.
        gives: outputs by name, as the course prints them.
        within: the rounding of the printed numbers.
    """

    title: str
    inputs: Mapping[str, Any]
    gives: Mapping[str, Any]
    within: float


@dataclass(frozen=True, kw_only=True)
class Probe:
    """A small function that calls a submission and returns named outputs.

    Attributes:
        function: called as `function(sub, **inputs)`.
        inputs: how each argument is drawn.
        dims: range of each named dimension, where the default does not fit.
        cases: how many cases are drawn.
        worked: cases with the course's own numbers.
        hard: numerically hard inputs, judged by `Stability`.
        atol: absolute error allowed in outputs that are approximations themselves.
        random: whether the outputs are drawn at random: they are judged by `Property`,
            `Statistics` and `Target` alone.
        swaps: what the probe can replace by a stand-in: it takes an argument `swap`, which is one
            of these names, or empty, and the bank knows what comes out with each of them.
        runs: how often the references run a random probe, each time with another `seed`, to learn
            where its outputs lie; for `Target`.
        watched: whether every call of the submission's functions is watched for changed arguments
            and the like, which takes its time.
        device: whether it runs on a GPU where one is asked for: trainings, no exact comparisons.
        large: inputs that take the place of those of the same name on a GPU, where the bank has
            such a case.
        framework: that the submission's functions use: the probe runs in a worker that has it.
    """

    function: ProbeFunction
    inputs: Mapping[str, Input]
    dims: Mapping[str, tuple[int, int]]
    cases: int
    worked: tuple[Worked, ...]
    hard: tuple[Mapping[str, Any], ...]
    atol: Mapping[str, float]
    random: bool
    swaps: tuple[str, ...] = ()
    runs: int = 0
    watched: bool = True
    device: bool = False
    large: Mapping[str, Input] = field(default_factory=dict)
    framework: Framework = ""

    def __post_init__(self) -> None:
        if self.framework not in ("", *PACKAGES) or (self.framework and self.device):
            known = ", ".join(map(repr, ("", *PACKAGES)))
            raise DeclarationError(
                f"Expected a framework ({known}) for probe {self.name!r}, and none beside "
                f"device=True, but got framework={self.framework!r}, device={self.device!r}."
            )
        if self.large and not (self.device and self.large.keys() <= self.inputs.keys()):
            raise DeclarationError(
                f"Expected large inputs of probe {self.name!r} to replace some of its inputs "
                f"({', '.join(self.inputs)}) on a device (device=True), but got "
                f"large={{{', '.join(self.large)}}}, device={self.device!r}."
            )

    @property
    def name(self) -> str:
        return self.function.__name__

    @cached_property
    def uses(self) -> frozenset[str]:
        """The names that the probe uses, those in the functions and classes that it calls too."""
        globals_ = getattr(self.function, "__globals__", {})
        found: set[str] = set()
        waiting = [self.function.__code__]
        while waiting:
            code = waiting.pop()
            waiting += [item for item in code.co_consts if isinstance(item, CodeType)]
            for name in set(code.co_names) - found:
                helper = globals_.get(name)
                parts = vars(helper).values() if isinstance(helper, type) else [helper]
                waiting += [item.__code__ for item in parts if isinstance(item, FunctionType)]
                found.add(name)
        return frozenset(found)


def probe(
    *,
    inputs: Mapping[str, Input],
    dims: Mapping[str, tuple[int, int]] | None = None,
    cases: int = 30,
    worked: Sequence[Worked] = (),
    hard: Sequence[Mapping[str, Any]] = (),
    atol: Mapping[str, float] | None = None,
    random: bool = False,
    swaps: Sequence[str] = (),
    runs: int = 0,
    watched: bool = True,
    device: bool = False,
    large: Mapping[str, Input] | None = None,
    framework: Framework = "",
) -> Callable[[ProbeFunction], Probe]:
    """Declare a probe; see `Probe` for the arguments."""

    def declare(function: ProbeFunction) -> Probe:
        return Probe(
            function=function,
            inputs=dict(inputs),
            dims=dict(dims or {}),
            cases=cases,
            worked=tuple(worked),
            hard=tuple(hard),
            atol=dict(atol or {}),
            random=random,
            swaps=tuple(swaps),
            runs=runs,
            watched=watched,
            device=device,
            large=dict(large or {}),
            framework=framework,
        )

    return declare


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


Feedback: TypeAlias = Literal["full", "hint", "score"]
FEEDBACK: tuple[Feedback, ...] = ("full", "hint", "score")  # the strictest last

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


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One task of a homework.

    Attributes:
        name: as in the curriculum, `dense_layer`.
        title: a few words for the report.
        functions: signatures, as in "dense_forward(x, w, b) -> (z, cache)".
        checks: in the order of the report.
        pictures: shown below them.
        feedback: how much a report says about a failure: everything, hints without numbers, or the
            score alone.
    """

    name: str
    title: str
    functions: Sequence[str]
    checks: Sequence[Check]
    pictures: Sequence[Picture] = ()
    feedback: Feedback = "full"

    def __post_init__(self) -> None:
        if self.feedback not in FEEDBACK:
            raise DeclarationError(
                f"Expected feedback of {', '.join(FEEDBACK)} in exercise {self.name!r} but got "
                f"{self.feedback!r}."
            )
        names = [check.name for check in self.checks]
        if len(set(names)) < len(names) or not names:
            raise DeclarationError(
                f"Expected checks with names of their own in exercise {self.name!r} "
                f"but got {names!r}. Give every check another name."
            )
        named = {id(item): item.name for item in self._all_probes()}
        twice = sorted({name for name in named.values() if list(named.values()).count(name) > 1})
        if twice:
            raise DeclarationError(
                f"Expected probes with names of their own in exercise {self.name!r} but got "
                f"{twice!r} twice. Rename one of the functions."
            )
        for check in self.checks:
            self._require_known_swaps(check)
            if isinstance(check, Stability) and not check.probe.hard:
                raise DeclarationError(
                    f"Expected hard inputs for {check.name!r} of exercise {self.name!r} but got "
                    f"none. Give the probe {check.probe.name!r} hard=[...]."
                )
        try:
            self.signatures  # noqa: B018  parsing is the test
        except ValueError as error:
            raise DeclarationError(f"Exercise {self.name!r}: {error}") from None

    def _require_known_swaps(self, check: Check) -> None:
        if isinstance(check, Target) and not (check.probe.random and check.probe.runs):
            raise DeclarationError(
                f"Expected a random probe with runs for {check.name!r} of exercise {self.name!r} "
                f"but got {check.probe.name!r}. Give the probe random=True and runs=100."
            )
        costs = check.costs if isinstance(check, LockStep | Target) else {}
        wrong = [
            swap
            for swap, cost in costs.items()
            if swap not in check.probe.swaps or not 0 <= cost <= check.points
        ]
        if wrong:
            raise DeclarationError(
                f"Expected costs from 0 to {check.points:g} for swaps of {check.probe.name!r} "
                f"({', '.join(check.probe.swaps)}) in {check.name!r} of exercise {self.name!r} "
                f"but got {wrong!r}."
            )

    @property
    def points(self) -> float:
        return sum(check.points for check in self.checks)

    @property
    def on_device(self) -> bool:
        """Whether some of it runs on a GPU where one is asked for."""
        return any(probe.device for probe in self.probes)

    @cached_property
    def signatures(self) -> tuple[Signature, ...]:
        return tuple(Signature.parse(text) for text in self.functions)

    @property
    def probes(self) -> tuple[Probe, ...]:
        """The probes that the checks and pictures rest on, each once."""
        return tuple({item.name: item for item in self._all_probes()}.values())

    def _all_probes(self) -> Iterator[Probe]:
        for check in self.checks:
            yield from _probes_of(check)
        for picture in self.pictures:
            yield picture.probe

    @property
    def framework(self) -> Framework:
        """The framework that its functions use; empty where they do without."""
        return next((probe.framework for probe in self.probes if probe.framework), "")

    def functions_of(self, probe: Probe) -> frozenset[str]:
        """Which of the exercise's functions a probe calls."""
        return probe.uses & {signature.name for signature in self.signatures}


def _probes_of(check: Check) -> tuple[Probe, ...]:
    return (check.probe, *check.also) if isinstance(check, Contract) else (check.probe,)


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """A homework: its exercises, and the text they were declared in.

    Attributes:
        name: the folder's name, `hw1_forward_backward`.
        exercises: in the order of the homework.
        declarations: the text of exercises.py.
        frameworks: that its probes need, those of exercises that were left out included.
    """

    name: str
    exercises: tuple[Exercise, ...]
    declarations: str
    frameworks: tuple[Framework, ...] = ()

    @property
    def topic(self) -> str:
        """The stem of the students' files: the name after the homework's number."""
        return self.name.partition("_")[2] or self.name

    @property
    def points(self) -> float:
        return sum(exercise.points for exercise in self.exercises)

    @property
    def on_device(self) -> list[str]:
        """The exercises with a probe that runs on a GPU where one is asked for."""
        return [item.name for item in self.exercises if item.on_device]

    @property
    def has_large(self) -> bool:
        """Whether there are large cases for a GPU."""
        return any(probe.large for item in self.exercises for probe in item.probes)

    def exercise(self, name: str) -> Exercise:
        """Find an exercise by name.

        Raises:
            DeclarationError: there is none of that name; says which there are.
        """
        for exercise in self.exercises:
            if exercise.name == name:
                return exercise
        known = ", ".join(exercise.name for exercise in self.exercises)
        raise DeclarationError(f"Expected an exercise of {self.name} ({known}) but got {name!r}.")

    def only(self, names: Sequence[str]) -> Assignment:
        """The homework with some of its exercises alone; with all where no names are given."""
        chosen = tuple(self.exercise(name) for name in names)
        return replace(self, exercises=chosen or self.exercises)
