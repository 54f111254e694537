"""Rotates clockwise: the signs of y down and y up are mixed up.
wrong: rotate
"""

import numpy as np


def bilinear(image, y, x):
    h, w = image.shape[:2]
    y0, x0 = np.floor(y).astype(int), np.floor(x).astype(int)
    out = np.zeros(image.shape)
    for i in (y0, y0 + 1):
        for j in (x0, x0 + 1):
            weight = (1 - abs(y - i)) * (1 - abs(x - j))
            weight = weight * ((i >= 0) & (i < h) & (j >= 0) & (j < w))
            values = image[np.clip(i, 0, h - 1), np.clip(j, 0, w - 1)]
            out += values * weight.reshape(weight.shape + (1,) * (image.ndim - 2))
    return np.clip(out, 0, 1)


def rotate(image, degrees):
    h, w = image.shape[:2]
    a = np.deg2rad(degrees % 360)
    c, s = np.cos(a), np.sin(a)
    if degrees % 90 == 0:
        c, s = np.round(c), np.round(s)
    i, j = np.indices((h, w))
    y, x = i - (h - 1) / 2, j - (w - 1) / 2
    return bilinear(image, c * y - s * x + (h - 1) / 2, s * y + c * x + (w - 1) / 2)


def shift(image, dy, dx):
    h, w = image.shape[:2]
    i, j = np.indices((h, w))
    return bilinear(image, i - dy, j - dx)


def zoom(image, factor):
    h, w = image.shape[:2]
    i, j = np.indices((h, w))
    cy, cx = (h - 1) / 2, (w - 1) / 2
    return bilinear(image, (i - cy) / factor + cy, (j - cx) / factor + cx)


def cutout(image, top, left, height, width):
    out = image.copy()
    out[max(0, top) : max(0, top + height), max(0, left) : max(0, left + width)] = 0
    return out


def flip(image, axis):
    return np.flip(image, axis).copy()


def invert(image):
    return 1 - image


def add_gaussian_noise(image, sigma, rng):
    return np.clip(image + sigma * rng.standard_normal(image.shape), 0, 1)
