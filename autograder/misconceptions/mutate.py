"""Mechanical mutants: one small change each, everywhere in the reference where one makes sense."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import CodeType

LONGEST_LOOP = 100_000  # rounds of one `while` in a mutant; the references need some thousands
TICK = "_autograder_tick"  # what a mutant calls in every round of a `while`

Change = tuple[str, ast.expr]  # its kind, and what stands there instead


@dataclass(frozen=True)
class Mutant:
    """A function of the reference with one change.

    Attributes:
        function: where the change is.
        kind: which sort of change, a key of WORDS.
        before: the statement as it stands in the reference; of a longer one, its first line.
        after: what stands there instead; empty for a deletion.
        part: the changed part of the statement.
        line: in the reference, from 1.
        code: the function with the change, to be run in the reference's namespace.
        number: which of those that read alike, in the order of the lines.
    """

    function: str
    kind: str
    before: str
    after: str
    part: str
    line: int
    code: CodeType
    number: int

    @property
    def name(self) -> str:
        """What is changed where; where several mutants read alike, no two have the same."""
        text = f"{self.function}: {self.before} -> {self.after}".rstrip()
        return text if self.number == 1 else f"{text} ({self.number})"


# What a mutant of a kind behaves like, without giving the right line away; {} is what is wrong.
WORDS = {
    "argument": "two arguments or variables were mistaken for each other in {}",
    "axis": "a sum, mean or the like were taken over another axis in {}",
    "branch": "a case distinction in {} went the wrong way",
    "comparison": "a comparison in {} were another one",
    "constant": "a constant in {} were another one",
    "copy": "an array or a list were shared in {} instead of copied",
    "deletion": "one step of {} were left out",
    "factor": "one factor of {} were missing",
    "function": "another function were applied in {}",
    "index": "an index or a bound in {} were off by one",
    "keepdims": "an axis were dropped or kept in {} where it should not",
    "operator": "{} were put together by another operation",
    "order": "two results of {} were swapped, or an order turned round",
    "reduction": "a sum were taken for a mean, or the like, in {}",
    "sign": "a sign in {} were turned round",
    "term": "one term of {} were missing",
    "transposition": "an array were not transposed in {}",
}

OPERATORS: dict[type[ast.operator], list[tuple[str, type[ast.operator]]]] = {
    ast.Add: [("sign", ast.Sub)],
    ast.Sub: [("sign", ast.Add)],
    ast.Mult: [("operator", ast.Div)],
    ast.Div: [("operator", ast.Mult)],
    ast.Pow: [("operator", ast.Mult)],
    ast.FloorDiv: [("operator", ast.Div)],
    ast.Mod: [("operator", ast.FloorDiv)],
}
COMPARISONS: dict[type[ast.cmpop], list[type[ast.cmpop]]] = {
    ast.Gt: [ast.GtE, ast.Lt],
    ast.GtE: [ast.Gt, ast.Lt],
    ast.Lt: [ast.LtE, ast.Gt],
    ast.LtE: [ast.Lt, ast.Gt],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
}
FUNCTIONS = {
    "sum": ("reduction", "mean"),
    "mean": ("reduction", "sum"),
    "var": ("reduction", "std"),
    "std": ("reduction", "var"),
    "max": ("function", "min"),
    "min": ("function", "max"),
    "maximum": ("function", "minimum"),
    "minimum": ("function", "maximum"),
    "argmax": ("function", "argmin"),
    "argmin": ("function", "argmax"),
    "any": ("function", "all"),
    "all": ("function", "any"),
    "exp": ("function", "expm1"),
    "log": ("function", "log1p"),
    "floor": ("function", "ceil"),
    "ceil": ("function", "floor"),
    "sin": ("function", "cos"),
    "cos": ("function", "sin"),
    "zeros": ("constant", "ones"),
    "zeros_like": ("constant", "ones_like"),
    "ones": ("constant", "zeros"),
    "ones_like": ("constant", "zeros_like"),
    "less": ("comparison", "less_equal"),
    "greater": ("comparison", "greater_equal"),
}
# The order of their arguments does not matter.
COMMUTATIVE = (
    "max", "min", "maximum", "minimum", "logaddexp", "add", "multiply", "hypot", "allclose",
    "array_equal", "isclose", "range", "isinstance",
)  # fmt: skip
# Calls that may be left out, so that what they are called on, or with, stays as it is.
IDLE = {
    "copy": "copy",
    "deepcopy": "copy",
    "array": "copy",
    "dict": "copy",
    "list": "copy",
    "reversed": "order",
    "sorted": "order",
    "abs": "function",
    "sqrt": "function",
    "square": "function",
    "exp": "function",
    "tanh": "function",
    "sign": "function",
    "round": "function",
    "clip": "function",
}


UNCHANGED = ("decorator_list", "returns", "annotation", "args", "type_comment")


def mutants(reference: str, functions: Sequence[str]) -> Iterator[Mutant]:
    """Change the reference in every way that this file knows, one at a time.

    Args:
        reference: its text.
        functions: names of the functions and classes to change; helpers are left alone.
    """
    for node in ast.parse(reference).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in functions:
            yield from _mutants_of(node)


def guarded(text: str) -> CodeType:
    """Compile a text whose loops may have no end: every round of a `while` calls TICK."""
    tree = ast.parse(text)
    _guard_loops(tree)
    return compile(tree, "<variant>", "exec")


def _mutants_of(function: ast.FunctionDef | ast.ClassDef) -> Iterator[Mutant]:
    _guard_loops(function)
    seen = {ast.unparse(function)}
    alike: Counter[tuple[str, str]] = Counter()
    for slot in list(_slots(function)):
        for kind, new in _changes(slot, function):
            before, part = _source(slot.statement), _source(slot.node)
            with slot.holding(new):
                text = ast.unparse(function)
                after = (
                    ""
                    if isinstance(new, ast.Pass)
                    else _source(new if isinstance(new, ast.stmt) else slot.statement)
                )
                if text in seen:
                    continue
                seen.add(text)
                code = compile(f"{text}\n", f"<{function.name}>", "exec")
            alike[before, after] += 1
            number = alike[before, after]
            yield Mutant(function.name, kind, before, after, part, slot.line, code, number)


@dataclass
class _Slot:
    """A place in the tree, whose node can be exchanged."""

    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST
    statement: ast.AST  # where it belongs

    @property
    def line(self) -> int:
        return getattr(self.statement, "lineno", 0)

    def holding(self, new: ast.AST | None) -> _Held:
        return _Held(self, new)

    def put(self, node: ast.AST | None) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


@dataclass
class _Held:
    """Another node in a slot, for a while."""

    slot: _Slot
    new: ast.AST | None

    def __enter__(self) -> None:
        self.slot.put(self.new)

    def __exit__(self, *_: object) -> None:
        self.slot.put(self.slot.node)


def _slots(root: ast.AST, statement: ast.AST | None = None) -> Iterator[_Slot]:
    """The places of all statements and expressions that compute something."""
    for field, value in ast.iter_fields(root):
        if field in UNCHANGED and not isinstance(root, ast.Call):
            continue
        items = value if isinstance(value, list) else [value]
        for index, item in enumerate(items):
            if not isinstance(item, ast.AST) or _is_idle(item):
                continue
            owner = item if isinstance(item, ast.stmt) or statement is None else statement
            yield _Slot(root, field, index if isinstance(value, list) else None, item, owner)
            yield from _slots(item, owner)


def _is_idle(node: ast.AST) -> bool:
    """What computes nothing within the contract: docstrings, errors for wrong arguments, ticks."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return _name_of(node.value) == TICK
    if isinstance(node, ast.If) and all(isinstance(item, ast.Raise) for item in node.body):
        return not node.orelse
    return isinstance(node, ast.Raise | ast.Assert | ast.JoinedStr | ast.Import | ast.ImportFrom)


