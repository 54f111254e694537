"""Wants len(), sum() and isinstance() of its own to judge the next submission."""

import builtins
import sys


def attack():
    for name in ("len", "sum", "isinstance", "type", "zip", "all", "any"):
        setattr(builtins, name, lambda *args, **kwargs: True)
    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").startswith("autograder"):
            vars(module).clear()
