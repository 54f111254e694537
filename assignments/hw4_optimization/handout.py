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
# # Homework 4: optimization
#
# Back-propagation tells you which way is downhill. This homework is about walking: how many
# examples to look at before a step, how to use the steps before, how far to go in each direction,
# and when to slow down. The same network, with the same gradients, may need a hundred times fewer
# steps with a better answer to these four questions.
#
# **An optimiser is one function that makes one step.** It takes the weights `w`, their gradient
# `dw` and whatever it remembers, and returns new weights and a new memory:
#
# ```python
# v = np.zeros_like(w)                      # nothing to remember yet
# for t in range(1, 1001):
#     dw = ...                              # from your backward pass
#     w, v = momentum_step(w, dw, v, lr)
# ```
#
# The memory is called the **state**. The caller keeps it; your function gets it as an argument and
# hands back a new one. All formulas go entry by entry, so a step never cares for the shape of `w`.
#
# **Rules.** Never change an argument, neither `w` nor the state: `v *= beta` changes the caller's
# array, `v = beta * v` makes a new one. NumPy and the standard library only. The docstrings are the
# exact wording of each task; check your work as often as you like with `autograder check`.

# %%
from collections.abc import Callable
from typing import Any

import numpy as np

# %% [markdown]
# ## 1 Mini-batches
#
# The gradient of the loss is a mean over examples. Must all of them be asked before every step? A
# part of them gives a gradient that is a little noisy and very much cheaper, and many slightly
# wrong steps beat one perfect step.
#
# | `batch_size` | name | steps per epoch | |
# |---|---|---|---|
# | N | batch gradient descent | 1 | smooth and slow |
# | 1 | stochastic gradient descent | N | noisy, and nothing left to vectorise |
# | in between | mini-batch gradient descent | N / batch_size, rounded up | the best of both |
#
# **By hand.** 20,000,000 examples in batches of 1000 make 20,000 batches: the weights have moved
# 20,000 times before batch gradient descent has made its first step. And 10 examples in batches of
# 4 make three batches, of 4, 4 and 2 examples: the rest is a batch as well.


