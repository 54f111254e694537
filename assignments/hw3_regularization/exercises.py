"""Homework 3: penalties, weight decay, max-norm, dropout, early stopping, augmentation."""

import math
import operator
from itertools import combinations

import numpy as np

from autograder.exercise import (
    Agreement,
    Backward,
    Contract,
    Exercise,
    Property,
    Stability,
    Statistics,
    Worked,
    array,
    choice,
    probe,
    seed,
)
from autograder.numerics.statistics import (
    binomial,
    hypergeometric,
    normal_mean,
    normal_variance,
    normality,
    same_frequency,
)

LAM = choice(0.1, 1.0, 0.0, 7.5, 1e4)
M = choice(10, 1, 3, 1000)


def matrices(gap):
    """One to four weight matrices; two of them may have the same shape."""

    def draw(pick):
        shapes = [("D", "K"), ("K", "L"), ("D", "K"), ("L", "D")][: pick.choice([1, 2, 3, 4])]
        return [pick.array(*(pick.dim(name) for name in shape), gap=gap) for shape in shapes]

    return draw


@probe(inputs={"weights": matrices(0.0), "lam": LAM, "m": M}, cases=24)
def l2(sub, weights, lam, m):
    penalty, grads = sub.l2_penalty(weights, lam, m)
    return {"l2": penalty, "l2_grads": grads}


@probe(inputs={"weights": matrices(0.05), "lam": LAM, "m": M}, cases=24)
def l1(sub, weights, lam, m):
    penalty, grads = sub.l1_penalty(weights, lam, m)
    return {"l1": penalty, "l1_grads": grads}


def with_zeros(pick):
    """A matrix with entries that are exactly 0, and tiny ones."""
    w = pick.array(pick.dim("D"), pick.dim("K"))
    kept = np.abs(pick.array(pick.dim("D"), pick.dim("K"))) > 1
    return [w * kept, *(size * w for size in (1e-12, 1e-20, 1e-200))]


@probe(inputs={"weights": with_zeros, "lam": LAM, "m": M}, cases=10)
def l1_at_zero(sub, weights, lam, m):
    penalty, grads = sub.l1_penalty(weights, lam, m)
    return {"l1": penalty, "l1_grads": grads}


penalties = Exercise(
    name="penalties",
    title="L2 and L1 penalties",
    functions=[
        "l2_penalty(weights, lam, m) -> (l2, l2_grads)",
        "l1_penalty(weights, lam, m) -> (l1, l1_grads)",
    ],
    checks=[
        Agreement("L2", l2, outputs=["l2"], points=0.75),
        Backward(
            "L2 gradient", l2, of="l2", upstream=None, wrt={"weights": "l2_grads"}, points=0.75
        ),
        Agreement("L1", l1, outputs=["l1"], points=0.75),
        Backward(
            "L1 gradient", l1, of="l1", upstream=None, wrt={"weights": "l1_grads"}, points=0.75
        ),
        Agreement("L1 at zero", l1_at_zero, outputs=["l1", "l1_grads"], points=0.5),
        Contract("contract", l2, also=[l1], points=0.5),
    ],
)


@probe(
    inputs={
        "w": array("D", "K"),
        "dw": array("D", "K"),
        "lr": choice(0.1, 1.0, 0.01, 0.0, 3.0),
        "lam": LAM,
        "m": M,
    },
    cases=36,
)
def decayed_step(sub, w, dw, lr, lam, m):
    return {"w_new": sub.weight_decay_step(w, dw, lr, lam, m)}


def step_on_penalised_loss(inputs, outputs):
    """Law: the step is the plain one on the loss with the L2 penalty added."""
    gradient = inputs["dw"] + inputs["lam"] / inputs["m"] * inputs["w"]
    expected = inputs["w"] - inputs["lr"] * gradient
    right = np.allclose(outputs["w_new"], expected, rtol=1e-5, atol=1e-6)
    return None if right else "is not the plain step on the loss with the L2 penalty"


weight_decay = Exercise(
    name="weight_decay",
    title="Weight decay",
    functions=["weight_decay_step(w, dw, lr, lam, m) -> w_new"],
    checks=[
        Agreement("step", decayed_step, outputs=["w_new"], points=1.5),
        Property(
            "plain step on the penalised loss", decayed_step, law=step_on_penalised_loss, points=0.5
        ),
        Contract("contract", decayed_step, points=0.5),
    ],
)


def columns_of_different_length(pick):
    """Weights whose columns are long, short or all zeros."""
    w = pick.array(pick.dim("D"), pick.dim("K"), gap=0.01)
    sizes = [pick.choice([1.0, 0.1, 10.0, 0.0, 1e-3, 1e-6]) for _ in range(w.shape[1])]
    return w * np.array(sizes)


@probe(
    inputs={
        "w": columns_of_different_length,
        "max_value": choice(1.0, 3.0, 0.3, 1e-3, 20.0, 1e-6),
    },
    cases=40,
    worked=[
        Worked(
            title="a column of length 5000 and one of length 0.5, of which 2500 is allowed",
            inputs={"w": np.array([[3000.0, 0.3], [4000.0, -0.4]]), "max_value": 2500.0},
            gives={"w_new": [[1500, 0.3], [2000, -0.4]]},
            within=1e-6,
        )
    ],
    hard=[
        {"w": np.array([[0.0, 3e-60], [0.0, 4e-60]]), "max_value": 1.0},
        {"w": np.array([[3.0003, 3.0], [4.0004, -4.0]]), "max_value": 5.0},
        *(
            {"w": unit * np.array([[3.0, 0.3], [4.0, -0.4]]), "max_value": 2.5 * unit}
            for unit in (1e-15, 1e-40, 1e-90)
        ),
    ],
)
def limited(sub, w, max_value):
    before = w.copy()
    w_new = sub.max_norm(w, max_value)
    yield {"w_new": w_new}
    yield {"factor": quotient(w_new, before)}


