"""Homework 6: a whole network, the loop that trains it, and habits that find its faults, in NumPy.

Write the body of every function and method; its docstring says what it must do. Leave names,
arguments and their order as they are. Besides NumPy only Python's standard library may be imported,
but for the two functions at the end, which use Keras.

Conventions of all homeworks:

* Rows are examples: `x` is (N, D), a weight matrix `w` is (D, K), a bias `b` is (K,), labels `y`
  are one-hot, (N, K). N, D and K are at least 1.
* Inputs are float64 and finite, in size at most 1e4 unless a docstring says otherwise. Results
  are float64 and finite too, or integers where a docstring says so. A scalar, such as a loss, may
  be a Python float, a NumPy scalar or a 0-d array. Where a list is asked for, a tuple will do.
* Variances are biased: divided by N, not by N - 1.
* Functions never change an argument, and never return an argument itself or a view of it. This
  homework makes one exception: a network's parameters. `parameters` hands out the network's own
  arrays, and whoever trains a network changes these arrays in place.
* Randomness comes from the argument `rng` alone. In which order you draw is up to you.

Conventions of this homework:

* A network is any object with the methods forward, backward, parameters and gradients of
  `Network`. `fit` and `overfit_small_batch` use these four and nothing else: they must work with
  networks that somebody else wrote, and know nothing of layers.
* The loss is the softmax cross-entropy of the logits, as in homework 1: with p = softmax(logits),
  loss = -1/N * sum over n and k of y[n, k] * log p[n, k], and its gradient with respect to the
  logits is (p - y) / N. It is finite whatever the logits are, as long as they are finite.
* Nobody changes x or a parameter between a forward and a backward that belongs to it.

The examples below run with `python -m doctest training.py`.
"""

from typing import Any

import numpy as np


