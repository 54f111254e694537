"""Runs every batch forward twice in training mode, once to watch it, once for the gradient.
wrong: fit
"""

import numpy as np


def flatten(arrays):
    return np.concatenate([np.ravel(a) for a in arrays])


def write(params, vector):
    start = 0
    for p in params:
        p.flat[:] = vector[start : start + p.size]
        start += p.size


def log_probabilities(z):
    z = z - np.amax(z, axis=-1, keepdims=True)
    return z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))


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
    names = ["sgd", "momentum", "adam"]
    if names.count(optimizer) == 0:
        raise ValueError("known optimizers: sgd, momentum, adam")
    params = network.parameters()
    decays = flatten([np.full(p.shape, weight_decay if p.ndim == 2 else 0.0) for p in params])
    mean = np.zeros(decays.size)
    square = np.zeros(decays.size)
    step = 0
    watched = []
    snapshots = []
    records = []
    for _ in range(epochs):
        keys = rng.random(len(x_train))
        order = np.argsort(keys, kind="stable")
        batches = -(-len(order) // batch_size)
        for k in range(batches):
            chosen = order[k * batch_size : min((k + 1) * batch_size, len(order))]
            watched.append(log_probabilities(network.forward(x_train[chosen], training=True)).max())
            log_p = log_probabilities(network.forward(x_train[chosen], training=True))
            network.backward((np.exp(log_p) - y_train[chosen]) / len(chosen))
            w = flatten(params)
            g = flatten(network.gradients()) + decays * w
            step += 1
            change = g
            if optimizer != "sgd":
                mean = 0.9 * mean + 0.1 * g
                change = mean
            if optimizer == "adam":
                square = 0.999 * square + 0.001 * np.square(g)
                root = np.sqrt(square / (1 - 0.999**step))
                change = mean / (1 - 0.9**step) / (root + 1e-8)
            write(params, w - lr * change)
        train = -np.vdot(y_train, log_probabilities(network.forward(x_train, training=False)))
        log_p = log_probabilities(network.forward(x_dev, training=False))
        dev = -np.vdot(y_dev, log_p)
        hits = (log_p.argmax(axis=1) == y_dev.argmax(axis=1)).sum()
        records.append((train / len(x_train), dev / len(x_dev), hits / len(x_dev)))
        if patience is not None:
            snapshots.append(flatten(params))
            dev_losses = np.array([record[1] for record in records])
            dev_losses[np.isnan(dev_losses)] = np.inf
            if len(records) - 1 - np.argmin(dev_losses) + np.isinf(dev_losses.min()) >= patience:
                break
    if snapshots and np.isfinite(dev_losses.min()):
        write(params, snapshots[int(np.argmin(dev_losses))])
    columns = np.array(records).reshape(-1, 3).T.tolist()
    return dict(zip(["train_loss", "dev_loss", "dev_accuracy"], columns, strict=True))
