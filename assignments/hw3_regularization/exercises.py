"""Homework 3: penalties, weight decay, max-norm, dropout, early stopping, augmentation."""

import numpy as np

from autograder.exercise import (
    Agreement,
    Backward,
    Contract,
    Exercise,
    Property,
    Stability,
    Statistics,
    array,
    choice,
    probe,
    seed,
)
from autograder.numerics.statistics import (
    binomial,
    normal_mean,
    normal_variance,
    normality,
    same_frequency,
    uncorrelated,
)

LAM = choice(0.1, 1.0, 0.0, 7.5)
M = choice(10, 1, 3, 1000)


def matrices(gap):
    """One to three weight matrices of different shapes."""

    def draw(pick):
        shapes = [("D", "K"), ("K", "L"), ("L", "D")][: pick.integer(1, 3)]
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
    return [w * kept, 1e-7 * w]


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
    sizes = [pick.choice([1.0, 0.1, 10.0, 0.0, 1e-3]) for _ in range(w.shape[1])]
    return w * np.array(sizes)


@probe(
    inputs={
        "w": columns_of_different_length,
        "max_value": choice(1.0, 3.0, 0.3, 1e-3, 20.0),
    },
    cases=40,
    hard=[{"w": np.array([[0.0, 3e-60], [0.0, 4e-60]]), "max_value": 1.0}],
)
def limited(sub, w, max_value):
    return {"w_new": sub.max_norm(w, max_value)}


def no_column_too_long(inputs, outputs):
    """Law: no column is longer than the limit, and each keeps its direction."""
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
        Stability("zero columns", limited, points=0.5),
        Contract("contract", limited, points=0.5),
    ],
)

KEEP = choice(0.8, 0.5, 0.25, 0.95, 0.1)


@probe(
    inputs={"x": array("N", "D"), "keep_prob": KEEP, "seed": seed(), "dout": array("N", "D")},
    cases=30,
    random=True,
)
def dropout_draws(sub, x, keep_prob, seed, dout):
    x = np.where(np.abs(x) < 0.5, 0.0, x)
    rng = np.random.default_rng(seed)
    out, cache = sub.dropout_forward(x, keep_prob, rng)
    sub.dropout_forward(x, keep_prob, rng)
    dx = sub.dropout_backward(dout, cache)
    ones = sub.dropout_backward(np.ones_like(dout), cache)
    again, _ = sub.dropout_forward(x, keep_prob, np.random.default_rng(seed))
    return {"x": x, "out": out, "dx": dx, "ones": ones, "again": again}


def kept_or_dropped(inputs, outputs):
    """Law: an entry of out is 0 or x / keep_prob."""
    x, out = outputs["x"], outputs["out"]
    if out.shape != x.shape:
        return f"gives shape {out.shape}, but should give {x.shape}"
    scaled = x / inputs["keep_prob"]
    fine = (out == 0) | np.isclose(out, scaled, rtol=1e-9, atol=0)
    return None if fine.all() else "gives entries that are neither 0 nor x / keep_prob"


def mask_reused(inputs, outputs):
    """Law: backward drops and scales exactly as forward did."""
    mask, keep = outputs["ones"], inputs["keep_prob"]
    if mask.shape != outputs["out"].shape or outputs["dx"].shape != mask.shape:
        return f"gives shape {mask.shape}, but should give {outputs['out'].shape}"
    if not ((mask == 0) | np.isclose(mask, 1 / keep, rtol=1e-9)).all():
        return "scales the gradient by something other than 0 or 1 / keep_prob"
    if not np.allclose(outputs["out"], outputs["x"] * mask, rtol=1e-9, atol=1e-12):
        return "uses another mask than forward did"
    if not np.allclose(outputs["dx"], inputs["dout"] * mask, rtol=1e-9, atol=1e-12):
        return "does not multiply the gradient by the mask"
    return None


def mask_from_rng(inputs, outputs):
    """Law: the mask is drawn from rng alone."""
    same = np.array_equal(outputs["out"], outputs["again"])
    return None if same else "gives another mask although rng is in the same state"


