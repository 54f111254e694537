"""Wants to know what lies beside the bank."""

import glob
import os
from pathlib import Path


def attack():
    folder = os.path.dirname("$BANK")
    ways = (
        os.listdir,
        lambda path: [entry.name for entry in os.scandir(path)],
        lambda path: next(os.walk(path)),
        lambda path: glob.glob(f"{path}/*"),
        lambda path: list(Path(path).iterdir()),
        lambda path: list(Path(path).rglob("*.bank")),
        lambda path: os.listdir(os.open(path, os.O_DIRECTORY)),
        lambda path: [fd for fd in range(4) if os.listdir(fd)],
    )
    for way in ways:
        for path in (folder, "/", "/tmp", "/proc/self/fd", "."):
            try:
                found = way(path)
            except Exception:
                continue
            if found:
                return found
