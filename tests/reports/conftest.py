"""A class of fifteen as the grader leaves it: most right, some misconceptions, some troubles."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from autograder.results import (
    AttemptResult,
    BankInfo,
    CheckResult,
    ClassResults,
    Counterexample,
    Diagnosis,
    ExerciseResult,
    SubmissionResult,
    Verdict,
)

COMMAND = "autograder check hw1_forward_backward"
EXERCISES = {
    "sigmoid": ("Sigmoid", {"forward": 0.5, "backward": 0.5, "large inputs": 0.5, "contract": 0.5}),
    "tanh": ("Hyperbolic tangent", {"forward": 0.5, "backward": 0.5, "contract": 0.5}),
    "relu": ("ReLU", {"forward": 0.5, "backward": 0.5, "contract": 0.5}),
    "leaky_relu": ("Leaky ReLU", {"forward": 0.5, "backward": 0.5, "contract": 0.5}),
    "dense_layer": ("Dense layer", {"forward": 1, "gradients": 1.5, "contract": 0.5}),
    "softmax": ("Softmax", {"forward": 1, "large logits": 1, "rows sum to 1": 0.5}),
    "normalized_sigmoid": ("Normalised sigmoid", {"forward": 0.5, "backward": 0.5}),
    "losses": ("Losses", {"cross-entropy": 1, "mean squared error": 1, "gradients": 1}),
    "whole_network": ("Whole network", {"forward": 1, "gradients": 1.5}),
    "gradient_checking": ("Gradient checking", {"numerical gradient": 1, "comparison": 0.5}),
}

AVERAGED = Diagnosis(
    name="bias_gradient_averaged",
    behaves="the gradient were averaged over the batch a second time",
    hint="The upstream gradient `dz` already holds the factor 1/N of the loss. Sum over the batch",
)
NAIVE = Diagnosis(
    name="softmax_without_shift",
    behaves="the row's maximum were not subtracted before the exponential",
    hint="`np.exp(1000)` overflows. What may be subtracted from every logit of a row for free?",
)
FROM_UPSTREAM = Diagnosis(
    name="mask_from_upstream",
    behaves="the mask were taken from the upstream gradient instead of from the input",
    hint="Which of the two decides where the ReLU was active?",
)
ONE_SIDED = Diagnosis(
    name="one_sided_difference",
    behaves="(f(x + h) - f(x)) / h were used in place of the two-sided difference",
    hint="The error of a one-sided difference falls with h, that of a two-sided one with h².",
)
IN_PLACE = Diagnosis(
    name="argument_changed_in_place",
    behaves="",
    hint="Work on a copy: the caller still needs the array that you were given",
)

DENSE_MESSAGE = """\
dense_backward: db[2] = 0.415, but should be 1.245   [x (3, 2), w (2, 4), dz (3, 4)]
  all 4 elements differ, each is 1/3 of what is expected"""
DENSE_CASE = Counterexample(
    case=7,
    inputs={
        "x": "[[ 1.25, -0.5 ],\n [ 0.75,  2.0 ],\n [-1.5 ,  0.25]]",
        "w": "[[0.5, -1.0, 2.0, 0.25],\n [1.5, 0.75, -0.5, 1.0]]",
        "b": "[0.0, 0.5, -0.25, 1.0]",
        "dz": "[[0.7, -1.3, 2.0, 0.4], ..., [-0.6, 1.1, 0.3, -2.5]] of shape (3, 4)",
    },
    got="[0.1333, -0.2667, 0.415, -0.9]",
    expected="[0.4, -0.8, 1.245, -2.7]",
    reproduce=f"{COMMAND} --exercise dense_layer --case 7",
)
SOFTMAX_MESSAGE = """\
softmax_forward: a has nan where it should be finite   [z (2, 4)]
  4 of 8 elements differ"""
SOFTMAX_CASE = Counterexample(
    case=31,
    inputs={"z": "[[-1000., -40., -1., 0.5],\n [ 1000.,  40., 10., -10.]]"},
    got="[[0.0, 2.104e-18, 0.1824, 0.8176],\n [nan, nan, nan, nan]]",
    expected="[[0.0, 2.104e-18, 0.1824, 0.8176],\n [1.0, 0.0, 0.0, 0.0]]",
    reproduce=f"{COMMAND} --exercise softmax --case 31",
)
RELU_MESSAGE = """\
relu_backward: dz[0, 1] = -1.3, but should be 0   [z (1, 2), da (1, 2)]
  1 of 2 elements differ"""
RELU_CASE = Counterexample(
    case=2,
    inputs={"z": "[[0.5, -2.0]]", "da": "[[0.7, -1.3]]"},
    got="[[0.7, -1.3]]",
    expected="[[0.7, 0.0]]",
    reproduce=f"{COMMAND} --exercise relu --case 2",
)
RAISED = """\
numerical_gradient raised IndexError: too many indices for array: array is 1-dimensional, but 2 \
were indexed
  forward_backward.py, line 214, in numerical_gradient: grad[i, j] = (f(x + e) - f(x - e)) / (2 * h)
