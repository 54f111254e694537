"""Zero outside with cos and sin unrounded: at 180 degrees whole border lines round to outside.
wrong: rotate
"""

import numpy as np


def inside_only(image, y, x):
    h, w = image.shape[:2]
    inside = (y >= 0) & (y <= h - 1) & (x >= 0) & (x <= w - 1)
    y, x = np.where(inside, y, 0), np.where(inside, x, 0)
    i, j = np.floor(y).astype(int), np.floor(x).astype(int)
    k, m = np.minimum(i + 1, h - 1), np.minimum(j + 1, w - 1)
    dims = inside.shape + (1,) * (image.ndim - 2)
    v, u, inside = (y - i).reshape(dims), (x - j).reshape(dims), inside.reshape(dims)
    out = (
        (1 - v) * (1 - u) * image[i, j]
        + (1 - v) * u * image[i, m]
        + v * (1 - u) * image[k, j]
        + v * u * image[k, m]
    )
    return np.clip(np.where(inside, out, 0.0), 0.0, 1.0)


def rotate(image, degrees):
    h, w = image.shape[:2]
    angle = np.deg2rad(degrees % 360)
    rows, cols = np.mgrid[0:h, 0:w]
    y, x = rows - (h - 1) / 2, cols - (w - 1) / 2
    source_y = np.cos(angle) * y + np.sin(angle) * x + (h - 1) / 2
    source_x = -np.sin(angle) * y + np.cos(angle) * x + (w - 1) / 2
    return inside_only(image, source_y, source_x)


def shift(image, dy, dx):
    rows, cols = np.mgrid[0 : image.shape[0], 0 : image.shape[1]]
    return inside_only(image, rows - dy, cols - dx)


def zoom(image, factor):
    h, w = image.shape[:2]
    out = np.zeros((h, w, *image.shape[2:]))
    for i in range(h):
        for j in range(w):
            y = (i - (h - 1) / 2) / factor + (h - 1) / 2
            x = (j - (w - 1) / 2) / factor + (w - 1) / 2
            a, b = int(np.floor(y)), int(np.floor(x))
            for r in (a, a + 1):
                for c in (b, b + 1):
                    if 0 <= r < h and 0 <= c < w:
                        out[i, j] += (1 - abs(y - r)) * (1 - abs(x - c)) * image[r, c]
    return np.clip(out, 0.0, 1.0)


def cutout(image, top, left, height, width):
    y0, x0 = max(top, 0), max(left, 0)
    y1, x1 = max(top + height, 0), max(left + width, 0)
    out = image.copy()
    out[y0:y1, x0:x1] = 0
    return out


def flip(image, axis):
    return np.flip(image, axis=axis).copy()


def invert(image):
    return 1 - image


def add_gaussian_noise(image, sigma, rng):
    return np.clip(image + rng.normal(scale=sigma, size=image.shape), 0, 1)
