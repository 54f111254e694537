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
# # Homework 1: forward and backward
#
# A neural network is a chain of simple functions. The **forward pass** runs the chain and ends in
# one number, the loss. The **backward pass** walks the chain in reverse and asks every link the
# same question: *if what you gave out should change by this much, how much is that in terms of what
# you took in?* Frameworks do this for you. Here you write each link yourself, in NumPy, so that
# later you can tell what a framework does and what has gone wrong when it trains badly.
#
# **Every link comes in two functions.**
#
# | | takes | returns |
# |---|---|---|
# | `..._forward` | the inputs | the result, and a `cache` |
# | `..._backward` | the gradient for the result, and the `cache` | the gradients for the inputs |
#
# "The gradient for" a quantity is short for the gradient of the loss with respect to it.
#
# The `cache` is your own note from the forward pass to the backward pass; nobody else reads it.
# With `z` coming in and `a` going out, the chain rule is all there is to a backward function:
#
# $$\frac{\partial L}{\partial z}
# = \frac{\partial L}{\partial a} \cdot \frac{\partial a}{\partial z}
# \qquad\text{in code: } \texttt{dz} = \texttt{da} \cdot \text{local slope}$$
#
# The factor `da` is called the *upstream gradient*. Forgetting it is the most common mistake of
# this homework, and one that hides well where `da` happens to be 1.
#
# **Rules.** Rows are examples: `x` has shape `(N, D)`. Never change an argument, never return an
# argument itself. NumPy and the standard library only; loops over examples are right, but slow and
# never needed. The docstrings are the exact wording of each task; check your work as often as you
# like with `autograder check`.

# %%
from collections.abc import Callable
from typing import Any

import numpy as np

# %% [markdown]
# ## 1 Sigmoid
#
# The sigmoid squashes any number into the range from 0 to 1. A unit far on the left says "no", far
# on the right "yes", and around 0 it cannot decide.
#
# $$a = \sigma(z) = \frac{1}{1 + e^{-z}}, \qquad \frac{da}{dz} = a\,(1 - a), \qquad
# \sigma(-z) = 1 - \sigma(z)$$
#
# The derivative is written in terms of the *output* $a$: what the forward pass has worked out
# already is all that the backward pass needs.
#
# **By hand.** For $z = 1.01977$: $e^{-z} = 0.36068$, so $a = 1 / 1.36068 = 0.73493$, and the slope
# is $0.73493 \cdot 0.26507 = 0.19481$. The steepest slope, at $z = 0$, is only $0.25$.


# %% tags=["plot"]
def plot_saturation() -> None:
    import matplotlib.pyplot as plt

    z = np.linspace(-8, 8, 801)
    curves = {"sigmoid": 1 / (1 + np.exp(-z)), "tanh": 2 / (1 + np.exp(-2 * z)) - 1}
    figure = plt.figure(figsize=(9, 3.2), layout="constrained")
    left = figure.add_subplot(1, 2, 1)
    right = figure.add_subplot(1, 2, 2)
    for name, curve in curves.items():
        left.plot(z, curve, label=name)
        right.plot(z, np.gradient(curve, z), label=name)
    left.set_title("activation a")
    right.set_title("slope da/dz, near 0 where saturated")
    for axes in (left, right):
        axes.set_xlabel("z")
        axes.grid(alpha=0.3)
        axes.legend()
    plt.show()


plot_saturation()

# %% [markdown]
# Where the curve is flat, the unit is **saturated**: whatever gradient arrives is multiplied by
# nearly 0, and the layers below learn nothing.
#
# **Task.** `sigmoid_forward` and `sigmoid_backward`. Mind large inputs: $e^{1000}$ does not fit
# into a float. For negative $z$, multiply numerator and denominator by $e^{z}$ and see which
# exponential is left.

# %%
# TASK: sigmoid

# %% [markdown]
# ## 2 Hyperbolic tangent
#
# The same S, stretched to the range from -1 to 1 and centred on 0:
#
# $$a = \tanh(z) = 2\,\sigma(2z) - 1, \qquad \frac{da}{dz} = 1 - a^2, \qquad
# \tanh(-z) = -\tanh(z)$$
#
# Its outputs average around 0, which the next layer likes, and its slope at 0 is 1 instead of 0.25.
# It saturates all the same, as the plot above shows.
#
# **By hand.** For $z = 0.5$: $a = 0.46212$ and the slope is $1 - 0.46212^2 = 0.78645$. (With $z$ in
# the place of $a$ you would get $0.75$: close enough to be overlooked, and wrong.)
#
# **Task.** `tanh_forward` and `tanh_backward`.

# %%
# TASK: tanh

