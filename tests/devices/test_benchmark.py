"""The benchmark of devices, on a small part of what it measures."""

from __future__ import annotations

import devices
import pytest
from places import HW1, ROOT

from autograder.plan import plan


@pytest.fixture
def both(start, start_on_device) -> devices.Both:
    return devices.Both(start, start_on_device)


def test_a_training_ends_alike_on_both(both: devices.Both, capsys) -> None:
    devices.time_trainings(both, [(40, 5, 8, 4)])
    *_, row = capsys.readouterr().out.splitlines()
    assert row.startswith("| 40 examples, 64-5-5-10, batches of 8 |")
    assert row.endswith(" 0.0e+00 |")


def test_a_check_that_ends_otherwise_is_named(both: devices.Both, grader) -> None:
    prepared = plan(grader.course.assignment(HW1), grader.bank(HW1, 1), only=["sigmoid"])
    warns = ROOT / "tests/submissions" / HW1 / "wrong/sigmoid/overflow_warning.py"
    (text,) = devices.unlike_checks(prepared, warns, both)
    assert text.startswith("large inputs: failed on the CPU, passed there: sigmoid_forward gives a")
