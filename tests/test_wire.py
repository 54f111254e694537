from __future__ import annotations

import math
import struct
import tracemalloc
from collections import namedtuple

import msgspec
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder import wire
from autograder.errors import WireError
from autograder.wire import MAX_DEPTH, MAX_NODES, Opaque, copy, leaves, pack, unpack

DTYPES = sorted(wire.DTYPES)
arrays = st.sampled_from(DTYPES).flatmap(
    lambda name: npst.arrays(name, npst.array_shapes(min_dims=0, min_side=0, max_side=3))
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
)
trees = st.recursive(
    scalars | arrays,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


def identical(a: object, b: object) -> bool:
    """Equality of trees down to types, dtypes, shapes and bits."""
    if type(a) is not type(b):
        return False
    if isinstance(a, list):
        return len(a) == len(b) and all(map(identical, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(identical(a[key], b[key]) for key in a)
    if isinstance(a, np.ndarray):
        return (a.dtype, a.shape, a.tobytes()) == (b.dtype, b.shape, b.tobytes())
    if isinstance(a, float):
        return struct.pack("<d", a) == struct.pack("<d", b)
    return a == b


def nested(depth: int, kind: type = list) -> object:
    value: object = 1
    for _ in range(depth):
        value = {"": value} if kind is dict else kind([value])
    return value


def extension(code: int, content: object) -> bytes:
    payload = content if isinstance(content, bytes) else msgspec.msgpack.encode(content)
    return msgspec.msgpack.encode(msgspec.msgpack.Ext(code, payload))


@given(trees)
def test_a_tree_comes_back_as_it_was(value: object) -> None:
    for writable in (True, False):
        assert identical(unpack(pack(value), writable=writable), value)


@given(arrays)
def test_copy_is_equal_and_shares_no_memory(array: np.ndarray) -> None:
    array.flags.writeable = False
    tree = {"a": [array, 1.5, None]}
    made = copy(tree)
    assert identical(made, tree)
    assert made["a"][0].flags.writeable
    assert not np.shares_memory(made["a"][0], array)


@pytest.mark.parametrize(
    ("value", "arrived"),
    [
        ((1, (2.0, "x")), [1, [2.0, "x"]]),
        (namedtuple("Pair", "a b")(1, 2), [1, 2]),
        (np.float32(1.5), np.asarray(1.5, "f4")),
        (np.bool_(True), np.asarray(True)),
        (np.arange(3, dtype=">i4"), np.arange(3, dtype="<i4")),
        (np.arange(6.0).reshape(2, 3).T, np.array([[0.0, 3], [1, 4], [2, 5]])),
        (np.arange(4.0)[::-2], np.array([3.0, 1.0])),
        ("lone \ud800", "lone ?"),
        ("x" * 20_000, "x" * 10_000),
    ],
    ids=[
        "tuple", "named tuple", "scalar", "bool scalar", "big endian", "transposed", "strided",
        "surrogate", "long text",
    ],
)  # fmt: skip
def test_near_relatives_arrive_in_their_plain_form(value: object, arrived: object) -> None:
    assert identical(unpack(pack(value)), arrived)


class _Rebellious:
    """Whatever a grader might call by mistake raises."""

    def __getattribute__(self, name: str) -> object:
        if name == "__class__":
            return list
        raise AssertionError(f"{name} was used")


class _List(list):
    def __iter__(self):
        raise AssertionError("a subclass was trusted")


class _Tuple(tuple):
    def __iter__(self):
        raise AssertionError("a subclass was trusted")


class _Array(np.ndarray):
    def __array_finalize__(self, other: object) -> None:
        self.tobytes = None


class _Number(float):
    pass


@pytest.mark.parametrize(
    ("value", "description"),
    [
        ({1, 2}, "builtins.set"),
        (2**63, "an int of more than 64 bits"),
        (-(2**63) - 1, "an int of more than 64 bits"),
        ({1: 2}, "a dict with keys that are not strings"),
        (np.array([None]), "a NumPy array of dtype object and shape (1,)"),
        (np.array(["ab"]), "a NumPy array of dtype <U2 and shape (1,)"),
        (np.zeros(2, np.longdouble), f"a NumPy array of dtype {np.dtype('g')} and shape (2,)"),
        (np.datetime64("2026-01-01"), "a NumPy array of dtype datetime64[D] and shape ()"),
        (_Rebellious(), f"{__name__}._Rebellious"),
        (_List([1]), f"{__name__}._List"),
        (_Number(1.0), f"{__name__}._Number"),
        (np.zeros(2).view(_Array), f"{__name__}._Array"),
        (np.float64, "builtins.type"),
        (b"bytes", "builtins.bytes"),
        (Opaque("told before"), "told before"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_travel_arrives_as_its_description(value: object, description: str) -> None:
    assert unpack(pack([value])) == [Opaque(description)]


def test_a_tuple_is_read_past_its_own_iterator() -> None:
    assert unpack(pack(_Tuple([1, 2]))) == [1, 2]


def test_a_long_description_is_cut() -> None:
    assert unpack(pack(Opaque("x" * 5000))) == Opaque("x" * 1000)


TOO_MUCH = f"Expected at most {MAX_NODES} values nested at most {MAX_DEPTH} deep but got more."


@pytest.mark.parametrize("kind", [list, tuple, dict])
def test_the_deepest_tree_travels_and_no_deeper_one(kind: type) -> None:
    arrived = nested(MAX_DEPTH, dict if kind is dict else list)
    assert unpack(pack(nested(MAX_DEPTH, kind))) == arrived
    for deeper in (pack, lambda tree: unpack(msgspec.msgpack.encode(tree))):
        with pytest.raises(WireError) as caught:
            deeper(nested(MAX_DEPTH + 1, kind))
        assert str(caught.value) == TOO_MUCH


def test_pack_stops_at_a_list_that_holds_itself() -> None:
    loop: list[object] = []
    loop.append(loop)
    with pytest.raises(WireError, match="nested at most 16 deep"):
        pack(loop)


def test_pack_takes_the_largest_tree_and_no_larger() -> None:
    assert len(unpack(pack([0] * (MAX_NODES - 1)))) == MAX_NODES - 1
    with pytest.raises(WireError) as caught:
        pack([0] * MAX_NODES)
    assert str(caught.value) == TOO_MUCH


def test_pack_takes_the_largest_arrays_and_no_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    huge = np.broadcast_to(np.float64(1), (2**40,))  # of 8 bytes that claim to be 8 TB
    with pytest.raises(WireError) as caught:
        pack([huge])
    assert str(caught.value) == f"Expected at most {wire.MAX_BYTES} bytes of arrays but got more."
    monkeypatch.setattr(wire, "MAX_BYTES", 80)
    assert len(unpack(pack([np.zeros(5), np.zeros(5)]))) == 2
    with pytest.raises(WireError, match="at most 80 bytes of arrays"):
        pack([np.zeros(5), np.zeros(6)])


def test_arrays_are_read_only_unless_writable_ones_are_asked_for() -> None:
    data = pack(np.arange(1000.0))
    frozen, own = unpack(data, writable=False), unpack(data)
    assert not frozen.flags.writeable
    own += 1
    assert unpack(data)[0] == 0


def test_read_only_arrays_are_views_without_a_copy() -> None:
    data = pack(np.arange(1000.0))
    assert np.shares_memory(unpack(data, writable=False), np.frombuffer(data, np.uint8))


TRUNCATED = "Expected a MessagePack value but got Input data was truncated."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", TRUNCATED),
        (pack(np.zeros(3))[:-1], TRUNCATED),
        (b"\xdd\xff\xff\xff\xff", TRUNCATED),
        (pack(1) + b"\x00", "trailing characters"),
        (b"\xc1", "Expected a MessagePack value but got"),
        (b"\xa2\xff\xff", "Expected a MessagePack value but got"),
        (b"\x91" * 100_000 + b"\xc0", "Expected a MessagePack value but got maximum recursion"),
        (extension(7, b""), "Expected extension code 1 or 2 but got code=7."),
        (extension(1, b"junk"), "Expected a MessagePack value but got"),
        (extension(1, ("|O", (1,), bytes(8))), "Expected a numeric dtype but got '|O'."),
        (extension(1, ("<U1", (1,), bytes(4))), "Expected a numeric dtype but got '<U1'."),
        (extension(1, ("<f8", (3,), bytes(8))), "Expected (3,) of <f8 but got 8 bytes."),
        (extension(1, ("<f8", (-1, -1), bytes(8))), "Expected (-1, -1) of <f8 but got 8 bytes."),
        (extension(1, ("<f8", (2**62,), b"")), f"Expected ({2**62},) of <f8 but got 0 bytes."),
        (extension(1, ("<f8", (0, 2**62), b"")), f"Expected (0, {2**62}) of <f8 but got 0 bytes."),
        (extension(1, ("<f8", (2**62,) * 50_000, b"")), "Expected an array of 32 dimensions"),
        (extension(1, ("|b1", (1,) * 33, b"\x01")), "Expected an array of 32 dimensions"),
        (
            msgspec.msgpack.encode([msgspec.msgpack.Ext(2, b"")] * (MAX_NODES + 1)),
            f"Expected at most {MAX_NODES} values nested at most {MAX_DEPTH} deep but got more.",
        ),
    ],
    ids=[
        "nothing", "cut off", "length without content", "something after", "reserved byte",
        "invalid UTF-8", "endless nesting", "unknown extension", "array of junk", "objects",
        "text dtype", "too few bytes", "negative lengths", "exabytes", "empty but enormous",
        "many dimensions",
        "33 dimensions", "too many extensions",
    ],
)  # fmt: skip
def test_malformed_bytes_are_refused_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(WireError) as caught:
        unpack(data)
    assert message in str(caught.value)


headers = st.sampled_from([b"\xdd", b"\xdf", b"\xdb", b"\xc6", b"\xc9"]).flatmap(
    lambda head: st.binary(min_size=4, max_size=5).map(lambda size: head + size)
)
claimed_arrays = st.builds(
    lambda name, shape, data: extension(1, (name, shape, data)),
    st.sampled_from(DTYPES),
    st.lists(st.integers(-2, 2**40), max_size=4),
    st.binary(max_size=64),
)
hostile = st.lists(st.binary(max_size=30) | headers | claimed_arrays, max_size=6).map(b"".join)


@pytest.mark.parametrize("shape", [(2**31, 0), (0, 2**40), (2**20, 2**20, 0), (2**62, 0)])
def test_shapes_without_elements_are_refused_where_sums_over_them_would_fill_the_memory(
    shape: tuple[int, ...],
) -> None:
    with pytest.raises(WireError, match="Expected"):
        unpack(extension(1, ("<f8", shape, b"")))


def test_empty_arrays_travel() -> None:
    for shape in [(0,), (3, 0), (0, 5), (100_000, 0)]:
        assert unpack(pack(np.empty(shape))).shape == shape


@settings(max_examples=400)
@example(b"\xdd\x7f\xff\xff\xff" * 20)
@example(extension(1, ("<f8", (2**31,), b"")))
@given(hostile)
def test_any_bytes_give_a_value_or_a_wire_error_in_memory_they_warrant(data: bytes) -> None:
    tracemalloc.start()
    try:
        unpack(data)
    except WireError as error:
        assert str(error).startswith("Expected ")  # noqa: PT017
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 200 * len(data) + 2**16


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xc4\x00", "Expected numbers, texts and arrays but got bytes."),
        (b"\xd6\xff\x00\x00\x00\x00", "Expected numbers, texts and arrays but got datetime."),
        (b"\x91\x81\x01\x02", "Expected keys that are strings but got '1'."),
        (b"\x91" * (MAX_DEPTH + 1) + b"\xc0", TOO_MUCH),
        (b"\xdd" + MAX_NODES.to_bytes(4, "big") + b"\xc0" * MAX_NODES, TOO_MUCH),
    ],
    ids=["bytes", "time stamp", "keys that are no strings", "too deep", "too many"],
)
def test_unpack_refuses_what_pack_never_makes(data: bytes, message: str) -> None:
    with pytest.raises(WireError) as caught:
        unpack(data)
    assert str(caught.value) == message


def test_read_only_arrays_cannot_be_written_whatever_holds_the_bytes() -> None:
    assert not unpack(bytearray(pack(np.ones(3))), writable=False).flags.writeable


def test_leaves_are_named_by_their_paths() -> None:
    tree = [1, {"w": [2.0, None], "b": "x"}]
    assert list(leaves(tree)) == [
        ("[0]", 1),
        ("[1]['w'][0]", 2.0),
        ("[1]['w'][1]", None),
        ("[1]['b']", "x"),
    ]
    assert list(leaves(math.pi)) == [("", math.pi)]
