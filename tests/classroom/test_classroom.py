from __future__ import annotations

import os
import weakref
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from handed_in import RIGHT, WRONG, hand_in, sleeping
from msgspec.structs import replace

from autograder import classroom
from autograder.classroom import Student, grade_class
from autograder.classroom.grader import not_graded
from autograder.classroom.local import LocalPool
from autograder.grading import grade
from autograder.plan import Plan
from autograder.results import BankInfo, SubmissionResult
from autograder.store import Run, Store
from autograder.submission import Submission, read_submission

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")

TOPIC = "forward_backward"
BANK = BankInfo(id="b" * 16, seed=5, oracles=["numpy"])


def scored(submission: Submission) -> SubmissionResult:
    """A verdict that costs no time: a point for every letter."""
    return SubmissionResult(
        student=submission.student,
        file=submission.file,
        score=float(sum(len(text) for _, text in submission.chunks)),
        max_score=9.0,
        status="graded",
        notes=list(submission.notes),
        exercises=[],
    )


def scored_more(submission: Submission) -> SubmissionResult:
    return replace(scored(submission), score=8.0)


class FakePool:
    """Grades at once, gives the results away one after the other, and counts."""

    def __init__(
        self, size: int = 2, verdict: Callable[[Submission], SubmissionResult] = scored
    ) -> None:
        self.size, self.verdict = size, verdict
        self.submitted: list[str] = []
        self.waiting: deque[Submission] = deque()

    @property
    def has_room(self) -> bool:
        return len(self.waiting) < self.size

    @property
    def is_busy(self) -> bool:
        return bool(self.waiting)

    def submit(self, submission: Submission) -> None:
        assert self.has_room
        self.submitted.append(submission.student)
        self.waiting.append(submission)

    def collect(self) -> list[tuple[Submission, SubmissionResult]]:
        assert self.is_busy
        submission = self.waiting.popleft()
        return [(submission, self.verdict(submission))]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.beside(tmp_path) as database:
        yield database


@pytest.fixture
def run(relu: Plan, store: Store) -> Run:
    return store.begin(relu.assignment.name, BANK)


def identity(students: Sequence[Student], name: str) -> str:
    return read_submission("", dict(students)[name], TOPIC).identity


def test_a_class_comes_to_what_its_submissions_come_to(
    relu: Plan, run: Run, tmp_path: Path, start
) -> None:
    students = hand_in(
        tmp_path / "class",
        ada=RIGHT,
        ben=WRONG,
        cem="def f(:\n",
        dan="\0",
        eve=RIGHT,
        fay=sleeping(0.5),
    )
    students += [("gus", None), ("hal", tmp_path / "class")]
    with LocalPool(relu, 2) as pool:
        found = {result.student: result for result in grade_class(relu, students, pool, run)}
    expected = {
        student: grade(relu, read_submission(student, path, TOPIC), start)
        for student, path in students
    }
    assert found == expected
    statuses = {student: result.status for student, result in found.items()}
    assert [student for student in statuses if statuses[student] == "missing"] == ["gus", "hal"]
    attempts = run.store.attempts(run.homework)
    assert [item.student for item in attempts] == ["ada", "ben", "cem", "dan", "eve", "fay"]


def test_a_killed_grader_costs_a_class_nothing(relu: Plan, run: Run, tmp_path: Path, start) -> None:
    students = hand_in(tmp_path / "class", **{f"s{n}": f"{WRONG}\n# {n}\n" for n in range(6)})
    found = {}
    with LocalPool(relu, 2) as pool:
        for result in grade_class(relu, students, pool, run):
            found[result.student] = result
            if len(found) == 2:
                pool._members[0].process.kill()
                pool._members[1].process.kill()
    for student, path in students:
        assert found[student] == grade(relu, read_submission(student, path, TOPIC), start)