# %% [markdown]
# ## 3 ReLU
#
# The rectified linear unit lets positive values through and blocks the rest. It is cheap, and for
# positive inputs it never saturates:
#
# $$a = \max(z, 0), \qquad \frac{da}{dz} = \begin{cases} 1 & z > 0 \\ 0 & z < 0 \end{cases}$$
#
# **By hand.** $z = (-2, 3)$ gives $a = (0, 3)$. With the upstream gradient $(5, -7)$,
# $dz = (0, -7)$: what decides is the sign of $z$, not the sign of the gradient. At exactly $z = 0$
# there is a kink and no derivative; everybody takes 0 there, and 1 is accepted too.
#
# **Task.** `relu_forward` and `relu_backward`. Leave `z` itself as it is.

# %%
# TASK: relu

# %% [markdown]
# ## 4 Leaky ReLU
#
# A ReLU whose input is negative for every example gets no gradient, so it can never recover: it is
# *dead*. A small slope on the negative side keeps it alive:
#
# $$a = \begin{cases} z & z > 0 \\ s\,z & z \le 0 \end{cases}, \qquad
# \frac{da}{dz} = \begin{cases} 1 & z > 0 \\ s & z < 0 \end{cases}$$
#
# with $s = 0.01$ unless told otherwise.


# %% tags=["plot"]
def plot_rectifiers() -> None:
    import matplotlib.pyplot as plt

    corners = [-4, 0, 4]
    figure = plt.figure(figsize=(9, 3.2), layout="constrained")
    left = figure.add_subplot(1, 2, 1)
    right = figure.add_subplot(1, 2, 2)
    for slope, name, style in ((0.0, "ReLU", "-"), (0.1, "leaky ReLU, s = 0.1", "--")):
        left.plot(corners, [4 * -slope, 0, 4], style, label=name)
        right.plot([-4, 0, 0, 4], [slope, slope, 1, 1], style, label=name)
    left.set_title("activation a")
    right.set_title("slope da/dz")
    for axes in (left, right):
        axes.set_xlabel("z")
        axes.grid(alpha=0.3)
        axes.legend()
    plt.show()


plot_rectifiers()

# %% [markdown]
# **By hand.** $z = (-2, 3)$ with $s = 0.25$ gives $a = (-0.5, 3)$; the upstream gradient $(8, -7)$
# becomes $(2, -7)$.
#
# **Task.** `leaky_relu_forward` and `leaky_relu_backward`. The backward function is not handed the
# slope: where will it get it from?

# %%
# TASK: leaky_relu

# %% [markdown]
# ## 5 Dense layer
#
# Every output is a weighted sum of all inputs, plus a bias. For a whole batch that is one matrix
# product:
#
# $$Z = X W + b, \qquad dX = dZ\, W^\top, \qquad dW = X^\top dZ, \qquad
# db_k = \sum_n dZ_{nk}$$
#
# | `x` | `w` | `b` | `z` |
# |---|---|---|---|
# | `(N, D)` | `(D, K)` | `(K,)` | `(N, K)` |
#
# Two thoughts save you from learning this by heart:
#
# * A gradient has the shape of its own quantity, so `dw` is `(D, K)`. From `x` and `dz` there is
#   only one product that yields it.
# * The bias $b_k$ is used once by *every* example, so its gradient collects a contribution from
#   every example: a sum. The factor $1/N$ of the mean loss is already in `dz`; dividing here would
#   do it twice.
#
# **By hand.** One example with two inputs and three outputs:
#
# $$(1, 2) \begin{pmatrix} 1 & 0 & -1 \\ 2 & 1 & 3 \end{pmatrix} + (0.5, 0, -0.5) = (5.5, 2, 4.5)$$
#
# and with $dz = (1, 0, 2)$: $dx = (-1, 8)$, $db = (1, 0, 2)$, and $dW$ has the rows $(1, 0, 2)$ and
# $(2, 0, 4)$.
#
# **Task.** `dense_forward` and `dense_backward`. Try shapes that are not square: with $D = K$ a
# forgotten transpose goes unnoticed.

# %%
# TASK: dense_layer

# %% [markdown]
# ## 6 Softmax
#
# A classifier's last layer gives one number per class, a **logit**. Softmax turns a row of logits
# into probabilities; larger logits get exponentially larger shares:
#
# $$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$$
#
# **By hand.**
#
# | | | | | | sum |
# |---|---|---|---|---|---|
# | $z$ | 2 | 5 | -1 | 3 | |
# | $e^z$ | 7.39 | 148.41 | 0.37 | 20.09 | 176.26 |
# | $p$ | 0.042 | 0.842 | 0.002 | 0.114 | 1 |
#
# In the same way $(1, 2, 3)$ becomes $(0.090, 0.245, 0.665)$, and so does $(1001, 1002, 1003)$: a
# constant $c$ added to the whole row multiplies numerator and denominator by the same $e^{c}$. You
# may choose $c$, so choose one that keeps every exponential small.
#
# **Task.** `softmax`. Each *row* is one example and sums to 1.