# %% tags=["plot"]
def plot_batch_sizes() -> None:
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(4)
    inputs = rng.normal(size=(512, 20))
    target = inputs @ rng.normal(size=20) + rng.normal(size=512)
    figure = plt.figure(figsize=(7, 3.6), layout="constrained")
    axes = figure.add_subplot(1, 1, 1)
    for size, rate, name in ((512, 0.3, "all 512"), (32, 0.1, "32"), (1, 0.02, "1")):
        slope, losses = np.zeros(20), []
        for _ in range(3 * 512 // size):
            chosen = rng.integers(0, 512, size) if size < 512 else np.arange(512)
            error = inputs[chosen] @ slope - target[chosen]
            slope = slope - rate * inputs[chosen].T @ error / size
            losses.append(np.mean((inputs @ slope - target) ** 2))
        axes.semilogy(np.arange(1, len(losses) + 1) * size / 512, losses, lw=1, label=name)
        if len(losses) < 10:
            axes.plot(np.arange(1, len(losses) + 1), losses, "o", color=axes.lines[-1].get_color())
    axes.set_xlabel("epochs: how often every example was used")
    axes.set_ylabel("training loss")
    axes.set_title("The same work, spent on batches of different sizes")
    axes.legend(title="batch size")
    axes.grid(alpha=0.3)
    plt.show()


plot_batch_sizes()

# %% [markdown]
# The examples must be **shuffled**, or a data set that is sorted by class would give batches of one
# class each; and shuffled anew for every epoch, or the same examples would always meet. `x` and `y`
# go through it together: an example that loses its label is worse than none.
#
# **Task.** `minibatches`. Draw *one* random order of the rows and cut that order into pieces.

# %%
# TASK: mini_batches

# %% [markdown]
# ## 2 Moving averages
#
# All the better optimisers average over the past, and all in the same way. The **exponentially
# weighted moving average** of a series $\theta_1, \theta_2, \dots$ is
#
# $$v_0 = 0, \qquad v_t = \beta\, v_{t-1} + (1 - \beta)\, \theta_t$$
#
# One multiplication for the past, one for the new value, and a single number to remember. Written
# out, the value of $k$ steps ago has the weight $(1 - \beta)\,\beta^k$: old values fade away. They
# have faded to about a third after $1 / (1 - \beta)$ steps, so that is how far the average looks
# back:
#
# | $\beta$ | 0.5 | 0.9 | 0.98 |
# |---|---|---|---|
# | window $1 / (1 - \beta)$ | 2 | 10 | 50 |
#
# **The bias.** With $\beta = 0.98$ the first average is $v_1 = 0.02\,\theta_1$, far too small: the
# weights used so far add up to $1 - \beta^t$ only, the rest still lies on $v_0 = 0$. Divide by what
# they add up to:
#
# $$\hat v_t = \frac{v_t}{1 - \beta^t}$$
#
# **By hand.** With $\beta = 0.98$:
#
# $$\hat v_1 = \frac{0.02\,\theta_1}{0.02} = \theta_1, \qquad
# \hat v_2 = \frac{0.0196\,\theta_1 + 0.02\,\theta_2}{0.0396}$$
#
# For $\theta = (10, 20)$ that is $(10,\ 15.05)$; without the correction it would be $(0.2,\ 0.596)$.


# %% tags=["plot"]
def plot_averages() -> None:
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(2)
    day = np.arange(1, 181)
    values = 16 - 8 * np.cos(day / 60) + rng.normal(scale=2.5, size=180)
    figure = plt.figure(figsize=(8.5, 3.6), layout="constrained")
    axes = figure.add_subplot(1, 1, 1)
    axes.plot(day, values, ".", color="lightgray", label="values")
    for beta, color in ((0.5, "tab:green"), (0.9, "tab:red"), (0.98, "tab:blue")):
        ages = [np.arange(t)[::-1] for t in day]
        mean = [np.average(values[: len(age)], weights=beta**age) for age in ages]
        axes.plot(day, mean, color=color, lw=1.5, label=rf"$\beta = {beta}$")
        axes.plot(day, mean * (1 - beta**day), "--", color=color, lw=1)
    axes.set_xlabel("t")
    axes.set_ylabel("average (dashed: without bias correction)")
    axes.set_title("A larger β is smoother, and late")
    axes.legend()
    axes.grid(alpha=0.3)
    plt.show()


plot_averages()

# %% [markdown]
# **Task.** `ewma`. Mind what goes on into the next step: it is $v_t$, not $\hat v_t$.

# %%
# TASK: moving_averages

# %% [markdown]
# ## 3 Gradient descent
#
# The plainest optimiser has no memory at all:
#
# $$w \leftarrow w - \eta\, dw$$
#
# The learning rate $\eta$ (`lr`) is the most important number of the whole training. Take a loss
# that is an elongated bowl, steep across and flat along:
#
# $$L(w) = \tfrac12 \left( w_1^2 + 20\, w_2^2 \right), \qquad dw = (w_1,\ 20\, w_2)$$
#
# Each step multiplies $w_1$ by $1 - \eta$ and $w_2$ by $1 - 20\,\eta$. Above $\eta = 0.1$ the second
# factor is below $-1$, and the steps grow from side to side; but with so small an $\eta$ the walk
# along the flat direction takes for ever.


# %% tags=["plot"]
def plot_learning_rates() -> None:
    import matplotlib.pyplot as plt

    first, second = np.meshgrid(np.linspace(-11, 4, 120), np.linspace(-3, 3, 80))
    figure = plt.figure(figsize=(9, 2.8), layout="constrained")
    for place, rate in enumerate((0.02, 0.09, 0.101), start=1):
        axes = figure.add_subplot(1, 3, place)
        axes.contour(first, second, first**2 + 20 * second**2, 8, colors="lightgray")
        t = np.arange(21)
        axes.plot(-10 * (1 - rate) ** t, 2 * (1 - 20 * rate) ** t, ".-", lw=0.8)
        axes.plot(0, 0, "k+")
        axes.set_title(f"lr = {rate}")
        axes.set_xlabel("$w_1$")
    figure.axes[0].set_ylabel("$w_2$")
    plt.show()


plot_learning_rates()

# %% [markdown]
# Twenty steps each: too timid, about as bold as can be, and too bold.
#
# **By hand.** $w = (1, -2)$, $dw = (3, -4)$ and $\eta = 0.1$ give $w = (0.7, -1.6)$.
#
# **Task.** `sgd_step`. One line, and one trap: return new weights and leave `w` alone.

# %%
# TASK: sgd

# %% [markdown]
# ## 4 Momentum
#
# Across the valley the gradients point to and fro, along it they always agree. So average them:
# what contradicts itself cancels, what agrees remains. The average is called the **velocity**, as
# of a ball that rolls down:
#
# $$v \leftarrow \beta v + (1 - \beta)\, dw, \qquad w \leftarrow w - \eta\, v$$
#
# Many books and libraries leave the factor $1 - \beta$ away:
#
# $$v \leftarrow \beta v + dw, \qquad w \leftarrow w - \eta\, v$$
#
# Under a steady gradient $g$ the first velocity tends to $g$, the second to $g / (1 - \beta)$, ten
# times as much for $\beta = 0.9$. A learning rate that was tuned for one of them is wrong for the
# other. Here `dampening` says which one is meant. In both, the velocity is made of gradients alone:
# the learning rate is applied afterwards.
#
# **By hand.** $w = (1, -2)$, $dw = (2, 4)$, $v = (1, 0)$, $\beta = 0.9$, $\eta = 0.1$:
#
# | | $v$ | $w$ |
# |---|---|---|
# | with dampening | $(1.1,\ 0.4)$ | $(0.89,\ -2.04)$ |
# | without | $(2.9,\ 4)$ | $(0.71,\ -2.4)$ |
#
# **Task.** `momentum_step`, with and without dampening.

# %%
# TASK: momentum

# %% [markdown]
# ## 5 Nesterov's momentum
#
# A ball on its way down is going to move by $\beta v$ whatever the next gradient says. So it may as
# well look where it is about to be, and brake before the slope rises again:
#
# $$v \leftarrow \beta v + dw, \qquad w \leftarrow w - \eta\,(dw + \beta v)$$
#
# The $v$ in the second formula is the new one. There is no dampening.
#
# **By hand.** With the numbers from above: $v = (2.9, 4)$ as before, but the step is
# $dw + 0.9\,v = (4.61,\ 7.6)$, so that $w = (0.539,\ -2.76)$.


# %% tags=["plot"]
def plot_momentum() -> None:
    import matplotlib.pyplot as plt

    curvature = np.array([1.0, 20.0])
    first, second = np.meshgrid(np.linspace(-11, 5, 120), np.linspace(-2.6, 2.6, 80))
    figure = plt.figure(figsize=(8, 3.6), layout="constrained")
    axes = figure.add_subplot(1, 1, 1)
    axes.contour(first, second, first**2 + 20 * second**2, 8, colors="lightgray")
    for name, inertia, ahead in (("plain", 0, 0), ("momentum", 0.8, 0), ("Nesterov", 0.8, 0.8)):
        # The same optimisers in another form: each place from the two before. Nesterov's points
        # are the places before the look ahead.
        here = before = np.array([-10.0, 2.0])
        path = [here]
        for _ in range(24):
            looked_at = here + ahead * (here - before)
            coasting = here + inertia * (here - before)
            here, before = coasting - 0.04 * curvature * looked_at, here
            path.append(here)
        axes.plot(*np.transpose(path), ".-", lw=1, label=name)
    axes.plot(0, 0, "k+")
    axes.set_xlabel("$w_1$")
    axes.set_ylabel("$w_2$")
    axes.set_title("24 steps with lr = 0.04, without and with momentum (β = 0.8, no dampening)")
    axes.legend()
    plt.show()


plot_momentum()

# %% [markdown]
# Plain descent crawls; momentum is fast, overshoots and swings back; Nesterov's is as fast and
# swings less.
#
# **Task.** `nesterov_step`.

# %%
# TASK: nesterov

# %% [markdown]
# ## 6 Adagrad
#
# Momentum still has one learning rate for all weights. But a weight with large gradients needs
# small steps, and a weight whose gradient is nearly always 0 (a rare word, say) should take a
# large one when its turn comes. **Adagrad** divides each weight's step by the size of all its
# gradients so far:
#
# $$s \leftarrow s + dw^2, \qquad w \leftarrow w - \eta\, \frac{dw}{\sqrt{s} + \varepsilon}$$
#
# The small $\varepsilon$ only keeps the denominator above 0. It is added *after* the root. Whether
# before or after hardly matters while $s$ is large, but $\sqrt{10^{-8}}$ is $10^{-4}$: inside the
# root, the same $\varepsilon$ is ten thousand times as strong.
#
# **By hand.** $w = (1, -2)$, $s = 0$ and $\eta = 0.1$:
#
# | step | $dw$ | $s$ | $dw / \sqrt{s}$ | $w$ |
# |---|---|---|---|---|
# | 1 | $(3, -4)$ | $(9, 16)$ | $(1, -1)$ | $(0.9, -1.9)$ |
# | 2 | $(4, -3)$ | $(25, 25)$ | $(0.8, -0.6)$ | $(0.82, -1.84)$ |
#
# The units of the gradient cancel: had it been 1000 times as large, the steps would be the same.
# The price is that $s$ can only grow. After a thousand equal gradients the steps have shrunk to
# $1 / \sqrt{1000}$, about 3 % of the first.
#
# **Task.** `adagrad_step`.

# %%
# TASK: adagrad

# %% [markdown]
# ## 7 RMSprop
#
# The remedy is to forget: a moving average in the place of the sum.
#
# $$s \leftarrow \beta s + (1 - \beta)\, dw^2, \qquad
# w \leftarrow w - \eta\, \frac{dw}{\sqrt{s} + \varepsilon}$$
#
# Now $\sqrt{s}$ is the **r**oot of the **m**ean of the **s**quares of recent gradients. First square,
# then average: the gradients $+3$ and $-3$ have the mean 0, but their size is 3.
#
# **By hand.** $w = (1, -2)$, $s = 0$, $dw = (4, -2)$, $\beta = 0.75$, $\eta = 0.1$: the average is
# $s = 0.25 \cdot (16, 4) = (4, 1)$, its root $(2, 1)$, the quotient $(2, -2)$, and
# $w = (0.8, -1.8)$. The first step is twice the learning rate, since $s$ has not been corrected for
# its start from 0. RMSprop is used without a correction.
#
# **Task.** `rmsprop_step`.

# %%
# TASK: rmsprop

# %% [markdown]
# ## 8 Adam
#
# **Adam** puts it all together: momentum above the line, RMSprop below it, and bias correction for
# both averages.
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1)\, dw, \qquad v \leftarrow \beta_2 v + (1 - \beta_2)\, dw^2$$
#
# $$\hat m = \frac{m}{1 - \beta_1^{\,t}}, \qquad \hat v = \frac{v}{1 - \beta_2^{\,t}}, \qquad
# w \leftarrow w - \eta\, \frac{\hat m}{\sqrt{\hat v} + \varepsilon}$$
#
# with $\beta_1 = 0.9$, $\beta_2 = 0.999$ and $\varepsilon = 10^{-8}$ unless told otherwise. The step
# number $t$ is 1 in the first step. The state is $m$ and $v$; the corrected $\hat m$ and $\hat v$
# are used once and thrown away.
#
# **By hand.** One weight, $w = 1$, $\eta = 0.1$, $m = v = 0$:
#
# | $t$ | $dw$ | $m$ | $v$ | $\hat m$ | $\hat v$ | step | $w$ |
# |---|---|---|---|---|---|---|---|
# | 1 | 3 | 0.3 | 0.009 | 3 | 9 | 0.1 | 0.9 |
# | 2 | -3 | -0.03 | 0.017991 | -0.1579 | 9 | -0.0053 | 0.9053 |
#
# The first step has the size $\eta$, whether the gradient is 3 or 0.004: only its sign counts.
# (Without corrections it would be $0.3 / \sqrt{0.009} = 3.16$ times as long.) The second gradient
# contradicts the first, and Adam hardly moves.


