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
# # Homework 6: training
#
# You have built layers, initialisations, normalisations, regularisers and optimisers, one at a
# time. Now they have to work together. First comes a network that is made of all of them, then the
# loop that trains it, then the habits by which one finds out, in minutes instead of days, why a
# network does not learn. Last you hand all of it over to a framework, now that you know what it
# does.
#
# **Two halves that know little of each other.** The loop that trains does not care what is inside
# the network, and the network does not care how it is trained. All that they have in common is four
# methods:
#
# | method | what it does |
# |---|---|
# | `forward(x, training)` | returns the logits, and remembers what `backward` will need |
# | `backward(dlogits)` | carries a gradient back through that forward, returns `dx` |
# | `parameters()` | a list of the network's own weight arrays |
# | `gradients()` | the gradients from the last `backward`, in the same order |
#
# Whatever has these four can be trained by your loop: your network, a friend's, or a strange one of
# ours that is used for checking. And whatever calls these four can train your network.
#
# **Rules.** All randomness comes from `rng`. Never change an argument, never return an argument
# itself, with *one exception*: the arrays of `parameters()` are meant to be changed in place. NumPy
# and the standard library only, and Keras in the last task. Reuse what you wrote in earlier homeworks: copy it into a cell of
# its own, and write helpers where they help. The docstrings are the exact wording of each task;
# check your work as often as you like with `autograder check`.

# %%
from typing import Any

import numpy as np

# %% [markdown]
# ## 1 A network
#
# `Network([D, H1, H2, K], rng)` has a layer between each number and the next one. A **hidden
# layer** is
#
# $$\text{dense } a\,w + b \;\to\; \text{batch norm} \;\to\; \text{ReLU} \;\to\; \text{dropout}$$
#
# with batch norm and dropout only where they are asked for. The **last layer** is dense and nothing
# else: a logit may be negative, and no class is to be dropped.
#
# Why in this order? Batch norm places each unit's values around 0, so that about half of them pass
# the ReLU. Dropout comes last, so that a unit that is switched off really hands on a 0.
#
# **Two modes.** The same network behaves in two ways, and `forward` is told which one is meant:
#
# | | `training=True` | `training=False` |
# |---|---|---|
# | batch norm uses | mean and variance of this batch | running mean and running variance |
# | running values | move by a tenth towards the batch's | stay as they are |
# | dropout | a fresh mask, kept units divided by `keep_prob` | nothing |
# | an example's logits depend on | the rest of the batch, and chance | that example alone |
#
# **By hand, batch norm.** A unit sees $z = (1, 5)$: mean 3, variance 4, so that $\hat z = (-1, 1)$.
# A new network has the running values 0 and 1; after this batch they are
# $0.9 \cdot 0 + 0.1 \cdot 3 = 0.3$ and $0.9 \cdot 1 + 0.1 \cdot 4 = 1.3$. In evaluation $z = 1$
# would now give $(1 - 0.3) / \sqrt{1.3} = 0.614$.
#
# **By hand, forward.** Two inputs, two hidden units, two classes, neither batch norm nor dropout:
#
# $$x = (1, 2), \quad w_1 = \begin{pmatrix} 1 & 1 \\ 0.5 & -1 \end{pmatrix}, \; b_1 = (0, 0.5),
# \quad w_2 = \begin{pmatrix} 1 & -1 \\ 3 & 2 \end{pmatrix}, \; b_2 = (0.5, 0)$$
#
# | | unit 1 | unit 2 |
# |---|---|---|
# | $z_1 = x w_1 + b_1$ | $1 + 1 + 0 = 2$ | $1 - 2 + 0.5 = -0.5$ |
# | $a_1 = \max(z_1, 0)$ | 2 | 0 |
# | logits $a_1 w_2 + b_2$ | $2 + 0 + 0.5 = 2.5$ | $-2 + 0 + 0 = -2$ |
#
# **Backward** walks the same way in the opposite direction and undoes layer by layer, with what
# forward has left for it. With $dlogits = (1, -1)$: the gradient that arrives at $a_1$ is
# $(1 + 1,\ 3 - 2) = (2, 1)$; the second unit was silent, which leaves $(2, 0)$; and
# $dx = (2 \cdot 1,\ 2 \cdot 0.5) = (2, 1)$. On the way every parameter's gradient is put down:
#
# $$dw_1 = \begin{pmatrix} 2 & 0 \\ 4 & 0 \end{pmatrix}, \quad db_1 = (2, 0), \quad
# dw_2 = \begin{pmatrix} 2 & -2 \\ 0 & 0 \end{pmatrix}, \quad db_2 = (1, -1)$$
#
# `backward` answers for the *last* forward, in whichever mode that was. If it dropped units, the
# same units must be off on the way back: a new mask would give the gradient of another network. In
# evaluation, batch norm's mean and variance are plain constants, and so its slope is another than
# in training, where they move with the examples.


