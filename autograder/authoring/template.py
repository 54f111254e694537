"""Make the students' template of a reference: every solution becomes a gap to fill."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autograder.errors import DeclarationError

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"
GAP = "# Your code here."

# What an author may mean as a marker: one that is spelt otherwise would publish the answer.
_MARKER = re.compile(r"#+\s*(begin|end)[\s_-]*solution\b", re.IGNORECASE)
_LAYOUT = {
    tokenize.COMMENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
    tokenize.INDENT,
    tokenize.NEWLINE,
    tokenize.NL,
}


def strip_solutions(text: str, *, topic: str) -> str:
    """Replace what stands between solution markers by a gap that says it is not written yet.

    In a function the gap raises NotImplementedError; elsewhere a comment is all that remains.
    The rest stays as it is, but for the name of the file itself, which is `<topic>.py` now.

    Args:
        text: the source of numpy_solution.py.
        topic: the stem of the students' file.

    Raises:
        DeclarationError: the text does not parse, has no solution, or a marker is misspelt,
            misplaced or without its partner; names the line.
    """
    tree = _parse(text, f"The reference of {topic}")
    lines = _lines(text)
    tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    code = {
        row
        for token in tokens
        if token.type not in _LAYOUT
        for row in range(token.start[0], token.end[0] + 1)
    }
    try:
        regions = list(_regions(tokens, code))
        gaps = [_gap(region, tree, lines, code) for region in regions]
    except _FaultError as fault:
        raise DeclarationError(f"The reference of {topic}, line {fault.line}: {fault}") from None
    if not regions:
        raise DeclarationError(
            f"Expected '{BEGIN}' in the reference of {topic} but got none. Mark what the students "
            "are to write: without markers the template would be the solution."
        )
    for region, gap in zip(reversed(regions), reversed(gaps), strict=True):
        lines[region.begin - 1 : region.end] = gap
    template = re.sub(r"\bnumpy_solution\b", topic, "".join(lines))
    _parse(
        template,
        f"The reference of {topic} without its solutions",
        advice=" Leave a statement outside of the markers wherever Python wants one.",
    )
    return template


def functions_of(text: str, names: Sequence[str]) -> str:
    """Cut the named top-level functions and classes out of a file.

    Args:
        text: the file's source.
        names: what to cut out; the order is that of the file, where things that build on each
            other stand right.

    Returns:
        Their source, with decorators and the comments directly above, two blank lines between
        them and no newline at the end.

    Raises:
        DeclarationError: the text does not parse or lacks a name.
    """
    tree = _parse(text, "The template")
    lines = _lines(text)
    found = {
        node.name: node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    }
    missing = [name for name in names if name not in found]
    if missing:
        raise DeclarationError(
            f"Expected the template to define {', '.join(missing)} but got "
            f"{', '.join(found) or 'no function'}. Write the missing ones at the top level of the "
            "reference, outside of solution markers."
        )
    nodes = sorted((found[name] for name in set(names)), key=_first_row)
    return "\n\n\n".join(_with_comments(node, lines) for node in nodes)


def helpers_of(text: str) -> dict[str, str]:
    """Cut the solutions that stand outside of functions and classes out of a reference.

    Returns:
        Their source, markers and the comments directly above included, by the name of the
        function or class that follows.

    Raises:
        DeclarationError: the text does not parse, or no function follows.
    """
    tree = _parse(text, "The reference")
    lines = _lines(text)
    owners = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]
    tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    found: dict[str, str] = {}
    for region in _regions(tokens, set()):
        if any(_first_row(node) <= region.begin <= _last_row(node) for node in owners):
            continue
        following = next((node.name for node in owners if _first_row(node) > region.end), None)
        if following is None:
            raise DeclarationError(
                f"Expected a function below the helpers in line {region.begin} of the reference "
                "but got the end of the file. Write helpers above what uses them."
            )
        first = _comments_above(region.begin, lines)
        cut = "".join(lines[first - 1 : region.end]).rstrip()
        found[following] = f"{found[following]}\n\n\n{cut}" if following in found else cut
    return found


@dataclass(frozen=True)
class _Region:
    """A solution: the rows of its two markers, and their indentations."""

    begin: int
    end: int
    indent: int
    end_indent: int


@dataclass(frozen=True)
class _Block:
    """Statements that follow each other, and the function or class that they stand in."""

    owner: str
    in_function: bool
    statements: Sequence[ast.stmt]


class _FaultError(Exception):
    """What is wrong in a line."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line


def _parse(text: str, what: str, advice: str = "") -> ast.Module:
    try:
        return ast.parse(text)
    except SyntaxError as error:
        raise DeclarationError(f"{what}, line {error.lineno}: {error.msg}.{advice}") from None


