"""Cells become Python: magics go, everything else stays where it is."""

from __future__ import annotations

import ast
import importlib.util
import io
import json
import time
import tokenize
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import notebook_source
from autograder.notebook_source import (
    NotebookError,
    UnparsedError,
    code_cells,
    parse,
    plain_python,
)


def code(source: object, **more: object) -> dict[str, object]:
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], **more}


def notebook(*cells: object, **more: object) -> str:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more})


# A cell's text.

REPLACED = {
    "line magic": ("%matplotlib inline", "pass"),
    "line magic without a name": ("% matplotlib inline", "pass"),
    "cell magic that is not at the top": ("x = 1\n%%time", "x = 1\npass"),
    "shell line": ("!pip install numpy", "pass"),
    "two exclamation marks": ("!!ls", "pass"),
    "unbalanced quote in a shell line": ("!echo it's (\nx = 1", "pass\nx = 1"),
    "triple quote in a shell line": ('!echo """\nx = 1', "pass\nx = 1"),
    "help before": ("?np.dot", "pass"),
    "help after": ("np.dot?", "pass"),
    "more help after": ("np.dot??", "pass"),
    "help on an item": ("cache['z']?", "pass"),
    "help on a magic": ("%time?", "pass"),
    "help before a comment": ("f?  # what does it return", "pass"),
    "assigned shell line": ("files = !ls", "pass"),
    "assigned without blanks": ("files=!ls", "pass"),
    "assigned magic": ("x = %timeit -o f()", "pass"),
    "assigned to two": ("out, err = !make", "pass"),
    "assigned to an item": ("d['%a = b'] = !ls", "pass"),
    "in a block": ("for i in x:\n    !echo {i}\n    y = i", "for i in x:\n    pass\n    y = i"),
    "only line of a function": ("def f():\n\t%time g()", "def f():\n\tpass"),
    "continued shell line": ("!pip install \\\n  numpy \\\n  scipy\nx = 1", "pass\n\n\nx = 1"),
    "continued assignment": ("x = !ls \\\n  -l\ny = 1", "pass\n\ny = 1"),
    "after a string": ('"""Title\n% 1"""\n%time f()', '"""Title\n% 1"""\npass'),
    "after a bracket": ("x = [\n  1,\n]\n%time f()", "x = [\n  1,\n]\npass"),
    "after a comment with a bracket": ("# (\n%time f()", "# (\npass"),
    "after a string with a comment sign": ("x = '#' + (\n'')\n!ls", "x = '#' + (\n'')\npass"),
    "after an escaped quote": (r"x = 'it\'s ('" + "\n!ls", r"x = 'it\'s ('" + "\npass"),
    "after an escaped backslash": ("x = '\\\\'\n!ls", "x = '\\\\'\npass"),
    "after a continued string": ("x = 'a\\\n! b'\n!ls", "x = 'a\\\n! b'\npass"),
    "after a continued line": ("x = 7 \\\n% 3\n!ls", "x = 7 \\\n% 3\npass"),
    "after a string that is never closed": ("x = 'a\n!ls", "x = 'a\npass"),
    "after a bracket too many": ("x = 1)\n!ls", "x = 1)\npass"),
    "indented cell": ("    x = 1\n    %time x\n      y = 2", "x = 1\npass\n  y = 2"),
    "indented cell after empty lines": ("\n\n  x = 1\n  !ls", "\n\nx = 1\npass"),
    "indented cell without magics": ("    x = 1\n    y = 2", "x = 1\ny = 2"),
}


@pytest.mark.parametrize(("source", "text"), REPLACED.values(), ids=REPLACED)
@pytest.mark.parametrize("parsed", [True, False], ids=["parsed", "by looks"])
def test_magics_are_replaced_and_lines_keep_their_numbers(
    source: str, text: str, parsed: bool
) -> None:
    cell = plain_python(source, parsed=parsed)
    assert cell.text == text
    assert cell.foreign == ""
    assert cell.text.count("\n") == source.count("\n")


