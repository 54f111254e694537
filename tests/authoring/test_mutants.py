"""Mutants of a small homework: which are caught, which are recognised, which survive."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from autograder.authoring.mutants import (
    JudgedMutant,
    judge_by_draws,
    judge_mutants,
    load_equivalents,
    traces_of,
)
from autograder.authoring.trusted import run_trusted
from autograder.bank.build import Oracle, build
from autograder.course import Course, load_reference
from autograder.errors import DeclarationError
from autograder.misconceptions.fingerprint import marks_of, match_mutant
from autograder.misconceptions.mutate import mutants
from autograder.plan import ExercisePlan, plan

EXERCISES = """
import numpy as np

from autograder.exercise import Agreement, Contract, Exercise, Statistics, array, probe, seed
from autograder.numerics.statistics import kolmogorov


@probe(inputs={"x": array("N", "D")}, cases=8)
def mean_pass(sub, x):
    return {"mean": sub.mean(x), "size": sub.size(x)}


@probe(inputs={"seed": seed()}, cases=3, random=True)
def tosses(sub, seed):
    return {"u": sub.toss(400, np.random.default_rng(seed))}


averages = Exercise(
    name="averages",
    title="Averages",
    functions=["mean(x) -> mean", "size(x) -> n", "toss(n, rng) -> u"],
    checks=[
        Agreement("value", mean_pass, outputs=["mean", "size"], points=1),
        Contract("contract", mean_pass, points=1),
        Statistics(
            "draws",
            tosses,
            points=1,
            test=lambda inputs, outputs: {"law": kolmogorov(outputs["u"])},
            says={"law": "is not uniform"},
        ),
    ],
)
"""
REFERENCE = """
import numpy as np

def mean(x):
    total = np.zeros(x.shape[1])
    row = 0
    while row < len(x):
        total += x[row]
        row += 1
    return total / len(x)

def size(x):
    return len(x.copy())

def toss(n, rng):
    return 1 - rng.random(n)
"""


def planned(root: Path, exercises: str, reference: str) -> ExercisePlan:
    """The only exercise of a course that is written for it."""
    for folder, name, text in (
        ("assignments", "exercises.py", exercises),
        ("reference", "numpy_solution.py", reference),
    ):
        (root / folder / "hw0_toy").mkdir(parents=True)
        (root / folder / "hw0_toy" / name).write_text(text)
    course = Course(root)
    assignment = course.assignment("hw0_toy")
    oracle = Oracle("numpy", vars(load_reference(course.reference("hw0_toy", "numpy"))))
    return plan(assignment, build(assignment, [oracle], 3, public=False).bank).exercises[0]


@pytest.fixture(scope="module")
def item(tmp_path_factory: pytest.TempPathFactory) -> ExercisePlan:
    return planned(tmp_path_factory.mktemp("course"), EXERCISES, REFERENCE)


@pytest.fixture(scope="module")
def judged(item: ExercisePlan) -> list[JudgedMutant]:
    return judge_mutants(item, REFERENCE)


def alive(judged: list[JudgedMutant]) -> list[JudgedMutant]:
    return [found for found in judged if not found.killed_by]


def test_mutants_that_change_a_result_are_killed_by_its_check(judged: list[JudgedMutant]) -> None:
    killed = {found.mutant.name: found.killed_by for found in judged}
    assert killed["mean: return total / len(x) -> return total"] == "value"
    assert killed["mean: total += x[row] -> total -= x[row]"] == "value"


def test_a_loop_without_end_is_ended_and_killed(judged: list[JudgedMutant]) -> None:
    killed = {found.mutant.name: found.killed_by for found in judged}
    assert killed["mean: row += 1 ->"] == "value"


def test_what_changes_no_result_survives(item: ExercisePlan, judged: list[JudgedMutant]) -> None:
    left = [found.mutant for found in alive(judged) if found.mutant.function != "toss"]
    assert [mutant.name for mutant in left] == ["size: return len(x.copy()) -> return len(x)"]
    assert judge_by_draws(item, left, REFERENCE) == [""]


def test_a_mutant_that_few_cases_do_not_show_is_killed_by_all_of_them(tmp_path: Path) -> None:
    """Where a framework takes a second for each, the smallest ones come first."""
    exercises = """
