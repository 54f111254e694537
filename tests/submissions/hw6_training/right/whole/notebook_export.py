"""All functions of the homework: a notebook saved as a script, flat code, prints in a main block."""

# ruff: noqa: B007, C408, E501, E712, E741, F401, N806, SIM118
# coding: utf-8
# In [1]:
import copy
import random
import time

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

tf.random.set_seed(42)

# In [2]: helpers


def softmax(z):
    z = z - np.max(z, axis=1, keepdims=True)
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)


def per_example_loss(z, y):
    m = np.max(z, axis=1)
    return np.log(np.sum(np.exp(z - m[:, None]), axis=1)) + m - np.sum(z * y, axis=1)


def compute_loss(z, y):
    return float(np.mean(per_example_loss(z, y)))


# In [3]: network


class Network:
    def __init__(self, layer_sizes, rng, *, init="he", batchnorm=False, keep_prob=1.0):
        self.L = len(layer_sizes) - 1
        self.rng = rng
        self.batchnorm = batchnorm
        self.keep_prob = keep_prob
        self.params = {}
        self.running = {}
        self.grads = {}
        for l in range(1, self.L + 1):
            fan_in = layer_sizes[l - 1]
            fan_out = layer_sizes[l]
            if init == "xavier":
                std = np.sqrt(1 / fan_in)
            elif init == "glorot":
                std = np.sqrt(2 / (fan_in + fan_out))
            elif init == "he":
                std = np.sqrt(2 / fan_in)
            elif init == "lecun":
                std = np.sqrt(1 / fan_in)
            else:
                raise ValueError("init must be xavier, glorot, he or lecun")
            self.params["W" + str(l)] = rng.standard_normal((fan_in, fan_out)) * std
            self.params["b" + str(l)] = np.zeros(fan_out)
            if batchnorm and l < self.L:
                self.params["gamma" + str(l)] = np.ones(fan_out)
                self.params["beta" + str(l)] = np.zeros(fan_out)
                self.running["mean" + str(l)] = np.zeros(fan_out)
                self.running["var" + str(l)] = np.ones(fan_out)

    def forward(self, x, training):
        c = {"A0": x, "training": training}
        A = x
        for l in range(1, self.L + 1):
            Z = A @ self.params["W" + str(l)] + self.params["b" + str(l)]
            if l == self.L:
                A = Z
            else:
                if self.batchnorm:
                    if training == True:
                        mu = np.mean(Z, axis=0)
                        var = np.var(Z, axis=0)
                        self.running["mean" + str(l)] = (
                            0.9 * self.running["mean" + str(l)] + 0.1 * mu
                        )
                        self.running["var" + str(l)] = (
                            0.9 * self.running["var" + str(l)] + 0.1 * var
                        )
                    else:
                        mu = self.running["mean" + str(l)]
                        var = self.running["var" + str(l)]
                    std = np.sqrt(var + 1e-5)
                    xhat = (Z - mu) / std
                    c["std" + str(l)] = std
                    c["xhat" + str(l)] = xhat
                    Z = self.params["gamma" + str(l)] * xhat + self.params["beta" + str(l)]
                c["Z" + str(l)] = Z
                A = np.maximum(0, Z)
                if training == True and self.keep_prob < 1:
                    D = self.rng.random(A.shape) < self.keep_prob
                    c["D" + str(l)] = D
                    A = A * D / self.keep_prob
            c["A" + str(l)] = A
        self.cache = c
        return A

    def backward(self, dlogits):
        c = self.cache
        dA = dlogits
        for l in range(self.L, 0, -1):
            if l == self.L:
                dZ = dA
            else:
                if "D" + str(l) in c:
                    dA = dA * c["D" + str(l)] / self.keep_prob
                dZ = dA * (c["Z" + str(l)] > 0)
                if self.batchnorm:
                    xhat = c["xhat" + str(l)]
                    std = c["std" + str(l)]
                    m = dZ.shape[0]
                    self.grads["gamma" + str(l)] = np.sum(dZ * xhat, axis=0)
                    self.grads["beta" + str(l)] = np.sum(dZ, axis=0)
                    dxhat = dZ * self.params["gamma" + str(l)]
                    if c["training"]:
                        a = m * dxhat - np.sum(dxhat, axis=0) - xhat * np.sum(dxhat * xhat, axis=0)
                        dZ = 1 / m / std * a
                    else:
                        dZ = dxhat / std
            self.grads["W" + str(l)] = c["A" + str(l - 1)].T @ dZ
            self.grads["b" + str(l)] = np.sum(dZ, axis=0)
            dA = dZ @ self.params["W" + str(l)].T
        return dA

    def parameters(self):
        return list(self.params.values())

    def gradients(self):
        return [self.grads[key] for key in self.params.keys()]


# In [4]: training


