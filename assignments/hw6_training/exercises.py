"""Homework 6: a network of all its parts, the loop that trains it, habits that find faults."""

import random
import re
from copy import deepcopy
from functools import cache, partial
from itertools import combinations, pairwise
from math import exp, lgamma
from time import perf_counter

import numpy as np

from autograder.errors import DeclarationError
from autograder.exercise import (
    Agreement,
    Backward,
    Contract,
    Exercise,
    LockStep,
    Picture,
    Property,
    Speed,
    Stability,
    Statistics,
    Target,
    Worked,
    array,
    choice,
    one_hot,
    probe,
    seed,
)
from autograder.numerics.statistics import (
    binomial,
    hypergeometric,
    lengths,
    normal_mean,
    normal_variance,
    normality,
    pairs_kept,
    same_frequency,
    shuffled,
    uncorrelated,
)

# Real data, and parts that are no answers: networks of the grader's own learn by them.


@cache
def all_digits():
    """Images (1797, 8, 8) of values from 0 to 16, and their classes."""
    before = random.getstate()
    try:
        from sklearn.datasets import load_digits
    except ImportError:
        raise DeclarationError(
            "Expected scikit-learn, whose digits the networks learn, but it is not installed. "
            "Install it with pip install 'autograder[tensorflow]'."
        ) from None
    random.setstate(before)  # an import may draw from it, and a declaration must not
    found = load_digits()
    return found.images, found.target


def moved_digit(image, degrees, shift, zoom):
    """An image of values from 0 to 16, turned counter-clockwise, zoomed and shifted."""
    from scipy.ndimage import affine_transform

    angle, middle = np.radians(degrees), (np.array(image.shape) - 1) / 2
    turned = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]) / zoom
    return affine_transform(image, turned, middle - turned @ (middle + shift), order=1)


def digits(train, dev=0, *, small=False, moved=False):
    """Declare handwritten digits from scikit-learn: images of 64 pixels from 0 to 16, and classes.

    Small images have 16 pixels, each the sum of four: from 0 to 64. Where more are wanted than
    there are, each is `moved` another way every time: turned, shifted and zoomed. No digit of the
    dev set has a moved one in the training set.
    """

    def draw(pick):
        images, classes = all_digits()
        if small:
            images = images.reshape(-1, 4, 2, 4, 2).sum(axis=(2, 4))
        rng = np.random.default_rng(pick.integer(0, 2**31 - 1))
        rows = rng.permutation(len(images))
        if moved:
            held_out = len(rows) * dev // (train + dev)
            rows = np.concatenate(
                [rng.choice(rows[held_out:], train), rng.choice(rows[:held_out], dev)]
            )
            angles, shifts = rng.uniform(-15, 15, len(rows)), rng.uniform(-1, 1, (len(rows), 2))
            ways = zip(images[rows], angles, shifts, rng.uniform(0.9, 1.1, len(rows)), strict=True)
            images, classes = np.rint([moved_digit(*way) for way in ways]), classes[rows]
            rows = np.arange(len(images))
        rows = rows[: train + dev]
        pixels, classes = images[rows].reshape(len(rows), -1).astype(np.uint8), classes[rows]
        return {
            "x_train": pixels[:train],
            "y_train": classes[:train].astype(np.uint8),
            "x_dev": pixels[train:],
            "y_dev": classes[train:].astype(np.uint8),
        }

    return draw


# What the losses of a training say of it.


def course_of(losses, unit, first=0):
    """Where they do not fall as they should, and what that often comes from; or nothing."""
    start = losses[0]
    wrong = np.flatnonzero(~np.isfinite(losses))
    if wrong.size:
        return f"The training diverges: the loss is no number from {unit} {wrong[0] + first} on."
    if losses[-1] > 1.2 * start:
        lowest = int(losses.argmin())
        if not lowest:
            return (
                "The loss rises from the start: are steps made along the gradient, not against it?"
            )
        return (
            f"The loss rises after {unit} {lowest + first}: are the steps too long, or is it the "
            "gradient of something else?"
        )
    if np.ptp(losses) < 1e-3 * abs(start):
        return "The loss does not move: does the gradient arrive, and is the new weight kept?"
    if losses[-1] > 0.9 * start:
        return "The network does not learn: the loss hardly falls."
    return ""


def log_errors(accuracy, examples):
    """The logarithm of the share of wrong answers, for it is about normal from run to run.

    One wrong answer more is counted, so that none at all is no end of the scale.
    """
    return float(np.log((examples * (1 - accuracy) + 1) / (examples + 1)))


def reading_of_steps(outputs):
    return course_of(outputs["train_curve"], "step")


def reading_of_epochs(outputs):
    return course_of(outputs["train_curve"], "epoch")


def reading_of_history(outputs):
    return course_of(outputs["train_loss_curve"], "epoch", first=1)


def log_cosh(z, y):
    """A stand-in for the loss: the distance of logits and labels."""
    gap = z - y
    return float(np.log(np.cosh(gap)).sum()) / len(y), np.tanh(gap) / len(y)


def unit_step(w, dw, m, v, t, lr):
    """A stand-in for Adam: a step along the gradient whose length is lr times that of Adam."""
    return w - lr * np.sqrt(dw.size) * dw / (np.linalg.norm(dw) + 1e-3), m, v


# A network's first weights are random, so every probe writes numbers of its own into them.


def layers(batchnorm):
    """Parameters of a network with up to three hidden layers, as `parameters` orders them."""

    def draw(pick):
        hidden = pick.choice([["H"], ["H", "G"], [], ["H", "G", "H"]])
        sizes = [pick.dim(name) for name in ("D", *hidden, "K")]
        found = []
        for place, (inputs, units) in enumerate(pairwise(sizes)):
            found += [pick.array(inputs, units, low=-2, high=2), pick.array(units, gap=0.05)]
            if batchnorm and place < len(sizes) - 2:
                found += [pick.array(units, gap=0.2), pick.array(units, low=-1, high=1, gap=0.05)]
        return found

    return draw


def sizes_of(parameters):
    """The numbers of units that belong to a network's parameters."""
    weights = [array for array in parameters if array.ndim == 2]
    return [len(weights[0]), *(w.shape[1] for w in weights)]


def filled(make, parameters, rng=None, **options):
    """A network with these numbers in its parameters; a bias may be a row here."""
    network = make(sizes_of(parameters), rng or np.random.default_rng(0), **options)
    found = network.parameters()
    if len(found) != len(parameters):
        many = f"{len(found)} arrays, but should have {len(parameters)}"
        raise ValueError(f"parameters() has {many} for sizes {sizes_of(parameters)}")
    for place, (own, value) in enumerate(zip(found, parameters, strict=True)):
        if np.shape(own) not in (value.shape, (1, *value.shape)):
            wrong = f"has shape {np.shape(own)}, but should have shape {value.shape}"
            raise ValueError(f"parameters()[{place}] {wrong}")
        own[...] = value
    return network


def without_zeros(gradients):
    """Gradients with exact zeros in place of rounding errors around them.

    The gradient of a bias in front of batch norm is 0 on paper: what it is in floats says nothing.
    """
    return [np.where(np.abs(values) < 1e-6, 0.0, values) for values in gradients]


DIMS = {"N": (1, 6), "D": (1, 4), "H": (1, 5), "G": (1, 4), "K": (1, 4)}
SEVERAL = {**DIMS, "N": (3, 7)}


def of_any_size(pick):
    """Inputs from -3 to 3, some a thousand times as large."""
    return pick.choice([1.0, 1.0, 1000.0]) * pick.array(pick.dim("N"), pick.dim("D"))


@probe(
    inputs={
        "x": of_any_size,
        "parameters": layers(False),
        "training": choice(False, True),
        "dlogits": array("N", "K"),
    },
    dims=DIMS,
    cases=36,
)
def plain_network(sub, x, parameters, training, dlogits):
    network = filled(sub.Network, parameters)
    yield {"logits": network.forward(x, training)}
    yield {"dx": network.backward(dlogits)}
    yield {"gradients": list(network.gradients())}


@probe(
    inputs={"x": array("N", "D"), "parameters": layers(True), "dlogits": array("N", "K")},
    dims=SEVERAL,
    cases=30,
)
def normalized_network(sub, x, parameters, dlogits):
    network = filled(sub.Network, parameters, batchnorm=True)
    yield {"logits": network.forward(x, True)}
    yield {"dx": network.backward(dlogits)}
    yield {"gradients": without_zeros(network.gradients())}


def earlier_batches(pick):
    """What the network was trained on before: batches of different lengths, one example too."""
    width = pick.dim("D")
    lengths = pick.choice([[3], [2, 5], [], [4, 1], [1, 2, 3]])
    return [pick.array(length, width) for length in lengths]


@probe(
    inputs={
        "x": array("N", "D"),
        "parameters": layers(True),
        "batches": earlier_batches,
        "dlogits": array("N", "K"),
    },
    dims=DIMS,
    cases=40,
)
def evaluated_network(sub, x, parameters, batches, dlogits):
    network = filled(sub.Network, parameters, batchnorm=True)
    for batch in batches:
        network.forward(batch, True)
        network.forward(x, False)
    yield {"logits": network.forward(x, False)}
    yield {"dx": network.backward(dlogits)}
    yield {"gradients": list(network.gradients())}


@probe(
    inputs={"x": array(1, "D"), "parameters": layers(True), "dlogits": array(1, "K")},
    dims=DIMS,
    cases=10,
)
def single_example(sub, x, parameters, dlogits):
    network = filled(sub.Network, parameters, batchnorm=True)
    yield {"logits": network.forward(x, True)}
    network.backward(dlogits)
    shared = [np.may_share_memory(values, dlogits) for values in network.gradients()]
    yield {"shared": any(shared)}


@probe(
    inputs={
        "x": array("N", "D"),
        "other": array("M", "D"),
        "parameters": layers(True),
        "dlogits": array("N", "K"),
        "larger": array("N", "K", low=-50, high=50),
    },
    dims={**SEVERAL, "M": (3, 7)},
    cases=24,
)
def used_for_long(sub, x, other, parameters, dlogits, larger):
    network = filled(sub.Network, parameters, batchnorm=True)
    stranger = filled(sub.Network, parameters, batchnorm=True)
    handed_out = network.parameters()
    logits = network.forward(x, True)
    stranger.forward(other, True)  # another network: what it sees is its own affair
    network.backward(dlogits)
    second = network.backward(larger)
    yield {"backward_again": second}
    network.forward(other, True)
    yield {"gradients_again": without_zeros(network.gradients())}
    yield {"first_logits": logits}  # they belong to the caller
    first, last = handed_out[0], handed_out[-1]
    first *= -0.5
    last += 1.0
    yield {"after_a_change": network.forward(x, False)}
    yield {"then_backward": network.backward(dlogits)}
    yield {"then_gradients": list(network.gradients())}
    first += 0.25
    yield {"after_another": network.forward(x, False)}
    network.forward(other, True)
    yield {"later_evaluation": network.forward(x, False)}
    same = zip(handed_out, network.parameters(), strict=True)
    yield {"own_arrays": all(a is b for a, b in same)}


@probe(inputs={"parameters": layers(False), "batchnorm": choice(True, False)}, dims=DIMS, cases=16)
def fresh_network(sub, parameters, batchnorm):
    sizes = sizes_of(parameters)
    before = list(sizes)
    network = sub.Network(sizes, np.random.default_rng(0), batchnorm=batchnorm)
    own = network.parameters()
    yield {"shapes": [list(values.shape) for values in own]}
    # The weights are random; zeros in their places keep the numbers that a message has.
    yield {"parameters": [values * (values.ndim == 1) for values in own]}
    yield {"sizes_kept": sizes == before}


SCHEMES = ("he", "xavier", "glorot", "lecun")


@probe(inputs={"init": choice("zeros", "", "HE", "normal", "he_normal", " he ", "hello")}, cases=7)
def unknown_scheme(sub, init):
    try:
        sub.Network([2, 2], np.random.default_rng(0), init=init)
    except ValueError as error:
        names = [re.search(rf"\b{name}\b", str(error)) for name in SCHEMES]
        return {"refused": True, "names_the_schemes": all(names)}
    return {"refused": False, "names_the_schemes": False}


WIDTHS = [200, 60, 60, 60, 20]


@probe(inputs={"init": choice(*SCHEMES, "default"), "seed": seed()}, cases=5, random=True)
def first_weights(sub, init, seed):
    options = {} if init == "default" else {"init": init}
    rng = np.random.default_rng(seed)
    sources = (rng, rng, np.random.default_rng(seed))
    first, second, again = (sub.Network(list(WIDTHS), source, **options) for source in sources)
    return {
        "first": [w.copy() for w in first.parameters() if w.ndim == 2 and len(w) > 1],
        "second": second.parameters()[0].copy(),
        "again": again.parameters()[0].copy(),
        "small": [sub.Network([4, 3], rng, **options).parameters()[0].copy() for _ in range(100)],
    }


def weights_from_rng(inputs, outputs):
    """Law: the weights come from rng alone, and another network gets others."""
    if not np.array_equal(outputs["first"][0], outputs["again"]):
        return "draws other weights although rng is in the same state: draw from rng alone"
    if np.array_equal(outputs["first"][0], outputs["second"]):
        return "draws the same weights for every network: draw from rng"
    # Twelve normal numbers are equal with a probability far below 1e-60.
    if len({w.tobytes() for w in outputs["small"]}) < len(outputs["small"]):
        return "draws the same weights again for a later network: draw them from rng itself"
    return None


def apart(first, second):
    """How likely independent draws are so much alike, place by place: an exact test.

    It asks how many are above the median in both, and so knows nothing of mean and variance.
    """
    a, b = first > np.median(first), second > np.median(second)
    return hypergeometric(int((a & b).sum()), a.size, int(a.sum()), int(b.sum()))


def spread(w, variance):
    """Whether the draws' variance is too large, and whether it is too small."""
    found = normal_variance(w, 0.0, variance)
    above = bool((w**2).mean() > variance)
    return (found, 1.0) if above else (1.0, found)


def variance_of(init, fan_in, fan_out):
    """The variance that the scheme asks for."""
    known = {"glorot": 2 / (fan_in + fan_out), "he": 2 / fan_in, "default": 2 / fan_in}
    return known.get(init, 1 / fan_in)


def weights_as_the_scheme_says(inputs, outputs):
    """Independence within and between layers and networks; each layer's mean, variance, law."""
    weights = outputs["first"]
    if [w.shape for w in weights] != list(pairwise(WIDTHS)):
        raise ValueError(f"weights have shapes {[w.shape for w in weights]}")
    upper = np.triu_indices(60, 1)
    found = {
        "rows": apart(weights[1][::2], weights[1][1::2]),
        "columns": apart(weights[1][:, ::2], weights[1][:, 1::2]),
        "symmetric": apart(weights[1][upper], weights[1].T[upper]),
        "layers": apart(weights[1], weights[2]),
        "more layers": apart(weights[0][:60], weights[1]),
        "networks": apart(weights[0], outputs["second"]),
        "enormous": 1.0,
        "mean": 1.0,
        "normal": 1.0,
        "tails": 1.0,
    }
    places = ["first", "second", "third", "last"]
    for place, w in zip(places, weights, strict=True):
        variance = variance_of(inputs["init"], *w.shape)
        std = np.sqrt(variance)
        far, beyond = (int((np.abs(w) > many * std).sum()) for many in (2.5, 6))
        found[f"{place} large"], found[f"{place} small"] = spread(w, variance)
        for name, value in {
            "enormous": binomial(beyond, w.size, FAR_BEYOND),
            "mean": normal_mean(w, 0.0, max(std, w.std())),
            "normal": normality(w, 0.0, std),
            "tails": binomial(far, w.size, BEYOND),
        }.items():
            found[name] = min(found[name], min(1.0, 4 * value))
    return found


