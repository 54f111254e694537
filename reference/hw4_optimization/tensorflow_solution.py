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

import numpy as np
import tensorflow as tf

Tensor = Any  # TensorFlow ships no type stubs


def _tensor(array: np.ndarray | float) -> Tensor:
    """Copy an array to a float64 tensor: tf.constant may share the memory of what it gets."""
    return tf.constant(np.array(array, dtype=np.float64))


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
    batches = tf.data.Dataset.from_tensors(pairs).rebatch(batch_size, drop_remainder=False)
    return [(x_batch.numpy(), y_batch.numpy()) for x_batch, y_batch in batches]


def ewma(values: np.ndarray, beta: float, bias_correction: bool = True) -> np.ndarray:
    """Weight all values up to each time at once, by a triangular matrix of powers of beta.

    The bias correction needs no beta^t here: every row of weights is divided by its own sum. Not
    by `tf.train.ExponentialMovingAverage`, which rounds 1 - beta to float32: where that is exact,
    as for 0.5, it follows a variable that starts at 0 by the same average, without correction.
    Mind long series: the matrix has T^2 entries.
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


def _accumulate(state: np.ndarray, beta: float, addend: Tensor) -> Tensor:
    """A variable that holds beta state + addend, by TensorFlow's kernel for momentum.

    The kernels of Adam and AdaMax, like Keras, write an average as state + (1 - beta) (addend -
    state), whose rounding errors have the size of the old state: far too large where beta is
    near 0 and the state is much larger than what is added. They are given averages made here.
    """
    accumulator = tf.Variable(_tensor(state))
    unused = tf.Variable(tf.zeros_like(addend))
    tf.raw_ops.ResourceApplyMomentum(
        var=unused.handle,
        accum=accumulator.handle,
        lr=_tensor(0.0),
        grad=addend,
        momentum=_tensor(beta),
    )
    return accumulator


def sgd_step(w: np.ndarray, dw: np.ndarray, lr: float) -> np.ndarray:
    """Make one step of gradient descent, by TensorFlow's kernel for it."""
    weights = tf.Variable(_tensor(w))
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
    weights, velocity = tf.Variable(_tensor(w)), tf.Variable(_tensor(v))
    tf.raw_ops.ResourceApplyMomentum(
        var=weights.handle,
        accum=velocity.handle,
        lr=_tensor(lr),
        grad=_tensor(1 - beta if dampening else 1.0) * _tensor(dw),
        momentum=_tensor(beta),
    )
    return weights.numpy(), velocity.numpy()


def nesterov_step(
    w: np.ndarray, dw: np.ndarray, v: np.ndarray, lr: float, beta: float = 0.9
) -> tuple[np.ndarray, np.ndarray]:
    """Make one step with Nesterov's momentum, by TensorFlow's kernel for it."""
    weights, velocity = tf.Variable(_tensor(w)), tf.Variable(_tensor(v))
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
    weights, squares = tf.Variable(_tensor(w)), tf.Variable(_tensor(s))
    tf.raw_ops.ResourceApplyAdagradV2(
        var=weights.handle,
        accum=squares.handle,
        lr=_tensor(lr),
        epsilon=_tensor(eps),
        grad=_tensor(dw),
    )
    return weights.numpy(), squares.numpy()


def _descend(
    weights: Tensor, mean: Tensor, squares: Tensor, left: tuple[float, float], lr: float, eps: float
) -> None:
    """Change weights as Adam does for given averages, by TensorFlow's kernel for Adam.

    Args:
        weights: the variable to change.
        mean: variable with the average of the gradients.
        squares: variable with the average of their squares.
        left: beta1^t and beta2^t, which the bias correction takes away.
        lr: learning rate.
        eps: what is added to the root of the corrected average. The kernel, like Keras's Adam,
            adds its epsilon to the root of the uncorrected one, which is smaller by the root of
            1 - beta2^t; so epsilon is made smaller by as much.
    """
    kept = _tensor(1.0)  # as beta1 and beta2: the averages stay as they are
    tf.raw_ops.ResourceApplyAdam(
        var=weights.handle,
        m=mean.handle,
        v=squares.handle,
        beta1_power=_tensor(left[0]),
        beta2_power=_tensor(left[1]),
        lr=_tensor(lr),
        beta1=kept,
        beta2=kept,
        epsilon=_tensor(eps) * tf.sqrt(1 - _tensor(left[1])),
        grad=tf.zeros_like(weights),
    )


