"""One class serves both norms (layer norm is batch norm of the transpose); type hints."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

Array = np.ndarray


# ---- initialization ----------------------------------------------------------------------------


@dataclass(frozen=True)
class VarianceScaling:
    gain: float
    mode: str = "in"

    def std(self, fan_in: int, fan_out: int) -> float:
        fan = {"in": fan_in, "average": (fan_in + fan_out) / 2}[self.mode]
        return math.sqrt(self.gain / fan)


SCHEMES: dict[str, VarianceScaling] = {
    "xavier": VarianceScaling(1),
    "glorot": VarianceScaling(1, "average"),
    "he": VarianceScaling(2),
    "lecun": VarianceScaling(1),
}


def init_weights(fan_in: int, fan_out: int, scheme: str, rng: np.random.Generator) -> Array:
    if scheme not in SCHEMES:
        raise ValueError(f"{scheme!r} is not a scheme; use {' or '.join(SCHEMES)}")
    return rng.normal(loc=0.0, scale=SCHEMES[scheme].std(fan_in, fan_out), size=(fan_in, fan_out))


# ---- standardization ---------------------------------------------------------------------------


@dataclass
class Moments:
    mean: Array
    var: Array

    @classmethod
    def of(cls, x: Array) -> Moments:
        mean = x.mean(axis=0)
        return cls(mean, ((x - mean) ** 2).mean(axis=0))

    def mixed(self, other: Moments, share: float) -> Moments:
        """share of self, the rest of other."""
        return Moments(
            share * self.mean + (1 - share) * other.mean,
            share * self.var + (1 - share) * other.var,
        )


def standardize_fit(x: Array) -> tuple[Array, Array]:
    moments = Moments.of(x)
    return moments.mean, np.sqrt(moments.var)


def standardize_apply(x: Array, mean: Array, std: Array) -> Array:
    divisor = np.array(std)
    divisor[divisor == 0] = 1
    return (x - mean) / divisor


# ---- signal propagation ------------------------------------------------------------------------


class Stack:
    """A deep network without biases that remembers how far its signal spreads."""

    FUNCTIONS: dict[str, Callable[[Array], Array]] = {
        "tanh": np.tanh,
        "relu": lambda z: np.maximum(0, z),
        "linear": lambda z: z,
    }

    def __init__(self, weights: Iterable[Array], activation: str) -> None:
        self.weights = weights
        self.function = self.FUNCTIONS[activation]

    def spread(self, x: Array) -> list[float]:
        found = []
        for w in self.weights:
            x = self.function(x @ w)
            found.append(float(x.std()))
        return found


def signal_stds(x: Array, weights: Sequence[Array], activation: str) -> list[float]:
    return Stack(weights, activation).spread(x)


def diagnose_signal(stds: Sequence[float]) -> str:
    gain = stds[-1] / stds[0]
    return "vanishing" if gain < 0.1 else "exploding" if gain > 10 else "stable"


# ---- gradient clipping -------------------------------------------------------------------------


def clip_by_value(grads: Sequence[Array], limit: float = 1.0) -> list[Array]:
    return [g.clip(-limit, limit) for g in grads]


def clip_by_global_norm(grads: Sequence[Array], max_norm: float) -> tuple[list[Array], float]:
    norm = math.sqrt(sum(float((g * g).sum()) for g in grads))
    factor = max_norm / norm if norm > max_norm else 1.0
    return [g * factor for g in grads], norm


# ---- normalisation -----------------------------------------------------------------------------


@dataclass
class Norm:
    """Normalises the columns of x; batch says whether the moments are x's own."""

    eps: float
    batch: bool
    hat: Array = field(init=False)
    std: Array = field(init=False)

    def forward(self, x: Array, moments: Moments) -> Array:
        self.std = np.sqrt(moments.var + self.eps)
        self.hat = (x - moments.mean) / self.std
        return self.hat

    def backward(self, dhat: Array) -> Array:
        if not self.batch:
            return dhat / self.std
        along = (dhat * self.hat).mean(axis=0)
        return (dhat - dhat.mean(axis=0) - self.hat * along) / self.std


def batchnorm_forward(
    x: Array,
    gamma: Array,
    beta: Array,
    running_mean: Array,
    running_var: Array,
    training: bool = True,
    momentum: float = 0.9,
    eps: float = 1e-5,
) -> tuple[Array, tuple[Norm, Array], Array, Array]:
    running = Moments(running_mean.copy(), running_var.copy())
    used = Moments.of(x) if training else running
    norm = Norm(eps, bool(training))
    out = norm.forward(x, used) * gamma + beta
    if training:
        running = running.mixed(used, momentum)
    return out, (norm, gamma), running.mean, running.var


def batchnorm_backward(dout: Array, cache: tuple[Norm, Array]) -> tuple[Array, Array, Array]:
    norm, gamma = cache
    return norm.backward(dout * gamma), (dout * norm.hat).sum(axis=0), dout.sum(axis=0)


def fold_batchnorm(
    w: Array,
    b: Array,
    gamma: Array,
    beta: Array,
    running_mean: Array,
    running_var: Array,
    eps: float = 1e-5,
) -> tuple[Array, Array]:
    scale = gamma / np.sqrt(running_var + eps)
    return w * scale, scale * (b - running_mean) + beta


def layernorm_forward(
    x: Array, gamma: Array, beta: Array, eps: float = 1e-5
) -> tuple[Array, tuple[Norm, Array]]:
    norm = Norm(eps, batch=True)
    hat = norm.forward(x.T, Moments.of(x.T)).T
    return hat * gamma + beta, (norm, gamma)


def layernorm_backward(dout: Array, cache: tuple[Norm, Array]) -> tuple[Array, Array, Array]:
    norm, gamma = cache
    return norm.backward((dout * gamma).T).T, (dout * norm.hat.T).sum(axis=0), dout.sum(axis=0)