BEYOND = 0.012419330651552265  # probability that a normal number is beyond 2.5 deviations
FAR_BEYOND = 1.973175290075389e-09  # beyond 6

# Dropout. Weights that are identity matrices let the mask be read off the logits.


def transparent(make, units, depth, keep_prob, rng):
    """A network whose layers pass on what they get, so that only dropout shows."""
    parameters = [np.eye(units), np.zeros(units)] * (depth + 1)
    return filled(make, parameters, rng, keep_prob=keep_prob)


KEEP = choice(0.8, 0.5, 0.25, 0.9)


@probe(
    inputs={
        "x": array("N", "H", low=0.5, high=3),
        "keep_prob": KEEP,
        "seed": seed(),
        "dlogits": array("N", "H"),
    },
    dims={"N": (1, 6), "H": (1, 6)},
    cases=24,
    random=True,
)
def one_mask(sub, x, keep_prob, seed, dlogits):
    rng = np.random.default_rng(seed)
    network = transparent(sub.Network, x.shape[1], 1, keep_prob, rng)
    before = rng.bit_generator.state
    logits = network.forward(x, True)
    moved = rng.bit_generator.state != before
    dx = network.backward(dlogits)
    gradients = [values.copy() for values in network.gradients()]
    ones = network.backward(np.ones_like(dlogits))
    evaluation = network.forward(x, False)
    after = network.backward(dlogits)
    network = transparent(sub.Network, x.shape[1], 1, keep_prob, np.random.default_rng(seed))
    units = x.shape[1]
    first = [np.eye(units), np.zeros(units)]
    whole, normal = (
        filled(
            sub.Network,
            [*first, np.ones(units), 3 + np.arange(units), *first],
            batchnorm=True,
            keep_prob=keep,
        ).forward(x, True)
        for keep in (1.0, keep_prob)
    )
    return {
        "whole": whole,
        "normal": normal,
        "logits": logits,
        "moved": moved,
        "dx": dx,
        "gradients": gradients,
        "ones": ones,
        "evaluation": evaluation,
        "after": after,
        "again": network.forward(x, True),
    }


def kept_or_dropped(inputs, outputs):
    """Law: a hidden unit is 0 or divided by keep_prob."""
    x, logits = inputs["x"], outputs["logits"]
    kept = np.isclose(logits, x / inputs["keep_prob"], rtol=1e-9)
    if not (kept | (logits == 0)).all():
        return "gives hidden units that are neither 0 nor divided by keep_prob"
    kept = np.isclose(outputs["normal"], outputs["whole"] / inputs["keep_prob"], rtol=1e-9)
    if not (kept | (outputs["normal"] == 0)).all():
        return "with batch norm, gives hidden units that are neither 0 nor divided by keep_prob"
    return None


def left_alone_in_evaluation(inputs, outputs):
    """Law: in evaluation hidden units stay what they are."""
    if np.allclose(outputs["evaluation"], inputs["x"], rtol=1e-9):
        return None
    return "drops or scales hidden units in evaluation"


def zeros_in_backward(inputs, outputs):
    """Law: what forward dropped gets no gradient."""
    if outputs["ones"][outputs["logits"] == 0].any():
        return "lets a gradient through to units that forward has dropped"
    return None


def mask_in_backward(inputs, outputs):
    """Law: backward drops and scales exactly as its forward did."""
    x, dlogits, mask = inputs["x"], inputs["dlogits"], outputs["logits"] / inputs["x"]
    if not np.allclose(outputs["dx"], dlogits * mask, rtol=1e-9, atol=1e-12):
        return "does not multiply the gradient by the mask of its forward"
    if not np.allclose(outputs["ones"], mask, rtol=1e-9, atol=1e-12):
        return "is wrong in the second backward after a forward with dropout"
    right = [x.T @ (dlogits * mask), (dlogits * mask).sum(axis=0)]
    right += [(x * mask).T @ dlogits, dlogits.sum(axis=0)]
    for place, (mine, expected) in enumerate(zip(outputs["gradients"], right, strict=True)):
        if not np.allclose(mine, expected, rtol=1e-9, atol=1e-9):
            return f"with dropout, gives a wrong gradients()[{place}], though dx is right"
    if not np.allclose(outputs["after"], dlogits, rtol=1e-9, atol=1e-12):
        return "still uses the mask in the backward of a forward in evaluation"
    return None


def mask_from_rng(inputs, outputs):
    """Law: the mask is drawn from rng alone, at every forward."""
    if not outputs["moved"]:
        return "draws nothing from rng at a forward in training: keep rng itself, not a copy of it"
    same = np.array_equal(outputs["logits"], outputs["again"])
    return None if same else "drops other units although rng is in the same state"


@probe(inputs={"keep_prob": KEEP, "seed": seed()}, cases=4, random=True)
def large_masks(sub, keep_prob, seed):
    units = 60
    network = transparent(sub.Network, units, 1, keep_prob, np.random.default_rng(seed))
    first, second = (network.forward(np.ones((100, units)), True) != 0 for _ in range(2))
    other = transparent(sub.Network, units, 1, keep_prob, np.random.default_rng(seed + 1))
    deep = transparent(sub.Network, units, 3, keep_prob, np.random.default_rng(seed + 2))
    for bias in deep.parameters()[3:6:2]:  # so that a unit tells which ones before it were kept
        bias[...] = 1.0
    masks = [network.forward(np.ones((4, units)), True) != 0 for _ in range(120)]
    return {
        "first": first,
        "second": second,
        "other": other.forward(np.ones((100, units)), True) != 0,
        "deep": deep.forward(np.ones((100, units)), True),
        "different": len({mask.tobytes() for mask in masks}),
    }


def masks_of_independent_draws(inputs, outputs):
    """Shares, units, examples, calls, networks and layers; row counts that vary as they should."""
    keep = inputs["keep_prob"]
    first = outputs["first"]
    counts = first.sum(axis=1)
    chances = np.ones(1)
    for _ in range(first.shape[1]):
        chances = np.convolve(chances, [1 - keep, keep])
    usual = int(np.argmax(chances))
    # How many hidden layers in a row have kept a unit, from the last one backwards.
    deep = outputs["deep"].round(3)
    kept = np.searchsorted(np.unique([0.0, *deep.flat]), deep)
    last, both, all_three = (int((kept >= layers).sum()) for layers in (1, 2, 3))
    return {
        "kept": binomial(int(first.sum()), first.size, keep),
        "units": same_frequency(first.sum(axis=0), len(first), keep),
        "examples alike": uncorrelated(first[::2], first[1::2], keep),
        "halves alike": uncorrelated(first[:50], first[50:], keep),
        "units alike": uncorrelated(first[:, ::2], first[:, 1::2], keep),
        "calls alike": uncorrelated(first, outputs["second"], keep),
        "networks alike": uncorrelated(first, outputs["other"], keep),
        "counts": binomial(int((counts == usual).sum()), len(counts), float(chances[usual])),
        "last hidden layer": binomial(last, kept.size, keep),
        "layers alike": binomial(both, kept.size, keep**2),
        "outer layers alike": binomial(all_three, kept.size, keep**3),
        # Two of 120 masks of 240 units are equal with a probability below 1e-16.
        "repeated": float(outputs["different"] == 120),
    }


def with_steady_signs(pick):
    """Parameters whose hidden units keep their sign whatever a small step or a mask does.

    Without batch norm a hidden unit is at least 2 - 1.5 away from 0, with it 2 - 1.8. There are
    three hidden layers.
    """
    inputs, units, more, classes = (pick.dim(name) for name in ("D", "H", "G", "K"))
    norm = pick.choice([True, False])

    def vector(length):
        signs = np.array([pick.choice([1.0, 1.0, -1.0]) for _ in range(length)])
        return signs * pick.array(length, low=2, high=3)

    def hidden(before, after, size):
        found = [pick.array(before, after, low=-size, high=size), vector(after)]
        if norm:
            found[1] = pick.array(after)
            found += [pick.array(after, low=-0.9, high=0.9, gap=0.3), vector(after)]
        return found

    return [
        *hidden(inputs, units, 0.3),
        *hidden(units, more, 0.04),
        *hidden(more, units, 0.04),
        pick.array(units, classes),
        pick.array(classes),
    ]


@probe(
    inputs={
        "x": array(5, "D", low=-1, high=1),
        "parameters": with_steady_signs,
        "dlogits": array(5, "K", gap=0.1),
        "keep_prob": choice(0.8, 0.5),
        "seed": seed(),
    },
    dims={"D": (2, 4), "H": (2, 4), "G": (2, 4), "K": (1, 3)},
    cases=16,
    random=True,
)
def frozen_masks(sub, x, parameters, dlogits, keep_prob, seed):
    """Slopes of the whole network along random directions, every time with the same masks."""

    def run(values, backward=False):
        at, *rest = values
        network = filled(
            sub.Network,
            rest,
            np.random.default_rng(seed),
            batchnorm=sum(array.ndim == 1 for array in rest) > 4,
            keep_prob=keep_prob,
        )
        logits = network.forward(at, True)
        if not backward:
            return float((logits * dlogits).sum())
        return [network.backward(dlogits), *network.gradients()]

    start = [x, *parameters]
    gradients = run(start, backward=True)
    rng = np.random.default_rng(seed + 1)
    measured, told = [], []
    for _ in range(3):
        along = [rng.uniform(-1, 1, array.shape) for array in start]

        def at(distance, along=along):
            return run([array + distance * step for array, step in zip(start, along, strict=True)])

        slopes = [(at(h) - at(-h)) / (2 * h) for h in (4e-5, 2e-5)]
        measured.append((4 * slopes[1] - slopes[0]) / 3)
        parts = [
            float((gradient * step).sum()) for gradient, step in zip(gradients, along, strict=True)
        ]
        told.append(sum(parts))
    return {"measured": measured, "told": told}


def derivative_of_the_network(inputs, outputs):
    """Law: backward is the derivative of the forward, with its masks."""
    near = np.isclose(outputs["told"], outputs["measured"], rtol=1e-4, atol=1e-4)
    if near.all():
        return None
    place = int(np.argmin(near))
    return (
        f"gives a slope of {outputs['told'][place]:.6g} by backward, but the forward pass with the "
        f"same masks has {outputs['measured'][place]:.6g}"
    )


@probe(
    inputs={"data": digits(400, 200, small=True), "seed": seed()},
    cases=1,
    random=True,
    runs=60,
    watched=False,
    device=True,
)
def trained_network(sub, data, seed):
    x, y = data["x_train"] / 32.0, np.eye(10)[data["y_train"]]
    errors = []
    for number in range(3):  # of which the middle one counts: now and then one begins badly
        rng, own = np.random.default_rng([seed, number]), np.random.default_rng([seed, number, 1])
        network = sub.Network([16, 24, 10], rng, batchnorm=True, keep_prob=0.8)
        for _ in range(80):
            rows = own.choice(len(x), 40, replace=False)
            _, dlogits = log_cosh(network.forward(x[rows], True), y[rows])
            network.backward(dlogits)
            for w, dw in zip(network.parameters(), network.gradients(), strict=True):
                w[...] = unit_step(w, dw, None, None, 0, 0.02)[0]
        logits = network.forward(data["x_dev"] / 32.0, False)
        right = logits.argmax(axis=1) == data["y_dev"]
        errors.append(log_errors(right.mean(), 200))
    return {"dev_errors": float(np.median(errors))}


network = Exercise(
    name="network",
    title="The network",
    functions=['Network(layer_sizes, rng, *, init="he", batchnorm=False, keep_prob=1.0)'],
    checks=[
        Agreement("forward", plain_network, outputs=["logits"], points=1),
        Backward(
            "backward",
            plain_network,
            of="logits",
            upstream="dlogits",
            wrt={"x": "dx", "parameters": "gradients"},
            points=1.5,
        ),
        Agreement("batch norm in training", normalized_network, outputs=["logits"], points=0.75),
        Backward(
            "batch norm backward",
            normalized_network,
            of="logits",
            upstream="dlogits",
            wrt={"x": "dx", "parameters": "gradients"},
            points=1,
        ),
        Agreement("batch norm in evaluation", evaluated_network, outputs=["logits"], points=1),
        Backward(
            "evaluation backward",
            evaluated_network,
            of="logits",
            upstream="dlogits",
            wrt={"x": "dx"},
            points=0.5,
        ),
        Agreement("evaluation gradients", evaluated_network, outputs=["gradients"], points=0.25),
        Agreement(
            "batch of one",
            single_example,
            outputs=["logits", "shared"],
            says={"shared": "keeps a view of dlogits, which is the caller's, as a gradient"},
            points=0.25,
        ),
        Agreement(
            "used for long",
            used_for_long,
            outputs=[
                "backward_again",
                "gradients_again",
                "first_logits",
                "after_a_change",
                "then_backward",
                "then_gradients",
                "after_another",
                "later_evaluation",
                "own_arrays",
            ],
            says={"own_arrays": "hands out other arrays from parameters() later on than at first"},
            points=1,
        ),
        Agreement(
            "first parameters",
            fresh_network,
            outputs=["shapes", "parameters", "sizes_kept"],
            points=0.5,
        ),
        Agreement(
            "unknown init", unknown_scheme, outputs=["refused", "names_the_schemes"], points=0.25
        ),
        Property("weights from rng", first_weights, law=weights_from_rng, points=0.25),
        Statistics(
            "first weights",
            first_weights,
            test=weights_as_the_scheme_says,
            says={
                "rows": "does not draw each input's weights on their own",
                "columns": "does not draw each unit's weights on their own",
                "symmetric": "does not draw the two weights between units i and j on their own",
                "layers": "does not draw each layer's weights on their own",
                "more layers": "does not draw each layer's weights on their own",
                "networks": "does not draw each network's weights on their own",
                "mean": "draws weights whose mean is not 0",
                "enormous": "draws weights many times as large as they should be",
                "first large": "draws weights of too large a variance in the first layer",
                "first small": "draws weights of too small a variance in the first layer",
                "second large": "draws weights of too large a variance in the second layer",
                "second small": "draws weights of too small a variance in the second layer",
                "third large": "draws weights of too large a variance in the third layer",
                "third small": "draws weights of too small a variance in the third layer",
                "last large": "draws weights of too large a variance in the last layer",
                "last small": "draws weights of too small a variance in the last layer",
                "normal": "draws weights that are not normal",
                "tails": "draws too few or too many weights far from 0: they are not normal",
            },
            points=0.75,
        ),
        Property("dropout: kept or dropped", one_mask, law=kept_or_dropped, points=0.5),
        Property(
            "dropout: none in evaluation", one_mask, law=left_alone_in_evaluation, points=0.25
        ),
        Property("dropout: dropped in backward", one_mask, law=zeros_in_backward, points=0.25),
        Property("dropout: same mask in backward", one_mask, law=mask_in_backward, points=0.5),
        Property("dropout: mask from rng", one_mask, law=mask_from_rng, points=0.25),
        Statistics(
            "dropout: masks",
            large_masks,
            test=masks_of_independent_draws,
            says={
                "kept": "does not keep a share keep_prob of the units",
                "units": "does not keep every unit with probability keep_prob",
                "examples alike": "does not draw every example's mask on its own",
                "halves alike": "does not draw every example's mask on its own",
                "units alike": "does not draw every unit on its own",
                "calls alike": "does not draw a fresh mask at every forward",
                "networks alike": "draws the same masks whatever rng is",
                "counts": "keeps too often the same number of units of an example",
                "last hidden layer": "does not keep a share keep_prob of the last hidden layer",
                "layers alike": "does not draw every layer's mask on its own",
                "outer layers alike": "does not draw the mask of the first of three hidden layers "
                "and that of the third each on its own",
                "repeated": "draws an earlier mask again: draw from rng itself",
            },
            points=0.75,
        ),
        Property("gradient check", frozen_masks, law=derivative_of_the_network, points=0.75),
        Target(
            "trained on digits",
            trained_network,
            outputs={"dev_errors": "the logarithm of the share of errors on the dev set"},
            points=0.5,
        ),
        Contract("contract", plain_network, also=[normalized_network], points=0.25),
    ],
)

