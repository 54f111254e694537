"""Sparse lists of (target, source, weight), applied with np.add.at; polar-method noise."""

import numpy as np


def apply_list(image, target, source, weight):
    h, w = image.shape[:2]
    flat = image.reshape(h * w, -1)
    out = np.zeros(flat.shape)
    np.add.at(out, target, weight[:, None] * flat[source])
    return out.reshape(image.shape)


def resample(image, y, x):
    h, w = image.shape[:2]
    target = np.arange(h * w)
    y, x = y.ravel(), x.ravel()
    lists = []
    for i, wy in ((np.floor(y), 1 - (y - np.floor(y))), (np.floor(y) + 1, y - np.floor(y))):
        for j, wx in ((np.floor(x), 1 - (x - np.floor(x))), (np.floor(x) + 1, x - np.floor(x))):
            ok = (i >= 0) & (i < h) & (j >= 0) & (j < w)
            source = (i[ok] * w + j[ok]).astype(int)
            lists.append((target[ok], source, (wy * wx)[ok]))
    return apply_list(image, *(np.concatenate(parts) for parts in zip(*lists)))


def rotate(image, degrees):
    if degrees % 90 == 0:
        c, s = [(1, 0), (0, 1), (-1, 0), (0, -1)][int(degrees // 90) % 4]
    else:
        c, s = np.cos(degrees % 360 * np.pi / 180), np.sin(degrees % 360 * np.pi / 180)
    h, w = image.shape[:2]
    y, x = np.arange(h).reshape(-1, 1), np.arange(w).reshape(1, -1)
    y, x = y - 0.5 * (h - 1), x - 0.5 * (w - 1)
    return resample(image, c * y + s * x + 0.5 * (h - 1), c * x - s * y + 0.5 * (w - 1))


def shift(image, dy, dx):
    h, w = image.shape[:2]
    rows, cols = np.nonzero(np.ones((h, w)))
    to_rows, to_cols = rows + dy, cols + dx
    ok = (0 <= to_rows) & (to_rows < h) & (0 <= to_cols) & (to_cols < w)
    target = to_rows[ok] * w + to_cols[ok]
    return apply_list(image, target, (rows * w + cols)[ok], np.ones(ok.sum()))


def zoom(image, factor):
    h, w = image.shape[:2]
    y = np.repeat((np.arange(h) - 0.5 * (h - 1)) / factor + 0.5 * (h - 1), w)
    x = np.tile((np.arange(w) - 0.5 * (w - 1)) / factor + 0.5 * (w - 1), h)
    return resample(image, y, x)


def cutout(image, top, left, height, width):
    h, w = image.shape[:2]
    cells = np.arange(h * w)
    rows, cols = cells // w, cells % w
    keep = cells[(rows < top) | (rows >= top + height) | (cols < left) | (cols >= left + width)]
    return apply_list(image, keep, keep, np.ones(keep.size))


def flip(image, axis):
    out = np.empty_like(image)
    np.copyto(out, np.flip(image, axis))
    return out


def invert(image):
    return np.add(1.0, np.multiply(-1.0, image))


def add_gaussian_noise(image, sigma, rng):
    noise = np.empty(image.shape)
    for c in range(noise.size):
        # Marsaglia's polar method
        while True:
            a, b = 2 * rng.random(2) - 1
            r = a * a + b * b
            if 0 < r < 1:
                break
        noise.flat[c] = a * np.sqrt(-2 * np.log(r) / r)
    return np.clip(image + sigma * noise, 0.0, 1.0)
