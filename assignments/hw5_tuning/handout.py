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
# # Homework 5: tuning
#
# A network learns its weights. What it does not learn are its **hyperparameters**: learning rate,
# number of layers, batch size, strength of regularisation. Somebody has to choose them, and the
# choice decides between a model that works and one that does not. This homework is about choosing
# with method: keep data aside to judge by, read from the errors what is wrong, and search where it
# pays.
#
# The method is a loop:
#
# 1. Train with some hyperparameters on the **training set**.
# 2. Judge on the **dev set**, which training has not seen.
# 3. Diagnose, change something, and start again.
#
# After a hundred rounds you have, in a way, trained on the dev set too: you chose what does well on
# it. That is why a third part, the **test set**, is opened once, at the very end.
#
# **Rules.** All randomness comes from the argument `rng`: the same seed must give the same result.
# Never change an argument, never return an argument itself. NumPy and the standard library only. The
# docstrings are the exact wording of each task; check your work as often as you like with
# `autograder check`.

# %%
from collections.abc import Callable
from typing import Any

import numpy as np

# %% [markdown]
# ## 1 Splits
#
# How large should the parts be? Large enough to tell good models from better ones; the rest is for
# training.
#
# | examples | fractions | training | dev | test |
# |---|---|---|---|---|
# | 100 | 70 / 15 / 15 % | 70 | 15 | 15 |
# | 1,000,000 | 98 / 1 / 1 % | 980,000 | 10,000 | 10,000 |
#
# With a million examples one per cent is plenty to judge by. With a hundred, 15 are hardly enough.
#
# Two things go wrong easily. Data often come **sorted**, by date or by class: shuffle once, then cut,
# or the test set is nothing like the training set. And sizes seldom come out even, so mind what
# rounding does. **By hand:** $n = 10$ at 68 / 18 / 14 % means $6.8$, $1.8$ and $1.4$ examples.
# Rounded down, the first two are 6 and 1, and the other 3 are left to the test set: more than one
# too many. Cutting at $6.8 \to 7$ and $6.8 + 1.8 = 8.6 \to 9$ gives 7, 2 and 1.
#
# Chance can be unkind to rare classes. Of 1000 examples let 20 be of class 1. A dev set of 100
# should hold two of them:


# %% tags=["plot"]
def plot_rare_class() -> None:
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(5)
    found = rng.hypergeometric(20, 980, 100, size=10_000)
    counts = np.bincount(found, minlength=9)[:9] / len(found)
    figure = plt.figure(figsize=(6.5, 3), layout="constrained")
    axes = figure.add_subplot(1, 1, 1)
    places = np.arange(9)
    axes.bar(places - 0.2, counts, 0.4, label="plain split")
    axes.bar(places + 0.2, places == 2, 0.4, label="stratified split")
    axes.set_xticks(places)
    axes.set_xlabel("examples of the rare class in the dev set")
    axes.set_ylabel("share of the splits")
    axes.set_title("20 rare examples of 1000, a dev set of 100")
    axes.legend()
    plt.show()


plot_rare_class()

# %% [markdown]
# In 12 % of the plain splits there is none at all. A **stratified** split divides every class on
# its own, by the same fractions, and puts the pieces together.
#
# **By hand.** 80 examples of class 5 and 20 of class 2 at 80 / 10 / 10 %: class 5 goes 64 / 8 / 8,
# class 2 goes 16 / 2 / 2, so the parts have 80, 10 and 10 examples.
#
# **Task.** `split_indices` and `stratified_split`. Both return *indices*: with them, one split serves
# inputs and labels alike. Class ids are names, not positions: they may be 3, 7 and 100.

# %%
# TASK: splits

# %% [markdown]
# ## 2 Bias and variance
#
# Three errors tell what is wrong. Think of them as a staircase: humans, training set, dev set.
#
# $$\underbrace{e_\text{train} - e_\text{human}}_{\text{bias: cannot fit what it has seen}}
# \qquad\qquad
# \underbrace{e_\text{dev} - e_\text{train}}_{\text{variance: fails on what it has not seen}}$$
#
# A step that is higher than some tolerance, here 5 %, is a fault. With humans who make no mistakes:
#
# | training error | dev error | bias | variance | diagnosis |
# |---|---|---|---|---|
# | 1 % | 12 % | 1 % | 11 % | high variance |
# | 1 % | 11 % | 1 % | 10 % | high variance |
# | 12 % | 13 % | 12 % | 1 % | high bias |
# | 12 % | 20 % | 12 % | 8 % | both |
# | 1 % | 2 % | 1 % | 1 % | neither |
# | 15 % | 16 % | 15 % | 1 % | high bias |
#
# The last row changes if the pictures are so blurred that humans err on 15 % of them, too: then the
# first step is $15 - 15 = 0$, and there is nothing to complain about.


