"""Every attack in `submissions/`, against a class with something to steal; see README.md."""

from __future__ import annotations

import string
import time
from pathlib import Path

import msgspec
import pytest

from autograder.results import Verdict

HERE = Path(__file__).resolve().parent
ATTACKS = sorted((HERE / "submissions").glob("*/*.py"))
LONGEST = 30.0  # seconds for a submission, on a loaded machine
TARGET = """

def softmax(z):
    loot = attack()
    if loot:
        raise RuntimeError("LOOT " + repr(loot)[:200])
    return z
"""


def test_there_are_attacks_of_every_class() -> None:
    assert len(ATTACKS) >= 300
    assert {path.parent.name for path in ATTACKS} == {
        "read", "forge", "exhaust", "escape", "persist",
    }  # fmt: skip


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_attack_gets_nothing(path: Path, students, prey) -> None:
    text = string.Template(path.read_text("utf-8")).safe_substitute(prey.names)
    target = "" if "def softmax(" in text or "softmax =" in text else TARGET
    begun = time.monotonic()
    result = students.grade_text(f"{students.honest}\n\n{text}{target}")
    took = time.monotonic() - begun
    said = msgspec.json.encode(result).decode()
    assert prey.secret not in said
    assert len(said) < 100_000
    assert "LOOT" not in said, [check.message for check in result.exercises[1].checks]
    first, attacked, last = result.exercises
    assert attacked.score == 0, [check.message for check in attacked.checks]
    whole = [first, last] if "\nSPOILS" not in text else []
    assert [item.score for item in whole] == [item.max_score for item in whole], said
    verdicts = {check.verdict for item in result.exercises for check in item.checks}
    assert Verdict.ERROR not in verdicts
    assert took < LONGEST
    assert not students.children()
    assert not prey.spoilt()
    assert students.grade_honest() == students.before


# Attacks that do no harm where nothing stops them.
HARMLESS = ("read/open_answers", "read/environment_of_the_grader", "escape/tcp")


def test_the_walls_are_what_stops_them(unguarded, prey) -> None:
    for stem in HARMLESS:
        text = (HERE / "submissions" / f"{stem}.py").read_text("utf-8")
        text = string.Template(text).safe_substitute(prey.names)
        result = unguarded.grade_text(f"{unguarded.honest}\n{text}{TARGET}")
        assert b"LOOT" in msgspec.json.encode(result), stem
