"""Which submissions of a class have unusually similar code: a hint for a human, never a score.

Winnowing, as MOSS does it: names, strings, comments and layout are taken out of the code, every K
letters of what is left are hashed, and of each WINDOW neighbours one hash is kept. What stands in
the template, and what many have in common, is left out. No submission is run.

Source: Schleimer, Wilkerson, Aiken: Winnowing, local algorithms for document fingerprinting, 2003.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from autograder.errors import UsageError
from autograder.submission import Submission

try:
    from copydetect.utils import filter_code, get_copied_slices, winnow
except ImportError:
    raise UsageError(
        "Expected copydetect to compare submissions but it is not installed. "
        "Install it with: pip install 'autograder[similar]'"
    ) from None

K, WINDOW = 25, 6  # letters; together they find whatever is common to two codes in K + WINDOW - 1
LONGEST = 128 * 1024  # characters of a submission, which take two seconds at worst
LEAST_SHARE = 0.4  # independent right solutions share 0.3 at most, and mostly less than 0.1
LEAST_HASHES = 60  # about ten lines; fewer may be a coincidence
COMMON_COUNT, COMMON_SHARE = 10, 0.1  # what more submissions have in common is nobody's own
MOST_PAIRS = 100  # that are worked out in full
GAP = 3  # lines between passages that are shown as one
AT_ONCE = 256  # rows of the matrix that counts what two have in common

_BASE = 0x9E3779B97F4A7C15  # odd, and no small number
_NO_HASHES = np.empty(0, np.int64)
_POWERS = np.array([pow(_BASE, n, 2**64) for n in range(K)], np.uint64)


@dataclass(frozen=True, eq=False)
class Code:
    """A submission's code as it is compared.

    Attributes:
        submission: where it comes from.
        letters: the code without names, strings, comments and layout.
        line_of: for every letter, the number of its line, from 0 and through all chunks.
        hashes: those that winnowing keeps.
        places: where in the letters they begin; ascending.
    """

    submission: Submission
    letters: str
    line_of: NDArray[np.int32]
    hashes: NDArray[np.int64]
    places: NDArray[np.int64]

    @property
    def lines(self) -> list[tuple[str, int, str]]:
        """Every line: the label of its chunk, its number in it, its text."""
        return [
            (label, number, line)
            for label, text in self.submission.chunks
            for number, line in enumerate(text.split("\n"), 1)
        ]

    def without(self, hashes: NDArray[np.int64]) -> Code:
        """The same code, but for some hashes."""
        kept = ~np.isin(self.hashes, hashes)
        return replace(self, hashes=self.hashes[kept], places=self.places[kept])


@dataclass(frozen=True)
class Passage:
    """Lines that two submissions share but for names, strings, comments and layout."""

    first: range
    second: range


@dataclass(frozen=True)
class Pair:
    """Two submissions with similar code.

    Attributes:
        first, second: by the students' names.
        share: of the smaller one's hashes, as many as the other one has too; 0 to 1.
        lines: with shared code; the smaller number of the two submissions'.
        equal: the files are the same, byte for byte.
        passages: what they share, in the order of the first.
    """

    first: Code
    second: Code
    share: float
    lines: int
    equal: bool
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Similarity:
    """What a comparison came to.

    Attributes:
        compared: how many submissions.
        skipped: (student, why not), by student.
        common: what more than so many submissions have in common was left out.
        pairs: the most similar first, at most MOST_PAIRS.
        others: how many more pairs there are.
    """

    compared: int
    skipped: tuple[tuple[str, str], ...]
    common: int
    pairs: tuple[Pair, ...]
    others: int


def compare(submissions: Iterable[Submission], template: Iterable[Submission]) -> Similarity:
    """Compare every submission with every other.

    Args:
        submissions: of a class, one per student.
        template: what students were given.
    """
    given = [_hashes_of(code_of(item).letters) for item in template]
    boilerplate = np.concatenate([_NO_HASHES, *given])
    codes, skipped = [], []
    for item in submissions:
        size = sum(len(text) for _, text in item.chunks)
        if item.problem:
            skipped.append((item.student, item.problem))
        elif size > LONGEST:
            why = f"{item.file} has more than {LONGEST // 1024} KiB of code, the limit here"
            skipped.append((item.student, why))
        else:
            codes.append(code_of(item).without(boilerplate))
    # The same code many times over is not common but copied, and counts once.
    groups: dict[str, list[Code]] = {}
    for code in sorted(codes, key=lambda code: code.submission.student):
        groups.setdefault(code.letters, []).append(code)
    distinct = list(groups.values())
    limit = max(COMMON_COUNT, int(COMMON_SHARE * len(codes)))
    candidates, common = _candidates([group[0] for group in distinct], limit)
    found = [
        (share, pair)
        for share, _, one, other in sorted(candidates, key=lambda item: (-item[0], -item[1], item))
        for pair in _students(distinct[one], distinct[other])
    ]
    pairs = [_pair(share, *pair, common) for share, pair in found[:MOST_PAIRS]]
    return Similarity(
        compared=len(codes),
        skipped=tuple(sorted(skipped)),
        common=limit,
        pairs=tuple(pairs),
        others=len(found) - len(pairs),
    )


def code_of(submission: Submission) -> Code:
    r"""A submission's code as it is compared, with nothing left out.

    >>> one = Submission("ada", "a.py", (("a.py", "def f(x):\n    return 2 * x"),), (), "", "")
    >>> code_of(one).letters
    'defF(V):return2*V'
    """
    letters, line_of, begin = "", [np.empty(0, np.int32)], 0
    for _, text in submission.chunks:
        code, lines = _filtered(text)
        letters += code
        line_of.append(lines + np.int32(begin))
        begin += text.count("\n") + 1
    hashes = _hashes_of(letters)
    kept, places = winnow(hashes, WINDOW, remove_duplicates=False)
    return Code(submission, letters, np.concatenate(line_of), kept, places)


def _filtered(text: str) -> tuple[str, NDArray[np.int32]]:
    """The letters of a text, and the line of each, from 0."""
    # Pygments takes a time that grows with the square of the blanks at the ends of lines, strips
    # the text of empty lines, and takes the `@w` of `x@w` for a decorator.
    whole = "\n".join(line.rstrip() for line in text.replace("@", "@ ").split("\n"))
    bare = whole.lstrip("\n")
    code, offsets = filter_code(bare, "", language="python")
    # (place, how many characters were taken out before it), up to that place; a class's is wrong.
    until, removed = offsets[1:, 0], np.maximum.accumulate(offsets[1:, 1])
    places = np.arange(len(code))
    origin = places + removed[np.minimum(np.searchsorted(until, places), len(until) - 1)]
    ends = np.flatnonzero(_numbers(bare) == ord("\n"))
    lines = np.searchsorted(ends, origin) + len(whole) - len(bare)
    kept = np.ones(len(code), bool)
    kept[[found.start() for found in re.finditer("(?<=:)S", code)]] = False  # docstrings
    return "".join(itertools.compress(code, kept)), lines[kept].astype(np.int32)


def _hashes_of(letters: str) -> NDArray[np.int64]:
    """A hash of every K letters: the same in every run, which Python's own are not."""
    if len(letters) < K:
        return _NO_HASHES
    windows = np.lib.stride_tricks.sliding_window_view(_numbers(letters), K)
    sums: NDArray[np.uint64] = windows @ _POWERS
    return (sums >> np.uint64(12)).astype(np.int64)  # winnowing compares them as floats


