"""Clips the start only: a hole that ends above or left of the image has a negative slice end.
wrong: cutout
"""

import numpy as np


def weights(positions, n):
    return np.maximum(0, 1 - np.abs(positions[..., None] - np.arange(n)))


def resample(image, y, x):
    rows, cols = weights(y, image.shape[0]), weights(x, image.shape[1])
    out = np.einsum("ijr,ijc,rc...->ij...", rows, cols, image)
    return np.clip(out, 0, 1)


def grid(image):
    h, w = image.shape[:2]
    y, x = np.indices((h, w)).astype(float)
    return y - (h - 1) / 2, x - (w - 1) / 2, (h - 1) / 2, (w - 1) / 2


def rotate(image, degrees):
    y, x, cy, cx = grid(image)
    a = np.deg2rad(degrees % 360)
    c, s = np.cos(a), np.sin(a)
    if degrees % 90 == 0:
        c, s = np.rint(c), np.rint(s)
    return resample(image, c * y + s * x + cy, c * x - s * y + cx)


def shift(image, dy, dx):
    y, x, cy, cx = grid(image)
    return resample(image, y - dy + cy, x - dx + cx)


def zoom(image, factor):
    y, x, cy, cx = grid(image)
    return resample(image, y / factor + cy, x / factor + cx)


def cutout(image, top, left, height, width):
    h, w = image.shape[:2]
    y0, y1 = max(0, top), min(h, top + height)
    x0, x1 = max(0, left), min(w, left + width)
    out = image.copy()
    out[y0:y1, x0:x1] = 0
    return out


def flip(image, axis):
    return np.flip(image, axis).copy()


def invert(image):
    return 1 - image


def add_gaussian_noise(image, sigma, rng):
    return np.clip(image + rng.normal(0, sigma, size=image.shape), 0, 1)
