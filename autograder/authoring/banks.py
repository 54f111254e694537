"""Put a homework's bank together: oracles, drawn cases, fingerprints of the misconceptions."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from autograder import __version__, explain
from autograder.authoring.mutants import JudgedMutant, judge_mutants, traces_of, traces_of_pairs
from autograder.authoring.trusted import run_trusted
from autograder.bank import file
from autograder.bank.build import Oracle, build
from autograder.bank.file import Bank, Trace
from autograder.checking import judge_all
from autograder.checking.backward import is_own_derivative
from autograder.course import Course, load_reference
from autograder.errors import BankError
from autograder.exercise import Assignment, Backward, Probe, Speed
from autograder.frameworks import TITLES, how_to_install, is_installed, prepare_to_import
from autograder.grading import run_exercise
from autograder.misconceptions import fingerprint
from autograder.misconceptions.patch import Misconception, apply, load_misconceptions
from autograder.plan import ExercisePlan, Plan, plan
from autograder.probe import Call, Outcome, run
from autograder.results import Verdict
from autograder.sandbox.stand_ins import standing_in
from autograder.sessions import AnyStart, Sessions

PUBLIC_SEED = 0
ORACLES = ("numpy", "tensorflow")

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Made:
    """A bank, and what was learnt in making it.

    Attributes:
        bank: cases and fingerprints.
        disagreement: by probe, the largest difference between the oracles, relative.
        mutants: by exercise, the mutants and which check without randomness kills them.
    """

    bank: Bank
    disagreement: Mapping[str, float]
    mutants: Mapping[str, Sequence[JudgedMutant]]


def make_bank(
    course: Course,
    name: str,
    *,
    seed: int,
    start: AnyStart,
    oracles: Sequence[str] = ORACLES,
    public: bool = False,
    large: bool = False,
    only: Sequence[str] = (),
    progress: Progress = lambda _: None,
) -> Made:
    """Build a homework's bank.

    Args:
        course: where the homework lives.
        name: the homework.
        seed: draws the inputs; keep it secret for a hidden bank.
        start: starts worker processes, for the variants of the reference.
        oracles: which references must agree; "numpy" comes first.
        public: whether the declarations go into the bank.
        large: whether it has large cases, too, which a GPU runs.
        only: names of the exercises to build it for; none means all.
        progress: told what is going on.

    Raises:
        BankError: an oracle is not there or fails, or the oracles disagree.
        DeclarationError: there is no exercise of such a name.
    """
    assignment = course.assignment(name).only(only)
    require_frameworks(assignment, oracles)
    with standing_in(assignment.frameworks):
        return _made(course, assignment, seed, start, oracles, progress, public=public, large=large)


def _made(
    course: Course,
    assignment: Assignment,
    seed: int,
    start: AnyStart,
    oracles: Sequence[str],
    progress: Progress,
    *,
    public: bool,
    large: bool,
) -> Made:
    name = assignment.name
    progress("loading the references")
    loaded = [_oracle(course, name, oracle) for oracle in oracles]
    progress("drawing cases and asking the references")
    built = build(assignment, loaded, seed, public=public, large=large)
    progress("holding the references to every check")
    prepared = plan(assignment, built.bank)
    for oracle in loaded:
        _require_all_checks(prepared, oracle)
        if built.bank.large:
            _require_all_checks(plan(assignment, built.bank, large=True), oracle)
    progress("running the misconceptions")
    traces = trace_variants(course, prepared, start)
    progress("running the mutants")
    reference = course.reference(name, "numpy").read_text("utf-8")
    mutants = {item.exercise.name: judge_mutants(item, reference) for item in prepared.exercises}
    bank = msgspec.structs.replace(built.bank, traces=traces)
    pairs = [
        trace
        for item in plan(assignment, bank).exercises
        for trace in traces_of_pairs(
            item,
            [one for one in misconceptions_of(course, name) if one.exercise == item.exercise.name],
            reference,
            assignment,
        )
    ]
    found = [trace for own in mutants for trace in traces_of(own, mutants[own])]
    bank = msgspec.structs.replace(bank, mutants=[*pairs, *found])
    return Made(bank, built.disagreement, mutants)


def _require_all_checks(prepared: Plan, oracle: Oracle) -> None:
    """Hold a reference to its own exercises: laws, statistics, gradients, contract."""
    for item in prepared.exercises:
        runs = run_trusted(item, oracle.namespace)

        def ask(probe: Probe, calls: Sequence[Call], item: ExercisePlan = item) -> list[Outcome]:
            signatures = item.exercise.signatures
            return [run(probe.function, oracle.namespace, signatures, call) for call in calls]

        judged = judge_all(item.exercise, runs, ask, item.level)
        for check, judgement in zip(item.exercise.checks, judged, strict=True):
            if isinstance(check, Speed) and oracle.name != "numpy":
                continue
            own = runs[check.probe.name]
            if isinstance(check, Backward) and not is_own_derivative(check, own, ask):
                raise BankError(
                    f"Exercise {item.exercise.name}: the {oracle.name} reference's backward is not "
                    f"the derivative of its forward on the cases of {check.probe.name!r}. Mend it, "
                    "or keep the inputs further away from kinks."
                )
            if judgement.verdict is not Verdict.PASSED:
                text = explain.message(judgement, item.exercise, {})
                raise BankError(
                    f"Exercise {item.exercise.name}: the {oracle.name} reference itself fails "
                    f"{check.name!r}: {text}"
                )


def trace_variants(course: Course, prepared: Plan, start: AnyStart) -> list[Trace]:
    """Fingerprint every misconception on the bank's cases."""
    assignment = prepared.assignment
    reference = course.reference(assignment.name, "numpy").read_text("utf-8")
    names = {item.exercise.name for item in prepared.exercises}
    return [
        _trace(item, apply(item, reference, assignment), prepared, start)
        for item in misconceptions_of(course, assignment.name)
        if item.exercise in names
    ]


