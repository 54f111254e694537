"""The case bank as a file: frozen inputs and outputs, named by the hash of what it holds.

A bank is MessagePack, compressed: reading one executes nothing. A public bank carries the
homework's declarations for the student's `check`; a hidden bank holds arrays only.
"""

from __future__ import annotations

import hashlib
import tempfile
import zlib
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec

from autograder import wire
from autograder.course import version
from autograder.errors import BankError
from autograder.exercise import FEEDBACK, Assignment, Feedback
from autograder.numerics.compare import Target
from autograder.results import BankInfo

MAGIC = b"autograder bank 2\n"
LARGEST = 256 * 2**20  # bytes, unpacked

CaseKind = Literal["worked", "drawn", "hard", "large"]


class Expected(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What the oracles agree on where a part is replaced by a stand-in; as in `Case`."""

    packed_outputs: bytes
    atol: dict[str, float]

    @cached_property
    def outputs(self) -> dict[str, wire.Value]:
        found: dict[str, wire.Value] = wire.unpack(self.packed_outputs, writable=False)
        return found


class Range(msgspec.Struct, frozen=True, kw_only=True):
    """Where an output of a random probe lies, learnt from many runs of the oracles.

    Attributes:
        mean: of every element.
        std: likewise, the standard deviation of one run.
        runs: how many there were.
    """

    mean: list[float]
    std: list[float]
    runs: int


class Case(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One set of inputs and what the oracles agree on.

    Attributes:
        kind: "worked" (numbers from the course), "drawn", "hard" (numerically), or "large": it
            takes the place of the others of its probe on a GPU.
        title: what a worked case is called.
        packed_inputs: the probe's arguments, as `wire.pack` makes them.
        packed_outputs: the outputs by name, likewise.
        atol: the absolute tolerance by output.
        swapped: by swap of the probe, what comes out with it.
        ranges: by swap, and "" for none, where the outputs of a random probe lie.
    """

    kind: CaseKind
    title: str
    packed_inputs: bytes
    packed_outputs: bytes
    atol: dict[str, float]
    swapped: dict[str, Expected] = {}
    ranges: dict[str, dict[str, Range]] = {}

    @cached_property
    def inputs(self) -> dict[str, wire.Value]:
        found: dict[str, wire.Value] = wire.unpack(self.packed_inputs, writable=False)
        return found

    @cached_property
    def outputs(self) -> dict[str, wire.Value]:
        found: dict[str, wire.Value] = wire.unpack(self.packed_outputs, writable=False)
        return found

    @cached_property
    def targets(self) -> dict[str, Target]:
        """The outputs, ready to be compared with many."""
        return {name: Target(self.outputs[name], atol) for name, atol in self.atol.items()}


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """The fingerprint of a variant of the reference on this bank's cases.

    Attributes:
        name: the misconception's, or the kind of a mutant.
        exercise: where it belongs.
        behaves: completes "Behaves exactly as if ...".
        hint: what to look at.
        marks: a number per call, by "probe/output"; NaN where the output is missing.
    """

    name: str
    exercise: str
    behaves: str
    hint: str
    marks: dict[str, list[float]]


class Bank(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A homework's cases.

    Attributes:
        assignment: the homework's name.
        version: fingerprint of the declarations that the cases were drawn from.
        seed: what the inputs were drawn with.
        oracles: which references agreed on the outputs.
        cases: by probe, simplest first.
        traces: fingerprints of the known misconceptions.
        mutants: those of mechanical mutants, with one number for all calls together.
        declarations: the text of exercises.py in a public bank, None in a hidden one.
        feedback: how much a report on its cases may say; see `Exercise`.
    """

    assignment: str
    version: str
    seed: int
    oracles: list[str]
    cases: dict[str, list[Case]]
    traces: list[Trace] = []
    mutants: list[Trace] = []
    declarations: str | None = None
    feedback: Feedback = "full"

    @cached_property
    def payload(self) -> bytes:
        return msgspec.msgpack.encode(self)

    @cached_property
    def id(self) -> str:
        """The first 16 hex digits of the SHA-256 of what the bank holds."""
        return hashlib.sha256(self.payload).hexdigest()[:16]

    @property
    def large(self) -> bool:
        """Whether it has large cases, for a GPU."""
        return any(case.kind == "large" for cases in self.cases.values() for case in cases)

    def cases_of(self, probe: str, *, large: bool = False) -> list[Case]:
        """The cases of a probe: the large ones, where they are asked for and there are any."""
        own = self.cases[probe]
        bigger = [case for case in own if case.kind == "large"]
        return bigger if large and bigger else [case for case in own if case.kind != "large"]

    @property
    def info(self) -> BankInfo:
        return BankInfo(id=self.id, seed=self.seed, oracles=self.oracles)

    def require_version_of(self, assignment: Assignment) -> None:
        """Refuse a bank that was built for other declarations.

        Raises:
            BankError: says how to build a fitting one.
        """
        if (self.assignment, self.version) != (assignment.name, version(assignment)):
            raise BankError(
                f"Expected a bank for {assignment.name} version {version(assignment)} but got one "
                f"for {self.assignment} version {self.version}. Build it anew: "
                f"autograder bank {assignment.name} --seed {self.seed} --out FILE."
            )


def stricter(bank: Bank, feedback: Feedback) -> Bank:
    """The bank, with at most so much feedback."""
    strictest = max(bank.feedback, feedback, key=FEEDBACK.index)
    return msgspec.structs.replace(bank, feedback=strictest)


def packed(bank: Bank) -> bytes:
    """The content of a bank's file."""
    compressed = zlib.compress(bank.payload, 9)
    return MAGIC + hashlib.sha256(compressed).digest() + compressed


def save(bank: Bank, path: Path) -> None:
    """Write a bank, all of it or nothing.

    Raises:
        BankError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, [packed(bank)])
    except OSError as error:
        raise BankError(f"Cannot write the bank {path}: {error.strerror}.") from None


def write_whole(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file, all of it or nothing.

    Raises:
        OSError: it cannot be written.
    """
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.writelines(parts)
            file.flush()
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def load(path: Path) -> Bank:
    """Read a bank.

    Raises:
        BankError: the file is missing, damaged, of another format, or too large.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BankError(f"Cannot read the bank {path}: {error.strerror}.") from None
    return parse(data, str(path))


def parse(data: bytes, name: str) -> Bank:
    """Read a bank from bytes; `name` stands in the errors."""
    damaged = BankError(
        f"Expected a case bank but {name} is damaged or something else. Download or build it anew."
    )
    if not data.startswith(MAGIC):
        raise damaged
    digest, compressed = data[len(MAGIC) :][:32], data[len(MAGIC) + 32 :]
    if hashlib.sha256(compressed).digest() != digest:
        raise damaged
    try:
        unpacker = zlib.decompressobj()
        payload = unpacker.decompress(compressed, LARGEST)
        if unpacker.unconsumed_tail or unpacker.unused_data or not unpacker.eof:
            raise damaged
        return _decoder.decode(payload)
    except (zlib.error, msgspec.MsgspecError, ValueError, RecursionError):
        raise damaged from None


_decoder = msgspec.msgpack.Decoder(Bank)