def fit(
    network,
    x_train,
    y_train,
    x_dev,
    y_dev,
    *,
    epochs,
    batch_size,
    optimizer,
    lr,
    weight_decay,
    patience,
    rng,
):
    if optimizer != "sgd" and optimizer != "momentum" and optimizer != "adam":
        raise ValueError("optimizer has to be sgd, momentum or adam, not " + repr(optimizer))
    tic = time.time()
    params = network.parameters()
    v = []
    s = []
    for p in params:
        v.append(np.zeros(p.shape))
        s.append(np.zeros(p.shape))
    t = 0
    train_losses = []
    dev_losses = []
    dev_accs = []
    best_params = None
    best_loss = 1e300
    bad_epochs = 0
    for epoch in range(epochs):
        perm = rng.permutation(x_train.shape[0])
        x_shuffled = x_train[perm]
        y_shuffled = y_train[perm]
        num_complete = x_train.shape[0] // batch_size
        batches = []
        for k in range(num_complete):
            a = k * batch_size
            b = (k + 1) * batch_size
            batches.append((x_shuffled[a:b], y_shuffled[a:b]))
        if x_train.shape[0] % batch_size != 0:
            a = num_complete * batch_size
            batches.append((x_shuffled[a:], y_shuffled[a:]))
        for xb, yb in batches:
            z = network.forward(xb, training=True)
            dz = (softmax(z) - yb) / xb.shape[0]
            network.backward(dz)
            grads = network.gradients()
            t = t + 1
            for i in range(len(params)):
                g = grads[i].copy()
                if params[i].ndim == 2:
                    g += weight_decay * params[i]
                if optimizer == "sgd":
                    params[i] -= lr * g
                if optimizer == "momentum":
                    v[i] = 0.9 * v[i] + (1 - 0.9) * g
                    params[i] -= lr * v[i]
                if optimizer == "adam":
                    v[i] = 0.9 * v[i] + (1 - 0.9) * g
                    s[i] = 0.999 * s[i] + (1 - 0.999) * g**2
                    v_corrected = v[i] / (1 - 0.9**t)
                    s_corrected = s[i] / (1 - 0.999**t)
                    params[i] -= lr * v_corrected / (np.sqrt(s_corrected) + 1e-8)
        train_losses.append(compute_loss(network.forward(x_train, training=False), y_train))
        z = network.forward(x_dev, training=False)
        dev_losses.append(compute_loss(z, y_dev))
        correct = 0
        for i in range(len(z)):
            if np.argmax(z[i]) == np.argmax(y_dev[i]):
                correct += 1
        dev_accs.append(correct / len(z))
        if patience is not None:
            if dev_losses[-1] < best_loss:
                best_loss = dev_losses[-1]
                best_params = copy.deepcopy(params)
                bad_epochs = 0
            else:
                bad_epochs += 1
            if bad_epochs >= patience:
                break
    if best_params is not None:
        for i in range(len(params)):
            params[i][:] = best_params[i]
    if epochs > 1000:
        print("training took", time.time() - tic, "s, last epoch", epoch)
    return {"train_loss": train_losses, "dev_loss": dev_losses, "dev_accuracy": dev_accs}


# In [5]: debugging


def overfit_small_batch(network, x, y, steps):
    params = network.parameters()
    m = [0] * len(params)
    v = [0] * len(params)
    losses = []
    for t in range(steps):
        z = network.forward(x, training=True)
        losses.append(compute_loss(z, y))
        network.backward((softmax(z) - y) / x.shape[0])
        grads = network.gradients()
        for i in range(len(params)):
            m[i] = 0.9 * m[i] + 0.1 * grads[i]
            v[i] = 0.999 * v[i] + 0.001 * grads[i] ** 2
            mc = m[i] / (1 - 0.9 ** (t + 1))
            vc = v[i] / (1 - 0.999 ** (t + 1))
            params[i] -= 0.01 * mc / (np.sqrt(vc) + 1e-8)
    return losses


def worst_predictions(logits, y, k):
    losses = per_example_loss(logits, y)
    idx = np.argsort(losses)
    idx = idx[::-1]
    return idx[0:k]


def confusion_matrix(logits, y):
    K = y.shape[1]
    cm = np.zeros((K, K))
    for i in range(len(y)):
        cm[np.argmax(y[i]), np.argmax(logits[i])] += 1
    return cm


# In [5b]: keras


class KeepBest(keras.callbacks.Callback):
    def __init__(self, patience):
        super().__init__()
        self.patience = patience
        self.losses = []

    def on_epoch_end(self, epoch, logs=None):
        self.losses.append(logs["val_loss"])
        best = int(np.argmin(self.losses))
        if best == epoch:
            self.best_weights = self.model.get_weights()
        elif epoch - best == self.patience:
            self.model.stop_training = True


