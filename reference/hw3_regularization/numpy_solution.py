"""Homework 3: penalties, weight decay, max-norm, dropout, early stopping, augmentation, in NumPy.

Write the body of every function and method; its docstring says what it must do. Leave names,
arguments and their order as they are. Besides NumPy only Python's standard library may be imported.

Conventions of all homeworks:

* Rows are examples: `x` is (N, D), a weight matrix `w` is (D, K): column k holds what comes into
  unit k. N, D and K are at least 1.
* Inputs are float64 and finite, in size at most 1e4 unless a docstring says otherwise. Results
  are float64 and finite too. A scalar result, such as a penalty, may be a Python float, a NumPy
  scalar or a 0-d array. Where a list is asked for, a tuple will do.
* Functions never change an argument, and never return an argument itself or a view of it.
* Randomness comes from the argument `rng` alone. In which order you draw is up to you.

Conventions of this homework:

* `lam` is the strength of the regularization, from 0 to 1e4. `m` is the number of training
  examples that the loss is a mean of, an integer from 1.
* Only weight matrices are regularized. Biases are not, so they are not handed over at all.
* An image is (H, W) for grey or (H, W, C) for colour, with values in [0, 1]. Row 0 is at the top,
  column 0 on the left. Every operation keeps the shape and the range.

The examples below run with `python -m doctest regularization.py`.
"""

from typing import Any

import numpy as np


def l2_penalty(weights: list[np.ndarray], lam: float, m: int) -> tuple[float, list[np.ndarray]]:
    """Punish large weights by the sum of their squares.

    penalty = lam / (2 m) * sum over all matrices and all entries of w^2
    gradient for each matrix = lam / m * w

    Args:
        weights: weight matrices, one per layer, at least one, float64, each of a shape (D, K) of
            its own.
        lam: strength, at least 0.
        m: number of training examples, at least 1.

    Returns:
        penalty: a scalar, at least 0, to be added to the loss.
        grads: list of the gradients of the penalty with respect to each matrix, in the order and
            with the shapes of weights, float64.

    Numerics:
        The sum of squares is the squared Frobenius norm: no root is taken anywhere.

    >>> w_1, w_2 = np.array([[1.0, -2.0], [0.0, 3.0]]), np.array([[4.0], [-1.0]])
    >>> penalty, grads = l2_penalty([w_1, w_2], 0.5, 10)
    >>> print(float(penalty))
    0.775
    >>> print(grads[0])
    [[ 0.05 -0.1 ]
     [ 0.    0.15]]
    """
    ### BEGIN SOLUTION
    total = 0.0
    grads = []
    for w in weights:
        total += float(np.sum(w**2))
        grads.append(lam / m * w)
    penalty = lam / (2 * m) * total
    return penalty, grads
    ### END SOLUTION


def l1_penalty(weights: list[np.ndarray], lam: float, m: int) -> tuple[float, list[np.ndarray]]:
    """Punish weights by the sum of their absolute values, which drives many of them to 0.

    penalty = lam / (2 m) * sum over all matrices and all entries of |w|
    gradient for each matrix = lam / (2 m) * sign(w),  with sign(0) = 0

    Args:
        weights: weight matrices, one per layer, at least one, float64, each of a shape (D, K) of
            its own.
        lam: strength, at least 0.
        m: number of training examples, at least 1.

    Returns:
        penalty: a scalar, at least 0, to be added to the loss.
        grads: list of the gradients of the penalty with respect to each matrix, in the order and
            with the shapes of weights, float64. At w = 0 there is a kink; the gradient is 0 there.

    Numerics:
        Exact signs: a weight of 1e-12 is pulled as hard as one of 100.

    >>> w_1, w_2 = np.array([[1.0, -2.0], [0.0, 3.0]]), np.array([[4.0], [-1.0]])
    >>> penalty, grads = l1_penalty([w_1, w_2], 0.5, 10)
    >>> print(float(penalty))
    0.275
    >>> print(grads[0])
    [[ 0.025 -0.025]
     [ 0.     0.025]]
    """
    ### BEGIN SOLUTION
    total = 0.0
    grads = []
    for w in weights:
        total += float(np.sum(np.abs(w)))
        grads.append(lam / (2 * m) * np.sign(w))
    penalty = lam / (2 * m) * total
    return penalty, grads
    ### END SOLUTION


