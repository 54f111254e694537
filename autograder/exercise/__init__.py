"""What an instructor declares: an assignment's exercises, their probes, inputs and checks.

A declaration is data plus small functions; it holds no answer, so the same file serves the
instructor, the student and the confined child, which is sent the source of the probes alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, TypeAlias

from autograder.errors import DeclarationError
from autograder.exercise.checks import (
    Agreement,
    Backward,
    Check,
    Contract,
    LockStep,
    Picture,
    Property,
    Speed,
    Stability,
    Statistics,
    Target,
)
from autograder.exercise.inputs import (
    Floats,
    Input,
    Pick,
    array,
    choice,
    log_real,
    one_hot,
    real,
    seed,
)
from autograder.exercise.probes import Probe, Worked, probe
from autograder.frameworks import Framework
from autograder.probe import Signature

__all__ = [
    "FEEDBACK", "Agreement", "Assignment", "Backward", "Check", "Contract", "Exercise", "Feedback",
    "Floats", "Input", "LockStep", "Pick", "Picture", "Probe", "Property", "Speed", "Stability",
    "Statistics", "Target", "Worked", "array", "choice", "log_real", "one_hot", "probe", "real",
    "seed",
]  # fmt: skip

Feedback: TypeAlias = Literal["full", "hint", "score"]
FEEDBACK: tuple[Feedback, ...] = ("full", "hint", "score")  # the strictest last


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
