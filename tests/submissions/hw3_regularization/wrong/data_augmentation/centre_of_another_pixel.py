"""rotate turns about (H / 2, W / 2), half a pixel off the centre.
wrong: rotate
"""

import math

import numpy as np


def read(image, y, x):
    i, j = math.floor(y), math.floor(x)
    value = 0.0
    for a, u in ((i, i + 1 - y), (i + 1, y - i)):
        for b, v in ((j, j + 1 - x), (j + 1, x - j)):
            if 0 <= a < image.shape[0] and 0 <= b < image.shape[1]:
                value = value + u * v * image[a, b]
    return value


def rotate(image, degrees):
    h, w = image.shape[:2]
    a = math.radians(degrees % 360)
    c, s = math.cos(a), math.sin(a)
    if degrees % 90 == 0:
        c, s = round(c), round(s)
    cy, cx = h / 2, w / 2
    out = np.zeros_like(image)
    for i in range(h):
        for j in range(w):
            y = cy + c * (i - cy) + s * (j - cx)
            x = cx + c * (j - cx) - s * (i - cy)
            out[i, j] = read(image, y, x)
    return out.clip(0, 1)


def shift(image, dy, dx):
    h, w = image.shape[:2]
    out = np.zeros_like(image)
    for i in range(max(0, dy), min(h, h + dy)):
        for j in range(max(0, dx), min(w, w + dx)):
            out[i, j] = image[i - dy, j - dx]
    return out


def zoom(image, factor):
    h, w = image.shape[:2]
    cy, cx = (h - 1) / 2, (w - 1) / 2
    out = np.zeros_like(image)
    for i in range(h):
        for j in range(w):
            out[i, j] = read(image, cy + (i - cy) / factor, cx + (j - cx) / factor)
    return out.clip(0, 1)


def cutout(image, top, left, height, width):
    out = image.copy()
    for i in range(max(top, 0), min(top + height, len(image))):
        out[i, max(left, 0) : max(left + width, 0)] = 0
    return out


def flip(image, axis):
    return np.array(np.flip(image, axis))


def invert(image):
    return 1.0 - image


def add_gaussian_noise(image, sigma, rng):
    return (image + rng.normal(0.0, sigma, size=image.shape)).clip(0, 1)
