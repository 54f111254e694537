"""zoom takes the nearest pixel in place of bilinear interpolation.
wrong: zoom
"""

import numpy as np


def rotate(image, degrees):
    h, w = image.shape[:2]
    big = np.zeros((h + 2, w + 2, *image.shape[2:]))
    big[1:-1, 1:-1] = image
    a = (degrees % 360) * np.pi / 180
    c, s = np.cos(a), np.sin(a)
    if degrees % 90 == 0:
        c, s = np.round(c), np.round(s)
    out = np.zeros_like(image)
    for i in range(h):
        for j in range(w):
            y = c * (i - (h - 1) / 2) + s * (j - (w - 1) / 2) + (h - 1) / 2
            x = c * (j - (w - 1) / 2) - s * (i - (h - 1) / 2) + (w - 1) / 2
            if -1 < y < h and -1 < x < w:
                r, q = int(np.floor(y)) + 1, int(np.floor(x)) + 1
                v, u = y + 1 - r, x + 1 - q
                r2, q2 = min(r + 1, h + 1), min(q + 1, w + 1)
                above = (1 - u) * big[r, q] + u * big[r, q2]
                below = (1 - u) * big[r2, q] + u * big[r2, q2]
                out[i, j] = (1 - v) * above + v * below
    return np.clip(out, 0, 1)


def shift(image, dy, dx):
    h, w = image.shape[:2]
    out = np.zeros_like(image)
    for i in range(h):
        for j in range(w):
            if 0 <= i + dy < h and 0 <= j + dx < w:
                out[i + dy, j + dx] = image[i, j]
    return out


def zoom(image, factor):
    h, w = image.shape[:2]
    y = (np.arange(h) - (h - 1) / 2) / factor + (h - 1) / 2
    x = (np.arange(w) - (w - 1) / 2) / factor + (w - 1) / 2
    i, j = np.rint(y).astype(int), np.rint(x).astype(int)
    out = image[np.clip(i, 0, h - 1)][:, np.clip(j, 0, w - 1)]
    out[(i < 0) | (i >= h)] = 0
    out[:, (j < 0) | (j >= w)] = 0
    return out


def cutout(image, top, left, height, width):
    bottom, right = max(0, top + height), max(0, left + width)
    top, left = max(0, top), max(0, left)
    out = image.copy()
    out[top:bottom, left:right] = 0
    return out


def flip(image, axis):
    return np.flip(image, axis).copy()


def invert(image):
    return 1 - image


def add_gaussian_noise(image, sigma, rng):
    noisy = image + sigma * rng.standard_normal(image.shape)
    noisy[noisy > 1] = 1
    noisy[noisy < 0] = 0
    return noisy
