"""All sums are taken in long double, all results rounded to float64; masks from normal draws."""

import numpy as np

LONG = np.longdouble


def short(*arrays):
    found = tuple(np.asarray(array, dtype=np.float64) for array in arrays)
    return found[0] if len(found) == 1 else found


def dense_forward(x, w, b):
    xl, wl = x.astype(LONG), w.astype(LONG)
    return short(xl @ wl + b), [xl, wl]


def dense_backward(dz, cache):
    xl, wl = cache
    dzl = dz.astype(LONG)
    return short(dzl @ wl.T, xl.T @ dzl, dzl.sum(axis=0))


def relu_forward(z):
    return np.clip(z, 0.0, None), (z > 0).astype(np.float64)


def relu_backward(da, cache):
    return da * cache


def softmax_cross_entropy(z, y):
    zl = z.astype(LONG)
    zl = zl - zl.max(axis=1, keepdims=True)
    log_p = zl - np.log(np.exp(zl).sum(axis=1, keepdims=True))
    loss = -(log_p * y).sum(axis=1).mean()
    return float(loss), short((np.exp(log_p) - y) / len(z))


def init_weights(fan_in, fan_out, scheme, rng):
    if scheme not in {"xavier", "glorot", "he", "lecun"}:
        raise ValueError("xavier, glorot, he, lecun")
    if scheme == "glorot":
        variance = 2 / (fan_in + fan_out)
    else:
        variance = (2 if scheme == "he" else 1) / fan_in
    # the sum of two normal draws of half the variance
    both = rng.normal(0.0, np.sqrt(variance / 2), size=(2, fan_in, fan_out))
    return both.sum(axis=0)


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    xl = x.astype(LONG)
    if training:
        mean, var = xl.mean(axis=0), xl.var(axis=0)
        new_mean = momentum * running_mean + (1 - momentum) * mean
        new_var = momentum * running_var + (1 - momentum) * var
    else:
        mean, var = running_mean.astype(LONG), running_var.astype(LONG)
        new_mean, new_var = mean, var
    std = np.sqrt(var + eps)
    x_hat = (xl - mean) / std
    out, new_mean, new_var = short(gamma * x_hat + beta, new_mean, new_var)
    return out, (x_hat, gamma, std, training), new_mean, new_var


def batchnorm_backward(dout, cache):
    x_hat, gamma, std, training = cache
    d = dout.astype(LONG)
    dx_hat = d * gamma
    if training:
        m1, m2 = dx_hat.mean(axis=0), (dx_hat * x_hat).mean(axis=0)
        dx = (dx_hat - m1 - x_hat * m2) / std
    else:
        dx = dx_hat / std
    return short(dx, (d * x_hat).sum(axis=0), d.sum(axis=0))


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob")
    if not training:
        return np.array(x), (np.ones(x.shape), LONG(1))
    # The sum of squares of two normal draws is exponential.
    squares = (rng.standard_normal((2, *x.shape)) ** 2).sum(axis=0)
    mask = np.exp(-squares / 2) < keep_prob
    return short(x * mask / LONG(keep_prob)), (mask, LONG(keep_prob))


def dropout_backward(dout, cache):
    mask, keep_prob = cache
    return short(dout * mask / keep_prob)


def minibatches(x, y, batch_size, rng):
    order = np.lexsort((rng.random(len(x)), rng.integers(2**40, size=len(x))))
    return [
        (x[order[i : i + batch_size]], y[order[i : i + batch_size]])
        for i in range(0, len(order), batch_size)
    ]


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    g = dw.astype(LONG)
    m_new = LONG(beta1) * m + (1 - LONG(beta1)) * g
    v_new = LONG(beta2) * v + (1 - LONG(beta2)) * g**2
    m_hat = m_new / (1 - LONG(beta1) ** t)
    v_hat = v_new / (1 - LONG(beta2) ** t)
    return short(w - lr * m_hat / (np.sqrt(v_hat) + eps), m_new, v_new)
