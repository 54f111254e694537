"""Interpolation by hat functions in einsum, the turn by complex numbers."""

from statistics import NormalDist

import numpy as np


def _hat(y, n):
    return np.maximum(0.0, 1.0 - np.abs(np.asarray(y)[..., None] - np.arange(n)))


def rotate(image, degrees):
    h, w = image.shape[:2]
    q, rest = divmod(degrees, 90)
    t = rest * np.pi / 180
    z = (np.cos(t) + 1j * np.sin(t)) * [1, 1j, -1, -1j][int(q) % 4]
    i, j = np.meshgrid(np.arange(h) - (h - 1) / 2, np.arange(w) - (w - 1) / 2, indexing="ij")
    p = (j + 1j * i) * np.conj(z)
    y, x = p.imag + (h - 1) / 2, p.real + (w - 1) / 2
    # y = cos i - ... : p = (j + i*1j)(c - s*1j) -> imag = c i - s j
    p = (j + 1j * i) * z
    y, x = p.imag + (h - 1) / 2, p.real + (w - 1) / 2
    flat = image.reshape(h, w, -1)
    out = np.einsum("ija,ijb,abc->ijc", _hat(y, h), _hat(x, w), flat, optimize=True)
    return out.clip(0, 1).reshape(image.shape)


def shift(image, dy, dx):
    h, w = image.shape[:2]
    a = np.eye(h, k=-int(dy)) if abs(dy) < h else np.zeros((h, h))
    b = np.eye(w, k=-int(dx)) if abs(dx) < w else np.zeros((w, w))
    return np.einsum("ia,jb,ab...->ij...", a, b, image)


def zoom(image, factor):
    h, w = image.shape[:2]
    y = (np.arange(h) - (h - 1) / 2) / factor + (h - 1) / 2
    x = (np.arange(w) - (w - 1) / 2) / factor + (w - 1) / 2
    return np.clip(np.einsum("ia,jb,ab...->ij...", _hat(y, h), _hat(x, w), image), 0, 1)


def cutout(image, top, left, height, width):
    h, w = image.shape[:2]
    r = np.array([not top <= i < top + height for i in range(h)], float)
    c = np.array([not left <= j < left + width for j in range(w)], float)
    keep = 1 - np.outer(1 - r, 1 - c)
    return image * keep.reshape(h, w, *[1] * (image.ndim - 2))


def flip(image, axis):
    return np.take(image, np.arange(image.shape[axis])[::-1], axis=axis)


def invert(image):
    return np.subtract(1.0, image, out=np.empty_like(image))


def add_gaussian_noise(image, sigma, rng):
    u = rng.integers(1, 2**52, image.shape) / 2.0**52
    g = np.vectorize(NormalDist().inv_cdf)(u)
    return np.minimum(np.maximum(image + g * sigma, 0), 1)
