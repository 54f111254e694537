"""The closed formula for dx in terms of sums, with one cache for each mode."""

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):

    if training:
        N = x.shape[0]
        x_mean = 1 / N * np.sum(x, axis=0)
        x_mean_0 = x - x_mean
        x_mean_0_sqr = x_mean_0**2
        x_var = 1 / N * np.sum(x_mean_0_sqr, axis=0)
        x_std = np.sqrt(x_var + eps)
        inv_x_std = 1 / x_std
        x_hat = x_mean_0 * inv_x_std
        out = gamma * x_hat + beta
        running_mean = momentum * running_mean + (1 - momentum) * x_mean
        running_var = momentum * running_var + (1 - momentum) * x_var
        cache = ("train", x_mean_0, x_mean_0_sqr, x_var, x_std, inv_x_std, x_hat, gamma, eps)

    else:
        inv = 1 / np.sqrt(running_var + eps)
        x_hat = (x - running_mean) * inv
        out = gamma * x_hat + beta
        cache = ("test", inv, x_hat, gamma)
        running_mean, running_var = running_mean.copy(), running_var.copy()
    return out, cache, running_mean, running_var


def batchnorm_backward(dout, cache):

    if cache[0] == "test":
        _, inv, x_hat, gamma = cache
        return dout * gamma * inv, np.sum(dout * x_hat, axis=0), np.sum(dout, axis=0)

    (_, x_mean_0, _x_mean_0_sqr, _x_var, _x_std, inv_x_std, x_hat, gamma, _eps) = cache
    N = dout.shape[0]
    dx = (
        gamma
        * inv_x_std
        / N
        * (
            N * dout
            - np.sum(dout, axis=0)
            - inv_x_std**2 * x_mean_0 * np.sum(dout * x_mean_0, axis=0)
        )
    )
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * x_hat, axis=0)
    return dx, dgamma, dbeta
