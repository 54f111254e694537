"""Values as bytes: MessagePack with NumPy arrays, for the bank file and the worker's messages.

A value is a tree of None, bool, int, float, str, list, dict with str keys, and NumPy arrays of
plain numbers. Anything else that a submission returns becomes `Opaque`, a description of it.
Decoding executes nothing and makes fresh arrays; sizes are checked before memory is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from autograder.errors import WireError

Array: TypeAlias = NDArray[Any]
Value: TypeAlias = Any  # a tree as described above; recursive aliases do not help mypy here

ARRAY, OPAQUE = 1, 2  # MessagePack extension codes
MAX_DEPTH = 16
MAX_NODES = 100_000
MAX_BYTES = 32 * 2**20
FEW = 100
_NAMES = "? i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 c8 c16"
_DOUBLE = np.dtype("<f8")
DTYPES = {kind.str: kind for kind in (np.dtype(name).newbyteorder("<") for name in _NAMES.split())}


@dataclass(frozen=True)
class Opaque:
    """A value that cannot travel, known by the words that describe it."""

    description: str


def pack(value: Value) -> bytes:
    """Encode a tree; what cannot travel becomes `Opaque`.

    Raises:
        WireError: the tree is nested deeper than MAX_DEPTH, has more than MAX_NODES values, or
            arrays of more than MAX_BYTES.
    """
    plain = _few_arrays(value) if type(value) is dict and len(value) < FEW else None
    return _encoder.encode(_Packer().plain(value, 0) if plain is None else plain)


class TooManyError(WireError):
    """A tree with more values than were asked for."""


def unpack(data: bytes | memoryview, *, writable: bool = True, most: int = MAX_NODES) -> Value:
    """Decode what `pack` made.

    Args:
        data: untrusted bytes.
        writable: False gives arrays that are read-only views of `data`, without a copy.
        most: how many values the tree may have.

    Raises:
        WireError: the bytes are not a tree within the limits; TooManyError for `most`.
    """
    try:
        value = (_fresh if writable else _views).decode(data)
        if not _is_plain(value, most):
            _require_tree(value, [0], 0, most)
        return value
    except (msgspec.DecodeError, ValueError, RecursionError, OverflowError) as error:
        raise WireError(f"Expected a MessagePack value but got {error}.") from None


class Packed(Mapping[str, Value]):
    """A dict as it came, known to be right, which is decoded when it is first looked at.

    Attributes:
        data: what `pack` has made of it.
        numbers: the 64-bit floats in it, one after the other.
    """

    def __init__(self, data: bytes, numbers: bytes) -> None:
        self.data = data
        self.numbers = numbers

    @cached_property
    def opened(self) -> dict[str, Value]:
        found: dict[str, Value] = unpack(self.data)
        return found

    def __getitem__(self, name: str) -> Value:
        return self.opened[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.opened)

    def __len__(self) -> int:
        return len(self.opened)


def opened(outputs: Mapping[str, Value]) -> Mapping[str, Value]:
    """A dict, decoded."""
    return outputs.opened if isinstance(outputs, Packed) else outputs


def same(first: Mapping[str, Value], second: Mapping[str, Value]) -> bool:
    """Whether two dicts came as the same bytes; if not, they may be equal all the same."""
    return isinstance(first, Packed) and isinstance(second, Packed) and first.data == second.data


def printable(text: str) -> str:
    """A text without what a terminal would obey: escapes, marks of direction, line breaks."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def leaves(value: Value, path: str = "") -> Iterator[tuple[str, Value]]:
    """Walk a tree's leaves in order, each with a path such as "[1]['w']"."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, f"{path}[{index}]")
    elif isinstance(value, dict):
        for key in value:
            yield from leaves(value[key], f"{path}[{key!r}]")
    else:
        yield path, value


def copy(value: Value) -> Value:
    """Copy a tree down to writable arrays of its own."""
    kind = type(value)
    if kind is np.ndarray:
        return value.copy()
    if kind is dict:
        return {
            key: item.copy() if type(item) is np.ndarray else copy(item)
            for key, item in value.items()
        }
    return [copy(item) for item in value] if kind is list else value


def _few_arrays(value: dict[Any, Value]) -> dict[str, Value] | None:
    """What `_Packer` makes of this, if it is what most calls return: a few arrays by name."""
    plain: dict[str, Value] = {}
    size = 0
    for name, item in value.items():
        kind = type(item)
        if type(name) is not str:
            return None
        if kind is np.ndarray:
            size += item.nbytes
            plain[name] = _array(item)
        elif kind is float or kind is bool or item is None:
            plain[name] = item
        else:
            return None
    return plain if size <= MAX_BYTES else None


class _Packer:
    def __init__(self) -> None:
        self.nodes = 0
        self.bytes = 0

    def plain(self, value: Value, depth: int) -> Value:
        """Turn a tree into what MessagePack knows, by exact type: subclasses are not trusted."""
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise WireError(
                f"Expected at most {MAX_NODES} values nested at most {MAX_DEPTH} deep but got more."
            )
        kind = type(value)
        if kind is np.ndarray:
            self.bytes += value.nbytes
            if self.bytes > MAX_BYTES:
                raise WireError(f"Expected at most {MAX_BYTES} bytes of arrays but got more.")
            return _array(value)
        if kind is float or kind is bool or value is None:
            return value
        if kind is int:
            return value if -(2**63) <= value < 2**63 else _opaque("an int of more than 64 bits")
        if kind is str:
            return value[:10_000].encode("utf-8", "replace").decode()
        if kind is list:
            return [self.plain(item, depth + 1) for item in value]
        if issubclass(kind, tuple):  # named tuples too, but by tuple's own iterator
            return [self.plain(item, depth + 1) for item in tuple.__iter__(value)]
        if issubclass(kind, dict):  # ordered ones too, but by dict's own iterator
            items = list(dict.items(value))
            if not all(type(key) is str for key, _ in items):
                return _opaque("a dict with keys that are not strings")
            return {key: self.plain(item, depth + 1) for key, item in items}
        if kind is Opaque:
            return _opaque(value.description)
        if kind is np.str_:
            return self.plain(str.__str__(value), depth)
        if issubclass(kind, np.generic) and kind.__module__ == "numpy":
            return _array(np.asarray(value))
        return _opaque(f"{kind.__module__}.{kind.__qualname__}"[:200])


def _is_plain(value: Value, most: int) -> bool:
    """Whether this is what most calls return: a few arrays by name."""
    return (
        type(value) is dict
        and len(value) < most
        and all(type(item) is np.ndarray for item in value.values())
        and all(type(key) is str for key in value)
    )


def _require_tree(value: Value, nodes: list[int], depth: int, most: int) -> None:
    nodes[0] += 1
    if depth > MAX_DEPTH or nodes[0] > most:
        raise TooManyError(
            f"Expected at most {most} values nested at most {MAX_DEPTH} deep but got more."
        )
    if isinstance(value, list):
        for item in value:
            _require_tree(item, nodes, depth + 1, most)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise WireError(f"Expected keys that are strings but got {str(key)[:50]!r}.")
            _require_tree(item, nodes, depth + 1, most)
    elif not isinstance(value, np.ndarray | Opaque | str | int | float | None):
        raise WireError(f"Expected numbers, texts and arrays but got {type(value).__name__}.")


def _array(value: Array) -> msgspec.msgpack.Ext:
    kind = value.dtype
    if kind is _DOUBLE:
        return msgspec.msgpack.Ext(ARRAY, _encoder.encode(("<f8", value.shape, value.tobytes())))
    if kind.str not in DTYPES:
        kind = kind.newbyteorder("<")
        if kind.str not in DTYPES:
            what = f"dtype {str(value.dtype)[:50]} and shape {value.shape}"
            return _opaque(f"a NumPy array of {what}")
        value = value.astype(kind)
    return msgspec.msgpack.Ext(ARRAY, _encoder.encode((kind.str, value.shape, value.tobytes())))


def _opaque(description: str) -> msgspec.msgpack.Ext:
    return msgspec.msgpack.Ext(OPAQUE, description.encode("utf-8", "replace"))


def _extension(code: int, payload: memoryview, *, writable: bool) -> Array | Opaque:
    if code == OPAQUE:
        return Opaque(printable(bytes(payload[:1000]).decode("utf-8", "replace")))
    if code != ARRAY:
        raise WireError(f"Expected extension code {ARRAY} or {OPAQUE} but got {code=}.")
    name, shape, data = _array_decoder.decode(payload)
    kind = DTYPES.get(name)
    if kind is None:
        raise WireError(f"Expected a numeric dtype but got {name[:20]!r}.")
    if len(shape) > 32:
        raise WireError(f"Expected an array of 32 dimensions at most but got {len(shape)}.")
    size = extent = 1
    for length in shape:
        size *= length
        extent *= length or 1  # a million empty rows are small, but not what is made of them
    fits = size * kind.itemsize == len(data) and extent * kind.itemsize <= MAX_BYTES
    if not fits or min(shape, default=0) < 0:
        raise WireError(f"Expected {shape} of {name} but got {len(data)} bytes.")
    array = np.frombuffer(data, kind).reshape(shape)
    if writable:
        return array.copy()
    array.flags.writeable = False
    return array


_encoder = msgspec.msgpack.Encoder()
_array_decoder = msgspec.msgpack.Decoder(tuple[str, tuple[int, ...], memoryview])
_fresh = msgspec.msgpack.Decoder(ext_hook=partial(_extension, writable=True))
_views = msgspec.msgpack.Decoder(ext_hook=partial(_extension, writable=False))