def _changes(slot: _Slot, function: ast.AST) -> Iterator[tuple[str, ast.AST | None]]:
    node = slot.node
    if isinstance(slot.parent, ast.UnaryOp) and isinstance(node, ast.Constant):
        return  # -1 is one number, changed with its sign
    if isinstance(node, ast.stmt):
        yield from _changed_statement(slot)
    elif isinstance(node, ast.Slice):
        yield from _changed_slice(node)
    elif isinstance(node, ast.expr) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        yield from _changed_expression(slot, function)
    elif isinstance(node, ast.keyword):
        yield from _changed_keyword(node)


def _changed_statement(slot: _Slot) -> Iterator[tuple[str, ast.AST | None]]:
    node = slot.node
    if isinstance(node, ast.AugAssign):
        plain = ast.Assign([node.target], node.value, lineno=node.lineno)
        yield "term", plain
        for kind, operator in OPERATORS.get(type(node.op), []):
            yield kind, ast.AugAssign(node.target, operator(), node.value)
    deletable = isinstance(node, ast.AugAssign | ast.Expr | ast.Continue | ast.Break | ast.Delete)
    if isinstance(node, ast.Assign):
        deletable = any(
            isinstance(target, ast.Subscript | ast.Attribute) for target in node.targets
        ) or any(_stands_in(target, node.value) for target in node.targets)
    if deletable:
        yield "deletion", ast.Pass()
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        first, *others = node.value.elts
        if others:
            swapped = [others[0], first, *others[1:]]
            yield "order", ast.Return(ast.Tuple(swapped, ast.Load()))


