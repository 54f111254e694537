"""A notebook turned into one script: prints on the way, helper cells, everything vectorised."""

# %% imports
import numpy as np

print("numpy", np.__version__)


# %% penalties
def l2_penalty(weights, lam, m):
    penalty = lam / (2 * m) * sum(np.sum(np.square(w)) for w in weights)
    return penalty, [lam / m * w for w in weights]


def l1_penalty(weights, lam, m):
    penalty = lam / (2 * m) * sum(np.sum(np.abs(w)) for w in weights)
    return penalty, [lam / (2 * m) * np.sign(w) for w in weights]


W = [np.array([[1.0, -2.0], [0.0, 2.0]])]
print("L2:", l2_penalty(W, 0.5, 10)[0], "L1:", l1_penalty(W, 0.5, 10)[0])


# %% weight decay and max norm
def weight_decay_step(w, dw, lr, lam, m):
    _, (grad,) = l2_penalty([w], lam, m)
    return w - lr * (dw + grad)


def max_norm(w, max_value):
    norms = np.linalg.norm(w, axis=0)
    too_long = norms > max_value
    scale = np.ones_like(norms)
    scale[too_long] = max_value / norms[too_long]
    return w * scale


# %% dropout
def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training:
        keep_prob = 1.0
    mask = (rng.random(x.shape) < keep_prob).astype(x.dtype) / keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    mask = cache
    return dout * mask


# %% early stopping
def early_stopping(dev_losses, patience, min_delta=0.0):
    best_loss, best_epoch, stop_epoch = np.inf, 0, 0
    for epoch, loss in enumerate(dev_losses):
        stop_epoch = epoch
        if loss < best_loss - min_delta:
            best_loss, best_epoch = loss, epoch
        if epoch - best_epoch >= patience:
            break
    return stop_epoch, best_epoch


class BestWeights:
    """The weights of the epoch with the lowest dev loss."""

    def __init__(self):
        self.best_epoch = None
        self.best_loss = np.nan
        self.best_weights = []

    def update(self, epoch, dev_loss, weights):
        if self.best_epoch is None or np.isnan(self.best_loss) or dev_loss < self.best_loss:
            self.best_epoch = epoch
            self.best_loss = dev_loss
            self.best_weights = [np.copy(w) for w in weights]

    def restore(self):
        return [np.copy(w) for w in self.best_weights]


# %% data augmentation
def bilinear(image, y, x):
    h, w = image.shape[:2]
    y0, x0 = np.floor(y).astype(int), np.floor(x).astype(int)
    wy, wx = y - y0, x - x0
    result = np.zeros_like(image)
    for yi, a in ((y0, 1 - wy), (y0 + 1, wy)):
        for xi, b in ((x0, 1 - wx), (x0 + 1, wx)):
            inside = (yi >= 0) & (yi < h) & (xi >= 0) & (xi < w)
            weight = np.where(inside, a * b, 0.0)
            values = image[np.clip(yi, 0, h - 1), np.clip(xi, 0, w - 1)]
            result += values * (weight if image.ndim == 2 else weight[:, :, None])
    return np.clip(result, 0.0, 1.0)


def rotate(image, degrees):
    h, w = image.shape[:2]
    theta = np.deg2rad(degrees % 360)
    cos, sin = np.cos(theta), np.sin(theta)
    if degrees % 90 == 0:
        cos, sin = np.round(cos), np.round(sin)
    row, col = np.meshgrid(np.arange(h), np.arange(w), indexing="ij")
    dy, dx = row - (h - 1) / 2, col - (w - 1) / 2
    return bilinear(image, (h - 1) / 2 + sin * dx + cos * dy, (w - 1) / 2 + cos * dx - sin * dy)


def zoom(image, factor):
    h, w = image.shape[:2]
    row, col = np.meshgrid(np.arange(h), np.arange(w), indexing="ij")
    cy, cx = (h - 1) / 2, (w - 1) / 2
    return bilinear(image, cy + (row - cy) / factor, cx + (col - cx) / factor)


def shift(image, dy, dx):
    h, w = image.shape[:2]
    rows, cols = np.arange(h), np.arange(w)
    rows, cols = rows[(rows - dy >= 0) & (rows - dy < h)], cols[(cols - dx >= 0) & (cols - dx < w)]
    out = np.zeros_like(image)
    out[np.ix_(rows, cols)] = image[np.ix_(rows - dy, cols - dx)]
    return out


def cutout(image, top, left, height, width):
    h, w = image.shape[:2]
    y0, y1 = np.clip([top, top + height], 0, h)
    x0, x1 = np.clip([left, left + width], 0, w)
    out = image.copy()
    out[y0:y1, x0:x1] = 0.0
    return out


def flip(image, axis):
    return np.flip(image, axis=axis).copy()


def invert(image):
    return 1.0 - image


def add_gaussian_noise(image, sigma, rng):
    noise = sigma * rng.standard_normal(image.shape)
    return np.clip(image + noise, 0.0, 1.0)


# %% a last look
digit = np.zeros((5, 5))
digit[1:4, 2] = 1.0
print(rotate(digit, 90))