def build_keras_model(input_dim, classes, *, hidden, l2, dropout, batchnorm):
    model = keras.models.Sequential()
    model.add(layers.Input(shape=(input_dim,)))
    for n in hidden:
        model.add(
            layers.Dense(
                n,
                kernel_initializer=keras.initializers.he_normal(),
                kernel_regularizer=keras.regularizers.l2(l2),
                kernel_constraint=keras.constraints.MaxNorm(3.0),
            )
        )
        if batchnorm == True:
            model.add(layers.BatchNormalization())
        model.add(layers.Activation("relu"))
        if dropout > 0:
            model.add(layers.Dropout(dropout))
    model.add(
        layers.Dense(classes, activation="softmax", kernel_regularizer=keras.regularizers.l2(l2))
    )
    opt = keras.optimizers.Adam(learning_rate=0.001)
    model.compile(optimizer=opt, loss="categorical_crossentropy", metrics=["accuracy"])
    model.summary()
    return model


def train_keras(model, data, patience):
    (x_train, y_train, x_dev, y_dev) = data
    tf.random.set_seed(None)
    keep = KeepBest(patience)
    history = model.fit(
        x_train,
        y_train,
        batch_size=32,
        epochs=12,
        verbose=2,
        validation_data=(x_dev, y_dev),
        callbacks=[keep],
    )
    model.set_weights(keep.best_weights)
    return history


# In [6]:
if __name__ == "__main__":
    rng = np.random.default_rng(0)
    net = Network([2, 16, 2], rng, batchnorm=True)
    x = rng.standard_normal((200, 2))
    y = np.eye(2)[(x[:, 0] * x[:, 1] > 0).astype(int)]
    settings = dict(epochs=20, batch_size=32, optimizer="adam", lr=0.01)
    h = fit(net, x, y, x, y, **settings, weight_decay=0.0, patience=None, rng=rng)
    print(h["dev_accuracy"][-1])
    print(confusion_matrix(net.forward(x, training=False), y))


def dense_forward(x, w, b):
    def back(dz):
        return np.matmul(dz, w.transpose()), np.matmul(x.transpose(), dz), dz.sum(0)

    return np.matmul(x, w) + b.reshape(1, -1), back


def dense_backward(dz, cache):
    return cache(dz)


def relu_forward(z):
    a = np.where(z < 0, 0.0, z)
    return a, lambda da: da * np.sign(a)


def relu_backward(da, cache):
    return cache(da)


def softmax_cross_entropy(z, y):
    log_total = np.logaddexp.reduce(z, axis=1)
    loss = (log_total - (z * y).sum(axis=1)).mean()
    return loss, (np.exp(z - log_total[:, None]) - y) / y.shape[0]


def init_weights(fan_in, fan_out, scheme, rng):
    def refuse():
        raise ValueError(f"{scheme!r} is not one of xavier, glorot, he, lecun")

    gain = {"he": 2.0, "glorot": 2.0, "xavier": 1.0, "lecun": 1.0}.get(scheme) or refuse()
    fan = fan_in + fan_out if scheme == "glorot" else fan_in
    return rng.normal(scale=(gain / fan) ** 0.5, size=(fan_in, fan_out))


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    def blend(old, new):
        return momentum * old + (1 - momentum) * new

    if training:
        mean, var = np.mean(x, axis=0), np.var(x, axis=0)
        after = blend(running_mean, mean), blend(running_var, var)
    else:
        mean, var = running_mean, running_var
        after = running_mean.copy(), running_var.copy()
    root = np.sqrt(var + eps)
    x_hat = (x - mean) / root

    def back(dout):
        dx_hat = dout * gamma
        dx = dx_hat
        if training:
            dx = dx - dx_hat.mean(axis=0) - x_hat * np.mean(dx_hat * x_hat, axis=0)
        return dx / root, (dout * x_hat).sum(axis=0), dout.sum(axis=0)

    return x_hat * gamma + beta, back, *after


def batchnorm_backward(dout, cache):
    return cache(dout)


def dropout_forward(x, keep_prob, rng, training=True):
    if keep_prob <= 0 or keep_prob > 1:
        raise ValueError(keep_prob)
    if training:
        factor = rng.choice([0.0, 1 / keep_prob], size=x.shape, p=[1 - keep_prob, keep_prob])
    else:
        factor = np.ones_like(x)

    def back(dout):
        return dout * factor

    return back(x), back


def dropout_backward(dout, cache):
    return cache(dout)


def minibatches(x, y, batch_size, rng):
    order = rng.choice(x.shape[0], size=x.shape[0], replace=False)
    starts = range(batch_size, x.shape[0], batch_size)
    return [(x[part], y[part]) for part in np.split(order, list(starts))]


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    def average(old, new, beta):
        now = beta * old + (1 - beta) * new
        return now, now / (1 - beta**t)

    m, m_hat = average(m, dw, beta1)
    v, v_hat = average(v, dw**2, beta2)
    return w - lr * (m_hat / (v_hat**0.5 + eps)), m, v
