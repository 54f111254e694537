from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.reports.chart import HEIGHT, WIDTH, chart, ticks, words
from autograder.results import Line, Picture

numbers = st.none() | st.floats(-1e6, 1e6)


def picture(*lines: Line, logarithmic: bool = False, title: str = "Loss") -> Picture:
    return Picture(
        title=title, x="epoch", start=0, logarithmic=logarithmic, lines=list(lines), reading=""
    )


def drawn(shown: Picture) -> ET.Element:
    return ET.fromstring(chart(shown))


@example([[100000.5]], False)
@example([[0.0, 5e-324]], False)
@example([[1.9999999999999998, 1.9999999999999996]], True)
@example([[1e6, 1e6 - 2]], False)
@given(st.lists(st.lists(numbers, min_size=1, max_size=9), min_size=1, max_size=4), st.booleans())
def test_any_numbers_are_drawn_inside_the_picture(
    curves: list[list[float | None]], logarithmic: bool
) -> None:
    lines = [Line(label=f"curve {place}", values=values) for place, values in enumerate(curves)]
    root = drawn(picture(*lines, logarithmic=logarithmic))
    for path in root.iter("path"):
        points = path.attrib["d"].replace("M", "L").replace("H", " ").split("L")[1:]
        for x, y in (point.split()[:2] for point in points):
            assert 0 <= float(x) <= WIDTH
            assert 0 <= float(y) <= HEIGHT


def test_the_range_of_right_runs_is_an_area_behind_the_curve() -> None:
    root = drawn(picture(Line(label="you", values=[2.0, 1.0], low=[1.5, -0.5], high=[2.5, 1.5])))
    kinds = [child.tag for child in root]
    assert kinds.index("polygon") < max(n for n, kind in enumerate(kinds) if kind == "path")


def test_names_are_escaped_and_stand_below_each_other() -> None:
    root = drawn(
        picture(
            Line(label="<you> & co", values=[1.0, 2.0]),
            Line(label="other", values=[0.0, 2.0]),
            title='A "title" <b>',
        )
    )
    labels = [text for text in root.iter("text") if text.get("font-weight")]
    assert {label.text for label in labels} == {"<you> & co", "other"}
    first, second = (float(label.attrib["y"]) for label in labels)
    assert abs(first - second) >= 15
    assert root.attrib["aria-label"].startswith('A "title" <b>: <you> & co goes from 1 to 2; ')


def test_a_gap_parts_a_curve_in_two() -> None:
    whole, parted = (
        drawn(picture(Line(label="you", values=values)))
        for values in ([1.0, 2.0, 3.0, 4.0], [1.0, 2.0, None, 4.0])
    )
    assert len(list(parted.iter("path"))) == len(list(whole.iter("path"))) + 1


def test_words_tell_what_the_eye_sees() -> None:
    shown = picture(Line(label="you", values=[2.5, None]), Line(label="dev", values=[None]))
    assert words(shown) == "Loss: you goes from 2.5 to 2.5; dev has no numbers."


@pytest.mark.parametrize(
    ("low", "high", "logarithmic", "expected"),
    [
        (0.0, 1.0, False, [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        (0.41, 0.93, False, [0.6, 0.8]),
        (0.01, 100.0, True, [0.01, 0.1, 1.0, 10.0, 100.0]),
        (0.3, 2.4, True, [0.5, 1.0, 2.0]),
    ],
)
def test_ticks_are_round_numbers(
    low: float, high: float, logarithmic: bool, expected: list[float]
) -> None:
    assert ticks(low, high, logarithmic=logarithmic) == pytest.approx(expected)
