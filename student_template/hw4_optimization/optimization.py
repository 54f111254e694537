"""Homework 4: mini-batches, moving averages, optimisers and learning-rate schedules, in NumPy.

Write the body of every function and method; its docstring says what it must do. Leave names,
arguments and their order as they are. Besides NumPy only Python's standard library may be imported.

Conventions of all homeworks:

* Rows are examples: `x` is (N, D), labels `y` are one-hot, (N, K). N, D and K are at least 1.
* Inputs are float64 and finite, in size at most 1e4 unless a docstring says otherwise. Results
  are float64 and finite too. A scalar result, such as a learning rate, may be a Python float, a
  NumPy scalar or a 0-d array.
* Functions never change an argument, and never return an argument itself or a view of it.
* Randomness comes from the argument `rng` alone. In which order you draw is up to you.

Conventions of this homework:

* An optimiser's function makes one step for one array of weights `w` of any shape, with at least
  one axis. `dw`, the gradient of the loss, and the optimiser's state (`v`, `s`, `m` or `u`) have
  the shape of `w`. All formulas go entry by entry.
* It returns the new weights and the new state. The caller passes that state to the next step;
  before the first one it is all zeros. The function itself remembers nothing.
* An entry of a gradient is 0, or at least 1e-100 in size, so that its square is not lost.
* The learning rate `lr` is from 0 to 10. `eps` is from 1e-12 to 1. It is added *after* the root
  is taken, in every optimiser that has one.
* The step number `t` counts from 1, to at most 1e6. Epochs count from 0.

The examples below run with `python -m doctest optimization.py`.
"""

import numpy as np


