"""An Adam object, a loss object with forward and backward, heapq, np.add.at."""

import heapq

import numpy as np


class SoftmaxCrossEntropy:
    def forward(self, logits, y):
        self.y = y
        shifted = logits - logits.max(axis=-1, keepdims=True)
        self.log_p = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        self.each = -self.log_p[y.astype(bool)]
        return self.each.mean()

    def backward(self):
        return (np.exp(self.log_p) - self.y) / len(self.y)


class Adam:
    def __init__(self, network, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
        self.network, self.lr, self.betas, self.eps = network, lr, (beta1, beta2), eps
        self.state = [(0.0, 0.0)] * len(network.parameters())
        self.powers = [1.0, 1.0]

    def step(self):
        b1, b2 = self.betas
        self.powers = [self.powers[0] * b1, self.powers[1] * b2]
        for i, (p, g) in enumerate(
            zip(self.network.parameters(), self.network.gradients(), strict=True)
        ):
            m, v = self.state[i]
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            self.state[i] = m, v
            root = np.sqrt(v / (1 - self.powers[1])) + self.eps
            p[...] = p - self.lr * m / (1 - self.powers[0]) / root


def overfit_small_batch(network, x, y, steps):
    loss, adam = SoftmaxCrossEntropy(), Adam(network)

    def one_step():
        value = loss.forward(network.forward(x, training=True), y)
        network.backward(loss.backward())
        adam.step()
        return float(value)

    return [one_step() for _ in range(steps)]


def worst_predictions(logits, y, k):
    loss = SoftmaxCrossEntropy()
    loss.forward(logits, y)
    return np.array(heapq.nlargest(k, range(len(y)), key=lambda i: loss.each[i]), dtype=np.int64)


def confusion_matrix(logits, y):
    counts = np.zeros((y.shape[1], y.shape[1]))
    np.add.at(counts, (np.argmax(y, axis=1), np.argmax(logits, axis=1)), 1)
    return counts