KEPT = {
    "empty": "",
    "blank": "  \n\n",
    "modulo in brackets": "x = (7\n% 3)",
    "not equal in brackets": "x = (y\n!= 3)",
    "modulo after a backslash": "x = 7 \\\n% 3",
    "in a string": '"""\n%time x\n!ls\nf?\ny = !ls\n"""',
    "in a one-line string": "x = '= !ls'",
    "in a continued string": "x = 'a \\\n%time \\\n!ls'",
    "in an f-string": "x = f'''\n%s {y!r:>{width}}\n!ls {z = !r}\n'''",
    "in a raw string": "x = r'\\''\ny = r'''\n!ls \\''''",
    "in a bytes string": "x = b'''\n%d\n'''",
    "in a comment": "# %time x\n# f?\nx = 1  # = !ls",
    "question mark in a string": "x = 'why?'",
    "question mark in a comment": "x = 1  # why?",
    "formatted": "print('%d' % 3)",
    "augmented": "x %= 3\ny = x != 3",
    "semicolon at the end": "plt.plot(x);",
    "await": "result = await fetch()",
    "keyword argument": "f(a=1 % 2)",
    "form feed": "x = 1\n\f\ny = 2",
    "strings side by side": "x = ('a' \"'\"\n% 3)",
}


@pytest.mark.parametrize("source", KEPT.values(), ids=KEPT)
@pytest.mark.parametrize("parsed", [True, False], ids=["parsed", "by looks"])
def test_python_that_looks_like_a_magic_is_left_alone(source: str, parsed: bool) -> None:
    cell = plain_python(source, parsed=parsed)
    assert (cell.text, cell.magics, cell.fault) == (source, (), "")


@pytest.mark.parametrize("magic", ["%%time", "%%timeit -n 3", "%%capture out", "%%prun -l 3"])
def test_cell_magics_over_python_become_a_comment(magic: str) -> None:
    cell = plain_python(f"{magic}\nx = 1\n%time x")
    assert cell.text == f"# {magic}\nx = 1\npass"
    assert cell.magics == (magic, "%time x")
    assert cell.fault == ""


def test_cell_magics_may_follow_one_another_and_empty_lines() -> None:
    cell = plain_python("\n  %%capture\n\n  %%time\n  x = 1")
    assert cell.text == "\n# %%capture\n\n# %%time\nx = 1"


FOREIGN = {
    "bash": "%%bash\nls",
    "html": "%%html\n<b>",
    "writefile": "%%writefile a.py\nx = 1",
    "javascript": "%%javascript\nalert(1)",
    "script": "%%script perl\n1",
    "python3": "%%python3\nx = 1",
    "time?": "%%time?",
    "!": "%%!\nls",
    "": "%%\nls",
}


@pytest.mark.parametrize(("name", "source"), FOREIGN.items(), ids=FOREIGN)
def test_cell_magics_over_anything_else_drop_the_cell(name: str, source: str) -> None:
    cell = plain_python(source)
    assert (cell.text, cell.foreign, cell.fault) == ("", f"%%{name}", "")
    assert plain_python(f"%%time\n{source}").foreign == f"%%{name}"


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("x = (", "'(' was never closed (line 1)"),
        ("x = 1\n  y = 2", "unexpected indent (line 2)"),
        ("%time\nx = = 1", "invalid syntax (line 2)"),
        ("x = '\0'", "it holds NUL bytes"),
        ("-" * 100_000 + "x", "it is nested too deep"),
        ("x" + ".y" * 100_000, "it is nested too deep"),
        ("x = " + "9" * 5000, "Exceeds the limit (4300 digits) for integer string conversion"),
    ],
    ids=["bracket", "indent", "syntax after a magic", "NUL", "minuses", "attributes", "number"],
)
def test_a_cell_that_does_not_parse_says_why(source: str, fault: str) -> None:
    assert plain_python(source).fault.startswith(fault)


def test_an_escape_that_python_warns_of_is_no_fault() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert plain_python(r"x = '\d'").fault == ""


def test_an_indented_comment_at_the_top_is_left_alone() -> None:
    assert plain_python("    # a note\nx = 1").text == "    # a note\nx = 1"


def test_long_text_is_not_parsed() -> None:
    with pytest.raises(UnparsedError, match="it is too long"):
        parse("x\n" * notebook_source.LARGEST_PARSED)


