"""Object style: operators, layers and warps are small classes; the functions only call them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Regulariser:
    power: int
    strength: float

    def value(self, w: np.ndarray) -> float:
        return self.strength * float(np.sum(np.abs(w) ** self.power))

    def gradient(self, w: np.ndarray) -> np.ndarray:
        if self.power == 2:
            return 2 * self.strength * w
        return self.strength * ((w > 0) * 1.0 - (w < 0) * 1.0)

    def __call__(self, weights):
        return sum(map(self.value, weights)), tuple(map(self.gradient, weights))


def l2_penalty(weights, lam, m):
    return Regulariser(2, lam / (2 * m))(weights)


def l1_penalty(weights, lam, m):
    return Regulariser(1, lam / (2 * m))(weights)


def weight_decay_step(w, dw, lr, lam, m):
    decay = Regulariser(2, lam / (2 * m)).gradient(w)
    decay += dw
    decay *= -lr
    decay += w
    return decay


class Unit:
    """The incoming weights of one unit."""

    def __init__(self, incoming):
        self.incoming = [float(v) for v in incoming]
        self.norm = math.sqrt(math.fsum(v * v for v in self.incoming))

    def limited(self, limit):
        if self.norm > limit:
            return [v * limit / self.norm for v in self.incoming]
        return self.incoming


def max_norm(w, max_value):
    return np.stack([np.array(Unit(column).limited(max_value)) for column in w.T], axis=1)


class Bernoulli:
    def __init__(self, keep_prob, rng):
        if not (0 < keep_prob and keep_prob <= 1):
            raise ValueError(f"keep_prob is {keep_prob}, not in (0, 1]")
        self.keep_prob, self.rng = keep_prob, rng

    def draw(self, shape):
        size = math.prod(shape)
        return (1.0 - self.rng.random(size) <= self.keep_prob).reshape(shape)


@dataclass
class DropoutCache:
    keep: np.ndarray | None = None
    scale: float = 1.0

    def __call__(self, a):
        scaled = self.scale * a
        if self.keep is not None:
            scaled[~self.keep] = 0.0
        return scaled


def dropout_forward(x, keep_prob, rng, training=True):
    bernoulli = Bernoulli(keep_prob, rng)
    layer = DropoutCache(bernoulli.draw(x.shape), 1 / keep_prob) if training else DropoutCache()
    return layer(x), layer


def dropout_backward(dout, cache):
    return cache(dout)


@dataclass
class Monitor:
    min_delta: float = 0.0
    best: float = math.inf
    best_epoch: int = 0

    def improved(self, epoch, loss):
        better = loss < self.best - self.min_delta
        if better:
            self.best, self.best_epoch = loss, epoch
        return better


def early_stopping(dev_losses, patience, min_delta=0.0):
    monitor = Monitor(min_delta)
    for epoch, loss in enumerate(dev_losses):
        monitor.improved(epoch, loss)
        if epoch == monitor.best_epoch + patience:
            return epoch, monitor.best_epoch
    return epoch, monitor.best_epoch


@dataclass
class BestWeights:
    monitor: Monitor = field(default_factory=Monitor)
    kept: list = field(default_factory=list)

    def update(self, epoch, dev_loss, weights):
        if self.monitor.improved(epoch, dev_loss) or not self.kept:
            self.kept = self.copies(weights)

    def restore(self):
        return self.copies(self.kept)

    @staticmethod
    def copies(weights):
        return [np.array(w) for w in weights]


class Warp:
    """Pulls every pixel from a source position about the centre; outside is black."""

    def __init__(self, image):
        self.image = image
        self.h, self.w = image.shape[:2]
        self.cy, self.cx = (self.h - 1) / 2, (self.w - 1) / 2

    def line(self, position, size):
        low = math.floor(position)
        pairs = ((low, low + 1 - position), (low + 1, position - low))
        return [(k, t) for k, t in pairs if 0 <= k < size and t > 0]

    def pull(self, yy, yx, xy, xx):
        out = np.zeros_like(self.image)
        for i in range(self.h):
            for j in range(self.w):
                dy, dx = i - self.cy, j - self.cx
                rows = self.line(yy * dy + yx * dx + self.cy, self.h)
                cols = self.line(xy * dy + xx * dx + self.cx, self.w)
                for r, a in rows:
                    for c, b in cols:
                        out[i, j] += a * b * self.image[r, c]
        return np.minimum(out, 1.0)


def rotate(image, degrees):
    quarter = degrees / 90
    if quarter == int(quarter):
        cos, sin = [(1, 0), (0, 1), (-1, 0), (0, -1)][int(quarter) % 4]
    else:
        angle = math.radians(degrees % 360)
        cos, sin = math.cos(angle), math.sin(angle)
    return Warp(image).pull(cos, sin, -sin, cos)


def zoom(image, factor):
    return Warp(image).pull(1 / factor, 0, 0, 1 / factor)


def shift(image, dy, dx):
    for axis, step in ((0, dy), (1, dx)):
        size = image.shape[axis]
        step = max(-size, min(size, step))
        image = np.roll(image, step, axis=axis)
        gap = [slice(None)] * image.ndim
        gap[axis] = slice(0, step) if step >= 0 else slice(size + step, size)
        image[tuple(gap)] = 0.0
    return image


def cutout(image, top, left, height, width):
    rows = range(image.shape[0])[max(top, 0) : max(top + height, 0)]
    cols = range(image.shape[1])[max(left, 0) : max(left + width, 0)]
    out = image.copy()
    for r in rows:
        for c in cols:
            out[r, c] = 0
    return out


def flip(image, axis):
    front = np.moveaxis(image, axis, 0)
    return np.moveaxis(np.array(front[::-1]), 0, axis)


def invert(image):
    return np.ones_like(image) - image


def add_gaussian_noise(image, sigma, rng):
    if sigma == 0:
        return image.copy()
    noisy = image.copy()
    noisy += rng.normal(scale=sigma, size=image.shape)
    return noisy.clip(min=0.0, max=1.0)
