"""Run a probe on anything that has the right functions: a reference, a variant, a submission.

This module is all of the grader that the confined child knows, so it holds no answer and
judges nothing: it calls, watches the arguments, and reports raw arrays or what went wrong.
"""

from __future__ import annotations

import ast
import contextlib
import operator
import random
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from types import TracebackType
from typing import Any, Literal, TypeAlias

import msgspec
import numpy as np

from autograder import arrays, wire
from autograder.arrays import arrays_in, snapshot

# What draws from these, and not from the rng it was given, has the same verdict every time.
_GENERATORS = (random.seed, np.random.seed)
UNWRITTEN = "is not written yet"
# By their exact types, which no submission can change.
_ARRAY = np.ndarray
_TREES = frozenset({dict, list, tuple})  # what may hold arrays
_NOTHING = object()  # no call has returned yet
_SIMPLE = frozenset({float, int, bool, str, type(None)})  # what cannot be changed, and holds none

Arguments: TypeAlias = tuple[tuple[Any, ...], dict[str, Any]]  # by place, by name


@dataclass(frozen=True)
class Signature:
    """A function that an exercise asks for, as in "dense_forward(x, w, b) -> (z, cache)".

    Attributes:
        required: how many of the arguments must be given.
        placed: how many can be given without their names.
    """

    name: str
    arguments: tuple[str, ...]
    required: int
    placed: int
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
        placed = [*given.posonlyargs, *given.args]
        results = [match[3]] if match[3] else [part.strip() for part in (match[4] or "").split(",")]
        return cls(
            name=function.name,
            arguments=tuple(item.arg for item in (*placed, *given.kwonlyargs)),
            required=len(placed) - len(given.defaults),
            placed=len(placed),
            returns=tuple(filter(None, results)),
            text=text,
        )

    def otherwise(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Arguments:
        """The same arguments, optional ones by name if all were by place, or else by place."""
        if not kwargs:
            names = self.arguments[self.required : len(args)]
            optional = zip(names, args[self.required :], strict=False)
            return tuple(args[: self.required]), dict(optional)
        named = dict(kwargs)
        following = takewhile(named.__contains__, self.arguments[len(args) : self.placed])
        return (*args, *[named.pop(name) for name in list(following)]), named


FailureKind = Literal[
    "unfilled", "absent", "called", "raised", "returned", "broken", "died", "silent"
]


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
            its arguments, spoils its cache or keeps state between calls gives itself away. So
            does one whose optional arguments have other names, or stand elsewhere: the second
            call names them where the first did not, and the other way round.
    """

    inputs: wire.Value
    until: str | None = None
    again: bool = False


class Outcome(msgspec.Struct, frozen=True):
    """What came of one call: the outputs up to the failure, if any.

    Attributes:
        notes: what was not done on the device that the call ran on.
    """

    outputs: Mapping[str, wire.Value]
    failure: Failure | None = None
    remarks: tuple[Remark, ...] = ()
    notes: tuple[str, ...] = ()


ProbeFunction = Callable[..., Any]


class WrongReturnError(Exception):
    """A function returned something other than its signature says."""


class WrongCallError(Exception):
    """A function takes its arguments otherwise than its signature says."""


class AbsentError(Exception):
    """The submission lacks a function."""


class Recording:
    """Records the warnings of one run after the other, as a context manager."""

    def __enter__(self) -> Recording:
        self._begin()
        return self

    def __exit__(self, *args: object) -> None:
        self._catching.__exit__(None, None, None)

    def anew(self) -> list[warnings.WarningMessage]:
        """Forget what was recorded; what the last run has done to the filters ends with it."""
        filters, first, length, *shown = self._state
        same = warnings.filters is filters and len(filters) == length and filters[0] is first
        if not same or any(map(operator.is_not, shown, _shown())):
            self._catching.__exit__(None, None, None)
            self._begin()
        self._caught.clear()
        return self._caught

    def _begin(self) -> None:
        self._catching = warnings.catch_warnings(record=True)
        self._caught = self._catching.__enter__()
        warnings.simplefilter("always")
        found: Any = warnings.filters
        self._state = (found, found[0], len(found), *_shown())


def _shown() -> tuple[object, object]:
    """Where warnings go."""
    return warnings.showwarning, getattr(warnings, "_showwarnmsg_impl", None)


def run(
    function: ProbeFunction,
    namespace: Mapping[str, object],
    signatures: Sequence[Signature],
    call: Call,
    *,
    files: frozenset[str] = frozenset(),
    seeded: bool = True,
    copied: Callable[[wire.Value], wire.Value] = wire.copy,
    recording: Recording | None = None,
    relief: Callable[[], None] | None = None,
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
        recording: of warnings, where many runs share one.
        relief: frees memory that was kept to tell that there is no more.
    """
    if recording is None:
        with Recording() as recording:
            return run(
                *(function, namespace, signatures, call),
                files=files,
                seeded=seeded,
                copied=copied,
                recording=recording,
                relief=relief,
            )
    if seeded:
        for start in _GENERATORS:
            start(0)
    outputs: dict[str, wire.Value] = {}
    arguments = copied(call.inputs)
    failure = None
    watch = _Watch(namespace, signatures, call.again, recording.anew())
    # What the submission itself has set with np.seterr holds, as it does at home.
    with np.errstate():
        try:
            for part in _parts(function(watch, **arguments)):
                for name, value in part.items():
                    # Copies: what a later function does to a result is not that result's fault.
                    outputs[name] = value.copy() if type(value) is _ARRAY else snapshot(value)
                if call.until is not None and call.until in outputs:
                    break
        except BaseException as error:
            if relief and isinstance(error, MemoryError):
                relief()
            failure = failure_of(error, watch._calling, files)
            if failure.kind == "raised" and not failure.frames and files and not watch._inside:
                text = f"returned {watch._last}, which cannot be used: {failure.message}"
                failure = replace(failure, kind="returned", message=text)
    remarks = watch._remarks
    # A backward pass may still change, through its cache, what the forward pass was given.
    if not remarks or not any(remark.kind == "changed" for remark in remarks):
        for name, before in call.inputs.items():
            if type(before) not in _SIMPLE and arrays.differs(arguments[name], before):
                remarks.append(Remark("changed", watch._calling, name))
    return Outcome(outputs, failure, tuple(dict.fromkeys(remarks)) if remarks else ())


def _parts(result: Any) -> Iterable[dict[str, wire.Value]]:
    return (result,) if isinstance(result, dict) else result


Watched: TypeAlias = tuple[str, Any, bytes]  # an array among the arguments: name, itself, numbers
Tree: TypeAlias = tuple[str, Any, Any]  # arguments that hold some: name, itself, what it was like


class _Watch:
    """What a probe sees as the submission: its functions, called under observation."""

    __slots__ = (
        *("_again", "_calling", "_caught", "_inside", "_namespace", "_remarks", "_returned"),
        "_signatures",
    )

    def __init__(
        self,
        namespace: Mapping[str, object],
        signatures: Sequence[Signature],
        again: bool,
        caught: Sequence[warnings.WarningMessage],
    ) -> None:
        self._namespace = namespace
        self._signatures = signatures
        self._again = again
        self._caught = caught
        self._calling = ""
        self._inside = False
        self._remarks: list[Remark] = []
        self._returned: Any = _NOTHING

    @property
    def _last(self) -> str:
        """What the last call returned, for a message."""
        return "something" if self._returned is _NOTHING else _kind(self._returned)

    def __getattr__(self, name: str) -> Any:
        self._calling = name
        if name not in self._namespace:
            raise AbsentError(name)
        target = self._namespace[name]
        if isinstance(target, type):
            return target
        for signature in self._signatures:
            if signature.name == name:
                return partial(self._call, target, signature)
        return target

    def _call(self, target: Any, signature: Signature, /, *args: Any, **kwargs: Any) -> Any:
        self._calling = signature.name
        watched: list[Watched] = []
        trees: list[Tree] = []
        for name, value in zip(signature.arguments, args, strict=False):
            if type(value) is _ARRAY and name != "cache":
                watched.append((name, value, value.tobytes()))
            elif type(value) not in _SIMPLE:
                _look_at(name, value, watched, trees)
        for name, value in kwargs.items():
            _look_at(name, value, watched, trees)
        before = len(self._caught)
        self._inside = True
        result = target(*args, **kwargs)
        self._inside = False
        if self._again:
            self._inside = True
            first, result = result, _called_otherwise(target, signature, args, kwargs, result)
            self._inside = False
            if not _draw(args, kwargs):
                for label in _differing(signature, first, result):
                    self._remarks.append(Remark("state", signature.name, label))
        self._returned = result
        self._find_changes(signature.name, watched, trees)
        if len(self._caught) > before:
            self._find_warnings(signature.name, before)
        for label, value in _results(result, signature):
            if watched and type(value) not in _SIMPLE:
                self._find_aliases(signature.name, label, value, watched)
        if self._again:
            _call_with_other_arguments(target, args, kwargs)
        return result

    def _find_changes(self, function: str, watched: list[Watched], trees: list[Tree]) -> None:
        changed = [
            name
            for name, array, old in watched
            if (array.tobytes() if type(array) is _ARRAY else arrays.bytes_of(array)) != old
        ]
        if trees and not changed:
            changed = [name for name, value, old in trees if arrays.differs(value, old)]
        if changed:
            self._remarks += [Remark("changed", function, name) for name in changed]

    def _find_warnings(self, function: str, before: int) -> None:
        for item in self._caught[before:]:
            if issubclass(item.category, RuntimeWarning):
                text = str(item.message)[:200]
                self._remarks.append(Remark("warning", function, text))

    def _find_aliases(
        self, function: str, label: str, value: Any, watched: Sequence[Watched]
    ) -> None:
        leaves = [value] if type(value) is _ARRAY else [leaf for _, leaf in arrays_in(value)]
        for leaf in leaves:
            own = leaf.base is None
            for name, array, _ in watched:
                if own and leaf is not array and array.base is None:
                    continue  # each has memory of its own
                if leaf.size and array.size and arrays.may_share_memory(leaf, array):
                    self._remarks.append(Remark("alias", function, f"{label} is {name}"))


def _look_at(name: str, value: Any, watched: list[Watched], trees: list[Tree]) -> None:
    """Keep what an argument is like before a call: its arrays' numbers, and the trees of them."""
    if name == "cache":
        return
    if arrays.is_array(value):
        watched.append((name, value, arrays.bytes_of(value)))
    elif type(value) in _TREES:
        leaves = arrays_in(value, name)
        watched += [(path, leaf, arrays.bytes_of(leaf)) for path, leaf in leaves]
        if type(value) is not tuple:
            trees.append((name, value, arrays.structure(value)))


def _called_otherwise(target: Any, signature: Signature, args: Any, kwargs: Any, first: Any) -> Any:
    """Call again, with optional arguments by place that were named, and the other way round.

    Raises:
        WrongCallError: only this way of calling fails, or gives another result.
    """
    placed, named = signature.otherwise(args, kwargs)
    if len(placed) == len(args):
        return target(*args, **kwargs)
    shown = [*signature.arguments[: len(placed)], *(f"{name}=..." for name in named)]
    called = f"called as {signature.name}({', '.join(shown)})"
    try:
        second = target(*placed, **named)
    except Exception as error:
        target(*args, **kwargs)  # fails again, unless it is the way of calling that fails
        raise WrongCallError(f"fails when {called}: {describe(error)}") from None
    if not _draw(args, kwargs) and any(_differing(signature, first, second)):
        third = target(*args, **kwargs)
        if not any(_differing(signature, first, third)):
            raise WrongCallError(f"gives another result when {called}")
    return second


def _draw(args: Any, kwargs: Any) -> bool:
    """Whether a call draws anew, and is meant to."""
    return any(isinstance(value, np.random.Generator) for value in (*args, *kwargs.values()))


def _differing(signature: Signature, first: Any, second: Any) -> Iterator[str]:
    """The results that are not the same in two calls."""
    before, after = _results(first, signature), _results(second, signature)
    for (label, earlier), (_, later) in zip(before, after, strict=True):
        pairs = zip(arrays_in(earlier), arrays_in(later), strict=False)
        if not all(arrays.repeats(one, other) for (_, one), (_, other) in pairs):
            yield label


def _results(result: Any, signature: Signature) -> list[tuple[str, Any]]:
    """Name the results, the opaque cache left out; check how many there are."""
    names = signature.returns
    if len(names) == 1:
        return [(names[0], result)]
    if not names:
        return []
    if not isinstance(result, tuple | list) or len(result) != len(names):
        raise WrongReturnError(f"returned {_kind(result)}, but should return ({', '.join(names)})")
    return [pair for pair in zip(names, result, strict=True) if pair[0] != "cache"]


def _kind(value: Any) -> str:
    if value is None:
        return "None (is a return statement missing?)"
    if isinstance(value, tuple | list):
        return f"{len(value)} values"
    if type(value) is dict:
        return f"a dictionary of {len(value)}"
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
    if isinstance(error, WrongCallError):
        return Failure("called", calling, str(error))
    if isinstance(error, NotImplementedError) and _is_own(error, files):
        return Failure("unfilled", calling, UNWRITTEN, frames)
    return Failure("raised", calling, describe(error), frames)


def _is_own(error: BaseException, files: frozenset[str]) -> bool:
    """Whether the submission itself has raised it, and no library; true where nothing is known."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return not files or trace is None or trace.tb_frame.f_code.co_filename in files


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
