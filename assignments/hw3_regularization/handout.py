# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Homework 3: regularization
#
# A network with enough weights can learn its training set by heart, noise included. It then shines
# on the examples it has seen and fails on new ones: it **overfits**, or in other words its variance
# is high. Whatever makes that harder without making the network smaller is called
# **regularization**. This homework builds six tools:
#
# | tool | makes it hard to learn by heart because |
# |---|---|
# | penalties, weight decay, max-norm | large weights, which bend a function sharply, become expensive or impossible |
# | dropout | no unit can rely on any other being there |
# | early stopping | there is no time for it |
# | data augmentation | the same example never comes twice |
#
# None of them is for evaluation: on the dev and test set the network runs as it is.
#
# **Rules.** Rows are examples; column `k` of a weight matrix holds what comes into unit `k`. Never
# change an argument, never return an argument itself or a view of it. Random functions draw from
# the `rng` they are given and from nothing else. NumPy and the standard library only. The
# docstrings are the exact wording of each task; check your work as often as you like with
# `autograder check`.

# %%
from typing import Any

import numpy as np

# %% [markdown]
# ## 1 Penalties
#
# Add to the loss a price for large weights, and gradient descent will keep only those that pay for
# themselves. With $m$ training examples and a strength $\lambda$:
#
# $$J = \underbrace{\frac1m \sum_i L_i}_{\text{the data}} + \underbrace{\frac{\lambda}{2m}
# \sum_l \lVert W_l \rVert_F^2}_{\text{L2}} \qquad\text{or}\qquad
# J = \frac1m \sum_i L_i + \underbrace{\frac{\lambda}{2m} \sum_l \sum_{ij} |w_{ij}|}_{\text{L1}}$$
#
# $\lVert W \rVert_F^2$, the squared **Frobenius norm**, is a big name for the sum of the squares of
# all entries: no root. Biases are left out. There are few of them, and shifting a unit does not bend
# it.
#
# $$\text{L2:}\quad \frac{\partial}{\partial w} = \frac{\lambda}{m}\, w \qquad\qquad
# \text{L1:}\quad \frac{\partial}{\partial w} = \frac{\lambda}{2m}\, \operatorname{sign}(w),
# \quad \operatorname{sign}(0) = 0$$
#
# The 1/2 is there for L2's sake, where it cancels against the 2 of the derivative. L1 has no square
# and keeps it.
#
# **By hand.** $\lambda = 0.5$, $m = 10$, and two layers
#
# $$W_1 = \begin{pmatrix} 1 & -2 \\ 0 & 3 \end{pmatrix}, \qquad
# W_2 = \begin{pmatrix} 4 \\ -1 \end{pmatrix}.$$
#
# | | sum over both | times 0.5 / 20 | gradient of the -2 | of the 0 |
# |---|---|---|---|---|
# | L2 | 1 + 4 + 0 + 9 + 16 + 1 = 31 | 0.775 | -0.1 | 0 |
# | L1 | 1 + 2 + 0 + 3 + 4 + 1 = 11 | 0.275 | -0.025 | 0 |


# %% tags=["plot"]
def plot_penalised_weights() -> None:
    import matplotlib.pyplot as plt

    steps = np.arange(301)
    pull = 0.01
    figure = plt.figure(figsize=(9, 3.2), layout="constrained")
    left = figure.add_subplot(1, 2, 1)
    right = figure.add_subplot(1, 2, 2, sharey=left)
    for start in (0.25, 0.5, 1.0, 2.0):
        left.plot(steps, start * (1 - pull) ** steps)
        right.plot(steps, np.maximum(start - pull * steps, 0))
    left.set_title("L2: a fixed fraction per step, never quite 0")
    right.set_title("L1: a fixed amount per step, down to 0")
    left.set_ylabel("weight")
    for axes in (left, right):
        axes.set_xlabel("step")
        axes.grid(alpha=0.3)
    plt.show()


plot_penalised_weights()

# %% [markdown]
# The picture shows four weights that the data do not care about, pulled by the penalty alone. L2
# pulls hard at large weights and hardly at small ones; L1 pulls at all of them alike, so that many
# end at 0: the network becomes *sparse*.
#
# **Task.** `l2_penalty` and `l1_penalty` for a list of weight matrices.

# %%
# TASK: penalties

