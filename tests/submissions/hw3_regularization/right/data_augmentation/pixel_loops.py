"""Python loops over pixels and neighbours; a pixel outside the image simply adds nothing."""

import math

import numpy as np


def value_at(image, y, x):
    height, width = image.shape[:2]
    total = np.zeros(image.shape[2:])
    for i in (math.floor(y), math.floor(y) + 1):
        for j in (math.floor(x), math.floor(x) + 1):
            if 0 <= i < height and 0 <= j < width:
                total = total + (1 - abs(y - i)) * (1 - abs(x - j)) * image[i, j]
    return total


def rotate(image, degrees):
    height, width = image.shape[:2]
    angle = math.radians(math.fmod(degrees, 360))
    cos, sin = math.cos(angle), math.sin(angle)
    if degrees % 90 == 0:
        cos, sin = round(cos), round(sin)
    out = np.zeros(image.shape)
    for i in range(height):
        for j in range(width):
            right, up = j - (width - 1) / 2, (height - 1) / 2 - i
            from_right = cos * right + sin * up
            from_up = cos * up - sin * right
            out[i, j] = value_at(image, (height - 1) / 2 - from_up, (width - 1) / 2 + from_right)
    return out


def shift(image, dy, dx):
    height, width = image.shape[:2]
    out = np.zeros(image.shape)
    for i in range(height):
        for j in range(width):
            if 0 <= i - dy < height and 0 <= j - dx < width:
                out[i, j] = image[i - dy, j - dx]
    return out


def zoom(image, factor):
    height, width = image.shape[:2]
    out = np.zeros(image.shape)
    for i in range(height):
        for j in range(width):
            y = (i + 0.5 - height / 2) / factor + height / 2 - 0.5
            x = (j + 0.5 - width / 2) / factor + width / 2 - 0.5
            out[i, j] = value_at(image, y, x)
    return out


def cutout(image, top, left, height, width):
    out = np.array(image)
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            if top <= i < top + height and left <= j < left + width:
                out[i, j] = 0.0
    return out


def flip(image, axis):
    pieces = [np.take(image, k, axis=axis) for k in range(image.shape[axis])]
    return np.stack(pieces[::-1], axis=axis)


def invert(image):
    out = np.empty(image.shape)
    for index, value in np.ndenumerate(image):
        out[index] = 1.0 - value
    return out


def add_gaussian_noise(image, sigma, rng):
    out = np.empty(image.shape)
    for index, value in np.ndenumerate(image):
        out[index] = min(1.0, max(0.0, value + sigma * rng.standard_normal()))
    return out
