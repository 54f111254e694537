"""The commands through the installed entry point, as a user runs them."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from places import HW1, ROOT

from autograder.authoring.banks import HiddenBank
from autograder.course import Course
from autograder.store import NAME

COMMAND = Path(sys.executable).parent / "autograder"
PUBLIC = ROOT / "student_template" / HW1 / "forward_backward.bank"
SAMPLE = ROOT / "assignments" / HW1 / "sample_class"


def autograder(*words: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *map(str, words)],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=240,
        env={**os.environ, "COLUMNS": "200"},
        check=False,
    )


@pytest.fixture
def homework(tmp_path: Path) -> Path:
    """A student's folder, freshly downloaded."""
    return Path(shutil.copytree(ROOT / "student_template" / HW1, tmp_path / HW1))


@pytest.fixture
def solved(homework: Path, reference: str) -> Path:
    (homework / "forward_backward.py").write_text(reference)
    (homework / "forward_backward.ipynb").unlink()
    return homework


def submit(root: Path, student: str, text: str) -> None:
    folder = root / student / HW1
    folder.mkdir(parents=True)
    (folder / "forward_backward.py").write_text(text)


def grade(submissions: Path, out: Path, *more: object) -> subprocess.CompletedProcess[str]:
    return autograder("grade", HW1, submissions, "--out", out, "--bank", PUBLIC, *more)


def results(out: Path) -> dict:
    return json.loads((out / "results.json").read_text())


def verdicts_in(out: Path) -> int:
    """How many verdicts an output folder's database holds by now."""
    if not (out / NAME).exists():
        return 0
    with closing(sqlite3.connect(f"file:{out / NAME}?mode=ro", uri=True)) as database:
        try:
            return database.execute("select count(*) from autograder_verdict").fetchone()[0]
        except sqlite3.OperationalError:  # it is just being made
            return 0


# check


def test_check_of_the_unfilled_template_fails_cleanly(homework: Path) -> None:
    done = autograder("check", cwd=homework)
    assert done.returncode == 1
    assert "sigmoid_forward is not written yet" in done.stdout
    assert "0 of 42 points, 0 of 10 exercises complete" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_check_of_a_solved_homework_passes(solved: Path) -> None:
    done = autograder("check", cwd=solved)
    assert (done.returncode, done.stderr) == (0, "")
    assert "42 of 42 points, 10 of 10 exercises complete" in done.stdout


@pytest.mark.parametrize("path", [HW1, "hw1", f"{HW1}/forward_backward.py", f"./{HW1}/"])
def test_check_takes_a_folder_a_file_or_the_homeworks_name(path: str, solved: Path) -> None:
    done = autograder("check", path, "-e", "relu", cwd=solved.parent)
    assert done.returncode == 0, done.stderr


def test_check_says_what_is_wrong_and_how_to_see_it_again(solved: Path, reference: str) -> None:
    text = reference.replace(
        "db = dz.sum(axis=0)\n    return dx", "db = dz.mean(axis=0)\n    return dx"
    )
    (solved / "forward_backward.py").write_text(text)
    done = autograder("check", "--exercise", "dense_layer", cwd=solved)
    assert done.returncode == 1
    assert "dense_backward: db[0] = " in done.stdout
    assert (
        "Behaves exactly as if the bias gradient were averaged over the batch instead of summed."
        in done.stdout
    )
    line = next(line for line in done.stdout.splitlines() if "Reproduce: " in line)
    command = line.split("Reproduce: autograder ")[1].split()
    again = autograder(*command, cwd=solved)
    assert again.returncode == 0
    assert "should be" in again.stdout


def test_a_case_shows_what_its_numbers_do_not(solved: Path, reference: str) -> None:
    text = f"""{reference}
_right = leaky_relu_forward
def leaky_relu_forward(z, alpha=0.01):
    return _right(z, alpha)
"""
    (solved / "forward_backward.py").write_text(text)
    done = autograder("check", "-e", "leaky_relu", cwd=solved)
    lines = done.stdout.splitlines()
    says = "leaky_relu_forward fails when called as leaky_relu_forward(z, negative_slope=...)"
    place = next(number for number, line in enumerate(lines) if says in line)
    line = next(line for line in lines[place:] if "Reproduce: " in line)
    shown = autograder(*line.split("Reproduce: autograder ")[1].split(), cwd=solved).stdout
    assert f"contract\n{says}" in shown
    assert "Reproduce" not in shown


