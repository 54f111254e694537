"""Which names a piece of code binds, and which it takes from around, alike with every Python."""

from __future__ import annotations

import ast
import re
import symtable
from contextlib import suppress

# Functions that may run where they stand, as class bodies do; a lambda is a sort key, for example.
_AT_ONCE = frozenset({"genexpr", "lambda"})


def scope_of(source: str) -> symtable.SymbolTable:
    """The outermost scope of a text.

    From Python 3.12 on a list comprehension, or one of a set or a dictionary, has no scope of its
    own in a symbol table: its variables look like those of the code around (PEP 709). The text is
    taken as if generators stood there, which have one; as it is where it is nested too deep.

    Raises:
        SyntaxError: it does not parse.
    """
    if re.search(r"\bfor\b", source):
        with suppress(RecursionError):
            source = ast.unparse(_Generators().visit(ast.parse(source)))
    return symtable.symtable(source, "<source>", "exec")


class _Generators(ast.NodeTransformer):
    """Puts a generator in the place of every comprehension."""

    def visit(self, node: ast.AST) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node, ast.ListComp | ast.SetComp):
            return ast.GeneratorExp(node.elt, node.generators)
        if isinstance(node, ast.DictComp):
            pair = ast.Tuple([node.key, node.value], ast.Load())
            return ast.GeneratorExp(pair, node.generators)
        return node


def bound_in(scope: symtable.SymbolTable) -> set[str]:
    """The names that a scope itself binds."""
    symbols = scope.get_symbols()
    return {item.get_name() for item in symbols if item.is_assigned() or item.is_imported()}


def read_in(scope: symtable.SymbolTable, *, at_once: bool = False) -> set[str]:
    """The global names that a module's scope needs, those in functions and classes included.

    Args:
        scope: from `scope_of`.
        at_once: leave out what is needed only when a function is called.
    """
    found = {item.get_name() for item in scope.get_symbols() if item.is_referenced()}
    inner = scope.get_children()
    while inner:
        child = inner.pop()
        named = child.get_type() == "function" and child.get_name().strip("<>") not in _AT_ONCE
        if not (at_once and named):
            found |= {item.get_name() for item in child.get_symbols() if item.is_global()}
            inner += child.get_children()
    return found