def quotient(w_new, w):
    """What each weight was multiplied by: small columns tell as much as large ones."""
    if np.shape(w_new) != w.shape:
        return np.zeros(w.shape)
    return np.divide(w_new, w, out=np.ones(w.shape), where=w != 0)


def no_column_too_long(inputs, outputs):
    """Law: no column is longer than the limit."""
    lengths = np.linalg.norm(outputs["w_new"], axis=0)
    if (lengths > inputs["max_value"] * (1 + 1e-6)).any():
        return "leaves a column longer than the limit"
    return None


max_norm = Exercise(
    name="max_norm",
    title="Max-norm",
    functions=["max_norm(w, max_value) -> w_new"],
    checks=[
        Agreement("weights", limited, outputs=["w_new"], points=1.5),
        Property("lengths", limited, law=no_column_too_long, points=0.25),
        Stability("zero and tiny columns, tiny excess", limited, points=0.5),
        Contract("contract", limited, points=0.5),
    ],
)

KEEP = choice(0.8, 0.5, 0.25, 0.95, 0.1)
ENTRIES = 1200  # in a batch: enough that some are kept and some are dropped, whatever rng gives


def batch(rows, seed, *, zeros):
    """A batch of ENTRIES numbers of both signs, none between 0 and 0.5; half of it 0 on demand."""
    rng = np.random.default_rng([seed, 1])
    x = rng.choice([-1.0, 1.0], size=ENTRIES) * rng.uniform(0.5, 3, size=ENTRIES)
    if zeros:
        x[rng.permutation(ENTRIES)[: ENTRIES // 2]] = 0.0
    return x.reshape(rows, -1)


@probe(
    inputs={
        "value": choice(3.0, -0.7, -1250.0),
        "keep_prob": KEEP,
        "gradient": choice(1.0, -2.5, 1250.0),
        "seed": seed(),
    },
    cases=10,
)
def one_value(sub, value, keep_prob, gradient, seed):
    shape = (30, 40)
    rng = np.random.default_rng(seed)
    out, cache = sub.dropout_forward(np.full(shape, value), keep_prob, rng)
    yield {"out": distinct(out)}
    yield {"dx": distinct(sub.dropout_backward(np.full(shape, gradient), cache))}


def distinct(values):
    """The different numbers of an array, 0 left out; what is no array stays as it is."""
    return np.unique(values[values != 0]) if isinstance(values, np.ndarray) else values


@probe(
    inputs={"rows": choice(30, 1, ENTRIES), "keep_prob": KEEP, "seed": seed()},
    cases=10,
    random=True,
)
def forward_draws(sub, rows, keep_prob, seed):
    x = batch(rows, seed, zeros=False)
    out, _ = sub.dropout_forward(x.copy(), keep_prob, np.random.default_rng(seed))
    again, _ = sub.dropout_forward(x.copy(), keep_prob, np.random.default_rng(seed))
    return {"x": x, "out": out, "again": again}


def kept_or_dropped(inputs, outputs):
    """Law: an entry of out is 0 or x / keep_prob."""
    x, out = outputs["x"], outputs["out"]
    if out.shape != x.shape:
        return f"gives shape {out.shape}, but should give {x.shape}"
    scaled = x / inputs["keep_prob"]
    fine = (out == 0) | np.isclose(out, scaled, rtol=1e-9, atol=0)
    return None if fine.all() else "gives entries that are neither 0 nor x / keep_prob"


def mask_from_rng(inputs, outputs):
    """Law: the mask is drawn from rng alone."""
    same = np.array_equal(outputs["out"], outputs["again"])
    return None if same else "gives another mask although rng is in the same state"


@probe(
    inputs={"rows": choice(30, 1, ENTRIES), "keep_prob": KEEP, "seed": seed()},
    cases=10,
    random=True,
)
def backward_draws(sub, rows, keep_prob, seed):
    x = batch(rows, seed, zeros=True)
    dout = batch(rows, seed + 1, zeros=False)
    rng = np.random.default_rng(seed)
    out, cache = sub.dropout_forward(x.copy(), keep_prob, rng)
    seen = out.copy()
    dx = sub.dropout_backward(dout.copy(), cache).copy()
    sub.dropout_forward(x.copy(), keep_prob, rng)
    sub.dropout_forward(x.copy(), keep_prob, rng, training=False)
    again = sub.dropout_backward(dout.copy(), cache)
    return {"x": x, "out": seen, "dout": dout, "dx": dx, "again": again}


def mask_reused(inputs, outputs):
    """Law: backward drops what forward dropped, and nothing else."""
    x, out, dx = outputs["x"], outputs["out"], outputs["dx"]
    if dx.shape != x.shape:
        return f"gives shape {dx.shape}, but should give {x.shape}"
    if ((dx == 0) != (out == 0))[x != 0].any():
        return "does not pass the gradient through exactly the entries that forward kept"
    return None


def cache_lasts(inputs, outputs):
    """Law: after further forward passes the same cache gives the same gradient."""
    if np.array_equal(outputs["again"], outputs["dx"]):
        return None
    return "gives another dx for the same cache after other forward passes, or when used again"


def mask_at_zeros(inputs, outputs):
    """How many gradients pass where x is 0, given how many pass in all.

    There out tells nothing about the mask. The zeros are at places drawn at random, so the test is
    exact for any mask that does not look at x.
    """
    passed, zeros = outputs["dx"] != 0, outputs["x"] == 0
    found, total = int((passed & zeros).sum()), int(passed.sum())
    chance = hypergeometric(found, passed.size, total, int(zeros.sum()))
    few = 2 * found < total  # half of x is 0
    return {"few": chance if few else 1.0, "many": 1.0 if few else chance}


@probe(
    inputs={"keep_prob": choice(0.8, 0.5, 0.25, 0.95, 0.1, 0.005), "seed": seed()},
    cases=6,
    random=True,
    watched=False,  # of its many calls; the contract is judged on other probes
)
def large_masks(sub, keep_prob, seed):
    rng = np.random.default_rng(seed)
    x = np.random.default_rng([seed, 1]).choice([-2.0, 0.5, 3.0], size=(100, 200))

    def drawn(x, times):
        out = [sub.dropout_forward(x.copy(), keep_prob, rng)[0] for _ in range(times)]
        return np.array(out) != 0

    return {
        "masks": drawn(x, 3),
        "pairs": drawn(x[:1, :2], 60),
        "rows": drawn(x[:1], 100),
        "column": drawn(x[:, :1], 1),
        "single": drawn(x[:1, :1], 60),
        "negative": x < 0,
    }


def halves(values):
    """Three ways to pair rows: neighbours, upper and lower half, the lower half mirrored."""
    half = len(values) // 2
    upper, lower = values[:half], values[half : 2 * half]
    return [
        (values[: 2 * half : 2], values[1 : 2 * half : 2]),
        (upper, lower),
        (upper, lower[::-1]),
    ]


def mask_dependence(first, second):
    """The probability of as many entries in common in two independent masks, or less likely."""
    both, kept, other = int((first & second).sum()), int(first.sum()), int(second.sum())
    return hypergeometric(both, first.size, kept, other)


def share_kept(kept, keep_prob):
    """A test of how many entries are kept, of masks whose entries are independent."""
    return binomial(int(kept.sum()), kept.size, keep_prob)


def repeated(masks, keep_prob):
    """The probability, or a bound on it, that two of these masks are equal, if two are."""
    if len({mask.tobytes() for mask in masks}) == len(masks):
        return 1.0
    alike = (keep_prob**2 + (1 - keep_prob) ** 2) ** masks[0].size
    return min(1.0, math.comb(len(masks), 2) * alike)


def masks_of_independent_draws(inputs, outputs):
    """Rows, columns and calls independent; how many are kept; counts that vary as they should.

    Whether masks depend on each other is asked first, in a way that their share does not matter:
    the tests of the share assume that every entry is decided on its own.
    """
    keep = inputs["keep_prob"]
    masks, pairs = outputs["masks"], outputs["pairs"]
    first = masks[0]
    blocks = np.logical_xor.reduce([first[i::2, j::2] for i in (0, 1) for j in (0, 1)])
    counts = first.sum(axis=1)
    # The chance of every possible count of a row, from which the likeliest is taken.
    chances = np.ones(1)
    for _ in range(first.shape[1]):
        chances = np.convolve(chances, [1 - keep, keep])
    usual = int(np.argmax(chances))
    negative = masks[:, outputs["negative"]]
    rows = min(1.0, 3 * min(mask_dependence(*pair) for pair in halves(first[:, :80])))
    columns = min(1.0, 3 * min(mask_dependence(*pair) for pair in halves(first[:40].T)))
    return {
        "calls alike": mask_dependence(first[:20], masks[1, :20]),
        "rows alike": rows if rows <= columns else 1.0,  # the stronger dependence is the cause
        "columns alike": columns if columns < rows else 1.0,
        "kept": share_kept(masks, keep),
        "negative": share_kept(negative, keep),
        "columns": same_frequency(first.sum(axis=0), first.shape[0], keep),
        "blocks": binomial(int(blocks.sum()), blocks.size, (1 - (1 - 2 * keep) ** 4) / 2),
        "counts": binomial(int((counts == usual).sum()), len(counts), float(chances[usual])),
        "empty": binomial(int((~pairs.any(axis=(1, 2))).sum()), len(pairs), (1 - keep) ** 2),
        "one row": share_kept(outputs["rows"][0], keep),
        "one column": share_kept(outputs["column"], keep),
        "one entry": share_kept(outputs["single"], keep),
        "repeated": repeated(outputs["rows"], keep),
    }


@probe(inputs={"x": array("N", "D"), "keep_prob": KEEP, "dout": array("N", "D")}, cases=10)
def evaluation(sub, x, keep_prob, dout):
    out, cache = sub.dropout_forward(x, keep_prob, np.random.default_rng(0), training=False)
    yield {"out": out}
    yield {"dx": sub.dropout_backward(dout, cache)}


@probe(inputs={"x": array("N", "D"), "dout": array("N", "D")}, cases=6)
def keep_prob_of_1(sub, x, dout):
    out, cache = sub.dropout_forward(x, 1.0, np.random.default_rng(0))
    yield {"out": out}
    yield {"dx": sub.dropout_backward(dout, cache)}
    large, _ = sub.dropout_forward(np.full((200, 200), 2.0), 1.0, np.random.default_rng(0))
    yield {"dropped": int((large == 0).sum()) if isinstance(large, np.ndarray) else large}


@probe(
    inputs={"keep_prob": choice("0", "1", "-0.5", "1.25", "2"), "training": choice(True, False)},
    cases=10,
)
def refusals(sub, keep_prob, training):
    try:
        sub.dropout_forward(
            np.ones((2, 2)), float(keep_prob), np.random.default_rng(0), training=training
        )
        refused = False
    except ValueError:
        refused = True
    allowed = keep_prob == "1"
    return {"refused": refused or allowed, "accepted": allowed and not refused}


dropout = Exercise(
    name="dropout",
    title="Dropout",
    functions=[
        "dropout_forward(x, keep_prob, rng, training=True) -> (out, cache)",
        "dropout_backward(dout, cache) -> dx",
    ],
    checks=[
        Agreement(
            "scale",
            one_value,
            outputs=["out"],
            says={"out": "does not give a mixture of 0 and x / keep_prob for an x of one value"},
            points=0.5,
        ),
        Agreement(
            "scale in backward",
            one_value,
            outputs=["dx"],
            says={
                "dx": "does not give a mixture of 0 and dout / keep_prob for a dout of one value"
            },
            points=0.5,
        ),
        Property(
            "kept or dropped", forward_draws, law=kept_or_dropped, of="dropout_forward", points=0.5
        ),
        Property(
            "randomness from rng",
            forward_draws,
            law=mask_from_rng,
            of="dropout_forward",
            points=0.25,
        ),
        Statistics(
            "mask",
            large_masks,
            test=masks_of_independent_draws,
            of="dropout_forward",
            says={
                "rows alike": "does not draw every example's mask on its own",
                "columns alike": "does not draw every unit on its own",
                "calls alike": "does not draw a fresh mask at every call",
                "kept": "does not keep a share keep_prob of the entries",
                "negative": "does not keep a share keep_prob of the negative entries",
                "columns": "does not keep every column with probability keep_prob",
                "blocks": "does not draw every entry on its own",
                "counts": "keeps too often the same number of entries in a row",
                "empty": "does not draw every entry of a small x on its own: both of two are "
                "dropped too often or too seldom",
                "one row": "does not draw every entry of an x of one row on its own",
                "one column": "does not draw every entry of an x of one column on its own",
                "one entry": "does not keep the only entry of an x with probability keep_prob",
                "repeated": "repeats some masks of 200 entries: it knows a few of them only",
            },
            points=1.25,
        ),
        Property(
            "same mask in backward",
            backward_draws,
            law=mask_reused,
            of="dropout_backward",
            points=0.5,
        ),
        Property(
            "the cache is enough",
            backward_draws,
            law=cache_lasts,
            of="dropout_backward",
            points=0.25,
        ),
        Statistics(
            "mask where x is 0",
            backward_draws,
            test=mask_at_zeros,
            of="dropout_backward",
            says={
                "few": "passes too few gradients where x is 0; such an entry is kept like others",
                "many": "passes too many gradients where x is 0; such an entry is dropped like "
                "others",
            },
            points=0.25,
        ),
        Agreement("evaluation", evaluation, outputs=["out"], points=0.25),
        Agreement("evaluation in backward", evaluation, outputs=["dx"], points=0.25),
        Agreement(
            "keep_prob 1",
            keep_prob_of_1,
            outputs=["out", "dx", "dropped"],
            says={"dropped": "drops some of 40,000 entries, although a keep_prob of 1 keeps all"},
            points=0.25,
        ),
        Agreement(
            "impossible keep_prob",
            refusals,
            outputs=["refused", "accepted"],
            says={
                "accepted": "refuses a keep_prob that is allowed",
                "refused": "accepts this keep_prob; raise a ValueError unless it is above 0 and at "
                "most 1",
            },
            points=0.25,
        ),
        Contract(
            "contract", evaluation, also=[keep_prob_of_1, forward_draws, backward_draws], points=0.5
        ),
    ],
)

LENGTHS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15)  # a prime number of options: all meet all others
LARGEST = 38  # steps
# From where, by what. 38 times the largest step is below 1e4; an improvement may be tiny.
STEPS = ((0.0, 0.125), (0.0, 0.00003), (1.0, 1e-9), (0.0, 256.0))


def losses(*, steps, accidents):
    """Dev losses as a text, multiples of a step away from a first number.

    Some fall in small steps, some stay above 0, and some have a NaN or an infinity after the first.
    """

    def draw(pick):
        length = pick.choice(LENGTHS)
        start, step = pick.choice(steps)
        lowest = pick.choice([0, -LARGEST])
        moves = [[-2, -1, 0, 1, 2], [-1, 0, -1, 1, -1], [-3, 4, -2, 3, -1]][pick.integer(0, 2)]
        places = [pick.integer(max(lowest, -8), 24)]
        for _ in range(length - 1):
            place = places[-1] + moves[pick.integer(0, 4)] + pick.integer(-1, 1)
            places.append(min(max(place, lowest), LARGEST))
        words = [repr(round(start + step * place, 9)) for place in places]
        if accidents and length > 2 and pick.integer(0, 2):
            words[pick.integer(1, length - 1)] = ["nan", "inf"][pick.integer(0, 1)]
        return " ".join(words)

    return draw


def numbers_in(text):
    """The numbers of a text: inputs that are texts are shown to students in full."""
    return [float(word) for word in text.split()]


def whole(*epochs):
    """Whether all of them are integers, of Python or of NumPy."""
    return all(np.asarray(epoch).dtype.kind in "iu" for epoch in epochs)


@probe(
    inputs={
        "losses": losses(steps=[(0.0, 0.125)], accidents=True),
        "patience": choice(2, 1, 3, 4),
        "min_delta": choice("0", "0.125", "0.25"),
    },
    cases=66,
    worked=[
        Worked(
            title="small gains add up to min_delta",
            inputs={"losses": "1.0 0.875 0.75 0.625 0.5", "patience": 3, "min_delta": "0.25"},
            gives={"stop_epoch": 4, "best_epoch": 3},
            within=0,
        ),
        Worked(
            title="NaN is no improvement",
            inputs={"losses": "0.5 nan 0.25 nan nan 0.125", "patience": 2, "min_delta": "0"},
            gives={"stop_epoch": 4, "best_epoch": 2},
            within=0,
        ),
        Worked(
            title="losses cross 0 and go on improving",
            inputs={"losses": "0.5 0.0 -0.5 -1.0 0.75 -0.75", "patience": 2, "min_delta": "0.25"},
            gives={"stop_epoch": 5, "best_epoch": 3},
            within=0,
        ),
        Worked(
            title="all losses are below 0",
            inputs={"losses": "-0.5 -1.0 -0.25 -0.125", "patience": 2, "min_delta": "0"},
            gives={"stop_epoch": 3, "best_epoch": 1},
            within=0,
        ),
    ],
)
def stopping(sub, losses, patience, min_delta):
    stop, best = sub.early_stopping(numbers_in(losses), patience, min_delta=float(min_delta))
    return {"stop_epoch": stop, "best_epoch": best}


@probe(
    inputs={"losses": losses(steps=STEPS, accidents=False), "patience": choice(2, 3)},
    cases=22,
    worked=[
        Worked(
            title="all losses are large",
            inputs={"losses": "9728.0 9472.0 9216.0 8960.0", "patience": 2},
            gives={"stop_epoch": 3, "best_epoch": 3},
            within=0,
        ),
        Worked(
            title="all gains are tiny",
            inputs={"losses": "1.0 0.999999999 0.999999998 0.999999997", "patience": 2},
            gives={"stop_epoch": 3, "best_epoch": 3},
            within=0,
        ),
        Worked(
            title="losses cross 0 and go on improving",
            inputs={"losses": "0.5 0.0 -0.5 -1.0 0.75 -0.75", "patience": 2},
            gives={"stop_epoch": 5, "best_epoch": 3},
            within=0,
        ),
    ],
)
def stopping_default(sub, losses, patience):
    stop, best = sub.early_stopping(numbers_in(losses), patience)
    return {"stop_epoch": stop, "best_epoch": best, "whole": whole(stop, best)}


@probe(
    inputs={
        "losses": losses(steps=STEPS, accidents=True),
        "w": array("D", "K"),
        "b": array("K"),
        "epochs": choice("from 0", "from 0 again after 3"),
    },
    cases=33,
    worked=[
        Worked(
            title="three epochs, the best with a loss of 0",
            inputs={
                "losses": "0.5 0.0 0.25",
                "w": np.array([[1.0, 2.0]]),
                "b": np.array([3.0, 4.0]),
                "epochs": "from 0",
            },
            gives={},
            within=0,
        ),
        Worked(
            title="losses cross 0 and go on improving",
            inputs={
                "losses": "0.5 -0.5 -1.0 -0.75 0.25",
                "w": np.array([[1.0, 2.0]]),
                "b": np.array([3.0, 4.0]),
                "epochs": "from 0",
            },
            gives={},
            within=0,
        ),
    ],
)
def best_weights(sub, losses, w, b, epochs):
    best, other = sub.BestWeights(), sub.BestWeights()
    scale = np.array(0.5)  # has no axes
    restored, untouched = [], []
    for epoch, loss in enumerate(numbers_in(losses)):
        held, before = [w, b, scale], [w.copy(), b.copy(), scale.copy()]
        best.update(epoch if epochs == "from 0" else epoch % 3, loss, held)
        untouched.append(unchanged(held, [w, b, scale], before))
        w += epoch + 1  # training goes on in the same arrays
        b *= -1.5
        scale += 0.25
        if epoch % 3 == 1:
            continue  # an object that forgets when it restores is another than one that never knew
        given = best.restore()
        restored.append([weights.copy() for weights in given])
        for weights in given:
            if np.ndim(weights):  # without axes a copy may be a number, which cannot be changed
                weights[...] = 77.0  # what was given out belongs to the caller
    other.update(0, 9999.0, [b])
    return {"restored": restored, "other": list(other.restore()), "untouched": untouched}


def unchanged(held, arrays, before):
    """Whether a list still holds these arrays, with the numbers from before."""
    same = len(held) == len(arrays) and all(map(operator.is_, held, arrays))
    return same and all(map(np.array_equal, arrays, before))


early_stopping = Exercise(
    name="early_stopping",
    title="Early stopping",
    functions=[
        "early_stopping(dev_losses, patience, min_delta=0.0) -> (stop_epoch, best_epoch)",
        "BestWeights()",
    ],
    checks=[
        Agreement("stop epoch", stopping, outputs=["stop_epoch"], points=1),
        Agreement("best epoch", stopping, outputs=["best_epoch"], points=1),
        Agreement(
            "default min_delta",
            stopping_default,
            outputs=["stop_epoch", "best_epoch", "whole"],
            says={"whole": "returns epochs that are no integers"},
            points=0.25,
        ),
        Agreement(
            "best weights",
            best_weights,
            outputs=["restored", "other", "untouched"],
            says={
                "restored": "does not restore the weights of the lowest loss so far, as they were "
                "then",
                "other": "restores something else than the only weights that an object was told",
                "untouched": "changes the list of weights, or the weights, that update is given",
            },
            points=1.5,
        ),
        Contract("contract", stopping, points=0.25),
    ],
)

# Images. What lies between the outermost pixel centres and one pixel further out may fade or be
# cut off, nothing else. How it would fade is seen where the same image has a frame of zeros.


def picture(pick):
    """A grey or colour image, seldom square, with values in [0, 1]."""
    shape = [pick.dim("H"), pick.dim("W"), *pick.choice([[], [3], [1], [4]])]
    return pick.array(*shape, low=0, high=1)


SIZES = {"H": (1, 7), "W": (1, 7)}


def certain(image, y, x):
    """Where the sample at (y, x) of the old image is beyond dispute."""
    height, width = image.shape[:2]
    inside = (y >= -1e-9) & (y <= height - 1 + 1e-9) & (x >= -1e-9) & (x <= width - 1 + 1e-9)
    outside = (y <= -1) | (y >= height) | (x <= -1) | (x >= width)
    mask = inside | outside
    return mask.reshape(mask.shape + (1,) * (image.ndim - 2))


def centred(image):
    """Rows and columns counted from the centre."""
    height, width = image.shape[:2]
    rows = np.arange(height)[:, None] - (height - 1) / 2
    return rows, np.arange(width)[None, :] - (width - 1) / 2


def masked(result, mask):
    """The result where it is beyond dispute; as it is where its shape is wrong."""
    fits = isinstance(result, np.ndarray) and result.shape[:2] == mask.shape[:2]
    return np.where(mask, result, 0.5) if fits and result.ndim == mask.ndim else result


FRAME = 1  # pixels: the width of the border that may fade


def faded_or_cut(result, image, mask, change):
    """Whether each pixel is 0 or as in the image with a frame of zeros."""
    if mask.all():
        return np.ones(image.shape, bool)  # no pixel shows a point of the border
    frame = [(FRAME, FRAME)] * 2 + [(0, 0)] * (image.ndim - 2)
    framed = change(np.pad(image, frame))[FRAME:-FRAME, FRAME:-FRAME]
    if np.shape(result) != image.shape or framed.shape != image.shape:
        return np.ones(image.shape, bool)  # the shape is told with the result itself
    return (result == 0) | np.isclose(result, framed, rtol=0, atol=1e-8)


@probe(
    inputs={
        "image": picture,
        "tenths": choice(900, 300, 1800, -900, 455, 0, 2700, -173, 1230, 4500),
    },
    dims=SIZES,
    cases=44,
    atol={"rotated": 1e-8},
)
def rotation(sub, image, tenths):
    degrees = tenths / 10  # a whole number is not moved when sensitivity is measured
    result = sub.rotate(image, degrees)
    rows, columns = centred(image)
    height, width = image.shape[:2]
    angle = np.deg2rad(degrees)
    y = np.cos(angle) * rows + np.sin(angle) * columns + (height - 1) / 2
    x = np.cos(angle) * columns - np.sin(angle) * rows + (width - 1) / 2
    mask = certain(image, y, x)
    yield {"rotated": masked(result, mask)}
    yield {"edge": faded_or_cut(result, image, mask, lambda framed: sub.rotate(framed, degrees))}


@probe(
    inputs={"image": picture, "percent": choice(200, 100, 50, 137, 300, 21, 10000)},
    dims=SIZES,
    cases=36,
    worked=[
        Worked(
            title="60 rows, a hundred times smaller: nothing but zeros",
            inputs={"image": np.full((60, 3), 0.5), "percent": 1},
            gives={"zoomed": np.zeros((60, 3))},
            within=0,
        )
    ],
    atol={"zoomed": 1e-8},
)
def zooming(sub, image, percent):
    factor = percent / 100
    result = sub.zoom(image, factor)
    rows, columns = centred(image)
    height, width = image.shape[:2]
    y = rows / factor + (height - 1) / 2 + 0 * columns
    x = columns / factor + (width - 1) / 2 + 0 * rows
    mask = certain(image, y, x)
    yield {"zoomed": masked(result, mask)}
    yield {"edge": faded_or_cut(result, image, mask, lambda framed: sub.zoom(framed, factor))}


GREY = np.array([[0.1, 0.2, 0.3, 0.4], [0.5, 0.6, 0.7, 0.8], [0.9, 1.0, 0.5, 0.6]])
OFFSET = choice(0, 1, -1, 2, -2, 9, -9)  # pixels, beyond the image too


@probe(
    inputs={"image": picture, "dy": OFFSET, "dx": OFFSET},
    dims=SIZES,
    cases=30,
    worked=[
        Worked(
            title="nowhere to go",
            inputs={"image": GREY, "dy": 0, "dx": 0},
            gives={"shifted": GREY},
            within=0,
        )
    ],
)
def shifting(sub, image, dy, dx):
    return {"shifted": sub.shift(image, dy, dx)}


@probe(
    inputs={
        "image": picture,
        "top": choice(0, 1, -1, 2, -3),
        "left": choice(0, 1, 2, -1, 9, -3),
        "height": choice(2, 1, 3, 0, 8),
        "width": choice(2, 1, 3, 8, 0),
    },
    dims=SIZES,
    cases=40,
    worked=[
        Worked(
            title="a rectangle that begins above and left of the image",
            inputs={"image": GREY, "top": -1, "left": -3, "height": 3, "width": 5},
            gives={"covered": [[0, 0, 0.3, 0.4], [0, 0, 0.7, 0.8], [0.9, 1, 0.5, 0.6]]},
            within=0,
        ),
        Worked(
            title="a rectangle inside a colour image",
            inputs={
                "image": np.stack([GREY, GREY / 2, 1 - GREY], axis=2),
                "top": 1,
                "left": 1,
                "height": 1,
                "width": 2,
            },
            gives={},
            within=0,
        ),
    ],
)
def covering(sub, image, top, left, height, width):
    return {"covered": sub.cutout(image, top, left, height, width)}


@probe(inputs={"image": picture, "axis": choice(0, 1, -1, -2)}, dims=SIZES, cases=24)
def flipping(sub, image, axis):
    flipped = sub.flip(image, axis)
    yield {"flipped": flipped}
    yield {"twice": sub.flip(flipped, axis)}


@probe(
    inputs={
        "image": lambda pick: pick.array(
            pick.dim("H"), pick.dim("W"), pick.choice([3, 1, 2, 4]), low=0, high=1
        ),
        "axis": choice(2, -3),
    },
    dims=SIZES,
    cases=8,
)
def flipping_colours(sub, image, axis):
    return {"flipped": sub.flip(image, axis)}


def flipped_twice(inputs, outputs):
    """Law: flipping twice gives the image back."""
    same = np.array_equal(outputs["twice"], inputs["image"])
    return None if same else "does not give the image back after the second time"


@probe(inputs={"image": picture}, dims=SIZES, cases=18)
def inverting(sub, image):
    return {"inverted": sub.invert(image)}


@probe(
    inputs={
        "shape": choice([60, 50, 4], [120, 80]),
        "sigma": choice(0.05, 0.01),
        "large_sigma": choice(2.0, 10.0),
        "seed": seed(),
    },
    cases=4,
    random=True,
)
def noise(sub, shape, sigma, large_sigma, seed):
    rng = np.random.default_rng(seed)

    def noisy(shape, level, sigma):
        return sub.add_gaussian_noise(np.full(shape, level), sigma, rng)

    first, second = noisy(shape, 0.5, sigma), noisy(shape, 0.5, sigma)
    again = sub.add_gaussian_noise(np.full(shape, 0.5), sigma, np.random.default_rng(seed))
    picture = np.random.default_rng([seed, 1]).uniform(0.3, 0.7, size=(40, 30, 3))
    return {
        "first": first,
        "second": second,
        "again": again,
        "black": noisy((30, 40), 0.0, sigma),
        "white": noisy((30, 40), 1.0, sigma),
        "loud": noisy((80, 80), 0.5, large_sigma),
        "small": np.array([noisy((1, 2), 0.5, sigma) for _ in range(120)]),
        "picture": picture,
        "noisy": sub.add_gaussian_noise(picture.copy(), sigma, rng),
    }


def noise_dependence(first, second):
    """A test that two parts of the noise have nothing in common, whatever its spread is.

    Mean and spread are taken from the noise itself, which makes the test a cautious one.
    """
    first, second = first - first.mean(), second - second.mean()
    spread = float(((first**2).mean() + (second**2).mean()) / 2)
    return normal_variance(first - second, 0, 2 * spread) if spread > 0 else 1.0


def normal_noise(inputs, outputs):
    """Mean, spread, tails and clipping of the noise; pixels, channels and calls independent.

    What depends on each other is asked first: the other tests assume that nothing does.
    """
    sigma = inputs["sigma"]
    first, second = outputs["first"] - 0.5, outputs["second"] - 0.5
    if first.shape != tuple(inputs["shape"]) or second.shape != first.shape:
        return {}
    both = np.array([first, second])
    spread = normal_variance(both, 0, sigma**2)
    near = int((np.abs(outputs["small"] - 0.5) < sigma / 2).sum())
    black, white, loud = outputs["black"], outputs["white"], outputs["loud"]
    beyond = normal_tail(0.5 / inputs["large_sigma"])
    picture = outputs["picture"]
    added, bright = outputs["noisy"] - picture, picture > 0.5
    channels = [] if first.ndim == 2 else list(combinations(np.moveaxis(first, 2, 0), 2))
    found = {
        "none": 1.0 if both.any() else 0.0,
        "one number": 1.0 if np.ptp(first) > 0 else 0.0,
        "calls alike": noise_dependence(first, second),
        "rows alike": min(1.0, 3 * min(noise_dependence(*pair) for pair in halves(first))),
        "columns alike": min(
            1.0, 3 * min(noise_dependence(*pair) for pair in halves(first.swapaxes(0, 1)))
        ),
        "channels alike": noise_dependence(*channels[0]) if channels else 1.0,
        "some channels alike": min(
            [1.0, *(len(channels) * noise_dependence(*pair) for pair in channels)]
        ),
        "mean": normal_mean(both, 0, max(sigma, both.std())),
        "too narrow": spread if both.std() < sigma else 1.0,
        "too wide": spread if both.std() > sigma else 1.0,
        "normal": normality(first, 0, sigma),
        "small": binomial(near, outputs["small"].size, 1 - 2 * normal_tail(0.5)),
        # Two equal ones come with a probability of 1e-8, if noise is drawn in single precision.
        "repeated": float(len({image.tobytes() for image in outputs["small"]}) >= 119),
        "jumps": 0.0 if (black > 0.5).any() or (white < 0.5).any() else 1.0,
        "black": binomial(int((black == 0).sum()), black.size, 0.5),
        "white": binomial(int((white == 1).sum()), white.size, 0.5),
        "zeros": binomial(int((loud == 0).sum()), loud.size, beyond),
        "ones": binomial(int((loud == 1).sum()), loud.size, beyond),
        "dark": normal_variance(added[~bright], 0, sigma**2),
        "bright": normal_variance(added[bright], 0, sigma**2),
    }
    for multiple in (2, 3):
        far = int((np.abs(both) > multiple * sigma).sum())
        found[f"beyond {multiple}"] = binomial(far, both.size, 2 * normal_tail(multiple))
    return found


def normal_tail(z):
    """The probability that a standard normal number is above z."""
    return math.erfc(z / math.sqrt(2)) / 2


def noise_in_range(inputs, outputs):
    """Law: loud noise stays in [0, 1]."""
    loud = outputs["loud"]
    return "leaves the range [0, 1]" if loud.min() < 0 or loud.max() > 1 else None


def noise_from_rng(inputs, outputs):
    """Law: all of the noise comes from rng."""
    same = np.array_equal(outputs["first"], outputs["again"])
    return None if same else "gives other noise although rng is in the same state"


@probe(inputs={"image": picture}, dims=SIZES, cases=6)
def no_noise(sub, image):
    return {"noisy": sub.add_gaussian_noise(image, 0.0, np.random.default_rng(0))}


EDGE = {
    "edge": "gives something other than the interpolated value or 0 just outside the outermost "
    "pixel centres"
}

data_augmentation = Exercise(
    name="data_augmentation",
    title="Data augmentation",
    functions=[
        "rotate(image, degrees) -> rotated",
        "shift(image, dy, dx) -> shifted",
        "zoom(image, factor) -> zoomed",
        "cutout(image, top, left, height, width) -> covered",
        "flip(image, axis) -> flipped",
        "invert(image) -> inverted",
        "add_gaussian_noise(image, sigma, rng) -> noisy",
    ],
    checks=[
        Agreement("rotation", rotation, outputs=["rotated", "edge"], says=EDGE, points=1.5),
        Agreement("shift", shifting, outputs=["shifted"], points=0.75),
        Agreement("zoom", zooming, outputs=["zoomed", "edge"], says=EDGE, points=1.25),
        Agreement("cutout", covering, outputs=["covered"], points=0.75),
        Agreement("flip", flipping, outputs=["flipped"], points=0.4),
        Agreement("flip of channels", flipping_colours, outputs=["flipped"], points=0.1),
        Property("flipping twice is the identity", flipping, law=flipped_twice, points=0.25),
        Agreement("inversion", inverting, outputs=["inverted"], points=0.25),
        Statistics(
            "noise",
            noise,
            test=normal_noise,
            says={
                "none": "adds no noise to an image that is 0.5 everywhere",
                "one number": "adds the same number to every pixel",
                "calls alike": "does not draw fresh noise at every call",
                "rows alike": "does not draw the noise of every row on its own",
                "columns alike": "does not draw the noise of every column on its own",
                "channels alike": "does not draw the noise of every channel on its own",
                "some channels alike": "does not draw the noise of some channels on their own",
                "mean": "adds noise whose mean is not 0",
                "too narrow": "adds noise whose standard deviation is below sigma",
                "too wide": "adds noise whose standard deviation is above sigma",
                "normal": "adds noise that is not normally distributed",
                "beyond 2": "adds noise that is beyond 2 sigma too often or too seldom",
                "beyond 3": "adds noise that is beyond 3 sigma too often or too seldom",
                "small": "does not draw every pixel on its own: in images of two pixels too few or "
                "too many change by less than sigma / 2",
                "repeated": "repeats some noise of two pixels: it knows a few images of it only",
                "jumps": "turns black pixels white, or white ones black",
                "black": "does not leave half of the pixels of a black image at 0",
                "white": "does not leave half of the pixels of a white image at 1",
                "zeros": "does not set to 0 what strong noise moves below 0, and nothing else",
                "ones": "does not set to 1 what strong noise moves above 1, and nothing else",
                "dark": "changes the darker pixels of a picture by more or less than the noise",
                "bright": "changes the brighter pixels of a picture by more or less than the noise",
            },
            points=0.75,
        ),
        Property("noise in range", noise, law=noise_in_range, points=0.25),
        Property("noise from rng", noise, law=noise_from_rng, points=0.25),
        Agreement("no noise", no_noise, outputs=["noisy"], points=0.25),
        Contract(
            "contract",
            shifting,
            also=[rotation, zooming, covering, flipping, inverting, no_noise, noise],
            points=0.75,
        ),
    ],
)
