"""Homework 4 in TensorFlow: the independent oracle for `numpy_solution.py`.

Names, signatures and results are those of the NumPy reference: NumPy arrays in, NumPy float64
arrays (or floats) out. Nothing here writes down an optimiser's formula. The steps are made by
TensorFlow's own training kernels (`tf.raw_ops.ResourceApply...`), which take every
hyperparameter in float64; `keras.optimizers` keeps the learning rate in float32 and agrees with
them to about 1e-6 only. The schedules are those of `keras.optimizers.schedules`, with
hyperparameters handed over as float64 tensors; a Python float would become a float32.

Differences bridged, each where it arises:

* momentum: neither the kernel nor Keras's SGD dampens, and Keras's velocity is -lr times ours.
* RMSprop: kernel and Keras's RMSprop put eps inside the root. Keras's Adagrad does too, but the
  kernel AdagradV2 does not.
* Adam: kernel and Keras's Adam add eps to the root of the uncorrected average.
* Nadam: Keras's Nadam lets beta1 grow from step to step; no kernel corrects its two terms apart.
* piecewise: Keras keeps the old value at a boundary and wants at least one boundary.
* plateau: Keras compares in float32 where the loss is a Python float.

AdaMax agrees as it is.
"""

from types import SimpleNamespace
from typing import Any

import keras
import numpy as np
import tensorflow as tf

Tensor = Any  # TensorFlow ships no type stubs


def _tensor(array: np.ndarray | float) -> Tensor:
    """Copy an array to a float64 tensor: tf.constant may share the memory of what it gets."""
    return tf.constant(np.array(array, dtype=np.float64))


def _variable(array: np.ndarray) -> Tensor:
    """Copy an array to a variable, which a training kernel changes in place."""
    return tf.Variable(_tensor(array))


