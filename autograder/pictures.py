"""Curves of a submission's runs beside the range of right ones."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import numpy as np

from autograder import results, wire
from autograder.bank.file import Range
from autograder.checking.judgement import Runs
from autograder.exercise import Exercise, Picture
from autograder.numerics.compare import numbers

LONGEST = 200  # numbers of a curve
DIGITS = 3  # significant ones: a picture shows no more, and rounding errors differ elsewhere
SPREAD = 2.576  # standard deviations, between which 99 % of normal numbers lie

log = logging.getLogger("autograder")


def pictures_of(exercise: Exercise, runs: Runs) -> list[results.Picture]:
    """Draw an exercise's pictures, as far as there are numbers for them.

    Args:
        exercise: with its pictures.
        runs: the outcomes by probe.
    """
    found = (_picture(item, runs) for item in exercise.pictures)
    return [picture for picture in found if picture.lines]


def _picture(declared: Picture, runs: Runs) -> results.Picture:
    lines = list(_lines(declared, runs))
    return results.Picture(
        title=declared.title,
        x=declared.x,
        start=declared.start,
        logarithmic=declared.logarithmic,
        lines=lines,
        reading=_reading(declared, runs) if lines else "",
    )


def _lines(declared: Picture, runs: Runs) -> Iterator[results.Line]:
    run = runs[declared.probe.name]
    usual = run.cases[0].ranges.get("", {})
    for name, label in declared.lines.items():
        leaves = numbers(run.outcomes[0].outputs.get(name))
        if len(leaves) != 1 or leaves[0].ndim != 1 or not 0 < leaves[0].size <= LONGEST:
            continue
        values = [_rounded(value) for value in leaves[0].tolist()]
        low, high = _band(usual[name], len(values)) if name in usual else ([], [])
        yield results.Line(label=label, values=values, low=low, high=high)


def _band(usual: Range, length: int) -> tuple[list[float], list[float]]:
    if len(usual.mean) != length:
        return [], []
    mean, reach = np.array(usual.mean), SPREAD * np.array(usual.std)
    low, high = (mean - reach).tolist(), (mean + reach).tolist()
    return [_rounded(value) or 0.0 for value in low], [_rounded(value) or 0.0 for value in high]


def _rounded(value: float) -> float | None:
    return float(f"{value:.{DIGITS}g}") if np.isfinite(value) else None


def _reading(declared: Picture, runs: Runs) -> str:
    try:
        return declared.reading(wire.opened(runs[declared.probe.name].outcomes[0].outputs))
    except Exception:  # outputs of any shape and type come here
        log.debug("the picture %r has no reading", declared.title, exc_info=True)
        return ""