# %%
# TASK: softmax

# %% [markdown]
# ## 7 Normalised sigmoid
#
# Another way to probabilities: let every class answer yes or no with a sigmoid of its own, then
# divide by the row's sum.
#
# $$p_k = \frac{\sigma(z_k)}{\sum_j \sigma(z_j)}$$
#
# **By hand.** The sigmoids $0.06, 0.98, 0.04, 0.92$ sum to $2$: $p = (0.03, 0.49, 0.02, 0.46)$. The
# sigmoids $0.14, 0.88, 0.12, 0.06$ sum to $1.2$: $p = (0.117, 0.733, 0.10, 0.05)$. Two classes that
# both say "yes" share the cake almost equally, however far apart their logits are; softmax would
# give it all to the larger one.
#
# Now take a row near $-1000$. Every $\sigma(z_k)$ is rounded to 0, and $0/0$ is not a number,
# although the ratio is harmless: for very negative $z$, $\sigma(z) \approx e^{z}$, so that $p$
# tends to the softmax. The way out is to compute with logarithms,
#
# $$\log \sigma(z) = -\log\left(1 + e^{-z}\right), \qquad p_k \propto e^{\log \sigma(z_k)},$$
#
# and with what you know from the softmax. (`np.logaddexp` computes $\log(e^u + e^v)$ safely.)
#
# **Task.** `normalized_sigmoid`.

# %%
# TASK: normalized_sigmoid

# %% [markdown]
# ## 8 Losses
#
# A loss says with one number how bad the predictions are. It is summed over the outputs and
# averaged over the $N$ examples. Each function returns the loss together with its gradient, which
# is where every backward pass starts.
#
# **Mean squared error**, for predictions $\hat y$ of any real number:
#
# $$L = \frac{1}{N} \sum_{n,k} (\hat y_{nk} - y_{nk})^2$$
#
# *By hand:* for $\hat y = 0.73493$ and $y = 0.05$, $L = 0.68493^2 = 0.46913$. (Many books put
# $\frac12$ in front, which gives $0.23456$. Here there is none, so mind the factor 2 in the
# gradient.)
#
# **Cross-entropy** is the loss for probabilities: minus the logarithm of the probability given to
# what was true. With $p = \sigma(z)$ for independent yes-or-no labels, and $p = \text{softmax}(z)$
# for one class out of $K$:
#
# $$L_\sigma = -\frac1N \sum_{n,k}
# \big[\, y_{nk} \log p_{nk} + (1 - y_{nk}) \log (1 - p_{nk}) \,\big], \qquad
# L_\text{softmax} = -\frac1N \sum_{n,k} y_{nk} \log p_{nk}$$
#
# Both functions take the *logits* $z$, for two reasons. The gradient becomes as simple as can be,
# since the slopes of logarithm and activation cancel:
#
# $$\frac{\partial L}{\partial z} = \frac{p - y}{N} \quad\text{in both cases.}$$
#
# And it is the only way to stay finite. A confident wrong unit has a $p$ that is rounded to 0, and
# $\log 0 = -\infty$, while the loss is perfectly ordinary when worked out from the logit: at
# $z = -1000$ and $y = 1$ it is $1000$.
#
# *By hand:* the logits $(1, 2, 3)$ with the third class true give $L = -\log 0.66524 = 0.4076$ and
# $\partial L / \partial z = (0.090, 0.245, -0.335)$. An undecided sigmoid unit ($z = 0$) costs
# $\log 2 = 0.693$, whatever its label.
#
# **Task.** `mse_loss`, `sigmoid_cross_entropy` and `softmax_cross_entropy`. A confident right
# answer costs exactly 0, and nothing is ever NaN.

# %%
# TASK: losses

# %% [markdown]
# ## 9 Whole network
#
# Now chain the links: dense, ReLU, dense, ReLU, ..., dense. The last layer stays linear, because
# its outputs are the logits that the loss wants.
#
# $$a_0 = x, \qquad a_l = \max(a_{l-1} W_l + b_l,\ 0), \qquad \text{logits} = a_{L-1} W_L + b_L$$
#
# **By hand, one unit.** A sigmoid unit with $z = 1.01977$ and target $0.05$ under the loss
# $\frac12 (a - y)^2$:
#
# | | forward | | backward |
# |---|---|---|---|
# | $z$ | 1.01977 | $\partial L / \partial z = 0.68493 \cdot 0.19481$ | 0.13343 |
# | $a = \sigma(z)$ | 0.73493 | $\partial L / \partial a = a - y$ | 0.68493 |
# | $L$ | 0.23456 | $\partial L / \partial L$ | 1 |
#
# Read the left half downwards and the right half upwards. That is **back-propagation**: every row
# multiplies the gradient that arrives by its own slope. A network of any depth is the same with
# more rows; at each dense layer the gradient also branches off to that layer's weights and biases.
#
# **Task.** `mlp_forward` and `mlp_backward` for any number of layers, one included. `grads` mirrors
# `params`: first layer first, although you meet the last layer first. You may call your own
# functions from above.