# %% tags=["plot"]
def plot_masks() -> None:
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(6)
    first, second = rng.random((2, 8, 16)) < 0.75
    figure = plt.figure(figsize=(8, 2.1), layout="constrained")
    pictures = {
        "forward, training": first,
        "backward after it": first,
        "the next forward": second,
        "forward, evaluation": np.ones((8, 16)),
    }
    for place, (title, kept) in enumerate(pictures.items(), start=1):
        axes = figure.add_subplot(1, 4, place)
        axes.imshow(kept, cmap="Blues", vmin=0, vmax=1.3)
        axes.set_title(title, fontsize="medium")
        axes.set_xticks([])
        axes.set_yticks([])
        axes.set_xlabel("hidden units")
    figure.axes[0].set_ylabel("examples")
    plt.show()


plot_masks()

# %% [markdown]
# Dropout with `keep_prob=0.75`: white units are off. Every example has a mask of its own,
# `backward` uses the very mask of its forward, and the next forward draws anew.
#
# **Live arrays.** An optimiser must reach into the network. So `parameters()` returns the network's
# own arrays and not copies, and whoever holds one changes it *in place*:
#
# ```python
# w = network.parameters()[0]
# w -= 0.1                  # changes the network
# w = w - 0.1               # makes a new array, of which the network knows nothing
# ```
#
# The order is layer by layer: $w_1, b_1$, then $\gamma_1, \beta_1$ if the layer has batch norm,
# then $w_2, b_2$ and so on. `gradients()` has the same order, although `backward` finds the
# gradients from the last layer to the first. And each `backward` stands for itself: nothing adds
# up.
#
# **The start.** Weights are drawn as in homework 2, for instance with variance
# $2 / \text{fan}_\text{in}$ for `"he"`. Biases start from 0, which is no loss: the weights differ
# already.
#
# **Task.** The class `Network`. Begin without batch norm and dropout, and compare with the numbers
# above. Then add one at a time. A numeric gradient check (homework 1) works with dropout, too: make
# the network anew with the same seed for every evaluation, and it draws the same masks.

# %%
# TASK: network

# %% [markdown]
# ## 2 The training loop
#
# Here is what happens, in words:
#
# * In every **epoch**, shuffle the training set anew and walk through it in mini-batches.
# * For every **batch**: forward in training mode, loss and its gradient, backward, one step of the
#   optimiser.
# * **After** every epoch, measure in evaluation mode: the loss on the training set, the loss and
#   the accuracy on the dev set.
# * **Stop** when the dev loss has not improved for some time, and go back to where it was best.
#
# **The loss** is the softmax cross-entropy, a mean over the batch. Its gradient with respect to the
# logits has the $1/N$ in it, so nothing else needs to be averaged. Mind which $N$: the last batch
# of an epoch may be smaller than the others.
#
# **By hand.** One input, two classes, all parameters 0. For $x = 1$ of class 0 the probabilities
# are $(0.5, 0.5)$ and the gradient is $(-0.5, 0.5)$, for the weights as for the biases. A step of
# plain descent with learning rate 1 makes both $(0.5, -0.5)$. Now the logits are $(1, -1)$, and the
# loss has fallen from $\log 2 = 0.693$ to $\log(1 + e^{-2}) = 0.127$. The history shows $0.127$: it
# is measured *after* the epoch.
#
# **The optimisers** are `sgd_step`, `momentum_step` (with dampening) and `adam_step` of homework 4,
# with their usual betas. Now the loop keeps their state: one for every parameter, from the first
# batch to the last. With 10 examples in batches of 4 an epoch has 3 steps, so in the third epoch
# Adam's $t$ is 7, 8 and 9.
#
# **Weight decay** adds $\lambda w$ to the gradient, the slope of the penalty
# $\frac{\lambda}{2} \sum w^2$, *before* the optimiser sees it. Weight matrices decay; biases,
# gammas and betas do not, nor does anything with more than two axes. How does the loop know which
# is which? By their shape. With
# $\lambda = 0.1$, $w = 2$ and $dw = 0.3$ the optimiser gets $0.3 + 0.2 = 0.5$. The array of
# `gradients()` still holds $0.3$: it belongs to the network.