def test_the_same_file_of_many_is_graded_once(relu: Plan, run: Run, tmp_path: Path) -> None:
    texts = {"ada": "1", "ben": "22", "cem": "1", "dan": "333", "eve": "1", "fay": "22"}
    students = hand_in(tmp_path / "class", **texts)
    for number, (_, folder) in enumerate(students):
        os.utime(folder / f"{TOPIC}.py", (9.0, number))
    pool = FakePool()
    found = list(grade_class(relu, students, pool, run))
    assert pool.submitted == ["ada", "ben", "dan"]
    assert {result.student: result.score for result in found} == {
        student: len(text) for student, text in texts.items()
    }
    attempts = run.store.attempts(run.homework)
    assert {item.student: item.handed_in.timestamp() for item in attempts} == {
        student: number for number, student in enumerate(texts)
    }
    assert len({item.verdict for item in attempts}) == 3


def test_the_same_text_under_another_name_is_another_submission(
    relu: Plan, run: Run, tmp_path: Path
) -> None:
    students = hand_in(tmp_path / "class", ada="1")
    (tmp_path / "class" / "ben.py").write_text("1")
    students.append(("ben", tmp_path / "class" / "ben.py"))
    found = list(grade_class(relu, students, FakePool(), run))
    assert [result.file for result in found] == ["forward_backward.py", "ben.py"]


def test_what_was_graded_before_is_looked_up_and_what_has_changed_is_not(
    relu: Plan, store: Store, tmp_path: Path
) -> None:
    students = hand_in(tmp_path / "class", ada="1", ben="22", cem="333")
    pools = []
    for text in ("22", "4444", "22"):
        hand_in(tmp_path / "class", ben=text)
        pools.append(FakePool())
        run = store.begin(relu.assignment.name, BANK)
        found = list(grade_class(relu, students, pools[-1], run))
        scores = {result.student: result.score for result in found}
        assert scores == {"ada": 1.0, "ben": len(text), "cem": 3.0}
    assert [pool.submitted for pool in pools] == [["ada", "ben", "cem"], ["ben"], []]
    assert {item.run for item in store.attempts(run.homework)} == {2, 3}


def test_another_bank_grades_anew(relu: Plan, store: Store, tmp_path: Path) -> None:
    students = hand_in(tmp_path / "class", ada="1")
    for bank in ("b1", "b2"):
        pool = FakePool()
        run = store.begin(relu.assignment.name, BankInfo(id=bank, seed=1, oracles=[]))
        list(grade_class(relu, students, pool, run))
        assert pool.submitted == ["ada"]


def test_fresh_grades_anew_but_the_same_file_once(relu: Plan, run: Run, tmp_path: Path) -> None:
    students = hand_in(tmp_path / "class", ada="1", ben="1", cem="22", dan="333", eve="1")
    list(grade_class(relu, students, FakePool(), run))

    def better(submission: Submission) -> SubmissionResult:
        return not_graded(submission, 9, "") if submission.student == "cem" else scored(submission)

    pool = FakePool(1, better)
    found = list(grade_class(relu, students, pool, run, fresh=True))
    assert pool.submitted == ["ada", "cem", "dan"]
    assert sorted(result.student for result in found) == ["ada", "ben", "cem", "dan", "eve"]
    kept = run.find(identity(students, "cem"))
    assert kept is not None
    assert kept.score == 2.0, "an error replaces no verdict"


def test_a_fresh_verdict_replaces_the_old_one(relu: Plan, run: Run, tmp_path: Path) -> None:
    students = hand_in(tmp_path / "class", ada="1")
    list(grade_class(relu, students, FakePool(), run))
    (result,) = grade_class(relu, students, FakePool(verdict=scored_more), run, fresh=True)
    assert result.score == 8.0
    kept = run.find(identity(students, "ada"))
    assert kept is not None
    assert kept.score == 8.0