# %%
# TASK: whole_network

# %% [markdown]
# ## 10 Gradient checking
#
# How do you know that a backward pass is right? By asking the forward pass: nudge one entry of the
# input up and down by a small $h$ and see how much the result changes.
#
# $$\frac{\partial f}{\partial x_i} \approx \frac{f(x + h e_i) - f(x - h e_i)}{2h}$$
#
# **By hand.** $f(x) = x^3$ at $x = 2$ has slope $12$. With $h = 0.1$:
# $(9.261 - 6.859) / 0.2 = 12.01$. The one-sided $(f(x + h) - f(x)) / h$ gives $12.61$, which is 61
# times as far off. Its error shrinks like $h$, that of the *central* difference like $h^2$.
#
# Why not take $h$ tiny, then? Each value of $f$ is rounded to about 16 digits, and dividing by $h$
# blows that rounding up:


# %% tags=["plot"]
def plot_step_size() -> None:
    import matplotlib.pyplot as plt

    x = 1.0
    h = np.logspace(-14, 0, 141)
    central = (np.sin(x + h) - np.sin(x - h)) / (2 * h)
    one_sided = (np.sin(x + h) - np.sin(x)) / h
    figure = plt.figure(figsize=(7, 3.8), layout="constrained")
    axes = figure.add_subplot(1, 1, 1)
    axes.loglog(h, np.abs(one_sided - np.cos(x)) + 1e-17, ".", label="one-sided difference")
    axes.loglog(h, np.abs(central - np.cos(x)) + 1e-17, ".", label="central difference")
    axes.loglog(h, np.cos(x) * h**2 / 6, "k--", lw=1, label="truncation, $h^2 |f'''| / 6$")
    axes.loglog(h, 1.1e-16 * np.sin(x) / h, "k:", lw=1, label="rounding, $10^{-16} |f| / h$")
    axes.set_ylim(1e-14, 1)
    axes.set_xlabel("step h")
    axes.set_ylabel("error of the slope")
    axes.set_title("f = sin at x = 1: the best step is neither large nor tiny")
    axes.legend()
    axes.grid(alpha=0.3)
    plt.show()


plot_step_size()

# %% [markdown]
# With $h = 10^{-5}$ the central difference is near its best.
#
# To compare an analytic gradient $g$ with a numerical one $\tilde g$ regardless of their scale:
#
# $$\text{error} = \frac{\lVert g - \tilde g \rVert}{\lVert g \rVert + \lVert \tilde g \rVert}$$
#
# As a rule of thumb, below $10^{-7}$ all is well, and above $10^{-3}$ there is a mistake; in
# between, look for a kink nearby. A gradient with a factor 2 too many has error $1/3$, one with the
# wrong sign has error $1$.
#
# **Task.** `numerical_gradient`, for arrays of any shape, and `gradient_error`. If you move an
# entry of `x`, put the *old value* back afterwards: `x + h - h` is not always `x`.

# %%
# TASK: gradient_checking

# %% [markdown]
# You now own a tool that checks all the rest. To check `dw` of your dense layer, for example:
#
# ```python
# rng = np.random.default_rng()
# x, w, b, dz = (rng.normal(size=shape) for shape in [(5, 3), (3, 2), 2, (5, 2)])
# z, cache = dense_forward(x, w, b)
# dx, dw, db = dense_backward(dz, cache)
# numeric = numerical_gradient(lambda w: np.sum(dz * dense_forward(x, w, b)[0]), w)
# print(gradient_error(dw, numeric))
# ```
#
# The sum $\sum dz \cdot z$ stands in for a loss whose gradient with respect to `z` is exactly `dz`.
# Keep `dz` random: with `dz` all ones, a backward function that forgets its upstream gradient
# passes.
#
# ## Questions to think about

# %% [markdown] question="saturation" points=1
# 1. A single sigmoid output unit is confidently wrong: $z = -10$, $y = 1$. Work out
#    $\partial L / \partial z$ for `mse_loss` of $\sigma(z)$ and for `sigmoid_cross_entropy`. Which
#    of the two networks can still learn from this example, and what has saturation to do with it?

# %% [markdown] question="vanishing_gradients" points=1
# 2. A network of 20 layers uses the sigmoid. Leaving the weights aside, by what factor at most does
#    a gradient shrink on its way from the last layer to the first? What changes with tanh, and what
#    with the ReLU?