def weight_decay_step(w: np.ndarray, dw: np.ndarray, lr: float, lam: float, m: int) -> np.ndarray:
    """Make one step of gradient descent on a loss to which the L2 penalty has been added.

    w_new = w - lr * (dw + lam / m * w)

    The same, multiplied out: w_new = (1 - lr * lam / m) * w - lr * dw. Every weight first shrinks
    by a fixed fraction, hence the name.

    Args:
        w: weights, float64, shape (D, K).
        dw: gradient of the loss without the penalty, float64, shape (D, K).
        lr: learning rate, at least 0.
        lam: strength, at least 0.
        m: number of training examples, at least 1.

    Returns:
        w_new: the new weights, float64, shape (D, K); a new array even where lr is 0.

    Numerics:
        The shrinking factor is what the formula says, also where lr * lam / m is above 1 and the
        factor negative.

    >>> w, dw = np.array([[1.0, -2.0]]), np.array([[0.5, 0.5]])
    >>> print(weight_decay_step(w, dw, lr=0.1, lam=2.0, m=10))
    [[ 0.93 -2.01]]
    """
    ### BEGIN SOLUTION
    decay = lam / m * w
    w_new = w - lr * (dw + decay)
    return w_new
    ### END SOLUTION


def max_norm(w: np.ndarray, max_value: float) -> np.ndarray:
    """Shorten the incoming weights of every unit that have grown longer than a limit.

    w_new[:, k] = w[:, k] * max_value / |w[:, k]| where |w[:, k]| > max_value, and w[:, k] elsewhere

    |w[:, k]| is the Euclidean norm of a column: the root of the sum of its squares.

    Args:
        w: weights, float64, shape (D, K); column k holds the incoming weights of unit k. An entry
            is 0, or at least 1e-150 in size, so that its square is not lost.
        max_value: the limit, positive.

    Returns:
        w_new: the limited weights, float64, shape (D, K); a new array even where nothing is above
            the limit.

    Numerics:
        No warning and no NaN for a column of zeros. A column that is not too long may change by a
        rounding error, no more.

    >>> print(max_norm(np.array([[3.0, 0.3, 0.0], [4.0, -0.4, 0.0]]), 2.5))
    [[ 1.5  0.3  0. ]
     [ 2.  -0.4  0. ]]
    """
    ### BEGIN SOLUTION
    norms = np.linalg.norm(w, axis=0)
    scale = max_value / np.maximum(norms, max_value)
    w_new: np.ndarray = w * scale
    return w_new
    ### END SOLUTION


def dropout_forward(
    x: np.ndarray, keep_prob: float, rng: np.random.Generator, training: bool = True
) -> tuple[np.ndarray, Any]:
    """Switch off units at random in training, and scale the others up to make good for it.

    training: out[n, d] = x[n, d] / keep_prob with probability keep_prob, and 0 otherwise
    evaluation: out = x

    Every entry is decided on its own, and anew at every call. As the kept ones are scaled already
    (this is *inverted* dropout), out is x on average, and evaluation has nothing left to do.

    Args:
        x: activations, float64, shape (N, D).
        keep_prob: probability that an entry is kept, above 0 and at most 1; 1 keeps all.
        rng: source of the mask.
        training: False in evaluation.

    Returns:
        out: float64, shape (N, D); a new array, also where it equals x.
        cache: what `dropout_backward` needs.

    Raises:
        ValueError: keep_prob is not above 0 and at most 1, in training or in evaluation.

    Numerics:
        A kept entry is x / keep_prob up to rounding, a dropped one is exactly 0.

    >>> x = np.full((100, 200), 3.0)
    >>> out, cache = dropout_forward(x, 0.75, np.random.default_rng(1))
    >>> print(np.unique(out), abs(out.mean() - 3.0) < 0.1)
    [0. 4.] True
    >>> out, cache = dropout_forward(x, 0.75, np.random.default_rng(1), training=False)
    >>> print(np.unique(out))
    [3.]
    """
    ### BEGIN SOLUTION
    if not 0 < keep_prob <= 1:
        raise ValueError(f"keep_prob must be above 0 and at most 1, not {keep_prob}")
    if training:
        mask = rng.random(x.shape) < keep_prob
        divisor = keep_prob
    else:
        mask = np.ones(x.shape, dtype=bool)
        divisor = 1.0
    out = np.where(mask, x / divisor, 0.0)
    cache = (mask, divisor)
    return out, cache
    ### END SOLUTION


