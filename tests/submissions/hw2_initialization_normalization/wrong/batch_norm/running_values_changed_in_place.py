"""Updates the running values in the caller's arrays and returns copies of them.
wrong: batchnorm_forward
"""

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    if training:
        mean, var = np.mean(x, axis=0), np.var(x, axis=0)
        running_mean *= momentum
        running_mean += (1 - momentum) * mean
        running_var *= momentum
        running_var += (1 - momentum) * var
    else:
        mean, var = running_mean, running_var
    std = np.sqrt(var + eps)
    xhat = (x - mean) / std
    out = xhat * gamma + beta
    return out, [xhat, std, gamma, training], running_mean.copy(), running_var.copy()


def batchnorm_backward(dout, cache):
    xhat, std, gamma, training = cache
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    inner = dout - (dbeta + xhat * dgamma) / len(dout) if training else dout
    return gamma / std * inner, dgamma, dbeta
