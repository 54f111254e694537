"""Which mistakes a submission is told of."""

from __future__ import annotations

from conftest import Grader

from autograder.course import Course
from autograder.results import Verdict

HW2 = "hw2_initialization_normalization"


def test_a_known_forward_mistake_is_named_though_backward_has_one_of_its_own(
    course: Course, grader: Grader
) -> None:
    text = course.reference(HW2, "numpy").read_text("utf-8")
    for line, instead in {
        "    std = np.sqrt(var + eps)\n": "    std = np.sqrt(var) + eps\n",
        "    mean_part = dx_hat.mean(axis=0)\n": "    mean_part = 1.01 * dx_hat.mean(axis=0)\n",
    }.items():
        assert line in text
        text = text.replace(line, instead)
    checks = grader(HW2, text, ["batch_norm"]).exercises[0].checks
    named = {check.name: [item.name for item in check.diagnosis] for check in checks}
    assert named["forward"] == ["batchnorm_eps_outside_root"]
    assert named["backward"] == []
    assert next(check for check in checks if check.name == "backward").verdict is Verdict.FAILED
