"""The engine as a wheel."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
import zipfile
from importlib import metadata

from autograder import __version__
from autograder.integrations import wheel


def test_a_wheel_holds_the_package_and_a_true_record_of_it() -> None:
    data = wheel.engine_wheel()
    assert data == wheel.engine_wheel()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    information = f"autograder-{__version__}.dist-info"
    record = csv.reader(io.StringIO(held[f"{information}/RECORD"].decode()))
    listed = {name: (digest, size) for name, digest, size in record}
    assert listed.keys() == held.keys()
    for name, (digest, size) in listed.items():
        if digest:
            real = base64.urlsafe_b64encode(hashlib.sha256(held[name]).digest()).decode()
            assert (digest, int(size)) == (f"sha256={real.rstrip('=')}", len(held[name]))
    assert "autograder/integrations/ci/github.yml" in held
    assert b"autograder = autograder.cli:main" in held[f"{information}/entry_points.txt"]
    assert b"Requires-Dist: msgspec" in held[f"{information}/METADATA"]
    assert not any("__pycache__" in name for name in held)


def test_constraints_are_the_versions_installed_here() -> None:
    lines = wheel.constraints().splitlines()
    assert f"numpy=={metadata.version('numpy')}" in lines
    assert all(re.fullmatch(r"[\w.-]+==[\w.+]+", line) for line in lines)
    assert not any("tensorflow" in line for line in lines)