def _numbers(text: str) -> NDArray[np.uint64]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)


def _candidates(
    codes: Sequence[Code], limit: int
) -> tuple[list[tuple[float, int, int, int]], NDArray[np.int64]]:
    """Pairs that are similar enough, each code with itself among them; and the common hashes.

    Returns:
        (share, hashes in common, the one's number, the other's), and hashes that are left out.
    """
    own = [np.unique(code.hashes) for code in codes]
    rows = np.repeat(np.arange(len(own)), [len(hashes) for hashes in own])
    hashes, columns, counts = np.unique(
        np.concatenate([_NO_HASHES, *own]), return_inverse=True, return_counts=True
    )
    kept = counts[columns] <= limit
    ones = np.ones(np.count_nonzero(kept), np.int32)
    has = sparse.csr_array(
        (ones, (rows[kept], columns[kept])), shape=(len(own), max(1, len(hashes)))
    )
    sizes = np.bincount(rows[kept], minlength=len(own))
    found = []
    for begin in range(0, len(own), AT_ONCE):
        both = (has[begin : begin + AT_ONCE] @ has.T).tocoo()
        one, other = both.coords[0] + begin, both.coords[1]
        share = both.data / np.minimum(sizes[one], sizes[other])
        enough = (one <= other) & (both.data >= LEAST_HASHES) & (share >= LEAST_SHARE)
        columns_of = (share, both.data, one, other)
        found += list(zip(*(column[enough].tolist() for column in columns_of), strict=True))
    return found, hashes[counts > limit]


def _students(one: Sequence[Code], other: Sequence[Code]) -> Iterator[tuple[Code, Code]]:
    """The pairs of students with the one code and the other, or with one that several have."""
    if one is other:
        return itertools.combinations(one, 2)
    pairs = itertools.product(one, other)
    return (
        pair if pair[0].submission.student < pair[1].submission.student else pair[::-1]
        for pair in pairs
    )


def _pair(share: float, first: Code, second: Code, common: NDArray[np.int64]) -> Pair:
    """Work out what two submissions share."""
    passages = []
    lines: tuple[set[int], set[int]] = (set(), set())
    a, b = first.without(common), second.without(common)
    _, at_a, at_b = np.intersect1d(a.hashes, b.hashes, return_indices=True)
    begins, shifts = a.places[at_a], b.places[at_b] - a.places[at_a]
    order = np.lexsort((begins, shifts))
    cuts = np.flatnonzero(np.diff(shifts[order])) + 1
    for group in np.split(order, cuts) if len(order) else ():
        shift = shifts[group[0]]  # a shared passage is equally long in both
        for begin, end in get_copied_slices(begins[group], K).T.tolist():
            touched = a.line_of[begin:end], b.line_of[begin + shift : end + shift]
            for seen, numbers in zip(lines, touched, strict=True):
                seen.update(numbers.tolist())
            passages.append(Passage(*(range(each[0], each[-1] + 1) for each in touched)))
    return Pair(
        first=first,
        second=second,
        share=share,
        lines=min(map(len, lines)),
        equal=first.submission.digest == second.submission.digest,
        passages=tuple(_joined(passages)),
    )


def _joined(passages: Sequence[Passage]) -> list[Passage]:
    """Passages that follow each other in both submissions, as one."""
    joined: list[Passage] = []
    for now in sorted(passages, key=lambda item: (item.first.start, item.second.start)):
        last = joined[-1] if joined else None
        if last and _follows(now.first, last.first) and _follows(now.second, last.second):
            joined[-1] = Passage(_until(last.first, now.first), _until(last.second, now.second))
        else:
            joined.append(now)
    return joined


def _until(one: range, other: range) -> range:
    return range(one.start, max(one.stop, other.stop))


def _follows(one: range, other: range) -> bool:
    return other.start <= one.start <= other.stop + GAP
