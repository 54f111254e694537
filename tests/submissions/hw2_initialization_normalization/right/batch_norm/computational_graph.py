"""Step by step through the graph of the forward pass, node after node; dict cache."""

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    n = x.shape[0]
    c = {"training": bool(training), "n": n, "gamma": np.copy(gamma)}
    if training:
        mean = 1.0 / n * np.sum(x, axis=0)
        xmu = x - mean
        sq = xmu**2
        var = 1.0 / n * np.sum(sq, axis=0)
        new_mean = momentum * running_mean + (1.0 - momentum) * mean
        new_var = momentum * running_var + (1.0 - momentum) * var
    else:
        xmu = x - running_mean
        var = running_var
        new_mean, new_var = np.copy(running_mean), np.copy(running_var)
    c["xmu"] = xmu
    c["sqrtvar"] = np.sqrt(var + eps)
    c["ivar"] = 1.0 / c["sqrtvar"]
    c["xhat"] = xmu * c["ivar"]
    out = gamma * c["xhat"] + beta
    return out, c, new_mean, new_var


def batchnorm_backward(dout, cache):
    c, n = cache, cache["n"]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * c["xhat"]).sum(axis=0)
    dxhat = dout * c["gamma"]
    dxmu = dxhat * c["ivar"]
    if not c["training"]:
        return dxmu, dgamma, dbeta
    divar = np.sum(dxhat * c["xmu"], axis=0)
    dsqrtvar = -divar / c["sqrtvar"] ** 2
    dvar = 0.5 * dsqrtvar / c["sqrtvar"]
    dsq = np.ones_like(dout) / n * dvar
    dxmu = dxmu + 2 * c["xmu"] * dsq
    dmean = -dxmu.sum(axis=0)
    dx = dxmu + np.ones_like(dout) / n * dmean
    return dx, dgamma, dbeta