def dropout_backward(dout: np.ndarray, cache: Any) -> np.ndarray:
    """Carry a gradient back through dropout: through the units that were kept, scaled as they were.

    dx = dout / keep_prob where the forward pass kept x, and 0 where it dropped x
    after a forward pass in evaluation: dx = dout

    Args:
        dout: gradient of the loss with respect to out, float64, shape (N, D).
        cache: from `dropout_forward`; it may be used more than once.

    Returns:
        dx: gradient of the loss with respect to x, float64, shape (N, D); a new array.

    Numerics:
        An x of exactly 0 is kept or dropped as any other: out is 0 either way, dx is not.

    >>> x = np.full((2, 50), 3.0)
    >>> out, cache = dropout_forward(x, 0.5, np.random.default_rng())
    >>> dx = dropout_backward(np.full((2, 50), 1.0), cache)
    >>> print(np.array_equal(dx, np.where(out == 0, 0.0, 2.0)))
    True
    """
    ### BEGIN SOLUTION
    mask, divisor = cache
    dx = np.where(mask, dout / divisor, 0.0)
    return dx
    ### END SOLUTION


def early_stopping(
    dev_losses: list[float], patience: int, min_delta: float = 0.0
) -> tuple[int, int]:
    """Find out when training would have been stopped, and which epoch was the best until then.

    An epoch improves when loss < best - min_delta, where best is the loss of the best epoch so far.
    It is then the best epoch itself; the first one always is, to begin with.

    stop_epoch = the first epoch with epoch - best_epoch = patience, or the last one of the list

    Args:
        dev_losses: loss on the dev set after each epoch, at least one; epochs count from 0. The
            first is finite. Later ones may also be +infinity or NaN, which is no improvement.
        patience: epochs in a row without improvement that end the training, at least 1.
        min_delta: by how much more than this a loss must fall to count as an improvement, at least
            0, in the units of the loss.

    Returns:
        stop_epoch: the last epoch that is trained, an integer, not a float.
        best_epoch: the last epoch that improved, an integer; what comes after stop_epoch is
            never seen.

    Numerics:
        Losses stay away from best - min_delta by more than rounding, or meet it exactly.

    >>> early_stopping([1.0, 0.75, 0.8, 0.875, 0.5], patience=2)
    (3, 1)
    >>> early_stopping([1.0, 0.75, 0.8, 0.875, 0.5], patience=3)
    (4, 4)
    >>> early_stopping([1.0, 0.75, 0.875, 0.5], patience=2, min_delta=0.25)
    (2, 0)
    """
    ### BEGIN SOLUTION
    best = np.inf
    best_epoch = 0
    for epoch, loss in enumerate(dev_losses):
        if loss < best - min_delta:
            best = loss
            best_epoch = epoch
        if epoch - best_epoch == patience:
            return epoch, best_epoch
    return len(dev_losses) - 1, best_epoch
    ### END SOLUTION


