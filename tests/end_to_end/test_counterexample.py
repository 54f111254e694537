"""The smallest inputs that a submission gets wrong, searched for with the reference at hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import HW1, ROOT
from test_commands import autograder

ZOO = ROOT / "tests" / "submissions" / HW1


def search(path: Path, exercise: str, seconds: float = 20) -> tuple[int, str]:
    done = autograder("counterexample", HW1, path, "-e", exercise, "--seconds", seconds)
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    ("file", "exercise", "says"),
    [
        ("tanh/sign_lost.py", "tanh", "a[0, 0] = 0.001, but should be -0.001   [z (1, 1)"),
        ("softmax/over_the_whole_array.py", "softmax", "   [z (2, 1)]"),
        ("whole_network/bias_gradient_mean.py", "whole_network", "   [x (2, 1), dlogits (2, 1)]"),
    ],
)
def test_the_smallest_wrong_case_is_found(file: str, exercise: str, says: str) -> None:
    status, text = search(ZOO / "wrong" / file, exercise)
    assert status == 1
    assert says in text.splitlines()[0]
    assert f"{exercise}, smallest case found" in text


def test_a_search_that_was_stopped_says_so() -> None:
    _, text = search(ZOO / "wrong/whole_network/bias_gradient_mean.py", "whole_network", 1)
    assert text.splitlines()[-1] == (
        "perhaps not the smallest: stopped after 1 s; --seconds 6 looks further"
    )


def test_a_search_that_came_to_its_end_says_nothing_of_time() -> None:
    _, text = search(ZOO / "wrong/tanh/sign_lost.py", "tanh", 120)
    assert "perhaps" not in text


def test_a_code_that_fails_has_a_counterexample_too(tmp_path: Path) -> None:
    path = tmp_path / "forward_backward.py"
    path.write_text("def relu_forward(z):\n    return z.lost, z\n")
    status, text = search(path, "relu")
    assert status == 1
    assert text.startswith("relu_forward raised AttributeError")


@pytest.mark.parametrize("exercise", ["relu", "leaky_relu", "whole_network", "losses"])
def test_a_right_solution_has_none_not_even_at_a_kink(exercise: str) -> None:
    for path in sorted((ZOO / "right" / exercise).glob("*.py"))[:3]:
        status, text = search(path, exercise, seconds=1)
        assert status == 0, text
        assert text.startswith("right on all ")


def test_a_students_folder_may_hold_the_homeworks_as_for_grade(tmp_path: Path) -> None:
    (tmp_path / HW1).mkdir()
    (tmp_path / HW1 / "forward_backward.py").write_text("def relu_forward(z):\n    return -z, z\n")
    status, text = search(tmp_path, "relu")
    assert (status, text.startswith("relu_forward: a[0, 0] = ")) == (1, True)


def test_a_file_that_cannot_be_run_is_no_counterexample(tmp_path: Path) -> None:
    path = tmp_path / "forward_backward.py"
    path.write_text("def relu_forward(z:\n")
    done = autograder("counterexample", HW1, path, "-e", "relu")
    assert done.returncode == 2
    assert "forward_backward.py cannot be run: SyntaxError" in done.stderr


def test_a_function_stands_for_its_exercise() -> None:
    path = ZOO / "right/relu/half_sum_abs.py"
    done = autograder("counterexample", HW1, path, "-e", "relu_backward", "--seconds", "1")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("right on all ")


def test_what_cannot_be_searched_is_refused(tmp_path: Path) -> None:
    words = ("counterexample", HW1, tmp_path / "absent.py", "-e", "relu")
    done = autograder(*words)
    assert (done.returncode, "Nothing to search in" in done.stderr) == (2, True)
    done = autograder("counterexample", HW1, ZOO / "right/relu/half_sum_abs.py", "-e", "relo")
    assert (done.returncode, "Did you mean relu" in done.stderr) == (2, True)
