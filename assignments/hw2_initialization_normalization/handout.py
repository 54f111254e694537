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
# # Homework 2: keeping signals and gradients in range
#
# A deep network multiplies. Every layer multiplies the signal on its way up and the gradient on its
# way down, and thirty factors of 0.8 make 0.001, thirty factors of 1.25 make 800. A network whose
# numbers leave the comfortable range around 1 learns slowly or not at all, whatever the optimiser.
# Here you write the tools that keep them there:
#
# | before training | while training |
# |---|---|
# | **initialisation** gives every layer's weights the right size | **gradient clipping** shortens the rare huge gradient |
# | **standardisation** puts all inputs on one scale | **batch and layer normalisation** rescale between the layers |
#
# and a probe that measures how a signal fares on its way through a stack of layers.
#
# **Words.** The *variance* is the mean of the squared distances from the mean, divided by $N$, not
# by $N - 1$; that is the custom in deep learning. The *standard deviation*, std for short, is its
# root and says how large the numbers typically are. A good half of all mistakes in this homework
# come from taking one for the other.
#
# **Rules.** Rows are examples: `x` has shape `(N, D)`. Never change an argument, never return an
# argument itself. NumPy and the standard library only; loops over examples are right, but slow and
# never needed. The docstrings are the exact wording of each task; check your work as often as you
# like with `autograder check`.

# %%
from typing import Any

import numpy as np

# %% [markdown]
# ## 1 Initialisation
#
# Weights must start out different from each other: units that begin alike get alike gradients and
# stay alike for ever. So they are drawn at random, around 0. But how widely?
#
# A unit adds up `fan_in` products, $z = \sum_i x_i w_i$. The variances of independent terms with
# mean 0 add up:
#
# $$\operatorname{Var}(z) = \text{fan\_in} \cdot \operatorname{Var}(w) \cdot
# \operatorname{mean}(x^2)$$
#
# With $\operatorname{Var}(w) = 1$ a unit with 400 inputs puts out numbers twenty times as large as
# what came in.


# %% tags=["plot"]
def plot_fan_in() -> None:
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(2)
    fans = [2**k for k in range(1, 11)]
    figure = plt.figure(figsize=(7, 3.6), layout="constrained")
    axes = figure.add_subplot(1, 1, 1)
    for name, style, power in (
        ("std(w) = 1", "o-", 0.0),
        ("std(w) = root of 1 / fan_in", "s-", 0.5),
        ("std(w) = 1 / fan_in, the variance of the line above", "^-", 1.0),
    ):
        stds = []
        for fan in fans:
            x = rng.normal(size=(200, fan))
            w = rng.normal(size=(fan, 50)) / fan**power
            stds.append((x @ w).std())
        axes.loglog(fans, stds, style, label=name)
    axes.set_xlabel("fan_in, the number of inputs")
    axes.set_ylabel("std of z")
    axes.set_ylim(0.02, 1000)
    axes.set_title("what a layer makes of inputs with std 1")
    axes.grid(alpha=0.3)
    axes.legend()
    plt.show()


plot_fan_in()

# %% [markdown]
# The variance $1 / \text{fan\_in}$ keeps the size. The named schemes differ in what else they
# allow for:
#
# | scheme | variance | thought |
# |---|---|---|
# | `"xavier"`, `"lecun"` | $1 / \text{fan\_in}$ | keep the signal on its way up |
# | `"glorot"` | $2 / (\text{fan\_in} + \text{fan\_out})$ | a compromise with the gradient, which on its way down adds up `fan_out` terms |
# | `"he"` | $2 / \text{fan\_in}$ | a ReLU sets half of the signal to 0, so double the rest |
#
# (Glorot's first name is Xavier. Some libraries call his formula one thing, some the other; here
# the table counts.)
#
# **By hand.** A layer from 200 to 300 units: `"he"` has the variance $2/200 = 0.01$, so the std
# $0.1$. `"glorot"` has $2/500 = 0.004$, so the std $0.063$.
#
# **Task.** `init_weights`: normally distributed weights of shape `(fan_in, fan_out)`, drawn from
# the generator `rng` that you are given and from nothing else, so that a run can be repeated. An
# unknown scheme deserves a `ValueError` that says which ones there are.

# %%
# TASK: initialization

