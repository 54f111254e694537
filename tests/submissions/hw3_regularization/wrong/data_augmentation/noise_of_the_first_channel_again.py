"""The last channel of an image gets the noise of the first.
wrong: add_gaussian_noise
"""

import math

import numpy as np


def bilinear(image, y, x):
    h, w = image.shape[:2]
    total = np.zeros(image.shape[2:])
    for i in range(max(0, math.floor(y)), min(h, math.floor(y) + 2)):
        for j in range(max(0, math.floor(x)), min(w, math.floor(x) + 2)):
            total = total + (1 - abs(i - y)) * (1 - abs(j - x)) * image[i, j]
    return np.minimum(total, 1.0)


def each_pixel(image, source):
    out = np.empty(image.shape)
    for i, j in np.ndindex(*image.shape[:2]):
        out[i, j] = bilinear(image, *source(i, j))
    return out


def rotate(image, degrees):
    cy, cx = (image.shape[0] - 1) / 2, (image.shape[1] - 1) / 2
    a = math.radians(degrees % 360)
    c, s = (math.cos(a), math.sin(a)) if degrees % 90 else (round(math.cos(a)), round(math.sin(a)))

    def source(i, j):
        return cy + c * (i - cy) + s * (j - cx), cx - s * (i - cy) + c * (j - cx)

    return each_pixel(image, source)


def shift(image, dy, dx):
    return each_pixel(image, lambda i, j: (i - dy, j - dx))


def zoom(image, factor):
    cy, cx = (image.shape[0] - 1) / 2, (image.shape[1] - 1) / 2
    return each_pixel(image, lambda i, j: (cy + (i - cy) / factor, cx + (j - cx) / factor))


def cutout(image, top, left, height, width):
    out = image.copy()
    for i, j in np.ndindex(*image.shape[:2]):
        if 0 <= i - top < height and 0 <= j - left < width:
            out[i, j] = 0
    return out


def flip(image, axis):
    return np.flip(image, axis).copy()


def invert(image):
    return 1 - image


def add_gaussian_noise(image, sigma, rng):
    noise = rng.standard_normal(image.shape) * sigma
    if image.ndim == 3:
        noise[..., -1] = noise[..., 0]
    return np.clip(image + noise, 0, 1)
