"""Wants the next import of math, json or numpy to give something else."""

import sys
from types import ModuleType


class Finder:
    def find_spec(self, name, path=None, target=None):
        raise ImportError("poisoned")


def attack():
    for name in ("math", "json", "scipy", "random", "forward_backward"):
        sys.modules[name] = ModuleType(name)
    sys.meta_path.insert(0, Finder())
    sys.path_hooks.clear()
    sys.path_importer_cache.clear()
    sys.path.insert(0, "$SCRATCH")