# %% tags=["plot"]
def plot_adaptive() -> None:
    import matplotlib.pyplot as plt

    def average(past, beta):
        return np.average(past, axis=0, weights=beta ** np.arange(len(past))[::-1])

    # For a picture each step may read the whole history; a network of millions of weights cannot.
    # The weights of a past of n gradients add up to 1 - 0.9**n, which RMSprop leaves as it is.
    ways = {
        "plain, lr = 0.09": lambda past: 0.09 * past[-1],
        "Adagrad, lr = 1": lambda past: past[-1] / np.sqrt(np.sum(past**2, axis=0)),
        "RMSprop, lr = 0.3": lambda past: (
            0.3 * past[-1] / np.sqrt(average(past**2, 0.9) * (1 - 0.9 ** len(past)))
        ),
        "Adam, lr = 0.5": lambda past: 0.5 * average(past, 0.9) / np.sqrt(average(past**2, 0.99)),
    }
    curvature = np.array([1.0, 20.0])
    first, second = np.meshgrid(np.linspace(-11, 4, 120), np.linspace(-2.6, 2.6, 80))
    figure = plt.figure(figsize=(8, 3.6), layout="constrained")
    axes = figure.add_subplot(1, 1, 1)
    axes.contour(first, second, first**2 + 20 * second**2, 8, colors="lightgray")
    for name, way in ways.items():
        path, past = [np.array([-10.0, 2.0])], []
        for _ in range(30):
            past.append(curvature * path[-1])
            path.append(path[-1] - way(np.array(past)))
        axes.plot(*np.transpose(path), ".-", lw=1, label=name)
    axes.plot(0, 0, "k+")
    axes.set_xlabel("$w_1$")
    axes.set_ylabel("$w_2$")
    axes.set_title("30 steps on the elongated bowl")
    axes.legend(fontsize="small")
    plt.show()


