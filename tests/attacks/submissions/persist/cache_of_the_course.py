"""Wants to change what functools, re, linecache and importlib remember for all modules."""

import functools
import importlib
import linecache
import re
import struct


def attack():
    re.purge()
    re._cache = linecache.cache
    linecache.cache["forward_backward.py"] = (1, None, ["LO" + "OT\n"] * 1000, "x")
    struct._clearcache()
    functools.lru_cache = lambda *args, **kwargs: lambda function: lambda *_: None
    importlib.invalidate_caches()
