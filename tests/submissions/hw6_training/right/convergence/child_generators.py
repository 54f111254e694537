"""A child generator seeded from rng does the drawing; dropout keeps a seed and draws its mask again."""

import numpy as np


def child_of(rng):
    return np.random.default_rng(rng.integers(2**32, size=4))


def dense_forward(x, w, b):
    z = np.repeat(b[None, :], len(x), axis=0)
    for d in range(len(w)):
        z += np.outer(x[:, d], w[d])
    return z, {"x": x, "w": w}


def dense_backward(dz, cache):
    x, w = cache.values()
    dx = sum(np.outer(dz[:, k], w[:, k]) for k in range(w.shape[1]))
    dw = np.stack([x.T @ dz[:, k] for k in range(w.shape[1])], axis=1)
    db = np.bincount(np.tile(np.arange(dz.shape[1]), len(dz)), weights=dz.ravel())
    return dx, dw, db


def relu_forward(z):
    a = np.zeros_like(z)
    np.copyto(a, z, where=z > 0)
    return a, a > 0


def relu_backward(da, cache):
    dz = np.zeros_like(da)
    np.copyto(dz, da, where=cache)
    return dz


def softmax_cross_entropy(z, y):
    lifted = np.exp(z - z.max(axis=1, keepdims=True))
    odds = lifted.sum(axis=1) / (lifted * y).sum(axis=1)
    far = ~np.isfinite(odds)
    losses = np.log(np.where(far, 1.0, odds))
    losses[far] = (z.max(axis=1) - (z * y).sum(axis=1))[far]
    p = lifted / lifted.sum(axis=1, keepdims=True)
    return losses.sum() / len(z), (p - y) / len(z)


def init_weights(fan_in, fan_out, scheme, rng):
    variance = {
        "xavier": 1 / fan_in,
        "glorot": 2 / (fan_in + fan_out),
        "he": 2 / fan_in,
        "lecun": 1 / fan_in,
    }
    if scheme not in variance:
        raise ValueError(f"one of {', '.join(variance)}")
    return np.log(child_of(rng).lognormal(0.0, variance[scheme] ** 0.5, (fan_in, fan_out)))


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    n = len(x)
    if training:
        mean = np.add.reduce(x) / n
        var = np.linalg.norm(x - mean, axis=0) ** 2 / n
        memory = [
            np.average([old, new], axis=0, weights=[momentum, 1 - momentum])
            for old, new in [(running_mean, mean), (running_var, var)]
        ]
    else:
        mean, var = running_mean, running_var
        memory = [mean.copy(), var.copy()]
    x_hat = (x - mean) / np.hypot(np.sqrt(var), np.sqrt(eps))
    # of x_hat and the column of ones backward takes the parts away
    std = np.hypot(np.sqrt(var), np.sqrt(eps))
    return gamma * x_hat + beta, (x_hat, std, gamma, training), *memory


def batchnorm_backward(dout, cache):
    x_hat, std, gamma, training = cache
    n = len(dout)
    sums = np.stack([dout, dout * x_hat]).sum(axis=1)
    rest = dout - (sums[0] + x_hat * sums[1]) / n if training else dout
    return rest * gamma / std, sums[1], sums[0]


def mask_of(cache, shape):
    seed, keep_prob = cache
    return np.random.default_rng(seed).random(shape) < keep_prob


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    cache = (int(rng.integers(2**63)), keep_prob) if training else None
    return dropout_backward(x, cache), cache


def dropout_backward(dout, cache):
    if cache is None:
        return np.array(dout)
    return np.where(mask_of(cache, dout.shape), dout / cache[1], 0.0)


def minibatches(x, y, batch_size, rng):
    child = child_of(rng)
    pairs = np.array_split(child.permutation(np.arange(len(x))), range(batch_size, len(x), batch_size))
    return [(np.array(x[rows]), np.array(y[rows])) for rows in pairs]


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    # 1 - beta^t as (1 - beta)(1 + beta + ... + beta^(t-1))
    m_new = beta1 * m + (1 - beta1) * dw
    v_new = beta2 * v + (1 - beta2) * np.abs(dw) ** 2
    m_hat = m_new / ((1 - beta1) * (beta1 ** np.arange(t)).sum())
    v_hat = v_new / ((1 - beta2) * (beta2 ** np.arange(t)).sum())
    return np.subtract(w, lr * m_hat / np.add(np.sqrt(v_hat), eps)), m_new, v_new
