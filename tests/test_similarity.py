"""Which submissions resemble each other, and which do not."""

from __future__ import annotations

import ast
import builtins
import hashlib
import io
import json
import keyword
import os
import random
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import HW1, ROOT

from autograder import similarity
from autograder.similarity import LEAST_SHARE, LONGEST, MOST_PAIRS, Pair, code_of, compare
from autograder.submission import Submission, from_notebook, read_submission

ZOO = ROOT / "tests" / "submissions"
HOMEWORKS = sorted(path.name for path in ZOO.iterdir())
WHOLE = sorted(ZOO.glob("*/right/whole/*.py"))


def handed_in(student: str, text: str) -> Submission:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Submission(student, "f.py", (("f.py", text),), (), "", digest)


def template_of(homework: str) -> list[Submission]:
    topic = homework.partition("_")[2]
    folder = ROOT / "student_template" / homework
    paths = [folder / f"{topic}.py", folder / f"{topic}.ipynb"]
    return [read_submission("", path, topic) for path in paths]


def pairs_of(*texts: str, template: Iterable[Submission] = ()) -> tuple[Pair, ...]:
    """The pairs of a class of which the students are called a, b, c ..."""
    submissions = [handed_in(chr(ord("a") + n), text) for n, text in enumerate(texts)]
    return compare(submissions, template).pairs


def names(pair: Pair) -> tuple[str, str]:
    return pair.first.submission.student, pair.second.submission.student


def functions(count: int, seed: int) -> str:
    """So many functions that nobody else has."""
    draw = random.Random(seed)
    operators = ["+", "-", "*", "/", "**", "@", "<", "//"]
    lines = []
    for number in range(count):
        lines.append(f"def f{number}(x, y):")
        for _ in range(6):
            a, b = draw.choices(operators, k=2)
            lines.append(f"    x = x {a} {draw.randrange(1000)} {b} y[{draw.randrange(100)}]")
        lines.append("    return x\n")
    return "\n".join(lines)


# A disguise changes what costs no thought: names, comments, layout, the order of functions.


def renamed(text: str, prefix: str) -> str:
    kept = {*keyword.kwlist, *keyword.softkwlist, *dir(builtins), "self", "np", "math"}
    tokens = [("", ""), *tokenize.generate_tokens(io.StringIO(text).readline)]
    return tokenize.untokenize(
        (kind, prefix + name[::-1])
        if kind == tokenize.NAME and name not in kept and before != "!"  # {x!r}
        else (kind, name)
        for (_, before, *_), (kind, name, *_) in pairwise(tokens)
    )


def reordered(text: str, seed: int) -> str:
    tree = ast.parse(text)
    lines = text.split("\n")
    parts = []
    for node in tree.body:
        decorators = getattr(node, "decorator_list", [])
        begin = min([node.lineno, *(item.lineno for item in decorators)])
        parts.append("\n".join(lines[begin - 1 : node.end_lineno]))
    random.Random(seed).shuffle(parts)
    return "\n\n".join(parts)


def without_docstrings(text: str) -> str:
    return re.sub(r'^ *"""(?:.|\n)*?"""\n', "", text, flags=re.MULTILINE)


def laid_out_anew(text: str, indent: int, comment: str, blank: int) -> str:
    lines = []
    for line in text.split("\n"):
        bare = line.lstrip(" ")
        width = (len(line) - len(bare)) // 4 * indent + (len(line) - len(bare)) % 4
        lines.append(" " * width + bare + ("" if '"""' in text else f"  # {comment}"))
        lines += [""] * blank * bare.startswith(("return", "def"))
    return "\n".join(lines)


disguises = st.builds(
    lambda prefix, seed, indent, comment, blank: (
        lambda text: laid_out_anew(
            reordered(renamed(without_docstrings(text), prefix), seed), indent, comment, blank
        )
    ),
    prefix=st.text("abcxyzäö_", min_size=1, max_size=9).map(lambda name: f"v{name}"),
    seed=st.integers(0, 1000),
    indent=st.integers(1, 8),
    comment=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=20),
    blank=st.integers(0, 3),
)


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: f"{path.parts[-4]}-{path.stem}")
@settings(max_examples=5, deadline=None)
@given(disguise=disguises)
def test_a_disguised_copy_is_found(path: Path, disguise) -> None:
    text = path.read_text()
    (pair,) = pairs_of(text, disguise(text), template=template_of(path.parts[-4]))
    assert pair.share >= LEAST_SHARE
    assert pair.lines >= 50
    assert not pair.equal


@settings(max_examples=20, deadline=None)
@given(disguise=disguises, seed=st.integers(0, 10**6))
def test_names_and_layout_alone_change_nothing(disguise, seed: int) -> None:
    text = functions(5, seed)
    first, second = (code_of(handed_in("", each)) for each in (text, renamed(text, "v")))
    assert first.letters == second.letters
    (pair,) = pairs_of(text, disguise(text))
    assert pair.share > 0.8


