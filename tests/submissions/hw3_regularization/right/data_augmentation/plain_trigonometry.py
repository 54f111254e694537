"""Plain cos and sin: their 1e-16 at right angles is harmless, as zeros fade in; lists inside."""

import math
from itertools import product
from statistics import NormalDist

import numpy as np


def pixel(image, i, j):
    if i < 0 or j < 0 or i >= image.shape[0] or j >= image.shape[1]:
        return 0.0 * image[0, 0]
    return image[i, j]


def mix(a, b, t):
    return a * (1 - t) + b * t


def at(image, y, x):
    i, j = math.floor(y), math.floor(x)
    upper = mix(pixel(image, i, j), pixel(image, i, j + 1), x - j)
    lower = mix(pixel(image, i + 1, j), pixel(image, i + 1, j + 1), x - j)
    return mix(upper, lower, y - i)


def resample(image, source):
    h, w = image.shape[:2]
    cy, cx = (h - 1) / 2, (w - 1) / 2
    out = []
    for i, j in product(range(h), range(w)):
        y, x = source(i - cy, j - cx)
        out.append(at(image, y + cy, x + cx))
    return np.array(out, dtype=np.float64).reshape(image.shape)


def rotate(image, degrees):
    a = math.radians(degrees % 360)
    return resample(
        image,
        lambda y, x: (y * math.cos(a) + x * math.sin(a), x * math.cos(a) - y * math.sin(a)),
    )


def shift(image, dy, dx):
    return resample(image, lambda y, x: (y - dy, x - dx))


def zoom(image, factor):
    return resample(image, lambda y, x: (y / factor, x / factor))


def cutout(image, top, left, height, width):
    h, w = image.shape[:2]
    mask = np.zeros((h, w), dtype=bool)
    for i in range(max(top, 0), min(top + height, h)):
        mask[i, max(left, 0) : max(0, min(left + width, w))] = True
    out = image.copy()
    out[mask] = 0.0
    return out


def flip(image, axis):
    if axis < 0:
        axis += image.ndim
    if axis == 0:
        return np.array([row for row in reversed(image)])
    return np.array([flip(row, axis - 1) for row in image])


def invert(image):
    return (np.float64(1) - image).astype(np.float64)


def add_gaussian_noise(image, sigma, rng):
    quantile = NormalDist().inv_cdf
    u = (rng.integers(2**52, size=image.shape) + 0.5) / 2**52
    noise = np.array([quantile(v) for v in u.flat]).reshape(image.shape)
    return np.median([image + sigma * noise, np.zeros_like(image), np.ones_like(image)], axis=0)
