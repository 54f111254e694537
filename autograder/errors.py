"""The errors that users meet: each says what is wrong and what to do instead."""

from __future__ import annotations

from collections.abc import Iterable


class AutograderError(Exception):
    """Something the user can put right; the message says how."""


class UsageError(AutograderError):
    """A wrong argument, a missing file, an unknown name: exit status 2."""


class DeclarationError(AutograderError):
    """An assignment that is declared inconsistently; addressed to its author."""


class BankError(AutograderError):
    """A case bank that cannot be built, read, or used for this homework."""


class WireError(AutograderError):
    """Bytes that are not a well-formed message within the limits."""


class SandboxError(AutograderError):
    """The grader's own confinement or fork server failed: never the student's fault."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A question that names what a misspelt name may stand for; empty where nothing is like it."""
    from difflib import get_close_matches  # for errors alone

    near = get_close_matches(name, list(dict.fromkeys(known)), n=3)
    return f"Did you mean {' or '.join(near)}?" if near else ""