# %% [markdown]
# ## 2 Standardisation
#
# One column of your data is an age in years, the next an income in cents. The loss then is a long,
# narrow valley: a step that is right for one weight is far too long or too short for the other.
# Shift and scale each column $d$ by its own mean and std, and the valley becomes a bowl.
#
# $$\mu_d = \frac1N \sum_n x_{nd}, \qquad
# \sigma_d = \sqrt{\frac1N \sum_n (x_{nd} - \mu_d)^2}, \qquad
# \hat x_{nd} = \frac{x_{nd} - \mu_d}{\sigma_d}$$


# %% tags=["plot"]
def plot_bowls() -> None:
    import matplotlib.pyplot as plt

    first, second = np.meshgrid(np.linspace(-4, 4, 81), np.linspace(-4, 4, 81))
    figure = plt.figure(figsize=(9, 3.8), layout="constrained")
    for place, (title, steepness) in enumerate(
        (("columns with std 1 and 5", 25.0), ("both columns standardised", 1.0)), start=1
    ):
        curvature = np.array([1.0, steepness])
        rate = 0.9 * 2 / steepness if steepness > 1 else 0.5
        path = [np.array([-3.5, 2.5])]
        for _ in range(15):
            path.append(path[-1] - rate * curvature * path[-1])
        steps = np.array(path)
        axes = figure.add_subplot(1, 2, place)
        loss = (curvature[0] * first**2 + curvature[1] * second**2) / 2
        levels = np.linspace(0, 1, 8)[1:] ** 2 * loss.max()
        axes.contour(first, second, loss, levels=levels, colors="0.7", linewidths=1)
        axes.plot(steps[:, 0], steps[:, 1], "o-", ms=3, lw=1, color="tab:red")
        axes.set_title(title)
        axes.set_xlabel("error of weight 1")
        axes.set_ylabel("error of weight 2")
        axes.set_aspect("equal")
    plt.show()


plot_bowls()

# %% [markdown]
# The red paths are 15 steps of gradient descent. On the left the steps across the valley are nearly
# as long as they may be without blowing up, and those along it are still far too short.
#
# Two rules go with it:
#
# * **Measure once, apply everywhere.** $\mu$ and $\sigma$ come from the training set, and the very
#   same numbers are applied to the dev set, the test set and every example after that. The network
#   has learnt in those units; measuring a dev set anew would change the meaning of its inputs.
# * **A constant column** has $\sigma_d = 0$. `standardize_fit` reports that truthfully, and
#   `standardize_apply` divides such a column by 1: it becomes 0 in training, and a dev value that
#   differs stays an ordinary number.
#
# **By hand.** The training column $(1, 5, 5, 1)$ has mean 3 and std 2, the column $(7, 7, 7, 7)$
# has mean 7 and std 0. The dev example $(9, 8)$ becomes $(3, 1)$.
#
# **Task.** `standardize_fit` and `standardize_apply`.

# %%
# TASK: standardization

# %% [markdown]
# ## 3 Vanishing and exploding signals
#
# Send a batch through a stack of layers and note the std of every layer's output. In a linear stack
# each layer multiplies it by about $g = \sqrt{\text{fan\_in} \cdot \operatorname{Var}(w)}$, so that
# after $L$ layers it has been multiplied by $g^L$. The gradient, which passes the same matrices on
# its way back, suffers the same fate.
#
# $$a_0 = x, \qquad a_l = \text{activation}(a_{l-1} W_l), \qquad
# \text{stds}_l = \operatorname{std}(\text{all entries of } a_l)$$


# %% tags=["plot"]
def plot_depth() -> None:
    import matplotlib.pyplot as plt

    depth, width = 30, 100
    rng = np.random.default_rng(5)
    batch = rng.normal(size=(100, width))
    figure = plt.figure(figsize=(9, 3.6), layout="constrained")
    for place, (name, activation) in enumerate(
        (("ReLU", lambda z: z * (z > 0)), ("tanh", np.tanh)), start=1
    ):
        axes = figure.add_subplot(1, 2, place)
        for factor, style in ((0.5, ":"), (1.0, "--"), (2.0, "-"), (4.0, "-.")):
            a, stds = batch, []
            for _ in range(depth):
                a = activation(a @ rng.normal(0, np.sqrt(factor / width), (width, width)))
                stds.append(a.std())
            axes.semilogy(range(1, depth + 1), stds, style, label=f"{factor:g} / fan_in")
        axes.set_ylim(1e-7, 1e7)
        axes.set_title(name)
        axes.set_xlabel("layer")
        axes.set_ylabel("std of its output")
        axes.grid(alpha=0.3)
        axes.legend(title="variance of w", fontsize="small")
    plt.show()


