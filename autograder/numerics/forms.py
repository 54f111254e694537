"""Judge the answers of a probe as they came: right ones look alike, but for their numbers.

Packed outputs are compared byte by byte with what the oracles' look like, except where the bytes
of 64-bit floats are. Those of a whole probe are put together and compared at a time. Decoded is
only what does not agree, or what is looked at for another reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from operator import itemgetter

import numpy as np

from autograder import wire
from autograder.numerics.compare import allowance
from autograder.wire import Packed, Value

_NOTHING = slice(0, 0)  # that an itemgetter has two items at least, and returns a tuple


class Form:
    """What packed outputs look like, but for the bytes of their 64-bit floats."""

    def __init__(self, outputs: Value) -> None:
        """Take the form of some outputs, whose numbers do not matter."""
        packed = wire.pack(outputs)
        free: list[slice] = []
        edges = [0]
        for leaf, end in _ends(outputs):
            size = 8 if type(leaf) is float else leaf.nbytes
            # MessagePack writes a float the other way round.
            backwards = type(leaf) is float
            free.append(slice(end - 1, end - 9, -1) if backwards else slice(end - size, end))
            edges += [end - size, end]
        edges.append(len(packed))
        between = [slice(*ends) for ends in zip(edges[::2], edges[1::2], strict=True)]
        self._length = len(packed)
        self._fixed = itemgetter(_NOTHING, *between)
        self._text = self._fixed(packed)
        self._free = itemgetter(_NOTHING, *free)

    def numbers(self, packed: bytes) -> bytes | None:
        """The floats of packed outputs, in their order; None where these look otherwise."""
        if len(packed) != self._length or self._fixed(packed) != self._text:
            return None
        return b"".join(self._free(packed))


class Expectation:
    """What a probe's right answers look like, case by case, and the numbers in them.

    What is needed for that is worked out where it is first asked for, and kept for the class.
    """

    def __init__(
        self,
        cases: Sequence[tuple[Mapping[str, Value], Mapping[str, float]]],
        again: Sequence[int] = (),
    ) -> None:
        """Prepare.

        Args:
            cases: the outputs and their absolute tolerances, by name.
            again: cases that are called once more after all, by index.
        """
        self._cases = cases
        self._called = [*range(len(cases)), *again]
        self._asked = [False] * len(self._called)
        self._forms: dict[int, _Forms] = {}

    def numbers(self, call: int, packed: bytes) -> bytes | None:
        """The 64-bit floats of a call's packed outputs, in their order.

        None where these look otherwise than right ones, and where nobody has asked before: a form
        costs more than it spares a single submission.
        """
        if not self._asked[call]:
            self._asked[call] = True
            return None
        case = self._called[call]
        if case not in self._forms:
            self._forms[case] = _Forms(*self._cases[case])
        return self._forms[case].numbers(packed)

    def agreeing(self, found: Sequence[Mapping[str, Value]]) -> frozenset[int]:
        """The cases whose outputs equal the oracles', where that can be told undecoded.

        Args:
            found: the outputs by case.
        """
        read = {place: item for place, item in enumerate(found) if isinstance(item, Packed)}
        if not read:
            return frozenset()
        known = list(read)
        places, numbers, allowed = self._near
        got = np.frombuffer(b"".join(outputs.numbers for outputs in read.values()), "<f8")
        if len(known) < len(found):
            parts = [np.arange(0), *(np.arange(*places[place]) for place in known)]
            chosen = np.concatenate(parts)
            numbers, allowed = numbers[chosen], allowed[chosen]
        with np.errstate(all="ignore"):  # a submission's numbers may be as large as they like
            near = np.abs(got - numbers) <= allowed
        if near.all():
            return frozenset(known)
        lengths = (places[place][1] - places[place][0] for place in known)
        ends = pairwise(accumulate(lengths, initial=0))
        return frozenset(
            place for place, (start, end) in zip(known, ends, strict=True) if near[start:end].all()
        )

    @cached_property
    def _near(self) -> tuple[list[tuple[int, int]], wire.Array, wire.Array]:
        """Where each case's numbers stand among all, what they are, how far off others may be."""
        sizes, leaves, atols = [], [np.zeros(0)], []
        for outputs, atol in self._cases:
            own = [(np.ravel(leaf), atol.get(name, 0.0)) for name, leaf in _named(outputs)]
            sizes.append(sum(leaf.size for leaf, _ in own))
            leaves += [leaf for leaf, _ in own]
            atols += [np.full(leaf.size, most) for leaf, most in own]
        far = np.concatenate([np.zeros(0), *atols])
        numbers, allowed = allowance(np.concatenate(leaves), far)
        return list(pairwise(accumulate(sizes, initial=0))), numbers, allowed


class _Forms:
    """The forms of a case's right outputs: a number may be an array without dimensions."""

    def __init__(self, outputs: Mapping[str, Value], atol: Mapping[str, float]) -> None:
        given = dict(outputs)
        compared = given and given.keys() == atol.keys()
        self._given = given if compared and all(map(_is_comparable, _leaves(given))) else None
        self._by_length: dict[int, Form] = {}
        self._whole = self._given is None
        if self._given is not None:
            self._keep(self._given)

    def numbers(self, packed: bytes) -> bytes | None:
        """The floats of packed outputs, in their order; None where these look otherwise."""
        form = self._by_length.get(len(packed))
        if form is None and not self._whole:
            self._whole = True
            for as_arrays in (True, False):
                self._keep(_scalars(self._given, as_arrays=as_arrays))
            form = self._by_length.get(len(packed))
        return form.numbers(packed) if form else None

    def _keep(self, variant: Value) -> None:
        self._by_length.setdefault(len(wire.pack(variant)), Form(variant))


def _leaves(value: Value) -> Iterator[Value]:
    return (leaf for _, leaf in wire.leaves(value))


def _named(outputs: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    """The 64-bit floats among outputs, in the order in which they are packed, with their names."""
    for name, value in outputs.items():
        for leaf in _leaves(value):
            if _is_double(leaf):
                yield name, leaf


def _is_double(leaf: Value) -> bool:
    return type(leaf) is float or (type(leaf) is np.ndarray and leaf.dtype == np.float64)


def _ends(value: Value, start: int = 0) -> Iterator[tuple[Value, int]]:
    """The 64-bit floats of a tree, and where the bytes of each end when it is packed."""
    if isinstance(value, dict | list):
        start += 1 if len(value) < 16 else 3 if len(value) < 2**16 else 5
        items = value.items() if isinstance(value, dict) else ((None, item) for item in value)
        for key, item in items:
            start += 0 if key is None else len(wire.pack(key))
            yield from _ends(item, start)
            start += len(wire.pack(item))
    elif _is_double(value):
        yield value, start + len(wire.pack(value))


def _is_comparable(leaf: Value) -> bool:
    """Whether what has the same bytes is right."""
    if type(leaf) is np.ndarray:
        return leaf.dtype.kind in "biuf"
    return leaf is None or type(leaf) in (bool, int, float, str)


def _scalars(value: Value, *, as_arrays: bool) -> Value:
    """A tree whose numbers are arrays without dimensions, or whose such arrays are numbers."""
    if type(value) is dict:
        return {key: _scalars(item, as_arrays=as_arrays) for key, item in value.items()}
    if type(value) is list:
        return [_scalars(item, as_arrays=as_arrays) for item in value]
    if as_arrays:
        return np.array(value) if type(value) is float else value
    scalar = type(value) is np.ndarray and value.shape == () and value.dtype == np.float64
    return float(value) if scalar else value
