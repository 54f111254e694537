"""Fingerprints: a few numbers per case that tell wrong behaviours apart without the outputs."""

from __future__ import annotations

import hashlib
import math
import zlib
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from autograder import wire
from autograder.bank.file import Case, Trace
from autograder.checking.judgement import ProbeRun, Runs, mismatch_of
from autograder.checking.manners import broken_law, p_values
from autograder.exercise import Check, Property, Statistics
from autograder.numerics.compare import compare, numbers, wrong_dtype
from autograder.probe import Outcome
from autograder.wire import Value

SAME = 1e-5  # relative: far above rounding, far below what two different mistakes differ by
NEGLIGIBLE = 1e-9
CONDUCT = "conduct"  # what the calls did besides returning numbers
MISSING = math.nan  # the mark of no result
NOTHING = -0.123456789  # the mark of None, and of draws that no test can judge
LEAVES = 1000  # of an output that has more, only so many leave a mark
NOT_A_NUMBER, INFINITE = 31.4159, 27.1828  # what such elements count as

Marks = Mapping[str, Sequence[float]]


def marks_of(checks: Sequence[Check], runs: Runs, level: float) -> dict[str, list[float]]:
    """A submission's marks where it is wrong: a number per case, by "probe/output".

    Args:
        checks: of the exercise; a random probe's outputs are marked by which of them fail. Targets
            and speed are left out: what misses them by a little depends on the draws, and the time.
        runs: the outcomes by probe.
        level: p-values below it fail.
    """
    found: dict[str, list[float]] = {}
    for check in checks:
        if check.probe.random and isinstance(check, Property | Statistics):
            run = runs[check.probe.name]
            failed = [
                _failed_tests(check, case, outcome, level)
                for case, outcome in zip(run.cases, run.outcomes, strict=True)
            ]
            if any(failed):
                found[f"{run.probe.name}/{check.name}"] = failed
    for run in runs.values():
        for output in run.cases[0].outputs if run.cases else ():
            wrong = any(
                mismatch_of(case, outcome, output)
                for index, (case, outcome) in enumerate(zip(run.cases, run.outcomes, strict=True))
                if index not in run.agreed
            )
            if wrong:
                found[f"{run.probe.name}/{output}"] = [
                    _mark(outcome.outputs[output]) if output in outcome.outputs else MISSING
                    for outcome in run.outcomes
                ]
        conduct = [_conduct(run, index, item) for index, item in enumerate(run.outcomes)]
        if any(conduct):
            found[f"{run.probe.name}/{CONDUCT}"] = conduct
    return found


def match(marks: Marks, traces: Sequence[Trace]) -> list[Trace]:
    """Find the misconceptions that explain all of a submission's wrong outputs.

    Args:
        marks: of the submission, for one exercise.
        traces: of the exercise's misconceptions, in order of preference.

    Returns:
        One misconception where one explains everything, else the fewest that do so together,
        else none.
    """
    wrong = _values(marks)
    for trace in traces:
        telling = _telling(trace, marks, wrong)
        same = _values(trace.marks) == wrong and _explained(trace, marks) >= telling
        if same and telling:
            return [trace]
    return _cover(marks, wrong, traces)


def match_mutant(marks: Marks, mutants: Sequence[Trace]) -> list[Trace]:
    """Find a mutant whose wrong outputs are all equal to the submission's; one at most."""
    digests = digested(marks)
    for mutant in mutants:
        same = _values(mutant.marks) == _values(digests) and _explained(mutant, digests)
        if same and same >= _telling(mutant, digests, _values(digests)):
            return [mutant]
    return []


def match_part(marks: Marks, traces: Sequence[Trace], outputs: Collection[str]) -> list[Trace]:
    """Find what explains some of the wrong outputs, where nothing explains all of them.

    A forward pass may hold a known mistake though the backward pass has one of its own. A mistake
    must explain the first output of every probe that it changes: only what comes after it, and may
    rest on it, can have another cause as well.

    Args:
        marks: of the submission, for one exercise; digested if those of the traces are.
        traces: of what is known.
        outputs: those to explain, as "probe/output"; of them all that are wrong.

    Returns:
        One, unless several that are said in other words look alike there.
    """
    wrong = _values(marks)
    wanted = wrong.intersection(outputs)
    found = [trace for trace in traces if wanted and _may_be_part(trace, marks, wrong, wanted)]
    return found[:1] if len({trace.behaves for trace in found}) == 1 else []


def _may_be_part(trace: Trace, marks: Marks, wrong: set[str], wanted: set[str]) -> bool:
    touched = [key for key in trace.marks if not key.endswith(f"/{CONDUCT}")]
    first = {key.partition("/")[0]: key for key in reversed(touched)}
    keys = {*first.values(), *wanted}
    within = wanted.issubset(touched) and wrong.issuperset(touched)
    return within and all(_same(trace.marks[key], marks[key]) for key in keys)


def digested(marks: Marks) -> dict[str, list[float]]:
    """One number instead of many for every output: enough to recognise it by, not to restore it."""
    return {key: [_digest(np.array(values))] for key, values in marks.items()}


