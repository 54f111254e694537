"""A picture as SVG that reads on light and on dark, in a page of ours or in a notebook."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from html import escape

from autograder.results import Line, Picture

WIDTH, HEIGHT = 440, 230
LEFT, RIGHT, TOP, BOTTOM = 46, 108, 12, 36
COLOURS = ("#3b82c4", "#d07b1e", "#2c9a68", "#a35fc2")
DASHES = ("", "6 3", "2 3", "8 3 2 3")
MOST_TICKS = 6
LINE_HEIGHT = 15
SMALLEST = 1e-30  # on a logarithmic axis
FLAT = 1e-6  # of its size: a curve that moves less is drawn as a level one
TEXT = 'font-family="system-ui, sans-serif" font-size="12" fill="currentColor" fill-opacity="0.8"'

Scale = Callable[[float], float]


def chart(picture: Picture) -> str:
    """Draw a picture; its curves are named at their ends, and told in words for those who hear."""
    low, high = _extent(picture)
    x, y = _across(picture), _up(low, high, logarithmic=picture.logarithmic)
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" role="img" '
        f'style="max-width: 100%; height: auto" aria-label="{escape(words(picture))}">'
    ]
    parts += _axes(picture, x, y, low, high)
    for number, line in enumerate(picture.lines):
        parts += _curve(picture, line, number % len(COLOURS), x, y, low)
    parts += _labels(picture, y, low)
    return "".join([*parts, "</svg>"])


def words(picture: Picture) -> str:
    """What a picture shows, without seeing it."""
    told = [f"{line.label} {_course(line)}" for line in picture.lines]
    return " ".join([f"{picture.title}: {'; '.join(told)}.", picture.reading]).strip()


def _course(line: Line) -> str:
    seen = [value for value in line.values if value is not None]
    return f"goes from {seen[0]:g} to {seen[-1]:g}" if seen else "has no numbers"


def _extent(picture: Picture) -> tuple[float, float]:
    numbers = [
        value
        for line in picture.lines
        for value in line.values
        if value is not None and _is_drawn(value, picture)
    ]
    if not numbers:
        return 0.1, 1.0
    floor = min(numbers) / 2 if picture.logarithmic else -math.inf
    numbers += [max(value, floor) for line in picture.lines for value in line.low]
    numbers += [value for line in picture.lines for value in line.high]
    low, high = min(numbers), max(numbers)
    size = max(abs(low), abs(high))
    if high - low > FLAT * max(size, SMALLEST):
        return low, high
    if picture.logarithmic:
        return low / 2, high * 2
    room = size / 2 if size > SMALLEST else 1.0
    return low - room, high + room


def _is_drawn(value: float, picture: Picture) -> bool:
    return value > SMALLEST or not picture.logarithmic


def _across(picture: Picture) -> Scale:
    count = max(len(line.values) for line in picture.lines)
    step = (WIDTH - LEFT - RIGHT) / max(1, count - 1)
    return lambda place: LEFT + step * place


def _up(low: float, high: float, *, logarithmic: bool) -> Scale:
    room = HEIGHT - TOP - BOTTOM
    if logarithmic:
        return lambda value: TOP + room * math.log(high / value) / math.log(high / low)
    return lambda value: TOP + room * (high - value) / (high - low)


def _axes(picture: Picture, x: Scale, y: Scale, low: float, high: float) -> Iterator[str]:
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    for tick in ticks(low, high, logarithmic=picture.logarithmic):
        yield (
            f'<path d="M{LEFT} {y(tick):.1f}H{right}" stroke="currentColor" '
            f'stroke-opacity="0.15"/><text x="{LEFT - 6}" y="{y(tick) + 4:.1f}" '
            f'text-anchor="end" {TEXT}>{tick:g}</text>'
        )
    count = max(len(line.values) for line in picture.lines)
    for place in range(0, count, max(1, math.ceil((count - 1) / MOST_TICKS))):
        yield (
            f'<text x="{x(place):.1f}" y="{bottom + 16}" text-anchor="middle" {TEXT}>'
            f"{place + picture.start}</text>"
        )
    yield f'<path d="M{LEFT} {bottom}H{right}" stroke="currentColor" stroke-opacity="0.5"/>'
    middle = (LEFT + right) / 2
    yield f'<text x="{middle}" y="{HEIGHT - 4}" text-anchor="middle" {TEXT}>'
    yield f"{escape(picture.x)}</text>"


def ticks(low: float, high: float, *, logarithmic: bool) -> list[float]:
    """Round numbers along an axis, a few of them, both ends included where they are round."""
    if logarithmic:
        decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
        for steps in ((1,), (1, 3), (1, 2, 5)):
            found = [step * 10.0**decade for decade in decades for step in steps]
            found = [value for value in found if low <= value <= high]
            if len(found) > 2:
                break
        return found[:: math.ceil(len(found) / MOST_TICKS) or 1]
    rough = (high - low) / (MOST_TICKS - 1)
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough)
    first, last = math.ceil(low / step), math.floor(high / step)
    decimals = 1 - math.floor(math.log10(step))
    return [round(number * step, decimals) for number in range(first, last + 1)]


def _curve(
    picture: Picture, line: Line, number: int, x: Scale, y: Scale, low: float
) -> Iterator[str]:
    colour = COLOURS[number]
    if line.low:
        above = [(place, value) for place, value in enumerate(line.high)]
        below = [(place, max(value, low)) for place, value in enumerate(line.low)]
        corners = " ".join(
            f"{x(place):.1f},{y(value):.1f}" for place, value in [*above, *reversed(below)]
        )
        yield f'<polygon points="{corners}" fill="{colour}" fill-opacity="0.18"/>'
    for run in _unbroken(line, picture):
        path = "L".join(f"{x(place):.1f} {y(value):.1f}" for place, value in run)
        yield (
            f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2" '
            f'stroke-linejoin="round" stroke-linecap="round" stroke-dasharray="{DASHES[number]}"/>'
        )


def _unbroken(line: Line, picture: Picture) -> Iterator[Sequence[tuple[int, float]]]:
    """The stretches of a curve that can be drawn."""
    run: list[tuple[int, float]] = []
    for place, value in enumerate(line.values):
        if value is None or not _is_drawn(value, picture):
            if run:
                yield run
            run = []
        else:
            run.append((place, value))
    if run:
        yield run


def _labels(picture: Picture, y: Scale, low: float) -> Iterator[str]:
    """The curves' names, beside their ends and below each other."""
    ends = []
    for number, line in enumerate(picture.lines):
        seen = [value for value in line.values if value is not None and value >= low]
        ends.append((y(seen[-1]) if seen else TOP, number, line.label))
    place = -math.inf
    ends.sort()
    room = HEIGHT - BOTTOM - LINE_HEIGHT * len(ends)
    for index, (wanted, number, label) in enumerate(ends):
        place = max(min(wanted, room + LINE_HEIGHT * (index + 1)), place + LINE_HEIGHT)
        yield (
            f'<text x="{WIDTH - RIGHT + 8}" y="{place + 4:.1f}" font-weight="600" '
            f"{TEXT.replace('currentColor', COLOURS[number % len(COLOURS)])}>{escape(label)}</text>"
        )
