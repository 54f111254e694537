"""einsum for every sum; the losses are 0-d arrays; gradients written into own buffers with out=."""

import numpy as np


def mse_loss(y_pred, y_true):
    grad = np.empty(y_pred.shape)
    np.subtract(y_pred, y_true, out=grad)
    loss = np.einsum("nk,nk->", grad, grad) / len(grad)
    np.multiply(grad, 2 / len(grad), out=grad)
    return np.array(loss), grad


def sigmoid_cross_entropy(z, y):
    soft = np.logaddexp(0, z)
    loss = (np.einsum("nk->", soft) - np.einsum("nk,nk->", z, y)) / len(z)
    grad = np.empty(z.shape)
    np.tanh(z / 2, out=grad)
    grad += 1
    grad *= 0.5
    grad -= y
    grad /= len(z)
    return np.array(loss), grad


def softmax_cross_entropy(z, y):
    s = z - np.max(z, axis=1)[:, None]
    e = np.exp(s)
    total = np.einsum("nk->n", e)
    loss = (np.einsum("n->", np.log(total)) - np.einsum("nk,nk->", s, y)) / len(z)
    np.einsum("nk,n->nk", e, 1 / total, out=e)
    e -= y
    e /= len(z)
    return np.array(loss), e
