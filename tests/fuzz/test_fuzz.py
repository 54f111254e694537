"""What comes from outside, changed at will: only the documented errors, and bounded memory."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import shutil
import socket
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from places import HW1, ROOT

from autograder import wire
from autograder.bank import file
from autograder.bank.file import MAGIC, Bank
from autograder.errors import BankError, UsageError, WireError
from autograder.probe import Failure, Frame, Remark
from autograder.sandbox import protocol
from autograder.sandbox.process import Allowance, Process, WorkerEndError
from autograder.submission import read_submission
from autograder.submission.folders import find_class

MEBIBYTE = 2**20
FUZZ = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@contextmanager
def at_most(size: int) -> Iterator[None]:
    """Assert that Python allocates no more than this at a time."""
    tracemalloc.start()
    try:
        yield
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < size


@st.composite
def changed(draw: st.DrawFn, whole: bytes) -> bytes:
    """Bytes that were right, with pieces cut out, put in, written over, or doubled."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 8) | st.integers(0, len(data)))
        piece = draw(
            st.binary(max_size=8)
            | st.sampled_from([b"\xdd\x7f\xff\xff\xff", b"\xdf\xff\xff\xff\xff", b"\x91" * 300])
            | st.just(bytes(data[place : place + length]) * 2)
        )
        data[place : place + length] = piece
    return bytes(data)


# What a worker sends.

ANSWER = protocol.frame(
    protocol.Answer(
        nonce=2**59 + 3,
        index=1,
        outputs=wire.pack({"y": np.arange(6.0).reshape(2, 3), "names": ["a", None, 1.5]}),
        failure=Failure("raised", "relu", "ValueError: x", (Frame("a.py", 3, "relu"),)),
        remarks=[Remark("alias", "relu", "y is x")],
    )
)
LOADED = protocol.frame(protocol.Loaded([("a.py", Failure("broken", "", "SyntaxError: x"))]))
FRAMES = st.one_of(st.binary(max_size=80), changed(ANSWER), changed(LOADED))
NESTED = b"\x82\xa4type\xa6Answer\xa7remarks" + b"\x91" * 5000


@FUZZ
@example(NESTED)
@given(FRAMES.map(lambda data: data[protocol.HEADER.size :]))
def test_any_response_is_understood_or_refused(body: bytes) -> None:
    with at_most(MEBIBYTE):
        try:
            answer = protocol.response(body)
            if isinstance(answer, protocol.Answer):
                found = protocol.outcome(answer, frozenset({"a.py"}))
                assert len(found.remarks) <= protocol.MOST_REMARKS
        except WireError as error:
            assert str(error).startswith("Expected ")  # noqa: PT017


class NoProcess:
    """The end of a worker that never was."""

    pid = 2**22 - 1

    def kill(self) -> None: ...

    def reap(self) -> int | None:
        return 0


@FUZZ
@given(data=st.lists(FRAMES, max_size=3).map(b"".join), cuts=st.lists(st.integers(0, 200)))
def test_any_stream_of_a_worker_ends_in_frames_or_its_end(data: bytes, cuts: list[int]) -> None:
    ours, theirs = socket.socketpair()
    output, printed = socket.socketpair()
    worker = Process(stream := ours.detach(), stream, output.detach(), NoProcess())
    worker.allow(Allowance(60, 5))
    with theirs, printed:
        for start, end in itertools.pairwise([0, *sorted(cuts), len(data)]):
            theirs.sendall(data[start:end])
        theirs.shutdown(socket.SHUT_WR)
        with at_most(4 * MEBIBYTE):
            frames, kind = everything_from(worker)
    assert kind in ("ended", "garbled")
    assert sum(map(len, frames)) <= len(data)


def everything_from(worker: Process) -> tuple[list[bytes], str]:
    """The frames that a worker sent, and how it ended."""
    frames: list[bytes] = []
    try:
        while True:
            frames.append(worker.receive())
    except WorkerEndError as end:
        return frames, end.kind


# Banks.


@pytest.fixture(scope="module")
def payload() -> bytes:
    """The inside of a small bank."""
    bank = file.load(ROOT / "student_template" / HW1 / "forward_backward.bank")
    names = list(bank.cases)[:2]
    small = msgspec.structs.replace(
        bank,
        cases={name: bank.cases[name][:2] for name in names},
        traces=bank.traces[:2],
        mutants=bank.mutants[:2],
        declarations="",
    )
    return bytes(small.payload)


def sealed(payload: bytes) -> bytes:
    """A bank's file around any payload, with the right digest."""
    compressed = zlib.compress(payload)
    return MAGIC + hashlib.sha256(compressed).digest() + compressed


