"""Adam's t goes up with every parameter instead of every batch.
wrong: fit
"""

import math

import numpy as np


class StopTraining(Exception):  # noqa: N818
    pass


def example_loss(z, y):
    z = z.tolist()
    top = max(z)
    return top + math.log(math.fsum(math.exp(v - top) for v in z)) - z[int(np.argmax(y))]


def evaluate(network, x, y):
    losses, hits = [], 0
    for i in range(len(x)):
        z = network.forward(x[i : i + 1], training=False)[0]
        losses.append(example_loss(z, y[i]))
        hits += int(y[i, np.argmax(z)] == 1)
    return math.fsum(losses) / len(losses), hits / len(losses)


def make_step(name, lr):
    state = {"t": 0}

    def sgd(i, g):
        return g

    def momentum(i, g):
        state[i] = 0.9 * state.get(i, 0.0) + 0.1 * g
        return state[i]

    def adam(i, g):
        m, v = state.get(i, (0.0, 0.0))
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        state[i] = m, v
        t = state["t"]
        return (m / (1 - math.pow(0.9, t))) / ((v / (1 - math.pow(0.999, t))) ** 0.5 + 1e-8)

    rules = {"sgd": sgd, "momentum": momentum, "adam": adam}
    if name not in rules:
        raise ValueError("The optimizer is sgd, momentum or adam, not " + str(name))

    def step(params, grads):
        for i in range(len(params)):
            state["t"] += 1
            params[i][...] = params[i] - lr * rules[name](i, grads[i])

    return step


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
    n = len(x_train)
    step = make_step(optimizer, lr)
    orders = rng.permuted(np.tile(np.arange(n), (epochs, 1)), axis=1)
    history = {"train_loss": [], "dev_loss": [], "dev_accuracy": []}
    lowest, best, waiting = None, [], 0
    try:
        for order in orders:
            for start in range(0, n, batch_size):
                rows = order[start : start + batch_size].tolist()
                z = network.forward(x_train[rows], training=True)
                e = np.exp(z - z.max(axis=1, keepdims=True))
                d = e / e.sum(axis=1, keepdims=True)
                d[y_train[rows] == 1] -= 1
                network.backward(d / len(rows))
                params = network.parameters()
                grads = [np.array(g) for g in network.gradients()]
                for p, g in zip(params, grads, strict=True):
                    if p.ndim == 2:
                        g += weight_decay * p
                step(params, grads)
            history["train_loss"].append(evaluate(network, x_train, y_train)[0])
            dev_loss, share = evaluate(network, x_dev, y_dev)
            history["dev_loss"].append(dev_loss)
            history["dev_accuracy"].append(share)
            if math.isnan(dev_loss) or (lowest is not None and dev_loss >= lowest):
                waiting += 1
            else:
                lowest, waiting = dev_loss, 0
                best = [p.tolist() for p in network.parameters()] if patience else []
            if patience is not None and waiting >= patience:
                raise StopTraining
    except StopTraining:
        pass
    for p, values in zip(network.parameters(), best, strict=False):
        p[:] = values
    return history
