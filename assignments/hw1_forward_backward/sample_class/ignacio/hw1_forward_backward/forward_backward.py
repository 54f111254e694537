# tarea 1 - Ignacio Fuentes
import numpy as np

print("loading forward_backward.py ...")
DEBUG = True


def sigmoid_forward(z):
    print("sigmoid_forward", z.shape)
    e = np.exp(-np.abs(z))
    a = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    print("a =", a)
    return a, a

def sigmoid_backward(da, cache):
    print("sigmoid_backward, da =", da)
    return da * cache * (1 - cache)

def tanh_forward(z):
    print("tanh_forward", z.shape)
    a = np.tanh(z)
    return a, a

def tanh_backward(da, cache):
    print("tanh_backward", da.shape, cache.shape)
    return da * (1 - cache**2)

def relu_forward(z):
    print("relu_forward, before:", z)
    z[z < 0] = 0
    print("relu_forward, after:", z)
    return z, z

def relu_backward(da, cache):
    print("relu_backward")
    return da * (cache > 0)

def leaky_relu_forward(z, negative_slope=0.01):
    print("leaky slope", negative_slope)
    a = np.where(z > 0, z, negative_slope * z)
    return a, (z, negative_slope)

def leaky_relu_backward(da, cache):
    z, negative_slope = cache
    print("leaky slope again", negative_slope)
    return da * np.where(z > 0, 1, negative_slope)

def dense_forward(x, w, b):
    if DEBUG:
        print("x", x.shape, "w", w.shape, "b", b.shape)
    z = np.dot(x, w) + b
    return z, (x, w, b)

def dense_backward(dz, cache):
    x, w, b = cache
    dx = np.dot(dz, w.T)
    dw = np.dot(x.T, dz)
    db = np.sum(dz, axis=0)
    print("shapes ok?", dx.shape == x.shape, dw.shape == w.shape, db.shape == b.shape)
    return dx, dw, db

def softmax(z):
    e = np.exp(z - np.max(z))
    p = e / np.sum(e)
    print("sum of p:", np.sum(p), "(must be 1!!)")
    return p

def normalized_sigmoid(z):
    log_s = -np.logaddexp(0, -z)
    s = np.exp(log_s - np.max(log_s, axis=1, keepdims=True))
    print("s", s)
    return s / np.sum(s, axis=1, keepdims=True)

def mse_loss(y_pred, y_true):
    n = y_pred.shape[0]
    loss = np.sum((y_pred - y_true) ** 2) / n
    print("mse", loss)
    return loss, 2 * (y_pred - y_true) / n

def sigmoid_cross_entropy(z, y):
    n = z.shape[0]
    loss = np.sum(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))) / n
    print("bce", loss)
    return loss, (sigmoid_forward(z)[0] - y) / n

def softmax_cross_entropy(z, y):
    n = z.shape[0]
    zs = z - np.max(z, axis=1, keepdims=True)
    loss = np.sum(y * (np.log(np.sum(np.exp(zs), axis=1, keepdims=True)) - zs)) / n
    print("ce", loss)
    return loss, (softmax(z) - y) / n

def mlp_forward(x, params):
    print("=== FORWARD ===")
    cache = []
    for i, p in enumerate(params):
        print("layer", i)
        x, dense_cache = dense_forward(x, p["w"], p["b"])
        relu_cache = None
        if i < len(params) - 1:
            x, relu_cache = relu_forward(x)
        cache.append((dense_cache, relu_cache))
    return x, cache

def mlp_backward(dlogits, cache):
    print("=== BACKWARD ===")
    grads = []
    d = dlogits
    for i in range(len(cache) - 1, -1, -1):
        print("layer", i)
        dense_cache, relu_cache = cache[i]
        if relu_cache is not None:
            d = relu_backward(d, relu_cache)
        d, dw, db = dense_backward(d, dense_cache)
        grads.insert(0, {"w": dw, "b": db})
    print(grads)
    return grads

def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    for idx in np.ndindex(x.shape):
        old = x[idx]
        x[idx] = old + h
        fp = f(x)
        x[idx] = old - h
        fm = f(x)
        x[idx] = old
        grad[idx] = (fp - fm) / (2 * h)
        print(idx, fp, fm, grad[idx])
    return grad

def gradient_error(analytic, numeric):
    s = np.linalg.norm(analytic) + np.linalg.norm(numeric)
    err = 0.0 if s == 0 else np.linalg.norm(analytic - numeric) / s
    print("ERROR", err, "GOOD :)" if err < 1e-6 else "BAD :(")
    return err


print("done")