# %% tags=["plot"]
def plot_early_stopping() -> None:
    import matplotlib.pyplot as plt

    # A linear model on 60 inputs: descent on squared errors, each direction has its own speed.
    rng = np.random.default_rng(3)
    inputs = rng.normal(size=(340, 60)) * np.linspace(1.5, 0.3, 60)
    target = inputs @ (rng.normal(size=60) / 6) + 1.2 * rng.normal(size=340)
    left, sizes, right = np.linalg.svd(inputs[:80], full_matrices=False)
    epochs = np.arange(1, 101)
    losses = []
    for epoch in epochs:
        share = 1 - (1 - 0.03 * sizes**2 / 80) ** epoch
        model = right.T @ (share / sizes * (left.T @ target[:80]))
        errors = (inputs @ model - target) ** 2
        losses.append((errors[:80].mean(), errors[80:].mean()))
    train, dev = np.transpose(losses)
    best = int(dev.argmin())
    figure = plt.figure(figsize=(7, 3.4), layout="constrained")
    axes = figure.add_subplot(1, 1, 1)
    axes.plot(epochs, train, label="training loss")
    axes.plot(epochs, dev, label="dev loss")
    axes.plot(epochs[best], dev[best], "ko", label="best epoch: these parameters are kept")
    axes.axvline(
        epochs[best] + 10, color="gray", ls="--", lw=1, label="stop, with a patience of 10"
    )
    axes.set_xlabel("epoch")
    axes.set_ylabel("loss")
    axes.set_ylim(0)
    axes.grid(alpha=0.3)
    axes.legend(fontsize="small")
    plt.show()


plot_early_stopping()

# %% [markdown]
# The training loss falls and falls. The dev loss turns: from there on the model learns its training
# set by heart. **Early stopping** waits for `patience` epochs in a row that are not better than the
# best one so far. With a patience of 2:
#
# | epoch | 0 | 1 | 2 | 3 | 4 | 5 | 6 |
# |---|---|---|---|---|---|---|---|
# | dev loss | 1.0 | 0.8 | 0.9 | 0.7 | 0.75 | 0.72 | 0.6 |
# | below the lowest before? | yes | yes | no | yes | no | no | never seen |
# | epochs without, in a row | 0 | 0 | 1 | 0 | 1 | 2: stop | |
#
# The history has six entries, and the network leaves with the parameters of epoch 3. For that
# somebody must have kept them. Remember that training changes arrays in place: what you keep must
# not change along. And what you put back must arrive in the network's own arrays.
#
# The best parameters are also put back if the epochs run out before the patience does. With
# `patience=None` there is no early stopping at all, and the network stays as it is after the last
# epoch.
#
# **Task.** `fit`. It uses the four methods and nothing else of the network. Which of the three
# calls of `forward`, one for training and two for measuring, has which mode?

# %%
# TASK: training_loop

# %% [markdown]
# ## 3 Debugging habits
#
# A network with a fault rarely crashes. It just learns badly, and a hundred things may be the
# reason. People who train networks for a living have habits that find most faults early.
#
# **Look at the first loss.** A new network knows nothing. If it gave every one of $K$ classes the
# probability $1/K$, its loss would be $-\log(1/K) = \log K$:
#
# | classes $K$ | 2 | 3 | 10 | 100 |
# |---|---|---|---|---|
# | $\log K$ | 0.693 | 1.099 | 2.303 | 4.605 |
#
# A first loss far above that means a network that is sure of itself without reason: the logits, and
# so the weights of the start, are too large. (A little above is normal. With `"he"` and standard
# normal inputs the logits have a standard deviation of about 1.4; find out what that makes of
# $\log 10$ in the picture.)


# %% tags=["plot"]
def plot_first_loss() -> None:
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(1)
    spread = np.linspace(0.01, 6, 40)
    figure = plt.figure(figsize=(6.5, 3.2), layout="constrained")
    axes = figure.add_subplot(1, 1, 1)
    for classes in (2, 10, 100):
        odds = np.exp(spread[:, None, None] * rng.normal(size=(4000, classes)))
        loss = np.mean(np.log(odds.sum(axis=2) / odds[:, :, 0]), axis=1)
        (line,) = axes.plot(spread, loss, label=f"K = {classes}")
        axes.axhline(np.log(classes), color=line.get_color(), ls=":", lw=1)
    axes.set_xlabel("standard deviation of the logits of an untrained network")
    axes.set_ylabel("first loss")
    axes.set_title("dotted: log K")
    axes.legend()
    axes.grid(alpha=0.3)
    plt.show()