STANDARD = ["argparse", "ast", "dataclasses", "difflib", "inspect", "json.decoder", "textwrap"]


@pytest.mark.parametrize("name", STANDARD)
def test_magics_between_the_statements_of_real_code_are_found_exactly(name: str) -> None:
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    text = Path(spec.origin).read_text("utf-8")
    assert plain_python(text, parsed=False).text == text
    lines, with_magics, with_pass = text.split("\n"), [], []
    begins = statement_lines(text)
    magics = ["%time f('''(", "!echo it's [", "?f", "f.g??", 'x = !ls "', "x, y = %sql {"]
    for number, line in enumerate(lines, 1):
        if number in begins:
            indent = line[: len(line) - len(line.lstrip())]
            with_magics.append(indent + magics[number % len(magics)])
            with_pass.append(indent + "pass")
        with_magics.append(line)
        with_pass.append(line)
    cell = plain_python("\n".join(with_magics), parsed=False)
    assert cell.text == "\n".join(with_pass)
    assert len(cell.magics) == len(begins) > 100


def statement_lines(text: str) -> set[int]:
    """Lines where a statement begins, as `tokenize` knows; none that dedents, or is an `else`."""
    found, fresh = set(), True
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.NEWLINE:
            fresh = True
        elif token.type in (tokenize.DEDENT, tokenize.ENDMARKER):
            fresh = False
        elif fresh and token.type in (tokenize.NAME, tokenize.OP, tokenize.STRING):
            found.add(token.start[0])
            fresh = False
        elif token.type not in (tokenize.NL, tokenize.COMMENT, tokenize.INDENT):
            fresh = False
    return found


LONG = 2**19
HOSTILE = {
    "escaped quotes": r"\'" * LONG,
    "quotes": "'\"" * LONG,
    "question marks": "?x" * LONG,
    "questions and blanks": "x? " * LONG,
    "assignments": "= " * LONG,
    "blanks after an assignment": "x =" + " " * 2 * LONG,
    "brackets": "(" * LONG,
    "open strings": "'''\n" * (LONG // 2) + "'",
    "one open string": "'''" + "a\n" * LONG,
    "magics": "%\n" * LONG,
    "backslashes": "\\\n" * LONG,
    "many backslashes": "'" + "\\" * LONG,
    "indented": "\n".join(" " * 2000 + "%" for _ in range(2000)),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_length_alone(source: str) -> None:
    began = time.process_time()
    plain_python(source)
    plain_python(source, parsed=False)
    assert time.process_time() - began < 10


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ax=!%?'\"#\\()[]{}\n \t\0\fé:f"), max_size=60))
def test_no_text_upsets_the_reader_and_lines_are_never_lost(source: str) -> None:
    for parsed in (True, False):
        cell = plain_python(source, parsed=parsed)
        assert cell.foreign or cell.text.count("\n") == source.count("\n")


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ax=!%?'\"#\\()[]\n 1"), max_size=40))
def test_what_python_accepts_is_never_changed(source: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except (SyntaxError, ValueError):
        return
    assert plain_python(source).text == source


# A notebook's text.


def test_code_cells_alone_are_counted_and_become_chunks() -> None:
    text = notebook(
        {"cell_type": "markdown", "source": "# %time"},
        code("x = 1\n"),
        {"cell_type": "raw", "source": "raw"},
        code(["y = 2\n", "z = 3"]),
    )
    assert code_cells(text).chunks == (("cell 1", "x = 1\n"), ("cell 2", "y = 2\nz = 3"))
    assert code_cells(text).notes == ()


def test_empty_and_foreign_cells_count_but_are_no_chunks() -> None:
    read = code_cells(notebook(code(""), code(" \n"), code([]), code("%%bash\nls"), code("x = 1")))
    assert read.chunks == (("cell 5", "x = 1"),)
    assert read.notes == ("cell 4 was left out: it begins with %%bash",)


def test_worksheets_of_nbformat_3_are_read() -> None:
    cells = [{"cell_type": "code", "input": ["x = 1\n", "y = 2"], "language": "python"}]
    more = [{"cell_type": "heading", "source": "T"}, {"cell_type": "code", "input": "z = 3"}]
    text = json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}, {"cells": more}]})
    assert code_cells(text).chunks == (("cell 1", "x = 1\ny = 2"), ("cell 2", "z = 3"))