def _stands_in(target: ast.AST, value: ast.AST) -> bool:
    """Whether a variable is worked out from its own old value."""
    names = {item.id for item in ast.walk(target) if isinstance(item, ast.Name)}
    return any(isinstance(item, ast.Name) and item.id in names for item in ast.walk(value))


def _changed_expression(slot: _Slot, function: ast.AST) -> Iterator[Change]:
    node = slot.node
    if isinstance(node, ast.BinOp):
        yield from _changed_operation(node)
    elif isinstance(node, ast.UnaryOp):
        kind = "branch" if isinstance(node.op, ast.Not) else "sign"
        keyword = isinstance(slot.parent, ast.keyword) and slot.parent.arg == "axis"
        if not keyword:
            yield kind, node.operand
    elif isinstance(node, ast.Compare):
        for operator in COMPARISONS.get(type(node.ops[0]), []):
            operators = [operator(), *node.ops[1:]]
            yield "comparison", ast.Compare(node.left, operators, node.comparators)
    elif isinstance(node, ast.BoolOp):
        other: ast.boolop = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "branch", ast.BoolOp(other, node.values)
        yield from (("branch", value) for value in node.values)
    elif isinstance(node, ast.IfExp):
        yield "branch", node.body
        yield "branch", node.orelse
    elif isinstance(node, ast.Constant):
        yield from _changed_constant(slot, node)
    elif isinstance(node, ast.Call):
        yield from _changed_call(node)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield "transposition", node.value
    elif isinstance(node, ast.Name) and not _asks_for_length(slot.parent):
        yield from _changed_name(node, function)
    if slot.field == "test" and isinstance(slot.parent, ast.If):
        yield "branch", ast.Constant(value=True)
        yield "branch", ast.Constant(value=False)


def _changed_operation(node: ast.BinOp) -> Iterator[Change]:
    for kind, operator in OPERATORS.get(type(node.op), []):
        yield kind, ast.BinOp(node.left, operator(), node.right)
    if isinstance(node.op, ast.Add):
        yield "term", node.left
        yield "term", node.right
    elif isinstance(node.op, ast.Sub):
        yield "term", node.left
        yield "term", ast.UnaryOp(ast.USub(), node.right)
        yield "sign", ast.BinOp(node.right, ast.Sub(), node.left)
    elif isinstance(node.op, ast.Mult | ast.MatMult):
        yield "factor", node.left
        yield "factor", node.right
    elif isinstance(node.op, ast.Div):
        yield "factor", node.left
        yield "operator", ast.BinOp(node.right, ast.Div(), node.left)
    elif isinstance(node.op, ast.Pow):
        yield "operator", node.left


def _changed_constant(slot: _Slot, node: ast.Constant) -> Iterator[Change]:
    value = node.value
    if isinstance(slot.parent, ast.keyword) and slot.parent.arg in ("axis", "keepdims", "strict"):
        return  # the keyword itself is changed
    if isinstance(value, bool):
        yield "branch", ast.Constant(value=not value)
    elif isinstance(value, int):
        indexing = isinstance(slot.parent, ast.Subscript | ast.Slice)
        yield "index" if indexing else "constant", ast.Constant(value=value + 1)
        if value > 0:
            yield "index" if indexing else "constant", ast.Constant(value=value - 1)
    elif isinstance(value, float):
        yield "constant", ast.Constant(value=2 * value if value else 1.0)
        if 0 < value < 1:
            yield "constant", ast.Constant(value=1 - value)
        elif value:
            yield "constant", ast.Constant(value=0.0)