class BestWeights:
    """Remembers the weights of the epoch with the lowest dev loss.

    An epoch replaces what is stored when its dev loss is lower than the stored one; the first
    always does, and a tie does not. Training goes on with the arrays that it has handed over, so
    they must be copied.

    >>> w = np.array([1.0, 2.0])
    >>> best = BestWeights()
    >>> best.update(0, 0.5, [w])
    >>> w += 10
    >>> best.update(1, 0.75, [w])
    >>> print(best.restore())
    [array([1., 2.])]
    """

    def __init__(self) -> None:
        ### BEGIN SOLUTION
        self.best_loss = np.inf
        self.best_weights: list[np.ndarray] = []
        ### END SOLUTION

    def update(self, epoch: int, dev_loss: float, weights: list[np.ndarray]) -> None:
        """Take note of an epoch.

        Args:
            epoch: its number; for your information, the loss alone decides. Where training is
                taken up again, it may begin at 0 once more.
            dev_loss: loss on the dev set after the epoch. The first one is finite; later ones may
                also be +infinity or NaN, which is never the best.
            weights: the network's weights after the epoch, a list of float64 arrays of any shapes,
                () included, the same shapes every time. List and arrays are left as they are;
                whoever calls may change them afterwards.
        """
        ### BEGIN SOLUTION
        if dev_loss < self.best_loss:
            self.best_loss = dev_loss
            self.best_weights = [w.copy() for w in weights]
        ### END SOLUTION

    def restore(self) -> list[np.ndarray]:
        """Give out the best weights; may be called more than once, and before further updates.

        Nobody calls it before the first update.

        Returns:
            weights: list of the stored arrays, float64; copies, so that whoever gets them may
                change them without changing what is stored.
        """
        ### BEGIN SOLUTION
        return [w.copy() for w in self.best_weights]
        ### END SOLUTION


def rotate(image: np.ndarray, degrees: float) -> np.ndarray:
    """Turn an image about its centre, counter-clockwise, and cut off what leaves the frame.

    With cy = (H - 1) / 2, cx = (W - 1) / 2 and the angle t, the new pixel (i, j) shows the point
        y = cy + cos(t) (i - cy) + sin(t) (j - cx)
        x = cx + cos(t) (j - cx) - sin(t) (i - cy)
    of the old image: where it came from, which is the rotation backwards.

    Between pixel centres values are interpolated bilinearly, that is linearly down and linearly
    across, on the image with zeros all around it.

    Args:
        image: float64, shape (H, W) or (H, W, C), values in [0, 1].
        degrees: angle in degrees, any sign and size up to 1e4; positive turns counter-clockwise
            as one looks at the picture (rows run downwards).

    Returns:
        rotated: float64, the shape of image also where H and W differ, values in [0, 1].

    Numerics:
        An absolute error of 1e-9 is accepted. A quarter turn of a square image is np.rot90: that
        cos(90 degrees) comes out as 6e-17 must not push a pixel over the border. Just outside the
        outermost pixel centres the image fades to 0 over one pixel's width here; 0 from the
        outermost centres on is accepted too, nothing else.

    >>> image = np.array([[0.0, 0.1, 0.2], [0.3, 0.4, 0.5], [0.6, 0.7, 0.8]])
    >>> print(rotate(image, 90))
    [[0.2 0.5 0.8]
     [0.1 0.4 0.7]
     [0.  0.3 0.6]]
    >>> print(np.round(rotate(image, 45)[1, 1], 12), np.round(rotate(image, 45)[0, 1], 3))
    0.4 0.259
    """
    ### BEGIN SOLUTION
    height, width = image.shape[:2]
    channels = image.shape[2:]
    center_y = (height - 1) / 2
    center_x = (width - 1) / 2
    angle = np.deg2rad(degrees % 360)
    cos = np.cos(angle)
    sin = np.sin(angle)
    if degrees % 90 == 0:
        cos = np.round(cos)
        sin = np.round(sin)
    rows, columns = np.indices((height, width))
    down = rows - center_y
    right = columns - center_x
    y = center_y + cos * down + sin * right
    x = center_x + cos * right - sin * down
    padded = np.zeros((height + 2, width + 2, *channels))
    padded[1:-1, 1:-1] = image
    y = np.clip(y + 1, 0, height + 1)  # in the padded image; all beyond it is 0, like its edge
    x = np.clip(x + 1, 0, width + 1)
    top = np.minimum(np.floor(y), height).astype(int)
    left = np.minimum(np.floor(x), width).astype(int)
    v = (y - top).reshape(height, width, *[1 for _ in channels])
    u = (x - left).reshape(height, width, *[1 for _ in channels])
    upper = (1 - u) * padded[top, left] + u * padded[top, left + 1]
    lower = (1 - u) * padded[top + 1, left] + u * padded[top + 1, left + 1]
    rotated: np.ndarray = (1 - v) * upper + v * lower
    return rotated
    ### END SOLUTION