# %% [markdown]
# ## 2 Weight decay
#
# One step of gradient descent on the loss with the L2 penalty, with $dw$ the gradient of the data's
# part alone:
#
# $$w \leftarrow w - \alpha \left( dw + \frac{\lambda}{m} w \right)
# = \left( 1 - \frac{\alpha \lambda}{m} \right) w - \alpha\, dw$$
#
# Read the right-hand side: every weight loses a small fraction of itself and then makes the usual
# step. That is why L2 regularization is also called **weight decay**.
#
# **By hand.** $w = (1, -2)$, $dw = (0.5, 0.5)$, $\alpha = 0.1$, $\lambda = 2$, $m = 10$. The
# penalty's gradient is $0.2\, w = (0.2, -0.4)$, the whole gradient $(0.7, 0.1)$, and the new weights
# are $(0.93, -2.01)$. The other way: $0.98\, w - 0.1\, dw = (0.98, -1.96) - (0.05, 0.05)$.
#
# **Task.** `weight_decay_step`.

# %%
# TASK: weight_decay

# %% [markdown]
# ## 3 Max-norm
#
# A penalty makes large weights expensive; max-norm forbids them. After a step of the optimiser, look
# at every unit's incoming weights, a column of $W$. If the column is longer than the limit $c$, pull
# it back to the length $c$; if not, leave it in peace.
#
# $$w_k \leftarrow w_k \cdot \frac{c}{\lVert w_k \rVert} \quad\text{where } \lVert w_k \rVert > c$$
#
# **By hand.** $c = 2.5$. The column $(3, 4)$ has length 5 and becomes $(1.5, 2)$: half as long, the
# same direction. The column $(0.3, -0.4)$ has length 0.5 and stays. So does $(0, 0)$, but mind the
# division.
#
# **Task.** `max_norm`.

# %%
# TASK: max_norm

# %% [markdown]
# ## 4 Dropout
#
# In every training step, switch off a random part of the units. A unit that cannot count on its
# neighbours has to be useful by itself, and the network that comes out behaves like an average over
# very many thinner ones.
#
# With `keep_prob` $= p$, every entry of the batch is kept with probability $p$, *each one on its
# own*: another set of units for every example, and new ones at every call.
#
# $$\text{out} = \begin{cases} x / p & \text{with probability } p \\ 0 & \text{otherwise}
# \end{cases} \qquad\qquad E[\text{out}] = p \cdot \frac{x}{p} + (1 - p) \cdot 0 = x$$
#
# The division by $p$ is what makes this **inverted** dropout. The next layer adds up fewer
# units, but larger ones, and on average its sum stays the same. So evaluation needs no
# correction: there dropout is the identity.


# %% tags=["plot"]
def plot_dropout() -> None:
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(3)
    dropped = rng.binomial(1, 0.3, size=(8, 24))
    figure = plt.figure(figsize=(9, 3.2), layout="constrained")
    left = figure.add_subplot(1, 2, 1)
    left.imshow(dropped, cmap="gray_r", vmin=0, vmax=1.4)
    left.set_title("one call, p = 0.7: dark entries are dropped")
    left.set_xlabel("unit")
    left.set_ylabel("example")
    right = figure.add_subplot(1, 2, 2)
    for p in (0.9, 0.7, 0.5):
        kept = rng.binomial(100, p, size=20_000)
        counts = np.bincount(kept, minlength=101) / 20_000
        right.plot(np.arange(101) / (100 * p), counts, label=f"p = {p}")
    right.axvline(1, color="k", lw=1, ls=":")
    right.set_xlim(0.5, 1.5)
    right.set_title("mean of 100 ones after dropout: around 1")
    right.set_xlabel("mean")
    right.set_ylabel("share of the calls")
    right.legend()
    plt.show()


plot_dropout()

# %% [markdown]
# **By hand.** Four entries of 3 with $p = 0.75$: as a rule three of them become 4 and one
# becomes 0. The mean is $(4 + 4 + 4 + 0) / 4 = 3$ as before.
#
# **Backward.** For a kept entry the function was $x / p$, for a dropped one $0$; the gradient passes
# through the same entries with the same scale: $dx = dout / p$ where kept, $0$ where dropped. *The
# same* means this forward pass's own mask, which is what the cache is for.
#
# Beware of the other convention: frameworks take the probability to *drop*, $1 - p$.
#
# **Task.** `dropout_forward` and `dropout_backward`. A `keep_prob` that is not above 0 and at most 1
# is refused with a `ValueError`.

# %%
# TASK: dropout