@pytest.mark.parametrize("version", ["v3", "v4"])
def test_what_nbformat_writes_is_read(version: str) -> None:
    nbformat = pytest.importorskip("nbformat")
    writer = getattr(nbformat, version)
    if version == "v3":
        cell = writer.new_code_cell(input="x = 1\n%time x")
        made = writer.new_notebook(worksheets=[writer.new_worksheet(cells=[cell])])
    else:
        made = writer.new_notebook(cells=[writer.new_code_cell("x = 1\n%time x")])
    assert code_cells(writer.writes_json(made)).chunks == (("cell 1", "x = 1\npass"),)


def test_cells_of_nbgrader_and_cells_that_should_fail_are_not_special() -> None:
    text = notebook(
        code("x = 1", metadata={"nbgrader": {"grade": True, "locked": True, "solution": False}}),
        code("1 / 0", metadata={"tags": ["raises-exception"]}),
    )
    assert code_cells(text).chunks == (("cell 1", "x = 1"), ("cell 2", "1 / 0"))


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["CRLF", "CR"])
def test_other_line_ends_become_newlines(end: str) -> None:
    assert code_cells(notebook(code(f"%time x{end}y = 1"))).chunks == (("cell 1", "pass\ny = 1"),)


def test_magics_are_noted_once_with_their_number() -> None:
    assert code_cells(notebook(code("  %time x\x1b[31m"), code("x = 1"))).notes == (
        "1 line of magics, shell commands or help left out: %time x[31m",
    )
    sources = ["%matplotlib inline\nx = 1", "!" + "a" * 100, "f?", "%%time\nx = !ls"]
    assert code_cells(notebook(*map(code, sources))).notes == (
        "5 lines of magics, shell commands or help left out: "
        f"%matplotlib inline, !{'a' * 39}, f?, …",
    )


def test_a_cell_that_does_not_parse_is_kept_and_noted() -> None:
    read = code_cells(notebook(code("x = 1"), code("%time\nx = = 1")))
    assert read.chunks == (("cell 1", "x = 1"), ("cell 2", "pass\nx = = 1"))
    assert read.notes[1:] == ("cell 2 does not parse: invalid syntax (line 2)",)


def test_many_notes_are_cut_short() -> None:
    read = code_cells(notebook(*[code("x = = 1")] * 25))
    assert len(read.chunks) == 25
    assert len(read.notes) == 21
    assert read.notes[-1] == "more notes of the kind: 5"


@pytest.mark.parametrize(
    "source",
    [None, 3, True, {"x": 1}, [["x = 1"]]],
    ids=["null", "number", "true", "object", "nested list"],
)
def test_a_source_that_is_no_text_is_noted(source: object) -> None:
    read = code_cells(notebook(code(source), code("x = 1")))
    assert read.chunks == (("cell 2", "x = 1"),)
    assert read.notes == ("cell 1 is damaged: what is no text in it was left out",)


def test_the_text_of_a_damaged_source_is_kept() -> None:
    read = code_cells(notebook(code(["x = 1\n", 7, "y = 2"]), {"cell_type": "code"}))
    assert read.chunks == (("cell 1", "x = 1\ny = 2"),)
    assert read.notes == (
        "cell 1 is damaged: what is no text in it was left out",
        "cell 2 is damaged: what is no text in it was left out",
    )


def test_cells_that_are_no_objects_are_noted() -> None:
    read = code_cells(notebook("cell", None, 3, [], code("x = 1")))
    assert read.chunks == (("cell 1", "x = 1"),)
    assert read.notes == ("cells that are no JSON objects were left out: 4",)


def test_half_a_surrogate_pair_is_replaced_and_a_whole_one_is_a_character() -> None:
    text = notebook(code("x = 'HERE'")).replace("HERE", r"\ud83d \ud83d\ude00")
    assert code_cells(text).chunks == (("cell 1", "x = '\ufffd \U0001f600'"),)


def test_of_duplicate_keys_the_last_counts_as_in_jupyter() -> None:
    cell = '{"cell_type": "code", "source": "x = 1", "source": "x = 2"}'
    text = f'{{"cells": [], "cells": [{cell}]}}'
    assert code_cells(text).chunks == (("cell 1", "x = 2"),)