def test_check_prints_json_for_other_tools(solved: Path) -> None:
    done = autograder("check", "--json", "-e", "softmax", cwd=solved)
    assert json.loads(done.stdout)["score"] == 4


def test_check_takes_a_function_for_the_exercise_that_asks_for_it(solved: Path) -> None:
    by_function, by_exercise = (
        autograder("check", "-e", name, "--case", "0", cwd=solved)
        for name in ("relu_backward", "relu")
    )
    assert by_function.returncode == 0
    assert by_function.stdout == by_exercise.stdout != ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere"], "nowhere does not exist. Change into the folder that you were given"),
        (["-e", "sofmax"], "Expected an exercise of hw1_forward_backward (sigmoid, tanh, relu,"),
        (["-e", "relo"], " but got 'relo'. Did you mean relu"),
        (["-e", "relu_bakward"], " but got 'relu_bakward'. Did you mean relu_backward"),
        (["-e", "relo", "--case", "0"], " but got 'relo'. Did you mean relu"),
        (["--case", "3"], "Expected one exercise with --case. Name it with --exercise NAME."),
        (["-e", "relu", "--case", "999"], "Expected a case of relu from 0 to "),
        (["--bank", "missing.bank"], "Cannot read the bank missing.bank: No such file"),
        (["--bank", "README.md"], "Expected a case bank but README.md is damaged"),
    ],
)
def test_check_refuses_wrong_usage(words: Sequence[str], message: str, solved: Path) -> None:
    done = autograder("check", *words, cwd=solved)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stdout == ""


def test_check_without_a_bank_says_where_to_get_one(solved: Path) -> None:
    (solved / "forward_backward.bank").unlink()
    done = autograder("check", cwd=solved)
    assert done.returncode == 2
    assert "Expected the homework's case bank beside your work" in done.stderr


# grade


