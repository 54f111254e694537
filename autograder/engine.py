"""Which engine this is: verdicts of one engine are never taken for those of another."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import autograder

_WITHOUT_A_SAY = ("authoring", "cli", "homeworks", "integrations", "reports")


@cache
def engine() -> str:
    """The version, with a fingerprint of all files that have a say in a verdict."""
    package = Path(autograder.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        if path.relative_to(package).parts[0] not in _WITHOUT_A_SAY:
            digest.update(path.read_bytes())
    return f"{autograder.__version__}+{digest.hexdigest()[:8]}"