class Network:
    """A network of dense layers, with ReLU in between, batch norm and dropout where asked for.

    layer_sizes = [D, H1, H2, ..., K] makes a layer between each number and the next one:

    hidden layer: dense a w + b, then batch norm (if asked for), then ReLU max(z, 0), then dropout
    (if asked for, and in training only)
    last layer: dense a w + b, and nothing after it. [D, K] has this layer alone.

    Dropout is inverted: a unit is kept with probability keep_prob and then divided by keep_prob,
    or else becomes 0. The network draws a fresh mask from rng at every forward in training, in
    which each unit of each example is decided on its own.

    Batch norm, with a gamma, a beta, a running mean and a running variance per unit:

    training: mean and var of each unit over the batch, and
        running = 0.9 * running + 0.1 * batch, for the mean as for the variance
    evaluation: mean and var are the running ones, which stay as they are
    both: out = gamma * (z - mean) / root of (var + 1e-5) + beta

    Args:
        layer_sizes: numbers of units, a list of at least two integers, each at least 1: inputs D
            first, classes K last, the hidden layers in between.
        rng: the only source of randomness. The weights are drawn from it; the network keeps it and
            draws its dropout masks from it later on.
        init: how large the first weights are. All are normal with mean 0, each is drawn on its
            own, and their variance is, as in homework 2,
            "xavier": 1 / fan_in,  "glorot": 2 / (fan_in + fan_out),  "he": 2 / fan_in,
            "lecun": 1 / fan_in, with the layer's own numbers of inputs and outputs.
            Biases, betas and running means start from 0, gammas and running variances from 1.
        batchnorm: whether the hidden layers have batch norm.
        keep_prob: probability that a hidden unit is kept, above 0 and at most 1; 1 is no dropout.

    Raises:
        ValueError: init is none of the four. The message names all four of them.

    >>> network = Network([2, 2, 2], np.random.default_rng(0))
    >>> w1, b1, w2, b2 = network.parameters()
    >>> w1[...], b1[...] = [[1.0, 1.0], [0.5, -1.0]], [0.0, 0.5]
    >>> w2[...], b2[...] = [[1.0, -1.0], [3.0, 2.0]], [0.5, 0.0]
    >>> print(network.forward(np.array([[1.0, 2.0]]), training=False))
    [[ 2.5 -2. ]]
    >>> print(network.backward(np.array([[1.0, -1.0]])))
    [[2. 1.]]
    >>> print([gradient.tolist() for gradient in network.gradients()])
    [[[2.0, 0.0], [4.0, 0.0]], [2.0, 0.0], [[2.0, -2.0], [0.0, 0.0]], [1.0, -1.0]]
    >>> Network([2, 3], np.random.default_rng(0), init="zeros")
    Traceback (most recent call last):
    ...
    ValueError: init must be one of xavier, glorot, he, lecun, not 'zeros'
    """

    def __init__(
        self,
        layer_sizes: list[int],
        rng: np.random.Generator,
        *,
        init: str = "he",
        batchnorm: bool = False,
        keep_prob: float = 1.0,
    ) -> None:
        # Your code here.
        raise NotImplementedError("Network.__init__ is not written yet")

    def forward(self, x: np.ndarray, training: bool) -> np.ndarray:
        """Send examples through the network, and remember what backward will need.

        Args:
            x: inputs, float64, shape (N, D).
            training: True while training: dropout is at work, and batch norm uses the batch and
                brings its running values up to date. False in evaluation: no dropout, and batch
                norm uses the running values and leaves them alone. What comes out for one
                example does not depend on the others then.

        Returns:
            logits: float64, shape (N, K); no softmax is taken.

        Numerics:
            A batch of one example, N = 1, has variance 0: batch norm gives beta, without NaN.
        """
        # Your code here.
        raise NotImplementedError("Network.forward is not written yet")

    def backward(self, dlogits: np.ndarray) -> np.ndarray:
        """Carry a gradient back through the last forward, and remember the parameters' gradients.

        It is the derivative of what the last forward did, in the mode in which it was called: with
        the very mask that dropout had drawn, and through the batch's mean and variance. In
        evaluation the running values are constants, so batch norm is a fixed linear map.

        Args:
            dlogits: gradient of the loss with respect to the logits of the last forward, float64,
                shape (N, K). The loss is whatever the caller says: if it is a mean over the
                batch, dlogits contains the 1/N already, and nothing is averaged here.

        Returns:
            dx: gradient of the loss with respect to x, float64, shape (N, D).

        Numerics:
            May be called more than once after a forward, with another dlogits or the same: every
            call stands for itself. At the kink of a ReLU, z = 0, either one-sided slope will do.
        """
        # Your code here.
        raise NotImplementedError("Network.backward is not written yet")

    def parameters(self) -> list[np.ndarray]:
        """Hand out all that is learnt: the network's own arrays, which the caller may change.

        No copies: this is the exception to the rule about arguments and results. Whoever changes
        one of these arrays in place (`w -= step`) changes the network, and the next forward uses
        the new numbers.

        Returns:
            parameters: list of float64 arrays, layer by layer: the weights w, shape (inputs,
                outputs), and the biases b, shape (outputs,); after them, for a hidden layer with
                batch norm, gamma and beta, each of shape (outputs,): [w1, b1, w2, b2, ...] or
                [w1, b1, gamma1, beta1, w2, b2, ...]. The same arrays at every call. Running means
                and variances are not learnt by gradients and not among them.
        """
        # Your code here.
        raise NotImplementedError("Network.parameters is not written yet")

    def gradients(self) -> list[np.ndarray]:
        """Hand out the gradients of the last backward.

        Nobody calls it before the first backward.

        Returns:
            gradients: list of float64 arrays, in the order and with the shapes of `parameters`. Of
                the last backward alone: they do not add up from call to call. Whoever wants to
                keep them beyond the next backward takes copies.
        """
        # Your code here.
        raise NotImplementedError("Network.gradients is not written yet")


# Room for helpers: a loss with its gradient, the step of an optimizer, whatever you like to reuse.
# Your code here.


