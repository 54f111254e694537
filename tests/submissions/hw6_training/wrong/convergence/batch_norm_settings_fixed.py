"""Batch norm takes momentum 0.9 and eps 1e-5 whatever it is given.
wrong: batchnorm_forward
"""

import numpy as np


def dense_forward(x, w, b):
    def back(dz):
        return np.matmul(dz, w.transpose()), np.matmul(x.transpose(), dz), dz.sum(0)

    return np.matmul(x, w) + b.reshape(1, -1), back


def dense_backward(dz, cache):
    return cache(dz)


def relu_forward(z):
    a = np.where(z < 0, 0.0, z)
    return a, lambda da: da * np.sign(a)


def relu_backward(da, cache):
    return cache(da)


def softmax_cross_entropy(z, y):
    log_total = np.logaddexp.reduce(z, axis=1)
    loss = (log_total - (z * y).sum(axis=1)).mean()
    return loss, (np.exp(z - log_total[:, None]) - y) / y.shape[0]


def init_weights(fan_in, fan_out, scheme, rng):
    def refuse():
        raise ValueError(f"{scheme!r} is not one of xavier, glorot, he, lecun")

    gain = {"he": 2.0, "glorot": 2.0, "xavier": 1.0, "lecun": 1.0}.get(scheme) or refuse()
    fan = fan_in + fan_out if scheme == "glorot" else fan_in
    return rng.normal(scale=(gain / fan) ** 0.5, size=(fan_in, fan_out))


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    def blend(old, new):
        return 0.9 * old + 0.1 * new

    if training:
        mean, var = np.mean(x, axis=0), np.var(x, axis=0)
        after = blend(running_mean, mean), blend(running_var, var)
    else:
        mean, var = running_mean, running_var
        after = running_mean.copy(), running_var.copy()
    root = np.sqrt(var + 1e-5)
    x_hat = (x - mean) / root

    def back(dout):
        dx_hat = dout * gamma
        dx = dx_hat
        if training:
            dx = dx - dx_hat.mean(axis=0) - x_hat * np.mean(dx_hat * x_hat, axis=0)
        return dx / root, (dout * x_hat).sum(axis=0), dout.sum(axis=0)

    return x_hat * gamma + beta, back, *after


def batchnorm_backward(dout, cache):
    return cache(dout)


def dropout_forward(x, keep_prob, rng, training=True):
    if keep_prob <= 0 or keep_prob > 1:
        raise ValueError(keep_prob)
    if training:
        factor = rng.choice([0.0, 1 / keep_prob], size=x.shape, p=[1 - keep_prob, keep_prob])
    else:
        factor = np.ones_like(x)

    def back(dout):
        return dout * factor

    return back(x), back


def dropout_backward(dout, cache):
    return cache(dout)


def minibatches(x, y, batch_size, rng):
    order = rng.choice(x.shape[0], size=x.shape[0], replace=False)
    starts = range(batch_size, x.shape[0], batch_size)
    return [(x[part], y[part]) for part in np.split(order, list(starts))]


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    def average(old, new, beta):
        now = beta * old + (1 - beta) * new
        return now, now / (1 - beta**t)

    m, m_hat = average(m, dw, beta1)
    v, v_hat = average(v, dw**2, beta2)
    return w - lr * (m_hat / (v_hat**0.5 + eps)), m, v