def misconceptions_of(course: Course, name: str) -> tuple[Misconception, ...]:
    """The listed misconceptions of a homework."""
    return load_misconceptions(course.folder(name) / "misconceptions.py")


def _trace(item: Misconception, text: str, prepared: Plan, start: AnyStart) -> Trace:
    wanted = next(entry for entry in prepared.exercises if entry.exercise.name == item.exercise)
    # Targets leave no marks, and a framework's trainings take longer than all the rest.
    slow = {
        entry.probe.name for entry in wanted.probes if entry.probe.framework and entry.probe.runs
    }
    kept = [entry for entry in wanted.probes if entry.probe.name not in slow]
    wanted = replace(wanted, probes=kept)
    chunks = [(f"{prepared.assignment.topic}.py", text)]
    with Sessions(start, prepared.assignment, chunks) as sessions:
        if any(map(sessions.lacks, wanted.exercise.probes)):
            raise BankError(f"Expected workers with a framework for {item.exercise} but got none.")
        sessions.plain.load()
        runs = run_exercise(wanted, sessions)
    marks = fingerprint.marks_of(wanted.exercise.checks, runs, wanted.level)
    return Trace(
        name=item.name,
        exercise=item.exercise,
        behaves=item.behaves,
        hint=item.hint,
        marks=marks,
    )


def require_frameworks(assignment: Assignment, oracles: Sequence[str] = ()) -> None:
    """Refuse to build without a framework that the references use.

    Raises:
        BankError: says what to install, and what can be left out.
    """
    for exercise in assignment.exercises:
        name = exercise.framework
        if name and not is_installed(name):
            raise BankError(
                f"{TITLES[name]} is not installed, and exercise {exercise.name} of "
                f"{assignment.name} cannot be run without it. Install it with "
                f"{how_to_install(name)}, or leave the exercise out: name the others with -e."
            )
    if "tensorflow" in oracles and importlib.util.find_spec("tensorflow") is None:
        raise BankError(
            "TensorFlow is not installed, and a bank is checked against it. Install it with "
            "pip install 'autograder[tensorflow]', or build with --oracles numpy; the "
            "results then state that only NumPy was asked."
        )


def _oracle(course: Course, name: str, oracle: str) -> Oracle:
    path = course.reference(name, oracle)
    prepare_to_import(["tensorflow"])
    with _silence():
        namespace = vars(load_reference(path))
        if oracle == "tensorflow":
            importlib.import_module("tensorflow").constant(0.0)  # looks for devices, and says so
    return Oracle(oracle, namespace)


@contextmanager
def _silence() -> Iterator[None]:
    """Drop what native code writes to standard error: TensorFlow greets there when imported."""
    kept = os.dup(2)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nothing)


@dataclass(frozen=True)
class HiddenBank:
    """The hidden bank of a homework, built once and kept in the course's .autograder folder."""

    course: Course
    homework: str
    seed: int
    oracles: Sequence[str]
    path: Path
    large: bool = False

    @classmethod
    def find(
        cls,
        course: Course,
        homework: str,
        *,
        seed: int | None,
        oracles: Sequence[str] = ORACLES,
        large: bool = False,
    ) -> HiddenBank:
        """Say where it is, or will be.

        Args:
            course: where the homework lives.
            homework: its name.
            seed: None derives one from the course's secret, which is drawn at the first use. Each
                homework has another one: reports tell it, and it must not tell the next homework's.
            oracles: which references must agree.
            large: whether it has large cases, too.
        """
        folder = course.root / ".autograder"
        if seed is None:
            secret = _secret(folder / "secret_seed")
            digest = hashlib.sha256(f"{secret} {homework}".encode()).digest()
            seed = int.from_bytes(digest[:6], "big")
        name = f"{homework}-{_build_key(course, homework, seed, oracles)}.bank"
        if large:
            name = f"large-{name}"
        return cls(course, homework, seed, oracles, folder / "banks" / name, large)

    def build(self, homework: str, *, start: AnyStart, progress: Progress = lambda _: None) -> None:
        """Build it, and keep it."""
        bank = make_bank(
            self.course,
            homework,
            seed=self.seed,
            start=start,
            oracles=self.oracles,
            large=self.large,
            progress=progress,
        ).bank
        file.save(bank, self.path)

    def load(self) -> Bank:
        """Read it."""
        return file.load(self.path)


def _secret(path: Path) -> int:
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as out:
                out.write(str(secrets.randbits(128)))
        return int(path.read_text())
    except (OSError, ValueError) as error:
        raise BankError(
            f"Cannot keep the course's secret seed in {path}: {error}. Name a bank with --bank "
            "or a seed with --seed."
        ) from None


def _build_key(course: Course, name: str, seed: int, oracles: Sequence[str]) -> str:
    """What a bank depends on, hashed: a change of any of it builds a new one."""
    paths = [
        course.folder(name) / "exercises.py",
        course.folder(name) / "misconceptions.py",
        *(course.reference(name, oracle) for oracle in oracles),
    ]
    digest = hashlib.sha256(f"{__version__} {file.MAGIC!r} {seed} {','.join(oracles)}".encode())
    for path in paths:
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()[:16]