from autograder.exercise import Agreement, Exercise, array, probe

@probe(inputs={"x": array("N", low=1)}, cases=12, framework="tensorflow")
def beginning(sub, x):
    return {"total": sub.total(x)}

totals = Exercise(
    name="totals",
    title="Totals",
    functions=["total(x) -> total"],
    checks=[Agreement("value", beginning, outputs=["total"], points=1)],
)
"""
    reference = "def total(x):\n    return x[:7].sum()\n"
    judged = judge_mutants(planned(tmp_path, exercises, reference), reference)
    killed = {found.mutant.name: found.killed_by for found in judged}
    assert killed["total: return x[:7].sum() -> return x[:8].sum()"] == "value"


def test_mutants_of_a_random_function_are_killed_by_its_law(
    item: ExercisePlan, judged: list[JudgedMutant]
) -> None:
    tossed = [found.mutant for found in alive(judged) if found.mutant.function == "toss"]
    killed = dict(
        zip([m.name for m in tossed], judge_by_draws(item, tossed, REFERENCE), strict=True)
    )
    assert killed["toss: return 1 - rng.random(n) -> return 1 + rng.random(n)"] == "draws"
    assert killed["toss: return 1 - rng.random(n) -> return rng.random(n) - 1"] == "draws"
    assert "" not in killed.values()


def wrong(item: ExercisePlan, old: str, new: str) -> dict[str, list[float]]:
    """The marks of a submission that differs from the reference."""
    assert old in REFERENCE
    namespace: dict[str, object] = {}
    exec(REFERENCE.replace(old, new), namespace)
    runs = run_trusted(item, namespace)
    return marks_of(item.exercise.checks, runs, item.level)


@pytest.mark.parametrize(
    ("old", "new", "behaves"),
    [
        ("total / len(x)", "0 + total", "one factor of mean were missing"),
        ("    row = 0", "    row = 1", "a constant in mean were another one"),
        ("len(x.copy())", "len(x) + 1", None),
    ],
    ids=["written in another way", "off by one", "unlike every mutant"],
)
def test_a_submission_is_recognised_as_the_mutant_that_it_behaves_like(
    item: ExercisePlan, judged: list[JudgedMutant], old: str, new: str, behaves: str | None
) -> None:
    found = match_mutant(wrong(item, old, new), traces_of("averages", judged))
    assert [trace.behaves for trace in found] == ([behaves] if behaves else [])


def test_fingerprints_of_mutants_show_no_line_of_the_reference(judged: list[JudgedMutant]) -> None:
    traces = traces_of("averages", judged)
    assert len(traces) > 5
    for trace in traces:
        text = f"{trace.name} {trace.behaves} {trace.hint}"
        assert not any(sign in text for sign in "()=+*/"), text
        assert all(len(values) == 1 for values in trace.marks.values())


def test_mutants_that_behave_alike_share_a_fingerprint(judged: list[JudgedMutant]) -> None:
    marks = [tuple(sorted(trace.marks.items())) for trace in traces_of("averages", judged)]
    flat = [str([(key, np.round(values, 9)) for key, values in item]) for item in marks]
    assert len(flat) == len(set(flat))


def test_no_two_mutants_share_a_name() -> None:
    twice = "def f(x):\n    x = x + 1\n    if x:\n        x = x + 1\n    return x\n"
    names = [mutant.name for mutant in mutants(twice, ["f"])]
    assert len(set(names)) == len(names)
    assert {"f: x = x + 1 -> x = x - 1", "f: x = x + 1 -> x = x - 1 (2)"} <= set(names)


def test_equivalents_are_read_by_their_reason(tmp_path: Path) -> None:
    path = tmp_path / "equivalents.py"
    assert load_equivalents(path) == {}
    path.write_text('EQUIVALENT = {"no effect": ["f: x -> y", "f: y -> z"]}')
    assert load_equivalents(path) == {"f: x -> y": "no effect", "f: y -> z": "no effect"}
    path.write_text("EQUIVALENT = {")
    with pytest.raises(DeclarationError, match=r"equivalents\.py"):
        load_equivalents(path)
