"""Probes: small functions that call a submission on drawn inputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import CodeType, FunctionType
from typing import Any

from autograder.errors import DeclarationError
from autograder.exercise.inputs import Input
from autograder.frameworks import PACKAGES, Framework
from autograder.probe import ProbeFunction


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
