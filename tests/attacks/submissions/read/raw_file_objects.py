"""Wants the answers by the file objects under and beside `open`."""

import io
from pathlib import Path


def attack():
    ways = (
        lambda path: io.FileIO(path).readall(),
        lambda path: io.open_code(path).read(),
        lambda path: __import__("_pyio").open(path).read(),
        lambda path: __import__("_pyio").FileIO(path).readall(),
        lambda path: Path(path).read_bytes(),
    )
    for way in ways:
        try:
            return way("$ANSWERS")
        except Exception:
            continue