def test_numbers_of_any_size_and_none_are_read_over() -> None:
    number = "9" * 10_000
    text = notebook(code("x = 1", execution_count=0))
    text = text.replace('"execution_count": 0', f'"execution_count": [{number}, 1e{number}, NaN]')
    assert code_cells(text).chunks == (("cell 1", "x = 1"),)


def test_keys_of_cells_within_outputs_are_not_taken_for_cells() -> None:
    output = {"cells": [code("x = 2")], "cell_type": "code", "source": "x = 3"}
    read = code_cells(notebook(code("x = 1", outputs=[output]), metadata=output))
    assert read.chunks == (("cell 1", "x = 1"),)


NO_NOTEBOOK: dict[str, tuple[str, str]] = {
    "nothing": ("", "is not valid JSON (Expecting value: line 1 column 1 (char 0))"),
    "Python": ("x = 1\n", "is not valid JSON (Expecting value: line 1 column 1 (char 0))"),
    "cut short": (
        notebook(code("x = 1"))[:-40],
        "is not valid JSON (",
    ),
    "list": ("[]", "is no notebook: its JSON is a list, not an object with cells"),
    "number": ("3", "is no notebook: its JSON is a single value, not an object with cells"),
    "null": ("null", "is no notebook: its JSON is a single value, not an object with cells"),
    "text": ('"x"', "is no notebook: its JSON is a single value, not an object with cells"),
    "no cells": ("{}", "is no notebook: it has no list of cells"),
    "cells are null": ('{"cells": null}', "is no notebook: it has no list of cells"),
    "cells are an object": ('{"cells": {}}', "is no notebook: it has no list of cells"),
    "worksheets are text": ('{"worksheets": "x"}', "is no notebook: it has no list of cells"),
    "worksheet is null": ('{"worksheets": [null]}', "is no notebook: it has no list of cells"),
    "deep": ("[" * 100_000, "is no notebook: its JSON is nested too deep"),
    "deep objects": ('{"cells":' * 100_000, "is no notebook: its JSON is nested too deep"),
    "too many cells": (
        notebook(*[code("")] * 10_001),
        "has more than 10000 code cells",
    ),
    "too much code": (
        notebook(*[code("#" * 2**20)] * 4, code("x")),
        "holds more than 4 MiB of code",
    ),
    "too much output": (
        notebook(code("x = 1", outputs=[])).replace("[]", f"[{'0,' * 4_000_000}0]"),
        "holds too much output: clear its outputs and save it again",
    ),
}


@pytest.mark.parametrize(("text", "message"), NO_NOTEBOOK.values(), ids=NO_NOTEBOOK)
def test_what_is_no_notebook_says_why(text: str, message: str) -> None:
    with pytest.raises(NotebookError) as caught:
        code_cells(text)
    assert str(caught.value).startswith(message)


def test_invalid_json_says_what_to_do() -> None:
    with pytest.raises(NotebookError) as caught:
        code_cells('{"cells": [1,\n')
    assert str(caught.value) == (
        "is not valid JSON (Expecting value: line 2 column 1 (char 14)): save it in Jupyter and "
        "hand it in again"
    )


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
NAMES = st.sampled_from(["cells", "worksheets", "cell_type", "source", "input", "outputs"])
ANY_JSON = st.recursive(
    SCALARS | st.just("code"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(NAMES | st.text(max_size=3), inner, max_size=5)
    ),
    max_leaves=25,
)
LIKE_A_NOTEBOOK = st.fixed_dictionaries(
    {"cells": st.lists(st.fixed_dictionaries({"cell_type": st.just("code"), "source": ANY_JSON}))}
)


@settings(max_examples=300, deadline=None)
@given(ANY_JSON | LIKE_A_NOTEBOOK)
def test_any_json_is_read_or_refused(value: Any) -> None:
    try:
        read = code_cells(json.dumps(value))
    except NotebookError as error:
        assert str(error)  # noqa: PT017  either outcome is right
    else:
        for label, text in read.chunks:
            assert label.startswith("cell ")
            text.encode()  # can be sent to a worker
