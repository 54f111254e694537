"""A homogeneous 3 x 3 matrix for every geometric operation, inverted, then one common warp."""

import numpy as np


def to_centre(image):
    h, w = image.shape[:2]
    move = np.eye(3)
    move[:2, 2] = -(h - 1) / 2, -(w - 1) / 2
    return move


def warp(image, matrix):
    h, w = image.shape[:2]
    back = np.linalg.inv(matrix)
    rows, cols = np.divmod(np.arange(h * w), w)
    y, x, _ = back @ np.stack([rows, cols, np.ones(h * w)])
    channels = image.reshape(h, w, -1)
    big = np.zeros((h + 2, w + 2, channels.shape[2]))
    big[1:-1, 1:-1] = channels
    y, x = np.clip(y + 1, 0, h + 1), np.clip(x + 1, 0, w + 1)
    i, j = np.minimum(y.astype(int), h), np.minimum(x.astype(int), w)
    v, u = (y - i)[:, None], (x - j)[:, None]
    out = (
        big[i, j] * (1 - v) * (1 - u)
        + big[i, j + 1] * (1 - v) * u
        + big[i + 1, j] * v * (1 - u)
        + big[i + 1, j + 1] * v * u
    )
    return np.clip(out, 0.0, 1.0).reshape(image.shape)


def about_centre(image, linear):
    whole = np.eye(3)
    whole[:2, :2] = linear
    move = to_centre(image)
    return np.linalg.inv(move) @ whole @ move


def rotate(image, degrees):
    a = np.deg2rad(np.mod(degrees, 360))
    c, s = np.cos(a), np.sin(a)
    if np.mod(degrees, 90) == 0:
        c, s = round(c), round(s)
    # (row, column): counter-clockwise on the screen, rows point down
    return warp(image, about_centre(image, [[c, -s], [s, c]]))


def shift(image, dy, dx):
    move = np.eye(3)
    move[:2, 2] = dy, dx
    return warp(image, move)


def zoom(image, factor):
    return warp(image, about_centre(image, factor * np.eye(2)))


def cutout(image, top, left, height, width):
    out = image.copy()
    rows = [i for i in range(top, top + height) if 0 <= i < len(image)]
    cols = [j for j in range(left, left + width) if 0 <= j < image.shape[1]]
    if rows and cols:
        out[np.ix_(rows, cols)] = 0
    return out


def flip(image, axis):
    turned = np.swapaxes(image, 0, axis)[::-1]
    return np.swapaxes(turned, 0, axis).copy()


def invert(image):
    return -image + 1.0


def add_gaussian_noise(image, sigma, rng):
    # |normal| is the root of a chi-square variable; its sign is a coin
    sizes = np.sqrt(rng.chisquare(1, size=image.shape))
    signs = rng.choice([-1.0, 1.0], size=image.shape)
    noisy = image + sigma * sizes * signs
    return np.where(noisy < 0, 0.0, np.where(noisy > 1, 1.0, noisy))
