"""Put a judgement into words: what is wrong, where, by how much, and how to see it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder import patterns
from autograder.checking.judgement import Judgement
from autograder.exercise import Exercise
from autograder.numerics.compare import Mismatch
from autograder.probe import Failure, Frame, Remark, Signature
from autograder.results import Counterexample, Verdict
from autograder.wire import Opaque, Value

SHOWN = 12  # numbers of an array that are printed
LONGEST = 400  # characters of a value
SWAP = "swap"  # the argument that is empty in every case of a bank
WHOLE = ("unfilled", "absent", "broken")  # failures that no case has a part in


def message(judgement: Judgement, exercise: Exercise, sources: Mapping[str, str]) -> str:
    """Say what a judgement means to the student.

    Args:
        judgement: the verdict and its grounds.
        exercise: to name the function that an output comes from.
        sources: the submission's text by file or cell, for the lines of a traceback.
    """
    if judgement.swap:
        whole = message(replace(judgement, swap=""), exercise, sources)
        return f"{whole}\n  {_credit(judgement)}"
    if judgement.failure and judgement.failure.kind in WHOLE:
        return failure_text(judgement.failure, sources)
    if judgement.failure:
        text = failure_text(_named(judgement.failure, judgement, exercise), sources)
        if judgement.text:
            text = f"{text}\n  {judgement.text}"
        return text + _where(judgement)
    if judgement.verdict is Verdict.SKIPPED and judgement.run:
        seen = message(replace(judgement, verdict=Verdict.FAILED, text=""), exercise, sources)
        return f"{judgement.text}; but already now: {seen}"
    if judgement.remark:
        return _remark_text(judgement.remark) + _where(judgement)
    if judgement.output:
        function = _function_of(exercise, judgement)
        place = judgement.place or f"{function}: {judgement.output}"
        if judgement.mismatch and judgement.text:
            return f"{function} {judgement.text}{_where(judgement)}"
        if judgement.mismatch:
            return _mismatch_text(place, judgement.mismatch, judgement)
        return f"{place} {judgement.text}".rstrip() + _where(judgement)
    if judgement.run:
        # A law speaks of what the probe's last function returned.
        function = judgement.function or _called(exercise, judgement)[-1].name
        reading = f"\n  {judgement.reading}" if judgement.reading else ""
        return f"{function} {judgement.text}{_where(judgement)}{reading}"
    return judgement.text


def hint(judgement: Judgement, exercise: Exercise, sources: Mapping[str, str]) -> str:
    """Say what is wrong without the case and without a number that is expected."""
    found = replace(judgement, case=None)
    if judgement.mismatch is None or judgement.text:
        return message(found, exercise, sources)
    mismatch = judgement.mismatch
    text = "is wrong" if mismatch.kind == "value" else mismatch.text
    place = judgement.place or f"{_function_of(exercise, judgement)}: {judgement.output}"
    line = f"{place}{mismatch.path} {text}"
    common = patterns.of_cases(judgement.run, judgement.output) if judgement.run else ""
    credit = _credit(judgement) if judgement.swap else ""
    return "\n  ".join(filter(None, [line, common, credit]))


def _credit(judgement: Judgement) -> str:
    """What a stand-in for one part has shown."""
    return (
        f"with a stand-in for the part {judgement.swap!r} all the rest is right: "
        f"{judgement.score:g} points for it"
    )


def failure_text(failure: Failure, sources: Mapping[str, str]) -> str:
    """Why a probe ended early, with the submission's own lines."""
    subject = f"{failure.function} " if failure.function else "The code "
    if failure.kind == "absent":
        text = f"{failure.function} is not defined"
    elif failure.kind == "raised":
        text = f"{subject}raised {failure.message}"
    elif failure.kind == "broken":
        text = f"The file cannot be run: {failure.message}"
    else:
        text = f"{subject}{failure.message}"
    if failure.kind == "raised" and failure.message.startswith("MemoryError"):
        text += "\n  A submission may use only so much memory: does something grow with every call?"
    if failure.kind in ("raised", "broken"):
        text += "".join(f"\n  {_line(frame, sources)}" for frame in failure.frames[-3:])
    return text


def counterexample(judgement: Judgement, exercise: Exercise, command: str) -> Counterexample | None:
    """The failing case in a few rounded numbers.

    Args:
        judgement: with a case, or there is no counterexample.
        exercise: where the case's number counts from.
        command: begins the line that shows the case again.
    """
    if judgement.run is None or judgement.case is None or judgement.verdict is not Verdict.FAILED:
        return None
    if judgement.failure and judgement.failure.kind in WHOLE:
        return None
    case = judgement.run.cases[judgement.case]
    place = judgement.run.first + judgement.case
    got = expected = ""
    if judgement.mismatch:
        mismatch = judgement.mismatch
        whole = (
            judgement.run.outcomes[judgement.case].outputs[judgement.output],
            case.outputs[judgement.output],
        )
        one_tensor = judgement.place and mismatch.got is not None
        shown = (mismatch.got, mismatch.expected) if one_tensor else whole
        got, expected = (brief(value) for value in shown)
    return Counterexample(
        case=place,
        inputs={name: brief(value) for name, value in case.inputs.items() if name != SWAP},
        got=got,
        expected=expected,
        reproduce=f"{command} --exercise {exercise.name} --case {place}",
    )


