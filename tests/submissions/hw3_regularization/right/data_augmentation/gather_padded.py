"""Samples by fancy indexing from a copy with a border of zeros; zeros fade in at the border."""

import numpy as np


def sample(image, y, x):
    height, width = image.shape[:2]
    border = [(1, 1), (1, 1)] + [(0, 0)] * (image.ndim - 2)
    padded = np.pad(image, border)
    y = np.clip(y, -1, height) + 1
    x = np.clip(x, -1, width) + 1
    top = np.minimum(np.floor(y).astype(int), height)
    left = np.minimum(np.floor(x).astype(int), width)
    fy, fx = y - top, x - left
    if image.ndim == 3:
        fy, fx = fy[..., None], fx[..., None]
    upper = (1 - fx) * padded[top, left] + fx * padded[top, left + 1]
    lower = (1 - fx) * padded[top + 1, left] + fx * padded[top + 1, left + 1]
    return np.clip((1 - fy) * upper + fy * lower, 0, 1)


def rotate(image, degrees):
    height, width = image.shape[:2]
    degrees = degrees % 360
    exact = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}
    angle = np.deg2rad(degrees)
    cos, sin = exact.get(degrees, (np.cos(angle), np.sin(angle)))
    rows, cols = np.mgrid[:height, :width]
    cy, cx = (height - 1) / 2, (width - 1) / 2
    dy, dx = rows - cy, cols - cx
    return sample(image, cy + cos * dy + sin * dx, cx + cos * dx - sin * dy)


def shift(image, dy, dx):
    height, width = image.shape[:2]
    out = np.zeros_like(image)
    if abs(dy) < height and abs(dx) < width:
        part = image[max(0, -dy) : height - max(0, dy), max(0, -dx) : width - max(0, dx)]
        out[max(0, dy) : height + min(0, dy), max(0, dx) : width + min(0, dx)] = part
    return out


def zoom(image, factor):
    height, width = image.shape[:2]
    rows, cols = np.mgrid[:height, :width]
    cy, cx = (height - 1) / 2, (width - 1) / 2
    return sample(image, cy + (rows - cy) / factor, cx + (cols - cx) / factor)


def cutout(image, top, left, height, width):
    out = image.copy()
    out[max(0, top) : max(0, top + height), max(0, left) : max(0, left + width)] = 0
    return out


def flip(image, axis):
    return np.flip(image, axis).copy()


def invert(image):
    return 1 - image


def add_gaussian_noise(image, sigma, rng):
    return np.clip(image + rng.normal(0, sigma, image.shape), 0, 1)
