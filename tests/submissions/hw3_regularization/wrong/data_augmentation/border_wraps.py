"""In rotate and zoom the row and column just outside (index -1) wrap around to the last one.
wrong: rotate, zoom
"""

import numpy as np


def _turn(degrees):
    q = degrees / 90
    if q == round(q):
        return [(1, 0), (0, 1), (-1, 0), (0, -1)][int(q) % 4]
    t = np.deg2rad(degrees)
    return np.cos(t), np.sin(t)


def rotate(image, degrees):
    h, w = image.shape[:2]
    cy, cx = (h - 1) / 2, (w - 1) / 2
    c, s = _turn(degrees)
    i, j = np.mgrid[:h, :w]
    return _sample(image, cy + c * (i - cy) + s * (j - cx), cx + c * (j - cx) - s * (i - cy))


def shift(image, dy, dx):
    h, w = image.shape[:2]
    out = np.zeros_like(image)
    if abs(dy) < h and abs(dx) < w:
        out[max(dy, 0) : h + min(dy, 0), max(dx, 0) : w + min(dx, 0)] = image[
            max(-dy, 0) : h - max(dy, 0), max(-dx, 0) : w - max(dx, 0)
        ]
    return out


def zoom(image, factor):
    h, w = image.shape[:2]
    cy, cx = (h - 1) / 2, (w - 1) / 2
    i, j = np.mgrid[:h, :w]
    return _sample(image, cy + (i - cy) / factor, cx + (j - cx) / factor)


def cutout(image, top, left, height, width):
    out = image.copy()
    out[max(top, 0) : max(top + height, 0), max(left, 0) : max(left + width, 0)] = 0
    return out


def flip(image, axis):
    return np.flip(image, axis).copy()


def invert(image):
    return 1 - image


def add_gaussian_noise(image, sigma, rng):
    return np.clip(image + sigma * rng.standard_normal(image.shape), 0, 1)


def _sample(image, y, x):
    h, w = image.shape[:2]
    i0, j0 = np.floor(y).astype(int), np.floor(x).astype(int)
    v, u = y - i0, x - j0
    if image.ndim == 3:
        v, u = v[..., None], u[..., None]
    pad = np.pad(image, [(0, 1), (0, 1)] + [(0, 0)] * (image.ndim - 2))
    ok = (i0 >= -1) & (i0 < h) & (j0 >= -1) & (j0 < w)
    a, b = np.where(ok, i0, 0), np.where(ok, j0, 0)
    k = ok if image.ndim == 2 else ok[..., None]
    g = lambda i, j: (
        image[i, j] if False else pad[np.where(i < 0, h - 1, i), np.where(j < 0, w - 1, j)]
    )
    out = (
        (1 - v) * (1 - u) * g(a, b)
        + (1 - v) * u * g(a, b + 1)
        + v * (1 - u) * g(a + 1, b)
        + v * u * g(a + 1, b + 1)
    )
    return np.clip(out * k, 0, 1)
