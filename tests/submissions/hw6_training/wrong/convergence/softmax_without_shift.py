"""Softmax without a shift: large logits give NaN.
wrong: softmax_cross_entropy
"""

import numpy as np


def dense_forward(x, w, b):
    out = np.dot(x, w) + b
    return out, {"x": x, "w": w, "b": b}


def dense_backward(dz, cache):
    dx = np.dot(dz, cache["w"].T)
    dw = np.dot(cache["x"].T, dz)
    db = np.sum(dz, axis=0)
    return dx, dw, db


def relu_forward(z):
    return np.where(z > 0, z, 0.0), {"z": z}


def relu_backward(da, cache):
    dz = da.copy()
    dz[cache["z"] <= 0] = 0
    return dz


def softmax_cross_entropy(z, y):
    N = z.shape[0]
    exps = np.exp(z)
    probs = exps / np.sum(exps, axis=1, keepdims=True)
    loss = -np.sum(y * np.log(probs)) / N
    dz = probs.copy()
    dz[np.arange(N), np.argmax(y, axis=1)] -= 1
    dz /= N
    return loss, dz


def init_weights(fan_in, fan_out, scheme, rng):
    scales = {
        "xavier": np.sqrt(1 / fan_in),
        "glorot": np.sqrt(2 / (fan_in + fan_out)),
        "he": np.sqrt(2 / fan_in),
        "lecun": np.sqrt(1 / fan_in),
    }
    if scheme not in scales:
        raise ValueError(f"unknown scheme {scheme}, use xavier, glorot, he or lecun")
    return rng.standard_normal((fan_in, fan_out)) * scales[scheme]


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    cache = {"gamma": gamma, "training": training}
    if training:
        mu = np.mean(x, axis=0)
        xmu = x - mu
        var = np.mean(xmu**2, axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        xmu = x - running_mean
        var = running_var
    ivar = 1 / np.sqrt(var + eps)
    xhat = xmu * ivar
    cache.update(xmu=xmu, ivar=ivar, xhat=xhat)
    return gamma * xhat + beta, cache, np.array(running_mean), np.array(running_var)


def batchnorm_backward(dout, cache):
    N = dout.shape[0]
    gamma, xmu, ivar, xhat = cache["gamma"], cache["xmu"], cache["ivar"], cache["xhat"]
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * xhat, axis=0)
    dxhat = dout * gamma
    if not cache["training"]:
        return dxhat * ivar, dgamma, dbeta
    dvar = np.sum(dxhat * xmu, axis=0) * -0.5 * ivar**3
    dmu = np.sum(-dxhat * ivar, axis=0) + dvar * np.mean(-2 * xmu, axis=0)
    dx = dxhat * ivar + dvar * 2 * xmu / N + dmu / N
    return dx, dgamma, dbeta


def dropout_forward(x, keep_prob, rng, training=True):
    if keep_prob <= 0 or keep_prob > 1:
        raise ValueError("keep_prob has to be in (0, 1]")
    if not training:
        return x.copy(), {"mask": None, "keep_prob": 1.0}
    mask = rng.random(size=x.shape) < keep_prob
    return x * mask / keep_prob, {"mask": mask, "keep_prob": keep_prob}


def dropout_backward(dout, cache):
    if cache["mask"] is None:
        return dout.copy()
    return dout * cache["mask"] / cache["keep_prob"]


def minibatches(x, y, batch_size, rng):
    N = x.shape[0]
    perm = rng.permutation(N)
    x_shuffled = x[perm]
    y_shuffled = y[perm]
    batches = []
    for i in range(0, N, batch_size):
        batches.append((x_shuffled[i : i + batch_size], y_shuffled[i : i + batch_size]))
    return batches


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m_new = beta1 * m + (1 - beta1) * dw
    v_new = beta2 * v + (1 - beta2) * np.square(dw)
    m_corr = m_new / (1 - beta1**t)
    v_corr = v_new / (1 - beta2**t)
    step = lr * m_corr / (np.sqrt(v_corr) + eps)
    return w - step, m_new, v_new