# Training. The networks here are the grader's own: they keep a log and need no other exercise.


class Recorder:
    """One dense layer that keeps a log; in evaluation its logits are shifted.

    Parameters: b (K,), e (D, K), which counts half, d (K,), which counts twice, c (1, 1, K) with
    three axes, and w (D, K), which lies in memory column by column.
    """

    def __init__(self, parameters, scale=1.0, reuse=False):
        self.own = [array.copy() for array in parameters]
        self.own[4] = np.asfortranarray(self.own[4])
        self.scale, self.reuse = scale, reuse
        self.rows, self.labels = [], []
        self.found, self.given, self.touched = [], [], False

    def forward(self, x, training):
        self.look()
        self.x, self.training = x.copy(), training
        b, e, d, c, w = self.own
        logits = x @ (w + 0.5 * e) + b + 2 * d + c[0]
        if not training:
            return logits + 0.25 * np.arange(len(b))
        self.rows.append(x[:, 0].copy())
        return logits

    def backward(self, dlogits):
        self.look()
        self.labels.append(np.argmin(dlogits, axis=1))
        upstream = dlogits * self.scale * (1.0 if self.training else 0.5)
        total = upstream.sum(axis=0)
        dw = self.x.T @ upstream
        new = [total, 0.5 * dw, 2 * total, total[None, None], dw]
        if self.reuse and self.found:
            for old, values in zip(self.found, new, strict=True):
                old[...] = values
        else:
            self.found = [values.copy() for values in new]
        self.given = [values.tobytes() for values in new]
        return upstream @ (self.own[4] + 0.5 * self.own[1]).T

    def parameters(self):
        return list(self.own)

    def gradients(self):
        return list(self.found)

    def look(self):
        """See whether somebody has changed the gradients that were handed out."""
        self.touched |= [values.tobytes() for values in self.found] != self.given


def recorder_parameters(pick):
    """Numbers for the parameters of a recorder."""
    inputs, classes = pick.dim("D"), pick.dim("K")
    matrix = (inputs, classes)
    shapes = [(classes,), matrix, (classes,), (1, 1, classes), matrix]
    # Small logits: where a softmax is 1 but for rounding, Adam makes much of what rounding left.
    return [pick.array(*shape, low=-0.5, high=0.5) for shape in shapes]


def blank_recorder():
    """A recorder of one input and three classes, all of whose parameters are 0."""
    shapes = ((3,), (1, 3), (3,), (1, 1, 3), (1, 3))
    return Recorder([np.zeros(shape) for shape in shapes])


def plainly(history):
    """A history as dictionary of lists, whatever kinds of those it is made of."""
    return {name: [float(value) for value in values] for name, values in dict(history).items()}


OPTIMIZER = choice("sgd", "momentum", "adam")


@probe(
    inputs={
        "x_train": array("N", "D"),
        "y_train": one_hot("N", "K"),
        "x_dev": array("M", "D"),
        "y_dev": one_hot("M", "K"),
        "parameters": recorder_parameters,
        "optimizer": OPTIMIZER,
        "lr": choice(0.1, 1.0, 0.01),
        "weight_decay": choice(0.0, 0.25, 0.75, 0.03),
        "epochs": choice(3, 1, 6, 2, 4),
        "scale": choice(1.0, 100.0, 1.0, 1e-7),
        "reuse": choice(False, True),
    },
    dims={"N": (1, 7), "M": (1, 7), "K": (2, 4), "D": (1, 4)},
    cases=60,
)
def full_batches(
    sub,
    x_train,
    y_train,
    x_dev,
    y_dev,
    parameters,
    optimizer,
    lr,
    weight_decay,
    epochs,
    scale,
    reuse,
):
    network = Recorder(parameters, scale, reuse)
    history = sub.fit(
        network,
        x_train,
        y_train,
        x_dev,
        y_dev,
        epochs=epochs,
        batch_size=len(x_train) + epochs % 2,
        optimizer=optimizer,
        lr=lr,
        weight_decay=weight_decay,
        patience=None,
        rng=np.random.default_rng(0),
    )
    network.look()
    yield {"parameters": network.own}
    found = plainly(history)
    yield {"names": sorted(found)}
    yield {name: found[name] for name in ("train_loss", "dev_loss", "dev_accuracy")}
    yield {"gradients_touched": network.touched}


