"""Wants at least the size and the age of the hidden bank."""

import ctypes
import os
import shutil
from pathlib import Path


def attack():
    ways = (
        os.stat,
        os.lstat,
        os.path.getsize,
        os.path.getmtime,
        os.path.exists,
        os.path.islink,
        os.readlink,
        os.path.realpath,
        shutil.disk_usage,
        os.listxattr,
        os.path.ismount,
        lambda path: os.access(path, os.F_OK),
        lambda path: Path(path).owner(),
        lambda path: os.stat("hidden.bank", dir_fd=3),
        lambda path: ctypes.CDLL(None).truncate(path.encode(), 10**9) == 0,
    )
    for way in ways:
        try:
            found = way("$BANK")
        except Exception:
            continue
        if found and found != "$BANK":
            return found
