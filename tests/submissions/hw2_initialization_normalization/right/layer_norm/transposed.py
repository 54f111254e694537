"""Transposed, so that it reads like batch norm; results transposed back."""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    xt = x.T
    mean, var = xt.mean(axis=0), xt.var(axis=0)
    std = np.sqrt(var + eps)
    hat = (xt - mean) / std
    out = hat * gamma.reshape(-1, 1) + beta.reshape(-1, 1)
    return out.T, {"hat": hat, "std": std, "gamma": gamma.reshape(-1, 1)}


def layernorm_backward(dout, cache):
    hat, d = cache["hat"], cache["hat"].shape[0]
    dt = dout.T
    dhat = dt * cache["gamma"]
    dx = (d * dhat - dhat.sum(axis=0) - hat * (dhat * hat).sum(axis=0)) / (d * cache["std"])
    return dx.T, np.sum(dt * hat, axis=1), np.sum(dt, axis=1)
