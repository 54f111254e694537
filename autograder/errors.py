"""The errors that users meet: each says what is wrong and what to do instead."""

from __future__ import annotations


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
