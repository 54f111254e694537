"""The noise is drawn per pixel and used for all channels: right for grey images.
wrong: add_gaussian_noise
"""

import numpy as np


def sample(image, y, x):
    h, w = image.shape[:2]
    y0, x0 = np.floor(y).astype(int), np.floor(x).astype(int)
    out = np.zeros_like(image)
    for i in (0, 1):
        for j in (0, 1):
            r, c = y0 + i, x0 + j
            weight = np.where(i, y - y0, 1 - y + y0) * np.where(j, x - x0, 1 - x + x0)
            weight = weight * (r >= 0) * (r < h) * (c >= 0) * (c < w)
            out += (image[r % h, c % w].T * weight.T).T
    return np.clip(out, 0, 1)


def rotate(image, degrees):
    h, w = image.shape[:2]
    a = np.deg2rad(degrees % 360)
    c, s = np.cos(a), np.sin(a)
    if degrees % 90 == 0:
        c, s = np.round(c), np.round(s)
    y = np.arange(h).reshape(-1, 1) - (h - 1) / 2
    x = np.arange(w).reshape(1, -1) - (w - 1) / 2
    return sample(image, c * y + s * x + (h - 1) / 2, c * x - s * y + (w - 1) / 2)


def shift(image, dy, dx):
    h, w = image.shape[:2]
    out = np.zeros_like(image)
    if abs(dy) < h and abs(dx) < w:
        out[max(dy, 0) : h + min(dy, 0), max(dx, 0) : w + min(dx, 0)] = image[
            max(-dy, 0) : h + min(-dy, 0), max(-dx, 0) : w + min(-dx, 0)
        ]
    return out


def zoom(image, factor):
    h, w = image.shape[:2]
    y = (np.arange(h).reshape(-1, 1) - (h - 1) / 2) / factor + np.zeros((1, w))
    x = (np.arange(w).reshape(1, -1) - (w - 1) / 2) / factor + np.zeros((h, 1))
    return sample(image, y + (h - 1) / 2, x + (w - 1) / 2)


def cutout(image, top, left, height, width):
    h, w = image.shape[:2]
    rows = np.arange(h)[:, None]
    cols = np.arange(w)[None, :]
    hole = (rows >= top) & (rows < top + height) & (cols >= left) & (cols < left + width)
    out = image.copy()
    out[hole] = 0
    return out


def flip(image, axis):
    return np.flip(image, axis).copy()


def invert(image):
    return 1 - image


def add_gaussian_noise(image, sigma, rng):
    noise = sigma * rng.standard_normal(image.shape[:2])
    if image.ndim == 3:
        noise = noise[:, :, None]
    return np.clip(image + noise, 0, 1)
