from __future__ import annotations

from pathlib import Path

import pytest

import autograder
from autograder.engine import engine


def test_the_engine_is_known_by_what_has_a_say_in_a_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "autograder"
    for name in ("__init__", "grading", "numerics/compare", "cli/output", "reports/html"):
        path = package / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("right = True\n")
    monkeypatch.setattr(autograder, "__file__", str(package / "__init__.py"))
    found = [engine.__wrapped__()]
    for name in ("cli/output", "reports/html", "grading", "numerics/compare"):
        (package / f"{name}.py").write_text("right = False\n")
        found.append(engine.__wrapped__())
    assert found[0].startswith(f"{autograder.__version__}+")
    assert found[0] == found[1] == found[2]
    assert len(set(found[2:])) == 3
