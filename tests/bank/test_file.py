from __future__ import annotations

import hashlib
import stat
import tracemalloc
import zlib
from pathlib import Path

import msgspec
import numpy as np
import pytest

from autograder import wire
from autograder.bank import file
from autograder.bank.file import MAGIC, Bank, Case, Trace, load, parse, save
from autograder.course import load_assignment, version
from autograder.errors import BankError, WireError
from autograder.results import BankInfo

DECLARATIONS = """
from autograder.exercise import Agreement, Exercise, array, probe

@probe(inputs={"x": array("N")})
def toy_pass(sub, x):
    return {"y": sub.toy(x)}

toy = Exercise(
    name="toy", title="Toy", functions=["toy(x) -> y"],
    checks=[Agreement("value", toy_pass, outputs=["y"], points=1)],
)
"""
ASSIGNMENT = load_assignment("hw0_toy", DECLARATIONS, "exercises.py")
X = np.array([1.0, -2.5])


def a_case(**changes: object) -> Case:
    fields = {
        "kind": "drawn",
        "title": "",
        "packed_inputs": wire.pack({"x": X}),
        "packed_outputs": wire.pack({"y": 2 * X}),
        "atol": {"y": 1e-12},
    }
    return Case(**{**fields, **changes})


def a_bank(**changes: object) -> Bank:
    trace = Trace(name="half", exercise="toy", behaves="halved", hint="?", marks={"p/y": [0.5]})
    fields = {
        "assignment": "hw0_toy",
        "version": version(ASSIGNMENT),
        "seed": 5,
        "oracles": ["numpy", "tensorflow"],
        "cases": {"toy_pass": [a_case(), a_case(kind="hard", title="large")]},
        "traces": [trace],
        "declarations": DECLARATIONS,
    }
    return Bank(**{**fields, **changes})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "course" / "banks" / "hw0_toy.bank"


@pytest.fixture
def data(path: Path) -> bytes:
    save(a_bank(), path)
    return path.read_bytes()


def damaged(name: object) -> str:
    return (
        f"Expected a case bank but {name} is damaged or something else. Download or build it anew."
    )


@pytest.mark.parametrize("declarations", [DECLARATIONS, None], ids=["public", "hidden"])
def test_a_bank_comes_back_as_it_was_saved(path: Path, declarations: str | None) -> None:
    bank = a_bank(declarations=declarations)
    save(bank, path)
    found = load(path)
    assert found == bank
    assert found.id == bank.id
    case = found.cases["toy_pass"][1]
    assert (case.kind, case.title, case.atol) == ("hard", "large", {"y": 1e-12})
    np.testing.assert_array_equal(case.inputs["x"], X)
    np.testing.assert_array_equal(case.outputs["y"], 2 * X)


def test_a_hidden_bank_holds_no_declarations(path: Path) -> None:
    save(a_bank(declarations=None), path)
    assert b"toy(x)" not in zlib.decompress(path.read_bytes()[len(MAGIC) + 32 :])


def test_saving_leaves_one_readable_file_and_replaces_an_older_one(path: Path) -> None:
    save(a_bank(seed=1), path)
    save(a_bank(seed=2), path)
    assert [item.name for item in path.parent.iterdir()] == [path.name]
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert load(path).seed == 2


def test_a_bank_cannot_be_changed_by_mistake() -> None:
    bank = a_bank()
    case = bank.cases["toy_pass"][0]
    for array in (case.inputs["x"], case.outputs["y"]):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 9
    for record, name in ((bank, "seed"), (case, "atol"), (bank.traces[0], "marks")):
        with pytest.raises(AttributeError, match="immutable"):
            setattr(record, name, None)


def test_damage_at_any_single_byte_is_refused(data: bytes) -> None:
    for place in range(len(data)):
        for flip in (0x01, 0x80, 0xFF):
            mutilated = bytearray(data)
            mutilated[place] ^= flip
            with pytest.raises(BankError) as caught:
                parse(bytes(mutilated), "toy.bank")
            assert str(caught.value) == damaged("toy.bank")


def test_a_bank_cut_off_anywhere_is_refused(data: bytes) -> None:
    for length in range(len(data)):
        with pytest.raises(BankError, match=r"toy\.bank is damaged"):
            parse(data[:length], "toy.bank")


