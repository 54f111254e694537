"""What grader and worker say to each other: length-framed MessagePack, typed and bounded.

Nothing that comes back is executed, and nothing in it is believed before its type, size and
nonce were looked at. The same module serves both sides, so it knows neither.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Mapping
from typing import TypeAlias

import msgspec

from autograder import wire
from autograder.errors import WireError
from autograder.probe import Call, Failure, Frame, Outcome, Remark

HEADER = struct.Struct("<I")
LARGEST = 20 * 2**20  # bytes in one frame
NO_MEMORY = 98  # exit status of a worker that could not even say so
TOO_MUCH = "returned far more data than the task asks for"
LONGEST_TEXT = 600
MOST_REMARKS = 20


class Load(msgspec.Struct, frozen=True, tag=True):
    """To the worker: run a submission's text.

    Attributes:
        name: the module's name.
        chunks: (file or cell, text), run one after the other.
        stand_ins: packages that may be imported and do nothing, where the worker has no real ones.
    """

    name: str
    chunks: list[tuple[str, str]]
    stand_ins: list[str] = []


class Loaded(msgspec.Struct, frozen=True, tag=True):
    """From the worker: what running the text came to.

    Attributes:
        failures: (file or cell, what went wrong there).
    """

    failures: list[tuple[str, Failure]]


class PackedCall(msgspec.Struct, frozen=True, array_like=True):
    """One call of a probe, inputs as `wire.pack` makes them."""

    inputs: bytes
    until: str | None
    again: bool


class Batch(msgspec.Struct, frozen=True, tag=True):
    """To the worker: the calls of one probe; the nonce that answers must bear goes before it.

    Attributes:
        source: text that defines the probe.
        probe: its name there.
        functions: signatures of the functions that the exercise asks for.
        calls: in order.
    """

    source: str
    probe: str
    functions: list[str]
    calls: list[PackedCall]


class Prepared(msgspec.Struct, frozen=True, tag=True):
    """To a worker whose fork server was given the batch before: run the one with this key."""

    key: bytes


class Begin(msgspec.Struct, frozen=True, tag=True):
    """To the worker: the batch that follows must be answered with this nonce."""

    nonce: int


class Answer(msgspec.Struct, frozen=True, tag=True, omit_defaults=True):
    """From the worker: the outcome of one call, and what was not done on the device."""

    nonce: int
    index: int
    outputs: bytes
    failure: Failure | None
    remarks: list[Remark]
    notes: list[str] = []


Request: TypeAlias = Load | Begin | Batch | Prepared
Response: TypeAlias = Loaded | Answer

_encoder = msgspec.msgpack.Encoder()
_requests = msgspec.msgpack.Decoder(Request)
_responses = msgspec.msgpack.Decoder(Response)


def frame(message: Request | Response) -> bytes:
    """Encode a message with its length before it."""
    body = _encoder.encode(message)
    return HEADER.pack(len(body)) + body


def key_of(body: bytes) -> bytes:
    """What a batch is known by."""
    return hashlib.blake2b(body, digest_size=16).digest()


def request(body: bytes) -> Request:
    """Decode what the grader sent."""
    decoded: Request = _requests.decode(body)
    return decoded


def response(body: bytes) -> Response:
    """Decode what a worker sent.

    Raises:
        WireError: the bytes are no response.
    """
    try:
        decoded: Response = _responses.decode(body)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise WireError(f"Expected a response but got {str(error)[:200]}.") from None
    return decoded


def packed(call: Call) -> PackedCall:
    """Make a call ready to send."""
    return PackedCall(wire.pack(call.inputs), call.until, call.again)


def outcome(
    answer: Answer,
    files: frozenset[str],
    most: int = wire.MAX_NODES,
    numbers: bytes | None = None,
) -> Outcome:
    """Unpack an answer into fresh arrays.

    Args:
        answer: from the worker, believed in nothing.
        files: the submission's own file names: frames of other files are dropped.
        most: how many values the outputs may have.
        numbers: those in the outputs, which look as expected and need not be decoded to know that.

    Raises:
        WireError: the outputs are no tree of arrays by name.
    """
    outputs: Mapping[str, wire.Value]
    if numbers is not None:
        outputs = wire.Packed(answer.outputs, numbers)
    else:
        outputs = wire.unpack(answer.outputs, most=most)
        if not isinstance(outputs, dict) or not all(isinstance(name, str) for name in outputs):
            raise WireError("Expected outputs by name but got something else.")
    if not (answer.failure or answer.remarks or answer.notes):
        return Outcome(outputs)
    remarks = tuple(
        Remark(
            item.kind,
            wire.printable(item.function[:100]),
            wire.printable(item.subject[:LONGEST_TEXT]),
        )
        for item in answer.remarks[:MOST_REMARKS]
    )
    failure = answer.failure and bounded(answer.failure, files)
    notes = tuple(wire.printable(text[:LONGEST_TEXT]) for text in answer.notes[:MOST_REMARKS])
    return Outcome(outputs, failure, remarks, notes)


def bounded(failure: Failure, files: frozenset[str]) -> Failure:
    """A failure whose texts are short and whose frames are the submission's."""
    frames = tuple(
        Frame(item.file, item.line, wire.printable(item.function[:100]))
        for item in failure.frames[:5]
        if item.file in files and item.line > 0
    )
    function = wire.printable(failure.function[:100])
    return Failure(failure.kind, function, wire.printable(failure.message[:LONGEST_TEXT]), frames)


def write(descriptor: int, data: bytes) -> None:
    """Write all of `data`."""
    written = os.write(descriptor, data)
    if written == len(data):
        return
    view = memoryview(data)[written:]
    while view:
        view = view[os.write(descriptor, view) :]


def read(descriptor: int) -> bytes:
    """Read one frame's body.

    Raises:
        EOFError: the other side is gone.
        WireError: the frame is longer than LARGEST.
    """
    (length,) = HEADER.unpack(_read_exactly(descriptor, HEADER.size))
    if length > LARGEST:
        raise WireError(f"Expected at most {LARGEST} bytes in a message but got {length}.")
    return _read_exactly(descriptor, length)


def _read_exactly(descriptor: int, length: int) -> bytes:
    parts = []
    while length:
        part = os.read(descriptor, min(length, 2**20))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