plot_adaptive()

# %% [markdown]
# Plain descent bounces between the steep walls. The others set off as if the bowl were round, on
# the diagonal: dividing by the size of the gradient hides how steep it is.
#
# **Task.** `adam_step`. Beware of two traps: do not put the corrected averages into the state, and
# keep $\varepsilon$ outside of the root, where it is added to the root of the *corrected* average.

# %%
# TASK: adam

# %% [markdown]
# ## 9 Nadam
#
# Adam with Nesterov's look ahead: above the line stands where the average will be after one more
# step, plus the share of the present gradient.
#
# $$\hat m = \frac{\beta_1\, m}{1 - \beta_1^{\,t+1}} + \frac{(1 - \beta_1)\, dw}{1 - \beta_1^{\,t}}$$
#
# The $m$ here is the new one. The first term belongs to the step to come, so its correction has
# $t + 1$. All the rest is Adam.
#
# **By hand.** $dw = 3$ in the first step: $m = 0.3$, and
# $\hat m = 0.27 / 0.19 + 0.3 / 0.1 = 4.421$. Divided by $\sqrt{\hat v} = 3$ that is a step of
# $1.474\,\eta$: when nothing speaks against it, Nadam goes further than Adam.
#
# **Task.** `nadam_step`.

# %%
# TASK: nadam

