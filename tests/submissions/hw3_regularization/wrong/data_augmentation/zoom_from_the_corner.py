"""zoom enlarges from the top left corner, not from the centre.
wrong: zoom
"""

import numpy as np


class Sampler:
    def __init__(self, image):
        self.image = image
        self.h, self.w = image.shape[:2]
        self.cy, self.cx = (self.h - 1) / 2, (self.w - 1) / 2
        self.rows, self.cols = np.meshgrid(np.arange(self.h), np.arange(self.w), indexing="ij")

    def corner(self, i, j, weight):
        ok = (i >= 0) & (i < self.h) & (j >= 0) & (j < self.w)
        values = self.image[np.where(ok, i, 0), np.where(ok, j, 0)]
        weight = np.where(ok, weight, 0.0)
        return values * (weight if self.image.ndim == 2 else weight[:, :, None])

    def __call__(self, y, x):
        i, j = np.floor(y).astype(int), np.floor(x).astype(int)
        v, u = y - i, x - j
        out = self.corner(i, j, (1 - v) * (1 - u)) + self.corner(i, j + 1, (1 - v) * u)
        out += self.corner(i + 1, j, v * (1 - u)) + self.corner(i + 1, j + 1, v * u)
        return out.clip(0, 1)


def rotate(image, degrees):
    sampler = Sampler(image)
    a = np.deg2rad(degrees % 360)
    c, s = np.cos(a), np.sin(a)
    if degrees % 90 == 0:
        c, s = np.round(c), np.round(s)
    y, x = sampler.rows - sampler.cy, sampler.cols - sampler.cx
    return sampler(sampler.cy + c * y + s * x, sampler.cx + c * x - s * y)


def shift(image, dy, dx):
    sampler = Sampler(image)
    return sampler(sampler.rows - dy, sampler.cols - dx)


def zoom(image, factor):
    sampler = Sampler(image)
    return sampler(sampler.rows / factor, sampler.cols / factor)


def cutout(image, top, left, height, width):
    out = image.copy()
    out[max(top, 0) : max(top + height, 0), max(left, 0) : max(left + width, 0)] = 0.0
    return out


def flip(image, axis):
    return np.flip(image, axis).copy()


def invert(image):
    return 1.0 - image


def add_gaussian_noise(image, sigma, rng):
    noise = sigma * rng.standard_normal(image.shape)
    return np.clip(image + noise, 0.0, 1.0)
