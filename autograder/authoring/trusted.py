"""Run probes on code of our own, in this process: references and their mutants, no submission."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from autograder import wire
from autograder.checking.judgement import ProbeRun
from autograder.plan import ExercisePlan
from autograder.probe import Call, run


def run_trusted(item: ExercisePlan, namespace: Mapping[str, object]) -> dict[str, ProbeRun]:
    """Run an exercise's probes in this process, on a reference: never on a submission."""
    runs = {}
    for probe in item.probes:
        again = [Call(probe.cases[index].inputs, again=True) for index in probe.again]
        calls = [Call(case.inputs) for case in probe.cases] + again
        signatures = item.exercise.signatures if probe.probe.watched else ()
        outcomes = [run(probe.probe.function, namespace, signatures, call) for call in calls]
        plain = [replace(one, outputs=wire.unpack(wire.pack(one.outputs))) for one in outcomes]
        count = len(probe.cases)
        runs[probe.probe.name] = ProbeRun(
            probe.probe,
            probe.cases,
            plain[:count],
            dict(zip(probe.again, plain[count:], strict=True)),
            probe.first,
        )
    return runs
