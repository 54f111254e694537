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

from autograder import wire

# These stay what they are even where a submission patches NumPy later on.
_ndarray = np.ndarray
_tobytes = np.ndarray.tobytes
_may_share_memory = np.may_share_memory
# What draws from these, and not from the rng it was given, has the same verdict every time.
_GENERATORS = (random.seed, np.random.seed)


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
    """What came of one call: the outputs up to the failure, if any."""

    outputs: dict[str, wire.Value]
    failure: Failure | None = None
    remarks: tuple[Remark, ...] = ()


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
    """
    if seeded:
        for start in _GENERATORS:
            start(0)
    outputs: dict[str, wire.Value] = {}
    arguments = wire.copy(call.inputs)
    failure = None
    # What the submission itself has set with np.seterr holds, as it does at home.
    with warnings.catch_warnings(record=True) as caught, np.errstate():
        warnings.simplefilter("always")
        watch = _Watch(namespace, signatures, call.again, caught)
        try:
            for part in _parts(function(watch, **arguments)):
                # Copies: what a later function does to a result is not that result's fault.
                outputs.update({name: _snapshot(value) for name, value in part.items()})
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
            if _differs(arguments[name], call.inputs[name])
        ]
    return Outcome(outputs, failure, tuple(dict.fromkeys(remarks)))


def _snapshot(value: Any) -> Any:
    if type(value) is _ndarray:
        return value.copy()
    if type(value) in (list, tuple) and len(value) < wire.MAX_NODES:  # longer ones cannot travel
        return [_snapshot(item) for item in value]
    return {key: _snapshot(item) for key, item in value.items()} if type(value) is dict else value


def _differs(value: wire.Value, before: wire.Value) -> bool:
    """Whether a tree was changed in place: its arrays, its numbers, or where they are."""
    kind = type(value)
    if value is before:
        return False
    if kind is not type(before):
        return True
    if kind is _ndarray:
        alike = value.shape == before.shape and value.dtype == before.dtype
        return not alike or bool(_tobytes(value) != _tobytes(before))
    if kind is dict:
        alike = value.keys() == before.keys()
        return not alike or any(_differs(value[key], before[key]) for key in value)
    if kind is list or kind is tuple:
        return len(value) != len(before) or any(map(_differs, value, before))
    return kind in (bool, int, float, str) and repr(value) != repr(before)  # nan is like nan


def _structure(value: Any) -> Any:
    """A tree with the same leaves."""
    if type(value) is dict:
        return {key: _structure(item) for key, item in value.items()}
    return [_structure(item) for item in value] if type(value) is list else value


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
        arrays, trees = [], []
        given = chain(zip(signature.arguments, args, strict=False), kwargs.items())
        for name, value in given:
            if name == "cache":
                continue
            if type(value) is _ndarray:
                arrays.append((name, value, _tobytes(value)))
            elif type(value) in _HOLDERS:
                arrays += [(path, leaf, _tobytes(leaf)) for path, leaf in _arrays(value, name)]
                if type(value) is not tuple:
                    trees.append((name, value, _structure(value)))
        before = len(self._caught)
        self._inside = True
        result = target(*args, **kwargs)
        self._inside = False
        if self._again:
            first, result = result, target(*args, **kwargs)
            self._compare_results(signature, first, result, (*args, *kwargs.values()))
        changed = [name for name, array, old in arrays if _tobytes(array) != old]
        if not changed:
            changed = [name for name, value, old in trees if _differs(value, old)]
        self._remarks += [Remark("changed", signature.name, name) for name in changed]
        for item in self._caught[before:]:
            if issubclass(item.category, RuntimeWarning):
                text = str(item.message)[:200]
                self._remarks.append(Remark("warning", signature.name, text))
        results = _results(result, signature)
        for label, value in results.items():
            self._find_aliases(signature.name, label, value, arrays)
        if self._again:
            _call_with_other_arguments(target, args, kwargs)
        return result

    def _compare_results(self, signature: Signature, first: Any, second: Any, args: Any) -> None:
        if any(isinstance(value, np.random.Generator) for value in args):
            return  # drawn anew, and meant to be
        before, after = _results(first, signature), _results(second, signature)
        for label in before:
            pairs = zip(_arrays(before[label]), _arrays(after[label]), strict=False)
            if not all(_repeats(first, second) for (_, first), (_, second) in pairs):
                self._remarks.append(Remark("state", signature.name, label))

    def _find_aliases(self, function: str, label: str, value: Any, arrays: Any) -> None:
        for _, leaf in _arrays(value):
            for name, array, _ in arrays:
                if leaf is not array and leaf.base is None and array.base is None:
                    continue  # each has memory of its own
                if leaf.size and array.size and _may_share_memory(leaf, array):
                    self._remarks.append(Remark("alias", function, f"{label} is {name}"))


def _repeats(first: Any, second: Any) -> bool:
    """Whether an array is the same again, up to rounding."""
    if first.shape == second.shape and _tobytes(first) == _tobytes(second):
        return True
    return np.allclose(first, second, rtol=1e-9, equal_nan=True)


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
    if type(value) is _ndarray:
        return f"one array of shape {value.shape}"
    return f"one {type(value).__name__}"[:100]


_HOLDERS = frozenset({_ndarray, dict, list, tuple})  # what is an array or may hold some


def _arrays(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """The arrays among a call's arguments, with names such as params[0]['w']."""
    if type(value) is _ndarray:
        yield name, value
    elif type(value) is dict:
        for key, item in value.items():
            if key != "cache" and type(item) in _HOLDERS:
                yield from _arrays(item, f"{name}[{key!r}]" if name else str(key))
    elif type(value) in (list, tuple):
        for index, item in enumerate(value):
            if type(item) in _HOLDERS:
                yield from _arrays(item, f"{name}[{index}]")


def _call_with_other_arguments(target: Any, args: Any, kwargs: Any) -> None:
    """Call once more with other numbers, so that state kept between calls shows."""
    with contextlib.suppress(Exception), warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        target(*_other(list(args)), **_other(kwargs))


def _other(value: Any) -> Any:
    if type(value) is _ndarray and value.dtype.kind == "f":
        return value * -0.75 - 0.25
    if type(value) is dict:
        return {key: item if key == "cache" else _other(item) for key, item in value.items()}
    if type(value) is float:
        return value * 0.75
    return [_other(item) for item in value] if type(value) is list else value


def failure_of(error: BaseException, calling: str, files: frozenset[str]) -> Failure:
    """Tell an exception as a student should read it: what, in which function, at which lines."""
    frames = tuple(_frames(error.__traceback__, files))[-5:]
    if isinstance(error, AbsentError):
        return Failure("absent", calling, f"{calling} is not defined")
    if isinstance(error, WrongReturnError):
        return Failure("returned", calling, str(error))
    if isinstance(error, NotImplementedError):
        return Failure("unfilled", calling, "is not written yet", frames)
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
