"""np.dot and the activation write into an own buffer of every layer; an object does the work."""

import numpy as np


class Probe:
    def __init__(self, activation):
        self.activation = activation
        self.stds = []

    def layer(self, h, w):
        z = np.empty((h.shape[0], w.shape[1]))
        np.dot(np.ascontiguousarray(h), np.ascontiguousarray(w), out=z)
        if self.activation == "relu":
            np.maximum(z, 0, out=z)
        if self.activation == "tanh":
            np.tanh(z, out=z)
        self.stds.append(float(np.std(z.flat)))
        return z


def signal_stds(x, weights, activation):
    probe = Probe(activation)
    for w in weights:
        x = probe.layer(x, w)
    return probe.stds


def diagnose_signal(stds):
    values = np.asarray(stds, dtype=float)
    if values[-1] * 10 > values[0] * 100:
        return "exploding"
    if values[-1] * 10 < values[0]:
        return "vanishing"
    return "stable"