def minibatches(
    x: np.ndarray, y: np.ndarray, batch_size: int, rng: np.random.Generator
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Shuffle the examples and cut them into batches, by `tf.data`.

    Not by the data set's own `shuffle`, which mixes TensorFlow's global seed into its order: the
    stateless shuffle depends on the seed from `rng` alone.
    """
    seed = rng.integers(2**31, size=2)
    order = tf.random.experimental.stateless_shuffle(tf.range(len(x)), seed=seed)
    pairs = (tf.gather(_tensor(x), order), tf.gather(_tensor(y), order))
    batches = tf.data.Dataset.from_tensor_slices(pairs).batch(batch_size, drop_remainder=False)
    return [(x_batch.numpy(), y_batch.numpy()) for x_batch, y_batch in batches]


def ewma(values: np.ndarray, beta: float, bias_correction: bool = True) -> np.ndarray:
    """Weight all values up to each time at once, by a triangular matrix of powers of beta.

    The bias correction needs no beta^t here: every row of weights is divided by its own sum. Not
    by `tf.train.ExponentialMovingAverage`, which rounds 1 - beta to float32; with zero_debias it
    is the same average. Mind long series: the matrix has T^2 entries.
    """
    times = tf.range(len(values), dtype=tf.float64)
    ages = tf.nn.relu(times[:, None] - times[None, :])
    weights = tf.linalg.band_part(tf.pow(_tensor(beta), ages), -1, 0)
    if bias_correction:
        weights /= tf.reduce_sum(weights, axis=1, keepdims=True)
    else:
        weights *= _tensor(1 - beta)
    averages: np.ndarray = tf.linalg.matvec(weights, _tensor(values)).numpy()
    return averages


def sgd_step(w: np.ndarray, dw: np.ndarray, lr: float) -> np.ndarray:
    """Make one step of gradient descent, by TensorFlow's kernel for it."""
    weights = _variable(w)
    tf.raw_ops.ResourceApplyGradientDescent(
        var=weights.handle, alpha=_tensor(lr), delta=_tensor(dw)
    )
    w_new: np.ndarray = weights.numpy()
    return w_new


def momentum_step(
    w: np.ndarray,
    dw: np.ndarray,
    v: np.ndarray,
    lr: float,
    beta: float = 0.9,
    dampening: bool = True,
) -> tuple[np.ndarray, np.ndarray]:
    """Make one step with momentum, by TensorFlow's kernel for it.

    The kernel knows no dampening: it is handed a gradient that is dampened already.
    """
    weights, velocity = _variable(w), _variable(v)
    gradient = _tensor(dw)
    tf.raw_ops.ResourceApplyMomentum(
        var=weights.handle,
        accum=velocity.handle,
        lr=_tensor(lr),
        grad=gradient - _tensor(beta) * gradient if dampening else gradient,
        momentum=_tensor(beta),
    )
    return weights.numpy(), velocity.numpy()


def nesterov_step(
    w: np.ndarray, dw: np.ndarray, v: np.ndarray, lr: float, beta: float = 0.9
) -> tuple[np.ndarray, np.ndarray]:
    """Make one step with Nesterov's momentum, by TensorFlow's kernel for it."""
    weights, velocity = _variable(w), _variable(v)
    tf.raw_ops.ResourceApplyMomentum(
        var=weights.handle,
        accum=velocity.handle,
        lr=_tensor(lr),
        grad=_tensor(dw),
        momentum=_tensor(beta),
        use_nesterov=True,
    )
    return weights.numpy(), velocity.numpy()


def adagrad_step(
    w: np.ndarray, dw: np.ndarray, s: np.ndarray, lr: float, eps: float = 1e-8
) -> tuple[np.ndarray, np.ndarray]:
    """Make one step of Adagrad, by TensorFlow's kernel that adds eps outside of the root.

    Keras's Adagrad adds it inside, and starts from 0.1 instead of 0 unless told otherwise.
    """
    weights, squares = _variable(w), _variable(s)
    tf.raw_ops.ResourceApplyAdagradV2(
        var=weights.handle,
        accum=squares.handle,
        lr=_tensor(lr),
        epsilon=_tensor(eps),
        grad=_tensor(dw),
    )
    return weights.numpy(), squares.numpy()


def _apply_adam(
    w: Tensor,
    m: Tensor,
    v: Tensor,
    dw: Tensor,
    *,
    lr: float,
    beta1: float,
    beta2: float,
    left1: float,
    left2: float,
    eps: float,
) -> None:
    """Change w, m and v by TensorFlow's kernel for Adam.

    Args:
        w: variable with the weights.
        m: variable with the average of the gradients.
        v: variable with the average of their squares.
        dw: the gradient.
        lr: learning rate.
        beta1: weight of the past in m; m is corrected by 1 - left1.
        beta2: weight of the past in v; v is corrected by 1 - left2.
        left1: beta1^t.
        left2: beta2^t.
        eps: what is added to the root of the corrected average. The kernel adds its epsilon to
            the root of the uncorrected one instead, which is smaller by sqrt(1 - left2).
    """
    tf.raw_ops.ResourceApplyAdam(
        var=w.handle,
        m=m.handle,
        v=v.handle,
        beta1_power=_tensor(left1),
        beta2_power=_tensor(left2),
        lr=_tensor(lr),
        beta1=_tensor(beta1),
        beta2=_tensor(beta2),
        epsilon=_tensor(eps) * tf.sqrt(1 - _tensor(left2)),
        grad=dw,
    )


def rmsprop_step(
    w: np.ndarray, dw: np.ndarray, s: np.ndarray, lr: float, beta: float = 0.9, eps: float = 1e-8
) -> tuple[np.ndarray, np.ndarray]:
    """Make one step of RMSprop, which is Adam without momentum and without correction.

    Not by the kernel RMSProp or Keras's RMSprop, which put eps inside the root.
    """
    weights, squares = _variable(w), _variable(s)
    _apply_adam(
        weights,
        tf.Variable(tf.zeros_like(weights)),
        squares,
        _tensor(dw),
        lr=lr,
        beta1=0.0,
        beta2=beta,
        left1=0.0,
        left2=0.0,
        eps=eps,
    )
    return weights.numpy(), squares.numpy()


def adam_step(
    w: np.ndarray,
    dw: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    t: int,
    lr: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Make one step of Adam, by TensorFlow's kernel for it; see `_apply_adam` about eps."""
    weights, mean, squares = _variable(w), _variable(m), _variable(v)
    _apply_adam(
        weights,
        mean,
        squares,
        _tensor(dw),
        lr=lr,
        beta1=beta1,
        beta2=beta2,
        left1=beta1**t,
        left2=beta2**t,
        eps=eps,
    )
    return weights.numpy(), mean.numpy(), squares.numpy()


def nadam_step(
    w: np.ndarray,
    dw: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    t: int,
    lr: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Make one step of Nadam, as two updates of Adam with v held fast.

    The look ahead is Adam's next update for a gradient of 0; the share of the present gradient is
    Adam's present update of an empty average. Adam's own step, on weights that are thrown away,
    gives the state. Not by Keras's Nadam: its beta1 is multiplied by 1 - 0.96^t / 2 in step t,
    so the two agree in the limit of many steps only. Nor by the kernel Adam with use_nesterov,
    which divides both terms by 1 - beta1^t.
    """
    weights, mean, squares = _variable(w), _variable(m), _variable(v)
    gradient = _tensor(dw)
    present = {"lr": lr, "beta1": beta1, "left2": beta2**t, "eps": eps}
    _apply_adam(_variable(w), mean, squares, gradient, beta2=beta2, left1=beta1**t, **present)
    nothing = tf.zeros_like(weights)
    _apply_adam(
        weights,
        tf.Variable(mean),
        squares,
        nothing,
        beta2=1.0,
        left1=beta1 ** (t + 1),
        **present,
    )
    _apply_adam(
        weights, tf.Variable(nothing), squares, gradient, beta2=1.0, left1=beta1**t, **present
    )
    return weights.numpy(), mean.numpy(), squares.numpy()


def adamax_step(
    w: np.ndarray,
    dw: np.ndarray,
    m: np.ndarray,
    u: np.ndarray,
    t: int,
    lr: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Make one step of AdaMax, by TensorFlow's kernel for it."""
    weights, mean, largest = _variable(w), _variable(m), _variable(u)
    tf.raw_ops.ResourceApplyAdaMax(
        var=weights.handle,
        m=mean.handle,
        v=largest.handle,
        beta1_power=_tensor(beta1**t),
        lr=_tensor(lr),
        beta1=_tensor(beta1),
        beta2=_tensor(beta2),
        epsilon=_tensor(eps),
        grad=_tensor(dw),
    )
    return weights.numpy(), mean.numpy(), largest.numpy()


def _numbers(lr: Tensor) -> np.ndarray | float:
    """What a schedule gave: an array, or a NumPy scalar."""
    found: np.ndarray | float = lr.numpy()
    return found


def time_decay(lr0: float, decay: float, epoch: np.ndarray | float) -> np.ndarray | float:
    """Let the learning rate fall like one over the time, by Keras's InverseTimeDecay."""
    schedule = keras.optimizers.schedules.InverseTimeDecay(_tensor(lr0), 1, _tensor(decay))
    return _numbers(schedule(_tensor(epoch)))


def exponential_decay(lr0: float, decay: float, epoch: np.ndarray | float) -> np.ndarray | float:
    """Let the learning rate fall by the same share each epoch, by Keras's ExponentialDecay.

    Keras wants the share that remains after an epoch, e^-decay.
    """
    remains = tf.exp(-_tensor(decay))
    schedule = keras.optimizers.schedules.ExponentialDecay(_tensor(lr0), 1, remains)
    return _numbers(schedule(_tensor(epoch)))


def inverse_sqrt_decay(lr0: float, k: float, epoch: np.ndarray | float) -> np.ndarray | float:
    """Let the learning rate fall like one over the root of the time; Keras has no such schedule."""
    return _numbers(_tensor(k) * _tensor(lr0) * tf.math.rsqrt(_tensor(epoch)))


def staircase_decay(
    lr0: float, factor: float, every: int, epoch: np.ndarray | float
) -> np.ndarray | float:
    """Multiply the learning rate by a factor every few epochs, by Keras's ExponentialDecay."""
    schedule = keras.optimizers.schedules.ExponentialDecay(
        _tensor(lr0), every, _tensor(factor), staircase=True
    )
    return _numbers(schedule(_tensor(epoch)))


def step_exponential(lr0: float, every: int, epoch: np.ndarray | float) -> np.ndarray | float:
    """Let the learning rate fall smoothly to a tenth, by Keras's ExponentialDecay."""
    schedule = keras.optimizers.schedules.ExponentialDecay(_tensor(lr0), every, _tensor(0.1))
    return _numbers(schedule(_tensor(epoch)))


def power_decay(
    lr0: float, power: float, every: int, epoch: np.ndarray | float
) -> np.ndarray | float:
    """Let the learning rate fall like a power of Keras's InverseTimeDecay."""
    schedule = keras.optimizers.schedules.InverseTimeDecay(_tensor(1.0), every, _tensor(1.0))
    return _numbers(_tensor(lr0) * tf.pow(schedule(_tensor(epoch)), _tensor(power)))


def piecewise_constant(
    boundaries: list[float], values: list[float], epoch: np.ndarray | float
) -> np.ndarray | float:
    """Read the learning rate from a list, by Keras's PiecewiseConstantDecay.

    Keras begins a new value after its boundary, not at it, so each boundary moves to the float
    just below. Keras also needs a boundary: one at infinity changes nothing.
    """
    just_before = [_tensor(np.nextafter(boundary, -np.inf)) for boundary in boundaries]
    schedule = keras.optimizers.schedules.PiecewiseConstantDecay(
        [*just_before, _tensor(np.inf)], [_tensor(value) for value in [*values, values[-1]]]
    )
    return _numbers(schedule(_tensor(epoch)))


class ReduceOnPlateau:
    """Reduces the learning rate on a plateau, by Keras's callback ReduceLROnPlateau.

    The callback sees a stand-in for a model: the learning rate of a real optimiser would be a
    float32. It is told the losses as NumPy numbers, for Keras compares Python floats in float32.
    """

    def __init__(self, lr0: float, factor: float, patience: int, min_delta: float = 0.0) -> None:
        self._callback = keras.callbacks.ReduceLROnPlateau(
            monitor="dev_loss",
            mode="min",
            factor=factor,
            patience=patience,
            min_delta=min_delta,
            cooldown=0,
            min_lr=0.0,
        )
        self._optimizer = SimpleNamespace(learning_rate=lr0)
        self._callback.set_model(SimpleNamespace(optimizer=self._optimizer))
        self._callback.on_train_begin()

    def update(self, dev_loss: float) -> float:
        """Tell the callback an epoch's dev loss; returns the learning rate that it leaves."""
        self._callback.on_epoch_end(0, {"dev_loss": np.float64(dev_loss)})
        return float(self._optimizer.learning_rate)
