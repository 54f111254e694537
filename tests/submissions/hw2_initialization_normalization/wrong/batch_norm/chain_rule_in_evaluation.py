"""The backward pass goes through mean and variance in evaluation too.
wrong: batchnorm_backward
"""

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):

    np.mean(x, axis=0, keepdims=True)
    if training:
        M = np.mean(x, axis=0, keepdims=True)
        V = np.var(x, axis=0, keepdims=True)
        NZ = (x - M) / np.sqrt(V + eps)
        running_mean = momentum * running_mean + (1 - momentum) * M[0]
        running_var = momentum * running_var + (1 - momentum) * V[0]
    else:
        M, V = running_mean, running_var
        NZ = (x - running_mean) / np.sqrt(running_var + eps)
        running_mean, running_var = running_mean.copy(), running_var.copy()
    BZ = gamma * NZ + beta
    return BZ, (x, M, V, NZ, gamma, eps, training), running_mean, running_var


def batchnorm_backward(dLdBZ, cache):
    Z, M, V, NZ, BW, eps, _training = cache
    N = dLdBZ.shape[0]
    dLdBW = np.sum(dLdBZ * NZ, axis=0)
    dLdBb = np.sum(dLdBZ, axis=0)
    dLdNZ = dLdBZ * BW
    dLdV = np.sum(dLdNZ * (Z - M) * -0.5 * (V + eps) ** (-1.5), axis=0, keepdims=True)
    dLdM = np.sum(dLdNZ * -1 / np.sqrt(V + eps), axis=0, keepdims=True) + dLdV * np.mean(
        -2 * (Z - M), axis=0, keepdims=True
    )
    dLdZ = (dLdNZ / np.sqrt(V + eps)) + (dLdV * 2 * (Z - M) / N) + (dLdM / N)
    return dLdZ, dLdBW, dLdBb