plot_depth()

# %% [markdown]
# With ReLU the factor 2 is on the edge: a bit less and the signal dies out, a bit more and it
# blows up. With tanh it cannot blow up, since no output exceeds 1; where the weights are too
# large its units saturate instead, which is just as bad (Homework 1, section 1).
#
# A rough diagnosis compares the last layer with the first: below a tenth the signal is
# `"vanishing"`, above ten times it is `"exploding"`, else it is `"stable"`.
#
# **By hand.** One input, the two examples $x = (1, -1)$, and layers with the weights 2 and 3. A
# linear stack gives $(2, -2)$ and $(6, -6)$ with the stds 2 and 6. With ReLU it gives $(2, 0)$ and
# $(6, 0)$: the mean of $(6, 0)$ is 3, so its std is 3, not 6.
#
# **Task.** `signal_stds`, which measures after the activation, and `diagnose_signal`.

# %%
# TASK: signal_propagation

# %% [markdown]
# ## 4 Gradient clipping
#
# Now and then a batch falls off a cliff of the loss, and one gradient is a thousand times as long
# as all others. One such step can undo hours of training. There are two ways to tame it. Clipping
# **by value** cuts off every entry by itself:
#
# $$g_i \leftarrow \min(\max(g_i, -\text{limit}), \text{limit})$$
#
# Clipping **by norm** treats the gradients of *all* parameters as one long vector and shortens that
# if it is too long:
#
# $$\lVert g \rVert = \sqrt{\textstyle\sum g_i^2}, \qquad
# g \leftarrow g \cdot \frac{\text{max\_norm}}{\lVert g \rVert}
# \quad\text{where } \lVert g \rVert > \text{max\_norm}$$


# %% tags=["plot"]
def plot_clipping() -> None:
    import matplotlib.pyplot as plt

    gradient = np.array([3.0, 0.8])
    figure = plt.figure(figsize=(7, 3.2), layout="constrained")
    axes = figure.add_subplot(1, 1, 1)
    angle = np.linspace(0, 2 * np.pi, 201)
    axes.plot(np.cos(angle), np.sin(angle), color="tab:blue", lw=1, ls="--")
    axes.plot([-1, 1, 1, -1, -1], [-1, -1, 1, 1, -1], color="tab:orange", lw=1, ls="--")
    for name, arrow, colour in (
        ("gradient", gradient, "0.6"),
        ("clipped by value", np.array([1.0, 0.8]), "tab:orange"),
        ("clipped by norm", gradient / np.hypot(*gradient), "tab:blue"),
    ):
        axes.annotate(
            "", arrow, (0, 0), arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 2.5}
        )
        axes.plot([], [], color=colour, lw=2.5, label=name)
    axes.set_title("limit = max_norm = 1: only one of the two keeps the direction")
    axes.set_xlim(-1.3, 3.2)
    axes.set_ylim(-1.2, 1.3)
    axes.set_aspect("equal")
    axes.legend(loc="lower right")
    plt.show()


plot_clipping()

# %% [markdown]
# **By hand.** The gradients are two arrays, $(3)$ and $(-4)$. Clipped by value at 1 they become
# $(1)$ and $(-1)$. Their common norm is 5, so clipped by the norm 1 they become $(0.6)$ and
# $(-0.8)$. Clipped by the norm 10 they stay as they are.
#
# **Task.** `clip_by_value` and `clip_by_global_norm`. The latter also returns the norm, the one
# *before* clipping: people plot it to see trouble coming. A gradient that is short enough comes
# back as a copy, and one that is 0 everywhere is nothing to be afraid of.

# %%
# TASK: gradient_clipping