# %% [markdown]
# ## 10 AdaMax
#
# What is the size of recent gradients? Instead of the root of a mean of squares, **AdaMax** takes
# the largest one, and lets it fade:
#
# $$u \leftarrow \max(\beta_2\, u,\ |dw|), \qquad
# w \leftarrow w - \eta\, \frac{m / (1 - \beta_1^{\,t})}{u + \varepsilon}$$
#
# with Adam's $m$. A maximum is not pulled towards the 0 from which it starts, so $u$ needs no
# correction.
#
# **By hand.** $w = 1$, $\eta = 0.1$. With $dw = 3$ in the first step, $u = 3$ and $w = 0.9$. With
# $dw = -1$ in the second, $u = \max(2.997,\ 1) = 2.997$; $m = 0.27 - 0.1 = 0.17$, corrected
# $0.17 / 0.19 = 0.895$; and $w = 0.9 - 0.1 \cdot 0.895 / 2.997 = 0.870$.
#
# **Task.** `adamax_step`.

# %%
# TASK: adamax

# %% [markdown]
# ## 11 Learning-rate schedules
#
# Far from the goal, large steps are right; near it they jump to and fro over it, and the noise of
# the mini-batches never lets them settle. So the learning rate should fall. Epochs count from 0.
#
# | function | learning rate in epoch $e$ | |
# |---|---|---|
# | `time_decay` | $\eta_0 / (1 + d\, e)$ | half of it after $1/d$ epochs |
# | `exponential_decay` | $\eta_0 \exp(-d\, e)$ | the same share in every epoch |
# | `inverse_sqrt_decay` | $k\, \eta_0 / \sqrt{e}$ | from epoch 1 on |
# | `staircase_decay` | $\eta_0\, f^{\lfloor e / n \rfloor}$ | a sudden drop every $n$ epochs |
# | `step_exponential` | $\eta_0\, 10^{-e / n}$ | smoothly to a tenth in $n$ epochs |
# | `power_decay` | $\eta_0 / (1 + e / n)^{p}$ | fast at first, then ever slower |
# | `piecewise_constant` | from a list | a new value *from* its boundary on |


