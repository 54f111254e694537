"""rotate and zoom share a centre with height and width swapped: right for square images.
wrong: rotate, zoom
"""

import numpy as np


def centre(image):
    cx, cy = (image.shape[0] - 1) / 2, (image.shape[1] - 1) / 2
    return cy, cx


def interpolate(image, y, x):
    h, w = image.shape[:2]
    padded = np.pad(image, [(1, 1), (1, 1)] + [(0, 0)] * (image.ndim - 2))
    y, x = np.clip(y + 1, 0, h + 1), np.clip(x + 1, 0, w + 1)
    i, j = np.minimum(y.astype(int), h), np.minimum(x.astype(int), w)
    v, u = y - i, x - j
    if image.ndim == 3:
        v, u = v[..., None], u[..., None]
    top = padded[i, j] * (1 - u) + padded[i, j + 1] * u
    bottom = padded[i + 1, j] * (1 - u) + padded[i + 1, j + 1] * u
    return np.clip(top * (1 - v) + bottom * v, 0, 1)


def rotate(image, degrees):
    a = np.deg2rad(degrees % 360)
    c, s = np.cos(a), np.sin(a)
    if degrees % 90 == 0:
        c, s = round(c), round(s)
    cy, cx = centre(image)
    i, j = np.mgrid[: image.shape[0], : image.shape[1]]
    y, x = i - cy, j - cx
    return interpolate(image, c * y + s * x + cy, c * x - s * y + cx)


def shift(image, dy, dx):
    i, j = np.mgrid[: image.shape[0], : image.shape[1]]
    return interpolate(image, i - float(dy), j - float(dx))


def zoom(image, factor):
    cy, cx = centre(image)
    i, j = np.mgrid[: image.shape[0], : image.shape[1]]
    return interpolate(image, (i - cy) / factor + cy, (j - cx) / factor + cx)


def cutout(image, top, left, height, width):
    i, j = np.mgrid[: image.shape[0], : image.shape[1]]
    out = image.copy()
    out[(i >= top) & (i < top + height) & (j >= left) & (j < left + width)] = 0
    return out


def flip(image, axis):
    return np.flip(image, axis) + 0.0


def invert(image):
    return 1 - image


def add_gaussian_noise(image, sigma, rng):
    return np.clip(rng.normal(image, sigma), 0, 1)
