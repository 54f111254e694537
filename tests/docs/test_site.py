"""The site of docs/ is built whole, and loads nothing from elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT

pytest.importorskip("mkdocs", reason="mkdocs-material is not installed")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built strictly: a page without a place, or a link to nothing, fails it."""
    out = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", out],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    loading = re.compile(r"<(?:script|img|iframe|link)\b[^>]*(?:src|href)=\"(https?://[^\"]+)")
    for page in site.rglob("*.html"):
        assert loading.findall(page.read_text("utf-8")) == [], page


def test_the_reference_has_what_authors_declare(site: Path) -> None:
    text = (site / "api.html").read_text("utf-8")
    for name in (
        "exercise.Exercise",
        "exercise.probes.probe",
        "exercise.checks.Statistics",
        "results.CheckResult",
    ):
        assert f'id="autograder.{name}"' in text, name