# %% [markdown]
# ## 5 Batch normalisation
#
# A good start does not last: as weights change, so does the size of what they pass on. Batch
# normalisation measures each column in every batch and rescales it, then lets the network choose
# the mean and std that it likes best:
#
# $$\hat x = \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}}, \qquad
# \text{out} = \gamma\, \hat x + \beta$$
#
# $\mu$ and $\sigma^2$ are the column's mean and variance over the batch; $\beta$ and $\gamma$ are
# learnt and end up as the column's new mean and, but for $\varepsilon$, its new std. With
# $\gamma = \sqrt{\sigma^2 + \varepsilon}$ and $\beta = \mu$ the whole layer is the identity, so
# nothing is lost. The $\varepsilon$ *inside* the root keeps a constant column from being divided
# by 0.
#
# **By hand.** The column $(1, 5)$ has $\mu = 3$ and $\sigma^2 = 4$. With an unusually large
# $\varepsilon = 2.25$ the root is $\sqrt{6.25} = 2.5$ and $\hat x = (-0.8, 0.8)$. With $\varepsilon$
# outside of the root it would be $(-0.47, 0.47)$; with the usual $\varepsilon = 10^{-5}$ nobody
# would notice.
#
# **Two modes.** In training, the batch is normalised by its own numbers. In evaluation an example
# may come alone, and its result must not depend on the company it is in. So training also keeps
# **running averages**, and evaluation uses those, without changing them:
#
# $$\text{running} \leftarrow \text{momentum} \cdot \text{running}
# + (1 - \text{momentum}) \cdot \text{batch}$$


# %% tags=["plot"]
def plot_running() -> None:
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(7)
    steps = np.arange(1, 201)
    batches = 3 + rng.normal(0, 0.8, steps.size)
    figure = plt.figure(figsize=(7, 3.4), layout="constrained")
    axes = figure.add_subplot(1, 1, 1)
    axes.plot(steps, batches, ".", color="0.75", label="mean of each batch")
    for momentum, style in ((0.5, ":"), (0.9, "-"), (0.99, "--")):
        running, curve = 0.0, []
        for batch in batches:
            running = momentum * running + (1 - momentum) * batch
            curve.append(running)
        axes.plot(steps, curve, style, label=f"running mean, momentum {momentum:g}")
    axes.set_xlabel("batch")
    axes.set_title("more momentum: a steadier memory, but a slower one")
    axes.grid(alpha=0.3)
    axes.legend(loc="lower right", fontsize="small")
    plt.show()


plot_running()

# %% [markdown]
# *By hand:* a running mean of 0, a batch mean of 3 and momentum 0.9 give 0.3. (PyTorch calls 0.1
# what is 0.9 here.)
#
# **The way back.** The gradients of $\gamma$ and $\beta$ are sums over the batch, as for every
# parameter that all examples share. For $x$, follow the three roads on which $x_n$ reaches the
# outputs: directly, through $\mu$, and through $\sigma^2$. With $\widehat{dx} = dout \cdot \gamma$
# and means over the batch, they add up to
#
# $$dx = \frac{\widehat{dx} - \operatorname{mean}(\widehat{dx})
# - \hat x \cdot \operatorname{mean}(\widehat{dx} \cdot \hat x)}{\sqrt{\sigma^2 + \varepsilon}}$$
#
# Two checks: a constant added to a whole column changes nothing in the output, so each column of
# `dx` sums to 0. And a batch of one example comes out as $\beta$ whatever it is, so its `dx` is 0.
# In evaluation $\mu$ and $\sigma^2$ are constants, and only the direct road is left.
# Some $\gamma$ may be 0, so $\hat x$ must come from the cache, not from the output.
#
# **Task.** `batchnorm_forward`, which returns new running values instead of changing the old ones,
# and `batchnorm_backward`, which handles both modes.

# %%
# TASK: batch_norm

