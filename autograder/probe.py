"""Run a probe on anything that has the right functions: a reference, a variant, a submission.

This module is all of the grader that the confined child knows, so it holds no answer and
judges nothing: it calls, watches the arguments, and reports raw arrays or what went wrong.
"""

from __future__ import annotations

import ast
import contextlib
import random
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from types import TracebackType
from typing import Any, Literal

import numpy as np

from autograder import arrays, wire

# What draws from these, and not from the rng it was given, has the same verdict every time.
_GENERATORS = (random.seed, np.random.seed)
UNWRITTEN = "is not written yet"
_TREES = frozenset({dict, list, tuple})  # what may hold arrays


@dataclass(frozen=True)
class Signature:
    """A function that an exercise asks for, as in "dense_forward(x, w, b) -> (z, cache)"."""

    name: str
    arguments: tuple[str, ...]
    returns: tuple[str, ...]
    text: str

    @classmethod
    def parse(cls, text: str) -> Signature:
        """Read "name(argument, argument=1) -> result" or "... -> (result, result)".

        Raises:
            ValueError: the text has another form.
        """
        match = re.fullmatch(r"(\w+)(\(.*?\))(?: -> (?:(\w+)|\(([^()]*)\)))?", text)
        try:
            function = ast.parse(f"def {match[1]}{match[2]}: pass").body[0] if match else None
        except SyntaxError:
            function = None
        if match is None or not isinstance(function, ast.FunctionDef):
            raise ValueError(f"Expected 'name(arguments) -> results' but got {text!r}.")
        given = function.args
        names = [item.arg for item in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
        results = [match[3]] if match[3] else [part.strip() for part in (match[4] or "").split(",")]
        return cls(function.name, tuple(names), tuple(filter(None, results)), text)


FailureKind = Literal["unfilled", "absent", "raised", "returned", "broken", "died", "silent"]


@dataclass(frozen=True)
class Frame:
    """A line of the submission on the way to an exception."""

    file: str
    line: int
    function: str


@dataclass(frozen=True)
class Failure:
    """Why a probe ended early. `function` is the one that the probe was calling."""

    kind: FailureKind
    function: str
    message: str
    frames: tuple[Frame, ...] = ()


@dataclass(frozen=True)
class Remark:
    """Something a call did besides returning right or wrong numbers.

    "changed": an argument was changed in place. "alias": a result is an argument, or a view of it.
    "state": the same arguments gave another result. "warning": a RuntimeWarning.
    """

    kind: Literal["changed", "alias", "state", "warning"]
    function: str
    subject: str


@dataclass(frozen=True)
class Call:
    """One run of a probe.

    Attributes:
        inputs: the probe's arguments by name.
        until: stop as soon as this output is there; None runs to the end.
        again: call every function a second time with the arguments that the first call left
            behind, then once with others; the second result counts. A function that changes
            its arguments, spoils its cache or keeps state between calls gives itself away.
    """

    inputs: wire.Value
    until: str | None = None
    again: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of one call: the outputs up to the failure, if any.

    Attributes:
        notes: what was not done on the device that the call ran on.
    """

    outputs: dict[str, wire.Value]
    failure: Failure | None = None
    remarks: tuple[Remark, ...] = ()
    notes: tuple[str, ...] = ()


ProbeFunction = Callable[..., Any]


class WrongReturnError(Exception):
    """A function returned something other than its signature says."""


class AbsentError(Exception):
    """The submission lacks a function."""


def run(
    function: ProbeFunction,
    namespace: Mapping[str, object],
    signatures: Sequence[Signature],
    call: Call,
    *,
    files: frozenset[str] = frozenset(),
    seeded: bool = True,
    copied: Callable[[wire.Value], wire.Value] = wire.copy,
) -> Outcome:
    """Run a probe on the functions of `namespace`; never raises.

    Args:
        function: the probe; returns a dict of outputs, or yields several, in the order in which
            they come to be, so that a later failure loses nothing.
        namespace: the submission's global names.
        signatures: the functions that the exercise asks for.
        call: the inputs and the way to call.
        files: the submission's own file names, whose lines may stand in a traceback.
        seeded: start NumPy's and Python's own generators anew.
        copied: makes the arguments of the inputs, where they are to lie elsewhere.
    """
    if seeded:
        for start in _GENERATORS:
            start(0)
    outputs: dict[str, wire.Value] = {}
    arguments = copied(call.inputs)
    failure = None
    # What the submission itself has set with np.seterr holds, as it does at home.
    with warnings.catch_warnings(record=True) as caught, np.errstate():
        warnings.simplefilter("always")
        watch = _Watch(namespace, signatures, call.again, caught)
        try:
            for part in _parts(function(watch, **arguments)):
                # Copies: what a later function does to a result is not that result's fault.
                outputs.update({name: arrays.snapshot(value) for name, value in part.items()})
                if call.until is not None and call.until in outputs:
                    break
        except BaseException as error:
            failure = failure_of(error, watch._calling, files)
            if failure.kind == "raised" and not failure.frames and files and not watch._inside:
                text = f"returned what cannot be used: {failure.message}"
                failure = replace(failure, kind="returned", message=text)
    remarks = list(watch._remarks)
    # A backward pass may still change, through its cache, what the forward pass was given.
    if not any(remark.kind == "changed" for remark in remarks):
        remarks += [
            Remark("changed", watch._calling, name)
            for name in call.inputs
            if arrays.differs(arguments[name], call.inputs[name])
        ]
    return Outcome(outputs, failure, tuple(dict.fromkeys(remarks)))


def _parts(result: Any) -> Iterator[dict[str, wire.Value]]:
    return iter([result]) if isinstance(result, dict) else result


@dataclass
class _Watch:
    """What a probe sees as the submission: its functions, called under observation."""

    _namespace: Mapping[str, object]
    _signatures: Sequence[Signature]
    _again: bool
    _caught: Sequence[warnings.WarningMessage]
    _calling: str = ""
    _inside: bool = False
    _remarks: list[Remark] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        self._calling = name
        if name not in self._namespace:
            raise AbsentError(name)
        target = self._namespace[name]
        signature = next((item for item in self._signatures if item.name == name), None)
        if signature is None or isinstance(target, type):
            return target

        def watched(*args: Any, **kwargs: Any) -> Any:
            return self._call(target, signature, args, kwargs)

        return watched

    def _call(self, target: Any, signature: Signature, args: Any, kwargs: Any) -> Any:
        self._calling = signature.name
        watched, trees = [], []
        given = chain(zip(signature.arguments, args, strict=False), kwargs.items())
        for name, value in given:
            if name == "cache":
                continue
            if arrays.is_array(value):
                watched.append((name, value, arrays.bytes_of(value)))
            elif type(value) in _TREES:
                leaves = arrays.arrays_in(value, name)
                watched += [(path, leaf, arrays.bytes_of(leaf)) for path, leaf in leaves]
                if type(value) is not tuple:
                    trees.append((name, value, arrays.structure(value)))
        before = len(self._caught)
        self._inside = True
        result = target(*args, **kwargs)
        self._inside = False
        if self._again:
            first, result = result, target(*args, **kwargs)
            self._compare_results(signature, first, result, (*args, *kwargs.values()))
        changed = [name for name, array, old in watched if arrays.bytes_of(array) != old]
        if not changed:
            changed = [name for name, value, old in trees if arrays.differs(value, old)]
        self._remarks += [Remark("changed", signature.name, name) for name in changed]
        for item in self._caught[before:]:
            if issubclass(item.category, RuntimeWarning):
                text = str(item.message)[:200]
                self._remarks.append(Remark("warning", signature.name, text))
        results = _results(result, signature)
        for label, value in results.items():
            self._find_aliases(signature.name, label, value, watched)
        if self._again:
            _call_with_other_arguments(target, args, kwargs)
        return result

    def _compare_results(self, signature: Signature, first: Any, second: Any, args: Any) -> None:
        if any(isinstance(value, np.random.Generator) for value in args):
            return  # drawn anew, and meant to be
        before, after = _results(first, signature), _results(second, signature)
        for label in before:
            pairs = zip(
                arrays.arrays_in(before[label]), arrays.arrays_in(after[label]), strict=False
            )
            if not all(arrays.repeats(first, second) for (_, first), (_, second) in pairs):
                self._remarks.append(Remark("state", signature.name, label))

    def _find_aliases(self, function: str, label: str, value: Any, watched: Any) -> None:
        for _, leaf in arrays.arrays_in(value):
            for name, array, _ in watched:
                if leaf is not array and leaf.base is None and array.base is None:
                    continue  # each has memory of its own
                if leaf.size and array.size and arrays.may_share_memory(leaf, array):
                    self._remarks.append(Remark("alias", function, f"{label} is {name}"))


def _results(result: Any, signature: Signature) -> dict[str, Any]:
    """Name the results, the opaque cache left out; check how many there are."""
    names = signature.returns
    if len(names) == 1:
        return {names[0]: result}
    if not names:
        return {}
    if not isinstance(result, tuple | list) or len(result) != len(names):
        many = f"{len(result)} values" if isinstance(result, tuple | list) else _kind(result)
        raise WrongReturnError(f"returned {many}, but should return ({', '.join(names)})")
    return {name: value for name, value in zip(names, result, strict=True) if name != "cache"}


def _kind(value: Any) -> str:
    if value is None:
        return "None"
    if arrays.is_array(value):
        return f"one array of shape {value.shape}"
    return f"one {type(value).__name__}"[:100]


def _call_with_other_arguments(target: Any, args: Any, kwargs: Any) -> None:
    """Call once more with other numbers, so that state kept between calls shows."""
    with contextlib.suppress(Exception), warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        target(*arrays.other(list(args)), **arrays.other(kwargs))


def failure_of(error: BaseException, calling: str, files: frozenset[str]) -> Failure:
    """Tell an exception as a student should read it: what, in which function, at which lines."""
    frames = tuple(_frames(error.__traceback__, files))[-5:]
    if isinstance(error, AbsentError):
        return Failure("absent", calling, f"{calling} is not defined")
    if isinstance(error, WrongReturnError):
        return Failure("returned", calling, str(error))
    if isinstance(error, NotImplementedError):
        return Failure("unfilled", calling, UNWRITTEN, frames)
    return Failure("raised", calling, describe(error), frames)


def _frames(trace: TracebackType | None, files: frozenset[str]) -> Iterator[Frame]:
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename in files:
            yield Frame(code.co_filename, trace.tb_lineno, code.co_name)
        trace = trace.tb_next


def describe(error: BaseException) -> str:
    """An exception as one line, whatever its own methods do."""
    try:
        text = str(error)
    except BaseException:
        text = "(its message cannot be shown)"
    # Addresses differ from run to run; verdicts must not.
    text = re.sub(r"0x[0-9a-fA-F]{6,}", "0x...", " ".join(text.split())[:500])
    name = type(error).__name__[:100]
    return f"{name}: {text}" if text else name
