"""Optimiser state is keyed by the gradient array, which many networks make anew every time.
wrong: fit
"""

import io

import numpy as np


def softmax_into(z, out):
    np.subtract(z, np.max(z, axis=1, keepdims=True), out=out)
    np.exp(out, out=out)
    np.divide(out, np.sum(out, axis=1, keepdims=True), out=out)
    return out


def cross_entropy(z, y):
    rows = np.arange(len(z))
    true = z[rows, y.argmax(axis=1)]
    return float(np.mean(np.logaddexp.reduce(z, axis=1) - true))


class Memory:
    """The best parameters as the bytes of .npy files, one after the other."""

    def __init__(self):
        self.loss, self.file = np.nan, None

    def offer(self, loss, arrays):
        better = np.isfinite(loss) and not loss >= self.loss
        if better:
            self.loss, self.file = loss, io.BytesIO()
            for array in arrays:
                np.save(self.file, array)
        return bool(better)

    def put_back(self, arrays):
        if self.file is not None:
            self.file.seek(0)
            for array in arrays:
                array[...] = np.load(self.file)


def update(kind, state, own, p, g, lr, t):
    key = id(own)
    state[key] = own
    change = np.array(g)
    if kind != "sgd":
        v = state.setdefault((key, "v"), np.zeros_like(p))
        np.multiply(v, 0.9, out=v)
        np.add(v, 0.1 * g, out=v)
        change = v.copy()
    if kind == "adam":
        s = state.setdefault((key, "s"), np.zeros_like(p))
        np.multiply(s, 0.999, out=s)
        np.add(s, 0.001 * np.square(g), out=s)
        np.divide(change, 1 - 0.9**t, out=change)
        np.divide(change, np.sqrt(s / (1 - 0.999**t)) + 1e-8, out=change)
    np.multiply(change, lr, out=change)
    np.subtract(p, change, out=p)


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
    if optimizer not in {"sgd", "momentum", "adam"}:
        raise ValueError("Choose the optimizer 'sgd', 'momentum' or 'adam'.")
    state, memory, t, bad = {}, Memory(), 0, 0
    history = {}
    for _ in range(epochs):
        order = rng.permutation(np.arange(x_train.shape[0]))
        while order.size:
            rows, order = np.split(order, [batch_size])
            z = network.forward(np.take(x_train, rows, axis=0), training=True)
            d = softmax_into(z, np.empty_like(z))
            d -= np.take(y_train, rows, axis=0)
            d /= rows.size
            network.backward(d)
            t += 1
            for p, own in zip(network.parameters(), network.gradients(), strict=True):
                g = own
                if p.ndim == 2:
                    g = np.add(g, np.multiply(weight_decay, p))
                update(optimizer, state, own, p, g, lr, t)
        z = network.forward(x_dev, training=False)
        now = {
            "dev_loss": cross_entropy(z, y_dev),
            "dev_accuracy": float((y_dev[np.arange(len(z)), np.argmax(z, axis=1)] > 0.5).mean()),
            "train_loss": cross_entropy(network.forward(x_train, training=False), y_train),
        }
        for key, value in now.items():
            history.setdefault(key, []).append(value)
        if patience is not None:
            bad = 0 if memory.offer(now["dev_loss"], network.parameters()) else bad + 1
            if bad >= patience:
                break
    memory.put_back(network.parameters())
    return history or {"train_loss": [], "dev_loss": [], "dev_accuracy": []}
