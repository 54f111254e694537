"""A small tape records operations with their adjoints and is run backwards; it can be replayed."""

import numpy as np


class Tape:
    """Values by name; every step adds to the adjoints of what it was computed from."""

    def __init__(self, **values):
        self.value = {k: np.array(v) for k, v in values.items()}
        self.steps = []

    def record(self, name, value, *parts):
        self.value[name] = value
        self.steps.append((name, parts))

    def gradients(self, seed_name, seed):
        adjoint = {k: np.zeros_like(v) for k, v in self.value.items()}
        adjoint[seed_name] = adjoint[seed_name] + seed
        for name, parts in reversed(self.steps):
            for source, pull in parts:
                adjoint[source] = adjoint[source] + pull(adjoint[name])
        return adjoint


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    t = Tape(x=x, gamma=gamma, beta=beta)
    v = t.value
    n = x.shape[0]
    if training:
        t.record("mean", np.mean(x, axis=0), ("x", lambda a: a / n))
    else:
        t.record("mean", np.array(running_mean))
    t.record("dev", x - v["mean"], ("x", lambda a: a), ("mean", lambda a: -a.sum(axis=0)))
    if training:
        var = np.mean(v["dev"] ** 2, axis=0)
        t.record("var", var, ("dev", lambda a: 2 * v["dev"] * a / n))
    else:
        t.record("var", np.array(running_var))
    inv = 1 / np.sqrt(v["var"] + eps)
    t.record("inv", inv, ("var", lambda a: -0.5 * inv**3 * a))
    t.record(
        "xhat",
        v["dev"] * inv,
        ("dev", lambda a: a * inv),
        ("inv", lambda a: (a * v["dev"]).sum(axis=0)),
    )
    t.record(
        "out",
        v["gamma"] * v["xhat"] + v["beta"],
        ("gamma", lambda a: (a * v["xhat"]).sum(axis=0)),
        ("xhat", lambda a: a * v["gamma"]),
        ("beta", lambda a: a.sum(axis=0)),
    )
    keep = momentum if training else 1
    stats = [
        keep * old + (1 - keep) * v[k]
        for old, k in [(running_mean, "mean"), (running_var, "var")]
    ]
    return v["out"].copy(), t, stats[0], stats[1]


def batchnorm_backward(dout, cache):
    g = cache.gradients("out", dout)
    return g["x"], g["gamma"], g["beta"]