def fit(
    network: Any,
    x_train: np.ndarray,
    y_train: np.ndarray,
    x_dev: np.ndarray,
    y_dev: np.ndarray,
    *,
    epochs: int,
    batch_size: int,
    optimizer: str,
    lr: float,
    weight_decay: float,
    patience: int | None,
    rng: np.random.Generator,
) -> dict[str, list[float]]:
    """Train a network by mini-batches, watch it on the dev set, and stop when it stops improving.

    Each epoch shuffles the training set anew and cuts it into batches of batch_size examples, the
    last one smaller where batch_size does not divide N: every example has exactly one turn. For
    each batch:

    1. forward in training mode, and the gradient of the batch's mean softmax cross-entropy,
    2. backward,
    3. weight decay: dw + weight_decay * w takes the place of dw, for weight matrices only, that is
       for parameters with two axes. This is the gradient of a penalty weight_decay / 2 * (sum of
       w^2). Biases, gammas and betas have one axis and no penalty, and neither has a parameter
       with three axes or more. The place in the list says nothing.
    4. one step of the optimizer for every parameter, in place:
       "sgd": w -= lr * dw
       "momentum": v = 0.9 v + 0.1 dw,  w -= lr * v
       "adam": m = 0.9 m + 0.1 dw,  v = 0.999 v + 0.001 dw^2,
           w -= lr * (m / (1 - 0.9^t)) / (root of (v / (1 - 0.999^t)) + 1e-8)
       The state, m and v, is 0 before the first batch. It goes on from epoch to epoch, as does t,
       which counts the batches from 1. eps is outside of the root, as in homework 4.

    After each epoch, in evaluation mode, the losses of the whole training set and of the dev set
    and the accuracy on the dev set go into the history.

    Early stopping, where patience is a number: an epoch improves when its dev loss is below the
    lowest of all epochs before it; the first one always does, a tie or a NaN does not. Training
    ends with the patience-th epoch in a row that does not improve, or with the last of `epochs`.
    Either way the parameters of the epoch with the lowest dev loss are put back, in place. (The
    running values of batch norm cannot be reached and stay what they are.) Where patience is None,
    nothing is stopped and nothing put back.

    Args:
        network: any object with four methods, and only these are used:
            forward(x, training) returns logits; backward(dlogits) is called after it and takes
            the gradient with respect to these logits; parameters() returns a list of the network's
            own float64 arrays, each with at least one axis, in memory row by row or not, and the
            same ones at every call;
            gradients() returns a list of the last backward's gradients in the same order. The
            arrays of gradients() belong to the network and are not to be changed.
        x_train: training inputs, float64, shape (N, D).
        y_train: their labels, one-hot, float64, shape (N, K).
        x_dev: dev inputs, float64, shape (M, D), M at least 1. Never trained on.
        y_dev: their labels, one-hot, float64, shape (M, K).
        epochs: how often each example is used, at least 1; fewer if training is stopped.
        batch_size: examples per batch, at least 1; N or more gives a single batch.
        optimizer: "sgd", "momentum" or "adam".
        lr: learning rate, from 0 to 10.
        weight_decay: strength of the decay, at least 0; 0 is none.
        patience: None, or an integer, at least 1.
        rng: source of the shuffling; all orders of the examples are equally likely in every epoch.
            The same state of rng, with the same network, gives the same history. It may be the
            generator that the network itself draws from.

    Returns:
        history: a dictionary of three lists of floats, with one entry per epoch that was run:
            "train_loss": mean cross-entropy over the whole training set after the epoch,
            "dev_loss": mean cross-entropy over the dev set, the same moment,
            "dev_accuracy": share of dev examples whose largest logit is at the true class, from
            0 to 1. Equal largest logits do not occur.
            The losses are the cross-entropy alone, without the penalty. The epoch after which
            training is stopped has its entries, too.

    Raises:
        ValueError: the optimizer is none of the three. The message names all three of them, and
            nothing has been trained.

    Numerics:
        Logits may be as large as 1e4, the loss is finite and exact there, without a warning. The
        first dev loss is a number; later ones may be NaN, where a network has diverged. The
        accuracy of such an epoch may be any number.

    >>> x, y = np.array([[1.0]]), np.array([[1.0, 0.0]])
    >>> network = Network([1, 2], np.random.default_rng(0))
    >>> network.parameters()[0][...] = 0.0
    >>> history = fit(
    ...     network, x, y, 3 * x, y, epochs=1, batch_size=1, optimizer="sgd", lr=1.0,
    ...     weight_decay=0.1, patience=None, rng=np.random.default_rng(0),
    ... )
    >>> print({name: np.round(values, 4).tolist() for name, values in history.items()})
    {'train_loss': [0.1269], 'dev_loss': [0.0181], 'dev_accuracy': [1.0]}
    >>> print([w.tolist() for w in network.parameters()])
    [[[0.5, -0.5]], [0.5, -0.5]]
    """
    # Your code here.
    raise NotImplementedError("fit is not written yet")


