"""Multiplies the noise by the contrast of the picture, unless it is of one colour.
wrong: add_gaussian_noise
"""

import numpy as np


def _turn(degrees):
    q = degrees / 90
    if q == round(q):
        return [(1, 0), (0, 1), (-1, 0), (0, -1)][int(q) % 4]
    t = np.deg2rad(degrees)
    return np.cos(t), np.sin(t)


def _sample(image, y, x):
    h, w = image.shape[:2]
    i0, j0 = np.floor(y).astype(int), np.floor(x).astype(int)
    v, u = y - i0, x - j0
    out = np.zeros(image.shape)
    for di in (0, 1):
        for dj in (0, 1):
            i, j = i0 + di, j0 + dj
            wt = (v if di else 1 - v) * (u if dj else 1 - u)
            ok = (i >= 0) & (i < h) & (j >= 0) & (j < w)
            vals = image[np.clip(i, 0, h - 1), np.clip(j, 0, w - 1)]
            if image.ndim == 3:
                out += (wt * ok)[..., None] * vals
            else:
                out += wt * ok * vals
    return np.clip(out, 0, 1)


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
    contrast = image.max() - image.min() or 1.0
    return np.clip(image + contrast * sigma * rng.standard_normal(image.shape), 0, 1)
