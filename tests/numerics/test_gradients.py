from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.numerics.gradients import MULTIPLES, STEP, Direction, Slope, direction, slope
from autograder.wire import Value

seeds = st.integers(0, 2**32 - 1)
scales = st.floats(-3, 3).map(lambda exponent: 10**exponent)


def judge(
    forward: Callable[[Value], Value], x: Value, upstream: Value, gradient: Value, seed: int = 0
) -> Slope | None:
    """Hold a gradient against its forward pass along a random direction."""
    along = direction(x, np.random.default_rng(seed))
    return slope(along, [forward(moved) for moved in along.moved], forward(x), upstream, gradient)


def verdict(*args: object, **how: object) -> str:
    found = judge(*args, **how)
    assert found is not None
    return found.verdict


class Smooth:
    """A random smooth function of inputs of a given size, and its gradient."""

    def __init__(self, seed: int, scale: float) -> None:
        rng = np.random.default_rng(seed)
        rows, columns, outputs = rng.integers(1, 5, 3)
        self.x = scale * rng.uniform(-1, 1, (rows, columns))
        self.x[0, 0] = scale  # else the scale is only a wish
        self.w = rng.normal(size=(columns, outputs)) / scale
        self.b = rng.uniform(-1, 1, outputs)
        self.upstream = rng.uniform(0.5, 2, (rows, outputs)) * rng.choice([-1, 1])
        self.form = int(rng.integers(3))

    def forward(self, x: np.ndarray) -> np.ndarray:
        z = x @ self.w + self.b
        return [np.tanh, np.exp, np.square][self.form](z)

    @property
    def gradient(self) -> np.ndarray:
        z = self.x @ self.w + self.b
        inner = [lambda v: 1 - np.tanh(v) ** 2, np.exp, lambda v: 2 * v][self.form](z)
        return (self.upstream * inner) @ self.w.T


@given(seeds, scales)
def test_the_exact_gradient_of_a_smooth_function_is_never_false(seed: int, scale: float) -> None:
    case = Smooth(seed, scale)
    assert verdict(case.forward, case.x, case.upstream, case.gradient, seed) != "false"


@pytest.mark.parametrize("scale", [1e-3, 1e-2, 0.1, 1.0, 10.0, 1e2, 1e3])
def test_the_exact_gradient_is_true_nearly_always(scale: float) -> None:
    cases = [Smooth(seed, scale) for seed in range(100)]
    found = [verdict(item.forward, item.x, item.upstream, item.gradient) for item in cases]
    assert found.count("true") >= 97
    assert "false" not in found


def first_entry(g: np.ndarray) -> np.ndarray:
    return (np.arange(g.size) == 0).reshape(g.shape)


WRONG = {
    "a thousandth too large": lambda g: 1.001 * g,
    "a thousandth too small": lambda g: 0.999 * g,
    "twice": lambda g: 2 * g,
    "negative": lambda g: -g,
    "zero": lambda g: 0 * g,
    "one entry off": lambda g: g + 0.05 * np.abs(g).max() * first_entry(g),
    "one entry NaN": lambda g: np.where(first_entry(g), np.nan, g),
    "infinite": lambda g: np.full_like(g, np.inf),
}


@pytest.mark.parametrize("kind", WRONG)
@given(seed=seeds, scale=scales)
def test_a_wrong_gradient_is_never_true(kind: str, seed: int, scale: float) -> None:
    case = Smooth(seed, scale)
    wrong = WRONG[kind](case.gradient)
    assert verdict(case.forward, case.x, case.upstream, wrong, seed) in ("false", "rough", "flat")


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e3])
@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_gradient_is_false_nearly_always(kind: str, scale: float) -> None:
    cases = [Smooth(seed, scale) for seed in range(100)]
    wrong = [WRONG[kind](item.gradient) for item in cases]
    found = [
        verdict(item.forward, item.x, item.upstream, g)
        for item, g in zip(cases, wrong, strict=True)
    ]
    assert found.count("false") >= 97
    assert "true" not in found


@given(seeds, scales)
def test_a_constant_function_is_flat(seed: int, scale: float) -> None:
    case = Smooth(seed, scale)
    constant = case.forward(case.x)
    zero = np.zeros_like(case.x)
    assert verdict(lambda x: constant, case.x, case.upstream, zero, seed) == "flat"


@pytest.mark.parametrize("margin", [40.0, 60.0, 400.0])
def test_a_slope_that_the_forward_pass_rounds_away_is_not_false(margin: float) -> None:
    """The loss of confident logits is 0 to the last bit; its gradient is not."""
    z = np.array([margin, 0.0, -margin])

    def loss(z: np.ndarray) -> float:
        return float(np.log(np.sum(np.exp(z - z.max()))) - (z[0] - z.max()))

    gradient = np.exp(z - z.max()) / np.sum(np.exp(z - z.max())) - [1, 0, 0]
    gradient[0] = -gradient[1:].sum()
    assert gradient.any()
    assert verdict(loss, z, None, gradient) in ("flat", "rough")


def test_a_slope_claimed_for_a_constant_function_is_false() -> None:
    x = np.array([1.0, -2.0])
    assert verdict(lambda x: np.ones(2), x, np.ones(2), np.array([1.0, 0.5])) == "false"


@pytest.mark.parametrize("poison", [np.nan, np.inf])
def test_a_forward_pass_that_gives_no_numbers_proves_nothing_true(poison: float) -> None:
    x = np.array([1.0, -2.0])
    found = verdict(lambda x: np.array([poison, 1.0]), x, np.ones(2), np.ones(2))
    assert found == "false"


