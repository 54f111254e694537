"""In-place operations and out= on own copies; masks are the dropped places of a binomial number."""

import numpy as np


def dense_forward(x, w, b):
    z = np.empty((x.shape[0], w.shape[1]))
    np.matmul(x, w, out=z)
    z += b
    return z, (x.copy(), w.copy())


def dense_backward(dz, cache):
    x, w = cache
    dx, dw, db = np.empty_like(x), np.empty_like(w), np.empty(w.shape[1])
    np.matmul(dz, w.T, out=dx)
    np.matmul(x.T, dz, out=dw)
    np.sum(dz, axis=0, out=db)
    return dx, dw, db


def relu_forward(z):
    a = z.copy()
    a[a < 0] = 0
    return a, a


def relu_backward(da, cache):
    dz = da.copy()
    dz *= cache > 0
    return dz


def softmax_cross_entropy(z, y):
    p = z.copy()
    p -= p.max(axis=1, keepdims=True)
    loss = -np.vdot(p, y)
    np.exp(p, out=p)
    total = p.sum(axis=1, keepdims=True)
    loss += np.log(total).sum()
    p /= total
    p -= y
    p /= len(p)
    return np.array(loss / len(p)), p


def init_weights(fan_in, fan_out, scheme, rng):
    w = np.empty((fan_in, fan_out))
    rng.standard_normal(out=w)
    if scheme == "he":
        w *= np.sqrt(2 / fan_in)
    elif scheme in ("xavier", "lecun"):
        w /= np.sqrt(fan_in)
    elif scheme == "glorot":
        w *= np.sqrt(2 / (fan_in + fan_out))
    else:
        raise ValueError("xavier, glorot, he or lecun")
    return w


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    x_hat = np.array(x, order="F")
    r_mean, r_var = running_mean.copy(), running_var.copy()
    mean, std = r_mean.copy(), r_var.copy()
    if training:
        np.mean(x, axis=0, out=mean)
        np.mean(np.square(x - mean), axis=0, out=std)
        for running, batch in ((r_mean, mean), (r_var, std)):
            running *= momentum
            running += (1 - momentum) * batch
    x_hat -= mean
    std += eps
    np.sqrt(std, out=std)
    x_hat /= std
    out = x_hat * gamma
    out += beta
    return out, {"x_hat": x_hat, "std": std, "gamma": gamma.copy(), "n": training}, r_mean, r_var


def batchnorm_backward(dout, cache):
    x_hat = cache["x_hat"]
    dgamma, dbeta = np.sum(x_hat * dout, axis=0), np.sum(dout, axis=0)
    dx = np.array(dout)
    if cache["n"]:
        dx *= len(dx)
        dx -= dbeta
        dx -= x_hat * dgamma
        dx /= len(dx)
    dx *= cache["gamma"]
    dx /= cache["std"]
    return dx, dgamma, dbeta


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("not a probability: %r" % keep_prob)
    out = x.copy()
    places = np.zeros(0, dtype=int)
    if training:
        number = rng.binomial(x.size, 1 - keep_prob)
        places = rng.permutation(x.size)[:number]
        out /= keep_prob
        np.put(out, places, 0.0)
    return out, [places, keep_prob if training else 1.0]


def dropout_backward(dout, cache):
    places, divisor = cache
    dx = dout.copy()
    dx /= divisor
    dx.reshape(-1)[places] = 0.0
    return dx


def minibatches(x, y, batch_size, rng):
    order = np.arange(len(x))
    for last in range(len(x) - 1, 0, -1):
        other = rng.integers(last + 1)
        order[[last, other]] = order[[other, last]]
    shuffled_x, shuffled_y = x.copy(), y.copy()
    np.take(x, order, axis=0, out=shuffled_x)
    np.take(y, order, axis=0, out=shuffled_y)
    return [
        (shuffled_x[i : i + batch_size], shuffled_y[i : i + batch_size])
        for i in range(0, len(x), batch_size)
    ]


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    w, m, v = w.copy(), m.copy(), v.copy()
    m *= beta1
    m += (1 - beta1) * dw
    v *= beta2
    v += (1 - beta2) * dw * dw
    step = np.sqrt(v / (1 - beta2**t))
    step += eps
    np.divide(m, step, out=step)
    step *= lr / (1 - beta1**t)
    w -= step
    return w, m, v
