"""np.interp along both axes for shift and zoom, by rows for rotate; noise is a sum of two."""

import numpy as np


def along(image, axis, positions):
    """Linear interpolation along one axis, from zeros one pixel outside."""
    n = image.shape[axis]
    known = np.arange(-1, n + 1)

    def line(values):
        return np.interp(positions, known, np.concatenate([[0.0], values, [0.0]]))

    return np.apply_along_axis(line, axis, image)


def rotate(image, degrees):
    if image.ndim == 3:
        layers = [rotate(image[:, :, c], degrees) for c in range(image.shape[2])]
        return np.stack(layers, axis=2)
    h, w = image.shape
    a = (degrees % 360) / 180 * np.pi
    c, s = round(np.cos(a), 15) + 0.0, round(np.sin(a), 15) + 0.0
    if degrees % 90:
        c, s = np.cos(a), np.sin(a)
    out = np.zeros((h, w))
    for i in range(h):
        y = c * (i - (h - 1) / 2) + s * (np.arange(w) - (w - 1) / 2) + (h - 1) / 2
        x = c * (np.arange(w) - (w - 1) / 2) - s * (i - (h - 1) / 2) + (w - 1) / 2
        for k in range(h):
            weight = 1 - np.abs(y - k)
            hit = weight > 0
            if hit.any():
                row = np.concatenate([[0.0], image[k], [0.0]])
                out[i, hit] += weight[hit] * np.interp(x[hit], np.arange(-1, w + 1), row)
    return out


def shift(image, dy, dx):
    return along(along(image, 0, np.arange(len(image)) - dy), 1, np.arange(image.shape[1]) - dx)


def zoom(image, factor):
    for axis in (0, 1):
        n = image.shape[axis]
        centre = (n - 1) / 2
        image = along(image, axis, (np.arange(n) - centre) / factor + centre)
    return image


def cutout(image, top, left, height, width):
    bottom = min(image.shape[0], top + height)
    right = min(image.shape[1], left + width)
    top, left = max(0, top), max(0, left)
    out = image + 0.0
    if bottom > top and right > left:
        out[top:bottom, left:right] *= 0.0
    return out


def flip(image, axis):
    return np.concatenate(np.split(image, image.shape[axis], axis=axis)[::-1], axis=axis)


def invert(image):
    out = np.negative(image)
    out += 1
    return out


def add_gaussian_noise(image, sigma, rng):
    pair = rng.standard_normal((2, *image.shape))
    noise = pair.sum(axis=0) * (sigma / np.sqrt(2))
    return np.fmax(np.fmin(image + noise, 1.0), 0.0)