@settings(max_examples=20, deadline=None)
@given(
    shared=st.integers(3, 8), own=st.integers(0, 8), seed=st.integers(0, 10**6), swap=st.booleans()
)
def test_the_measure_is_symmetric(shared: int, own: int, seed: int, swap: bool) -> None:
    common = functions(shared, seed)
    one = functions(own, seed + 1) + "\n" + common
    other = common + "\n# end\n" + functions(2, seed + 2)
    (pair,) = pairs_of(one, other) or (None,)
    (mirror,) = pairs_of(other, one) or (None,)
    assert (pair is None) == (mirror is None)
    if pair and mirror:
        assert (pair.share, pair.lines) == (mirror.share, mirror.lines)


@pytest.mark.parametrize("homework", HOMEWORKS)
def test_right_solutions_that_differ_make_no_pair(homework: str) -> None:
    """Whole submissions: those that are, the reference, and one of every exercise's n-th files."""
    right = ZOO / homework / "right"
    folders = sorted(path for path in right.iterdir() if path.name != "whole")
    files = [sorted(folder.glob("*.py")) for folder in folders]
    texts = ["\n\n".join(path.read_text() for path in row) for row in zip(*files, strict=False)]
    texts += [path.read_text() for path in sorted((right / "whole").glob("*.py"))]
    texts.append((ROOT / "reference" / homework / "numpy_solution.py").read_text())
    assert len(texts) > 8
    assert [
        (*names(pair), pair.share) for pair in pairs_of(*texts, template=template_of(homework))
    ] == []


def test_a_notebook_with_the_code_of_a_file_is_found() -> None:
    text = functions(6, 1)
    cells = [
        {"cell_type": "code", "metadata": {}, "source": part}
        for part in ("# Homework\n%matplotlib inline", *text.split("\n\n"))
    ]
    notebook = from_notebook("b", "f.ipynb", json.dumps({"cells": cells}))
    (pair,) = compare([handed_in("a", text), notebook], []).pairs
    assert pair.share > 0.9
    first, last = pair.passages[0].second.start, pair.passages[-1].second.stop - 1
    assert pair.second.lines[first] == ("cell 2", 1, "def f0(x, y):")
    assert pair.second.lines[last] == ("cell 7", 8, "    return x")


def test_passages_name_the_lines_on_which_they_stand() -> None:
    shared = functions(3, 5)
    first = f'\n\n"""A file.\n\nOf two lines."""\nclass Mine:\n    a = 1\n\n\n{shared}'
    second = f"# mine\n{functions(1, 6)}\n{shared}\n{functions(1, 7)}"
    (pair,) = pairs_of(first, second)
    (passage,) = pair.passages
    assert pair.first.lines[passage.first.start] == ("f.py", 10, "def f0(x, y):")
    assert pair.first.lines[passage.first.stop - 1] == ("f.py", 35, "    return x")
    lines = [line for _, _, line in pair.second.lines]
    assert "\n".join(lines[passage.second.start : passage.second.stop]) == shared.strip()
    assert pair.lines == len(shared.replace("\n\n", "\n").splitlines())


def test_every_letter_knows_its_line() -> None:
    head = "# first\n\nimport os\nx = 'é' + os\n\n\nclass Name(Base):\n"
    text = head + "    '''Two\n\n    lines.'''\n    a = 1  # b\n"
    code = code_of(handed_in("a", text))
    found: dict[int, str] = {}
    for line, letter in zip(code.line_of, code.letters, strict=True):
        found[int(line) + 1] = found.get(int(line) + 1, "") + letter
    assert found == {3: "importos", 4: 'V="S"+V', 7: "classO(V):", 11: "V=1"}


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: f"{path.parts[-4]}-{path.stem}")
def test_letters_stand_on_the_lines_of_their_tokens(path: Path) -> None:
    text = without_docstrings(path.read_text())
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    code = {tokenize.NAME, tokenize.OP, tokenize.NUMBER, tokenize.STRING}
    expected = {line for kind, _, (line, _), *_ in tokens if kind in code}
    assert {int(line) + 1 for line in code_of(handed_in("a", text)).line_of} == expected


def test_docstrings_come_and_go() -> None:
    bare = functions(3, 0)
    documented = re.sub(r"(def .*)", r'\1\n    """Of\n\n    lines."""', bare)
    assert documented != bare
    letters = [code_of(handed_in("", text)).letters for text in (bare, documented)]
    assert letters[0] == letters[1]


