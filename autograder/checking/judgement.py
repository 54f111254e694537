"""A verdict and its grounds, and the comparison that most of them rest on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from autograder.bank.file import Case
from autograder.exercise import Probe
from autograder.numerics.compare import Mismatch, compare
from autograder.probe import Call, Failure, Outcome, Remark
from autograder.results import Verdict


@dataclass(frozen=True)
class ProbeRun:
    """What a submission returned for one probe.

    Attributes:
        cases: of the bank.
        outcomes: one per case.
        again: for some cases, by index, the outcome of calling everything twice.
        first: the number of the first case, counted over all probes of the exercise.
        agreed: cases, by index, whose outputs are known to equal the oracles'.
    """

    probe: Probe
    cases: Sequence[Case]
    outcomes: Sequence[Outcome]
    again: Mapping[int, Outcome] = field(default_factory=dict)
    first: int = 0
    agreed: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Judgement:
    """A verdict and its grounds, not yet put into words for the student.

    Attributes:
        text: what there is to say besides, or instead of the rest.
        function: whom the text speaks of; empty where the probe tells.
        run: the probe at fault.
        case: index of the first failing case.
        output: name of the wrong output.
        mismatch: how it differs.
        failure: why the probe ended early.
        remark: what a call did besides returning.
        place: where a wrong output stands, in words, instead of its name.
        swap: the part that a stand-in took the place of, if all the rest is right.
        swapped: the probe with the stand-in.
        score: what the rest earns.
        reading: what the outputs look like, in a sentence.
    """

    verdict: Verdict
    text: str = ""
    function: str = ""
    run: ProbeRun | None = None
    case: int | None = None
    output: str = ""
    mismatch: Mismatch | None = None
    failure: Failure | None = None
    remark: Remark | None = None
    place: str = ""
    swap: str = ""
    swapped: ProbeRun | None = None
    score: float = 0.0
    reading: str = ""


Runs: TypeAlias = Mapping[str, ProbeRun]
Ask: TypeAlias = Callable[[Probe, Sequence[Call]], Sequence[Outcome]]  # runs further calls

PASSED = Judgement(Verdict.PASSED)


def first_difference(
    run: ProbeRun, outputs: Sequence[str], kinds: Sequence[str]
) -> Judgement | None:
    """The first case whose outputs differ from the oracles'."""
    for index, (case, outcome) in enumerate(zip(run.cases, run.outcomes, strict=True)):
        if case.kind not in kinds or index in run.agreed:
            continue
        for name in outputs:
            if name not in outcome.outputs:
                return Judgement(
                    Verdict.FAILED, run=run, case=index, output=name, failure=outcome.failure
                )
            mismatch = mismatch_of(case, outcome, name)
            if mismatch:
                return Judgement(
                    Verdict.FAILED, run=run, case=index, output=name, mismatch=mismatch
                )
    return None


def mismatch_of(case: Case, outcome: Outcome, name: str) -> Mismatch | None:
    """How an output differs from the oracles'; None where it does not."""
    got = outcome.outputs.get(name)
    if case.targets[name].is_met(got):
        return None
    return compare(got, case.outputs[name], case.atol[name])