def shift(image: np.ndarray, dy: int, dx: int) -> np.ndarray:
    """Move an image by whole pixels; zeros come in where nothing was.

    shifted[i, j] = image[i - dy, j - dx] where that pixel exists, and 0 elsewhere

    Args:
        image: float64, shape (H, W) or (H, W, C), values in [0, 1].
        dy: pixels to move down, an integer; negative moves up. It may exceed H.
        dx: pixels to move right, an integer; negative moves left. It may exceed W.

    Returns:
        shifted: float64, shape of image, values in [0, 1]; a new array, also for dy = dx = 0.

    Numerics:
        Exact: pixels are copied.

    >>> image = np.array([[0.0, 0.1, 0.2], [0.3, 0.4, 0.5], [0.6, 0.7, 0.8]])
    >>> print(shift(image, 1, -1))
    [[0.  0.  0. ]
     [0.1 0.2 0. ]
     [0.4 0.5 0. ]]
    """
    ### BEGIN SOLUTION
    height, width = image.shape[:2]
    rows = np.arange(height) - dy
    columns = np.arange(width) - dx
    shifted = np.roll(image, (dy, dx), axis=(0, 1))
    shifted[(rows < 0) | (rows >= height)] = 0.0
    shifted[:, (columns < 0) | (columns >= width)] = 0.0
    return shifted
    ### END SOLUTION


def zoom(image: np.ndarray, factor: float) -> np.ndarray:
    """Enlarge or shrink what an image shows; the frame stays, and so does the centre.

    With cy = (H - 1) / 2 and cx = (W - 1) / 2, the new pixel (i, j) shows the point
        y = cy + (i - cy) / factor
        x = cx + (j - cx) / factor
    of the old image.

    Between pixel centres values are interpolated bilinearly, that is linearly down and linearly
    across, on the image with zeros all around it.

    Args:
        image: float64, shape (H, W) or (H, W, C), values in [0, 1].
        factor: from 0.01 to 100; above 1 enlarges and cuts off, below 1 shrinks and leaves zeros
            around.

    Returns:
        zoomed: float64, shape of image, values in [0, 1]; a new array, also for factor 1.

    Numerics:
        Exact at factor 1; elsewhere an absolute error of 1e-9 is accepted. Just outside the
        outermost pixel centres (factor below 1) the image fades to 0 over one pixel's width here; 0
        from the outermost centres on is accepted too, nothing else.

    >>> image = np.array([[0.0, 0.1, 0.2], [0.3, 0.4, 0.5], [0.6, 0.7, 0.8]])
    >>> print(np.round(zoom(image, 2.0), 12))
    [[0.2  0.25 0.3 ]
     [0.35 0.4  0.45]
     [0.5  0.55 0.6 ]]
    """
    ### BEGIN SOLUTION
    height, width = image.shape[:2]
    channels = image.shape[2:]
    center_y = (height - 1) / 2
    center_x = (width - 1) / 2
    rows, columns = np.indices((height, width))
    y = center_y + (rows - center_y) / factor
    x = center_x + (columns - center_x) / factor
    padded = np.zeros((height + 2, width + 2, *channels))
    padded[1:-1, 1:-1] = image
    y = np.clip(y + 1, 0, height + 1)  # in the padded image; all beyond it is 0, like its edge
    x = np.clip(x + 1, 0, width + 1)
    top = np.minimum(np.floor(y), height).astype(int)
    left = np.minimum(np.floor(x), width).astype(int)
    v = (y - top).reshape(height, width, *[1 for _ in channels])
    u = (x - left).reshape(height, width, *[1 for _ in channels])
    upper = (1 - u) * padded[top, left] + u * padded[top, left + 1]
    lower = (1 - u) * padded[top + 1, left] + u * padded[top + 1, left + 1]
    zoomed: np.ndarray = (1 - v) * upper + v * lower
    return zoomed
    ### END SOLUTION