# %% tags=["plot"]
def plot_schedules() -> None:
    import matplotlib.pyplot as plt

    e = np.arange(41)
    curves = {
        "time_decay, d = 0.2": 1 / (1 + 0.2 * e),
        "exponential_decay, d = 0.1": np.exp(-0.1 * e),
        "inverse_sqrt_decay, k = 1": np.maximum(e, 1) ** -0.5,
        "staircase_decay, f = 0.5, n = 10": np.repeat([1, 0.5, 0.25, 0.125, 0.0625], 10)[:41],
        "step_exponential, n = 40": np.logspace(0, -1, 41),
        "power_decay, p = 2, n = 20": (20 / (20 + e)) ** 2,
    }
    figure = plt.figure(figsize=(9, 3.6), layout="constrained")
    linear = figure.add_subplot(1, 2, 1)
    logarithmic = figure.add_subplot(1, 2, 2)
    for name, curve in curves.items():
        style = "steps-post" if "staircase" in name else "default"
        linear.plot(e, curve, drawstyle=style)
        logarithmic.semilogy(e, curve, drawstyle=style, label=name)
    linear.set_ylabel("learning rate, in units of $\\eta_0$")
    linear.set_title("linear scale")
    logarithmic.set_title("logarithmic scale")
    for axes in (linear, logarithmic):
        axes.set_xlabel("epoch")
        axes.grid(alpha=0.3)
    logarithmic.legend(fontsize="x-small")
    plt.show()


plot_schedules()

# %% [markdown]
# **By hand.**
#
# | epoch | 0 | 1 | 2 | 3 | 4 |
# |---|---|---|---|---|---|
# | `time_decay`, $\eta_0 = 0.2$, $d = 1$ | 0.2 | 0.1 | 0.067 | 0.05 | 0.04 |
#
# | epoch | 0 | 9 | 10 | 19 | 20 |
# |---|---|---|---|---|---|
# | `staircase_decay`, $\eta_0 = 0.1$, $f = 0.5$, $n = 10$ | 0.1 | 0.1 | 0.05 | 0.05 | 0.025 |
# | `piecewise_constant`, boundaries 10 and 20, values 0.1, 0.05, 0.01 | 0.1 | 0.1 | 0.05 | 0.05 | 0.01 |
#
# Each function takes one epoch or a whole array of them. Write it with NumPy's functions, without
# an `if` on the epoch, and it does both.
#
# **On a plateau.** All these are fixed before the training. `ReduceOnPlateau` watches it instead:
# whenever the dev loss has not improved for `patience` epochs in a row, it multiplies the learning
# rate by `factor` and begins to count anew. An epoch improves when its loss is below the best one
# so far by more than `min_delta`. With $\eta_0 = 0.1$, a factor of 0.5 and a patience of 2:
#
# | dev loss | 1.0 | 0.8 | 0.9 | 0.85 | 0.82 | 0.81 | 0.7 |
# |---|---|---|---|---|---|---|---|
# | improves? | yes | yes | no | no | no | no | yes |
# | epochs without, so far | 0 | 0 | 1 | 2, then 0 | 1 | 2, then 0 | 0 |
# | learning rate after it | 0.1 | 0.1 | 0.1 | 0.05 | 0.05 | 0.025 | 0.025 |
#
# The losses 0.85, 0.82 and 0.81 fall, but none of them is below the best one, 0.8.
#
# **Task.** The seven functions and the class `ReduceOnPlateau`.

# %%
# TASK: learning_rate_schedules

# %% [markdown]
# You now have all that a training loop needs besides the network itself:
#
# ```python
# t = 0
# for epoch in range(epochs):
#     lr = staircase_decay(0.01, 0.5, 10, epoch)
#     for x_batch, y_batch in minibatches(x, y, 64, rng):
#         t += 1
#         dw = ...                          # forward and backward pass on this batch
#         w, m, v = adam_step(w, dw, m, v, t, lr)
# ```
#
# Mind where `t` goes up: once per *step*, not once per epoch.
#
# ## Questions to think about

# %% [markdown] question="scaled_loss" points=1
# 1. Somebody multiplies the loss by 1000. Which of your optimisers notice, and which go on as if
#    nothing had happened? And if the loss is multiplied by $10^{-12}$?

# %% [markdown] question="first_steps" points=1
# 2. All state is 0 and the first gradient is $g$. How long is the first step of momentum (with
#    dampening), of RMSprop and of Adam, with their usual betas? A colleague leaves out both of
#    Adam's bias corrections and finds the training diverging in its first steps. Why then?