def test_grade_writes_results_grades_and_report(tmp_path: Path, reference: str) -> None:
    submit(tmp_path / "class", "ada", reference)
    submit(tmp_path / "class", "bob", "def softmax(:\n")
    (tmp_path / "class" / "eve").mkdir()
    done = grade(tmp_path / "class", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    found = results(tmp_path / "out")
    assert found["schema"] == 1
    assert found["assignment"] == HW1
    assert set(found["bank"]) == {"id", "seed", "oracles"}
    by_name = {item["student"]: item for item in found["submissions"]}
    assert [by_name[name]["status"] for name in ("ada", "bob", "eve")] == [
        "graded",
        "graded",
        "missing",
    ]
    assert [by_name[name]["score"] for name in ("ada", "bob", "eve")] == [42, 0, 0]
    assert "SyntaxError" in by_name["bob"]["exercises"][0]["checks"][0]["message"]
    with (tmp_path / "out" / "grades.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [(row["student"], float(row["score"])) for row in rows] == [
        ("ada", 42),
        ("bob", 0),
        ("eve", 0),
    ]
    report = (tmp_path / "out" / "report.html").read_text()
    assert "ada" in report
    assert "http://" not in report.replace("http://www.w3.org", "")
    assert len(list((tmp_path / "out" / "students").glob("*.html"))) == 3


def test_check_and_grade_give_the_same_bytes(tmp_path: Path, solved: Path, reference: str) -> None:
    wrong = reference.replace("dx = dz @ w.T", "dx = dz @ w")
    (solved / "forward_backward.py").write_text(wrong)
    submit(tmp_path / "class", "you", wrong)
    grade(tmp_path / "class", tmp_path / "out", "--format", "json")
    checked = json.loads(autograder("check", "--json", cwd=solved).stdout)
    graded = results(tmp_path / "out")["submissions"][0]
    assert json.dumps(checked) == json.dumps(graded)
    assert checked["score"] == 39.5


def test_hostile_submissions_cost_their_exercise_alone(tmp_path: Path, reference: str) -> None:
    hostile = {
        "exits": "import os\ndef relu_backward(da, cache): os._exit(0)\n",
        "reads": f"def relu_backward(da, cache): return open({str(ROOT / 'README.md')!r}).read()\n",
        "floods": "def relu_backward(da, cache): print('x' * 10**8)\n",
        "hoards": "def relu_backward(da, cache): return np.zeros(10 * 2**27)\n",
        "recurses": "def relu_backward(da, cache): return relu_backward(da, cache)\n",
        "exhausts": "def relu_backward(da, cache):\n    while True: pass\n",
    }
    for name, text in hostile.items():
        submit(tmp_path / "class", name, f"{reference}\n{text}")
    done = grade(tmp_path / "class", tmp_path / "out", "--format", "json")
    assert done.returncode == 0, done.stderr
    says = {
        "exits": "ended the Python process (exit status 0) instead of returning",
        "reads": "Operation not permitted",
        "floods": "printed more than 8 MB",
        "hoards": "MemoryError",
        "recurses": "RecursionError",
        "exhausts": "did not finish within 5 s of processor time",
    }
    for item in results(tmp_path / "out")["submissions"]:
        failed = [part["name"] for part in item["exercises"] if part["score"] < part["max_score"]]
        assert failed == ["relu"], item["student"]
        messages = " ".join(check["message"] for check in item["exercises"][2]["checks"])
        assert says[item["student"]] in messages
        assert 39 <= item["score"] < 42


def test_grade_goes_on_where_it_was_stopped(tmp_path: Path, reference: str) -> None:
    for number in range(60):
        wait = "import time\ntime.sleep(3)" if number == 30 else ""  # time to stop it in
        submit(tmp_path / "class", f"s{number:02}", f"{reference}\n# {number}\n{wait}\n")
    whole = grade(tmp_path / "class", tmp_path / "whole", "--format", "json")
    assert whole.returncode == 0
    command = [COMMAND, "grade", HW1, tmp_path / "class", "--out", tmp_path / "out"]
    command += ["--bank", PUBLIC, "--jobs", "1", "--format", "json"]
    running = subprocess.Popen(
        list(map(str, command)),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while verdicts_in(tmp_path / "out") < 3:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 3
    assert "interrupted; what was graded is kept" in told
    assert 3 <= verdicts_in(tmp_path / "out") < 60
    assert grade(tmp_path / "class", tmp_path / "out", "--format", "json").returncode == 0
    assert verdicts_in(tmp_path / "out") == 60
    same = (tmp_path / "out" / "results.json").read_bytes()
    assert same == (tmp_path / "whole" / "results.json").read_bytes()


def test_only_what_has_changed_is_graded_again(tmp_path: Path, reference: str) -> None:
    classroom, out = tmp_path / "class", tmp_path / "out"
    for student in ("ada", "ben", "cem"):
        submit(classroom, student, f"{reference}\n# {student}\n")
    assert grade(classroom, out, "--format", "json").returncode == 0
    mark_verdicts(out / NAME)
    work = classroom / "ben" / HW1 / "forward_backward.py"
    work.write_text(work.read_text() + "# better\n")
    assert grade(classroom, out, "--format", "json").returncode == 0
    assert notes(out) == {"ada": ["known"], "ben": [], "cem": ["known"]}
    assert grade(classroom, out, "--format", "json", "--fresh").returncode == 0
    assert notes(out) == {"ada": [], "ben": [], "cem": []}


def mark_verdicts(database: Path) -> None:
    """Have every verdict of a database say that it is known."""
    with closing(sqlite3.connect(database)) as connection, connection:
        changed = connection.execute(
            """update autograder_verdict set result = replace(result, '"notes":[]', ?)""",
            ['"notes":["known"]'],
        )
        assert changed.rowcount


def notes(out: Path) -> dict[str, list[str]]:
    return {item["student"]: item["notes"] for item in results(out)["submissions"]}


def test_a_store_of_its_own_serves_every_folder(tmp_path: Path, reference: str) -> None:
    classroom, kept = tmp_path / "class", tmp_path / "kept.db"
    submit(classroom, "ada", reference)
    store = ("--store", f"sqlite:///{kept}")
    assert grade(classroom, tmp_path / "one", *store).returncode == 0
    assert not (tmp_path / "one" / NAME).exists()
    mark_verdicts(kept)
    assert grade(classroom, tmp_path / "two", *store).returncode == 0
    assert notes(tmp_path / "two") == {"ada": ["known"]}
    done = autograder("report", HW1, "--out", tmp_path / "three", *store)
    assert done.returncode == 0, done.stderr
    assert results(tmp_path / "three") == results(tmp_path / "two")


DUE = datetime(2030, 1, 31, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory, reference: str) -> Path:
    """A graded class in out/: ada's first attempt was in time, her better one 25 hours late."""
    root = tmp_path_factory.mktemp("twice")
    classroom, out = root / "class", root / "out"
    submit(classroom, "ada", reference.replace("dx = dz @ w.T", "dx = dz @ w"))
    submit(classroom, "ben", reference)
    seconds = DUE.timestamp()
    for student in ("ada", "ben"):
        path = classroom / student / HW1 / "forward_backward.py"
        os.utime(path, (seconds - 60, seconds - 60))
    assert grade(classroom, out, "--format", "json").returncode == 0
    folder = classroom / "ada" / HW1
    (folder / "forward_backward.py").write_text(reference)
    (folder / "timestamp.txt").write_text("2030-02-01 13:00:00.5 UTC\n")
    assert grade(classroom, out).returncode == 0
    return root


@pytest.mark.parametrize(
    ("words", "score", "counts"),
    [
        ([], 42, 1),
        (["--policy", "first"], 39.5, 0),
        (["--policy", "best"], 42, 1),
        (["--policy", "best", "--deadline", "2030-01-31T12:00Z", "--late", "10%/day"], 39.5, 0),
        (["--policy", "last", "--deadline", "2030-01-31T12:00Z", "--late", "10%/day"], 33.6, 1),
        (["--policy", "best", "--deadline", "2030-01-31T12:00Z", "--late", "1%"], 41.58, 1),
        (["--deadline", "2030-01-31T12:00Z", "--late", "zero"], 39.5, 0),
        (["--deadline", "2030-02-01T13:00:01Z", "--late", "zero"], 42, 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_the_policy_may_be_chosen_after_grading(
    twice: Path, words: Sequence[str], score: float, counts: int
) -> None:
    out = twice / "out"
    done = autograder("report", HW1, "--out", out, *words)
    assert done.returncode == 0, done.stderr
    ada, ben = results(out)["submissions"]
    assert (ada["score"], ada["max_score"], ben["score"]) == (score, 42, 42)
    assert [item["counts"] for item in ada["attempts"]] == [counts == 0, counts == 1]
    assert [item["handed_in"] for item in ada["attempts"]] == [
        "2030-01-31T11:59:00+00:00",
        "2030-02-01T13:00:00+00:00",
    ]
    assert [item["score"] for item in ada["attempts"]] == [39.5, 42]
    lost = 42 - score if counts else 0
    told = f"handed in 2 days after the deadline (2030-01-31 12:00+00:00): {lost:.2f} points off"
    assert ada["notes"] == ([told] if lost else [])
    with (out / "grades.csv").open() as file:
        rows = {row["student"]: float(row["score"]) for row in csv.DictReader(file)}
    assert rows == {"ada": score, "ben": 42}


def test_a_policy_is_the_same_when_grading_and_later(twice: Path) -> None:
    policy = ("--policy", "best", "--deadline", "2030-01-31T12:00Z", "--late", "10%/day")
    assert autograder("report", HW1, "--out", twice / "out", *policy).returncode == 0
    reported = (twice / "out" / "results.json").read_bytes()
    assert grade(twice / "class", twice / "out", *policy).returncode == 0
    assert (twice / "out" / "results.json").read_bytes() == reported


def test_a_later_report_names_who_has_handed_in_nothing(twice: Path) -> None:
    (twice / "class" / "cem" / HW1).mkdir(parents=True)
    assert grade(twice / "class", twice / "out").returncode == 0
    graded = (twice / "out" / "results.json").read_bytes()
    assert [item["status"] for item in results(twice / "out")["submissions"]] == [
        *("graded", "graded", "missing")
    ]
    assert autograder("report", HW1, "--out", twice / "out").returncode == 0
    assert (twice / "out" / "results.json").read_bytes() == graded


def test_a_roster_names_who_has_handed_in_nothing(tmp_path: Path) -> None:
    submit(tmp_path / "class", "bob", "def softmax(:\n")
    submit(tmp_path / "class", "zoe", "def softmax(:\n")
    (tmp_path / "roster.txt").write_text("bob\nada\n")
    done = grade(tmp_path / "class", tmp_path / "out", "--roster", tmp_path / "roster.txt")
    assert done.returncode == 0, done.stderr
    assert "note: not on the roster, but in the folder: zoe" in done.stderr
    found = {item["student"]: item["status"] for item in results(tmp_path / "out")["submissions"]}
    assert found == {"ada": "missing", "bob": "graded", "zoe": "graded"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["grade", "hw9", "X", "--out", "o"],
            "Expected a homework of this course (hw1_forward_backward",
        ),
        (["grade", HW1, "missing", "--out", "o"], "missing"),
        (["grade", HW1, "empty", "--out", "o"], "empty"),
        (["grade", HW1, "empty"], "--out"),
        (["grade", HW1, "class", "--out", "full"], "holds other files. Name another folder."),
        (["grade", HW1, "class", "--out", "/proc/o"], "Cannot write to the output folder /proc/o"),
        (
            ["grade", HW1, "class", "--out", "o", "--format", "pdf"],
            "Expected --format of json, csv, html",
        ),
        (["grade", HW1, "class", "--out", "o", "--oracles", "jax"], "Expected --oracles numpy or"),
        (["grade", HW1, "class", "--out", "o", "--bank", "b", "--seed", "1"], "but got both"),
        (["grade", HW1, "class", "--out", "o", "--roster", "none"], "Cannot read the roster none"),
        (
            ["grade", HW1, "class", "--out", "o", "--deadline", "2030-01-31T12:00"],
            "Expected --deadline together with --late (none, zero, 20%, 10%/day), or neither.",
        ),
        (["report", HW1, "--out", "o", "--late", "zero"], "Expected --deadline together with"),
        (
            ["report", HW1, "--out", "o", "--late", "5%/month", "--deadline", "2030-01-31T12:00"],
            "Expected --late none, zero, 20%, 10%/day, 1%/hour or the like but got '5%/month'.",
        ),
        (
            ["report", HW1, "--out", "o", "--late", "zero", "--deadline", "tomorrow"],
            "Expected --deadline as 2026-11-30T23:59 or 2026-11-30T23:59+01:00 but got 'tomorrow'.",
        ),
        (["report", HW1, "--out", "o", "--policy", "worst"], "Invalid value for '--policy'"),
        (
            ["report", HW1, "--out", "o"],
            f"Expected results of {HW1} in o but there are none. Grade",
        ),
        (["report", HW1, "--out", "full"], f"Expected results of {HW1} in full but there are none"),
        (["report", "hw9", "--out", "o"], "Expected a homework of this course"),
        (
            ["grade", HW1, "class", "--out", "o", "--store", "results.db"],
            "Cannot open the results database results.db: Could not parse",
        ),
        (["validate", "hw9"], "Expected a homework of this course"),
        (["release", "hw9"], "Expected a homework of this course"),
        (["nonsense"], "No such command"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_usage_ends_with_status_2(
    words: Sequence[str], message: str, tmp_path: Path, reference: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.doc").write_text("years of work")
    submit(tmp_path / "class", "ada", reference)
    course = [] if words == ["nonsense"] else ["--course", ROOT]
    done = autograder(*words, *course, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert message in done.stderr
    assert (tmp_path / "full" / "thesis.doc").read_text() == "years of work"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--bank", "absent.bank"], "Cannot read the bank absent.bank"),
        (["--bank", ROOT / "student_template/hw4_optimization/optimization.bank"], "hw4_"),
        (["--oracles", "jax"], "Expected --oracles numpy or"),
        (["--jobs", "2", "--scheduler", "tcp://nowhere:1"], "Expected --jobs or --scheduler"),
        (["--device", "gpu", "--scheduler", "tcp://nowhere:1"], "Expected --device or --scheduler"),
    ],
    ids=lambda value: str(value[0]) if isinstance(value, list) else None,
)
def test_nothing_is_written_before_the_arguments_are_known_to_be_usable(
    words: Sequence[object], message: str, tmp_path: Path, reference: str
) -> None:
    submit(tmp_path / "class", "ada", reference)
    done = autograder("grade", HW1, "class", "--out", "out", "--course", ROOT, *words, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert not (tmp_path / "out").exists()


def test_files_of_an_earlier_report_are_told_and_kept(twice: Path) -> None:
    out = twice / "out"
    assert autograder("report", HW1, "--out", out).stderr == ""
    done = autograder("report", HW1, "--out", out, "--format", "json", "--policy", "best")
    assert done.stderr == f"note: grades.csv, report.html in {out}/ are from an earlier report\n"
    assert (out / "grades.csv").exists()


def test_a_homework_is_named_by_its_beginning_as_for_start(tmp_path: Path, reference: str) -> None:
    submit(tmp_path / "class", "ada", reference)
    done = autograder(
        "grade", "hw1", tmp_path / "class", "--out", tmp_path / "out", "--bank", PUBLIC
    )
    assert done.returncode == 0, done.stderr
    assert results(tmp_path / "out")["assignment"] == HW1
    done = autograder("report", "hw1", "--out", tmp_path / "out", "--format", "json")
    assert done.returncode == 0, done.stderr
    done = autograder("validate", "hw", "--course", ROOT)
    assert (done.returncode, "but got 'hw'" in done.stderr) == (2, True)


def test_a_bank_for_another_version_is_refused(tmp_path: Path, reference: str) -> None:
    course = tmp_path / "course"
    for name in ("assignments", "reference"):
        shutil.copytree(ROOT / name, course / name, ignore=shutil.ignore_patterns("sample_class"))
    declarations = course / "assignments" / HW1 / "exercises.py"
    declarations.write_text(declarations.read_text() + "\n# a later version\n")
    submit(tmp_path / "class", "ada", reference)
    done = autograder(
        "grade",
        HW1,
        tmp_path / "class",
        "--out",
        tmp_path / "o",
        "--bank",
        PUBLIC,
        "--course",
        course,
    )
    assert done.returncode == 2
    assert "Build it anew: autograder bank hw1_forward_backward" in done.stderr


def test_outside_a_course_the_error_says_where_to_go(tmp_path: Path) -> None:
    done = autograder("validate", cwd=tmp_path)
    assert done.returncode == 2
    assert "Change into the course's folder or name it with --course DIR." in done.stderr


def test_the_secret_seed_is_drawn_once_and_gives_the_same_bank(
    tmp_path: Path, reference: str
) -> None:
    course = tmp_path / "course"
    for name in ("assignments", "reference"):
        shutil.copytree(ROOT / name, course / name, ignore=shutil.ignore_patterns("sample_class"))
    submit(tmp_path / "class", "ada", reference)
    for out in ("first", "second"):
        done = autograder(
            "grade",
            HW1,
            tmp_path / "class",
            "--out",
            tmp_path / out,
            "--oracles",
            "numpy",
            cwd=course,
        )
        assert done.returncode == 0, done.stderr
    first, second = (results(tmp_path / out)["bank"] for out in ("first", "second"))
    assert first == second
    assert first["oracles"] == ["numpy"]
    assert first["seed"] != 0
    secret = course / ".autograder" / "secret_seed"
    assert secret.stat().st_mode & 0o077 == 0


def test_the_seed_of_one_homework_does_not_tell_anothers(tmp_path: Path) -> None:
    course = Course(shutil.copytree(ROOT / "docs" / "example_course", tmp_path / "course"))
    names = ("hw2_layers_and_optimisers", "hw3_another")
    for folder in ("assignments", "reference"):
        shutil.copytree(course.root / folder / names[0], course.root / folder / names[1])
    seeds = [HiddenBank.find(course, name, seed=None).seed for name in names for _ in range(2)]
    assert seeds[0] == seeds[1] != seeds[2] == seeds[3]
    assert (course.root / ".autograder" / "secret_seed").read_text() not in map(str, seeds)


# demo, release, validate, bank


def test_demo_grades_the_sample_class(tmp_path: Path) -> None:
    done = autograder("demo", "--out", tmp_path / "report")
    assert done.returncode == 0, done.stderr
    found = results(tmp_path / "report")
    score = {item["student"]: item["score"] for item in found["submissions"]}
    assert len(score) >= 12
    assert [name for name, points in score.items() if points == 42] == [
        "chiara",
        "daichi",
    ]
    assert score["amara"] == score["bjorn"] == 39.5, "only matrices, though any shape was asked for"
    assert score["nikolai"] == 0, "who reads the reference gets nothing"
    assert 0 < score["lakshmi"] < 42, "an endless loop costs its exercise alone"
    assert 0 < score["mateusz"] < 42, "a process that ends itself costs its exercise alone"
    assert "report.html" in done.stdout


@pytest.mark.tensorflow
def test_validate_finds_no_problem_in_the_course() -> None:
    done = autograder("validate", HW1)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no problems found" in done.stdout
    assert done.stderr == ""


def test_several_homeworks_are_released_side_by_side(tmp_path: Path) -> None:
    course = tmp_path / "course"
    names = (HW1, "hw4_optimization")
    for folder in ("assignments", "reference"):
        for name in names:
            shutil.copytree(ROOT / folder / name, course / folder / name)
    (course / "assignments" / "hw4_optimization" / "misconceptions.py").unlink()
    done = autograder("release", "--oracles", "numpy", "--jobs", 2, cwd=course)
    assert done.returncode == 0, done.stderr
    for name in names:
        assert list((course / "student_template" / name).glob("*.bank"))
        assert name in done.stdout


def test_a_homework_that_cannot_be_released_says_why(tmp_path: Path) -> None:
    course = tmp_path / "course"
    for folder in ("assignments", "reference"):
        shutil.copytree(ROOT / folder / HW1, course / folder / HW1)
        shutil.copytree(ROOT / folder / HW1, course / folder / "hw2_broken")
    (course / "reference" / "hw2_broken" / "numpy_solution.py").write_text("def f(:\n")
    done = autograder("release", "--oracles", "numpy", "--jobs", 2, cwd=course)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "numpy_solution.py" in done.stderr


def test_validate_reports_what_is_wrong_with_an_assignment(tmp_path: Path) -> None:
    course = tmp_path / "course"
    for name in ("assignments", "reference"):
        shutil.copytree(ROOT / name, course / name, ignore=shutil.ignore_patterns("sample_class"))
    listed = course / "assignments" / HW1 / "misconceptions.py"
    listed.write_text(
        listed.read_text()
        + "\nMISCONCEPTIONS.append(Misconception(name='harmless', exercise='relu', "
        "replace={'a = np.maximum(z, 0.0)': 'a = np.where(z > 0, z, 0.0)'}, "
        "behaves='x', hint='y'))\n"
    )
    listed = course / "assignments" / HW1 / "equivalents.py"
    text = listed.read_text()
    harmless = "relu_forward: cache = z > 0 -> cache = z >= 0"
    wrong = "relu_forward: cache = z > 0 -> cache = z < 0"
    assert harmless in text
    listed.write_text(text.replace(harmless, wrong).replace("sigmoid_forward", "sigmoid"))
    handout = course / "assignments" / HW1 / "handout.py"
    handout.write_text(handout.read_text().replace("# TASK: relu\n", "# TASK: rely\n"))
    done = autograder("validate", HW1, "--oracles", "numpy", cwd=course)
    assert done.returncode == 1
    told = " ".join(done.stdout.split())
    assert "relu: harmless earns full marks" in told
    assert f"relu: no check catches the mutant '{harmless}'" in told
    assert f"equivalents.py lists '{wrong}' as no mistake, but it is caught" in told
    assert "equivalents.py lists 'sigmoid: return" in told
    assert "but there is no such mutant" in told
    assert "no notebook can be made: Expected" in told
    assert "One oracle was asked: its results were compared with nobody else's." in told


def test_bank_without_tensorflow_says_how_to_install_it(tmp_path: Path) -> None:
    # An interpreter that does not see TensorFlow: its finder answers None.
    program = (
        "import importlib.util, sys\n"
        "real = importlib.util.find_spec\n"
        "def find(name, *rest):\n"
        "    return None if name == 'tensorflow' else real(name, *rest)\n"
        "importlib.util.find_spec = find\n"
        "sys.argv = 'autograder bank hw1_forward_backward --seed 3 --out x.bank'.split()\n"
        "from autograder.cli import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 2
    assert "pip install 'autograder[tensorflow]', or build with --oracles numpy" in done.stderr


def test_student_package_holds_neither_references_nor_assignments(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for name in ("autograder", "assignments", "reference"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, source],
        check=True,
        timeout=240,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    roots = {name.split("/")[0] for name in names}
    assert all(root.startswith("autograder") for root in roots), roots
    assert "autograder/reports/report.css" in names