# %% [markdown]
# Your `numerical_gradient` of Homework 1 can tell whether the backward pass is right. Use an `eps`
# around 0.1 and a momentum other than 0.9, or mistakes there stay hidden:
#
# ```python
# rng = np.random.default_rng()
# x, dout = rng.normal(size=(2, 5, 3))
# gamma, beta, mean, var = rng.uniform(0.5, 2, size=(4, 3))
# out, cache, _, _ = batchnorm_forward(x, gamma, beta, mean, var, True, 0.7, 0.1)
# dx, dgamma, dbeta = batchnorm_backward(dout, cache)
# numeric = numerical_gradient(
#     lambda x: np.sum(dout * batchnorm_forward(x, gamma, beta, mean, var, True, 0.7, 0.1)[0]), x
# )
# print(gradient_error(dx, numeric))
# ```
#
# ## 6 Folding batch normalisation
#
# Once training is over, the running values no longer change, and batch normalisation is nothing but
# a factor and an offset for each column. A dense layer in front of it can take both over, and the
# network becomes faster without changing its answers. Write the two layers out,
#
# $$\gamma \cdot \frac{(x W + b) - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta
# = x \widetilde W + \tilde b \qquad\text{for every } x,$$
#
# and sort the terms: what multiplies $x$ is $\widetilde W$, and the rest is $\tilde b$.
#
# **By hand.** Take $W = (2, 1)$, $b = (1, 0)$, $\gamma = (3, 1)$, $\beta = (0.5, -1)$,
# $\mu = (2, 4)$, $\sigma^2 = (3, 0)$ and $\varepsilon = 1$. The roots are $2$ and $1$, so the
# columns are multiplied by $1.5$ and $1$: $\widetilde W = (3, 1)$. The bias is
# $(1 - 2) \cdot 1.5 + 0.5 = -1$ for the first column and $(0 - 4) \cdot 1 - 1 = -5$ for the second.
#
# **Task.** `fold_batchnorm`.

# %%
# TASK: folding_batch_norm

# %% [markdown]
# ## 7 Layer normalisation
#
# Batch normalisation ties the examples of a batch together: it is noisy in small batches and
# useless in a batch of one. Layer normalisation turns the table around. It takes mean and variance
# over the *features of one example*, so that no example knows of any other, and training and
# evaluation are the same.


# %% tags=["plot"]
def plot_axes() -> None:
    import matplotlib.pyplot as plt

    figure = plt.figure(figsize=(8, 2.6), layout="constrained")
    row, column = np.meshgrid(np.arange(4), np.arange(6), indexing="ij")
    for place, (title, group) in enumerate(
        (("batch normalisation", column), ("layer normalisation", row)), start=1
    ):
        axes = figure.add_subplot(1, 2, place)
        axes.imshow(group, cmap="Pastel1", vmin=0, vmax=8)
        axes.set_xticks(np.arange(5) + 0.5, labels=[])
        axes.set_yticks(np.arange(3) + 0.5, labels=[])
        axes.grid(color="white", lw=2)
        axes.tick_params(length=0)
        axes.set_xlabel("features (D)")
        axes.set_ylabel("examples (N)")
        axes.set_title(title)
    figure.suptitle("entries of one colour share a mean and a variance", fontsize="medium")
    plt.show()


plot_axes()

# %% [markdown]
# $$\hat x_{nd} = \frac{x_{nd} - \mu_n}{\sqrt{\sigma_n^2 + \varepsilon}}, \qquad
# \text{out}_{nd} = \gamma_d\, \hat x_{nd} + \beta_d$$
#
# $\gamma$ and $\beta$ still belong to the features. That makes the way back a little different: the
# two means now run over the features, along which $\gamma$ varies, so $\gamma$ must be multiplied
# in *before* they are taken. The gradients of $\gamma$ and $\beta$ are sums over the examples, as
# before.
#
# **By hand.** The example $(1, 5)$ with $\varepsilon = 2.25$, $\gamma = (1, 2)$ and
# $\beta = (0, 1)$: $\hat x = (-0.8, 0.8)$ and the output is $(-0.8, 2.6)$.
#
# **Task.** `layernorm_forward` and `layernorm_backward`.

# %%
# TASK: layer_norm

# %% [markdown]
# ## Questions to think about

# %% [markdown] question="scale_of_the_weights" points=1
# 1. A dense layer is followed by batch normalisation in training mode. What becomes of the output
#    if all weights of the dense layer are doubled, and what if a constant is added to its bias?
#    What does that mean for the choice of an initialisation, and for the bias?

# %% [markdown] question="batch_size_matters" points=1
# 2. A network with batch normalisation does well on the dev set in batches of 100, but fails when
#    it is asked about one example at a time. Which mistake in section 5 would explain that? And
#    which one would explain the opposite: well in training, badly in evaluation in any batch size?
