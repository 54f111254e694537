"""Judge a backward pass by the forward pass it belongs to.

The directional derivative of f = sum(upstream * z) along u is taken from central differences D at
two steps and extrapolated (Richardson): R = (4 D(h) - D(2h)) / 3, whose own error is of order h^4.
Two quantities of lower order bound it generously without a tuned tolerance: the difference
|R - D(h)|, of order h^2, and the kink 2 A(h) - A(2h), where A(h) = (f(h) - 2 f(0) + f(-h)) / h. For
a smooth function the latter vanishes to order h^3; a jump of the slope by s at a distance t h
leaves s (1 - 3t/2), where the error of R is s (1/2 - 7t/12). Rounding adds eps / h for every unit
of the output, S = sum|upstream * z|, and of the input, in that direction at most max|upstream|
times its scale (a loss of confident logits is 0 to the last bit, and yet has a slope):

    |<gradient, u> - R| <= 3 |R - D(h)| + |2 A(h) - A(2h)|
                           + ROUNDINGS * eps * (S + max|upstream| * scale) / h

With h = eps^(1/5) * scale, where truncation and rounding balance, a right gradient passes by orders
of magnitude, and a relative error of 1e-6 fails. Where the bound is a noticeable part of the slope
itself a kink is near, and the direction proves nothing. Source: W. Press et al., Numerical Recipes,
3rd ed., section 5.7.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from autograder.numerics.compare import numbers
from autograder.wire import Value

EPS = 2.0**-52
STEP = EPS**0.2
ROUNDINGS = 256
SMOOTH = 1e-3  # the bound of a smooth function is a far smaller share of its slope
MULTIPLES = (1.0, -1.0, 2.0, -2.0)  # the steps, in units of h

Verdict = Literal["true", "false", "flat", "rough"]


@dataclass(frozen=True)
class Direction:
    """A direction in which one input is moved, and the moved inputs.

    Attributes:
        unit: the direction, with the input's structure.
        step: h.
        moved: the input at x + k*h*u for k in MULTIPLES.
    """

    unit: Value
    step: float
    moved: tuple[Value, ...]


@dataclass(frozen=True)
class Slope:
    """A directional derivative, twice: numerically and from the submission's gradient.

    Attributes:
        verdict: "true" or "false", or "flat" (the forward pass does not react), or "rough" (the
            forward pass is not smooth there).
        bound: how far the two may be apart.
    """

    verdict: Verdict
    numeric: float
    analytic: float
    bound: float


def direction(value: Value, rng: np.random.Generator) -> Direction:
    """Choose a random direction for an input and move it along.

    Args:
        value: an array, or a tree of arrays.
        rng: where the direction comes from.
    """
    largest = max((float(np.max(np.abs(leaf), initial=0.0)) for leaf in numbers(value)), default=0)
    step = STEP * max(largest, 1e-3)
    unit = _map(
        value, lambda leaf: rng.uniform(0.25, 1.0, leaf.shape) * rng.choice([-1, 1], leaf.shape)
    )
    moved = tuple(move(value, unit, multiple * step) for multiple in MULTIPLES)
    return Direction(unit, step, moved)


def slope(
    along: Direction,
    outputs: Sequence[Value],
    base: Value,
    upstream: Value | None,
    gradient: Value,
) -> Slope | None:
    """Compare the numeric slope with the one that the gradient claims.

    Args:
        along: the direction.
        outputs: the forward output at each of `along.moved`, in that order.
        base: the forward output where nothing is moved.
        upstream: the gradient with respect to the forward output; None for a scalar output.
        gradient: what the backward pass returned for the moved input.

    Returns:
        None where the shapes do not fit each other.
    """
    weights = _flat(upstream) if upstream is not None else np.ones(1)
    values = [_flat(output) for output in (*outputs, base)]
    claimed, unit = _flat(gradient), _flat(along.unit)
    shapes = [leaf.shape for leaf in numbers(gradient)]
    if shapes != [leaf.shape for leaf in numbers(along.unit)] or any(
        value.shape != weights.shape for value in values
    ):
        return None
    h = along.step
    with np.errstate(all="ignore"):
        up, down, far_up, far_down, middle = (float(weights @ value) for value in values)
        near = (up - down) / (2 * h)
        far = (far_up - far_down) / (4 * h)
        numeric = (4 * near - far) / 3
        curved = (up - 2 * middle + down) / h
        far_curved = (far_up - 2 * middle + far_down) / (2 * h)
        analytic = float(claimed @ unit)
        size = max(float(np.abs(weights) @ np.abs(value)) for value in values)
        rounding = ROUNDINGS * EPS * (size / h + float(np.max(np.abs(weights), initial=0.0)) / STEP)
        wobble = 3 * abs(numeric - near) + abs(2 * curved - far_curved)
    verdict = _verdict(numeric, analytic, wobble, rounding)
    return Slope(verdict, numeric, analytic, wobble + rounding)


def _verdict(numeric: float, analytic: float, wobble: float, rounding: float) -> Verdict:
    if not np.isfinite([numeric, analytic, wobble, rounding]).all():
        return "false"
    if wobble > SMOOTH * abs(numeric) + rounding:
        return "rough"
    if abs(numeric) <= rounding:
        return "flat" if abs(analytic) <= wobble + rounding else "false"
    return "true" if abs(analytic - numeric) <= wobble + rounding else "false"


def _flat(value: Value) -> NDArray[np.float64]:
    parts = [leaf.ravel() for leaf in numbers(value)]
    return np.concatenate(parts) if parts else np.zeros(0)


def _map(value: Value, change: object) -> Value:
    if isinstance(value, list):
        return [_map(item, change) for item in value]
    if isinstance(value, dict):
        return {key: _map(item, change) for key, item in value.items()}
    return change(np.asarray(value, np.float64))  # type: ignore[operator]


def move(value: Value, unit: Value, by: float) -> Value:
    """The input at x + by*u, for an array or a tree of arrays."""
    if isinstance(value, list):
        return [move(item, along, by) for item, along in zip(value, unit, strict=True)]
    if isinstance(value, dict):
        return {key: move(item, unit[key], by) for key, item in value.items()}
    return np.asarray(value, np.float64) + by * unit