def _lines(text: str) -> list[str]:
    """The lines with their ends, as the parser counts them (str.splitlines knows more ends)."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _regions(tokens: Sequence[tokenize.TokenInfo], code: set[int]) -> Iterator[_Region]:
    """Pair the markers."""
    begun: tokenize.TokenInfo | None = None
    for token in tokens:
        match = _MARKER.match(token.string) if token.type == tokenize.COMMENT else None
        if not match:
            continue
        row, column = token.start
        wanted = BEGIN if match[1].lower() == "begin" else END
        if token.string.rstrip() != wanted:
            raise _FaultError(
                row,
                f"Expected '{wanted}' but got comment={token.string!r}. Spelt otherwise it marks "
                "nothing, and the solution would stay in the template.",
            )
        if row in code:
            raise _FaultError(
                row,
                f"Expected '{wanted}' on a line of its own but got line={token.line.strip()!r}. "
                "Move the marker to a new line.",
            )
        if wanted == BEGIN:
            if begun:
                raise _FaultError(
                    row,
                    f"Expected '{END}' for the solution that begins in line {begun.start[0]} but "
                    f"got another '{BEGIN}'. Solutions do not nest: end the first one before.",
                )
            begun = token
        elif begun:
            yield _Region(begun.start[0], row, begun.start[1], column)
            begun = None
        else:
            raise _FaultError(
                row,
                f"Expected '{BEGIN}' above this '{END}' but got none. Write it where the solution "
                "begins.",
            )
    if begun:
        raise _FaultError(
            begun.start[0],
            f"Expected '{END}' below this '{BEGIN}' but got the end of the file. Write it where "
            "the solution ends.",
        )


def _gap(region: _Region, tree: ast.Module, lines: Sequence[str], code: set[int]) -> list[str]:
    """The lines that take a region's place."""
    block = _block(region, tree)
    rows = {row for row in code if region.begin < row < region.end}
    if not rows:
        raise _FaultError(
            region.begin,
            f"Expected a solution between '{BEGIN}' and '{END}' but got no statement. Write one, "
            "or take the markers out.",
        )
    inside = [item for item in block.statements if _contains(region, item)] if block else []
    stray = rows.difference(*(range(_first_row(item), _last_row(item) + 1) for item in inside))
    if block is None or stray:
        row = min(stray)
        raise _FaultError(
            row,
            f"Expected whole statements of one block between the markers in lines {region.begin} "
            f"and {region.end} but got line={lines[row - 1].strip()!r}, which belongs to more. "
            "Move the markers, or mark each part by itself.",
        )
    column = inside[0].col_offset
    for row, indent in ((region.begin, region.indent), (region.end, region.end_indent)):
        if indent != column:
            raise _FaultError(
                row,
                f"Expected the marker as far to the right as the solution, by {column} columns, "
                f"but got indentation={indent}. Indent it so.",
            )
    first = lines[region.begin - 1]
    margin = first[:column]
    newline = first[len(first.rstrip("\r\n")) :]
    gap = [f"{margin}{GAP}{newline}"]
    if block.in_function:
        refusal = f'raise NotImplementedError("{block.owner} is not written yet")'
        gap.append(f"{margin}{refusal}{newline}")
    return gap


def _block(region: _Region, tree: ast.Module) -> _Block | None:
    """The outermost block that has a statement in the region."""
    blocks = _blocks(tree, "", in_function=False)
    return next(
        (item for item in blocks if any(_contains(region, line) for line in item.statements)), None
    )


def _blocks(node: ast.AST, owner: str, *, in_function: bool) -> Iterator[_Block]:
    for _, value in ast.iter_fields(node):
        if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
            yield _Block(owner, in_function, value)
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{owner}.{child.name}" if owner else child.name
            yield from _blocks(child, name, in_function=not isinstance(child, ast.ClassDef))
        else:
            yield from _blocks(child, owner, in_function=in_function)


def _contains(region: _Region, statement: ast.stmt) -> bool:
    return region.begin < _first_row(statement) and _last_row(statement) < region.end


def _first_row(statement: ast.stmt) -> int:
    """The row of a statement's first line, decorators included."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(item.lineno for item in decorators)])


def _last_row(statement: ast.stmt) -> int:
    return statement.end_lineno or statement.lineno


def _with_comments(node: ast.stmt, lines: Sequence[str]) -> str:
    first, last = _comments_above(_first_row(node), lines), _last_row(node)
    if last < len(lines) and lines[last].strip() == END:  # the parser does not see it
        last += 1
    return "".join(lines[first - 1 : last]).rstrip()


def _comments_above(row: int, lines: Sequence[str]) -> int:
    while row > 1 and lines[row - 2].startswith("#") and not _MARKER.match(lines[row - 2]):
        row -= 1
    return row
