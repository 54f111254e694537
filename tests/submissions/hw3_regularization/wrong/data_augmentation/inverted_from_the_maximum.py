"""invert subtracts from the image's own maximum: right only for images that reach 1.
wrong: invert
"""

import numpy as np


def pick(image, rows, cols):
    """Bilinear values on all positions, zeros outside."""
    h, w = image.shape[:2]
    canvas = np.zeros((h + 4, w + 4) + image.shape[2:])
    canvas[2:-2, 2:-2] = image
    rows, cols = np.clip(rows, -1, h) + 2, np.clip(cols, -1, w) + 2
    r, c = np.floor(rows).astype(int), np.floor(cols).astype(int)
    a, b = rows - r, cols - c
    if image.ndim > 2:
        a, b = a[:, :, np.newaxis], b[:, :, np.newaxis]
    left = canvas[r, c] * (1 - a) + canvas[r + 1, c] * a
    right = canvas[r, c + 1] * (1 - a) + canvas[r + 1, c + 1] * a
    return np.clip(left * (1 - b) + right * b, 0, 1)


def rotate(image, degrees):
    h, w = image.shape[:2]
    i, j = np.indices((h, w)) - np.array([(h - 1) / 2, (w - 1) / 2]).reshape(2, 1, 1)
    angle = np.radians(degrees % 360)
    c, s = np.cos(angle), np.sin(angle)
    if degrees % 90 == 0:
        c, s = np.rint(c), np.rint(s)
    return pick(image, c * i + s * j + (h - 1) / 2, c * j - s * i + (w - 1) / 2)


def shift(image, dy, dx):
    i, j = np.indices(image.shape[:2])
    return pick(image, i - dy, j - dx)


def zoom(image, factor):
    h, w = image.shape[:2]
    i, j = np.indices((h, w)) - np.array([(h - 1) / 2, (w - 1) / 2]).reshape(2, 1, 1)
    return pick(image, i / factor + (h - 1) / 2, j / factor + (w - 1) / 2)


def cutout(image, top, left, height, width):
    out = image.copy()
    out[max(top, 0) : max(top + height, 0), max(left, 0) : max(left + width, 0)] = 0.0
    return out


def flip(image, axis):
    return np.ascontiguousarray(np.flip(image, axis)) + 0.0


def invert(image):
    return image.max() - image


def add_gaussian_noise(image, sigma, rng):
    return np.clip(image + rng.normal(loc=0, scale=sigma, size=image.shape), 0, 1)
