"""A shift by more than the image's size makes a negative slice end and fails.
wrong: shift
"""

import numpy as np


def warp(image, source):
    h, w = image.shape[:2]
    out = np.zeros(image.shape)
    for i in range(h):
        for j in range(w):
            y, x = source(i - (h - 1) / 2, j - (w - 1) / 2)
            y, x = y + (h - 1) / 2, x + (w - 1) / 2
            r, c = int(np.floor(y)), int(np.floor(x))
            for k, a in ((r, r + 1 - y), (r + 1, y - r)):
                for m, b in ((c, c + 1 - x), (c + 1, x - c)):
                    if 0 <= k < h and 0 <= m < w:
                        out[i, j] += a * b * image[k, m]
    return np.clip(out, 0, 1)


def rotate(image, degrees):
    a = np.deg2rad(degrees % 360)
    c, s = np.cos(a), np.sin(a)
    if degrees % 90 == 0:
        c, s = round(c), round(s)
    return warp(image, lambda y, x: (c * y + s * x, c * x - s * y))


def shift(image, dy, dx):
    h, w = image.shape[:2]
    out = np.zeros_like(image)
    if dy >= 0:
        rows_to, rows_from = slice(dy, h), slice(0, h - dy)
    else:
        rows_to, rows_from = slice(0, h + dy), slice(-dy, h)
    if dx >= 0:
        cols_to, cols_from = slice(dx, w), slice(0, w - dx)
    else:
        cols_to, cols_from = slice(0, w + dx), slice(-dx, w)
    out[rows_to, cols_to] = image[rows_from, cols_from]
    return out


def zoom(image, factor):
    return warp(image, lambda y, x: (y / factor, x / factor))


def cutout(image, top, left, height, width):
    out = np.array(image)
    for i in range(top, top + height):
        for j in range(left, left + width):
            if 0 <= i < image.shape[0] and 0 <= j < image.shape[1]:
                out[i, j] = 0
    return out


def flip(image, axis):
    return np.flip(image, axis).copy()


def invert(image):
    return np.ones_like(image) - image


def add_gaussian_noise(image, sigma, rng):
    return np.clip(image + rng.normal(0, sigma, image.shape), 0, 1)