# %% tags=["plot"]
def plot_staircases() -> None:
    import matplotlib.pyplot as plt

    stairs = {
        "high variance": (0, 1, 12),
        "high bias": (0, 12, 13),
        "both": (0, 12, 20),
        "neither": (0, 1, 2),
        "neither:\nhumans err": (15, 15, 16),
    }
    figure = plt.figure(figsize=(8, 2.8), layout="constrained")
    axes = figure.add_subplot(1, 1, 1)
    for place, (human, train, dev) in enumerate(stairs.values()):
        axes.bar(place - 0.25, human, 0.24, color="tab:gray", label="human")
        axes.bar(place, train, 0.24, color="tab:blue", label="training")
        axes.bar(place + 0.25, dev, 0.24, color="tab:orange", label="dev")
        if place == 0:
            axes.legend()
    axes.set_xticks(range(len(stairs)), list(stairs))
    axes.set_ylabel("error, %")
    axes.grid(axis="y", alpha=0.3)
    plt.show()


plot_staircases()

# %% [markdown]
# The diagnosis decides what is worth your time. More data do not help a model that cannot fit those
# it has; a bigger network does not help one that knows its training set by heart.
#
# | against high bias | against high variance | against either |
# |---|---|---|
# | `bigger_network`, `train_longer` | `more_data`, `regularize`, `early_stopping` | `change_architecture` |
#
# **Task.** `diagnose_fit` and `remedies`. A step downwards, such as a model that beats humans, is no
# fault.

# %%
# TASK: bias_and_variance

# %% [markdown]
# ## 3 Sampling
#
# Suppose the learning rate may be anything from $0.0001$ to $1$. Drawn uniformly, 90 % of your tries
# lie between $0.1$ and $1$, and only one in a thousand below $0.001$. But for a learning rate the
# step from $0.001$ to $0.002$ matters as much as that from $0.1$ to $0.2$. So let the *exponent* be
# uniform:
#
# $$r \sim U(\log_{10} \text{low},\ \log_{10} \text{high}), \qquad \text{value} = 10^r$$


# %% tags=["plot"]
def plot_scales() -> None:
    import matplotlib.pyplot as plt

    u = np.random.default_rng(3).random(400)
    height = np.random.default_rng(4).random(400)
    figure = plt.figure(figsize=(8, 2.8), layout="constrained")
    for place, (title, values) in enumerate(
        (("uniform", 1e-4 + (1 - 1e-4) * u), ("log-uniform", 10 ** (-4 * u))), start=1
    ):
        axes = figure.add_subplot(1, 2, place)
        axes.semilogx(values, height, ".", ms=4)
        axes.set_xlim(0.7e-4, 1.4)
        axes.set_yticks([])
        axes.set_xlabel("learning rate")
        axes.set_title(f"400 draws, {title}")
    plt.show()


plot_scales()

# %% [markdown]
# **By hand.** From $10^{-4}$ to $1$ this is $10^{-4u}$ with $u$ uniform from 0 to 1: $u = 0.25$ gives
# $0.1$, $u = 0.5$ gives $0.01$ and $u = 1$ gives $0.0001$. Each of the four decades gets a quarter
# of the draws.
#
# Not everything wants a log scale. A dropout rate is uniform on the linear one, and the number of
# layers is a whole number, each as likely as every other, *both ends included*. (Rounding a uniform
# number from 1 to 6 is no fair die: 1 comes from $[1, 1.5)$ only, but 2 from $[1.5, 2.5)$.)
#
# **Task.** `sample_log_uniform`, `sample_uniform` and `sample_integer`.

# %%
# TASK: sampling