def cutout(image: np.ndarray, top: int, left: int, height: int, width: int) -> np.ndarray:
    """Hide a rectangle of an image behind zeros.

    covered[i, j] = 0 where top <= i < top + height and left <= j < left + width,
    and image[i, j] elsewhere

    Args:
        image: float64, shape (H, W) or (H, W, C), values in [0, 1].
        top: first row of the rectangle, an integer; it may be negative or beyond the image.
        left: first column of the rectangle, an integer; it may be negative or beyond the image.
        height: rows of the rectangle, an integer, at least 0.
        width: columns of the rectangle, an integer, at least 0.

    Returns:
        covered: float64, shape of image, values in [0, 1]; a new array. What of the rectangle lies
            outside of the image has no effect.

    Numerics:
        Exact: pixels are copied.

    >>> image = np.array([[0.0, 0.1, 0.2], [0.3, 0.4, 0.5], [0.6, 0.7, 0.8]])
    >>> print(cutout(image, -1, 1, 2, 5))
    [[0.  0.  0. ]
     [0.3 0.4 0.5]
     [0.6 0.7 0.8]]
    """
    ### BEGIN SOLUTION
    first_row = max(top, 0)
    first_column = max(left, 0)
    end_row = max(top + height, 0)
    end_column = max(left + width, 0)
    covered = image.copy()
    covered[first_row:end_row, first_column:end_column] = 0.0
    return covered
    ### END SOLUTION


def flip(image: np.ndarray, axis: int) -> np.ndarray:
    """Mirror an image along one axis.

    flipped[i, j] = image[H - 1 - i, j] for axis 0, and image[i, W - 1 - j] for axis 1

    Args:
        image: float64, shape (H, W) or (H, W, C), values in [0, 1].
        axis: the axis that is reversed, any that image has, as in NumPy: 0 is upside down, 1 is
            left to right, 2 reverses the channels; negative numbers count from the last axis.

    Returns:
        flipped: float64, shape of image, values in [0, 1]; a new array, not a view of image.

    Numerics:
        Exact: pixels are copied, and flipping twice gives the image back.

    >>> image = np.array([[0.0, 0.1, 0.2], [0.3, 0.4, 0.5]])
    >>> print(flip(image, 1))
    [[0.2 0.1 0. ]
     [0.5 0.4 0.3]]
    """
    ### BEGIN SOLUTION
    flipped = np.flip(image, axis).copy()
    return flipped
    ### END SOLUTION


def invert(image: np.ndarray) -> np.ndarray:
    """Make the negative of an image: black turns white and white turns black.

    inverted[i, j] = 1 - image[i, j]

    Args:
        image: float64, shape (H, W) or (H, W, C), values in [0, 1].

    Returns:
        inverted: float64, shape of image, values in [0, 1].

    Numerics:
        One rounding per pixel.

    >>> print(invert(np.array([[0.0, 0.25, 0.5]])))
    [[1.   0.75 0.5 ]]
    """
    ### BEGIN SOLUTION
    inverted = 1 - image
    return inverted
    ### END SOLUTION


def add_gaussian_noise(image: np.ndarray, sigma: float, rng: np.random.Generator) -> np.ndarray:
    """Add normal noise to every pixel and channel, each on its own.

    noisy = image + sigma * g, clipped to [0, 1], with g drawn anew for every entry from the normal
    distribution with mean 0 and standard deviation 1

    Args:
        image: float64, shape (H, W) or (H, W, C), values in [0, 1].
        sigma: standard deviation of the noise before clipping, from 0 to 10, in the units of the
            image; 0 adds nothing.
        rng: source of the noise; every call draws anew.

    Returns:
        noisy: float64, shape of image, values in [0, 1]; a new array, also for sigma 0. What
            falls below 0 becomes 0, what rises above 1 becomes 1.

    Numerics:
        Clipping moves the mean of dark and bright pixels; nothing is done about it.

    >>> image = np.full((100, 100), 0.5)
    >>> noisy = add_gaussian_noise(image, 0.1, np.random.default_rng(1))
    >>> print(abs(noisy.mean() - 0.5) < 0.01, abs(noisy.std() - 0.1) < 0.01)
    True True
    """
    ### BEGIN SOLUTION
    noise = rng.normal(0.0, sigma, size=image.shape)
    noisy: np.ndarray = np.clip(image + noise, 0.0, 1.0)
    return noisy
    ### END SOLUTION