def rmsprop_step(
    w: np.ndarray, dw: np.ndarray, s: np.ndarray, lr: float, beta: float = 0.9, eps: float = 1e-8
) -> tuple[np.ndarray, np.ndarray]:
    """Make one step of RMSprop, which is Adam without momentum and without correction.

    Not by the kernel RMSProp or Keras's RMSprop, which put eps inside the root.
    """
    weights = tf.Variable(_tensor(w))
    squares = _accumulate(s, beta, _tensor(1 - beta) * tf.square(_tensor(dw)))
    _descend(weights, tf.Variable(_tensor(dw)), squares, (0.0, 0.0), lr, eps)
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
    """Make one step of Adam, by TensorFlow's kernel for it; see `_descend` about eps."""
    weights = tf.Variable(_tensor(w))
    mean = _accumulate(m, beta1, _tensor(1 - beta1) * _tensor(dw))
    squares = _accumulate(v, beta2, _tensor(1 - beta2) * tf.square(_tensor(dw)))
    _descend(weights, mean, squares, (beta1**t, beta2**t), lr, eps)
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
    """Make one step of Nadam, as two steps of Adam with the squares held fast.

    The look ahead is Adam's next step if its gradient were 0, the share of the present gradient is
    Adam's present step from an empty average. Not by Keras's Nadam: its beta1 is multiplied by
    1 - 0.96^t / 2 in step t, so the two agree only where t is large and the averages are those of
    many steps. Nor by the kernel Adam with use_nesterov, which corrects both terms by 1 - beta1^t.
    """
    weights = tf.Variable(_tensor(w))
    present = _tensor(1 - beta1) * _tensor(dw)
    mean = _accumulate(m, beta1, present)
    squares = _accumulate(v, beta2, _tensor(1 - beta2) * tf.square(_tensor(dw)))
    next_mean = _accumulate(mean.numpy(), beta1, tf.zeros_like(present))
    _descend(weights, next_mean, squares, (beta1 ** (t + 1), beta2**t), lr, eps)
    _descend(weights, tf.Variable(present), squares, (beta1**t, beta2**t), lr, eps)
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
    weights, largest = tf.Variable(_tensor(w)), tf.Variable(_tensor(u))
    mean = _accumulate(m, beta1, _tensor(1 - beta1) * _tensor(dw))
    tf.raw_ops.ResourceApplyAdaMax(
        var=weights.handle,
        m=mean.handle,
        v=largest.handle,
        beta1_power=_tensor(beta1**t),
        lr=_tensor(lr),
        beta1=_tensor(1.0),  # the average stays as it is
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
    schedule = tf.keras.optimizers.schedules.InverseTimeDecay(_tensor(lr0), 1, _tensor(decay))
    return _numbers(schedule(_tensor(epoch)))


def exponential_decay(lr0: float, decay: float, epoch: np.ndarray | float) -> np.ndarray | float:
    """Let the learning rate fall by the same share each epoch, by Keras's ExponentialDecay.

    Keras wants the share that remains after an epoch, e^-decay.
    """
    remains = tf.exp(-_tensor(decay))
    schedule = tf.keras.optimizers.schedules.ExponentialDecay(_tensor(lr0), 1, remains)
    return _numbers(schedule(_tensor(epoch)))


def inverse_sqrt_decay(lr0: float, k: float, epoch: np.ndarray | float) -> np.ndarray | float:
    """Let the learning rate fall like one over the root of the time; Keras has no such schedule."""
    return _numbers(_tensor(k) * _tensor(lr0) * tf.math.rsqrt(_tensor(epoch)))


def staircase_decay(
    lr0: float, factor: float, every: int, epoch: np.ndarray | float
) -> np.ndarray | float:
    """Multiply the learning rate by a factor every few epochs, by Keras's ExponentialDecay."""
    schedule = tf.keras.optimizers.schedules.ExponentialDecay(
        _tensor(lr0), every, _tensor(factor), staircase=True
    )
    return _numbers(schedule(_tensor(epoch)))


def step_exponential(lr0: float, every: int, epoch: np.ndarray | float) -> np.ndarray | float:
    """Let the learning rate fall smoothly to a tenth, by Keras's ExponentialDecay."""
    schedule = tf.keras.optimizers.schedules.ExponentialDecay(_tensor(lr0), every, _tensor(0.1))
    return _numbers(schedule(_tensor(epoch)))


def power_decay(
    lr0: float, power: float, every: int, epoch: np.ndarray | float
) -> np.ndarray | float:
    """Let the learning rate fall like a power of Keras's InverseTimeDecay."""
    schedule = tf.keras.optimizers.schedules.InverseTimeDecay(_tensor(1.0), every, _tensor(1.0))
    return _numbers(_tensor(lr0) * tf.pow(schedule(_tensor(epoch)), _tensor(power)))


def piecewise_constant(
    boundaries: list[float], values: list[float], epoch: np.ndarray | float
) -> np.ndarray | float:
    """Read the learning rate from a list, by Keras's PiecewiseConstantDecay.

    Keras begins a new value after its boundary, not at it, so each boundary moves to the float
    just below. Keras also needs a boundary: one at infinity changes nothing.
    """
    just_before = [_tensor(np.nextafter(boundary, -np.inf)) for boundary in boundaries]
    schedule = tf.keras.optimizers.schedules.PiecewiseConstantDecay(
        [*just_before, _tensor(np.inf)], [_tensor(value) for value in [*values, values[-1]]]
    )
    return _numbers(schedule(_tensor(epoch)))


class ReduceOnPlateau:
    """Reduces the learning rate on a plateau, by Keras's callback ReduceLROnPlateau.

    The callback sees a stand-in for a model: the learning rate of a real optimiser would be a
    float32. It is told the losses as NumPy numbers, for Keras compares Python floats in float32.
    """

    def __init__(self, lr0: float, factor: float, patience: int, min_delta: float = 0.0) -> None:
        self._callback = tf.keras.callbacks.ReduceLROnPlateau(
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