[x (3,), h=1e-05]"""
CHECKING_MESSAGE = """\
numerical_gradient: g[1] = 2.50001, but should be 2.5   [x (3,)]
  3 of 3 elements differ"""


def passed(name: str, points: float) -> CheckResult:
    return CheckResult(
        name=name, kind="agreement", verdict=Verdict.PASSED, score=points, max_score=points
    )


def exercise(name: str, **changes: CheckResult) -> ExerciseResult:
    """All passed, but for the checks given by name (blanks and hyphens as underscores)."""
    title, points = EXERCISES[name]
    checks = [
        changes.get(check.replace(" ", "_").replace("-", "_"), passed(check, worth))
        for check, worth in points.items()
    ]
    return ExerciseResult(
        name=name,
        title=title,
        score=sum(check.score for check in checks),
        max_score=sum(check.max_score for check in checks),
        checks=checks,
    )


def failed(
    name: str,
    points: float,
    message: str,
    *,
    counterexample: Counterexample | None = None,
    diagnosis: Diagnosis | None = None,
    verdict: Verdict = Verdict.FAILED,
) -> CheckResult:
    return CheckResult(
        name=name,
        kind="agreement",
        verdict=verdict,
        score=0.0,
        max_score=points,
        message=message,
        counterexample=counterexample,
        diagnosis=[diagnosis] if diagnosis else [],
    )


AVERAGED_DENSE = exercise(
    "dense_layer",
    gradients=failed(
        "gradients", 1.5, DENSE_MESSAGE, counterexample=DENSE_CASE, diagnosis=AVERAGED
    ),
)
NAIVE_SOFTMAX = exercise(
    "softmax",
    large_logits=failed(
        "large logits", 1, SOFTMAX_MESSAGE, counterexample=SOFTMAX_CASE, diagnosis=NAIVE
    ),
)
UPSTREAM_RELU = exercise(
    "relu",
    backward=failed(
        "backward", 0.5, RELU_MESSAGE, counterexample=RELU_CASE, diagnosis=FROM_UPSTREAM
    ),
)
CHANGED_LEAKY = exercise(
    "leaky_relu",
    contract=failed(
        "contract",
        0.5,
        "leaky_relu_forward changes its argument z in place   [z (2, 3), da (2, 3)]",
        diagnosis=IN_PLACE,
    ),
)
ONE_SIDED_CHECKING = exercise(
    "gradient_checking",
    numerical_gradient=failed("numerical gradient", 1, CHECKING_MESSAGE, diagnosis=ONE_SIDED),
)
RAISED_CHECKING = exercise(
    "gradient_checking",
    numerical_gradient=failed("numerical gradient", 1, RAISED),
    comparison=failed(
        "comparison", 0.5, "comes after the first right result", verdict=Verdict.SKIPPED
    ),
)
UNDEFINED_NETWORK = exercise(
    "whole_network",
    forward=failed("forward", 1, "network_forward is not defined"),
    gradients=failed("gradients", 1.5, "network_forward is not defined"),
)
ERRED_LOSSES = exercise(
    "losses",
    **{
        name.replace(" ", "_").replace("-", "_"): failed(
            name,
            1,
            "The grader failed, not the submission: KeyError: 'sqrt_of_reference'",
            verdict=Verdict.ERROR,
        )
        for name in EXERCISES["losses"][1]
    },
)


def submission(
    student: str, *changed: ExerciseResult, notes: tuple[str, ...] = ()
) -> SubmissionResult:
    other = {item.name: item for item in changed}
    exercises = [other.get(name) or exercise(name) for name in EXERCISES]
    erred = any(check.verdict is Verdict.ERROR for item in exercises for check in item.checks)
    return SubmissionResult(
        student=student,
        file=f"{student}/hw1_forward_backward/forward_backward.py",
        score=sum(item.score for item in exercises),
        max_score=sum(item.max_score for item in exercises),
        status="error" if erred else "graded",
        notes=list(notes),
        exercises=exercises,
    )


def nothing(student: str, problem: str, verdict: Verdict) -> SubmissionResult:
    """Missing (SKIPPED) or unreadable (FAILED), as the grader leaves it."""
    exercises = [
        exercise(
            name,
            **{
                check.replace(" ", "_").replace("-", "_"): failed(
                    check, worth, problem, verdict=verdict
                )
                for check, worth in points.items()
            },
        )
        for name, (_, points) in EXERCISES.items()
    ]
    missing = verdict is Verdict.SKIPPED
    return SubmissionResult(
        student=student,
        file="" if missing else f"{student}/hw1_forward_backward/forward_backward.py",
        score=0.0,
        max_score=sum(item.max_score for item in exercises),
        status="missing" if missing else "graded",
        notes=[problem],
        exercises=exercises,
    )


MAGIC = "Line 3 was skipped: %matplotlib inline is a command of the notebook, not Python."


@pytest.fixture
def classroom() -> ClassResults:
    """Fifteen students: four without a fault, one missing, one broken file, one grader error."""
    return ClassResults(
        assignment="hw1_forward_backward",
        bank=BankInfo(id="9c41f07ab2de", seed=4711, oracles=["numpy", "tensorflow"]),
        submissions=[
            submission("amara"),
            submission("bjorn", AVERAGED_DENSE, NAIVE_SOFTMAX),
            submission("chiara", notes=(MAGIC,)),
            submission("daichi", AVERAGED_DENSE, UPSTREAM_RELU, RAISED_CHECKING, notes=(MAGIC,)),
            submission("ebru", NAIVE_SOFTMAX),
            submission("fatima"),
            submission("goran", UNDEFINED_NETWORK, NAIVE_SOFTMAX, AVERAGED_DENSE, CHANGED_LEAKY),
            submission("hinewai", ERRED_LOSSES, NAIVE_SOFTMAX),
            submission("ignacio", ONE_SIDED_CHECKING),
            nothing("jelena", "Nothing was handed in.", Verdict.SKIPPED),
            submission("kwame", NAIVE_SOFTMAX, UPSTREAM_RELU),
            submission("lakshmi"),
            nothing(
                "mateusz",
                "The file cannot be run: IndentationError: unexpected indent\n"
                "  forward_backward.py, line 12: return z",
                Verdict.FAILED,
            ),
            submission("nikolai", UNDEFINED_NETWORK, CHANGED_LEAKY),
            submission("oluwaseun", RAISED_CHECKING),
        ],
    )


@pytest.fixture
def timed(classroom: ClassResults) -> ClassResults:
    """The class with a deadline at midnight and the attempts of two students."""

    def attempt(time: str, score: float, *, late: float = 0, counts: bool = False) -> AttemptResult:
        return AttemptResult(
            handed_in=f"2026-11-{time}+00:00",
            score=score,
            late_seconds=late,
            penalty=0.0,
            counts=counts,
        )

    amara, bjorn, *others = classroom.submissions
    first = [
        attempt("20T18:30:00", 10),
        attempt("20T23:10:00", 12.5),
        attempt("21T01:00:00", 20, late=3600.4, counts=True),
    ]
    second = [attempt("21T20:00:00", 17.5, late=72000.0, counts=True)]
    told = [replace(amara, attempts=first), replace(bjorn, attempts=second)]
    deadline = "2026-11-21T02:00:00+02:00"  # midnight, UTC
    return replace(classroom, deadline=deadline, submissions=[*told, *others])


def spoilt(item: SubmissionResult, text: str) -> SubmissionResult:
    """The submission, with the text wherever a student or a message may put one."""

    def check(one: CheckResult) -> CheckResult:
        case = one.counterexample
        if one.verdict is Verdict.PASSED:
            return one
        if case is not None:
            case = replace(case, inputs={text: text}, got=text, expected=text, reproduce=text)
        diagnosis = [replace(found, behaves=text, hint=text) for found in one.diagnosis]
        return replace(one, message=text, diagnosis=diagnosis, counterexample=case)

    exercises = [
        replace(one, title=text, checks=[check(each) for each in one.checks])
        for one in item.exercises
    ]
    return replace(item, student=text, file=text, notes=[text], exercises=exercises)


@pytest.fixture
def spoil() -> Callable[[ClassResults, str], ClassResults]:
    """A function that gives a class in which everybody has a text for name, message and more."""

    def spoil_all(results: ClassResults, text: str) -> ClassResults:
        return replace(results, submissions=[spoilt(item, text) for item in results.submissions])

    return spoil_all


@pytest.fixture
def lost() -> SubmissionResult:
    """A submission that the grader lost: it has no exercises, and a note that is the grader's."""
    return replace(
        submission("amara"), status="error", score=0.0, exercises=[], notes=["worker lost: secret"]
    )


@pytest.fixture
def late() -> SubmissionResult:
    """A submission with mistakes that lost two points by being late."""
    item = submission("bjorn", AVERAGED_DENSE)
    note = "handed in 1 day after the deadline: 2.00 points off"
    return replace(item, score=item.score - 2, notes=[note])