@probe(inputs={"keep_prob": KEEP, "seed": seed()}, cases=5, random=True)
def large_masks(sub, keep_prob, seed):
    x = np.ones((100, 200))
    rng = np.random.default_rng(seed)
    first, _ = sub.dropout_forward(x, keep_prob, rng)
    second, _ = sub.dropout_forward(x, keep_prob, rng)
    # A mask that is read off the output would be lost where the input is 0.
    _, cache = sub.dropout_forward(np.zeros_like(x), keep_prob, rng)
    back = sub.dropout_backward(x, cache)
    return {"first": first != 0, "second": second != 0, "back": back != 0}


def masks_of_independent_draws(inputs, outputs):
    """How many are kept; rows, columns and calls independent; counts that vary as they should."""
    keep = inputs["keep_prob"]
    first, second, back = outputs["first"], outputs["second"], outputs["back"]
    counts = first.sum(axis=1)
    # The chance of every possible count of a row, from which the likeliest is taken.
    chances = np.ones(1)
    for _ in range(first.shape[1]):
        chances = np.convolve(chances, [1 - keep, keep])
    usual = int(np.argmax(chances))
    return {
        "kept": binomial(int(first.sum()), first.size, keep),
        "backward": binomial(int(back.sum()), back.size, keep),
        "columns": same_frequency(first.sum(axis=0), first.shape[0], keep),
        "rows alike": uncorrelated(first[::2], first[1::2], keep),
        "columns alike": uncorrelated(first[:, ::2], first[:, 1::2], keep),
        "calls alike": uncorrelated(first, second, keep),
        "counts": binomial(int((counts == usual).sum()), len(counts), float(chances[usual])),
    }


@probe(
    inputs={
        "x": array("N", "D"),
        "mode": choice("evaluation", "keep all"),
        "keep_prob": KEEP,
        "dout": array("N", "D"),
    },
    cases=12,
)
def nothing_dropped(sub, x, mode, keep_prob, dout):
    rng = np.random.default_rng(0)
    if mode == "evaluation":
        out, cache = sub.dropout_forward(x, keep_prob, rng, training=False)
    else:
        out, cache = sub.dropout_forward(x, 1.0, rng)
    yield {"out": out}
    yield {"dx": sub.dropout_backward(dout, cache)}


@probe(inputs={"keep_prob": choice(0.0, -0.5, 1.25, 2.0)}, cases=4)
def impossible_keep_prob(sub, keep_prob):
    try:
        sub.dropout_forward(np.ones((2, 2)), keep_prob, np.random.default_rng(0))
    except ValueError:
        return {"refused": True}
    return {"refused": False}


dropout = Exercise(
    name="dropout",
    title="Dropout",
    functions=[
        "dropout_forward(x, keep_prob, rng, training=True) -> (out, cache)",
        "dropout_backward(dout, cache) -> dx",
    ],
    checks=[
        Property("kept or dropped", dropout_draws, law=kept_or_dropped, points=1),
        Property("same mask in backward", dropout_draws, law=mask_reused, points=1),
        Property("randomness from rng", dropout_draws, law=mask_from_rng, points=0.25),
        Statistics(
            "mask",
            large_masks,
            test=masks_of_independent_draws,
            says={
                "kept": "does not keep a share keep_prob of the entries",
                "backward": "does not pass a share keep_prob of the gradients",
                "columns": "does not keep every column with probability keep_prob",
                "rows alike": "does not draw every example's mask on its own",
                "columns alike": "does not draw every unit on its own",
                "calls alike": "does not draw a fresh mask at every call",
                "counts": "keeps too often the same number of entries in a row",
            },
            points=1.5,
        ),
        Agreement("nothing dropped", nothing_dropped, outputs=["out", "dx"], points=1),
        Agreement("impossible keep_prob", impossible_keep_prob, outputs=["refused"], points=0.25),
        Contract("contract", nothing_dropped, also=[dropout_draws], points=0.5),
    ],
)


def eighths(pick):
    """Losses in eighths, so that ties are exact; some runs fall in small steps."""
    steps = pick.choice([[-2, -1, 0, 1, 2], [-1, 0, -1, 1, -1], [-3, 4, -2, 3, -1]])
    losses = [pick.integer(8, 24)]
    for _ in range(pick.integer(0, 14)):
        losses.append(losses[-1] + pick.choice(steps) + pick.integer(-1, 1))
    return losses


