"""Pixels as complex numbers: rotation and zoom are products; Box-Muller noise."""

import cmath
import math

import numpy as np


def plane(shape):
    h, w = shape[:2]
    return (np.arange(w) - (w - 1) / 2) + 1j * ((h - 1) / 2 - np.arange(h))[:, None]


def look_up(image, z):
    h, w = image.shape[:2]
    y, x = (h - 1) / 2 - z.imag, z.real + (w - 1) / 2
    out = np.zeros(image.shape)
    for di in (0, 1):
        for dj in (0, 1):
            i, j = np.floor(y) + di, np.floor(x) + dj
            weight = (1 - np.abs(y - i)) * (1 - np.abs(x - j))
            weight[(i < 0) | (i >= h) | (j < 0) | (j >= w)] = 0
            i, j = np.clip(i, 0, h - 1).astype(int), np.clip(j, 0, w - 1).astype(int)
            out += (weight * image[i, j].T.swapaxes(-1, -2)).swapaxes(-1, -2).T
    return out


def rotate(image, degrees):
    quarters, rest = divmod(degrees, 90)
    turn = [1, 1j, -1, -1j][int(quarters) % 4]
    if rest:
        turn *= cmath.exp(1j * math.radians(rest))
    return look_up(image, plane(image.shape) * complex(turn).conjugate())


def shift(image, dy, dx):
    return look_up(image, plane(image.shape) - complex(dx, -dy))


def zoom(image, factor):
    z = plane(image.shape)
    return look_up(image, z.real / factor + 1j * (z.imag / factor))


def cutout(image, top, left, height, width):
    keep = np.ones(image.shape[:2])
    rows = slice(*np.clip([top, top + height], 0, keep.shape[0]))
    cols = slice(*np.clip([left, left + width], 0, keep.shape[1]))
    keep[rows, cols] = 0
    return (image.T * keep.T).T


def flip(image, axis):
    order = np.arange(image.shape[axis])[::-1]
    return image.take(order, axis=axis)


def invert(image):
    return np.abs(image - 1)


def add_gaussian_noise(image, sigma, rng):
    radius = np.sqrt(-2 * np.log1p(-rng.random(image.shape)))
    angle = 2 * np.pi * rng.random(image.shape)
    return (image + sigma * radius * np.cos(angle)).clip(0, 1)
