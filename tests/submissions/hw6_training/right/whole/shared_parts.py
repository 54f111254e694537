"""All functions of the homework: modules, loss and optimisers are classes that all of it shares."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import namedtuple
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

Array = np.ndarray


class Module(ABC):
    def __init__(self, **params: Array) -> None:
        self.params = params
        self.grads: dict[str, Array] = {}

    @abstractmethod
    def forward(self, x: Array, training: bool) -> Array: ...

    @abstractmethod
    def backward(self, d: Array) -> Array: ...


class Linear(Module):
    def __init__(self, w: Array) -> None:
        super().__init__(w=w, b=np.zeros(w.shape[1]))

    def forward(self, x: Array, training: bool) -> Array:
        self.x = x
        return np.einsum("ij,jk->ik", x, self.params["w"]) + self.params["b"]

    def backward(self, d: Array) -> Array:
        self.grads = {"w": np.einsum("ij,ik->jk", self.x, d), "b": np.einsum("ik->k", d)}
        return np.einsum("ik,jk->ij", d, self.params["w"])


class BatchNorm(Module):
    def __init__(self, width: int) -> None:
        super().__init__(gamma=np.ones(width), beta=np.zeros(width))
        self.running = np.array([np.zeros(width), np.ones(width)])

    def forward(self, x: Array, training: bool) -> Array:
        moments = self.running
        if training:
            moments = np.array([x.mean(axis=0), x.var(axis=0)])
            self.running = 0.9 * self.running + 0.1 * moments
        self.training = training
        self.inverse = (moments[1] + 1e-5) ** -0.5
        self.hat = (x - moments[0]) * self.inverse
        return self.params["gamma"] * self.hat + self.params["beta"]

    def backward(self, d: Array) -> Array:
        self.grads = {"gamma": np.sum(d * self.hat, axis=0), "beta": np.sum(d, axis=0)}
        if self.training:
            means = self.grads["beta"] + self.hat * self.grads["gamma"]
            d = d - means / len(d)
        return d * self.params["gamma"] * self.inverse


class ReLUDropout(Module):
    """ReLU and inverted dropout in one factor."""

    def __init__(self, keep_prob: float, rng: np.random.Generator) -> None:
        super().__init__()
        self.keep_prob, self.rng = keep_prob, rng

    def forward(self, x: Array, training: bool) -> Array:
        self.factor = np.where(x > 0, 1.0, 0.0)
        if training and self.keep_prob < 1:
            u = self.rng.uniform(0, 1, x.shape)
            self.factor = self.factor * np.floor(u + self.keep_prob) / self.keep_prob
        return x * self.factor

    def backward(self, d: Array) -> Array:
        return d * self.factor


class Network:
    def __init__(
        self,
        layer_sizes: list[int],
        rng: np.random.Generator,
        *,
        init: str = "he",
        batchnorm: bool = False,
        keep_prob: float = 1.0,
    ) -> None:
        gains = {"xavier": (1, 1, 0), "lecun": (1, 1, 0), "he": (2, 1, 0), "glorot": (2, 1, 1)}
        if init not in gains:
            raise ValueError(f"Expected init in {sorted(gains)} but got init={init!r}.")
        gain, a, b = gains[init]
        self.modules: list[Module] = []
        for n_in, n_out in pairwise(layer_sizes):
            if self.modules:
                if batchnorm:
                    self.modules.append(BatchNorm(n_in))
                self.modules.append(ReLUDropout(keep_prob, rng))
            std = np.sqrt(gain / (a * n_in + b * n_out))
            self.modules.append(Linear(rng.normal(0.0, std, size=(n_in, n_out))))

    def forward(self, x: Array, training: bool) -> Array:
        for module in self.modules:
            x = module.forward(x, training)
        return x

    def backward(self, dlogits: Array) -> Array:
        for module in self.modules[::-1]:
            dlogits = module.backward(dlogits)
        return dlogits

    def parameters(self) -> list[Array]:
        return [p for module in self.modules for p in module.params.values()]

    def gradients(self) -> list[Array]:
        return [module.grads[name] for module in self.modules for name in module.params]


class CrossEntropy:
    def __init__(self, logits: Array, y: Array) -> None:
        self.log_p = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
        self.y = y

    def each(self) -> Array:
        return -np.sum(self.log_p, axis=1, where=self.y == 1)

    def mean(self) -> float:
        return float(self.each().mean())

    def slope(self) -> Array:
        return (np.exp(self.log_p) - self.y) / len(self.y)


class Optimiser:
    def __init__(self, params: list[Array], lr: float, weight_decay: float = 0.0) -> None:
        self.params, self.lr, self.weight_decay = params, lr, weight_decay
        self.t = 0
        self.state = [np.zeros((2, *p.shape)) for p in params]

    def step(self, grads: list[Array]) -> None:
        self.t += 1
        for p, g, state in zip(self.params, grads, self.state, strict=True):
            decay = self.weight_decay * p if p.ndim == 2 else 0.0
            p -= self.lr * self.direction(g + decay, state)

    def direction(self, g: Array, state: Array) -> Array:
        return g


class Momentum(Optimiser):
    def direction(self, g: Array, state: Array) -> Array:
        state[0] = 0.9 * state[0] + 0.1 * g
        return state[0]


class Adam(Optimiser):
    def direction(self, g: Array, state: Array) -> Array:
        state[0] = 0.9 * state[0] + 0.1 * g
        state[1] = 0.999 * state[1] + 0.001 * g**2
        mean, square = state[0] / (1 - 0.9**self.t), state[1] / (1 - 0.999**self.t)
        return mean / (np.sqrt(square) + 1e-8)


OPTIMISERS = {"sgd": Optimiser, "momentum": Momentum, "adam": Adam}


def train_on(network, optimiser: Optimiser, x: Array, y: Array) -> float:
    """One step; gives the loss before it."""
    loss = CrossEntropy(network.forward(x, training=True), y)
    network.backward(loss.slope())
    optimiser.step(network.gradients())
    return loss.mean()


class Best:
    def __init__(self, params: list[Array], patience: int | None) -> None:
        self.params, self.patience = params, patience
        self.losses: list[float] = []
        self.copies: list[Array] = []
        self.epoch = -1

    def see(self, loss: float) -> bool:
        """Whether it is time to stop."""
        self.losses.append(loss)
        now = len(self.losses) - 1
        if loss < (self.losses[self.epoch] if self.copies else np.inf):
            self.epoch, self.copies = now, [p.copy() for p in self.params]
        return self.patience is not None and now - self.epoch >= self.patience

    def restore(self) -> None:
        if self.patience is not None:
            for p, copy in zip(self.params, self.copies or self.params, strict=True):
                p[...] = copy


def batches(n: int, size: int, rng: np.random.Generator) -> Iterator[Array]:
    order = rng.permutation(n)
    yield from (order[i : i + size] for i in range(0, n, size))


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
    if optimizer not in OPTIMISERS:
        raise ValueError(f"Expected optimizer in {list(OPTIMISERS)} but got {optimizer!r}.")
    params = list(network.parameters())
    rule = OPTIMISERS[optimizer](params, lr, weight_decay)
    best = Best(params, patience)
    history = {"train_loss": [], "dev_loss": [], "dev_accuracy": []}
    for _ in range(epochs):
        for rows in batches(len(x_train), batch_size, rng):
            train_on(network, rule, x_train[rows], y_train[rows])
        train = CrossEntropy(network.forward(x_train, training=False), y_train)
        dev = CrossEntropy(network.forward(x_dev, training=False), y_dev)
        history["train_loss"].append(train.mean())
        history["dev_loss"].append(dev.mean())
        table = confusion_matrix(dev.log_p, y_dev)
        history["dev_accuracy"].append(float(np.trace(table) / table.sum()))
        if best.see(history["dev_loss"][-1]):
            break
    best.restore()
    return history


def overfit_small_batch(network, x, y, steps):
    adam = Adam(network.parameters(), lr=0.015)
    return [train_on(network, adam, x, y) for _ in range(steps)]


def worst_predictions(logits, y, k):
    return np.argsort(CrossEntropy(logits, y).each())[::-1][:k]


def confusion_matrix(logits, y):
    true, predicted = np.argmax(y, axis=1), np.argmax(logits, axis=1)
    counts = np.zeros((y.shape[1],) * 2, dtype=np.int64)
    np.add.at(counts, (true, predicted), 1)
    return counts


Dense = namedtuple("Dense", "x w")
Norm = namedtuple("Norm", "jacobian x_hat")


def dense_forward(x, w, b):
    return np.einsum("nd,dk->nk", x, w) + b, Dense(x, w)


def dense_backward(dz, cache):
    return (
        np.einsum("nk,dk->nd", dz, cache.w),
        np.einsum("nd,nk->dk", cache.x, dz),
        np.einsum("nk->k", dz),
    )


def relu_forward(z):
    step = np.heaviside(z, 0.0)
    return np.einsum("nk,nk->nk", z, step), step


def relu_backward(da, cache):
    return np.einsum("nk,nk->nk", da, cache)


def softmax_cross_entropy(z, y):
    n = len(z)
    e = np.exp(z - z.max(axis=1)[:, np.newaxis])
    p = np.einsum("nk,n->nk", e, 1 / np.einsum("nk->n", e))
    top = np.einsum("nk,nk->n", z - z.max(axis=1, keepdims=True), y)
    loss = np.einsum("n->", np.log(np.einsum("nk->n", e)) - top) / n
    return float(loss), (p - y) / n


def init_weights(fan_in, fan_out, scheme, rng):
    match scheme:
        case "he":
            variance = 2 / fan_in
        case "xavier" | "lecun":
            variance = 1 / fan_in
        case "glorot":
            variance = 2 / (fan_in + fan_out)
        case _:
            raise ValueError("expected xavier, glorot, he or lecun")
    return np.einsum("ki->ik", rng.standard_normal((fan_out, fan_in))) * np.sqrt(variance)


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    n = len(x)
    if training:
        mean = np.einsum("nd->d", x) / n
        var = np.einsum("nd,nd->d", x - mean, x - mean) / n
        new_mean = momentum * running_mean + (1 - momentum) * mean
        new_var = momentum * running_var + (1 - momentum) * var
    else:
        mean, var = running_mean, running_var
        new_mean, new_var = 1.0 * mean, 1.0 * var
    scale = (var + eps) ** -0.5
    x_hat = np.einsum("nd,d->nd", x - mean, scale)

    def jacobian(upstream):
        """(I - 11'/n - hh'/n) upstream, without building the matrix."""
        if training:
            ones = np.einsum("nd->d", upstream)
            along = np.einsum("nd,nd->d", x_hat, upstream)
            upstream = upstream - ones / n - np.einsum("nd,d->nd", x_hat, along) / n
        return np.einsum("nd,d,d->nd", upstream, gamma, scale)

    return np.einsum("nd,d->nd", x_hat, gamma) + beta, Norm(jacobian, x_hat), new_mean, new_var


def batchnorm_backward(dout, cache):
    return (
        cache.jacobian(dout),
        np.einsum("nd,nd->d", dout, cache.x_hat),
        np.einsum("nd->d", dout),
    )


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob")
    factor = np.ones(x.shape)
    if training:
        factor = np.less(rng.uniform(size=x.shape[::-1]).T, keep_prob) / keep_prob
    return np.einsum("nd,nd->nd", x, factor), factor


def dropout_backward(dout, cache):
    return np.einsum("nd,nd->nd", dout, cache)


def minibatches(x, y, batch_size, rng):
    numbers = rng.permuted(np.arange(len(x)))
    return [
        (x.take(numbers[k : k + batch_size], axis=0), y.take(numbers[k : k + batch_size], axis=0))
        for k in range(0, len(x), batch_size)
    ]


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m_new = np.einsum("s,s...->...", np.array([beta1, 1 - beta1]), np.stack([m, dw]))
    v_new = np.einsum("s,s...->...", np.array([beta2, 1 - beta2]), np.stack([v, dw * dw]))
    rms = np.sqrt(v_new / (1 - beta2**t)) + eps
    return w - lr / (1 - beta1**t) * m_new / rms, m_new, v_new


def build_keras_model(input_dim, classes, *, hidden, l2, dropout, batchnorm):
    from keras import Sequential, constraints, initializers, layers, regularizers

    def dense(units, **settings):
        return layers.Dense(units, kernel_regularizer=regularizers.L2(l2), **settings)

    def parts():
        yield layers.Input((input_dim,))
        for units in hidden:
            he = initializers.VarianceScaling(2.0, "fan_in", "truncated_normal")
            yield dense(units, kernel_initializer=he, kernel_constraint=constraints.MaxNorm(3))
            if batchnorm:
                yield layers.BatchNormalization()
            yield layers.ReLU()
            yield layers.Dropout(dropout)
        yield dense(classes, activation="softmax")

    model = Sequential(list(parts()))
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


def train_keras(model, data, patience):
    from keras.callbacks import EarlyStopping

    x, y, *dev = data
    stop = EarlyStopping("val_loss", patience=patience, mode="min", restore_best_weights=True)
    fitted = model.fit(x, y, 32, 12, 0, callbacks=[stop], validation_data=tuple(dev))
    return fitted.history
