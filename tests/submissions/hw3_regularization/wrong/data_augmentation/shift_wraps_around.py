"""shift is np.roll: what leaves on one side comes in on the other.
wrong: shift
"""

import numpy as np


def tents(positions, n):
    return np.clip(1 - np.abs(positions[..., None] - np.arange(n)), 0, None)


def rotate(image, degrees):
    h, w = image.shape[:2]
    c, s = np.cos(np.radians(degrees % 360)), np.sin(np.radians(degrees % 360))
    if degrees % 90 == 0:
        c, s = np.rint(c), np.rint(s)
    out = np.zeros_like(image)
    for i in range(h):
        y = c * (i - (h - 1) / 2) + s * (np.arange(w) - (w - 1) / 2) + (h - 1) / 2
        x = c * (np.arange(w) - (w - 1) / 2) - s * (i - (h - 1) / 2) + (w - 1) / 2
        out[i] = np.einsum("kr,kc,rc...->k...", tents(y, h), tents(x, w), image)
    return out.clip(0, 1)


def shift(image, dy, dx):
    return np.roll(image, (dy, dx), axis=(0, 1))


def zoom(image, factor):
    h, w = image.shape[:2]
    rows = tents((np.arange(h) - (h - 1) / 2) / factor + (h - 1) / 2, h)
    cols = tents((np.arange(w) - (w - 1) / 2) / factor + (w - 1) / 2, w)
    return np.einsum("ir,jc,rc...->ij...", rows, cols, image).clip(0, 1)


def cutout(image, top, left, height, width):
    h, w = image.shape[:2]
    mask = np.ones((h, w))
    rows = slice(*np.clip((top, top + height), 0, h))
    mask[rows, slice(*np.clip((left, left + width), 0, w))] = 0
    return np.einsum("ij,ij...->ij...", mask, image)


def flip(image, axis):
    return np.take(image, np.arange(image.shape[axis])[::-1], axis=axis)


def invert(image):
    return 1 - image


def add_gaussian_noise(image, sigma, rng):
    return np.clip(image + sigma * rng.normal(size=image.shape), 0, 1)