def overfit_small_batch(network: Any, x: np.ndarray, y: np.ndarray, steps: int) -> list[float]:
    """Let a network learn one small batch by heart: whoever cannot do that has a fault somewhere.

    Every step is a forward of this one whole batch in training mode, the mean softmax
    cross-entropy, a backward, and one update of every parameter in place. Which optimizer, with
    which learning rate, is up to you (Adam with 0.01 will do), as long as it works: for a batch of
    at most 10 examples of 4 or more standard normal inputs each, and a network with a hidden layer
    or two of 32 or more ReLU units, without batch norm and dropout, the loss must be below 0.05
    after 500 steps. Every call starts afresh, with a new optimizer. In which order the rows of the
    batch go through the network is up to you, as long as each keeps its label.

    Args:
        network: any object with the methods forward(x, training), backward(dlogits), parameters()
            and gradients(), as for `fit`; it is trained in place. The arrays of gradients() are
            not to be changed.
        x: inputs, float64, shape (N, D).
        y: labels, one-hot, float64, shape (N, K).
        steps: how many steps, at least 1. Every one of them is made, also when the loss is small.

    Returns:
        losses: list of `steps` floats; losses[i] is the loss of step i's forward, so from before
            its update. losses[0] is that of the network as it came in.

    Numerics:
        The loss is finite for logits of 1e4, too.

    >>> rng = np.random.default_rng(0)
    >>> x, y = rng.normal(size=(6, 4)), np.eye(3)[[0, 1, 2, 0, 1, 2]]
    >>> losses = overfit_small_batch(Network([4, 32, 3], rng), x, y, 500)
    >>> print(len(losses), losses[0] > 0.5, losses[-1] < 0.05)
    500 True True
    """
    # Your code here.
    raise NotImplementedError("overfit_small_batch is not written yet")


def worst_predictions(logits: np.ndarray, y: np.ndarray, k: int) -> np.ndarray:
    """Find the examples that a network is most wrong about: look at these first.

    loss of example n = -log p[n, c], with p = softmax(logits) and c the true class

    Args:
        logits: float64, shape (N, K).
        y: labels, one-hot, float64, shape (N, K).
        k: how many examples to find, an integer, at least 1; all N if k is above N.

    Returns:
        indices: integers, shape (min(k, N),): rows of logits, the one with the highest loss first,
            then in falling order. Equal losses may come in any order, and so may losses that
            differ by less than 1e-9.

    Numerics:
        Logits may be as large as 1e4. At logits of -1000 and 1000 the probability of the true
        class is 0 in float64, but its logarithm is not infinite: the loss is 2000, less than one
        of 2001. No warning.

    >>> logits = np.array([[2.0, 0.0], [0.0, 1.0], [-1000.0, 1000.0], [-1000.0, 1001.0]])
    >>> y = np.array([[1.0, 0.0], [1.0, 0.0], [1.0, 0.0], [1.0, 0.0]])
    >>> print(worst_predictions(logits, y, 3))
    [3 2 1]
    """
    # Your code here.
    raise NotImplementedError("worst_predictions is not written yet")