def used(bank: Bank) -> None:
    """Look at everything that grading looks at."""
    for cases in bank.cases.values():
        for case in cases:
            wire.pack(case.inputs)
            wire.pack(case.outputs)


@FUZZ
@given(data=st.data())
def test_any_payload_of_a_bank_is_read_or_refused(payload: bytes, data: st.DataObject) -> None:
    whole = sealed(data.draw(changed(payload)))
    with at_most(16 * len(payload) + MEBIBYTE):
        try:
            used(file.parse(whole, "it"))
        except (BankError, WireError) as error:
            assert str(error).startswith("Expected ")  # noqa: PT017


@FUZZ
@given(data=st.data())
def test_any_file_in_place_of_a_bank_is_refused(payload: bytes, data: st.DataObject) -> None:
    whole = data.draw(st.binary(max_size=99) | changed(sealed(payload)))
    if whole != sealed(payload):
        with pytest.raises(BankError, match="damaged or something else"):
            file.parse(whole, "it")


# Submissions.

CELL = {
    "cell_type": "code",
    "execution_count": None,
    "id": "a1",
    "metadata": {},
    "outputs": [],
    "source": ["x = 1\n", "%time y = 2\n"],
}
NOTEBOOK = {
    "cells": [CELL, {"cell_type": "markdown", "metadata": {}, "source": "text"}, CELL],
    "metadata": {"kernelspec": {"name": "python3", "language": "python", "display_name": "P"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=9,
)


@st.composite
def damaged_notebooks(draw: st.DrawFn) -> bytes:
    """A notebook with parts replaced, removed or doubled, and then perhaps cut."""
    notebook = json.loads(json.dumps(NOTEBOOK))
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(notebook))
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        kind = draw(st.sampled_from(["replace", "remove", "double"]))
        if kind == "replace":
            holder[key] = draw(JSON)
        elif kind == "remove":
            del holder[key]
        elif isinstance(holder, list):
            holder.append(holder[key])
    text = json.dumps(notebook).encode()
    return draw(st.just(text) | changed(text))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in list(items):
        yield value, key
        if isinstance(item, dict | list):
            yield from _places(item)


@FUZZ
@given(damaged_notebooks())
@example(b'{"cells":' + b"[" * 100_000)
@example(b'{"cells":[{"cell_type":"code","source":"' + b"(" * 50_000 + b'"}]}')
def test_any_damage_to_a_notebook_is_read_around_or_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "toy.ipynb"
    path.write_bytes(data)
    with at_most(64 * len(data) + 4 * MEBIBYTE):
        found = read_submission("ada", path, "toy")
    assert bool(found.chunks) != bool(found.problem)
    json.dumps([found.chunks, found.notes, found.problem], ensure_ascii=False).encode()


Make = Callable[[Path], None]
KINDS: dict[str, Make] = {
    "file": lambda path: path.write_text("x = 1\n"),
    "empty file": lambda path: path.touch(),
    "folder": lambda path: path.mkdir(),
    "pipe": os.mkfifo,
    "loop": lambda path: path.symlink_to(path.name),
    "link out": lambda path: path.symlink_to("/etc/passwd"),
    "link to the root": lambda path: path.symlink_to("/"),
    "unreadable": lambda path: path.touch(0o000),
    "closed folder": lambda path: path.mkdir(0o000),
}
NAMES = st.sampled_from(
    ["ada", "bob.py", "toy.py", "toy.ipynb", "hw0_toy", ".git", "__MACOSX", "a b", "é\u202e",
     "x\ny.py", "\udcff.py", "a" * 200 + ".py", "TOY.PY"]
)  # fmt: skip
PATHS = st.lists(NAMES, min_size=1, max_size=4)


@FUZZ
@given(st.lists(st.tuples(PATHS, st.sampled_from(list(KINDS))), max_size=8))
def test_any_folder_of_a_class_is_scanned_or_refused(
    tmp_path: Path, entries: list[tuple[list[str], str]]
) -> None:
    root = tmp_path / "class"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    for names, kind in entries:
        path = root.joinpath(*names)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not os.path.lexists(path):
                KINDS[kind](path)
        except OSError:
            continue  # beneath something that is no folder
    try:
        students = find_class(root, "hw0_toy", "toy")
    except UsageError as error:
        str(error).encode()
        return
    assert students == sorted(students, key=lambda item: item[0])
    for student, work in students:
        found = read_submission(student, work, "toy")
        assert found.student == student
        assert not (found.chunks and found.problem)
        assert "root:" not in "".join(text for _, text in found.chunks)
        json.dumps([student, found.problem, found.notes], ensure_ascii=False).encode()
