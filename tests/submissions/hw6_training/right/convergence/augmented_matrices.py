"""The bias as one more row of w; columns centred by one product; one table is shuffled and cut."""

import numpy as np


def dense_forward(x, w, b):
    x1 = np.column_stack([x, np.ones(len(x))])
    w1 = np.vstack([w, b])
    return x1 @ w1, (x1, w1)


def dense_backward(dz, cache):
    x1, w1 = cache
    dw1 = x1.T @ dz
    return (dz @ w1.T)[:, :-1], dw1[:-1], dw1[-1]


def relu_forward(z):
    a = (np.abs(z) + z) / 2
    return a, np.flatnonzero(a)


def relu_backward(da, cache):
    dz = np.zeros(da.size)
    dz[cache] = da.ravel()[cache]
    return dz.reshape(da.shape)


def softmax_cross_entropy(z, y):
    shifted = z - np.amax(z, axis=1).reshape(-1, 1)
    total = np.exp(shifted) @ np.ones((z.shape[1], 1))
    losses = np.log(total[:, 0]) - np.sum(shifted * y, axis=1)
    shares = np.full(len(z), 1 / len(z))
    return shares @ losses, (np.exp(shifted) / total - y) * shares[:, None]


def init_weights(fan_in, fan_out, scheme, rng):
    """Box and Muller."""
    if scheme not in ("xavier", "glorot", "he", "lecun"):
        raise ValueError("known: xavier, glorot, he, lecun")
    variance = {"he": 2 / fan_in, "glorot": 2 / (fan_in + fan_out)}.get(scheme, 1 / fan_in)
    radius = np.sqrt(-2 * variance * np.log1p(-rng.random((fan_in, fan_out))))
    return radius * np.cos(2 * np.pi * rng.random((fan_in, fan_out)))


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    n = len(x)
    running = np.stack([running_mean, running_var])
    if training:
        mean = np.full(n, 1 / n) @ x
        dev = x - mean
        batch = np.stack([mean, np.full(n, 1 / n) @ dev**2])
        running = momentum * running + (1 - momentum) * batch
    else:
        batch = running
        dev = x - running_mean
    x_hat = dev @ np.diag(1 / np.sqrt(batch[1] + eps))
    out = np.concatenate([x_hat, np.ones((n, 1))], axis=1) @ np.vstack([np.diag(gamma), beta])
    return out, (x_hat, gamma / np.sqrt(batch[1] + eps), training), running[0], running[1]


def batchnorm_backward(dout, cache):
    x_hat, slope, training = cache
    n = len(dout)
    dbeta = np.ones(n) @ dout
    dgamma = np.array([h @ g for h, g in zip(x_hat.T, dout.T)])
    if training:
        dout = dout - dbeta / n - x_hat @ np.diag(dgamma / n)
    return dout @ np.diag(slope), dgamma, dbeta


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("0 < keep_prob <= 1")
    if not training:
        return x + 0.0, None
    # An entry lives as long as an exponential time says.
    dead = rng.standard_exponential(x.shape) < -np.log(keep_prob)
    out = x / keep_prob
    out[dead] = 0.0
    return out, (dead, keep_prob)


def dropout_backward(dout, cache):
    if cache is None:
        return dout + 0.0
    dead, keep_prob = cache
    dx = dout / keep_prob
    dx[dead] = 0.0
    return dx


def minibatches(x, y, batch_size, rng):
    table = np.hstack([x, y])
    rng.shuffle(table, axis=0)
    cuts = np.arange(batch_size, len(x), batch_size)
    return [tuple(np.split(part, [x.shape[1]], axis=1)) for part in np.split(table, cuts)]


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    # The corrections are in the learning rate, and eps is scaled to match.
    c2 = np.sqrt(1.0 - beta2**t)
    lr_t = lr * c2 / (1.0 - beta1**t)
    m = m + (1 - beta1) * (dw - m)
    v = v + (1 - beta2) * (dw**2 - v)
    return w - lr_t * m / (np.sqrt(v) + eps * c2), m, v