def loss_of(eighth):
    """A loss from a whole number: below -40 NaN, above 60 infinite."""
    return float("nan") if eighth < -40 else float("inf") if eighth > 60 else eighth / 8


def with_accidents(pick):
    """Losses with a NaN or an infinity after the first epoch."""
    losses = eighths(pick)
    if len(losses) > 2 and pick.choice([False, True, True]):
        losses[pick.integer(1, len(losses) - 1)] = pick.choice([-1000, 1000])
    return losses


@probe(
    inputs={
        "eighths": with_accidents,
        "patience": choice(2, 1, 3, 4),
        "min_delta": choice(0, 1, 2),
    },
    cases=60,
)
def stopping(sub, eighths, patience, min_delta):
    losses = [loss_of(eighth) for eighth in eighths]
    stop, best = sub.early_stopping(losses, patience, min_delta=min_delta / 8)
    return {"stop_epoch": stop, "best_epoch": best}


@probe(inputs={"eighths": eighths, "patience": choice(2, 3)}, cases=6)
def stopping_default(sub, eighths, patience):
    stop, best = sub.early_stopping([loss_of(eighth) for eighth in eighths], patience)
    return {"stop_epoch": stop, "best_epoch": best}


@probe(inputs={"eighths": with_accidents, "w": array("D", "K"), "b": array("K")}, cases=24)
def best_weights(sub, eighths, w, b):
    best, other = sub.BestWeights(), sub.BestWeights()
    restored = []
    for epoch, eighth in enumerate(eighths):
        best.update(epoch, loss_of(eighth), [w, b])
        other.update(epoch, float(100 + epoch), [b])
        w += epoch + 1  # training goes on in the same arrays
        b *= -1.5
        given = best.restore()
        restored.append([weights.copy() for weights in given])
        for weights in given:
            weights[...] = 77.0  # what was given out belongs to the caller
    return {"restored": restored, "first": list(other.restore())}


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
            "default min_delta", stopping_default, outputs=["stop_epoch", "best_epoch"], points=0.25
        ),
        Agreement("best weights", best_weights, outputs=["restored", "first"], points=1.5),
        Contract("contract", stopping, points=0.25),
    ],
)

# Images. What lies between the outermost pixel centres and one pixel further out may fade or be
# cut off: those samples are left out.


def picture(pick):
    """A grey or colour image, seldom square, with values in [0, 1]."""
    shape = [pick.dim("H"), pick.dim("W"), *pick.choice([[], [3], [1]])]
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
    return {"rotated": masked(result, certain(image, y, x))}


@probe(
    inputs={"image": picture, "percent": choice(200, 100, 50, 137, 300, 21)},
    dims=SIZES,
    cases=36,
    atol={"zoomed": 1e-8},
)
def zooming(sub, image, percent):
    factor = percent / 100
    result = sub.zoom(image, factor)
    rows, columns = centred(image)
    height, width = image.shape[:2]
    y = rows / factor + (height - 1) / 2 + 0 * columns
    x = columns / factor + (width - 1) / 2 + 0 * rows
    return {"zoomed": masked(result, certain(image, y, x))}


OFFSET = choice(0, 1, -1, 2, -2, 9, -9)  # pixels, beyond the image too


@probe(inputs={"image": picture, "dy": OFFSET, "dx": OFFSET}, dims=SIZES, cases=30)
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
)
def covering(sub, image, top, left, height, width):
    return {"covered": sub.cutout(image, top, left, height, width)}


@probe(inputs={"image": picture, "axis": choice(0, 1, -1)}, dims=SIZES, cases=24)
def mirroring(sub, image, axis):
    flipped = sub.flip(image, axis)
    yield {"flipped": flipped}
    yield {"inverted": sub.invert(image)}
    yield {"twice": sub.flip(flipped, axis), "inverted_twice": sub.invert(sub.invert(image))}