plot_first_loss()

# %% [markdown]
# **Overfit a small batch.** Take ten examples and train on these alone, again and again. A network
# with more than enough units *must* get their loss to almost 0: it only has to learn ten answers by
# heart. If it cannot, do not wait for more data or a longer training. Something is broken, and on
# ten examples you find out in seconds. What the curve looks like is a first hint:


# %% tags=["plot"]
def plot_symptoms() -> None:
    import matplotlib.pyplot as plt

    steps = np.arange(301)
    start = np.log(3)
    figure = plt.figure(figsize=(7, 3.2), layout="constrained")
    axes = figure.add_subplot(1, 1, 1)
    axes.plot(steps, start * np.exp(-steps / 40), label="healthy")
    flat = np.full(301, start)
    axes.plot(steps, flat, label="never moves: no gradient arrives, or no update")
    stuck = 0.55 + (start - 0.55) * np.exp(-steps / 30)
    axes.plot(steps, stuck, label="gets stuck: labels mixed up, or a part that does not learn")
    axes.plot(
        steps[:70],
        start + 0.002 * steps[:70] ** 1.6,
        label="rises: sign, or far too large steps",
    )
    axes.set_ylim(0, 2.6)
    axes.set_xlabel("step")
    axes.set_ylabel("loss on the small batch (3 classes)")
    axes.legend(fontsize="small", loc="upper right")
    axes.grid(alpha=0.3)
    plt.show()


plot_symptoms()

# %% [markdown]
# **Look at the worst predictions.** Which examples have the highest loss? Often they are labelled
# wrongly, blurred, or of a kind that the training set lacks. An hour with the fifty worst ones may
# help more than a week with another architecture.
#
# *By hand.* Two classes, and the true one is class 0 every time:
#
# | logits | $p$ of the true class | loss $-\log p$ |
# |---|---|---|
# | $(2, 0)$ | 0.881 | 0.127 |
# | $(0, 1)$ | 0.269 | 1.313 |
# | $(-1000, 1000)$ | $e^{-2000}$, which is 0 in the computer | 2000 |
# | $(-1000, 1001)$ | $e^{-2001}$, which is 0 in the computer | 2001 |
#
# The last two are not the same, and the fourth is the worst. So the loss must come from the logits
# without the detour over probabilities, as in homework 1.
#
# **Look at the confusion.** One number, the accuracy, hides *which* classes are mixed up. The
# **confusion matrix** shows it: in row $i$ and column $j$ stands how many examples of class $i$
# were taken for class $j$.


# %% tags=["plot"]
def plot_confusion() -> None:
    import matplotlib.pyplot as plt

    animals = ("cat", "dog", "fox", "owl")
    table = np.array([[41, 6, 3, 0], [4, 38, 8, 0], [2, 19, 29, 0], [0, 0, 1, 49]])
    figure = plt.figure(figsize=(4.2, 3.6), layout="constrained")
    axes = figure.add_subplot(1, 1, 1)
    axes.imshow(table, cmap="Blues")
    for row in range(4):
        for column in range(4):
            shade = "white" if table[row, column] > 25 else "black"
            axes.text(column, row, table[row, column], ha="center", va="center", color=shade)
    axes.set_xticks(range(4), animals)
    axes.set_yticks(range(4), animals)
    axes.set_xlabel("predicted class")
    axes.set_ylabel("true class")
    plt.show()


plot_confusion()

# %% [markdown]
# Of 200 animals $41 + 38 + 29 + 49 = 157$ are right, an accuracy of 78.5 %. The matrix says more:
# 19 of 50 foxes are taken for dogs, while only 4 of 50 dogs are taken for cats, and owls are no
# problem at all. It is pictures of foxes that this network needs.
#
# **Task.** `overfit_small_batch`, `worst_predictions` and `confusion_matrix`. Mind that a class may
# be without examples, and that NumPy's `+=` with index arrays counts a repeated index once only.

# %%
# TASK: debugging_habits