@pytest.mark.parametrize(("lines", "passages"), [(1, 1), (8, 2)])
def test_passages_with_little_between_them_are_one(lines: int, passages: int) -> None:
    above, below = functions(2, 0), functions(2, 1)
    texts = [
        f"{above}\n" + f"z = ({number}, {number}, {number})\n" * lines + f"\n{below}"
        for number in (123456, 98765)
    ]
    (pair,) = pairs_of(*texts)
    assert len(pair.passages) == passages


def test_functions_in_another_order_are_passages_of_their_own() -> None:
    one, two, three = (functions(1, seed) for seed in (1, 2, 3))
    (pair,) = pairs_of("\n".join((one, two, three)), "\n".join((three, one, two)))
    begins = [(passage.first.start, passage.second.start) for passage in pair.passages]
    assert (0, 9) in begins
    assert (18, 0) in begins


def test_equal_files_are_said_to_be_equal() -> None:
    text = functions(5, 1)
    pairs = {names(pair): pair for pair in pairs_of(text, text, f"# me\n{text}")}
    assert pairs.keys() == {("a", "b"), ("a", "c"), ("b", "c")}
    assert {pair.share for pair in pairs.values()} == {1.0}
    assert [pair.equal for pair in pairs.values()] == [True, False, False]


def test_students_of_a_pair_stand_in_order() -> None:
    one, other = functions(5, 0), functions(4, 0) + functions(1, 9)
    pairs = pairs_of(one, other, one)
    assert {names(pair) for pair in pairs} == {("a", "b"), ("a", "c"), ("b", "c")}


def test_the_templates_own_code_does_not_count() -> None:
    (template, _) = given_code = template_of(HW1)
    text = template.chunks[0][1]
    assert pairs_of(text, text) != ()
    assert pairs_of(text, text, template=given_code) == ()
    assert pairs_of(*(text + functions(5, n) for n in range(2)), template=given_code) == ()


@pytest.mark.parametrize(("size", "count"), [(10, 45), (11, 0)])
def test_what_many_have_in_common_does_not_count(size: int, count: int) -> None:
    passage = functions(8, 0)
    pairs = pairs_of(*(passage + functions(2, n + 1) for n in range(size)))
    assert len(pairs) == count


def test_a_copy_is_found_however_many_have_it() -> None:
    pairs = pairs_of(*[functions(5, 0)] * 12)
    assert len(pairs) == 66
    assert all(pair.equal for pair in pairs)


def test_the_most_similar_come_first_and_no_more_than_a_page_holds() -> None:
    text = functions(8, 0)
    several = [handed_in(f"s{n:02}", text) for n in range(20)]
    half = handed_in("half", functions(5, 0) + functions(3, 9))
    result = compare([half, *several], [])
    assert len(result.pairs) == MOST_PAIRS
    assert result.others == 190 + 20 - MOST_PAIRS
    shares = [pair.share for pair in compare([half, *several[:4]], []).pairs]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1.0 > shares[-1]


def test_a_few_lines_in_common_are_no_pair() -> None:
    assert pairs_of(functions(1, 0), functions(1, 0)) == ()


def test_what_cannot_be_read_or_is_too_long_is_named() -> None:
    refused = Submission("cy", "f.py", (), (), "f.py is empty", "")
    long = handed_in("bo", "x = 1\n" * LONGEST)
    result = compare([refused, long, handed_in("al", functions(5, 0))], [])
    assert result.compared == 1
    assert result.skipped == (
        ("bo", "f.py has more than 128 KiB of code, the limit here"),
        ("cy", "f.py is empty"),
    )


@pytest.mark.parametrize(
    "text",
    ["", "\n", "# nothing", "def f(:\n  '''", "\x0c\n\0\ufeff", "é = 'ß'", " \n" * (LONGEST // 2)],
    ids=["nothing", "a line", "a comment", "no Python", "controls", "letters", "blanks"],
)
def test_any_text_is_compared(text: str) -> None:
    result = compare([handed_in("a", text), handed_in("b", text)], [])
    assert (result.compared, result.pairs) == (2, ())


def test_an_empty_class_has_no_pairs() -> None:
    assert compare([], template_of(HW1)) == similarity.Similarity(0, (), 10, (), 0)


def test_nothing_is_run(tmp_path: Path) -> None:
    text = f"open({str(tmp_path / 'ran')!r}, 'w')\n" + functions(5, 0)
    assert len(pairs_of(text, text)) == 1
    assert not list(tmp_path.iterdir())


def test_results_are_the_same_in_every_run() -> None:
    program = (
        "from test_similarity import *\n"
        "texts = [path.read_text() for path in WHOLE]\n"
        "found = pairs_of(*texts, *(renamed(text, 'v') for text in texts))\n"
        "print([(names(p), p.share, p.lines, p.passages) for p in found])"
    )

    def run(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "tests")}
        return subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    first = run("1")
    assert first.count("Passage") > 10
    assert first == run("2")