# %% [markdown]
# ## 4 Search
#
# A **config** is one choice of all hyperparameters; the **objective** trains a model with it and
# returns its dev loss. One call may take a night, so every call counts, and every one is recorded: a
# trial is a pair `(config, loss)`.
#
# **Grid search** tries every combination of given values: 3 learning rates and 4 sizes make 12
# trials. **Random search** draws every trial anew. With the same number of trials, random search
# sees more of whichever hyperparameter turns out to matter:


# %% tags=["plot"]
def plot_grid_and_random() -> None:
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(12)
    thirds = np.array([1, 3, 5]) / 6
    grid = np.array([(a, b) for a in thirds for b in thirds])
    line = np.linspace(0, 1, 201)
    figure = plt.figure(figsize=(8, 3.6), layout="constrained")
    for place, (title, points) in enumerate(
        (("grid: 3 values tried", grid), ("random: 9 values tried", rng.random((9, 2)))), start=1
    ):
        axes = figure.add_subplot(1, 2, place)
        axes.plot(line, 1.15 + 0.3 * np.exp(-(((line - 0.32) / 0.08) ** 2)), "tab:green")
        axes.vlines(points[:, 0], points[:, 1], 1.12, color="tab:blue", lw=0.7, alpha=0.6)
        axes.plot(points[:, 0], points[:, 1], "o")
        axes.set_xlim(-0.02, 1.02)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.set_xlabel("matters a lot (green: how good)")
        axes.set_ylabel("hardly matters")
        axes.set_title(title)
    plt.show()


plot_grid_and_random()

# %% [markdown]
# **Coarse to fine** searches in rounds. Round 0 draws from the whole space. Round $r$ draws from a
# window around the best config so far, $(1/2)^r$ as wide as the space on the hyperparameter's own
# scale, and cut off where the space ends.
#
# *By hand:* learning rates from $10^{-4}$ to $1$ are 4 decades. Round 1 has a window of 2 decades: if
# the best was $0.01$, from $0.001$ to $0.1$. If the best was $10^{-3.5}$, the window would begin at
# $10^{-4.5}$; cut off, it goes from $10^{-4}$ to $10^{-2.5}$. Inside the window each hyperparameter
# is drawn on its own.
#
# **Evolutionary search** breeds. The first population is drawn at random. Then the best trials so
# far become parents; a child takes over its parent's values up to a small change, again on the
# hyperparameter's own scale:
#
# $$\text{place of child} = \text{place of parent} + 0.1\,(\text{end} - \text{start})\,g,
# \qquad g \sim N(0, 1)$$
#
# *By hand:* a parent with learning rate $0.01$ and $g = 1.5$: $-2 + 0.1 \cdot 4 \cdot 1.5 = -1.4$,
# so the child has $10^{-1.4} = 0.0398$. Each of its values has a $g$ of its own.
#
# Both searches may be done in other ways: the docstrings say what counts.


# %% tags=["plot"]
def plot_rounds() -> None:
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(4)
    goal = np.array([-2.3, 0.85])
    low, high = np.array([-4.0, 0.5]), np.array([0.0, 1.0])
    points = np.empty((0, 2))
    figure = plt.figure(figsize=(6.5, 3.6), layout="constrained")
    axes = figure.add_subplot(1, 1, 1)
    start, end = low, high
    for r, color in enumerate(("tab:blue", "tab:orange", "tab:red")):
        fresh = rng.uniform(start, end, (12, 2))
        points = np.vstack([points, fresh])
        axes.plot(10 ** fresh[:, 0], fresh[:, 1], "o", ms=4, color=color, label=f"round {r}")
        corners = np.array([start, (end[0], start[1]), end, (start[0], end[1]), start])
        axes.plot(10 ** corners[:, 0], corners[:, 1], color=color, lw=1)
        distances = (((points - goal) / (high - low)) ** 2).sum(axis=1)
        best = points[distances.argmin()]
        half = 0.5 ** (r + 2) * (high - low)
        start, end = np.maximum(best - half, low), np.minimum(best + half, high)
    axes.plot(10 ** goal[0], goal[1], "k+", ms=12, label="optimum")
    axes.set_xscale("log")
    axes.set_xlabel("learning rate")
    axes.set_ylabel("momentum")
    axes.set_title("coarse to fine: 12 trials a round")
    axes.legend(loc="lower left")
    plt.show()


