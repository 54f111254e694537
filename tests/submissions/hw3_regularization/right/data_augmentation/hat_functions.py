"""Interpolation as products with tent weights max(0, 1 - |distance|) over all pixels (einsum)."""

import numpy as np


def tent(positions, size):
    return np.maximum(0.0, 1.0 - np.abs(np.asarray(positions)[..., None] - np.arange(size)))


def rotate(image, degrees):
    h, w = image.shape[:2]
    quarter, rest = divmod(degrees, 90)
    a = np.deg2rad(rest)
    c, s = (1.0, 0.0) if rest == 0 else (np.cos(a), np.sin(a))
    for _ in range(int(quarter) % 4):
        c, s = -s, c
    y = np.arange(h)[:, None] - (h - 1) / 2
    x = np.arange(w)[None, :] - (w - 1) / 2
    from_y = c * y + s * x + (h - 1) / 2
    from_x = c * x - s * y + (w - 1) / 2
    rows = [
        np.einsum("ci,cj,ij...->c...", tent(from_y[r], h), tent(from_x[r], w), image)
        for r in range(h)
    ]
    return np.stack(rows)


def shift(image, dy, dx):
    h, w = image.shape[:2]
    return np.einsum("ri,cj,ij...->rc...", np.eye(h, k=-dy), np.eye(w, k=-dx), image)


def zoom(image, factor):
    h, w = image.shape[:2]
    by = tent((np.arange(h) - (h - 1) / 2) / factor + (h - 1) / 2, h)
    bx = tent((np.arange(w) - (w - 1) / 2) / factor + (w - 1) / 2, w)
    return np.einsum("ri,cj,ij...->rc...", by, bx, image)


def cutout(image, top, left, height, width):
    i = np.arange(image.shape[0])
    j = np.arange(image.shape[1])
    rows = ((i >= top) & (i < top + height)).astype(float)
    cols = ((j >= left) & (j < left + width)).astype(float)
    return np.einsum("ij,ij...->ij...", 1.0 - np.outer(rows, cols), image)


def flip(image, axis):
    n = image.shape[axis]
    turned = np.tensordot(np.eye(n)[::-1], image, axes=(1, axis))
    return np.ascontiguousarray(np.moveaxis(turned, 0, axis))


def invert(image):
    return np.ones(image.shape) - image


def add_gaussian_noise(image, sigma, rng):
    h, w = image.shape[:2]
    draws = rng.standard_normal((*image.shape[2:], w, h))
    noisy = image + sigma * np.moveaxis(draws, (-1, -2), (0, 1))
    return np.minimum(np.maximum(noisy, 0.0), 1.0)
