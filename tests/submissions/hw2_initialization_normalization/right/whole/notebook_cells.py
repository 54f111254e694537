"""Exported notebook: functions use each other (folding probes batch norm, standardisation shares)."""

# %%
import numpy as np

rs = None  # set while trying things out
np.set_printoptions(precision=4)


# %% [markdown]
# ## Initialisation

# %%
def init_weights(fan_in, fan_out, scheme, rng):
    if scheme == "xavier" or scheme == "lecun":
        var = 1.0 / fan_in
    elif scheme == "glorot":
        var = 2.0 / (fan_in + fan_out)
    elif scheme == "he":
        var = 2.0 / fan_in
    else:
        raise ValueError("scheme should be xavier, glorot, he or lecun, but is " + str(scheme))
    W = rng.standard_normal((fan_in, fan_out))
    W *= var**0.5
    return W


# %% [markdown]
# ## Standardisation

# %%
def standardize_fit(x):
    m = x.shape[0]
    mu = np.sum(x, axis=0) / m
    sigma2 = np.sum((x - mu) ** 2, axis=0) / m
    return mu, np.sqrt(sigma2)


def standardize_apply(x, mean, std):
    return scale_shift(x - mean, 1.0, 0.0, np.where(std > 0, std, 1.0))


def scale_shift(Z, gamma, beta, sigma):
    return gamma * (Z / sigma) + beta


# %% [markdown]
# ## Signals

# %%
def activate(Z, name):
    if name == "tanh":
        return np.tanh(Z)
    if name == "relu":
        A = Z.copy()
        A[A < 0] = 0
        return A
    return Z


def signal_stds(x, weights, activation):
    A = x
    stds = []
    for l in range(len(weights)):
        A = activate(np.dot(A, weights[l]), activation)
        mu, sigma = standardize_fit(A.reshape(-1, 1))
        stds.append(sigma[0])
    return stds


def diagnose_signal(stds):
    r = np.array(stds)[-1] / np.array(stds)[0]
    if r > 10.0:
        return "exploding"
    elif r < 1.0 / 10.0:
        return "vanishing"
    else:
        return "stable"


# %% [markdown]
# ## Clipping

# %%
def clip_by_value(grads, limit=1.0):
    out = []
    for g in grads:
        g = g.copy()
        np.clip(g, -limit, limit, out=g)
        out.append(g)
    return out


def clip_by_global_norm(grads, max_norm):
    total = 0.0
    for g in grads:
        total = total + np.linalg.norm(g) ** 2
    norm = np.sqrt(total)
    out = []
    for g in grads:
        if norm > max_norm:
            out.append(g * max_norm / norm)
        else:
            out.append(g + 0.0)
    return out, norm


# %% [markdown]
# ## Batch norm

# %%
def batchnorm_forward(x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5):
    X = x
    m = X.shape[0]
    if training:
        mu, sigma = standardize_fit(X)
        var = sigma**2
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mu = running_mean
        var = running_var
        running_mean = running_mean.copy()
        running_var = running_var.copy()
    s = np.sqrt(var + eps)
    Xn = (X - mu) / s
    out = scale_shift(X - mu, gamma, beta, s)
    cache = [Xn, s, gamma.copy(), training, m]
    return out, cache, running_mean, running_var


def batchnorm_backward(dout, cache):
    Xn, s, gamma, training, m = cache
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * Xn, axis=0)
    dXn = dout * gamma
    if not training:
        return dXn / s, dgamma, dbeta
    dX = (m * dXn - np.sum(dXn, axis=0) - Xn * np.sum(dXn * Xn, axis=0)) / (m * s)
    return dX, dgamma, dbeta


def fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    # the bias is what comes out for a zero input
    b_new = batchnorm_forward(b[None, :], gamma, beta, running_mean, running_var, False, 0, eps)[0]
    # the slopes are the derivative of batch norm
    cache = batchnorm_forward(w, gamma, beta, running_mean, running_var, False, 0, eps)[1]
    return batchnorm_backward(w, cache)[0], b_new.reshape(-1)


# %% [markdown]
# ## Layer norm

# %%
def layernorm_forward(x, gamma, beta, eps=1e-5):
    X = x
    n = X.shape[1]
    mu, sigma = standardize_fit(X.T)
    s = np.sqrt(sigma**2 + eps)[:, None]
    Xn = (X - mu[:, None]) / s
    return scale_shift(Xn, gamma, beta, 1.0), (Xn, s, gamma, n)


def layernorm_backward(dout, cache):
    Xn, s, gamma, n = cache
    dXn = dout * gamma
    dX = n * dXn - np.sum(dXn, axis=1, keepdims=True)
    dX = dX - Xn * np.sum(dXn * Xn, axis=1, keepdims=True)
    return dX / (n * s), np.sum(dout * Xn, axis=0), np.sum(dout, axis=0)