# %% [markdown]
# ## 5 Early stopping
#
# While a network trains, its training loss falls and falls. Its dev loss falls at first and then
# rises, when learning by heart begins. So watch the dev loss, remember the weights of the best epoch,
# and stop when nothing has improved for a while.


# %% tags=["plot"]
def plot_early_stopping() -> None:
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(8)
    epochs = np.arange(40)
    train = 0.08 + 0.9 * np.exp(-epochs / 9)
    dev = 0.28 + 0.75 * np.exp(-epochs / 6) + 0.006 * epochs + rng.normal(0, 0.012, size=40)
    best = int(np.argmin(dev))
    figure = plt.figure(figsize=(7, 3.4), layout="constrained")
    axes = figure.add_subplot(1, 1, 1)
    axes.plot(epochs, train, label="training loss")
    axes.plot(epochs, dev, label="dev loss")
    axes.plot(best, dev[best], "ko", label="best epoch: these weights are kept")
    axes.axvline(best + 8, color="k", ls="--", lw=1, label="stop, with patience 8")
    axes.axvspan(best + 8, 39, color="k", alpha=0.08, lw=0)
    axes.set_xlim(0, 39)
    axes.set_xlabel("epoch")
    axes.set_ylabel("loss")
    axes.legend()
    axes.grid(alpha=0.3)
    plt.show()


plot_early_stopping()

# %% [markdown]
# The dev loss is noisy, so a single bad epoch means nothing. The exact rules:
#
# * Epochs count from 0. The first one is the best so far.
# * An epoch **improves** when its loss is below the best one by more than `min_delta`. Then it is
#   the best epoch, and its loss the one to beat. What counts is the best epoch, not the previous one.
# * Training stops at the first epoch that lies `patience` epochs after the best one; if that never
#   happens, at the last.
#
# **By hand.** Dev losses 1.0, 0.75, 0.8, 0.875, 0.5:
#
# | epoch | 0 | 1 | 2 | 3 | 4 |
# |---|---|---|---|---|---|
# | loss | 1.0 | 0.75 | 0.8 | 0.875 | 0.5 |
# | best epoch so far | 0 | 1 | 1 | 1 | 4 |
# | epochs since | 0 | 0 | 1 | 2 | 0 |
#
# With patience 2 training stops after epoch 3 and never sees the 0.5: `(3, 1)`. With patience 3 it
# goes on to the end: `(4, 4)`.
#
# **The weights.** `BestWeights` is told about every epoch and keeps the weights of the one with
# the lowest loss; on a tie, the earlier one. One trap is waiting here. The arrays that `update`
# gets are the network's own, and training goes on to change them in place. A list of references
# would quietly turn into the *last* weights. The same holds for what `restore` gives out.
#
# **Task.** `early_stopping` and `BestWeights`.

# %%
# TASK: early_stopping

# %% [markdown]
# ## 6 Data augmentation
#
# More data is the best regularizer there is, and some of it comes for free: a cat that is
# turned by ten degrees, moved by two pixels or half hidden is still a cat.


# %% tags=["plot"]
def plot_augmentations() -> None:
    import matplotlib.pyplot as plt
    from matplotlib.patches import Rectangle
    from matplotlib.transforms import Affine2D

    image = np.full((24, 24), 0.25)
    image[4:20, 7:10] = 1.0
    image[4:7, 7:18] = 1.0
    image[10:13, 7:15] = 0.75
    noise = np.random.default_rng(5).normal(0, 0.15, size=image.shape)
    middle = (11.5, 11.5)
    panels = {
        "image": Affine2D(),
        "rotate 30": Affine2D().rotate_deg_around(*middle, -30),  # the vertical axis runs downwards
        "shift 3, 5": Affine2D().translate(5, 3),
        "zoom 1.5": Affine2D().translate(-11.5, -11.5).scale(1.5).translate(*middle),
        "cutout": Affine2D(),
        "flip, axis 1": Affine2D().translate(-11.5, 0).scale(-1, 1).translate(11.5, 0),
        "invert": Affine2D(),
        "noise 0.15": Affine2D(),
    }
    figure = plt.figure(figsize=(8, 4.3), layout="constrained")
    for place, (title, move) in enumerate(panels.items(), start=1):
        axes = figure.add_subplot(2, 4, place, facecolor="black")
        shown = image + noise if title.startswith("noise") else image
        colours = "gray_r" if title == "invert" else "gray"
        axes.imshow(
            shown,
            cmap=colours,
            vmin=0,
            vmax=1,
            transform=move + axes.transData,
            interpolation="nearest",
        )
        if title == "cutout":
            axes.add_patch(Rectangle((11.5, 2.5), 9, 8, color="black", lw=0))
        axes.set_xlim(-0.5, 23.5)
        axes.set_ylim(23.5, -0.5)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.set_title(title, fontsize=10)
    plt.show()


