"""Wants compiled code in the cache of a module that others import."""

import importlib.util
import marshal
import os

EVIL = importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(compile("evil = 1", "x", "exec"))


def attack():
    for path in ("$SCRATCH/module.py", "$SIBLING", os.__file__):
        cache = importlib.util.cache_from_source(path)
        for name in (f"{cache}.attack", "$SCRATCH/module.cpython-311.pyc", "$SCRATCH/module.pyc"):
            try:
                with open(name, "wb") as file:
                    file.write(EVIL)
                if not name.startswith("$SCRATCH"):
                    os.unlink(name)
            except OSError:
                continue
            return name