def brief(value: Value) -> str:
    """A value in a few rounded numbers, in LONGEST characters at most."""
    text = _brief(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def _brief(value: Value) -> str:
    if isinstance(value, np.ndarray) and value.dtype.kind in "biufc":
        if value.ndim == 0:
            return number(value[()])
        text = np.array2string(
            value,
            precision=4,
            suppress_small=False,
            threshold=SHOWN,
            edgeitems=2,
            separator=", ",
            max_line_width=100,
            formatter={"float_kind": number},
        )
        return text if value.size <= SHOWN else f"{text} of shape {value.shape}"
    if isinstance(value, list):
        parts = [_brief(item) for item in value]
        if len(parts) > SHOWN or sum(map(len, parts)) > LONGEST:
            parts = [*parts[:3], "...", parts[-1]]
        return f"[{', '.join(parts)}]"
    if isinstance(value, dict):
        entries = [f"{key[:40]!r}: {_brief(value[key])}" for key in list(value)[:6]]
        return "{" + ", ".join(entries + ["..."] * (len(value) > 6)) + "}"
    if isinstance(value, Opaque):
        return value.description
    return number(value) if isinstance(value, float) else repr(value)


def number(value: Any) -> str:
    """A number with four significant digits."""
    return f"{float(value):.4g}" if np.isrealobj(value) else f"{complex(value):.4g}"


def _mismatch_text(place: str, mismatch: Mismatch, judgement: Judgement) -> str:
    place, where = place + mismatch.path, _where(judgement)
    run, number = judgement.run, judgement.case
    inputs = run.cases[number].inputs if run and number is not None else {}
    element = "" if mismatch.kind == "nonfinite" else _first_element(mismatch)
    lines = [f"{place}{element or ' ' + mismatch.text}{where}"]
    if element:
        lines.append(patterns.of_elements(mismatch, inputs))
    lines.append(patterns.of_cases(run, judgement.output) if run else "")
    return "\n  ".join(filter(None, lines))


def _first_element(mismatch: Mismatch) -> str:
    """The first wrong element beside the right one; empty where there are no elements."""
    if mismatch.got is None or mismatch.expected is None or mismatch.wrong is None:
        return ""
    index = tuple(int(i) for i in np.argwhere(mismatch.wrong)[0])
    got, expected = _apart(mismatch.got[index], mismatch.expected[index])
    element = f"[{', '.join(map(str, index))}]" if index else ""
    return f"{element} = {got}, but should be {expected}"


def _apart(got: float, expected: float) -> tuple[str, str]:
    """Two different numbers with as many digits as it takes to see the difference."""
    for digits in (4, 7, 10, 13):
        first, second = f"{got:.{digits}g}", f"{expected:.{digits}g}"
        if first != second:
            return first, second
    return f"{got!r}", f"{expected!r}"


def _remark_text(remark: Remark) -> str:
    if remark.kind == "changed":
        return f"{remark.function} changes its argument {remark.subject} in place"
    if remark.kind == "alias":
        result, _, argument = remark.subject.partition(" is ")
        return (
            f"{remark.function} returns its argument {argument} itself, or a view of it, as "
            f"{result}; return a copy"
        )
    if remark.kind == "state":
        return (
            f"{remark.function} gives another {remark.subject} when it is called again with the "
            "same arguments"
        )
    return f"{remark.function} gives a RuntimeWarning: {remark.subject}"


def _where(judgement: Judgement) -> str:
    """The case, as its title or the shapes of its inputs."""
    if judgement.run is None or judgement.case is None:
        return ""
    case = judgement.run.cases[judgement.case]
    if case.title:
        return f"   [{case.title}]"
    parts = [
        f"{name} {value.shape}"
        if isinstance(value, np.ndarray) and value.ndim
        else f"{name}={brief(value)}"
        for name, value in case.inputs.items()
        if not isinstance(value, list | dict) and name != SWAP
    ]
    return f"   [{', '.join(parts)}]" if parts else ""


def _function_of(exercise: Exercise, judgement: Judgement) -> str:
    """The function that the wrong output comes from."""
    candidates = _called(exercise, judgement)
    named = [item for item in candidates if judgement.output in item.returns]
    return (named or candidates)[0].name


def _called(exercise: Exercise, judgement: Judgement) -> list[Signature]:
    """The functions that the failing probe calls."""
    names = exercise.functions_of(judgement.run.probe) if judgement.run else ()
    found = [item for item in exercise.signatures if item.name in names]
    return found or list(exercise.signatures)


def _named(failure: Failure, judgement: Judgement, exercise: Exercise) -> Failure:
    """A failure that does not know its function: it is one of the probe's."""
    if failure.function:
        return failure
    names = [item.name for item in _called(exercise, judgement)]
    return replace(failure, function=" or ".join(names))


def _line(frame: Frame, sources: Mapping[str, str]) -> str:
    lines: Sequence[str] = sources.get(frame.file, "").splitlines()
    text = lines[frame.line - 1].strip() if 0 < frame.line <= len(lines) else ""
    inside = f", in {frame.function}" if frame.function not in ("", "<module>") else ""
    place = f"{frame.file}, line {frame.line}{inside}"
    return f"{place}: {text[:120]}" if text else place