def behaviour(marks: Marks) -> str:
    """A key that is the same for submissions with the same wrong outputs.

    Empty where none could be compared: all is right, or no call has given a result.
    """
    wrong = _values(marks) or set(marks)
    digests = digested({key: marks[key] for key in sorted(wrong)})
    if all(math.isnan(value) for (value,) in digests.values()):
        return ""
    # Below the absolute tolerance of a match there is only rounding, and the sign of zero.
    rounded = [
        f"{key}={0.0 if abs(value) < NEGLIGIBLE else value:.3e}"
        for key, (value,) in digests.items()
    ]
    return hashlib.sha256("\n".join(rounded).encode()).hexdigest()[:12]


def _digest(marks: NDArray[np.float64]) -> float:
    if np.isnan(marks).all():
        return MISSING
    present = np.isfinite(marks)
    weights = 1 + np.arange(len(marks)) % 7 / 7
    # What is missing or infinite leaves a trace of its own, by its place.
    places = float(np.sum(np.where(present, 0.0, np.cos(1.0 + np.arange(len(marks))))))
    return float(np.sum(np.where(present, marks * weights, 0.0))) + places


def _telling(trace: Trace, marks: Marks, wrong: set[str]) -> set[str]:
    """The wrong outputs that a mistake must explain.

    Where neither has a single result, that says nothing, neither for the mistake nor against it.
    """
    keys = wrong or set(marks)
    absent = {key for key in keys & set(trace.marks) if _never(marks[key], trace.marks[key])}
    return keys - absent


def _never(*marks: Sequence[float]) -> bool:
    """Whether there was not one result."""
    return bool(np.isnan(np.concatenate([np.asarray(values) for values in marks])).all())


def _cover(marks: Marks, wrong: set[str], traces: Sequence[Trace]) -> list[Trace]:
    """Greedily pick mistakes that leave no wrong output unexplained, or nothing."""
    chosen: list[Trace] = []
    unexplained = set(wrong)
    candidates = [trace for trace in traces if _values(trace.marks) <= wrong]
    while unexplained and candidates:
        best = max(candidates, key=lambda trace: len(_explained(trace, marks) & unexplained))
        if not _explained(best, marks) & unexplained:
            return []
        chosen.append(best)
        unexplained -= _explained(best, marks)
    return chosen


def _failed_tests(
    check: Property | Statistics, case: Case, outcome: Outcome, level: float
) -> float:
    """Which tests fail on a case, as a number."""
    if outcome.failure:
        return MISSING
    if isinstance(check, Property):
        return float(bool(broken_law(check, case, outcome)))
    values = p_values(check, case, outcome)
    if set(values) != set(check.says):
        return NOTHING  # nothing to test
    failed = [not value >= level for value in values.values()]
    return float(sum(2**place for place, fails in enumerate(failed) if fails))


def _values(marks: Marks) -> set[str]:
    """The outputs among the marks; conduct is often only a consequence of them."""
    return {key for key in marks if not key.endswith(f"/{CONDUCT}")}


def _explained(trace: Trace, marks: Marks) -> set[str]:
    return {
        key for key, values in trace.marks.items() if key in marks and _same(values, marks[key])
    }


def _same(first: Sequence[float], second: Sequence[float]) -> bool:
    a, b = np.array(first), np.array(second)
    if a.shape != b.shape:
        return False
    if np.isnan(a).all():  # a mistake that never gives a result looks like any other such
        return False
    scale = SAME * np.maximum(np.abs(a), np.abs(b)) + NEGLIGIBLE
    with np.errstate(invalid="ignore"):
        near = np.isfinite(scale) & (np.abs(a - b) <= scale)
    return bool(np.all(near | (a == b) | (np.isnan(a) & np.isnan(b))))


def _mark(value: Value) -> float:
    """A number that stands for an output: a fixed random projection, with the shape mixed in."""
    if value is None:
        return NOTHING
    leaves = numbers(value)[:LEAVES]
    words = [leaf for _, leaf in wire.leaves(value) if isinstance(leaf, str)][:LEAVES]
    if not leaves and not words:
        return MISSING
    total = sum((place + 1) * zlib.crc32(word.encode()) / 2**32 for place, word in enumerate(words))
    for place, leaf in enumerate(leaves):
        flat = np.nan_to_num(leaf.ravel(), nan=NOT_A_NUMBER, posinf=INFINITE, neginf=-INFINITE)
        shape = zlib.crc32(repr(leaf.shape).encode()) / 2**32
        with np.errstate(all="ignore"):
            total += (1 + shape) * float(_weights(flat.size, place) @ flat) + shape
    return float(f"{total:.9g}")


def _weights(size: int, place: int) -> NDArray[np.float64]:
    weights: NDArray[np.float64] = 1.5 + np.sin(12.9898 * np.arange(1, size + 1) + 78.233 * place)
    return weights


def _conduct(run: ProbeRun, index: int, outcome: Outcome) -> float:
    """Changed arguments, returned arguments, wrong dtypes and kept state, as a number."""
    found = {remark.kind for remark in outcome.remarks}
    case = run.cases[index]
    code = 1.0 * ("changed" in found) + 2.0 * ("alias" in found)
    code += 4.0 * ("warning" in found and case.kind == "hard")
    if index not in run.agreed and any(
        wrong_dtype(outcome.outputs.get(name), value) for name, value in case.outputs.items()
    ):
        code += 8.0
    again = run.again.get(index)
    if again is not None and (
        any(remark.kind == "state" for remark in again.remarks)
        or any(
            compare(again.outputs.get(name), value, case.atol.get(name, 0.0))
            for name, value in outcome.outputs.items()
        )
    ):
        code += 16.0
    return code
