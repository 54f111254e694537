"""Bias gradients have shape (1, K), unlike the biases.
wrong: mlp_backward
"""

import numpy as np


def mlp_forward(x, params):
    L = len(params)
    A = {0: x}
    for l in range(1, L + 1):
        Z = A[l - 1] @ params[l - 1]["w"] + params[l - 1]["b"]
        A[l] = np.maximum(Z, 0) if l < L else Z
    return A[L], {"A": A, "W": [p["w"] for p in params]}


def mlp_backward(dlogits, cache):
    A, W = cache["A"], cache["W"]
    grads = [{} for _ in W]
    dZ = dlogits
    for l in range(len(W), 0, -1):
        grads[l - 1]["w"] = A[l - 1].T @ dZ
        grads[l - 1]["b"] = np.sum(dZ, axis=0, keepdims=True)
        dZ = (dZ @ W[l - 1].T) * (A[l - 1] > 0)
    return grads