def near_a_kink(seed: int, distance: float) -> tuple[np.ndarray, np.ndarray]:
    """Inputs of a ReLU, the first of them `distance` steps of its own from the kink."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(0.5, 3, (2, 3))
    x[0, 0] = 0
    along = direction(x, np.random.default_rng(seed))
    x[0, 0] = distance * along.step * abs(along.unit[0, 0])
    return x, rng.uniform(0.5, 2, x.shape)


def relu(x: np.ndarray) -> np.ndarray:
    return np.maximum(x, 0)


KINK_WRONG = {
    "three thousandths too large": lambda g: 1.003 * g,
    **{name: WRONG[name] for name in ("twice", "negative", "zero")},
    "another entry off": lambda g: g * [[1, 1, 1], [1, 1.2, 1]],
}


@pytest.mark.parametrize("kind", KINK_WRONG)
@given(seed=seeds, distance=st.floats(-3, 3) | st.floats(1.8, 2.0) | st.floats(-0.1, 0.1))
def test_no_wrong_gradient_is_true_near_a_kink(kind: str, seed: int, distance: float) -> None:
    x, upstream = near_a_kink(seed, distance)
    wrong = KINK_WRONG[kind](upstream * (x > 0))
    assert verdict(relu, x, upstream, wrong, seed) != "true"


@given(seed=seeds, distance=st.floats(-3, 3) | st.floats(1.8, 2.0) | st.floats(-0.1, 0.1))
def test_the_exact_gradient_is_never_false_near_a_kink(seed: int, distance: float) -> None:
    x, upstream = near_a_kink(seed, distance)
    assert verdict(relu, x, upstream, upstream * (x > 0), seed) != "false"


@pytest.mark.parametrize("steps", [-0.2, -0.1, -0.03, 0.0, 0.03, 0.1, 0.2])
def test_a_kink_within_the_steps_is_rough(steps: float) -> None:
    x = np.array([steps * STEP * 1e-3])
    assert verdict(relu, x, np.ones(1), (x > 0).astype(float)) == "rough"


def test_a_scalar_output_needs_no_upstream() -> None:
    x = np.array([0.3, -1.2])
    found = judge(lambda x: float(np.sum(x**3)), x, None, 3 * x**2)
    assert found is not None
    assert found.verdict == "true"
    assert found.numeric == pytest.approx(found.analytic, rel=1e-9)


TREE = [{"w": np.array([[1.0, -2.0]]), "b": np.array([0.5])}, {"w": np.array([[3.0]])}]


def cube(tree: list[dict[str, np.ndarray]]) -> float:
    return float(sum((leaf**3).sum() for layer in tree for leaf in layer.values()))


def cube_gradient(tree: list[dict[str, np.ndarray]]) -> list[dict[str, np.ndarray]]:
    return [{key: 3 * leaf**2 for key, leaf in layer.items()} for layer in tree]


def test_parameters_in_a_tree_are_moved_together() -> None:
    assert verdict(cube, TREE, None, cube_gradient(TREE)) == "true"
    wrong = cube_gradient(TREE)
    wrong[1]["w"] = wrong[1]["w"] * 1.01
    assert verdict(cube, TREE, None, wrong) == "false"


def test_the_order_of_a_gradient_s_keys_does_not_matter() -> None:
    swapped = [dict(reversed(layer.items())) for layer in cube_gradient(TREE)]
    assert verdict(cube, TREE, None, swapped) == "true"


X23 = np.arange(6.0).reshape(2, 3) + 1


@pytest.mark.parametrize(
    ("forward", "upstream", "gradient"),
    [
        (np.square, np.ones((2, 3)), np.ones((2, 2))),
        (np.square, np.ones((2, 3)), None),
        (np.square, np.ones((2, 3)), "text"),
        (np.square, np.ones((2, 2)), 2 * X23),
        (lambda x: x.sum(axis=1), np.ones((2, 3)), 2 * X23),
        (lambda x: None, np.ones((2, 3)), 2 * X23),
    ],
    ids=["small gradient", "none", "text", "upstream", "small output", "no output"],
)
def test_shapes_that_do_not_fit_give_no_slope(
    forward: Callable[[Value], Value], upstream: Value, gradient: Value
) -> None:
    assert judge(forward, X23, upstream, gradient) is None


@pytest.mark.parametrize("change", [np.ravel, lambda g: g.reshape(3, 2)], ids=["flat", "(3, 2)"])
def test_a_gradient_of_another_shape_gives_no_slope(change: Callable) -> None:
    assert judge(np.square, X23, np.ones((2, 3)), change(2 * X23)) is None


@given(seeds, scales)
def test_direction_moves_every_element_by_the_same_order(seed: int, scale: float) -> None:
    x = scale * np.random.default_rng(seed).uniform(-1, 1, (3, 2))
    along = direction(x, np.random.default_rng(seed))
    assert along.step == pytest.approx(STEP * max(np.abs(x).max(), 1e-3))
    assert ((np.abs(along.unit) >= 0.25) & (np.abs(along.unit) <= 1)).all()
    for moved, multiple in zip(along.moved, MULTIPLES, strict=True):
        np.testing.assert_allclose(moved, x + multiple * along.step * along.unit, rtol=1e-15)


def test_direction_keeps_the_structure_and_leaves_the_input_alone() -> None:
    tree = [{"w": np.arange(3)}, 2.5]
    along = direction(tree, np.random.default_rng(0))
    assert isinstance(along, Direction)
    assert [np.shape(along.unit[0]["w"]), np.shape(along.unit[1])] == [(3,), ()]
    assert along.moved[0][0]["w"].dtype == np.float64
    assert tree[0]["w"].tolist() == [0, 1, 2]
    again = direction(tree, np.random.default_rng(0))
    np.testing.assert_array_equal(again.unit[0]["w"], along.unit[0]["w"])
