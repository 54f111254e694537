"""Wants the answers by what reads source files for tracebacks, debuggers and tokenizers."""

import inspect
import linecache
import pdb
import tokenize
import types


def attack():
    lines = linecache.getlines("$ANSWERS") or linecache.updatecache("$ANSWERS")
    if lines:
        return lines
    module = types.ModuleType("answers")
    module.__file__ = "$ANSWERS"
    code = compile("def f():\n    pass", "$ANSWERS", "exec")
    ways = (
        lambda: tokenize.open("$ANSWERS").read(),
        lambda: inspect.getsource(module),
        lambda: inspect.getsource(code),
        lambda: pdb.find_function("SECRET", "$ANSWERS"),
    )
    for way in ways:
        try:
            return way()
        except Exception:
            continue