plot_augmentations()

# %% [markdown]
# An image is `(H, W)` or `(H, W, C)` with values from 0 (black) to 1, row 0 at the top. All
# operations keep shape and range.
#
# | | what it does |
# |---|---|
# | `rotate(image, degrees)` | turns counter-clockwise about the centre |
# | `shift(image, dy, dx)` | moves down by `dy` and right by `dx`; zeros come in |
# | `zoom(image, factor)` | enlarges by `factor` about the centre |
# | `cutout(image, top, left, height, width)` | blackens a rectangle, which may stick out |
# | `flip(image, axis)` | mirrors, with NumPy's axes |
# | `invert(image)` | the negative |
# | `add_gaussian_noise(image, sigma, rng)` | noise for every pixel and channel, clipped to [0, 1] |
#
# **Ask where a pixel comes from.** If you send every old pixel to its new place, some places get two
# pixels and others none. So go through the *new* pixels and ask for each which point of the old
# image it shows: that is the inverse of the operation. With the centre $c_y = (H - 1)/2$,
# $c_x = (W - 1)/2$:
#
# $$\text{rotate by } t: \quad
# \begin{aligned} y &= c_y + \cos t\,(i - c_y) + \sin t\,(j - c_x) \\
# x &= c_x + \cos t\,(j - c_x) - \sin t\,(i - c_y) \end{aligned}
# \qquad\quad \text{zoom by } f: \quad
# \begin{aligned} y &= c_y + (i - c_y) / f \\ x &= c_x + (j - c_x) / f \end{aligned}$$
#
# **Between pixels** take the four neighbours of the point $(y, x)$ into account. Let $i_0, j_0$ be
# $y, x$ rounded down and $v = y - i_0$, $u = x - j_0$ what is left over:
#
# $$(1 - v)(1 - u)\, a_{i_0, j_0} + (1 - v)\,u\, a_{i_0, j_0 + 1} + v\,(1 - u)\, a_{i_0 + 1, j_0}
# + v\,u\, a_{i_0 + 1, j_0 + 1}$$
#
# That is **bilinear interpolation**. Outside of the image every pixel is 0; a border of zeros, one
# pixel wide, saves you many special cases.
#
# **By hand.** Take the image
#
# $$a = \begin{pmatrix} 0 & 0.1 & 0.2 \\ 0.3 & 0.4 & 0.5 \\ 0.6 & 0.7 & 0.8 \end{pmatrix}.$$
#
# * `rotate(a, 90)`: the upper left pixel $(0, 0)$ is at $(-1, -1)$ from the centre, so it shows
#   $y = 1 + 0 \cdot (-1) + 1 \cdot (-1) = 0$, $x = 1 + 0 \cdot (-1) - 1 \cdot (-1) = 2$: the 0.2 from
#   the upper right corner. Counter-clockwise indeed.
# * `zoom(a, 2)`: the upper left pixel shows the point $(0.5, 0.5)$, amid the four pixels 0, 0.1, 0.3
#   and 0.4, each with weight $\frac14$: 0.2.
# * `shift(a, 1, -1)` has the rows $(0, 0, 0)$, $(0.1, 0.2, 0)$ and $(0.4, 0.5, 0)$.
#
# **Task.** All seven. In floating point $\cos 90°$ is $6 \cdot 10^{-17}$; see to it that a quarter
# turn does not lose a row of pixels at the border by that.

# %%
# TASK: data_augmentation

# %% [markdown]
# ## Questions to think about

# %% [markdown] question="too_much_decay" points=1
# 1. A network has a training error of 1 % and a dev error of 11 %. A friend raises $\lambda$ step by
#    step until both are 12 %. What has happened to bias and variance on the way, and which sign would
#    have told your friend to stop earlier?

# %% [markdown] question="dev_loss_below" points=1
# 2. A colleague compares the loss on the training set during training, with dropout on, with the loss
#    on the dev set. The dev loss is *lower*. Is that a bug? What would the same curves show if the
#    scaling by $1 / p$ had been forgotten?