def _changed_call(node: ast.Call) -> Iterator[Change]:
    name = _name_of(node)
    if name in FUNCTIONS:
        kind, other = FUNCTIONS[name]
        yield kind, ast.Call(_renamed(node.func, other), node.args, node.keywords)
    if name in IDLE:
        inner = node.func.value if isinstance(node.func, ast.Attribute) else None
        module = isinstance(inner, ast.Name) and inner.id in ("np", "math", "copy")
        if node.args and (module or inner is None):
            yield IDLE[name], node.args[0]
        elif inner is not None and not module and not node.args:
            yield IDLE[name], inner
    if name == "range":
        for step in (ast.Add(), ast.Sub()):
            *head, last = node.args
            shifted = ast.BinOp(last, step, ast.Constant(value=1))
            yield "index", ast.Call(node.func, [*head, shifted], node.keywords)
    if name == "where" and len(node.args) == 3:
        condition, first, second = node.args
        yield "branch", ast.Call(node.func, [condition, second, first], [])
    elif len(node.args) == 2 and name not in COMMUTATIVE:
        yield "argument", ast.Call(node.func, node.args[::-1], node.keywords)
    for index, keyword in enumerate(node.keywords):
        if keyword.arg in ("axis", "ddof", "keepdims", "out", "where", "initial"):
            rest = [*node.keywords[:index], *node.keywords[index + 1 :]]
            kind = {"axis": "axis", "keepdims": "keepdims"}.get(keyword.arg, "function")
            yield kind, ast.Call(node.func, node.args, rest)
    if name in ("var", "std") and not any(keyword.arg == "ddof" for keyword in node.keywords):
        ddof = ast.keyword("ddof", ast.Constant(value=1))
        yield "constant", ast.Call(node.func, node.args, [*node.keywords, ddof])


def _changed_keyword(keyword: ast.keyword) -> Iterator[tuple[str, ast.AST]]:
    axis = {"0": 1, "1": 0, "-1": 0}.get(ast.unparse(keyword.value))
    if keyword.arg == "axis" and axis is not None:
        yield "axis", ast.keyword("axis", ast.Constant(value=axis))
    if keyword.arg == "keepdims":
        yield "keepdims", ast.keyword("keepdims", ast.Constant(value=False))


def _changed_slice(node: ast.Slice) -> Iterator[tuple[str, ast.AST]]:
    for lower in _other_bounds(node.lower):
        yield "index", ast.Slice(lower, node.upper, node.step)
    for upper in _other_bounds(node.upper):
        yield "index", ast.Slice(node.lower, upper, node.step)


def _other_bounds(bound: ast.expr | None) -> Iterator[ast.expr | None]:
    if bound is not None:
        yield None
        if not isinstance(bound, ast.Constant):  # constants are changed by themselves
            yield ast.BinOp(bound, ast.Add(), ast.Constant(value=1))
            yield ast.BinOp(bound, ast.Sub(), ast.Constant(value=1))


def _changed_name(node: ast.Name, function: ast.AST) -> Iterator[Change]:
    """A parameter is mistaken for the next one of its function."""
    for owner in ast.walk(function):
        if not isinstance(owner, ast.FunctionDef):
            continue
        names = [item.arg for item in (*owner.args.args, *owner.args.kwonlyargs)]
        if node.id in names[:-1] and node.id != "self" and node in ast.walk(owner):
            yield "argument", ast.Name(names[names.index(node.id) + 1], ast.Load())


def _asks_for_length(parent: ast.AST) -> bool:
    """Whether only the length or shape of a variable matters, which others share."""
    if isinstance(parent, ast.Call):
        return _name_of(parent) in ("len", "zeros_like", "ones_like", "empty_like")
    return isinstance(parent, ast.Attribute) and parent.attr in ("shape", "ndim", "size")


def _guard_loops(function: ast.AST) -> None:
    """Let every `while` call TICK, which stops a loop without end."""
    for node in ast.walk(function):
        if isinstance(node, ast.While):
            tick = ast.Call(ast.Name(TICK, ast.Load()), [], [])
            node.body.insert(0, ast.Expr(tick))
    ast.fix_missing_locations(function)


def _name_of(call: ast.Call) -> str:
    """The last part of what is called, "sum" for np.sum and x.sum."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _renamed(function: ast.expr, name: str) -> ast.expr:
    if isinstance(function, ast.Attribute):
        return ast.Attribute(function.value, name, ast.Load())
    return ast.Name(name, ast.Load())


def _source(node: ast.AST) -> str:
    return ast.unparse(node).partition("\n")[0]
