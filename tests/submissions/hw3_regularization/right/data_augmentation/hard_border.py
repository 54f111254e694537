"""The other border: samples beyond the outermost pixel centres are 0, guarded against rounding."""

import numpy as np

GUARD = 1e-9


def bilinear(image, y, x):
    last_y, last_x = image.shape[0] - 1, image.shape[1] - 1
    inside = (y > -GUARD) & (y < last_y + GUARD) & (x > -GUARD) & (x < last_x + GUARD)
    y, x = np.clip(y, 0, last_y), np.clip(x, 0, last_x)
    y0, x0 = y.astype(int), x.astype(int)
    y1, x1 = np.minimum(y0 + 1, last_y), np.minimum(x0 + 1, last_x)
    dims = y.shape + (1,) * (image.ndim - 2)
    ty, tx = (y - y0).reshape(dims), (x - x0).reshape(dims)
    top = image[y0, x0] + tx * (image[y0, x1] - image[y0, x0])
    bottom = image[y1, x0] + tx * (image[y1, x1] - image[y1, x0])
    return np.where(inside.reshape(dims), top + ty * (bottom - top), 0.0)


def centred_grid(image):
    h, w = image.shape[:2]
    y, x = np.meshgrid(np.arange(h) - (h - 1) / 2, np.arange(w) - (w - 1) / 2, indexing="ij")
    return y, x, (h - 1) / 2, (w - 1) / 2


def rotate(image, degrees):
    y, x, cy, cx = centred_grid(image)
    a = np.radians(degrees % 360)
    c, s = np.cos(a), np.sin(a)
    if degrees % 90 == 0:
        c, s = np.rint(c), np.rint(s)
    return bilinear(image, c * y + s * x + cy, c * x - s * y + cx)


def shift(image, dy, dx):
    h, w = image.shape[:2]
    y, x = np.arange(h) - dy, np.arange(w) - dx
    moved = image.take(y, axis=0, mode="wrap").take(x, axis=1, mode="wrap")
    moved[(y < 0) | (y >= h)] = 0
    moved[:, (x < 0) | (x >= w)] = 0
    return moved


def zoom(image, factor):
    y, x, cy, cx = centred_grid(image)
    return bilinear(image, y / factor + cy, x / factor + cx)


def cutout(image, top, left, height, width):
    y, x = np.indices(image.shape[:2])
    hole = (y >= top) & (y < top + height) & (x >= left) & (x < left + width)
    return np.where(hole.reshape(hole.shape + (1,) * (image.ndim - 2)), 0.0, image)


def flip(image, axis):
    index = [slice(None)] * image.ndim
    index[axis] = slice(None, None, -1)
    return np.array(image[tuple(index)])


def invert(image):
    return np.subtract(1.0, image)


def add_gaussian_noise(image, sigma, rng):
    noisy = rng.normal(loc=image, scale=sigma)
    noisy[noisy < 0] = 0
    noisy[noisy > 1] = 1
    return noisy