def test_a_bank_with_something_after_it_is_refused(data: bytes) -> None:
    with pytest.raises(BankError):
        parse(data + b"more", "toy.bank")


def framed(payload: bytes) -> bytes:
    compressed = zlib.compress(payload)
    return MAGIC + hashlib.sha256(compressed).digest() + compressed


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 a zip archive",
        b"autograder bank 1\n" + framed(a_bank().payload)[len(MAGIC) :],
        MAGIC,
        framed(msgspec.msgpack.encode({"assignment": "hw0_toy"})),
        framed(msgspec.msgpack.encode([1, 2])),
        framed(b"\x91" * 100_000),
        framed(b""),
        framed(msgspec.msgpack.encode({**msgspec.to_builtins(a_bank()), "seed": "five"})),
    ],
    ids=[
        "empty", "another format", "another version of the format", "header alone",
        "missing fields", "no record", "endless nesting", "nothing inside", "wrong type",
    ],
)  # fmt: skip
def test_something_else_is_refused(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    with pytest.raises(BankError) as caught:
        load(path)
    assert str(caught.value) == damaged(path)


def test_a_bomb_is_refused_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "LARGEST", 2**16)
    bomb = framed(bytes(2**25))
    tracemalloc.start()
    try:
        with pytest.raises(BankError) as caught:
            parse(bomb, "bomb")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert str(caught.value) == damaged("bomb")
    assert peak < 2**20


def test_the_limit_is_a_quarter_of_a_gibibyte() -> None:
    assert file.LARGEST == 2**28


def test_a_bank_up_to_the_limit_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    bank = a_bank()
    monkeypatch.setattr(file, "LARGEST", len(bank.payload) + 1)
    assert parse(framed(bank.payload), "b") == bank


def test_cases_that_are_no_trees_are_refused_when_they_are_used() -> None:
    with pytest.raises(WireError):
        a_case(packed_inputs=b"\xc1").inputs  # noqa: B018


@pytest.mark.parametrize(
    ("make", "reason"),
    [(lambda path: None, "No such file or directory"), (Path.mkdir, "Is a directory")],
    ids=["missing", "folder"],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, make, reason: str) -> None:
    path = tmp_path / "x.bank"
    make(path)
    with pytest.raises(BankError) as caught:
        load(path)
    assert str(caught.value) == f"Cannot read the bank {path}: {reason}."


def test_a_bank_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    path = tmp_path / "file" / "x.bank"
    with pytest.raises(BankError) as caught:
        save(a_bank(), path)
    assert str(caught.value) == f"Cannot write the bank {path}: File exists."


def test_a_bank_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "x.bank"
    path.mkdir()
    with pytest.raises(BankError):
        save(a_bank(), path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_bank_is_named_by_all_that_it_holds() -> None:
    bank = a_bank()
    assert bank.id == hashlib.sha256(bank.payload).hexdigest()[:16]
    assert bank.info == BankInfo(id=bank.id, seed=5, oracles=["numpy", "tensorflow"])
    others = [
        a_bank(seed=6),
        a_bank(oracles=["numpy"]),
        a_bank(traces=[]),
        a_bank(declarations=None),
        a_bank(cases={"toy_pass": [a_case(atol={"y": 2e-12})]}),
        a_bank(cases={"toy_pass": [a_case(packed_outputs=wire.pack({"y": X}))]}),
    ]
    assert len({bank.id, *(other.id for other in others)}) == 1 + len(others)


def test_a_bank_for_these_declarations_is_accepted() -> None:
    a_bank().require_version_of(ASSIGNMENT)


@pytest.mark.parametrize(
    "changes",
    [{"version": "0123456789abcdef"}, {"assignment": "hw9_other"}],
    ids=["other declarations", "other homework"],
)
def test_a_bank_of_another_version_is_refused_with_the_way_out(changes: dict[str, str]) -> None:
    bank = a_bank(**changes)
    with pytest.raises(BankError) as caught:
        bank.require_version_of(ASSIGNMENT)
    assert str(caught.value) == (
        f"Expected a bank for hw0_toy version {version(ASSIGNMENT)} but got one for "
        f"{bank.assignment} version {bank.version}. Build it anew: "
        "autograder bank hw0_toy --seed 5 --out FILE."
    )
