"""The digits that a training on a GPU learns: homework 6's, moved until there are enough."""

from __future__ import annotations

import numpy as np
import pytest
from places import ROOT

from autograder.bank.draw import draw_cases, draw_large
from autograder.course import Course, load_reference
from autograder.probe import Call, run

COURSE = Course(ROOT)
HOMEWORK = "hw6_training"
CONVERGENCE = COURSE.assignment(HOMEWORK).exercise("convergence")
(TRAINING,) = (probe for probe in CONVERGENCE.probes if probe.large)
moved_digit = TRAINING.large["data"].__globals__["moved_digit"]
STILL = {"degrees": 0.0, "shift": np.zeros(2), "zoom": 1.0}


@pytest.fixture(scope="module")
def large() -> dict:
    (case,) = draw_large(TRAINING, 1)
    return case


def test_it_is_of_a_size_for_a_gpu_and_the_other_stays(large: dict) -> None:
    (small,) = draw_cases(TRAINING, 1)
    assert small["data"]["x_train"].shape == (610, 64)
    assert large["data"]["x_train"].shape == (20_000, 64)
    assert large["data"]["x_dev"].shape == (2_000, 64)
    for name in ("x_train", "x_dev"):
        assert large["data"][name].dtype == small["data"][name].dtype == np.uint8
        assert large["data"][name].max() == 16
    assert len(np.unique(large["data"]["x_train"], axis=0)) > 19_000, "hardly any comes twice"
    counts = np.bincount(large["data"]["y_train"], minlength=10)
    assert counts.min() > 1_500


def test_no_digit_of_the_dev_set_is_one_of_the_training_set_moved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = TRAINING.large["data"].__globals__
    monkeypatch.setitem(names, "moved_digit", lambda image, *_: image)
    (case,) = draw_large(TRAINING, 1)
    train, dev = ({row.tobytes() for row in case["data"][name]} for name in ("x_train", "x_dev"))
    assert len(train) > 1_500
    assert len(dev) > 120
    assert not train & dev


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ({}, lambda image: image),
        ({"degrees": 90.0}, np.rot90),
        ({"shift": np.array([1.0, 0.0])}, lambda image: np.vstack([0 * image[:1], image[:-1]])),
        (
            {"shift": np.array([0.0, -1.0])},
            lambda image: np.hstack([image[:, 1:], 0 * image[:, :1]]),
        ),
    ],
    ids=["not at all", "turned", "down", "to the left"],
)
def test_digits_are_moved(moves: dict, expected) -> None:
    image = np.random.default_rng(1).integers(0, 17, size=(8, 8)).astype(float)
    np.testing.assert_allclose(moved_digit(image, **{**STILL, **moves}), expected(image), atol=1e-9)


def test_a_larger_zoom_makes_digits_larger() -> None:
    square = np.zeros((8, 8))
    square[3:5, 3:5] = 16
    assert moved_digit(square, **{**STILL, "zoom": 1.5}).sum() > 1.5 * square.sum()


def test_the_reference_learns_them(large: dict) -> None:
    reference = vars(load_reference(COURSE.reference(HOMEWORK, "numpy")))
    outcome = run(TRAINING.function, reference, (), Call({**large, "swap": ""}))
    assert not outcome.failure
    accuracy = outcome.outputs["accuracy_curve"]
    assert len(accuracy) == 3, "two epochs"
    assert accuracy[0] < 0.3
    assert accuracy[-1] > 0.85