def test_an_error_is_not_kept(relu: Plan, run: Run, tmp_path: Path) -> None:
    students = hand_in(tmp_path / "class", ada="1", ben="1")
    failing = FakePool(verdict=lambda submission: not_graded(submission, 9, "no memory"))
    found = list(grade_class(relu, students, failing, run))
    assert [(result.student, result.status) for result in found] == [
        ("ada", "error"),
        ("ben", "error"),
    ]
    assert run.store.attempts(run.homework) == []
    pool = FakePool()
    found = list(grade_class(relu, students, pool, run))
    assert pool.submitted == ["ada"]
    assert [result.status for result in found] == ["graded", "graded"]


def test_who_has_handed_in_nothing_is_missing_and_not_kept(
    relu: Plan, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "class" / "ben").mkdir(parents=True)
    students = [("ada", None), ("ben", tmp_path / "class" / "ben")]
    pool = FakePool()
    found = list(grade_class(relu, students, pool, run))
    assert [(result.student, result.status) for result in found] == [
        ("ada", "missing"),
        ("ben", "missing"),
    ]
    assert pool.submitted == []
    assert run.store.attempts(run.homework) == []


def test_a_result_is_kept_before_it_is_given(relu: Plan, run: Run, tmp_path: Path) -> None:
    students = hand_in(tmp_path / "class", **{f"s{n}": "1" * (n // 2 + 1) for n in range(8)})
    given: set[str] = set()
    for result in grade_class(relu, students, FakePool(), run):
        given.add(result.student)
        assert given <= {item.student for item in run.store.attempts(run.homework)}


def test_a_class_that_was_broken_off_goes_on(relu: Plan, run: Run, tmp_path: Path) -> None:
    students = hand_in(tmp_path / "class", **{f"s{n}": "1" * (n + 1) for n in range(9)})
    broken_off = grade_class(relu, students, FakePool(3), run)
    first = [next(broken_off).student for _ in range(4)]
    broken_off.close()
    pool = FakePool(3)
    found = list(grade_class(relu, students, pool, run))
    assert sorted(pool.submitted) == sorted({student for student, _ in students} - {*first})
    assert len(found) == 9


class AllAtOnce(FakePool):
    """Its graders end at the same time."""

    def collect(self) -> list[tuple[Submission, SubmissionResult]]:
        return [pair for _ in list(self.waiting) for pair in super(AllAtOnce, self).collect()]


def test_no_grader_waits_for_the_database(
    relu: Plan, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    students = hand_in(tmp_path / "class", **{f"s{n:02}": f"# {n}\n" for n in range(12)})
    pool, idle = AllAtOnce(3), []
    add = Run.add

    def watched(*args: object) -> None:
        idle.append(pool.has_room)
        add(*args)

    monkeypatch.setattr(Run, "add", watched)
    assert len(list(grade_class(relu, students, pool, run))) == 12
    assert idle == [False] * 9 + [True] * 3  # with the last ones there is nothing to begin


class Counted(Sequence[Student]):
    """A class that counts how many students have been looked at."""

    def __init__(self, students: Sequence[Student]) -> None:
        self.students, self.seen = students, 0

    def __len__(self) -> int:
        return len(self.students)

    def __getitem__(self, index):
        raise AssertionError("a student is looked at once, in order")

    def __iter__(self) -> Iterator[Student]:
        for student in self.students:
            self.seen += 1
            yield student


def test_few_submissions_are_read_ahead(
    relu: Plan, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {f"s{n:02}": f"# {n}\n" for n in range(40)}
    students = Counted(hand_in(tmp_path / "class", **texts))
    in_memory: weakref.WeakSet[Submission] = weakref.WeakSet()
    most = 0

    def watched(student: str, path: Path | None, topic: str) -> Submission:
        nonlocal most
        submission = read_submission(student, path, topic)
        in_memory.add(submission)
        most = max(most, len(in_memory))
        return submission

    monkeypatch.setattr(classroom, "read_submission", watched)
    ahead = 0
    for given, _ in enumerate(grade_class(relu, students, FakePool(3), run)):
        ahead = max(ahead, students.seen - given)
    assert given + 1 == students.seen == 40
    assert ahead <= 3 + 2
    assert most <= 3 + 2
