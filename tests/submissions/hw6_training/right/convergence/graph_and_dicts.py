"""Dict caches; batch norm node by node through its graph; masks by rng.binomial, orders by argsort."""

import numpy as np


def dense_forward(x, w, b):
    z = np.dot(x, w) + b
    return z, {"x": x, "w": w, "b": b}


def dense_backward(dz, cache):
    x, w = cache["x"], cache["w"]
    dw = np.dot(x.T, dz)
    db = np.sum(dz, axis=0)
    dx = np.dot(dz, w.T)
    return dx, dw, db


def relu_forward(z):
    a = z * (z > 0)
    return a, {"z": z}


def relu_backward(da, cache):
    dz = np.array(da, copy=True)
    dz[cache["z"] <= 0] = 0
    return dz


def softmax_cross_entropy(z, y):
    n = z.shape[0]
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    p = e / np.sum(e, axis=1, keepdims=True)
    true = np.argmax(y, axis=1)
    shifted = z - np.max(z, axis=1, keepdims=True)
    log_p = shifted - np.log(np.sum(e, axis=1, keepdims=True))
    loss = -np.mean(log_p[np.arange(n), true])
    dz = p.copy()
    dz[np.arange(n), true] -= 1
    return loss, dz / n


def init_weights(fan_in, fan_out, scheme, rng):
    variances = {
        "xavier": 1 / fan_in,
        "glorot": 2 / (fan_in + fan_out),
        "he": 2 / fan_in,
        "lecun": 1 / fan_in,
    }
    if scheme not in variances:
        raise ValueError("scheme: one of xavier, glorot, he, lecun")
    return rng.standard_normal((fan_in, fan_out)) * np.sqrt(variances[scheme])


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    c = {"training": training, "gamma": gamma}
    if training:
        n = x.shape[0]
        mu = 1.0 / n * np.sum(x, axis=0)
        xmu = x - mu
        sq = xmu**2
        var = 1.0 / n * np.sum(sq, axis=0)
        new_mean = momentum * running_mean + (1.0 - momentum) * mu
        new_var = momentum * running_var + (1.0 - momentum) * var
    else:
        xmu = x - running_mean
        var = running_var
        new_mean, new_var = np.copy(running_mean), np.copy(running_var)
    c["xmu"] = xmu
    c["sqrtvar"] = np.sqrt(var + eps)
    c["ivar"] = 1.0 / c["sqrtvar"]
    c["xhat"] = xmu * c["ivar"]
    return gamma * c["xhat"] + beta, c, new_mean, new_var


def batchnorm_backward(dout, cache):
    c = cache
    n = dout.shape[0]
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * c["xhat"], axis=0)
    dxhat = dout * c["gamma"]
    dxmu = dxhat * c["ivar"]
    if not c["training"]:
        return dxmu, dgamma, dbeta
    divar = np.sum(dxhat * c["xmu"], axis=0)
    dsqrtvar = -divar / c["sqrtvar"] ** 2
    dvar = 0.5 * dsqrtvar / c["sqrtvar"]
    dsq = np.ones_like(dout) * dvar / n
    dxmu = dxmu + 2 * c["xmu"] * dsq
    dmu = -np.sum(dxmu, axis=0)
    return dxmu + np.ones_like(dout) * dmu / n, dgamma, dbeta


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob is a probability above 0")
    mask = rng.binomial(1, keep_prob, size=x.shape) if training else np.ones(x.shape)
    scale = keep_prob if training else 1.0
    return x * mask / scale, {"mask": mask, "scale": scale}


def dropout_backward(dout, cache):
    return dout * cache["mask"] / cache["scale"]


def minibatches(x, y, batch_size, rng):
    order = np.argsort(rng.random(len(x)))
    count = int(np.ceil(len(x) / batch_size))
    batches = []
    for i in range(count):
        rows = order[i * batch_size : (i + 1) * batch_size]
        batches.append((x[rows, :], y[rows, :]))
    return batches


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1.0 - beta1) * dw
    v = beta2 * v + (1.0 - beta2) * (dw * dw)
    m_corrected = m / (1.0 - np.power(beta1, t))
    v_corrected = v / (1.0 - np.power(beta2, t))
    w = w - lr * m_corrected / (np.sqrt(v_corrected) + eps)
    return w, m, v