def minibatches(
    x: np.ndarray, y: np.ndarray, batch_size: int, rng: np.random.Generator
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Shuffle the examples and cut them into batches: one epoch's work.

    number of batches = N / batch_size, rounded up

    Every example is in exactly one batch, with its own label. All batches have batch_size
    examples, but for the last one, which holds the rest where batch_size does not divide N.

    Args:
        x: inputs, float64, shape (N, D).
        y: labels, float64, shape (N, K), one-hot or any other numbers; row n belongs to row n of x.
        batch_size: examples per batch, at least 1; N or more gives a single batch.
        rng: source of the shuffling; all orders of the N examples are equally likely, and every
            call draws a new one.

    Returns:
        batches: a list of pairs (x_batch, y_batch), float64, shapes (B, D) and (B, K) with B from
            1 to batch_size; copies, which share no memory with x and y.

    Numerics:
        Exact: rows are copied. Loop over the batches, better not over the examples, which costs
        time but no points: 20,000,000 of them at a batch size of 1000 are 20,000 batches.

    >>> x = np.array([[10.0], [20.0], [30.0], [40.0], [50.0]])
    >>> y = np.array([[1.0], [2.0], [3.0], [4.0], [5.0]])
    >>> batches = minibatches(x, y, 2, np.random.default_rng())
    >>> [len(x_batch) for x_batch, y_batch in batches]
    [2, 2, 1]
    >>> all(np.array_equal(x_batch, 10 * y_batch) for x_batch, y_batch in batches)
    True
    """
    # Your code here.
    raise NotImplementedError("minibatches is not written yet")


def ewma(values: np.ndarray, beta: float, bias_correction: bool = True) -> np.ndarray:
    """Follow a series by its exponentially weighted moving average.

    v_t = beta v_(t-1) + (1 - beta) values_t, for t = 1, 2, ..., T, from v_0 = 0

    Result number t is v_t / (1 - beta^t) with bias correction, and v_t without. The correction
    mends the result only: v_(t+1) is worked out from the v_t of the formula. The average looks
    back over about 1 / (1 - beta) values: 2, 10 and 50 for a beta of 0.5, 0.9 and 0.98.

    Args:
        values: the series, float64, shape (T,), T at least 1.
        beta: weight of the past, from 0 (no past at all) to 0.9999.
        bias_correction: whether to divide by 1 - beta^t, the sum of the weights so far.

    Returns:
        averages: float64, shape (T,); with bias correction the first one is values_1 itself.

    Numerics:
        1 - beta^t loses a few digits where beta is near 1; all that remain are enough here.

    >>> values = np.array([10.0, 20.0])
    >>> print(np.round(ewma(values, 0.98), 4))  # the second is (0.0196 * 10 + 0.02 * 20) / 0.0396
    [10.     15.0505]
    >>> print(np.round(ewma(values, 0.98, bias_correction=False), 4))
    [0.2   0.596]
    """
    # Your code here.
    raise NotImplementedError("ewma is not written yet")


def sgd_step(w: np.ndarray, dw: np.ndarray, lr: float) -> np.ndarray:
    """Make one step of gradient descent.

    w_new = w - lr dw

    Args:
        w: weights, float64, any shape.
        dw: gradient of the loss with respect to w, float64, shape of w.
        lr: learning rate, from 0 to 10.

    Returns:
        w_new: the new weights, float64, shape of w.

    Numerics:
        Two roundings per entry.

    >>> print(np.round(sgd_step(np.array([1.0, -2.0]), np.array([3.0, -4.0]), 0.1), 4))
    [ 0.7 -1.6]
    """
    # Your code here.
    raise NotImplementedError("sgd_step is not written yet")


def momentum_step(
    w: np.ndarray,
    dw: np.ndarray,
    v: np.ndarray,
    lr: float,
    beta: float = 0.9,
    dampening: bool = True,
) -> tuple[np.ndarray, np.ndarray]:
    """Make one step along the moving average of the gradients.

    v_new = beta v + (1 - beta) dw with dampening, and beta v + dw without
    w_new = w - lr v_new

    Args:
        w: weights, float64, any shape.
        dw: gradient of the loss with respect to w, float64, shape of w.
        v: velocity, float64, shape of w; zeros before the first step. It is made of gradients
            alone and holds neither the learning rate nor a minus sign.
        lr: learning rate, from 0 to 10.
        beta: weight of the past, from 0 (plain gradient descent) to 0.9999.
        dampening: whether the new gradient is weighted by 1 - beta, as in an average.

    Returns:
        w_new: the new weights, float64, shape of w.
        v_new: the new velocity, float64, shape of w.

    Numerics:
        A few roundings per entry.

    >>> w, dw, v = np.array([1.0, -2.0]), np.array([2.0, 4.0]), np.array([1.0, 0.0])
    >>> w_new, v_new = momentum_step(w, dw, v, 0.1)
    >>> print(np.round(w_new, 4), np.round(v_new, 4))
    [ 0.89 -2.04] [1.1 0.4]
    >>> w_new, v_new = momentum_step(w, dw, v, 0.1, dampening=False)
    >>> print(np.round(w_new, 4), np.round(v_new, 4))
    [ 0.71 -2.4 ] [2.9 4. ]
    """
    # Your code here.
    raise NotImplementedError("momentum_step is not written yet")


def nesterov_step(
    w: np.ndarray, dw: np.ndarray, v: np.ndarray, lr: float, beta: float = 0.9
) -> tuple[np.ndarray, np.ndarray]:
    """Make one step with Nesterov's momentum, which looks one step of the velocity ahead.

    v_new = beta v + dw
    w_new = w - lr (dw + beta v_new)

    Args:
        w: weights, float64, any shape.
        dw: gradient of the loss with respect to w, float64, shape of w.
        v: velocity, float64, shape of w; zeros before the first step. It is made of gradients
            alone and holds neither the learning rate nor a minus sign.
        lr: learning rate, from 0 to 10.
        beta: weight of the past, from 0 (plain gradient descent) to 0.9999. There is no
            dampening here.

    Returns:
        w_new: the new weights, float64, shape of w.
        v_new: the new velocity, float64, shape of w.

    Numerics:
        A few roundings per entry.

    Source: Sutskever, Martens, Dahl, Hinton, "On the importance of initialization and momentum in
    deep learning", ICML 2013, in the form that takes the gradient at w.

    >>> w, dw, v = np.array([1.0, -2.0]), np.array([2.0, 4.0]), np.array([1.0, 0.0])
    >>> w_new, v_new = nesterov_step(w, dw, v, 0.1)
    >>> print(np.round(w_new, 4), np.round(v_new, 4))
    [ 0.539 -2.76 ] [2.9 4. ]
    """
    # Your code here.
    raise NotImplementedError("nesterov_step is not written yet")


def adagrad_step(
    w: np.ndarray, dw: np.ndarray, s: np.ndarray, lr: float, eps: float = 1e-8
) -> tuple[np.ndarray, np.ndarray]:
    """Make one step with a learning rate per weight that shrinks as its gradients add up.

    s_new = s + dw^2
    w_new = w - lr dw / (sqrt(s_new) + eps)

    Args:
        w: weights, float64, any shape.
        dw: gradient of the loss with respect to w, float64, shape of w.
        s: sum of the squared gradients so far, float64, shape of w, at least 0; zeros before the
            first step.
        lr: learning rate, from 0 to 10.
        eps: keeps the denominator above 0, from 1e-12 to 1; outside of the root.

    Returns:
        w_new: the new weights, float64, shape of w.
        s_new: the new sum, float64, shape of w.

    Numerics:
        No warning and no NaN where gradient and sum are both 0: the weight stays.

    Source: Duchi, Hazan, Singer, "Adaptive subgradient methods", JMLR 12 (2011).

    >>> w, s = np.array([1.0, -2.0]), np.zeros(2)
    >>> w, s = adagrad_step(w, np.array([3.0, -4.0]), s, 0.1)
    >>> print(np.round(w, 4), s)
    [ 0.9 -1.9] [ 9. 16.]
    >>> w, s = adagrad_step(w, np.array([4.0, -3.0]), s, 0.1)
    >>> print(np.round(w, 4), s)
    [ 0.82 -1.84] [25. 25.]
    """
    # Your code here.
    raise NotImplementedError("adagrad_step is not written yet")


def rmsprop_step(
    w: np.ndarray, dw: np.ndarray, s: np.ndarray, lr: float, beta: float = 0.9, eps: float = 1e-8
) -> tuple[np.ndarray, np.ndarray]:
    """Make one step with each weight's gradient divided by its recent size.

    s_new = beta s + (1 - beta) dw^2
    w_new = w - lr dw / (sqrt(s_new) + eps)

    Args:
        w: weights, float64, any shape.
        dw: gradient of the loss with respect to w, float64, shape of w.
        s: moving average of the squared gradients, float64, shape of w, at least 0; zeros before
            the first step. It has no bias correction.
        lr: learning rate, from 0 to 10.
        beta: weight of the past, from 0 to 0.9999.
        eps: keeps the denominator above 0, from 1e-12 to 1; outside of the root.

    Returns:
        w_new: the new weights, float64, shape of w.
        s_new: the new average, float64, shape of w.

    Numerics:
        No warning and no NaN where gradient and average are both 0: the weight stays.

    Source: Tieleman, Hinton, lecture 6.5 of "Neural networks for machine learning", 2012.

    >>> w, dw, s = np.array([1.0, -2.0]), np.array([4.0, -2.0]), np.zeros(2)
    >>> w_new, s_new = rmsprop_step(w, dw, s, 0.1, beta=0.75)
    >>> print(np.round(w_new, 4), s_new)
    [ 0.8 -1.8] [4. 1.]
    """
    # Your code here.
    raise NotImplementedError("rmsprop_step is not written yet")


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
    """Make one step of Adam: momentum, divided by the gradients' recent size.

    m_new = beta1 m + (1 - beta1) dw
    v_new = beta2 v + (1 - beta2) dw^2
    m_hat = m_new / (1 - beta1^t),  v_hat = v_new / (1 - beta2^t)
    w_new = w - lr m_hat / (sqrt(v_hat) + eps)

    The corrected m_hat and v_hat serve this step alone: the state stays uncorrected.

    Args:
        w: weights, float64, any shape.
        dw: gradient of the loss with respect to w, float64, shape of w.
        m: moving average of the gradients, float64, shape of w; zeros before the first step.
        v: moving average of the squared gradients, float64, shape of w, at least 0; zeros before
            the first step.
        t: number of this step: 1 in the first call, 2 in the second, and so on.
        lr: learning rate, from 0 to 10.
        beta1: weight of the past in m, from 0 to 0.9999.
        beta2: weight of the past in v, from 0 to 0.9999.
        eps: keeps the denominator above 0, from 1e-12 to 1; outside of the root, and added to the
            root of the corrected v_hat.

    Returns:
        w_new: the new weights, float64, shape of w.
        m_new: the new average of the gradients, float64, shape of w.
        v_new: the new average of their squares, float64, shape of w.

    Numerics:
        No warning and no NaN where gradient and state are 0: the weight stays. The first step
        has the size lr whatever the gradient's size, as long as that is far above eps.

    Source: Kingma, Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1.

    >>> w, m, v = np.array([1.0, -2.0]), np.zeros(2), np.zeros(2)
    >>> w, m, v = adam_step(w, np.array([3.0, -0.004]), m, v, 1, 0.1)
    >>> print(np.round(w, 4), np.round(m, 4), np.round(v, 4))
    [ 0.9 -1.9] [ 0.3    -0.0004] [0.009 0.   ]
    >>> w, m, v = adam_step(w, np.array([-3.0, -0.004]), m, v, 2, 0.1)
    >>> print(np.round(w, 4))
    [ 0.9053 -1.8   ]
    """
    # Your code here.
    raise NotImplementedError("adam_step is not written yet")


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
    """Make one step of Nadam: Adam with Nesterov's look ahead.

    m_new = beta1 m + (1 - beta1) dw
    v_new = beta2 v + (1 - beta2) dw^2
    m_hat = beta1 m_new / (1 - beta1^(t+1)) + (1 - beta1) dw / (1 - beta1^t)
    v_hat = v_new / (1 - beta2^t)
    w_new = w - lr m_hat / (sqrt(v_hat) + eps)

    Args:
        w: weights, float64, any shape.
        dw: gradient of the loss with respect to w, float64, shape of w.
        m: moving average of the gradients, float64, shape of w; zeros before the first step.
        v: moving average of the squared gradients, float64, shape of w, at least 0; zeros before
            the first step.
        t: number of this step: 1 in the first call, 2 in the second, and so on.
        lr: learning rate, from 0 to 10.
        beta1: weight of the past in m, from 0 to 0.9999; the same in every step (some libraries
            change it from step to step).
        beta2: weight of the past in v, from 0 to 0.9999.
        eps: keeps the denominator above 0, from 1e-12 to 1; outside of the root, and added to the
            root of the corrected v_hat.

    Returns:
        w_new: the new weights, float64, shape of w.
        m_new: the new average of the gradients, float64, shape of w.
        v_new: the new average of their squares, float64, shape of w.

    Numerics:
        No warning and no NaN where gradient and state are 0: the weight stays.

    Source: Dozat, "Incorporating Nesterov momentum into Adam", ICLR workshop 2016.

    >>> w, m, v = np.array([1.0, -2.0]), np.zeros(2), np.zeros(2)
    >>> w, m, v = nadam_step(w, np.array([3.0, -0.004]), m, v, 1, 0.1)
    >>> print(np.round(w, 4), np.round(m, 4), np.round(v, 4))
    [ 0.8526 -1.8526] [ 0.3    -0.0004] [0.009 0.   ]
    """
    # Your code here.
    raise NotImplementedError("nadam_step is not written yet")


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
    """Make one step of AdaMax: Adam with a fading maximum in the place of the squares.

    m_new = beta1 m + (1 - beta1) dw
    u_new = max(beta2 u, |dw|)
    w_new = w - lr m_new / (1 - beta1^t) / (u_new + eps)

    Args:
        w: weights, float64, any shape.
        dw: gradient of the loss with respect to w, float64, shape of w.
        m: moving average of the gradients, float64, shape of w; zeros before the first step.
        u: fading maximum of the gradients' sizes, float64, shape of w, at least 0; zeros before
            the first step. It needs no bias correction.
        t: number of this step: 1 in the first call, 2 in the second, and so on.
        lr: learning rate, from 0 to 10.
        beta1: weight of the past in m, from 0 to 0.9999.
        beta2: what remains of the maximum after a step, from 0 to 0.9999.
        eps: keeps the denominator above 0, from 1e-12 to 1; added to u_new in the denominator and
            no part of the state.

    Returns:
        w_new: the new weights, float64, shape of w.
        m_new: the new average of the gradients, float64, shape of w.
        u_new: the new maximum, float64, shape of w.

    Numerics:
        No warning and no NaN where gradient and state are 0: the weight stays.

    Source: Kingma, Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 2, with
    eps added to the denominator.

    >>> w, m, u = np.array([1.0, -2.0]), np.zeros(2), np.zeros(2)
    >>> w, m, u = adamax_step(w, np.array([3.0, -0.004]), m, u, 1, 0.1)
    >>> print(np.round(w, 4), u)
    [ 0.9 -1.9] [3.    0.004]
    >>> w, m, u = adamax_step(w, np.array([-1.0, -0.004]), m, u, 2, 0.1)
    >>> print(np.round(w, 4), u)
    [ 0.8701 -1.8   ] [2.997 0.004]
    """
    # Your code here.
    raise NotImplementedError("adamax_step is not written yet")


def time_decay(lr0: float, decay: float, epoch: np.ndarray | float) -> np.ndarray | float:
    """Let the learning rate fall like one over the time.

    lr = lr0 / (1 + decay epoch)

    Args:
        lr0: learning rate of epoch 0, positive.
        decay: how fast it falls per epoch, at least 0.
        epoch: a number from 0 to 1e4, or an int64 or float64 array of such numbers, any shape
            with at least one axis.

    Returns:
        lr: the learning rate; a scalar for a number, float64 of the shape of epoch for an array.

    Numerics:
        A few roundings.

    >>> print(np.round(time_decay(0.2, 1.0, np.array([0, 1, 2, 3, 4])), 4))
    [0.2    0.1    0.0667 0.05   0.04  ]
    """
    # Your code here.
    raise NotImplementedError("time_decay is not written yet")


def exponential_decay(lr0: float, decay: float, epoch: np.ndarray | float) -> np.ndarray | float:
    """Let the learning rate fall by the same share in every epoch.

    lr = lr0 e^(-decay epoch)

    Args:
        lr0: learning rate of epoch 0, positive.
        decay: how fast it falls per epoch, at least 0.
        epoch: a number from 0 to 1e4, or an int64 or float64 array of such numbers, any shape
            with at least one axis; decay times epoch is at most 100.

    Returns:
        lr: the learning rate; a scalar for a number, float64 of the shape of epoch for an array.

    Numerics:
        A few roundings.

    >>> print(np.round(exponential_decay(0.1, 0.5, np.array([0, 1, 2, 10])), 5))
    [0.1     0.06065 0.03679 0.00067]
    """
    # Your code here.
    raise NotImplementedError("exponential_decay is not written yet")


def inverse_sqrt_decay(lr0: float, k: float, epoch: np.ndarray | float) -> np.ndarray | float:
    """Let the learning rate fall like one over the root of the time.

    lr = k lr0 / sqrt(epoch)

    Args:
        lr0: a learning rate, positive.
        k: factor, positive; k lr0 is the learning rate of epoch 1.
        epoch: a number from 1 to 1e4, or an int64 or float64 array of such numbers, any shape
            with at least one axis. Never 0, for which the formula has no value.

    Returns:
        lr: the learning rate; a scalar for a number, float64 of the shape of epoch for an array.

    Numerics:
        A few roundings.

    >>> print(np.round(inverse_sqrt_decay(0.1, 2.0, np.array([1, 4, 16, 100])), 4))
    [0.2  0.1  0.05 0.02]
    """
    # Your code here.
    raise NotImplementedError("inverse_sqrt_decay is not written yet")


def staircase_decay(
    lr0: float, factor: float, every: int, epoch: np.ndarray | float
) -> np.ndarray | float:
    """Multiply the learning rate by a factor every few epochs.

    lr = lr0 factor^floor(epoch / every)

    Args:
        lr0: learning rate of epoch 0, positive.
        factor: what remains after a drop, above 0, at most 1.
        every: epochs between two drops, a whole number, at least 1; the first drop is seen in
            epoch `every`, not before.
        epoch: a number from 0 to 1e4, or an int64 or float64 array of such numbers, any shape
            with at least one axis; at most 100 drops.

    Returns:
        lr: the learning rate; a scalar for a number, float64 of the shape of epoch for an array.

    Numerics:
        A few roundings.

    >>> print(np.round(staircase_decay(0.1, 0.5, 10, np.array([0, 9, 10, 19, 20, 35])), 4))
    [0.1    0.1    0.05   0.05   0.025  0.0125]
    """
    # Your code here.
    raise NotImplementedError("staircase_decay is not written yet")


def step_exponential(lr0: float, every: int, epoch: np.ndarray | float) -> np.ndarray | float:
    """Let the learning rate fall smoothly, by a factor of ten within every few epochs.

    lr = lr0 10^(-epoch / every)

    Args:
        lr0: learning rate of epoch 0, positive.
        every: epochs that it takes to fall to a tenth, a whole number, at least 1.
        epoch: a number from 0 to 1e4, or an int64 or float64 array of such numbers, any shape
            with at least one axis; epoch / every is at most 100.

    Returns:
        lr: the learning rate; a scalar for a number, float64 of the shape of epoch for an array.

    Numerics:
        A few roundings.

    >>> print(np.round(step_exponential(0.1, 20, np.array([0, 10, 20, 40])), 4))
    [0.1    0.0316 0.01   0.001 ]
    """
    # Your code here.
    raise NotImplementedError("step_exponential is not written yet")


def power_decay(
    lr0: float, power: float, every: int, epoch: np.ndarray | float
) -> np.ndarray | float:
    """Let the learning rate fall like a power of the time.

    lr = lr0 / (1 + epoch / every)^power

    Args:
        lr0: learning rate of epoch 0, positive.
        power: from 0 (a constant learning rate) to 10.
        every: the time scale in epochs, a whole number, at least 1.
        epoch: a number from 0 to 1e4, or an int64 or float64 array of such numbers, any shape
            with at least one axis.

    Returns:
        lr: the learning rate; a scalar for a number, float64 of the shape of epoch for an array.

    Numerics:
        A few roundings.

    >>> print(np.round(power_decay(0.1, 2.0, 10, np.array([0, 10, 30])), 5))
    [0.1     0.025   0.00625]
    """
    # Your code here.
    raise NotImplementedError("power_decay is not written yet")


def piecewise_constant(
    boundaries: list[float], values: list[float], epoch: np.ndarray | float
) -> np.ndarray | float:
    """Read the learning rate from a list: constant between one boundary and the next.

    lr = values[0] before boundaries[0], and values[i + 1] from boundaries[i] on

    Args:
        boundaries: epochs at which a new value begins, a list of increasing numbers above 0, whole
            or not; the new value holds in the boundary's epoch itself. May be empty.
        values: learning rates, a list of positive floats, one more than there are boundaries.
        epoch: a number from 0 to 1e4, or an int64 or float64 array of such numbers, any shape
            with at least one axis, in any order.

    Returns:
        lr: the learning rate; a scalar for a number, float64 of the shape of epoch for an array.

    Numerics:
        Exact: no rounding at all.

    >>> print(piecewise_constant([10, 20], [0.1, 0.05, 0.01], np.array([0, 9, 10, 19, 20, 50])))
    [0.1  0.1  0.05 0.05 0.01 0.01]
    """
    # Your code here.
    raise NotImplementedError("piecewise_constant is not written yet")


class ReduceOnPlateau:
    """Reduces the learning rate whenever the dev loss has stopped improving.

    lr_new = factor lr, at the end of the patience-th epoch in a row without improvement

    An epoch improves when dev_loss < best - min_delta, where best is the lowest loss of the epochs
    that did improve. The first epoch always improves, and a tie does not. After a reduction the
    count of epochs without improvement begins anew, from 0, while best stays.

    Args:
        lr0: learning rate at the start, positive.
        factor: what remains of the learning rate after a reduction, above 0 and below 1.
        patience: epochs in a row without improvement that lead to a reduction, at least 1.
        min_delta: by how much more than this a loss must fall to count as an improvement, at
            least 0.

    Numerics:
        Losses stay away from best - min_delta by more than rounding, or meet it exactly.

    >>> schedule = ReduceOnPlateau(0.1, 0.5, patience=2)
    >>> [schedule.update(dev_loss) for dev_loss in [1.0, 0.8, 0.9, 0.85, 0.82, 0.81, 0.7]]
    [0.1, 0.1, 0.1, 0.05, 0.05, 0.025, 0.025]
    """

    def __init__(self, lr0: float, factor: float, patience: int, min_delta: float = 0.0) -> None:
        # Your code here.
        raise NotImplementedError("ReduceOnPlateau.__init__ is not written yet")

    def update(self, dev_loss: float) -> float:
        """Take note of an epoch's dev loss.

        Args:
            dev_loss: loss on the dev set at the end of the epoch, of either sign.

        Returns:
            lr: the learning rate for the next epoch, a scalar.
        """
        # Your code here.
        raise NotImplementedError("ReduceOnPlateau.update is not written yet")