# %% [markdown]
# ## 4 Convergence
#
# In four homeworks you have written every part that a network needs. Do they work *together*? Here
# your own parts are put together and trained on real data, handwritten digits of $8 \times 8$
# pixels. Nothing new is to be written: put in your dense layer, ReLU and loss of homework 1, the
# initialisation and batch norm of homework 2, the dropout of homework 3, the mini-batches and Adam
# of homework 4.
#
# Three things are looked at, in the order in which one should look at them in one's own work:
#
# * **Step by step.** With given weights and batches, and without dropout, nothing is left to chance.
#   So the first steps of your network must give the same numbers as those of any other right one,
#   and the first number that differs tells which part to look at.
# * **A small batch by heart.** Twelve digits must be learnt until the loss is almost 0.
# * **Training to the target.** 610 digits, four epochs, with dropout and batch norm. No two runs
#   are alike, but all runs of right parts come close: the loss and the accuracy on 250 other digits
#   must be where they are for hundreds of right runs.
#
# What to expect of the first loss? Before the first step, ten classes are about equally likely:
# $\log 10 = 2.30$. A loss of 7 says that the first weights are too large, one that does not move
# that the gradient does not arrive.
#
# Mistakes that a test of one part does not show come to light here: a cache that the next layer
# overwrites, a loss whose gradient is divided by $N$ twice, running values of batch norm that
# drift away. And a step must be quick: array operations, no loop over the examples of a batch.
#
# **One wrong part** costs its own points and no more. A simple stand-in is put in its place (for
# Adam, say, a step of fixed length along the gradient), and the rest is judged with that.

# %%
# TASK: convergence

# %% [markdown]
# Put together, the first hour with a new problem looks like this:
#
# ```python
# rng = np.random.default_rng(0)
# network = Network([D, 64, 64, K], rng, batchnorm=True, keep_prob=0.8)
#
# trial = Network([D, 64, 64, K], rng)      # without regularisation: it is meant to overfit
# losses = overfit_small_batch(trial, x_train[:10], y_train[:10], 500)
# print(losses[0], np.log(K))               # about the same?
# print(losses[-1])                         # almost 0?
#
# history = fit(network, x_train, y_train, x_dev, y_dev, epochs=100, batch_size=64,
#               optimizer="adam", lr=0.001, weight_decay=1e-4, patience=10, rng=rng)
#
# logits = network.forward(x_dev, training=False)
# print(confusion_matrix(logits, y_dev))
# print(worst_predictions(logits, y_dev, 20))   # look at these
# ```
#
# ## 5 The same in Keras
#
# From now on a framework may do the work. You know what it should do, so you can tell whether it
# does. Most of what you have written is a word in Keras:
#
# | yours | Keras's |
# |---|---|
# | `init_weights(..., "he", rng)` | `kernel_initializer="he_normal"`; the default is Glorot's |
# | `weight_decay` as a penalty | `kernel_regularizer=keras.regularizers.L2(l2)`: $l_2 \sum w^2$, without the ½ |
# | max-norm | `kernel_constraint=keras.constraints.MaxNorm(3)` |
# | `batchnorm=True` | `keras.layers.BatchNormalization()`, with other defaults than ours |
# | `keep_prob=0.8` | `keras.layers.Dropout(0.2)`: the share that is *dropped* |
# | `fit(..., patience=5)` | `keras.callbacks.EarlyStopping(...)`; by default it keeps the *last* weights |
#
# **Max-norm** is new: after each step, a unit whose incoming weights have become longer than 3, as
# a vector, gets them back at length 3. The direction stays. So no unit can shout, whatever the
# learning rate does.
#
# **Read before you train.** `model.summary()` lists the layers with the shapes of their outputs and
# the numbers of their weights, and `model.get_config()` all settings. Two lines tell whether the
# penalty is there: `model.losses`, and the loss of an untrained model, which should be $\log K$
# and the penalty.
#
# **Task.** `build_keras_model` and `train_keras`. Write `import keras` into the functions. This
# check needs TensorFlow, `pip install 'autograder[tensorflow]'`; without it, it is skipped here and
# graded all the same. Files cannot be written where it is graded: keep the best weights in memory.

# %%
# TASK: keras_model

# %% [markdown]
# ## Questions to think about

# %% [markdown] question="loss_during_an_epoch" points=1
# 1. With dropout, the training loss that is measured *during* an epoch, batch by batch, is often
#    higher than the dev loss after it. Give two reasons. What does `fit` do about both?

# %% [markdown] question="what_early_stopping_restores" points=1
# 2. Early stopping puts parameters back, but `fit` cannot reach the running values of batch norm.
#    What is a network with batch norm made of after the return, and when would that matter?

# %% [markdown] question="gradient_of_rounding_errors" points=1
# 3. The gradient of a bias right before batch norm is 0, whatever the loss. Why? What does Adam
#    make of a gradient that is nothing but rounding errors, and what does its $\varepsilon$ do
#    about it?