def confusion_matrix(logits: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Count which class is taken for which.

    counts[i, j] = number of examples of true class i whose largest logit is that of class j

    Args:
        logits: float64, shape (N, K). Equal largest logits of an example do not occur.
        y: labels, one-hot, float64, shape (N, K). A class may be without examples.

    Returns:
        counts: shape (K, K), integers or floats: rows are true classes, columns predicted ones.
            The diagonal counts what is right; the sum of all entries is N. The row of a class
            without examples is 0.

    >>> logits = np.array([[3.0, 1.0, 0.0], [0.0, 2.0, 1.0], [1.0, 5.0, 4.0], [0.0, 2.0, 1.0]])
    >>> y = np.array([[1.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
    >>> print(confusion_matrix(logits, y))
    [[1 2 0]
     [0 1 0]
     [0 0 0]]
    """
    # Your code here.
    raise NotImplementedError("confusion_matrix is not written yet")


# The parts that you have written in earlier homeworks: put them in here, as they are. Everything
# that stands in their docstrings there holds here as well.


def dense_forward(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, Any]:
    """Apply a fully connected layer: yours from homework 1.

    Args:
        x: inputs, float64, shape (N, D).
        w: weights, float64, shape (D, K).
        b: biases, float64, shape (K,).

    Returns:
        z: x w + b, float64, shape (N, K).
        cache: what `dense_backward` needs.
    """
    # Your code here.
    raise NotImplementedError("dense_forward is not written yet")


def dense_backward(dz: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry a gradient back through a fully connected layer: yours from homework 1.

    Args:
        dz: gradient with respect to z, float64, shape (N, K). It contains the 1/N already.
        cache: from `dense_forward`.

    Returns:
        dx, dw, db: gradients, float64, of the shapes of x, w and b.
    """
    # Your code here.
    raise NotImplementedError("dense_backward is not written yet")


def relu_forward(z: np.ndarray) -> tuple[np.ndarray, Any]:
    """Keep positive entries and set all others to 0: yours from homework 1.

    Args:
        z: pre-activations, float64, shape (N, K).

    Returns:
        a: activations, float64, shape (N, K).
        cache: what `relu_backward` needs.
    """
    # Your code here.
    raise NotImplementedError("relu_forward is not written yet")


def relu_backward(da: np.ndarray, cache: Any) -> np.ndarray:
    """Carry a gradient back through the ReLU: yours from homework 1.

    Args:
        da: gradient with respect to a, float64, shape (N, K).
        cache: from `relu_forward`.

    Returns:
        dz: gradient with respect to z, float64, shape (N, K).
    """
    # Your code here.
    raise NotImplementedError("relu_backward is not written yet")


def softmax_cross_entropy(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Measure the mean loss of a batch, and its gradient: yours from homework 1.

    Args:
        z: logits, float64, shape (N, K).
        y: labels, one-hot, float64, shape (N, K).

    Returns:
        loss: mean softmax cross-entropy, a scalar.
        dz: gradient of the loss with respect to z, float64, shape (N, K).
    """
    # Your code here.
    raise NotImplementedError("softmax_cross_entropy is not written yet")


def init_weights(fan_in: int, fan_out: int, scheme: str, rng: np.random.Generator) -> np.ndarray:
    """Draw the first weights of a layer: yours from homework 2.

    Args:
        fan_in: inputs of the layer, an int.
        fan_out: outputs of the layer, an int.
        scheme: "he" wherever it is used here.
        rng: where the random numbers come from.

    Returns:
        w: weights, float64, shape (fan_in, fan_out): normal, with mean 0 and variance 2 / fan_in.
    """
    # Your code here.
    raise NotImplementedError("init_weights is not written yet")


def batchnorm_forward(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    running_mean: np.ndarray,
    running_var: np.ndarray,
    training: bool = True,
    momentum: float = 0.9,
    eps: float = 1e-5,
) -> tuple[np.ndarray, Any, np.ndarray, np.ndarray]:
    """Normalise every column, by the batch in training, by memory later on: yours from homework 2.

    Args:
        x: inputs, float64, shape (N, D).
        gamma: the new standard deviations, float64, shape (D,).
        beta: the new means, float64, shape (D,).
        running_mean: what is remembered of the batches' means, float64, shape (D,).
        running_var: what is remembered of their variances, float64, shape (D,).
        training: False in evaluation.
        momentum: the share of the memory that is kept.
        eps: stands inside the root.

    Returns:
        out: float64, shape (N, D).
        cache: what `batchnorm_backward` needs.
        running_mean: the new one, float64, shape (D,); a copy of the old one in evaluation.
        running_var: likewise.
    """
    # Your code here.
    raise NotImplementedError("batchnorm_forward is not written yet")


def batchnorm_backward(dout: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry a gradient back through the batch normalisation in training: yours from homework 2.

    Args:
        dout: gradient with respect to out, float64, shape (N, D).
        cache: from `batchnorm_forward`, of a call in training wherever it is used here.

    Returns:
        dx: gradient with respect to x, float64, shape (N, D).
        dgamma: gradient with respect to gamma, float64, shape (D,).
        dbeta: gradient with respect to beta, float64, shape (D,).
    """
    # Your code here.
    raise NotImplementedError("batchnorm_backward is not written yet")


def dropout_forward(
    x: np.ndarray, keep_prob: float, rng: np.random.Generator, training: bool = True
) -> tuple[np.ndarray, Any]:
    """Switch off units at random in training, and scale the others up: yours from homework 3.

    Args:
        x: activations, float64, shape (N, D).
        keep_prob: probability that an entry is kept.
        rng: source of the mask.
        training: False in evaluation: out equals x.

    Returns:
        out: float64, shape (N, D).
        cache: what `dropout_backward` needs.
    """
    # Your code here.
    raise NotImplementedError("dropout_forward is not written yet")


def dropout_backward(dout: np.ndarray, cache: Any) -> np.ndarray:
    """Carry a gradient back through dropout: yours from homework 3.

    Args:
        dout: gradient with respect to out, float64, shape (N, D).
        cache: from `dropout_forward`.

    Returns:
        dx: gradient with respect to x, float64, shape (N, D).
    """
    # Your code here.
    raise NotImplementedError("dropout_backward is not written yet")


def minibatches(
    x: np.ndarray, y: np.ndarray, batch_size: int, rng: np.random.Generator
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Shuffle the examples and cut them into batches: yours from homework 4.

    Args:
        x: inputs, float64, shape (N, D).
        y: labels, one-hot, float64, shape (N, K).
        batch_size: examples per batch.
        rng: source of the shuffling.

    Returns:
        batches: a list of pairs (x_batch, y_batch), float64.
    """
    # Your code here.
    raise NotImplementedError("minibatches is not written yet")


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
    """Make one step of Adam: yours from homework 4.

    Args:
        w: weights, float64, any shape.
        dw: gradient of the loss with respect to w, float64, shape of w.
        m: moving average of the gradients, float64, shape of w.
        v: moving average of the squared gradients, float64, shape of w.
        t: number of this step, counted from 1.
        lr: learning rate.
        beta1: weight of the past in m.
        beta2: weight of the past in v.
        eps: added to the root of the corrected v.

    Returns:
        w, m, v: the new ones, float64, shape of w.
    """
    # Your code here.
    raise NotImplementedError("adam_step is not written yet")


def build_keras_model(
    input_dim: int,
    classes: int,
    *,
    hidden: list[int],
    l2: float,
    dropout: float,
    batchnorm: bool,
) -> Any:
    """Build and compile a classifier with Keras, instead of NumPy.

    hidden layer: dense, then batch norm (if asked for), then ReLU, then dropout (if its rate is
    not 0)
    last layer: dense, then softmax: the model's outputs are probabilities.

    weights: of a hidden layer He's initialisation, with a variance of 2 / (number of inputs); of
        the last layer Glorot's, 2 / (number of inputs + number of outputs). Biases are 0 at first.
    L2 penalty: every dense layer, the last one included, adds l2 * (sum of its squared weights) to
        the loss. Biases, gammas and betas have no penalty.
    max-norm: the weights that lead into one unit of a hidden layer have, as a vector, length 3 at
        most; after each step those that are longer are shortened. The last layer has no such limit.
    batch norm: Keras's own BatchNormalization, with its default settings.
    compiled with: Adam with a learning rate of 0.001, Keras's other settings as they are; the
        categorical cross-entropy of one-hot labels; the metric "accuracy".

    Import Keras where you need it; `import keras` may stand inside of the function. The model is a
    Sequential or a functional one, of Keras's own layers: a subclass of keras.Model, or a layer
    made of layers, does not show what is inside. The penalty is the layers' affair, not the loss's.

    Args:
        input_dim: number of inputs D, at least 1.
        classes: number of classes K, at least 2.
        hidden: units of the hidden layers, a list of integers, each at least 1. It may be empty.
        l2: strength of the penalty, at least 0; 0 is none.
        dropout: share of the units that dropout sets to 0, at least 0 and below 1.
        batchnorm: whether the hidden layers have batch norm.

    Returns:
        model: a compiled keras.Model that takes (N, input_dim) to (N, classes).
    """
    # Your code here.
    raise NotImplementedError("build_keras_model is not written yet")


def train_keras(
    model: Any,
    data: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray],
    patience: int,
) -> dict[str, list[float]]:
    """Train a Keras model, stop when it stops improving, and keep its best weights.

    Each epoch takes the training set in batches of 32, in a new random order, and ends with an
    evaluation on the dev set. There are 12 epochs at most.

    Early stopping: an epoch improves when its dev loss is below the lowest of all epochs before it;
    the first one always does, a tie does not. Training ends with the patience-th epoch in a row
    that does not improve.

    Best weights: in the end, however it came, the model has all weights as they were after the
    epoch with the lowest dev loss, those included that are not trained, such as the running mean
    of batch norm.

    Nothing is printed, no file is written (where this is graded, there is no disk), and no seed is
    set: after keras.utils.set_random_seed, Keras repeats one order in all epochs.

    Args:
        model: any compiled Keras model with the metric "accuracy". It is trained as it is, and not
            compiled again.
        data: (x_train, y_train, x_dev, y_dev): inputs of shape (N, D) and (M, D), float64, and
            their labels, one-hot, (N, K) and (M, K).
        patience: at least 1.

    Returns:
        history: a dictionary of four lists with one number per epoch that was run, as Keras's
            `fit` records them: "loss" and "accuracy", which are means over the examples of the
            epoch, each as it was when its batch had its turn; "val_loss" and "val_accuracy", means
            over the dev set after the epoch. Loss and accuracy are those that the model was
            compiled with, penalties included. The object that `fit` returns will do, too.
    """
    # Your code here.
    raise NotImplementedError("train_keras is not written yet")
