"""Wants to load native code from the disk: a library, an extension module, a locale, a codec."""

import ctypes
import importlib
import locale


def attack():
    found = []
    for load in (
        lambda: ctypes.CDLL("libcrypt.so.1"),
        lambda: ctypes.CDLL("$SCRATCH/evil.so"),
        lambda: importlib.import_module("_sqlite3"),
        lambda: locale.setlocale(locale.LC_ALL, "de_DE.UTF-8"),
        lambda: b"x".decode("big5hkscs"),
    ):
        try:
            found.append(str(load()))
        except (OSError, ImportError, LookupError, locale.Error):
            continue
    return found
