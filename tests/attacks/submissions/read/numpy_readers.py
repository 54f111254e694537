"""Wants the answers by NumPy's own readers, some of which open files in C."""

import numpy as np


def attack():
    readers = (
        lambda path: np.fromfile(path, np.uint8),
        lambda path: np.memmap(path, np.uint8, "r"),
        lambda path: np.load(path, mmap_mode="r"),
        lambda path: np.loadtxt(path, dtype=str, delimiter="\n"),
        lambda path: np.genfromtxt(path, dtype=str, delimiter="\n"),
        lambda path: np.fromregex(path, "(.+)", [("line", "U200")]),
        lambda path: np.lib.npyio.DataSource(None).open(path).read(),
        lambda path: np.lib.format.open_memmap(path),
    )
    for path in ("$ANSWERS", "$BANK"):
        for read in readers:
            try:
                return repr(read(path))
            except Exception:
                continue
