"""The examples are sorted by random integers: equal ones leave them in their order.
wrong: fit
"""

import numpy as np


def cross_entropy(logits, y):
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -(y * log_p).sum(axis=1).mean(), (np.exp(log_p) - y) / len(y)


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
    if optimizer not in ("sgd", "momentum", "adam"):
        raise ValueError(f"optimizer must be 'sgd', 'momentum' or 'adam', got {optimizer!r}")
    history = {"train_loss": [], "dev_loss": [], "dev_accuracy": []}
    m = [np.zeros_like(p) for p in network.parameters()]
    v = [np.zeros_like(p) for p in network.parameters()]
    t = 0
    best_loss = np.inf
    best = None
    waited = 0
    n = len(x_train)
    for _ in range(epochs):
        order = np.argsort(rng.integers(0, n, n), kind="stable")
        for start in range(0, n, batch_size):
            rows = order[start : start + batch_size]
            logits = network.forward(x_train[rows], training=True)
            _, dlogits = cross_entropy(logits, y_train[rows])
            network.backward(dlogits)
            t += 1
            for i, (p, g) in enumerate(zip(network.parameters(), network.gradients(), strict=True)):
                if p.ndim == 2:
                    g = g + weight_decay * p
                if optimizer == "sgd":
                    p -= lr * g
                elif optimizer == "momentum":
                    v[i] = 0.9 * v[i] + 0.1 * g
                    p -= lr * v[i]
                else:
                    m[i] = 0.9 * m[i] + 0.1 * g
                    v[i] = 0.999 * v[i] + 0.001 * g**2
                    m_hat = m[i] / (1 - 0.9**t)
                    v_hat = v[i] / (1 - 0.999**t)
                    p -= lr * m_hat / (np.sqrt(v_hat) + 1e-8)
        train_loss, _ = cross_entropy(network.forward(x_train, training=False), y_train)
        logits = network.forward(x_dev, training=False)
        dev_loss, _ = cross_entropy(logits, y_dev)
        history["train_loss"].append(float(train_loss))
        history["dev_loss"].append(float(dev_loss))
        history["dev_accuracy"].append(float(np.mean(logits.argmax(1) == y_dev.argmax(1))))
        if patience is None:
            continue
        if dev_loss < best_loss:
            best_loss = dev_loss
            best = [p.copy() for p in network.parameters()]
            waited = 0
        else:
            waited += 1
            if waited == patience:
                break
    if best is not None:
        for p, kept in zip(network.parameters(), best, strict=True):
            p[...] = kept
    return history