plot_rounds()

# %% [markdown]
# **Trials fail.** A learning rate of 1 makes the loss NaN; a huge network does not fit into memory
# and raises an error. A search that runs all night must survive both: the trial gets the loss
# $\infty$, is recorded, counts towards the budget, and loses. Mind NaN: every comparison with it is
# false, so `min` keeps a NaN that comes first.
#
# **Task.** `grid_search`, `random_search`, `coarse_to_fine` and `evolutionary_search`. Evaluate
# exactly as often as asked for, and stay inside the space.

# %%
# TASK: search

# %% [markdown]
# ## 5 Many models
#
# How you tune depends on what you can afford.
#
# * **Caviar.** A fish lays thousands of eggs and looks after none. With many computers, train many
#   models side by side and keep the one that ends best.
# * **Panda.** A panda has one cub and watches it day and night. With one computer, train one model,
#   look at its loss after every step, and adjust: a lower learning rate today, more momentum
#   tomorrow.


# %% tags=["plot"]
def plot_caviar_and_panda() -> None:
    import matplotlib.pyplot as plt

    steps = np.arange(41)
    figure = plt.figure(figsize=(8, 3), layout="constrained")
    left = figure.add_subplot(1, 2, 1)
    right = figure.add_subplot(1, 2, 2, sharey=left)
    for rate in (0.01, 0.03, 0.06, 0.12):
        left.plot(steps, 0.15 + 0.85 * np.exp(-rate * steps), lw=1.5)
    left.plot(steps, 0.4 + 0.6 * np.exp(-0.3 * steps) + 0.0006 * steps**2, "k--", lw=1.5)
    left.set_title("caviar: the lowest at the end wins")
    loss = 1.0
    for begin, end, rate in ((0, 14, 0.05), (14, 26, 0.002), (26, 41, 0.09)):
        days = np.arange(end - begin + 1)
        part = 0.12 + (loss - 0.12) * np.exp(-rate * days)
        right.plot(begin + days, part, "o-", ms=3, color="tab:blue")
        loss = float(part[-1])
    right.annotate("stuck", (18, 0.56), (18, 0.8), arrowprops={"arrowstyle": "->"})
    right.annotate("lr lowered", (26, 0.55), (27, 0.7), arrowprops={"arrowstyle": "->"})
    right.set_title("panda: one model, watched")
    for axes in (left, right):
        axes.set_xlabel("step")
        axes.set_ylabel("dev loss")
        axes.grid(alpha=0.3)
        axes.set_ylim(0, 1.05)
    plt.show()


plot_caviar_and_panda()

# %% [markdown]
# Both are handed a function `train_step(config, state)` that trains one model a little further. It
# returns `(state, dev_loss)`; the new state goes into the *next step of the same model*, and the
# state before the first step is `None`.
#
# **By hand.** Let `train_step` multiply the loss, 1 at first, by the config's `factor`. Caviar with
# the factors $0.5$, $0.25$ and $2$ for two steps:
#
# | | model 0 | model 1 | model 2 |
# |---|---|---|---|
# | step 1 | 0.5 | 0.25 | 2 |
# | step 2 | 0.25 | 0.0625 | 4 |
#
# The calls go along the rows, and the best model is number 1. A model that ends with NaN has
# diverged; it never wins, not even against infinity.
#
# Panda begins with the factor $1$ and halves it after every step: the factors are $1$,
# $\frac12$, $\frac14$, $\frac18$ and the losses $1$, $0.5$, $0.125$, $0.015625$.
#
# **Task.** `caviar` and `panda`. In `panda`, the function `adjust` may change the config that it is
# given; see that this is never the caller's.

# %%
# TASK: many_models

# %% [markdown]
# ## Questions to think about

# %% [markdown] question="best_of_500" points=1
# 1. You have tried 500 configs and kept the one with the lowest dev loss. Would you expect its test
#    loss to be lower, higher or about the same? How does the answer change with the size of the dev
#    set?

# %% [markdown] question="another_distribution" points=1
# 2. The training set is made of pictures from the web, dev and test set of pictures from your users'
#    phones. Training error is 1 %, dev error 11 %. Is this variance? What would you set aside to
#    find out?