def repeated(rows, n):
    """Rows n times in all, each beside its copies: the first ones are not like the rest."""
    return rows[np.arange(n) * len(rows) // n]


@probe(
    inputs={
        "x_train": array("N", "D"),
        "y_train": one_hot("N", "K"),
        "x_dev": array("M", "D"),
        "y_dev": one_hot("M", "K"),
        "parameters": recorder_parameters,
        "batch_size": choice(2, 3, 4),
        "many": choice(False, True),
    },
    dims={"N": (3, 9), "M": (3, 9), "K": (2, 4), "D": (1, 4)},
    cases=12,
)
def nothing_learnt(sub, x_train, y_train, x_dev, y_dev, parameters, batch_size, many):
    """With a learning rate of 0 the order of the mini-batches plays no part.

    Many examples are a prime number of them: blocks of no usual size come out even.
    """
    if many:
        x_train, y_train = repeated(x_train, 1109), repeated(y_train, 1109)
        x_dev, y_dev = repeated(x_dev, 307), repeated(y_dev, 307)
    history = sub.fit(
        Recorder(parameters),
        x_train,
        y_train,
        x_dev,
        y_dev,
        epochs=2,
        batch_size=100 * batch_size if many else batch_size,
        optimizer="sgd",
        lr=0.0,
        weight_decay=0.0,
        patience=None,
        rng=np.random.default_rng(0),
    )
    return {"history": plainly(history)}


@probe(
    inputs={
        "example": array("D"),
        "n": lambda pick: pick.dim("N"),
        "batch_size": choice(2, 1, 3, 5),
        "parameters": recorder_parameters,
        "optimizer": OPTIMIZER,
        "weight_decay": choice(0.0, 0.25),
        "epochs": choice(2, 1, 3),
        "reuse": choice(False, True),
    },
    dims={"N": (1, 12), "K": (2, 4), "D": (1, 3)},
    cases=40,
)
def equal_examples(sub, example, n, batch_size, parameters, optimizer, weight_decay, epochs, reuse):
    """Where all examples are the same, their order plays no part."""
    x, y = np.tile(example, (n, 1)), np.eye(parameters[0].size)[[1] * n]
    runs = []
    for _ in range(2):  # the second network must not meet what is left of the first
        network = Recorder(parameters, 1.0, reuse)
        history = sub.fit(
            network,
            x,
            y,
            x[:1],
            y[:1],
            epochs=epochs,
            batch_size=batch_size,
            optimizer=optimizer,
            lr=0.1,
            weight_decay=weight_decay,
            patience=None,
            rng=np.random.default_rng(0),
        )
        runs.append((network.own, plainly(history)))
    yield {"parameters": runs[0][0], "batches": len(network.rows)}
    yield {"train_loss": runs[0][1]["train_loss"]}
    yield {"second_parameters": runs[1][0], "second_losses": runs[1][1]["dev_loss"]}


def numbered(n, classes):
    """Examples that carry their own number; the class is the number modulo classes."""
    numbers = np.arange(n)
    return numbers[:, None].astype(np.float64), np.eye(classes)[numbers % classes]


def order_of(sub, n, batch_size, epochs, rng):
    """In which order fit goes through n numbered examples, with a network that learns nothing."""
    x, y = numbered(n, 3)
    network = blank_recorder()
    sub.fit(
        network,
        x,
        y,
        x[:2],
        y[:2],
        epochs=epochs,
        batch_size=batch_size,
        optimizer="sgd",
        lr=0.0,
        weight_decay=0.0,
        patience=None,
        rng=rng,
    )
    return {
        "rows": np.concatenate([np.zeros(0), *network.rows]),
        "labels": np.concatenate([np.zeros(0, int), *network.labels]),
        "sizes": [len(rows) for rows in network.rows],
    }


@probe(
    inputs={
        "n": lambda pick: pick.dim("N"),
        "batch_size": choice(3, 1, 8, 5, 100),
        "epochs": choice(2, 3),
        "seed": seed(),
    },
    dims={"N": (1, 30)},
    cases=30,
    random=True,
)
def batches(sub, n, batch_size, epochs, seed):
    return order_of(sub, n, batch_size, epochs, np.random.default_rng(seed))


def turns(rows, expected):
    """What is wrong with the number of examples that were sent forward in training mode."""
    if not len(rows):
        return "makes no forward pass in training mode"
    if len(rows) != expected:
        return f"sends {len(rows)} examples forward in training mode, but should {expected}"
    return None


def every_example_once(inputs, outputs):
    """Law: in each epoch every example has exactly one turn, in batches of the right size."""
    n, size, epochs = inputs["n"], inputs["batch_size"], inputs["epochs"]
    wrong = turns(outputs["rows"], n * epochs)
    if wrong:
        return wrong
    expected = ([size] * (n // size) + [n % size] * (n % size > 0)) * epochs
    if list(outputs["sizes"]) != expected:
        return f"trains on batches of {outputs['sizes']}, but should on {expected}"
    for epoch in outputs["rows"].reshape(epochs, n):
        if not np.array_equal(np.sort(epoch), np.arange(n)):
            return "does not train on every example exactly once in an epoch"
    return None


def labels_kept(inputs, outputs):
    """Law: every example is trained with its own label."""
    rows, labels = outputs["rows"], outputs["labels"]
    if not len(rows):
        return "makes no forward pass in training mode"
    if rows.shape != labels.shape:
        return "does not call backward once for every forward in training"
    return None if np.array_equal(rows % 3, labels) else "trains examples with others' labels"


@probe(inputs={"n": choice(3000), "seed": seed()}, cases=1, random=True)
def long_epochs(sub, n, seed):
    rng = np.random.default_rng(seed)
    first, second = (order_of(sub, n, 50, 3, rng)["rows"] for _ in range(2))
    again = order_of(sub, n, 50, 3, np.random.default_rng(seed))["rows"]
    short = [order_of(sub, 20, 20, 1, rng)["rows"] for _ in range(200)]
    return {"first": first, "second": second, "again": again, "short": short}


def order_from_rng(inputs, outputs):
    """Law: the order comes from rng alone."""
    if not len(outputs["first"]):
        return "makes no forward pass in training mode"
    if np.array_equal(outputs["first"], outputs["again"]):
        return None
    return "trains in another order although rng is in the same state: draw from rng alone"


def order_of_each_call(inputs, outputs):
    """Law: every call has an order of its own."""
    if not len(outputs["first"]):
        return "makes no forward pass in training mode"
    # Two orders of 3,000 examples are equal with a probability far below 1e-1000.
    if np.array_equal(outputs["first"], outputs["second"]):
        return "trains in the same order at every call: draw from rng"
    # Two of 200 orders of 20 examples are equal with a probability below 1e-14.
    if len({rows.tobytes() for rows in outputs["short"]}) < len(outputs["short"]):
        return "trains in the order of an earlier call again: draw from rng itself"
    return None


def shuffled_anew(inputs, outputs):
    """Law: every epoch has an order of its own."""
    wrong = turns(outputs["first"], 3 * inputs["n"])
    if wrong:
        return wrong
    epochs = outputs["first"].reshape(3, inputs["n"]).astype(int)
    if len(np.unique(epochs, axis=0)) < 3:
        return "trains in the same order in several epochs: shuffle anew in each"
    # By which shuffle each epoch comes from the one before, the first from the given order.
    steps = [epochs[0], *(np.argsort(old)[new] for old, new in pairwise(epochs))]
    if len(np.unique(steps, axis=0)) < 3:
        return "uses one shuffle again and again: draw anew in each epoch"
    return None


def rising(order):
    """A bound on how likely so many neighbours rise, if all orders are equally likely.

    Where keys are drawn from a few numbers, equal ones leave examples in their old order. The rises
    are as many as the whole part of a sum of n uniform numbers (S. Tanny, 1973), whose tails are
    below those of a normal one (Chernoff).
    """
    n = len(order)
    beyond = max(0.0, abs(int((np.diff(order) > 0).sum()) - (n - 1) / 2) - 0.5)
    return min(1.0, 2 * exp(-6 * beyond**2 / n))


def orders_equally_likely(inputs, outputs):
    """The order of every epoch, and of every two of them against each other."""
    names = ("given places", "given neighbours", "given order", "places", "neighbours")
    if turns(outputs["first"], 3 * inputs["n"]):
        return dict.fromkeys(("turns", *names), 0.0)
    epochs = outputs["first"].reshape(3, inputs["n"]).astype(int)
    given = [{**shuffled(epoch), "rising": rising(epoch)} for epoch in epochs]
    between = [shuffled(np.argsort(old)[new]) for old, new in combinations(epochs, 2)]
    found = [
        min(1.0, 3 * min(tests[name] for tests in three))
        for three, own in ((given, ("places", "neighbours", "rising")), (between, names[3:]))
        for name in own
    ]
    return {"turns": 1.0, **dict(zip(names, found, strict=True))}


@probe(inputs={"n": choice(4), "epochs": choice(130), "seed": seed()}, cases=1, random=True)
def small_sets(sub, n, epochs, seed):
    return order_of(sub, n, n, epochs, np.random.default_rng(seed))


def places_equally_likely(inputs, outputs):
    """How often each example comes to each place, from the given order and from epoch to epoch."""
    n, epochs = inputs["n"], inputs["epochs"]
    if turns(outputs["rows"], n * epochs):
        return dict.fromkeys(("turns", "given", "places", "steps"), 0.0)
    orders = outputs["rows"].reshape(epochs, n).astype(int)
    steps = np.array([np.argsort(old)[new] for old, new in pairwise(orders)])
    left = int((orders == np.arange(n)).all(axis=1).sum())
    # Half of the epochs in the given order: far above what chance gives, and a mistake by itself.
    found = {"turns": 1.0, "given": binomial(max(left, epochs // 2), epochs, 0.5)}
    for name, drawn in {"places": orders, "steps": steps}.items():
        counts = (drawn[:, :, None] == np.arange(n)).sum(axis=0)
        rarest = min(binomial(int(count), len(drawn), 1 / n) for count in counts.ravel())
        found[name] = min(1.0, n * n * rarest)
    return found


# Early stopping: the dev losses are written in a script. Nothing but the number of training steps
# tells the network which epoch it is, and each step takes 2 from its parameters.


class Scripted:
    """A network whose losses on the dev set follow a script, whatever it is taught."""

    def __init__(self, script, unit):
        self.script, self.unit, self.steps = script, unit, 0
        self.own = [np.zeros((2, 3), order="F"), np.zeros(1)]

    def forward(self, x, training):
        if training:
            return np.zeros((len(x), 2))
        margins = self.script[min(max(self.steps, 1), len(self.script)) - 1]
        extremes = {-1000: np.nan, 1000: 8000.0}  # no number, and a loss of exactly 0
        # Codes below -1000 are margins of that size, whatever the unit.
        values = [extremes.get(code, code * (self.unit if code > -1000 else 1)) for code in margins]
        # Rows 1 and 2 are the dev set; the training set, row 0, goes the other way.
        found = np.array([-values[0], *values])[x[:, 0].astype(int)]
        return np.stack([found, np.zeros(len(x))], axis=1)

    def backward(self, dlogits):
        self.steps += 1
        return np.zeros((len(dlogits), 1))

    def parameters(self):
        return list(self.own)

    def gradients(self):
        return [np.ones((2, 3)), np.ones(1)]


def scripts(pick):
    """By how much each of two dev examples is right, in each epoch; ties, some NaN, a loss of 0."""
    epochs, level = pick.integer(1, 12), -6
    found = [sorted(pick.choice([-4, -1, 1, 5]) for _ in range(2)) for _ in range(epochs)]
    if pick.choice([False, True, False]):  # step by step better, with worse epochs in between
        for epoch in range(epochs):
            better = pick.choice([True, False])
            level += better
            found[epoch] = [level, level] if better else [level - 2, level]
    failing, perfect = pick.choice([0, 0, 3]), pick.choice([0, 2])  # of ten
    for epoch in range(epochs):
        if epoch and pick.integer(0, 9) < failing:
            found[epoch] = [-1000, -1000]
        if pick.integer(0, 9) < perfect:
            found[epoch] = [1000, 1000]
    return found


@probe(
    inputs={
        "script": scripts,
        "patience": choice(2, 1, 3, None, 5),
        "fine": choice(False, True),
    },
    cases=90,
    worked=[
        Worked(
            title="the second epoch has a dev loss of 0",
            inputs={
                "script": [[1, 1], [1000, 1000], [4, 4], [5, 5], [5, 5]],
                "patience": 2,
                "fine": False,
            },
            gives={"trained": 4, "recorded": 4},
            within=0.1,
        ),
        Worked(
            title="the first three epochs improve, with losses of 10000, 9000 and 8000",
            inputs={
                "script": [
                    [-10000, -10000],
                    [-9000, -9000],
                    [-8000, -8000],
                    [-8500, -8500],
                    [1, 1],
                ],
                "patience": 1,
                "fine": False,
            },
            gives={"trained": 4, "recorded": 4},
            within=0.1,
        ),
    ],
)
def watched_training(sub, script, patience, fine):
    network = Scripted(script, 1e-6 if fine else 0.125)
    labels = np.eye(2)[[0, 0]]
    history = plainly(
        sub.fit(
            network,
            np.zeros((2, 1)),
            labels,
            np.array([[1.0], [2.0]]),
            labels,
            epochs=len(script),
            batch_size=2,
            optimizer="sgd",
            lr=2.0,
            weight_decay=0.0,
            patience=patience,
            rng=np.random.default_rng(0),
        )
    )
    yield {"trained": network.steps, "recorded": len(history["dev_loss"])}
    yield {"ends_with": network.own}
    numbers = [loss == loss for loss in history["dev_loss"]]
    scores = zip(history["dev_accuracy"], numbers, strict=True)
    yield {"dev_loss": history["dev_loss"]}
    yield {"dev_accuracy": [score if number else 0.0 for score, number in scores]}


@probe(inputs={"optimizer": choice("rmsprop", "", "SGD", "adamw")}, cases=4)
def unknown_optimizer(sub, optimizer):
    x, y = numbered(4, 3)
    network = blank_recorder()
    settings = {"epochs": 1, "batch_size": 2, "lr": 0.1, "weight_decay": 0.0, "patience": None}
    rng = np.random.default_rng(0)
    try:
        sub.fit(network, x, y, x, y, optimizer=optimizer, rng=rng, **settings)
    except ValueError as error:
        names = [name in str(error) for name in ("sgd", "momentum", "adam")]
        return {"refused": True, "names": all(names), "trained": len(network.rows)}
    return {"refused": False, "names": False, "trained": len(network.rows)}


@probe(
    inputs={"size": choice(1.0), "other": choice(-1.0), "optimizer": OPTIMIZER},
    cases=3,
    hard=[
        {"size": 1e4, "other": -1.0, "optimizer": "sgd"},
        {"size": 1e4, "other": 0.9, "optimizer": "sgd"},
    ],
)
def large_logits(sub, size, other, optimizer):
    x = np.array([[1.0], [-1.0], [1.0]])
    y = np.eye(2)[[0, 0, 1]]
    weights = size * np.array([[1.0, other]])
    others = [np.zeros(shape) for shape in ((2,), (1, 2), (2,), (1, 1, 2))]
    network = Recorder([*others, weights])
    history = sub.fit(
        network,
        x,
        y,
        x,
        y,
        epochs=2,
        batch_size=3,
        optimizer=optimizer,
        lr=0.1,
        weight_decay=0.0,
        patience=None,
        rng=np.random.default_rng(0),
    )
    return {"losses": plainly(history)["dev_loss"], "parameters": network.own}


@probe(
    inputs={
        "x_train": array("N", "D"),
        "y_train": one_hot("N", "K"),
        "x_dev": array("M", "D"),
        "y_dev": one_hot("M", "K"),
        "parameters": recorder_parameters,
    },
    dims={"N": (4, 7), "M": (2, 5), "K": (2, 4), "D": (1, 4)},
    cases=4,
    random=True,
)
def arguments_kept(sub, x_train, y_train, x_dev, y_dev, parameters):
    network = Recorder(parameters)
    settings = {"epochs": 2, "batch_size": 2, "lr": 0.1, "weight_decay": 0.1, "patience": 2}
    rng = np.random.default_rng(0)
    history = sub.fit(
        network, x_train, y_train, x_dev, y_dev, optimizer="adam", rng=rng, **settings
    )
    return {"history": plainly(history)}


class SmallNetwork:
    """Dense layers with ReLU in between, which keep a log; evaluation halves the logits.

    A restless one trebles its logits at every other forward in training.
    """

    def __init__(self, sizes, rng, restless=False):
        self.restless = restless
        self.own, self.before, self.updates = [], [], []
        self.found, self.given, self.touched = [], [], False
        self.asked, self.astray = [], False
        for inputs, units in pairwise(sizes):
            weights = rng.standard_normal((inputs, units)) * np.sqrt(2 / inputs)
            self.own += [weights, np.zeros(units)]
        self.seen = []

    def forward(self, x, training):
        self.look()
        self.inputs = [x.copy()]
        for w, b in zip(self.own[:-2:2], self.own[1:-2:2], strict=True):
            self.inputs.append(np.maximum(self.inputs[-1] @ w + b, 0))
        logits = self.inputs[-1] @ self.own[-2] + self.own[-1]
        self.factor = 3.0 if self.restless and len(self.seen) % 2 else 1.0
        if not training:
            self.factor = 0.5
        self.training = training
        logits = self.factor * logits
        if training:
            self.updates.append(self.moved())
            self.seen.append((x.copy(), logits.copy()))
            self.asked.append(np.zeros(logits.shape))
        return logits

    def backward(self, dlogits):
        if self.training:
            self.asked[-1] += dlogits
        else:
            self.astray = True
        self.found, upstream = [], self.factor * dlogits
        for place in range(len(self.inputs) - 1, -1, -1):
            given = self.inputs[place]
            self.found = [given.T @ upstream, upstream.sum(axis=0), *self.found]
            upstream = (upstream @ self.own[2 * place].T) * (given > 0)
        self.given = [values.tobytes() for values in self.found]
        return upstream

    def parameters(self):
        return list(self.own)

    def gradients(self):
        return list(self.found)

    def moved(self):
        """What has become of each parameter since this was asked: 1 changed, -1 left alone, or 0.

        0 is one whose gradient is 0, but for rounding: it need not change.
        """
        before, self.before = self.before, [values.tobytes() for values in self.own]
        slopes = self.found or self.own  # without a backward, no excuse
        triples = zip(before, self.before, slopes, strict=False)
        return [1 if old != new else -int(np.vdot(dw, dw) > 1e-12) for old, new, dw in triples]

    def look(self):
        """See whether somebody has changed the gradients that were handed out."""
        self.touched |= [values.tobytes() for values in self.found] != self.given


@probe(
    inputs={"data": digits(400, 200, small=True), "seed": seed()},
    cases=1,
    random=True,
    runs=60,
    watched=False,
    device=True,
)
def fit_on_digits(sub, data, seed):
    rng = np.random.default_rng(seed)
    x_train, x_dev = data["x_train"] / 32.0, data["x_dev"] / 32.0
    y_train, y_dev = np.eye(10)[data["y_train"]], np.eye(10)[data["y_dev"]]
    history = sub.fit(
        SmallNetwork([16, 24, 10], rng),
        x_train,
        y_train,
        x_dev,
        y_dev,
        epochs=5,
        batch_size=32,
        optimizer="adam",
        lr=0.01,
        weight_decay=1e-4,
        patience=None,
        rng=rng,
    )
    last = {name: values[-1] for name, values in history.items()}
    yield {
        "train_loss": float(np.log(last["train_loss"])),
        "dev_loss": float(np.log(last["dev_loss"])),
        "dev_errors": log_errors(last["dev_accuracy"], 200),
    }
    yield {f"{name}_curve": np.array(values, np.float64) for name, values in history.items()}


training_loop = Exercise(
    name="training_loop",
    title="The training loop",
    functions=[
        "fit(network, x_train, y_train, x_dev, y_dev, *, epochs, batch_size, optimizer, lr, "
        "weight_decay, patience, rng) -> history"
    ],
    checks=[
        Agreement("steps", full_batches, outputs=["parameters"], points=2),
        Agreement("history: names", full_batches, outputs=["names"], points=0.25),
        Agreement("history: training loss", full_batches, outputs=["train_loss"], points=0.5),
        Agreement("history: dev loss", full_batches, outputs=["dev_loss"], points=0.5),
        Agreement("history: accuracy", full_batches, outputs=["dev_accuracy"], points=0.5),
        Agreement(
            "mini-batches",
            equal_examples,
            outputs=["parameters", "batches", "train_loss"],
            points=1,
        ),
        Agreement("history of mini-batches", nothing_learnt, outputs=["history"], points=0.25),
        Agreement(
            "a second network",
            equal_examples,
            outputs=["second_parameters", "second_losses"],
            points=0.25,
        ),
        Property("every example once", batches, law=every_example_once, points=0.75),
        Property("labels", batches, law=labels_kept, points=0.5),
        Property("order from rng", long_epochs, law=order_from_rng, points=0.25),
        Property("order of each call", long_epochs, law=order_of_each_call, points=0.25),
        Property("order of each epoch", long_epochs, law=shuffled_anew, points=0.25),
        Statistics(
            "shuffled",
            long_epochs,
            test=orders_equally_likely,
            says={
                "turns": "does not send every example forward once in an epoch, in training mode",
                "given places": "does not bring every example to every place in an epoch",
                "given neighbours": "keeps neighbours of the training set together in an epoch",
                "given order": "leaves too many examples of an epoch in the order of the "
                "training set: all orders should be equally likely",
                "places": "does not bring every example to every place from epoch to epoch",
                "neighbours": "keeps neighbours of one epoch together in another",
            },
            points=0.5,
        ),
        Statistics(
            "small sets shuffled",
            small_sets,
            test=places_equally_likely,
            says={
                "turns": "does not send every example forward once in an epoch, in training mode",
                "given": "leaves a training set that is a single batch in its order in most epochs",
                "places": "does not bring each of four examples to each place equally often",
                "steps": "does not bring each place of an epoch to each of the next equally often",
            },
            points=0.25,
        ),
        Agreement("early stopping", watched_training, outputs=["trained", "recorded"], points=1),
        Agreement("best parameters", watched_training, outputs=["ends_with"], points=0.75),
        Agreement(
            "history: to the end",
            watched_training,
            outputs=["dev_loss", "dev_accuracy"],
            points=0.25,
        ),
        Agreement(
            "unknown optimizer",
            unknown_optimizer,
            outputs=["refused", "names", "trained"],
            points=0.25,
        ),
        Stability("large logits", large_logits, points=0.25),
        Agreement("gradients left alone", full_batches, outputs=["gradients_touched"], points=0.25),
        Target(
            "trained on digits",
            fit_on_digits,
            outputs={
                "train_loss": "the logarithm of the loss on the training set",
                "dev_loss": "the logarithm of the loss on the dev set",
                "dev_errors": "the logarithm of the share of errors on the dev set",
            },
            reading=reading_of_history,
            points=0.5,
        ),
        Contract("contract", arguments_kept, points=0.25),
    ],
    pictures=[
        Picture(
            title="Loss",
            probe=fit_on_digits,
            lines={"train_loss_curve": "training set", "dev_loss_curve": "dev set"},
            x="epoch",
            start=1,
            logarithmic=True,
        )
    ],
)

# Debugging habits.


def cross_entropies(logits, y):
    """The loss of each example."""
    return np.logaddexp.reduce(logits, axis=1) - (logits * y).sum(axis=1)


def along_the_slope(logits, y, dlogits):
    """The cosine of the angle between each step's gradient and that of the loss.

    The length is a matter of the learning rate. Where the loss is almost 0, rounding decides: 1.
    """
    slopes = np.exp(logits - np.logaddexp.reduce(logits, axis=2, keepdims=True)) - y
    sizes, given = (np.sqrt((values**2).sum(axis=(1, 2))) for values in (slopes, dlogits))
    products = (slopes * dlogits).sum(axis=(1, 2))
    cosines = products / np.maximum(sizes * given, 1e-300)
    return np.where(sizes > 1e-4, cosines, 1.0)


def by_heart(sub, network, x, y, steps):
    """What happens while a network learns a batch by heart."""
    start = deepcopy(network)
    losses = sub.overfit_small_batch(network, x, y, steps)
    place = {row.tobytes(): index for index, row in enumerate(x)}
    whole, measured, orders = True, [], []
    for given, logits in network.seen:
        rows = [place.get(row.tobytes(), -1) for row in given]
        whole = whole and sorted(rows) == list(range(len(x)))
        measured.append(float(cross_entropies(logits, y[rows]).mean()))
        orders.append(rows)
    cosines = np.ones(0)
    if whole and orders:
        seen = np.array([logits for _, logits in network.seen])
        cosines = along_the_slope(seen, y[np.array(orders)], np.array(network.asked))
    network.look()
    touched, updates = network.touched, [*network.updates, network.moved()][1:]
    changed = [not np.array_equal(a, b) for a, b in zip(start.own, network.own, strict=True)]
    end = float(cross_entropies(network.forward(x, True), y).mean())
    return {
        "losses": [float(loss) for loss in losses],
        "measured": measured,
        "whole": whole,
        "cosines": cosines,
        "astray": network.astray,
        "updates": updates,
        "touched": touched,
        "changed": changed,
        "start": float(cross_entropies(start.forward(x, True), y).mean()),
        "end": end,
    }


@probe(
    inputs={
        "n": choice(6, 1, 10),
        "inputs": choice(4, 8),
        "hidden": choice(1, 2),
        "steps": choice(500),
        "seed": seed(),
    },
    cases=5,
    random=True,
)
def small_batches(sub, n, inputs, hidden, steps, seed):
    rng = np.random.default_rng(seed)
    network = SmallNetwork([inputs, *[32] * hidden, 3], rng)
    x, y = rng.standard_normal((n, inputs)), np.eye(3)[rng.integers(0, 3, n)]
    start = [values.copy() for values in network.own]
    yield by_heart(sub, network, x, y, steps)
    later = []
    for _ in range(2):  # by the same number of steps, on which the learning rate may depend
        for own, before in zip(network.own, start, strict=True):
            own[...] = before
        later.append([float(loss) for loss in sub.overfit_small_batch(network, x, y, 5)])
    yield {"later": later}


@probe(
    inputs={"n": choice(6, 1, 3), "steps": choice(1, 4), "size": choice(40.0), "seed": seed()},
    cases=6,
    random=True,
)
def loud_networks(sub, n, steps, size, seed):
    """Logits of some hundreds: the probability of the true class may be 0 in floats."""
    rng = np.random.default_rng(seed)
    network = SmallNetwork([5, 6, 3], rng, restless=True)
    for values in network.own:
        values *= size
    x, y = rng.standard_normal((n, 5)), np.eye(3)[rng.integers(0, 3, n)]
    return by_heart(sub, network, x, y, steps)


def every_step_made(inputs, outputs):
    """Law: there are at least as many forward passes in training mode as steps."""
    made = len(outputs["measured"])
    if made == 0:
        return "makes no forward pass in training mode"
    if made < inputs["steps"]:
        return f"makes {made} steps of {inputs['steps']}"
    return None


def whole_batch_at_every_step(inputs, outputs):
    """Law: each step is one forward of the whole batch in training mode, and its backward."""
    made = len(outputs["measured"])
    if made > inputs["steps"]:
        return f"makes {made} forward passes in training mode for {inputs['steps']} steps"
    if outputs["astray"]:
        return "goes backward from a forward pass in evaluation mode"
    return None if outputs["whole"] else "does not train on the whole batch at every step"


def one_loss_a_step(inputs, outputs):
    """Law: there are as many losses as steps."""
    found = len(outputs["losses"])
    return None if found == inputs["steps"] else f"gives {found} losses for {inputs['steps']} steps"


def losses_before_the_update(inputs, outputs):
    """Law: losses[i] is the loss of step i's forward."""
    length = min(len(outputs["losses"]), len(outputs["measured"]))
    losses, measured = outputs["losses"][:length], outputs["measured"][:length]
    if length == 0:
        return "gives no losses, or makes no forward pass in training mode"
    wrong = ~np.isclose(losses, measured, rtol=1e-9, atol=1e-12)
    if not wrong.any():
        return None
    place = int(np.argmax(wrong))
    return (
        f"gives losses[{place}] = {losses[place]:.6g}, but forward pass {place} in training mode "
        f"has a loss of {measured[place]:.6g}"
    )


def trained_in_place(inputs, outputs):
    """Law: every parameter of the network that was given changes, from where it was."""
    if not any(outputs["changed"]):
        return "leaves the network as it came: parameters are to be changed in place"
    if not all(outputs["changed"]):
        return f"never updates parameters()[{outputs['changed'].index(False)}]"
    if not (outputs["whole"] and outputs["measured"]):
        return None  # another batch has another loss
    start, first = outputs["start"], outputs["measured"][0]
    if np.isclose(first, start, rtol=1e-9, atol=1e-12):
        return None
    return (
        "does not begin with the network as it came in, which has a loss of "
        f"{start:.6g}: the first forward pass has one of {first:.6g}"
    )


def trained_at_every_step(inputs, outputs):
    """Law: every step changes the parameters whose gradients are not lost in rounding.

    One of them may stay now and then, as it does where an optimizer takes back a step.
    """
    made = len(outputs["measured"])
    if not made:
        return "makes no forward pass in training mode"
    if made > inputs["steps"]:
        return None  # not every forward pass is a step
    updates = np.array(outputs["updates"])
    still = np.flatnonzero((updates <= 0).all(axis=1) & (updates < 0).any(axis=1))
    if still.tolist() == [made - 1]:
        return "leaves the network without the last step's update: left out, or taken back?"
    if still.size:
        return f"makes no update at {still.size} of {made} steps, first at step {still[0]}"
    left = (updates < 0).sum(axis=0)
    if left.max() <= made / 10:
        return None
    place = int(left.argmax())
    return f"leaves parameters()[{place}] as it was at {left[place]} of {made} steps"


def slope_of_the_loss(inputs, outputs):
    """Law: what goes backward is the gradient of the loss, after the forward that it belongs to."""
    if outputs["astray"]:
        return (
            "calls backward after a forward in evaluation mode: it belongs to the last forward, "
            "whichever that was"
        )
    cosines = outputs["cosines"]  # none where it is not the whole batch that goes forward
    wrong = np.flatnonzero(~(cosines > 1 - 1e-9))
    if not wrong.size:
        return None
    return (
        "does not hand backward the gradient of the mean cross-entropy at "
        f"{wrong.size} of {len(cosines)} steps, first at step {wrong[0]}"
    )


def same_again(inputs, outputs):
    """Law: of two calls, with the network put back in between, the second is like the first."""
    first, second = outputs["later"]
    if len(first) == len(second) and np.allclose(first, second, rtol=1e-6, equal_nan=True):
        return None
    return (
        "gives other losses at another call, with the same network put back as it came: every "
        "call starts afresh, with a new optimizer"
    )


def gradients_left_alone(inputs, outputs):
    """Law: the arrays of gradients() belong to the network."""
    return "changes the arrays of gradients()" if outputs["touched"] else None


def not_worse(inputs, outputs):
    """Law: the loss does not rise."""
    if not any(outputs["changed"]):
        return "leaves the network as it came"
    rises = outputs["end"] > 1.5 * outputs["start"] or not outputs["end"] < np.inf
    return "makes the loss rise: which way does a gradient point?" if rises else None


def learnt_by_heart(inputs, outputs):
    """Law: after 500 steps the loss is below 0.05."""
    if outputs["end"] < 0.05 or (outputs["measured"] and outputs["measured"][-1] < 0.05):
        return None
    falls = any(outputs["end"] < 0.95 * loss for loss in outputs["measured"][-50:-49])
    trend = "and it still falls: longer steps?" if falls else "where it hardly falls any more"
    left = f"leaves a loss of {outputs['end']:.3g} after {inputs['steps']} steps, not below 0.05"
    return f"{left}, {trend}"


def distinct(pick):
    """Logits of which no two in a row are equal."""
    logits = pick.array(pick.dim("N"), pick.dim("K"))
    return logits + 1e-4 * np.arange(logits.shape[1])


@probe(
    inputs={"logits": distinct, "y": one_hot("N", "K"), "k": choice(3, 1, 2, 5, 50)},
    dims={"N": (1, 12), "K": (2, 5)},
    cases=40,
    hard=[
        {
            "logits": np.array([[0.0, 1000.0], [-1000.0, 1000.0], [3.0, 0.0], [0.0, 1001.0]]),
            "y": np.eye(2)[[0, 0, 0, 0]],
            "k": 4,
        },
        {
            "logits": np.array([[-1e4, 1e4, 0.0], [-1e4, 0.0, 9999.0], [1e4, 0.0, 0.0]]),
            "y": np.eye(3)[[0, 0, 0]],
            "k": 2,
        },
        {
            "logits": np.array([[-4e-7, 0.0], [-1e-7, 0.0], [-3e-7, 0.0]]),
            "y": np.eye(2)[[0, 0, 0]],
            "k": 3,
        },
        {
            "logits": np.array([[1e4, 0.0], [-9000.0, -9001.0], [-9002.0, -9000.0]]),
            "y": np.eye(2)[[0, 0, 0]],
            "k": 3,
        },
        {
            # Losses 2.5e-8 apart: more than 1e-9, and less than float32 can tell.
            "logits": np.stack([np.arange(12) * 5 % 12 * 5e-8, np.zeros(12)], axis=1),
            "y": np.eye(2)[[0] * 12],
            "k": 12,
        },
        {
            # Losses 4e-9 apart.
            "logits": np.stack([np.arange(12) * 5 % 12 * 8e-9, np.zeros(12)], axis=1),
            "y": np.eye(2)[[0] * 12],
            "k": 12,
        },
        {
            "logits": np.array([[0.0, 70.0], [0.0, 90.0], [0.0, 80.0]]),
            "y": np.eye(2)[[0, 0, 0]],
            "k": 3,
        },
        {
            "logits": np.stack([np.arange(600) * 251 % 601 / 100, np.zeros(600)], axis=1),
            "y": np.eye(2)[[0] * 600],
            "k": 300,
        },
    ],
)
def worst(sub, logits, y, k):
    indices = np.asarray(sub.worst_predictions(logits, y, k))
    yield {"shape": list(indices.shape), "integers": indices.dtype.kind in "iu"}
    yield {"losses_of_the_found": cross_entropies(logits, y)[indices]}
    yield {"different": len(set(indices.tolist()))}


@probe(
    inputs={"logits": distinct, "y": one_hot("N", "K")},
    dims={"N": (1, 12), "K": (1, 5)},
    cases=30,
    hard=[
        {"logits": np.array([[1000.0, 999.0], [-1000.0, -999.0]]), "y": np.eye(2)[[0, 0]]},
        {"logits": np.array([[0.0, 1e-9], [-1e-9, 0.0]]), "y": np.eye(2)[[0, 0]]},
        {"logits": np.tile([[2.0, 1.0, 0.5]], (300, 1)), "y": np.eye(3)[[1] * 300]},
    ],
)
def confusion(sub, logits, y):
    first = np.array(sub.confusion_matrix(logits, y), dtype=np.float64)
    second = np.array(sub.confusion_matrix(logits, y), dtype=np.float64)
    return {"counts": first, "second": second}


debugging_habits = Exercise(
    name="debugging_habits",
    title="Debugging habits",
    functions=[
        "overfit_small_batch(network, x, y, steps) -> losses",
        "worst_predictions(logits, y, k) -> indices",
        "confusion_matrix(logits, y) -> counts",
    ],
    checks=[
        Property("every step", small_batches, law=every_step_made, points=0.25),
        Property(
            "whole batch at every step", small_batches, law=whole_batch_at_every_step, points=0.25
        ),
        Property("one loss a step", small_batches, law=one_loss_a_step, points=0.25),
        Property("losses", small_batches, law=losses_before_the_update, points=0.25),
        Property(
            "losses of large logits", loud_networks, law=losses_before_the_update, points=0.25
        ),
        Property("trained in place", small_batches, law=trained_in_place, points=0.25),
        Property("gradients left alone", loud_networks, law=gradients_left_alone, points=0.25),
        Property("every update", small_batches, law=trained_at_every_step, points=0.25),
        Property("gradient of the loss", small_batches, law=slope_of_the_loss, points=0.25),
        Property("right direction", small_batches, law=not_worse, points=0.25),
        Property("a second call", small_batches, law=same_again, points=0.25),
        Property("learnt by heart", small_batches, law=learnt_by_heart, points=0.5),
        Agreement(
            "worst predictions",
            worst,
            outputs=["shape", "integers", "losses_of_the_found", "different"],
            says={
                "integers": "returns no integers, but should return row numbers",
                "different": "finds an example more than once",
            },
            points=1,
        ),
        Stability("worst of many and extreme logits", worst, points=0.5),
        Agreement("confusion matrix", confusion, outputs=["counts", "second"], points=0.75),
        Stability("many and extreme logits", confusion, points=0.25),
        Contract("contract", worst, also=[confusion, small_batches], points=0.25),
    ],
)

# Convergence. The networks here are assembled of the submission's own parts. Whoever has one of
# them wrong can show that the rest is right: a simple stand-in takes its place, and the references
# have been run with the same stand-in. No stand-in is the answer to an exercise.

KEEP_PROB = 0.8
# In the order in which they are tried. The stand-in for the dense layer makes logits so small that
# it would hide a loss that overflows: the loss comes first.
PARTS = ("loss", "dense layer", "ReLU", "batch norm", "Adam")
RANDOM_PARTS = ("initialization", "dropout", "mini-batches")


def few_links(x, w):
    """A stand-in for a dense layer: every unit sees four inputs, and has no bias."""
    units = np.arange(w.shape[1])[:, None]
    rows = (units * 11 + 5 * np.arange(4)) % len(w)
    links = w[rows, units]
    return (x[:, rows] * links).sum(axis=2), (x, w, rows, units)


def few_links_backward(dz, cache):
    x, w, rows, units = cache
    along = dz[:, :, None]
    dx, dw = np.zeros(x.shape), np.zeros(w.shape)
    np.add.at(dx, (slice(None), rows), along * w[rows, units])
    np.add.at(dw, (rows, units), (along * x[:, rows]).sum(axis=0))
    return dx, dw, np.zeros(w.shape[1])


class Assembled:
    """A network of the submission's functions: dense, batch norm, ReLU, dropout in every layer."""

    def __init__(self, sub, weights, swap, *, batchnorm=True, rng=None, defaults=True):
        self.sub, self.swap, self.rng = sub, swap, rng
        self.norm = {} if defaults else {"momentum": 0.75, "eps": 1e-3}
        plain = defaults or swap == "Adam"
        self.adam = {} if plain else {"beta1": 0.8, "beta2": 0.99, "eps": 1e-4}
        self.batchnorm = batchnorm and swap != "batch norm"
        self.dropout = rng is not None and swap != "dropout"
        self.parameters, self.running = {}, []
        for place, w in enumerate(weights, start=1):
            units = w.shape[1]
            self.parameters[f"w{place}"] = w
            if self.batchnorm and place < len(weights):
                self.parameters[f"gamma{place}"] = np.ones(units)
                self.parameters[f"beta{place}"] = np.zeros(units)
                self.running.append((np.zeros(units), np.ones(units)))
            else:  # in front of batch norm a bias has no effect
                self.parameters[f"b{place}"] = np.zeros(units)
        self.depth = len(weights)
        nothing = {name: np.zeros(value.shape) for name, value in self.parameters.items()}
        self.state = {name: (value, value.copy()) for name, value in nothing.items()}
        self.steps = 0
        self.log = {}  # the tensors of the step, in the order in which they come to be

    def forward(self, x, training):
        self.caches = []
        for place in range(1, self.depth):
            z = self._dense(place, x)
            if self.batchnorm:
                z = self._batch_norm(place, z, training)
            x = self._relu(place, z)
            if self.dropout:
                x = self._dropout(x, training)
        return self._dense(self.depth, x)

    def _dense(self, place, x):
        w = self.parameters[f"w{place}"]
        b = self.parameters.get(f"b{place}", np.zeros(w.shape[1]))
        if self.swap == "dense layer":
            z, cache = few_links(x, w)
        else:
            z, cache = self.sub.dense_forward(x, w, b)
        self.caches.append(cache)
        self.log[f"z{place}"] = np.array(z)
        return z

    def _batch_norm(self, place, z, training):
        gamma, beta = self.parameters[f"gamma{place}"], self.parameters[f"beta{place}"]
        mean, var = self.running[place - 1]
        out, cache, *running = self.sub.batchnorm_forward(
            z, gamma, beta, mean, var, training=training, **self.norm
        )
        self.running[place - 1] = running
        self.caches.append(cache)
        self.log[f"normalized{place}"] = np.array(out)
        return out

    def _relu(self, place, z):
        if self.swap == "ReLU":
            a, cache = np.abs(z), np.sign(z)
        else:
            a, cache = self.sub.relu_forward(z)
        self.caches.append(cache)
        self.log[f"a{place}"] = np.array(a)
        return a

    def _dropout(self, a, training):
        out, cache = self.sub.dropout_forward(a, KEEP_PROB, self.rng, training=training)
        self.caches.append(cache)
        return out

    def backward(self, dlogits):
        """The gradients by name."""
        found = {}
        caches, upstream = self.caches, dlogits
        for place in range(self.depth, 0, -1):
            if place < self.depth:
                if self.dropout:
                    upstream = self.sub.dropout_backward(upstream, caches.pop())
                mask = caches.pop()
                swapped = self.swap == "ReLU"
                upstream = mask * upstream if swapped else self.sub.relu_backward(upstream, mask)
                if self.batchnorm:
                    upstream, found[f"gamma{place}"], found[f"beta{place}"] = (
                        self.sub.batchnorm_backward(upstream, caches.pop())
                    )
            carry = few_links_backward if self.swap == "dense layer" else self.sub.dense_backward
            upstream, found[f"w{place}"], found[f"b{place}"] = carry(upstream, caches.pop())
        return found

    def train(self, x, y, lr):
        """One step of Adam; returns the loss before it."""
        logits = self.forward(x, True)
        measure = log_cosh if self.swap == "loss" else self.sub.softmax_cross_entropy
        loss, dlogits = measure(logits, y.copy())
        self.log.update({"loss": loss, "dlogits": np.array(dlogits)})
        self.steps += 1
        gradients = self.backward(dlogits)
        step = unit_step if self.swap == "Adam" else self.sub.adam_step
        for name in self.parameters:
            self.log[f"d{name}"] = np.array(gradients[name])
        for name, w in self.parameters.items():
            m, v = self.state[name]
            w, m, v = step(w, gradients[name], m, v, self.steps, lr, **self.adam)
            self.parameters[name], self.state[name] = w, (m, v)
        return loss


def a_start(pick):
    """Weights of a small network, and the batches of its first steps.

    A pixel that is never lit is 0, and its weights stay as they are. Were it another number, batch
    norm would leave nothing but rounding errors of their gradients, which Adam makes large.
    """
    rng = np.random.default_rng(pick.integer(0, 2**31 - 1))
    data = digits(32, small=True)(pick)
    sizes = [16, 8, 8, 10]
    ends = np.cumsum([8, 5, 7, 8])  # what one batch leaves behind does not fit the next
    return {
        "weights": [rng.normal(size=shape) / np.sqrt(shape[0]) for shape in pairwise(sizes)],
        "x": np.split(data["x_train"] / 32.0, ends),
        "y": np.split(np.eye(10)[data["y_train"]], ends),
    }


@probe(
    inputs={
        "start": a_start,
        "batchnorm": choice(True, False),
        "defaults": choice(True, False),
    },
    cases=4,
    swaps=PARTS,
)
def first_steps(sub, start, batchnorm, defaults, swap):
    weights = [w.copy() for w in start["weights"]]
    network = Assembled(sub, weights, swap, batchnorm=batchnorm, defaults=defaults)
    for name, value in network.parameters.items():
        if name in ("b1", "b2", "b3"):  # or a ReLU behind silent units would get exactly 0
            value += 0.1
    losses = []
    for number, (x, y) in enumerate(zip(start["x"], start["y"], strict=True), start=1):
        network.log = {}
        losses.append(network.train(x, y, 0.01))
        if not swap:
            yield {f"step {number}": {**network.log, **network.parameters}}
    if swap:
        yield {"losses": losses, "parameters": dict(network.parameters)}
    x = np.concatenate(start["x"])
    if swap != "ReLU":
        sub.relu_forward(x + 1.0)  # which changes nothing, and is a new array all the same
    logits = network.forward(x, False)
    yield {"evaluation": {"logits": logits, "again": network.forward(x[::-1], False)}}
    for name in ("w1", "w2", "w3"):
        network.parameters[name] = 8 * network.parameters[name]
    if not batchnorm:  # some logits are in the tens of thousands, those of other rows are not
        x[::2] *= 1000
    network.log = {}
    loss = network.train(x, np.concatenate(start["y"]), 0.01)
    loud = {"loss": loss} if swap else network.log
    yield {"step with large weights": {**loud, **network.parameters}}


def weights_for(sub, sizes, swap, rng):
    """First weights, He's."""
    if swap == "initialization":
        return [rng.uniform(-2, 2, shape) / np.sqrt(shape[0]) for shape in pairwise(sizes)]
    return [sub.init_weights(rows, units, "he", rng) for rows, units in pairwise(sizes)]


SMALL = {"hidden": [24, 16], "epochs": 4, "batch": 40}
LARGE = {"hidden": [128, 64], "epochs": 2, "batch": 200}


def evaluated(network, x, y, x_dev, y_dev):
    """The losses on both sets, and the accuracy on the dev set."""
    logits = network.forward(x_dev, False)
    right = logits.argmax(axis=1) == y_dev.argmax(axis=1)
    train_losses = cross_entropies(network.forward(x, False), y)
    return train_losses.mean(), cross_entropies(logits, y_dev).mean(), right.mean()


def sizes_in(network):
    """How large the activations and the gradients of the weights are in the last step, by layer."""
    depth = range(1, network.depth + 1)
    activations = [network.log.get(f"a{place}", network.log[f"z{place}"]) for place in depth]
    gradients = [network.log[f"dw{place}"] for place in depth]
    return np.array([np.std(a) for a in activations]), np.array([np.std(dw) for dw in gradients])


def dead_units(network, x):
    """How many hidden units there are, and how many of them are silent for every example."""
    network.forward(x, False)
    hidden = [network.log[f"a{place}"] for place in range(1, network.depth)]
    return [sum(a.shape[1] for a in hidden), sum(int((a == 0).all(axis=0).sum()) for a in hidden)]


@probe(
    inputs={"data": digits(610, 250), "size": choice(SMALL), "seed": seed()},
    cases=1,
    random=True,
    swaps=(*PARTS, *RANDOM_PARTS),
    runs=100,
    watched=False,
    device=True,
    large={"data": digits(20_000, 2_000, moved=True), "size": choice(LARGE)},
)
def training(sub, data, size, seed, swap):
    rng = np.random.default_rng(seed)
    x, x_dev = data["x_train"] / 16.0, data["x_dev"] / 16.0
    y, y_dev = np.eye(10)[data["y_train"]], np.eye(10)[data["y_dev"]]
    weights = weights_for(sub, [64, *size["hidden"], 10], swap, rng)
    steps = -(-len(x) // size["batch"])  # in an epoch
    network = Assembled(sub, weights, swap, rng=rng)
    curves = [evaluated(network, x, y, x_dev, y_dev)]
    sizes = []
    for epoch in range(1, size["epochs"] + 1):
        if swap == "mini-batches":
            batches = [(x[start::steps], y[start::steps]) for start in range(steps)]
        else:
            batches = sub.minibatches(x.copy(), y.copy(), size["batch"], rng)
        for rows, labels in batches:
            network.train(rows, labels, 0.01)
            if network.steps in (1, steps * size["epochs"]):
                sizes.append(sizes_in(network))
        if not swap or epoch == size["epochs"]:
            curves.append(evaluated(network, x, y, x_dev, y_dev))
    train_curve, dev_curve, accuracy_curve = np.array(curves).T
    yield {
        "train_loss": float(np.log(train_curve[-1])),
        "dev_loss": float(np.log(dev_curve[-1])),
        "dev_errors": log_errors(accuracy_curve[-1], len(x_dev)),
    }
    yield {"train_curve": train_curve, "dev_curve": dev_curve, "accuracy_curve": accuracy_curve}
    for name, place in (("first", 0), ("last", -1)):
        activations, gradients = sizes[place]
        yield {f"{name}_activations": activations, f"{name}_gradients": gradients}
    yield {"dead": dead_units(network, x)}


@probe(
    inputs={"data": digits(12, small=True), "seed": seed()},
    cases=1,
    random=True,
    swaps=(*PARTS, "initialization"),
    runs=100,
    watched=False,
    device=True,
)
def learning_by_heart(sub, data, seed, swap):
    x, y = data["x_train"] / 32.0, np.eye(10)[data["y_train"]]
    weights = weights_for(sub, [16, 32, 10], swap, np.random.default_rng(seed))
    network = Assembled(sub, weights, swap, batchnorm=False)
    losses = []
    for _ in range(60):
        network.train(x, y, 0.02)
        losses.append(cross_entropies(network.log["z2"], y).mean())
    last = cross_entropies(network.forward(x, False), y).mean()
    return {"loss": float(np.log(last)), "train_curve": np.array([*losses, last])}


# The parts that draw, each on its own: what a training hides, a slightly wrong law most of all.


@probe(inputs={"seed": seed()}, cases=1, random=True)
def drawn_weights(sub, seed):
    rng = np.random.default_rng(seed)
    first, second = (sub.init_weights(100, 80, "he", rng) for _ in range(2))
    return {
        "first": first,
        "second": second,
        "again": sub.init_weights(100, 80, "he", np.random.default_rng(seed)),
        "other": sub.init_weights(100, 80, "he", np.random.default_rng(seed + 1)),
    }


def weights_of_he(inputs, outputs):
    """The p-values of the weights: 0 for what cannot be, the law of He's scheme for the rest."""
    w = outputs["first"]
    found = dict.fromkeys(WEIGHTS, 1.0)
    if not isinstance(w, np.ndarray) or w.shape != (100, 80) or w.dtype != np.float64:
        return {**found, "array": 0.0}
    if not np.array_equal(w, outputs["again"]):
        return {**found, "rng": 0.0}
    if np.array_equal(w, outputs["second"]) or np.array_equal(w, outputs["other"]):
        return {**found, "calls": 0.0}
    large, small = spread(w, 2 / 100)
    std = np.sqrt(2 / 100)
    return {
        **found,
        "alike": min(
            1.0,
            3
            * min(
                apart(w[::2], w[1::2]),
                apart(w[:, ::2], w[:, 1::2]),
                apart(w, outputs["second"]),
            ),
        ),
        "mean": normal_mean(w, 0.0, max(std, w.std())),
        "large": large,
        "small": small,
        "tails": binomial(int((np.abs(w) > 2.5 * std).sum()), w.size, BEYOND),
        "normal": normality(w, 0.0, std),
        "lengths": lengths((w**2).sum(axis=0) / std**2, 100),
    }


WEIGHTS = {
    "array": "does not return a float64 array of shape (fan_in, fan_out)",
    "rng": "draws other weights although rng is in the same state: draw from rng alone",
    "calls": "draws the same weights again: go on drawing from rng",
    "alike": "draws rows, columns or layers that resemble each other",
    "mean": "draws weights whose mean is not 0",
    "large": "draws weights whose variance is above 2 / fan_in",
    "small": "draws weights whose variance is below 2 / fan_in",
    "tails": "draws too few or too many weights beyond 2.5 standard deviations",
    "normal": "draws weights that are not normally distributed",
    "lengths": "draws columns whose lengths are too much alike for independent weights",
}


@probe(inputs={"seed": seed()}, cases=1, random=True)
def drawn_masks(sub, seed):
    rng = np.random.default_rng(seed)
    x = np.random.default_rng([seed, 1]).choice([-2.0, 0.0, 0.5, 3.0], size=(60, 20))
    out, cache = sub.dropout_forward(x.copy(), KEEP_PROB, rng)
    evaluation, _ = sub.dropout_forward(x.copy(), KEEP_PROB, rng, training=False)
    half, _ = sub.dropout_forward(np.ones((40, 25)), 0.5, rng)
    ones, few = np.ones((100, 60)), np.ones((2, 5))
    sources = (rng, rng, np.random.default_rng(seed), np.random.default_rng(seed))
    first, second, third, again = (
        sub.dropout_forward(ones.copy(), KEEP_PROB, source)[0] != 0 for source in sources
    )
    small = [sub.dropout_forward(few.copy(), KEEP_PROB, rng)[0] != 0 for _ in range(100)]
    masks = [sub.dropout_forward(ones[:4].copy(), KEEP_PROB, rng)[0] != 0 for _ in range(200)]
    yield {
        "x": x,
        "out": np.array(out),
        "half": half,
        "evaluation": evaluation,
        "first": first,
        "second": second,
        "again": np.array_equal(third, again),
        "small": np.array(small),
        "different": len({mask.tobytes() for mask in masks}),
    }
    yield {"dx": sub.dropout_backward(np.ones(x.shape), cache)}


def dropout_scaled(inputs, outputs):
    """Law: what dropout keeps is divided by keep_prob, and nothing else."""
    x, out = outputs["x"], outputs["out"]
    if out.dtype != np.float64:
        return f"gives activations of {out.dtype}, but should of float64"
    if not ((out == 0) | np.isclose(out, x / KEEP_PROB, rtol=1e-9, atol=0)).all():
        return "gives activations that are neither 0 nor divided by keep_prob"
    if not ((outputs["half"] == 0) | np.isclose(outputs["half"], 2, rtol=1e-9)).all():
        return "gives activations that are neither 0 nor divided by keep_prob where that is 0.5"
    return None


def no_dropout_in_evaluation(inputs, outputs):
    """Law: in evaluation dropout changes nothing."""
    if np.array_equal(outputs["evaluation"], outputs["x"]):
        return None
    return "changes activations in evaluation"


def dropout_carried_back(inputs, outputs):
    """Law: the gradient takes the way of the activations."""
    x, out, dx = outputs["x"], outputs["out"], outputs["dx"]
    expected = np.divide(out, x, out=np.zeros(x.shape), where=x != 0)
    scaled = np.max(np.abs(expected))
    silent = (dx[x == 0] == 0) | np.isclose(dx[x == 0], scaled, rtol=1e-9)
    if np.allclose(dx[x != 0], expected[x != 0], rtol=1e-9, atol=0) and silent.all():
        return None
    return "does not do to the gradient what was done to the activations"


MASKS = {
    "rng": "drops other activations although rng is in the same state: draw from rng alone",
    "kept": "keeps another share of the activations than keep_prob",
    "calls": "drops the same activations at every call, or similar ones: go on drawing from rng",
    "examples": "drops in one example what it drops in another",
    "units": "drops a unit where it drops another",
    "counts": "keeps the same number of activations too often: decide for each on its own",
    "zeros": "keeps another share than keep_prob where the activation is 0",
}


def masks_of_chance(inputs, outputs):
    """The p-values of the masks: every activation is kept on its own."""
    first, second, small = outputs["first"], outputs["second"], outputs["small"]
    counts = small.reshape(len(small), -1).sum(axis=1)
    at_zeros = outputs["dx"][outputs["x"] == 0]
    found = dict.fromkeys(MASKS, 1.0)
    if not outputs["again"]:
        return {**found, "rng": 0.0}
    # Two of 200 masks of 240 activations are equal with a probability below 1e-35.
    if outputs["different"] < 200:
        return {**found, "calls": 0.0}
    examples = uncorrelated(first[::2], first[1::2], KEEP_PROB)
    units = uncorrelated(first[:, ::2], first[:, 1::2], KEEP_PROB)
    return {
        **found,
        "calls": uncorrelated(first, second, KEEP_PROB),
        "examples": examples if examples <= units else 1.0,  # the stronger one is the cause
        "units": units if units < examples else 1.0,
        "kept": min(
            1.0,
            2
            * min(
                binomial(int(first.sum()), first.size, KEEP_PROB),
                binomial(int((outputs["half"] != 0).sum()), 1000, 0.5),
            ),
        ),
        "counts": binomial(int((counts == 8).sum()), len(counts), EIGHT_OF_TEN),
        "zeros": binomial(int((at_zeros != 0).sum()), at_zeros.size, KEEP_PROB),
    }


EIGHT_OF_TEN = 45 * KEEP_PROB**8 * (1 - KEEP_PROB) ** 2  # the chance to keep eight


def epoch_of(sub, n, size, rng):
    """An epoch of numbered examples of two classes, as it came."""
    batches = sub.minibatches(*numbered(n, 2), size, rng)
    found = {"kind": type(batches).__name__, "rows": [], "labels": [], "dtypes": []}
    for rows, labels in batches:
        found["rows"].append(np.array(rows))
        found["labels"].append(np.array(labels))
        found["dtypes"] += [str(rows.dtype), str(labels.dtype)]
    return found


@probe(inputs={"seed": seed()}, cases=1, random=True)
def drawn_batches(sub, seed):
    rng = np.random.default_rng(seed)
    first = epoch_of(sub, 2050, 100, rng)
    second = epoch_of(sub, 2050, 100, rng)["rows"]
    again = epoch_of(sub, 2050, 100, np.random.default_rng(seed))["rows"]
    small = [epoch_of(sub, 4, 1 + turn % 5, rng)["rows"] for turn in range(150)]
    return {
        **first,
        "second": in_order(second),
        "again": in_order(again),
        "small": [in_order(rows) for rows in small],
        "small_lengths": [[len(rows) for rows in epoch] for epoch in small],
    }


def in_order(batches):
    """The numbers of the examples in the order of their turns."""
    return np.concatenate([np.zeros(0), *(np.ravel(rows) for rows in batches)])


def every_example_in_a_batch(inputs, outputs):
    """Law: every epoch has every example once, with its label."""
    for epoch in (in_order(outputs["rows"]), outputs["second"]):
        if not np.array_equal(np.sort(epoch), np.arange(2050)):
            return "does not bring every example exactly once in an epoch"
    for turn, epoch in enumerate(outputs["small"]):
        if not np.array_equal(np.sort(epoch), np.arange(4)):
            size = 1 + turn % 5
            return f"does not bring each of 4 examples exactly once, in batches of {size}"
    labels = np.concatenate(outputs["labels"])
    if np.array_equal(labels, np.eye(2)[in_order(outputs["rows"]).astype(int) % 2]):
        return None
    return "parts examples from their labels"


def pairs_in_full_batches(inputs, outputs):
    """Law: a list of pairs of float64 arrays, of full length but for the last."""
    if outputs["kind"] not in ("list", "tuple"):
        return f"returns a {outputs['kind']}, but should return a list of pairs"
    lengths = [len(rows) for rows in outputs["rows"]]
    if lengths != [100] * 20 + [50]:
        return "makes batches of another length than batch_size, with the rest in the last one"
    for turn, lengths in enumerate(outputs["small_lengths"]):
        expected = ([1, 1, 1, 1], [2, 2], [3, 1], [4], [4])[turn % 5]
        if list(lengths) != expected:
            return f"makes of 4 examples batches of {list(lengths)}, but should of {expected}"
    other = [dtype for dtype in outputs["dtypes"] if dtype != "float64"]
    if other:
        return f"gives batches of {other[0]}, but should of float64"
    return None


ORDERS = {
    "rng": "gives another order although rng is in the same state: draw from rng alone",
    "calls": "gives the same order at every call: shuffle anew",
    "places": "does not bring every example to every place equally often",
    "neighbours": "keeps neighbours together",
    "rising": "leaves too many examples in the order in which they came",
    "staying": "leaves too many examples where they were",
    "classes": "does not mix the classes by chance",
    "small": "does not bring each of 4 examples to every place equally often",
}


def orders_of_chance(inputs, outputs):
    """The p-values of the orders: all are equally likely."""
    found = dict.fromkeys(ORDERS, 1.0)
    order = in_order(outputs["rows"]).astype(int)
    if not np.array_equal(order, outputs["again"]):
        return {**found, "rng": 0.0}
    if np.array_equal(order, outputs["second"]):
        return {**found, "calls": 0.0}
    small = np.array([rows if len(rows) == 4 else [-1.0] * 4 for rows in outputs["small"]])
    counts = [(small == example).sum(axis=0) for example in range(4)]  # by place
    stayed = int((order == np.arange(len(order))).sum())
    return {
        **found,
        **shuffled(order),
        "rising": min(1.0, 2 * min(rising(order), rising(outputs["second"]))),
        "staying": exp(-lgamma(stayed + 1)),  # k or more stay by at most 1/k!
        "classes": pairs_kept(order[: len(order) // 2 * 2] % 2 == 0),
        "small": same_frequency(counts, len(small), 1 / 4),
    }


class Timed:
    """A submission whose functions are timed."""

    def __init__(self, sub):
        self.sub, self.seconds = sub, {}

    def __getattr__(self, name):
        function = getattr(self.sub, name)

        def timed(*args, **options):
            start = perf_counter()
            result = function(*args, **options)
            self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - start
            return result

        return timed


def plain_work(x, w, dz):
    """A dense layer without a matrix product, there and back: a yardstick of vectorised code."""
    (x[:, :, None] * w).sum(axis=1)
    (dz[:, None, :] * w).sum(axis=2)
    (x[:, :, None] * dz[:, None, :]).sum(axis=0)


@probe(inputs={"seed": seed()}, cases=1, random=True, swaps=PARTS, watched=False)
def long_batches(sub, seed, swap):
    sub = Timed(sub)
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(4000, 3)), np.eye(2)[rng.integers(2, size=4000)]
    w, dz = rng.normal(size=(3, 2)), rng.normal(size=(4000, 2))
    weights = [w / 2, rng.normal(size=(2, 2)) / 2]
    network = Assembled(sub, weights, swap, rng=rng)
    network.train(x, y, 0.01)
    own, plain = [], []
    for _ in range(12):
        sub.seconds = {}
        network.train(x, y, 0.01)
        own.append(sub.seconds)
        start = perf_counter()
        plain_work(x, w, dz)
        plain.append(perf_counter() - start)
    return {"times": {name: min(step[name] for step in own) / min(plain) for name in own[0]}}


def reading_of_losses(outputs):
    """What the curves of both losses say."""
    dev = outputs["dev_curve"]
    said = reading_of_epochs(outputs)
    if said:
        return said
    if dev[-1] > 1.5 * dev.min():
        return "The dev loss rises again: overfitting."
    return "Both losses fall together."


def reading_of_activations(outputs):
    """Vanishing, exploding, or of one size; and how many units are dead."""
    units, dead = outputs["dead"]
    first, *_, last = outputs["first_activations"]
    size = "The signal keeps its size through the layers"
    if last < first / 10:
        size = "The signal vanishes from layer to layer"
    elif last > 10 * first:
        size = "The signal explodes from layer to layer"
    silent = f"{dead} of {units} hidden units are" if dead != 1 else f"1 of {units} hidden units is"
    return f"{size}; after the training, {silent} dead."


def reading_of_gradients(outputs):
    """Vanishing, exploding, or of one size."""
    first, *_, last = outputs["first_gradients"]
    if first < last / 10:
        return "Gradients vanish on their way back to the first layer."
    if first > 10 * last:
        return "Gradients explode on their way back to the first layer."
    return "Gradients of all layers are of one size."


convergence = Exercise(
    name="convergence",
    title="Convergence",
    functions=[
        "dense_forward(x, w, b) -> (z, cache)",
        "dense_backward(dz, cache) -> (dx, dw, db)",
        "relu_forward(z) -> (a, cache)",
        "relu_backward(da, cache) -> dz",
        "softmax_cross_entropy(z, y) -> (loss, dz)",
        "init_weights(fan_in, fan_out, scheme, rng) -> w",
        "batchnorm_forward(x, gamma, beta, running_mean, running_var, training=True, "
        "momentum=0.9, eps=1e-5) -> (out, cache, running_mean, running_var)",
        "batchnorm_backward(dout, cache) -> (dx, dgamma, dbeta)",
        "dropout_forward(x, keep_prob, rng, training=True) -> (out, cache)",
        "dropout_backward(dout, cache) -> dx",
        "minibatches(x, y, batch_size, rng) -> batches",
        "adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8) -> (w, m, v)",
    ],
    checks=[
        LockStep("step by step", first_steps, costs=dict.fromkeys(PARTS, 0.75), points=2),
        Target(
            "small batch by heart",
            learning_by_heart,
            outputs={"loss": "the logarithm of the loss"},
            costs=dict.fromkeys((*PARTS, "initialization"), 0.25),
            reading=reading_of_steps,
            points=1,
        ),
        Target(
            "training to the target",
            training,
            outputs={
                "train_loss": "the logarithm of the loss on the training set",
                "dev_loss": "the logarithm of the loss on the dev set",
                "dev_errors": "the logarithm of the share of errors on the dev set",
            },
            costs=dict.fromkeys((*PARTS, *RANDOM_PARTS), 0.75),
            reading=reading_of_epochs,
            points=2,
        ),
        Statistics("first weights", drawn_weights, test=weights_of_he, says=WEIGHTS, points=0.25),
        Property(
            "dropout: scale", drawn_masks, law=dropout_scaled, of="dropout_forward", points=0.25
        ),
        Property(
            "dropout: evaluation",
            drawn_masks,
            law=no_dropout_in_evaluation,
            of="dropout_forward",
            points=0.25,
        ),
        Property("dropout: backward", drawn_masks, law=dropout_carried_back, points=0.25),
        Statistics(
            "dropout: masks",
            drawn_masks,
            test=masks_of_chance,
            says=MASKS,
            of="dropout_forward",
            points=0.25,
        ),
        Property("every example once", drawn_batches, law=every_example_in_a_batch, points=0.25),
        Property("mini-batches", drawn_batches, law=pairs_in_full_batches, points=0.25),
        Statistics("order", drawn_batches, test=orders_of_chance, says=ORDERS, points=0.25),
        Speed("speed", long_batches, most=2.2, points=0.5),
        Contract(
            "contract", first_steps, also=[drawn_weights, drawn_masks, drawn_batches], points=0.5
        ),
    ],
    pictures=[
        Picture(
            title="Loss",
            probe=training,
            lines={"train_curve": "training set", "dev_curve": "dev set"},
            x="epoch",
            logarithmic=True,
            reading=reading_of_losses,
        ),
        Picture(
            title="Accuracy",
            probe=training,
            lines={"accuracy_curve": "dev set"},
            x="epoch",
        ),
        Picture(
            title="Size of the activations",
            probe=training,
            lines={"first_activations": "first step", "last_activations": "last step"},
            x="layer",
            start=1,
            logarithmic=True,
            reading=reading_of_activations,
        ),
        Picture(
            title="Size of the gradients",
            probe=training,
            lines={"first_gradients": "first step", "last_gradients": "last step"},
            x="layer",
            start=1,
            logarithmic=True,
            reading=reading_of_gradients,
        ),
    ],
)


# Keras, in whatever precision it is set to.


def keras_anew(seed):
    """Keras, its generators started with a seed."""
    import keras

    keras.utils.set_random_seed(seed)
    return keras


def steps_of(model):
    """What a model does, in order: each step as its layer or operation, and as a function.

    Steps of models inside of it stand in their place; a layer that is used twice comes twice.
    """
    by_depth = getattr(model, "_nodes_by_depth", None)
    if by_depth is None:
        found = [(item, item) for item in model.layers]
    else:
        nodes = [node for depth in sorted(by_depth, reverse=True) for node in by_depth[depth]]
        found = [(node.operation, partial(again, node)) for node in nodes if not node.is_input]
    for item, function in found:
        if hasattr(item, "layers"):
            yield from steps_of(item)
        else:
            yield item, function


def again(node, z, **others):
    """What a step of a functional model makes of other numbers."""
    args, kwargs = node.arguments.fill_in({id(old): z for old in node.arguments.keras_tensors})
    return node.operation(*args, **{**kwargs, **others})


def effect_in_words(item, function, width):
    """Whether a step without weights is linear, ReLU or softmax, by what it does in training."""
    import keras

    own = getattr(item, "__name__", type(item).__name__).lower()
    if item is None or getattr(item, "weights", None):
        return own if item is not None else "linear"
    rng = np.random.default_rng(0)
    z = rng.standard_normal((6, width)) * np.repeat([[1.0], [5.0], [20.0]], 2, axis=0)
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    effects = {
        "linear": z,
        "relu": np.maximum(z, 0),
        "softmax": powers / powers.sum(axis=1, keepdims=True),
    }
    training = {"training": True} if isinstance(item, keras.layers.Layer) else {}
    try:
        found = np.array(function(keras.ops.convert_to_tensor(z, "float32"), **training))
    except Exception:  # a step of another kind, which its name says
        return own
    for name, expected in effects.items():
        if found.shape == z.shape and np.allclose(found, expected, rtol=1e-3, atol=1e-4):
            return name
    return own


def in_words(model, width):
    """What each layer of a model does, nothing where it does nothing."""
    import keras

    layers = keras.layers
    usual = layers.BatchNormalization().get_config()
    for item, function in steps_of(model):
        fixed = "" if getattr(item, "trainable", True) else " that is not trained"
        if isinstance(item, layers.Dropout):
            own_shape = f" of shape {item.noise_shape}" if item.noise_shape else ""
            words = [f"dropout {item.rate:g}{own_shape}"] if item.rate else []
        elif isinstance(item, layers.BatchNormalization):
            own = item.get_config()
            free = ("name", "trainable", "dtype", "axis")
            other = any(own.get(name) != usual[name] for name in usual if name not in free)
            words = ["batch norm" + " with other settings" * other + fixed]
        elif isinstance(item, layers.Dense):
            width = item.units
            effect = effect_in_words(item.activation, item.activation, width)
            words = [f"dense {width}{fixed}", effect]
        else:
            words = [effect_in_words(item, function, width)]
        yield from (word for word in words if word not in ("linear", "inputlayer"))


def dense_layers(model):
    """The dense layers in order."""
    import keras

    return [item for item, _ in steps_of(model) if isinstance(item, keras.layers.Dense)]


def weights_in_words(layer):
    """A dense layer's initialisation, by what it draws: 210,000 numbers show their variance."""
    variances = {"He": 2 / 300, "Glorot": 2 / 1000, "LeCun": 1 / 300, "He, of the outputs": 2 / 700}
    deviation = deviation_drawn(layer, 300, 700)
    if not any(abs(deviation**2 / value - 1) < 0.04 for value in variances.values()):
        # A normal distribution may have been given the standard deviation for this layer's units.
        inputs, units = layer.kernel.shape
        own = deviation_drawn(layer, inputs, 210_000 // inputs)
        variances = {"He": 2 / inputs, "Glorot": 2 / (inputs + units)}
        if np.isclose(own, deviation, rtol=0.02):
            deviation = own
    found = [name for name, value in variances.items() if abs(deviation**2 / value - 1) < 0.04]
    return found[0] if found else f"standard deviation {deviation:.2g} for 300 inputs"


def deviation_drawn(layer, inputs, units):
    """The standard deviation of a dense layer's first weights, were it of this size."""
    drawn = layer.kernel_initializer((inputs, units), dtype=layer.variable_dtype)
    return np.array(drawn, np.float64).std()


def biases_in_words(layer):
    """What a dense layer's biases start with."""
    if not layer.use_bias:
        return "biases 0"
    drawn = np.array(layer.bias_initializer((100,), dtype=layer.variable_dtype), np.float64)
    return f"biases {drawn[0]:g}" if np.ptp(drawn) == 0 else "random biases"


def fill(model, rng, *, biases):
    """Give a model's layers weights that no initialisation would draw."""
    import keras

    last = dense_layers(model)[-1]
    for item, _ in steps_of(model):
        if isinstance(item, keras.layers.Dense):
            shape = item.kernel.shape
            item.kernel.assign(rng.standard_normal(shape) / np.sqrt(shape[0]))
            values = rng.standard_normal(shape[1])
            if item.use_bias:
                # Before batch norm a bias makes no difference, and may be left out.
                item.bias.assign(values if biases or item is last else np.zeros(shape[1]))
        elif isinstance(item, keras.layers.BatchNormalization):
            units = item.moving_mean.shape
            item.moving_mean.assign(rng.standard_normal(units))
            item.moving_variance.assign(rng.uniform(0.05, 2.0, units))
            for own, low in ((item.gamma, 0.5), (item.beta, -1.0)):
                if own is not None:
                    own.assign(rng.uniform(low, 2.0, units))


def incoming_lengths(layer, rng):
    """How long the weights into each unit are that a step has left long, after the constraint."""
    kernel = layer.kernel
    lengths = rng.uniform(1, 9, kernel.shape[1])
    w = rng.standard_normal(kernel.shape)
    w *= lengths / np.sqrt((w * w).sum(axis=0))
    before = np.array(kernel)
    kernel.assign(w)
    limited = kernel.constraint(kernel) if kernel.constraint is not None else kernel
    found = np.sqrt((np.array(limited, np.float64) ** 2).sum(axis=0))
    kernel.assign(before)
    return found


def limited_biases(layer):
    """What is left of long biases after a step."""
    values = np.full(layer.units, 9.0)
    limit = layer.bias.constraint if layer.use_bias else None
    return values if limit is None else np.array(limit(values.astype(np.float32)), np.float64)


def first_moves(keras, optimizer):
    """How an optimiser moves two weights in four steps, the last one much later, in thousandths."""
    own = type(optimizer).from_config(optimizer.get_config())
    w = keras.Variable(np.array([1.0, -2.0]))
    own.build([w])
    places = [np.array(w, np.float64)]
    for late, *gradient in ((0, 1.0, 1e-6), (0, -0.5, 2e-6), (0, 0.25, 1e-6), (1, 3e3, -4e-6)):
        if late:
            own.iterations.assign(100_000)  # where a schedule has changed the learning rate
        own.apply([keras.ops.convert_to_tensor(np.array(gradient), w.dtype)], [w])
        places.append(np.array(w, np.float64))
    return 1000 * np.diff(places, axis=0)


@probe(
    inputs={
        "input_dim": lambda pick: pick.dim("D"),
        "classes": lambda pick: pick.dim("K"),
        # The last case alone has none: so there is a layer with batch norm and dropout in any bank.
        "hidden": lambda pick: [pick.integer(2, 9) for _ in range(pick.choice([1, 2, 3, 2, 0]))],
        "l2": choice(0.01, 0.1, 0.5, 0.2, 0.0),
        "dropout": choice(0.25, 0.0, 0.1, 0.5, 0.4),
        "batchnorm": choice(False, True),
        "seed": seed(),
    },
    dims={"D": (2, 9), "K": (2, 9)},
    cases=5,
    atol={"moves": 1e-3},
    watched=False,
    framework="tensorflow",
)
def built_model(sub, input_dim, classes, hidden, l2, dropout, batchnorm, seed):
    keras = keras_anew(0)
    rng = np.random.default_rng(seed)
    model = sub.build_keras_model(
        input_dim, classes, hidden=list(hidden), l2=l2, dropout=dropout, batchnorm=batchnorm
    )
    if not model.built:
        model(np.zeros((1, input_dim)))
    yield {"layers": ", ".join(in_words(model, input_dim))}
    dense = dense_layers(model)
    drawn = [f"{weights_in_words(item)} with {biases_in_words(item)}" for item in dense]
    yield {"initialization": ", then ".join(drawn)}
    fill(model, rng, biases=not batchnorm)
    x = rng.standard_normal((4, input_dim))
    y = np.eye(classes)[rng.integers(classes, size=4)]
    probabilities = model(x, training=False)
    yield {"probabilities": np.array(probabilities, np.float64)}
    yield {"penalty": float(sum(float(loss) for loss in model.losses))}
    yield {"lengths": [incoming_lengths(item, rng) for item in dense]}
    yield {"limited_biases": [limited_biases(item) for item in dense]}
    yield {"moves": first_moves(keras, model.optimizer)}
    options = [name for name in ("amsgrad", "use_ema") if getattr(model.optimizer, name, False)]
    yield {"options": ", ".join(options) or "as they are"}
    yield {"loss": float(model.compute_loss(x=x, y=y, y_pred=probabilities))}
    model.run_eagerly = True
    metrics = model.test_on_batch(x, y, return_dict=True)
    names = sorted(set(metrics) - {"loss"})
    yield {"metric": "accuracy" if "accuracy" in names else ", ".join(names) or "none"}
    yield {"accuracy": float(metrics["accuracy"])}


# Training is watched by a model whose losses stand in a script: each pass through the training set
# takes it to the next number. It has a weight that is trained, with a penalty, and one that is not.


def scripted_model(keras, script, n):
    """A model with a script of dev losses, and a log of the rows that it is given.

    Its outputs are an example's loss, and which label belongs to it.
    """
    import tensorflow as tf

    ops = keras.ops
    table = np.array([9.0, *script, *[script[-1] + 1.0] * 64], np.float32)

    class Scripted(keras.Model):
        def __init__(self):
            super().__init__()
            self.supports_jit = False
            self.trained = self.add_weight(
                shape=(1,),
                initializer="zeros",
                regularizer=lambda w: 0.5 + ops.sum(w - ops.stop_gradient(w)),
            )
            self.passed = self.add_weight(shape=(), initializer="zeros", trainable=False)
            self.log = []
            self.asked = []

        def call(self, x, training=False):
            x = ops.cast(x, self.passed.dtype)
            if training:
                self.passed.assign_add(ops.cast(ops.shape(x)[0], x.dtype) / n)
            # Python's own lists, also where somebody runs the model as a graph.
            tf.py_function((self.log if training else self.asked).append, [x[:, 0]], [])
            epoch = ops.cast(ops.ceil(self.passed - 1e-3), "int32")
            level = ops.cast(ops.take(table, epoch), x.dtype)
            # The value stands in the script, the gradient is 1.
            moving = self.trained - ops.stop_gradient(self.trained)
            losses = (10.0 - level if training else level) + moving + x / 1000
            return ops.concatenate([losses, x % 2], axis=1)

    def loss(y, predicted):
        y = ops.cast(y, predicted.dtype)
        return predicted[:, 0] + ops.square(y[:, 1] - predicted[:, 1])

    def accuracy(y, predicted):
        return predicted[:, 0] / 20  # best where the loss is worst

    model = Scripted()
    model.trained.assign([4.0])  # which no initialisation gives it
    model.compile(
        optimizer=keras.optimizers.SGD(1.0), loss=loss, metrics=[accuracy], run_eagerly=True
    )
    return model


def recorded(history):
    """A history as lists of numbers, whether it is Keras's own object or a dictionary."""
    found = getattr(history, "history", history)
    if not isinstance(found, dict):
        raise TypeError(f"{type(found).__name__} is no dictionary of lists")
    return {name: [float(value) for value in values] for name, values in found.items()}


def numbered_rows(n, first=0):
    """Inputs that carry their number."""
    return np.arange(first, first + n, dtype=np.float64)[:, None]


def dev_losses(pick):
    """Losses on the dev set: falling, with a worse and an equal epoch in between.

    At the end they rise, and come down to the lowest again. So stopping differs between the lowest
    loss and the one before, between epochs in a row and in all, and by what is done with a tie.
    """
    level, found = 5.0, []
    detours = pick.choice([[0.25, 0.0], [0.0, 0.25]])
    for step in [*[None] * pick.choice([1, 2, 0]), *detours]:
        if step is not None and found:
            found.append(level + step)
        level -= 0.125
        found.append(level)
    return [*found, level + 0.25, level + 0.125, level, level + 0.25]


@probe(
    inputs={"script": dev_losses, "patience": choice(3, 1), "n": choice(72, 33)},
    cases=2,
    worked=[
        Worked(
            title="the second epoch is the best, and the last one is reached",
            inputs={"script": [2.0, 1.0, *[3.0] * 10], "patience": 40, "n": 33},
            gives={"epochs": 12, "kept": [2.0, -4.0]},
            within=1e-6,
        )
    ],
    watched=False,
    framework="tensorflow",
)
def scripted_training(sub, script, patience, n):
    keras = keras_anew(0)
    model = scripted_model(keras, script, n)
    data = (
        numbered_rows(n),
        np.eye(2)[np.arange(n) % 2],
        numbered_rows(37, 100),
        np.eye(2)[[0] * 37],
    )
    history = recorded(sub.train_keras(model, data, patience))
    sizes = [len(rows) for rows in model.log]
    batches = -(-n // 32)
    yield {"epochs": round(sum(sizes) / n)}
    yield {"batches": sorted(sizes[:batches], reverse=True)}
    yield {"dev_rows": sorted({int(row) for rows in model.asked for row in np.array(rows)})}
    yield {"kept": [round(float(model.passed), 3), float(model.trained[0])]}
    for name in ("val_loss", "loss", "val_accuracy", "accuracy"):
        yield {name: np.array(history[name], np.float64)}


@probe(
    inputs={"n": choice(320), "seed": seed()},
    cases=1,
    random=True,
    watched=False,
    framework="tensorflow",
)
def keras_order(sub, n, seed):
    import tensorflow as tf

    keras = keras_anew(seed)
    tf.random.set_seed(None)  # with one, Keras repeats its order in every epoch
    model = scripted_model(keras, [3.0, 5.0], n)
    sub.train_keras(
        model, (numbered_rows(n), np.eye(2)[np.arange(n) % 2], numbered_rows(2), np.eye(2)), 1
    )
    return {"rows": np.concatenate([np.zeros(0), *model.log])}


def once_an_epoch(inputs, outputs):
    """Law: every epoch takes every example once, in an order of its own."""
    n = inputs["n"]
    wrong = turns(outputs["rows"], 2 * n)
    if wrong:
        return wrong
    epochs = outputs["rows"].reshape(2, n)
    if (np.sort(epochs, axis=1) != np.arange(n)).any():
        return "does not train on every example exactly once in an epoch"
    # Two orders of 320 examples are equal with a probability far below 1e-600.
    if (epochs[0] == epochs[1]).all() or (epochs[0] == np.arange(n)).all():
        return "trains in the same order in two epochs, or in the given one: shuffle anew"
    return None


def keras_orders_likely(inputs, outputs):
    """The order of the first epoch, and the second's against it."""
    n = inputs["n"]
    if turns(outputs["rows"], 2 * n):
        return dict.fromkeys(("turns", "places", "neighbours"), 0.0)
    first, second = outputs["rows"].reshape(2, n).astype(int)
    given, before = shuffled(first), shuffled(np.argsort(first)[second])
    found = {name: min(1.0, 2 * min(given[name], before[name])) for name in given}
    return {"turns": 1.0, **found}


@probe(
    inputs={"data": digits(960, 200, small=True), "seed": seed()},
    cases=1,
    random=True,
    runs=24,
    watched=False,
    framework="tensorflow",
)
def keras_on_digits(sub, data, seed):
    keras_anew(seed)
    x_train, x_dev = data["x_train"] / 32.0, data["x_dev"] / 32.0
    y_train, y_dev = np.eye(10)[data["y_train"]], np.eye(10)[data["y_dev"]]
    model = sub.build_keras_model(16, 10, hidden=[64], l2=1e-3, dropout=0.1, batchnorm=True)
    history = recorded(sub.train_keras(model, (x_train, y_train, x_dev, y_dev), 12))
    probabilities = np.array(model(x_dev, training=False), np.float64)
    right = (probabilities.argmax(axis=1) == data["y_dev"]).mean()
    own = (y_dev * probabilities).sum(axis=1)
    yield {
        "train_loss": float(np.log(history["loss"][-1])),
        "dev_loss": float(np.log(-np.log(np.maximum(own, 1e-12)).mean())),
        "dev_errors": log_errors(right, 200),
    }
    yield {f"{name}_curve": np.array(values, np.float64) for name, values in history.items()}


def reading_of_keras(outputs):
    """What the losses of a training by Keras say."""
    return course_of(outputs["loss_curve"], "epoch", 1)


keras_model = Exercise(
    name="keras_model",
    title="The same in Keras",
    functions=[
        "build_keras_model(input_dim, classes, *, hidden, l2, dropout, batchnorm) -> model",
        "train_keras(model, data, patience) -> history",
    ],
    checks=[
        Agreement("layers", built_model, outputs=["layers"], points=1),
        Agreement(
            "initialization",
            built_model,
            outputs=["initialization"],
            points=0.5,
        ),
        Agreement("probabilities", built_model, outputs=["probabilities"], points=0.5),
        Agreement("L2 penalty", built_model, outputs=["penalty"], points=0.5),
        Agreement(
            "max-norm",
            built_model,
            outputs=["lengths", "limited_biases"],
            says={"limited_biases": "limits the biases, too: max-norm is for the weights"},
            points=0.5,
        ),
        Agreement("optimizer", built_model, outputs=["moves", "options"], points=0.5),
        Agreement(
            "loss and metric", built_model, outputs=["loss", "metric", "accuracy"], points=0.5
        ),
        Agreement("early stopping", scripted_training, outputs=["epochs"], points=1),
        Agreement(
            "best weights",
            scripted_training,
            outputs=["kept"],
            says={
                "kept": "leaves the model with other weights than those after the epoch with the "
                "lowest dev loss; all count, trained or not"
            },
            points=1,
        ),
        Agreement(
            "batches and dev set",
            scripted_training,
            outputs=["batches", "dev_rows"],
            says={"dev_rows": "evaluates the model on other examples than the dev set"},
            points=0.5,
        ),
        Agreement(
            "history",
            scripted_training,
            outputs=["val_loss", "loss", "val_accuracy", "accuracy"],
            says=dict.fromkeys(
                ("val_accuracy", "accuracy"),
                'records another number than the model\'s own metric "accuracy", a mean over the '
                "examples of the epoch",
            ),
            points=0.5,
        ),
        Property("every example once", keras_order, law=once_an_epoch, points=0.25),
        Statistics(
            "order",
            keras_order,
            test=keras_orders_likely,
            says={
                "turns": "does not train on every example in every epoch",
                "places": "leaves examples near their places: all orders should be equally likely",
                "neighbours": "leaves neighbours together: all orders should be equally likely",
            },
            points=0.25,
        ),
        Target(
            "training to the target",
            keras_on_digits,
            outputs={
                "train_loss": "the logarithm of the last loss on the training set",
                "dev_loss": "the logarithm of the cross-entropy on the dev set",
                "dev_errors": "the logarithm of the share of errors on the dev set",
            },
            reading=reading_of_keras,
            points=1,
        ),
    ],
    pictures=[
        Picture(
            title="Loss",
            probe=keras_on_digits,
            lines={"loss_curve": "training set", "val_loss_curve": "dev set"},
            x="epoch",
            start=1,
            logarithmic=True,
            reading=reading_of_keras,
        )
    ],
)