def flipped_twice(inputs, outputs):
    """Law: flipping twice, and inverting twice, gives the image back."""
    if not np.array_equal(outputs["twice"], inputs["image"]):
        return "does not give the image back after the second time (flip)"
    if not np.allclose(outputs["inverted_twice"], inputs["image"], rtol=0, atol=1e-9):
        return "does not give the image back after the second time"
    return None


@probe(
    inputs={"shape": choice([60, 50, 3], [120, 80]), "sigma": choice(0.05, 0.01), "seed": seed()},
    cases=4,
    random=True,
)
def noise(sub, shape, sigma, seed):
    rng = np.random.default_rng(seed)
    grey = np.full(shape, 0.5)
    first = sub.add_gaussian_noise(grey, sigma, rng)
    second = sub.add_gaussian_noise(grey, sigma, rng)
    again = sub.add_gaussian_noise(grey, sigma, np.random.default_rng(seed))
    loud = sub.add_gaussian_noise(np.linspace(0, 1, 400).reshape(20, 20), 2.0, rng)
    return {"first": first, "second": second, "again": again, "loud": loud}


def normal_noise(inputs, outputs):
    """Mean, spread and normality of the noise; pixels, channels and calls independent."""
    sigma = inputs["sigma"]
    first, second = outputs["first"] - 0.5, outputs["second"] - 0.5
    if first.shape != tuple(inputs["shape"]):
        return {}
    spread = normal_variance(first, 0, sigma**2)
    found = {
        "mean": normal_mean(first, 0, sigma),
        "too narrow": spread if first.std() < sigma else 1.0,
        "too wide": spread if first.std() > sigma else 1.0,
        "normal": normality(first, 0, sigma),
        "calls alike": normal_variance(first - second, 0, 2 * sigma**2),
        "rows alike": normal_variance(first[::2] - first[1::2], 0, 2 * sigma**2),
        "columns alike": normal_variance(first[:, ::2] - first[:, 1::2], 0, 2 * sigma**2),
        "channels alike": 1.0,
    }
    if first.ndim == 3:
        found["channels alike"] = normal_variance(first[..., 0] - first[..., 1], 0, 2 * sigma**2)
    return found


def noise_clipped(inputs, outputs):
    """Law: loud noise stays in [0, 1] and reaches both ends; all of it comes from rng."""
    loud = outputs["loud"]
    if loud.min() < 0 or loud.max() > 1:
        return "leaves the range [0, 1]"
    if not (loud == 0).any() or not (loud == 1).any():
        return "does not clip what falls below 0 to 0 and what rises above 1 to 1"
    if not np.array_equal(outputs["first"], outputs["again"]):
        return "gives other noise although rng is in the same state"
    return None


@probe(inputs={"image": picture}, dims=SIZES, cases=6)
def no_noise(sub, image):
    return {"noisy": sub.add_gaussian_noise(image, 0.0, np.random.default_rng(0))}


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
        Agreement("rotation", rotation, outputs=["rotated"], points=1.5),
        Agreement("shift", shifting, outputs=["shifted"], points=0.75),
        Agreement("zoom", zooming, outputs=["zoomed"], points=1.25),
        Agreement("cutout", covering, outputs=["covered"], points=0.75),
        Agreement("flip", mirroring, outputs=["flipped"], points=0.5),
        Agreement("inversion", mirroring, outputs=["inverted"], points=0.25),
        Property("twice is the identity", mirroring, law=flipped_twice, points=0.25),
        Statistics(
            "noise",
            noise,
            test=normal_noise,
            says={
                "mean": "adds noise whose mean is not 0",
                "too narrow": "adds noise whose standard deviation is below sigma",
                "too wide": "adds noise whose standard deviation is above sigma",
                "normal": "adds noise that is not normally distributed",
                "calls alike": "does not draw fresh noise at every call",
                "rows alike": "does not draw the noise of every row on its own",
                "columns alike": "does not draw the noise of every column on its own",
                "channels alike": "does not draw the noise of every channel on its own",
            },
            points=0.75,
        ),
        Property("noise is clipped", noise, law=noise_clipped, points=0.5),
        Agreement("no noise", no_noise, outputs=["noisy"], points=0.25),
        Contract(
            "contract",
            shifting,
            also=[rotation, zooming, covering, mirroring, no_noise],
            points=0.75,
        ),
    ],
)
