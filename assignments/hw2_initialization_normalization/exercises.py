"""Homework 2: initialisation and normalisation, which keep signals and gradients in range."""

import re
from itertools import pairwise

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
    log_real,
    probe,
    seed,
)
from autograder.numerics.statistics import (
    binomial,
    normal_variance,
    normality,
    uncorrelated,
)

SCHEMES = ("xavier", "glorot", "he", "lecun")


def variance_of(inputs):
    """The variance that a scheme asks for."""
    fan_in, fan_out = inputs["fans"]
    return {
        "xavier": 1 / fan_in,
        "glorot": 2 / (fan_in + fan_out),
        "he": 2 / fan_in,
        "lecun": 1 / fan_in,
    }[inputs["scheme"]]


@probe(
    inputs={
        "fans": choice([40, 300], [300, 40], [4, 3000]),
        "scheme": choice(*SCHEMES),
        "seed": seed(),
    },
    cases=12,
    random=True,
)
def one_large_layer(sub, fans, scheme, seed):
    return {"w": sub.init_weights(fans[0], fans[1], scheme, np.random.default_rng(seed))}


@probe(
    inputs={"fans": choice([2, 1], [1, 2]), "scheme": choice(*SCHEMES), "seed": seed()},
    cases=4,
    random=True,
)
def many_small_layers(sub, fans, scheme, seed):
    rng, again = np.random.default_rng(seed), np.random.default_rng(seed)
    layers = [sub.init_weights(fans[0], fans[1], scheme, rng) for _ in range(1000)]
    repeated = [sub.init_weights(fans[0], fans[1], scheme, again) for _ in range(2)]
    other = sub.init_weights(fans[0], fans[1], scheme, np.random.default_rng(seed + 1))
    return {"layers": np.array(layers), "repeated": repeated, "other": other}


@probe(inputs={"scheme": choice(*SCHEMES)}, cases=4)
def size_of_weights(sub, scheme):
    """Whether weights are about as large as they should: what all that is finer rests on."""
    w = sub.init_weights(400, 300, scheme, np.random.default_rng(0))
    ratio = np.std(w) / np.sqrt(variance_of({"fans": (400, 300), "scheme": scheme}))
    return {"size": bool(0.5 < ratio < 2)}


@probe(inputs={"fans": choice([2, 3]), "scheme": choice("orthogonal", "zeros", "", "HE")}, cases=4)
def unknown_scheme(sub, fans, scheme):
    refused, text = False, ""
    try:
        sub.init_weights(fans[0], fans[1], scheme, np.random.default_rng(0))
    except ValueError as error:
        refused, text = True, str(error)
    words = re.findall("[A-Za-z]+", text)  # for "the" and "scheme" name no scheme
    named = {name: name in words for name in SCHEMES}
    return {"refused": refused, **named}


@probe(
    inputs={"scheme": choice("he_uniform", "glorot_uniform", "the", "he_normal", " he")}, cases=5
)
def scheme_with_more_around_it(sub, scheme):
    try:
        sub.init_weights(2, 3, scheme, np.random.default_rng(0))
    except ValueError:
        return {"refused": True}
    return {"refused": False}


def float64_matrix(inputs, outputs):
    """Law: a float64 array of shape (fan_in, fan_out)."""
    w, shape = outputs["w"], tuple(inputs["fans"])
    if not isinstance(w, np.ndarray):
        return "gives no NumPy array"
    if w.shape != shape:
        return f"gives shape {w.shape}, but should give (fan_in, fan_out), here {shape}"
    return None if w.dtype == np.float64 else f"gives dtype {w.dtype}, but should give float64"


# In this order, so that what is said first is not a mere consequence of what comes later.
DISTRIBUTION = {
    "shape": "gives another shape than (fan_in, fan_out)",
    "alike": "gives rows or columns that resemble their neighbours",
    "sides": "gives weights that do not lie evenly on both sides of 0",
    "small": "gives weights whose variance is smaller than that of the scheme",
    "large": "gives weights whose variance is larger than that of the scheme",
    "normal": "gives weights that are not normally distributed",
    "tails": "gives too few or too many weights beyond 3 standard deviations",
    "rows": "gives weights that depend on others of their row or of the next row",
    "columns": "gives weights that depend on others of their column or of the next column",
}


def normal_weights(inputs, outputs):
    """Shape and distribution; rows and columns independent of each other."""
    w, variance = np.asarray(outputs["w"], float), variance_of(inputs)
    if w.shape != tuple(inputs["fans"]):
        return {**dict.fromkeys(DISTRIBUTION, 1.0), "shape": 0.0}
    std = np.sqrt(variance)
    far = int((np.abs(w) > 3.01 * std).sum())  # a bit more than 3, where some are clipped to
    return {
        "shape": 1.0,
        "alike": min(1.0, 2 * min(like_the_next(w), like_the_next(w.T))),
        "sides": binomial(int((w > 0).sum()), w.size, 0.5),
        **small_or_large(w, variance),
        "normal": normality(w, 0, std),
        "tails": binomial(far, w.size, 0.002612476897538935),  # of a normal, beyond 3.01 std
        "rows": independence(w, variance),
        "columns": independence(w.T, variance),
    }


def small_or_large(w, variance):
    """The test of the variance, said of the side on which it is."""
    p_value = normal_variance(w, 0, variance)
    small = np.mean(w**2) < variance
    return {"small": p_value if small else 1.0, "large": 1.0 if small else p_value}


def like_the_next(w):
    """Whether rows rise and fall like the next ones, whatever the mean and size of the weights."""
    rises = w[:, 0::2] > w[:, 1::2]
    return uncorrelated(rises[:-1], rises[1:], 0.5)


def independence(w, variance):
    """Means of rows, and products with the next row, are independent draws of a normal."""
    means = normal_variance(w.mean(axis=1), 0, variance / w.shape[1])
    lengths = np.maximum(np.linalg.norm(w[:-1], axis=1), 1e-300)  # weights may be all 0
    products = (w[:-1] * w[1:]).sum(axis=1) / lengths
    return min(1.0, 2 * min(means, normal_variance(products, 0, variance)))


DRAWS = {
    "seedless": "gives the same weights whatever the seed of rng",
    "repeated": "gives the same weights at the next call: go on drawing from rng",
    "few": "gives the very weights of an earlier call again: draw them from rng itself",
    "small": DISTRIBUTION["small"],
    "large": DISTRIBUTION["large"],
    "means": "gives weights of one layer that depend on each other: their means vary wrongly",
}


def small_layers(inputs, outputs):
    """The weights and the means of small layers vary as independent draws do."""
    layers = np.asarray(outputs["layers"], float)
    layers = layers.reshape(len(layers), -1)
    size, variance = layers.shape[1], variance_of(inputs)
    draws = dict.fromkeys(DRAWS, 1.0)
    if np.array_equal(layers[0], np.ravel(outputs["other"])):
        return {**draws, "seedless": 0.0}
    if (layers[1:] == layers[:-1]).all():
        return {**draws, "repeated": 0.0}
    if len({layer.tobytes() for layer in layers}) < len(layers):  # by chance: below 2^-80
        return {**draws, "few": 0.0}
    means = normal_variance(layers.mean(axis=1), 0, variance / size)
    return {**draws, **small_or_large(layers, variance), "means": means}


def weights_from_rng(inputs, outputs):
    """Law: other weights at every call, the same ones from the same rng, of the right shape."""
    layers, repeated = outputs["layers"], outputs["repeated"]
    shape = tuple(inputs["fans"])
    if layers[0].shape != shape:
        return f"gives shape {layers[0].shape}, but should give (fan_in, fan_out), here {shape}"
    if not np.array_equal(layers[:2], repeated):
        return "gives other weights although rng is in the same state: draw from rng alone"
    if np.array_equal(layers[0], layers[1]):
        return "gives the same weights at the second call: go on drawing from rng"
    return None


initialization = Exercise(
    name="initialization",
    title="Initialisation",
    functions=["init_weights(fan_in, fan_out, scheme, rng) -> w"],
    checks=[
        Property("shape and dtype", one_large_layer, law=float64_matrix, points=0.25),
        Agreement(
            "size",
            size_of_weights,
            outputs=["size"],
            says={"size": "gives weights that are not even half or twice as large as they should"},
            points=0.25,
        ),
        Statistics(
            "distribution", one_large_layer, test=normal_weights, says=DISTRIBUTION, points=1.75
        ),
        Statistics(
            "independent draws", many_small_layers, test=small_layers, says=DRAWS, points=0.5
        ),
        Property("randomness from rng", many_small_layers, law=weights_from_rng, points=0.5),
        Agreement(
            "unknown scheme",
            unknown_scheme,
            outputs=["refused", *SCHEMES],
            says={
                "refused": "raises no ValueError for an unknown scheme",
                **{name: f"has an error message that lacks {name!r}" for name in SCHEMES},
            },
            points=0.25,
        ),
        Agreement(
            "scheme with more around it",
            scheme_with_more_around_it,
            outputs=["refused"],
            says={"refused": "raises no ValueError for a scheme that only contains a known name"},
            points=0.25,
        ),
        Contract("contract", one_large_layer, also=[many_small_layers], points=0.25),
    ],
)


@probe(
    inputs={"x": array("N", "D", low=-5, high=5), "shift": choice(0.0, 3.0, -20.0)},
    cases=24,
    worked=[
        Worked(
            title="a column whose values are all 2",
            inputs={"x": np.array([[2.0, -1.0], [2.0, 5.0]] * 2), "shift": 0.0},
            gives={"mean": [2.0, 2.0], "std": [0.0, 3.0]},
            within=0,
        )
    ],
    hard=[
        {"x": np.full((4, 2), 2.0), "shift": 0.0},
        {"x": np.array([[1.0, 5.0], [1.0, -5.0]]), "shift": 0.0},
        {"x": 1e-6 * np.array([[-4.0], [-1.0], [-1.0], [5.0]] * 10), "shift": 1000.0},
    ],
    atol={"std": 1e-9},  # for the mean of a column near 1000 is rounded
)
def fit(sub, x, shift):
    mean, std = sub.standardize_fit(x + shift)
    yield {"mean": mean, "std": std}
    yield {"zero": zero_for_a_column_of_2(x + shift, std)}
    # Judged in the hard cases alone: a tiny std that is taken for 0 does not cost all of fit.
    yield {"std_in_units_of_1e-8": np.divide(sub.standardize_fit(1e-8 * x)[1], 1e-8)}


def zero_for_a_column_of_2(x, std):
    """Whether std is exactly 0 where all values are 2; True for other columns."""
    return (np.asarray(std) == 0) | (x != 2).any(axis=0)


def spreads(pick):
    """Standard deviations, some of them exactly 0."""
    std = np.abs(pick.array(pick.dim("D"), gap=0.05))
    return std * pick.array(pick.dim("D"), low=0, high=1).round()


@probe(
    inputs={"x": array("N", "D", low=-5, high=5), "mean": array("D"), "std": spreads},
    cases=24,
    worked=[
        Worked(
            title="far from the mean: (5000 - 1) / 2 = 2499.5",
            inputs={
                "x": np.array([[5000.0, 1.0]]),
                "mean": np.array([1.0, 1.0]),
                "std": np.array([2.0, 0.5]),
            },
            gives={"x_norm": [[2499.5, 0.0]]},
            within=1e-6,
        )
    ],
    hard=[
        {"x": np.array([[1.0, 2.0]]), "mean": np.array([1.0, 1.0]), "std": np.zeros(2)},
        {"x": np.array([[1.0, 2.0]]), "mean": np.zeros(2), "std": np.array([1e-6, 1e-3])},
    ],
)
def apply_to_any(sub, x, mean, std):
    return {"x_norm": sub.standardize_apply(x, mean, std)}


@probe(
    inputs={"train": array("N", "D", low=-5, high=5), "dev": array("M", "D")},
    dims={"N": (4, 9), "M": (1, 5)},
    cases=16,
)
def dev_set_by_the_training_set(sub, train, dev):
    mean, std = sub.standardize_fit(train)
    yield {"mean": mean, "std": std}
    sub.standardize_fit(3 * dev + 1)  # another data set in between must not matter
    yield {"x_norm": sub.standardize_apply(dev, mean, std)}


standardization = Exercise(
    name="standardization",
    title="Standardisation",
    functions=["standardize_fit(x) -> (mean, std)", "standardize_apply(x, mean, std) -> x_norm"],
    checks=[
        Agreement(
            "fit",
            fit,
            outputs=["mean", "std", "zero"],
            says={"zero": "gives a std that is not exactly 0 for a column whose values are all 2"},
            points=1,
        ),
        Agreement("apply", apply_to_any, outputs=["x_norm"], points=1),
        Agreement(
            "dev set", dev_set_by_the_training_set, outputs=["mean", "std", "x_norm"], points=0.5
        ),
        Stability("constant or nearly so, fit", fit, points=0.25),
        Stability("constant columns, apply", apply_to_any, points=0.75),
        Contract("contract", fit, also=[apply_to_any], points=0.5),
    ],
)


def stack(pick):
    """Weights of one to six layers, small, well scaled or large."""
    widths = [pick.dim("D"), *[pick.integer(1, 6) for _ in range(pick.integer(0, 5))]]
    widths.append(pick.dim("K"))
    scale = pick.choice([1.0, 0.2, 3.0])
    return [scale * pick.array(*shape) for shape in pairwise(widths)]


@probe(
    inputs={
        "x": array("N", "D"),
        "weights": stack,
        "activation": choice("tanh", "relu", "linear"),
        "unit": choice(1e-15, 1e-40, 1e-60),
    },
    cases=36,
    hard=[
        {
            "x": 1000 + 1e-6 * np.array([[-4.0], [-1.0], [-1.0], [5.0]]),
            "weights": [np.array([[1.0]])],
            "activation": "linear",
            "unit": 1e-15,
        },
        {
            "x": np.array([[0.5], [0.25]]),
            "weights": [np.array([[-1.0]]), np.array([[2.0]])],
            "activation": "relu",
            "unit": 1e-15,
        },
    ],
    worked=[
        Worked(
            title=f"weights of 100, 10000 and 10000, {activation}",
            inputs={
                "x": np.array([[1.0], [-1.0]]),
                "weights": [np.array([[100.0]]), np.array([[1e4]]), np.array([[1e4]])],
                "activation": activation,
                "unit": 1e-15,
            },
            gives={"stds": [std, 1e4 * std, 1e8 * std]},
            within=1e-3,
        )
        for activation, std in (("linear", 100), ("relu", 50))
    ],
)
def stds_of_layers(sub, x, weights, activation, unit):
    tiny, same = unit * x, [w.copy() for w in weights]  # the first call may change its arguments
    stds = sub.signal_stds(x, weights, activation)
    yield {"stds": np.array([float(std) for std in stds])}
    stds = sub.signal_stds(tiny, same, activation)
    yield {"stds_in_units": np.array([float(std) / unit for std in stds])}


def stds_with_a_ratio(pick):
    """Stds whose last is a given multiple of the first, whatever lies between; or a single one."""
    first = pick.choice([1.0, 0.02, 30.0, 1e-9, 1e-60])
    between = [pick.choice([1, 0]) * pick.real(0.01, 50) for _ in range(pick.integer(0, 4))]
    ratio = pick.choice([1.0, 0.05, 20.0, 0.105, 9.5, 0.095, 10.5, 0.5, 2.0, 0.0, None])
    return [first] if ratio is None else [first, *between, first * ratio]


@probe(inputs={"stds": stds_with_a_ratio, "as_array": choice(True, False)}, cases=40)
def signal_diagnosis(sub, stds, as_array):
    return {"diagnosis": sub.diagnose_signal(np.array(stds) if as_array else stds)}


signal_propagation = Exercise(
    name="signal_propagation",
    title="Vanishing and exploding signals",
    functions=[
        "signal_stds(x, weights, activation) -> stds",
        "diagnose_signal(stds) -> diagnosis",
    ],
    checks=[
        Agreement("stds", stds_of_layers, outputs=["stds", "stds_in_units"], points=1.75),
        Agreement("diagnosis", signal_diagnosis, outputs=["diagnosis"], points=1),
        Stability("constant or nearly so", stds_of_layers, points=0.25),
        Contract("contract", stds_of_layers, also=[signal_diagnosis], points=0.5),
    ],
)


def gradient_list(pick):
    """One to four gradients of different shapes; sizes from tiny to large."""
    shapes = [("D", "K"), ("K",), ("D", 2, "K"), ("N", "D")][: pick.integer(1, 4)]
    size = pick.choice([1.0, 0.01, 100.0])
    return [size * array(*shape)(pick) for shape in shapes]


@probe(
    inputs={"grads": gradient_list, "limit": choice(0.5, 1.0, 2.0, 0.02, 50.0)},
    cases=30,
)
def clipping_by_value(sub, grads, limit):
    return {"clipped": sub.clip_by_value(grads, limit=limit)}


@probe(inputs={"grads": gradient_list}, cases=6)
def clipping_by_value_default(sub, grads):
    return {"clipped": sub.clip_by_value(grads)}


@probe(
    inputs={"grads": gradient_list, "max_norm": log_real(0.01, 500)},
    cases=40,
    hard=[
        {"grads": [np.zeros((2, 3)), np.zeros(3)], "max_norm": 1.0},
        {"grads": [np.array([3e60]), np.array([[-4e60]])], "max_norm": 5.0},
        {"grads": [np.array([3e-60]), np.array([[-4e-60]])], "max_norm": 5.0},
        {"grads": [np.zeros((2, 3)), np.array([3.0, -4.0])], "max_norm": 1.0},
    ],
    worked=[
        Worked(
            title="nine arrays of a single 1 or -1, of one to five axes, have norm 3",
            inputs={
                "grads": [np.full((1,) * (1 + n % 5), (-1.0) ** n) for n in range(9)],
                "max_norm": 1.0,
            },
            gives={"norm": 3},
            within=1e-12,
        )
    ],
)
def clipping_by_norm(sub, grads, max_norm):
    clipped, norm = sub.clip_by_global_norm(grads, max_norm)
    return {"clipped": clipped, "norm": norm}


@probe(
    inputs={
        "first": array("D", "K", gap=0.05),
        "second": array("D", 2, "K"),
        "max_norm": log_real(0.001, 0.04),
        "unit": choice(1e-15, 1e-40, 1e-90, 1e90),
    },
    cases=8,
)
def clipping_in_other_units(sub, first, second, max_norm, unit):
    clipped, norm = sub.clip_by_global_norm([unit * first, unit * second], unit * max_norm)
    return {"clipped": [np.divide(grad, unit) for grad in clipped], "norm": np.divide(norm, unit)}


def direction_kept(inputs, outputs):
    """Law: clipping by the global norm keeps the direction and never makes longer."""
    before = np.concatenate([grad.ravel() for grad in inputs["grads"]])
    after = np.concatenate([grad.ravel() for grad in outputs["clipped"]])
    if np.linalg.norm(after) > np.linalg.norm(before) * (1 + 1e-6):
        return "makes the gradients longer"
    size = np.linalg.norm(before) * np.linalg.norm(after)
    return None if before @ after >= (1 - 1e-6) * size else "turns the gradients' direction"


gradient_clipping = Exercise(
    name="gradient_clipping",
    title="Gradient clipping",
    functions=[
        "clip_by_value(grads, limit=1.0) -> clipped",
        "clip_by_global_norm(grads, max_norm) -> (clipped, norm)",
    ],
    checks=[
        Agreement("by value", clipping_by_value, outputs=["clipped"], points=0.75),
        Agreement(
            "by value, default limit", clipping_by_value_default, outputs=["clipped"], points=0.25
        ),
        Agreement("by global norm", clipping_by_norm, outputs=["clipped"], points=0.75),
        Agreement("norm", clipping_by_norm, outputs=["norm"], points=0.5),
        Agreement(
            "tiny and huge gradients",
            clipping_in_other_units,
            outputs=["clipped", "norm"],
            points=0.25,
        ),
        Property("direction", clipping_by_norm, law=direction_kept, points=0.25),
        Stability("gradients of zeros", clipping_by_norm, points=0.25),
        Contract("contract", clipping_by_value, also=[clipping_by_norm], points=0.5),
    ],
)

EPS = log_real(1e-8, 1)


def factors(dim):
    """Declare values of gamma of both signs; the last is 0 in a quarter of the cases."""

    def draw(pick):
        gamma = pick.array(pick.dim(dim), gap=0.05)
        gamma[-1] *= pick.choice([1, 1, 1, 0])
        return gamma

    return draw


def variances(dim):
    """Declare running variances; the first is 0 in a fifth of the cases."""

    def draw(pick):
        variance = np.abs(pick.array(pick.dim(dim), gap=0.05))
        variance[0] *= pick.choice([1, 1, 0, 1, 1])
        return variance

    return draw


NORM = {"x": array("N", "D"), "gamma": factors("D"), "beta": array("D")}
RUNNING = {"running_mean": array("D"), "running_var": variances("D")}


@probe(
    inputs={
        **NORM,
        **RUNNING,
        "training": choice(True, True, False),
        "momentum": choice(0.9, 0.5, 0.99, 0.0, 1.0),
        "eps": EPS,
        "dout": array("N", "D"),
    },
    dims={"N": (1, 9)},
    cases=48,
    worked=[
        Worked(
            title="large gradients: the values -0.6 and 0.6 with eps 0.64, so that x_hat is x",
            inputs={
                "x": np.array([[-0.6], [0.6]]),
                "gamma": np.array([250.0]),
                "beta": np.array([1.0]),
                "running_mean": np.zeros(1),
                "running_var": np.zeros(1),
                "training": True,
                "momentum": 0.5,
                "eps": 0.64,
                "dout": np.array([[1000.0], [-400.0]]),
            },
            gives={
                "out": [[-149], [151]],
                "running_var": [0.18],
                "dx": [[112000], [-112000]],
                "dgamma": [-840],
            },
            within=1e-6,
        )
    ],
    hard=[
        {
            "x": np.array([[2.0, 7.0], [2.0, 5.0], [2.0, 9.0]]),
            "gamma": np.array([1.5, -1.0]),
            "beta": np.array([0.5, 2.0]),
            "running_mean": np.zeros(2),
            "running_var": np.ones(2),
            "training": True,
            "momentum": 0.9,
            "eps": 1e-5,
            "dout": np.array([[0.3, -1.0], [1.0, 2.0], [-0.5, 0.25]]),
        }
    ],
    atol={"dx": 1e-9, "out": 1e-9},  # a batch of one or two examples leaves little but rounding
)
def batchnorm_pass(sub, x, gamma, beta, running_mean, running_var, training, momentum, eps, dout):
    out, cache, mean, var = sub.batchnorm_forward(
        x, gamma, beta, running_mean, running_var, training=training, momentum=momentum, eps=eps
    )
    yield {"out": out}
    yield {"running_mean": mean, "running_var": var}
    dx, dgamma, dbeta = sub.batchnorm_backward(dout, cache)
    yield {"dx": dx, "dgamma": dgamma, "dbeta": dbeta}


@probe(
    inputs={**NORM, **RUNNING, "dev": array("M", "D")}, dims={"N": (3, 9), "M": (1, 4)}, cases=10
)
def train_then_evaluate(sub, x, gamma, beta, running_mean, running_var, dev):
    mean, var = running_mean, running_var
    for batch in (x, 2 * x + 1):
        _, _, mean, var = sub.batchnorm_forward(batch, gamma, beta, mean, var)
    out, _, mean, var = sub.batchnorm_forward(dev, gamma, beta, mean, var, training=False)
    return {"out": out, "running_mean": mean, "running_var": var}


@probe(
    inputs={"x": array("N", "D"), "level": choice(1000.0, -1000.0)},
    dims={"N": (5, 9)},
    cases=6,
    atol={"out": 1e-6},  # for the means are rounded
)
def columns_far_from_zero(sub, x, level):
    gamma, beta, mean, var = np.array([[1.0], [0.0], [0.0], [1.0]]) * np.ones(x.shape[1])
    out, _, _, _ = sub.batchnorm_forward(1e-4 * x + level, gamma, beta, mean, var, eps=1e-8)
    return {"out": out}


@probe(inputs={"x": array("N", "D"), "eps": log_real(1e-6, 1)}, dims={"N": (3, 9)}, cases=8)
def undo(sub, x, eps):
    mean, var = x.mean(axis=0), x.var(axis=0)
    zeros, ones = np.zeros(x.shape[1]), np.ones(x.shape[1])
    out, _, _, _ = sub.batchnorm_forward(x, np.sqrt(var + eps), mean, zeros, ones, eps=eps)
    return {"out": out, "x": x.copy()}


def identity_restored(inputs, outputs):
    """Law: gamma = root of (var + eps) and beta = mean give x back."""
    right = np.allclose(outputs["out"], inputs["x"], rtol=0, atol=1e-6)
    return None if right else "does not give x back with gamma = root of (var + eps), beta = mean"


def gradients_sum_to_zero(inputs, outputs):
    """Law: in training, dx sums to 0 over the batch, for a shift of the batch changes nothing."""
    if not inputs["training"]:
        return None
    if not np.isfinite(outputs["dx"]).all():
        return "gives a dx that is NaN or infinite"
    sums = np.abs(outputs["dx"].sum(axis=0))
    size = np.abs(outputs["dx"]).sum(axis=0) + 1e-6
    return None if (sums <= 1e-6 * size + 1e-9).all() else "gives a dx that does not sum to 0"


batch_norm = Exercise(
    name="batch_norm",
    title="Batch normalisation",
    functions=[
        "batchnorm_forward(x, gamma, beta, running_mean, running_var, training=True, "
        "momentum=0.9, eps=1e-5) -> (out, cache, running_mean, running_var)",
        "batchnorm_backward(dout, cache) -> (dx, dgamma, dbeta)",
    ],
    checks=[
        Agreement("forward", batchnorm_pass, outputs=["out"], points=1.25),
        Agreement("columns that vary little", columns_far_from_zero, outputs=["out"], points=0.25),
        Agreement(
            "running statistics",
            batchnorm_pass,
            outputs=["running_mean", "running_var"],
            points=1,
        ),
        Backward(
            "backward",
            batchnorm_pass,
            of="out",
            upstream="dout",
            wrt={"x": "dx", "gamma": "dgamma", "beta": "dbeta"},
            points=2.5,
        ),
        Agreement(
            "train, then evaluate",
            train_then_evaluate,
            outputs=["out", "running_mean", "running_var"],
            points=0.5,
        ),
        Property("identity", undo, law=identity_restored, points=0.25),
        Property("dx sums to 0", batchnorm_pass, law=gradients_sum_to_zero, points=0.25),
        Stability("constant column", batchnorm_pass, points=0.5),
        Contract("contract", batchnorm_pass, points=0.5),
    ],
)


@probe(
    inputs={
        "w": array("D", "K"),
        "b": array("K"),
        "gamma": factors("K"),
        "beta": array("K"),
        "running_mean": array("K"),
        "running_var": variances("K"),
        "eps": EPS,
        "x": array("N", "D"),
    },
    cases=30,
)
def folding(sub, w, b, gamma, beta, running_mean, running_var, eps, x):
    folded_w, folded_b = sub.fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=eps)
    yield {"w_folded": folded_w, "b_folded": folded_b}
    yield {"z": x @ folded_w + folded_b}


@probe(
    inputs={
        "w": array("D", "K"),
        "b": array("K"),
        "gamma": array("K"),
        "beta": array("K"),
        "running_mean": array("K"),
        "running_var": lambda pick: np.abs(pick.array(pick.dim("K"), high=0.01, low=0.001)),
    },
    cases=4,
)
def folding_default(sub, w, b, gamma, beta, running_mean, running_var):
    folded_w, folded_b = sub.fold_batchnorm(w, b, gamma, beta, running_mean, running_var)
    return {"w_folded": folded_w, "b_folded": folded_b}


def same_as_layer_by_layer(inputs, outputs):
    """Law: the folded layer equals the dense layer followed by batch norm in evaluation."""
    z = inputs["x"] @ inputs["w"] + inputs["b"]
    std = np.sqrt(inputs["running_var"] + inputs["eps"])
    expected = inputs["gamma"] * (z - inputs["running_mean"]) / std + inputs["beta"]
    right = np.allclose(outputs["z"], expected, rtol=1e-6, atol=1e-6)
    return None if right else "gives another result than dense layer and batch norm one by one"


folding_batch_norm = Exercise(
    name="folding_batch_norm",
    title="Folding batch norm",
    functions=[
        "fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=1e-5) "
        "-> (w_folded, b_folded)"
    ],
    checks=[
        Agreement("weights", folding, outputs=["w_folded"], points=1),
        Agreement("biases", folding, outputs=["b_folded"], points=1),
        Agreement("default eps", folding_default, outputs=["w_folded", "b_folded"], points=0.25),
        Property("same network", folding, law=same_as_layer_by_layer, points=0.25),
        Contract("contract", folding, points=0.5),
    ],
)


@probe(
    inputs={**NORM, "eps": EPS, "dout": array("N", "D")},
    cases=36,
    worked=[
        Worked(
            title="large gradients: the values -0.6 and 0.6 with eps 0.64, so that x_hat is x",
            inputs={
                "x": np.array([[-0.6, 0.6]]),
                "gamma": np.array([250.0, 500.0]),
                "beta": np.array([1.0, 2.0]),
                "eps": 0.64,
                "dout": np.array([[1000.0, -400.0]]),
            },
            gives={"out": [[-149, 302]], "dx": [[144000, -144000]], "dgamma": [-600, -240]},
            within=1e-6,
        )
    ],
    hard=[
        {
            "x": np.array([[2.0, 2.0, 2.0], [1.0, 5.0, 3.0]]),
            "gamma": np.array([1.5, -1.0, 0.5]),
            "beta": np.array([0.5, 2.0, 0.0]),
            "eps": 1e-5,
            "dout": np.array([[0.3, -1.0, 0.7], [1.0, 2.0, -0.4]]),
        }
    ],
    atol={"dx": 1e-9, "out": 1e-9},
)
def layernorm_pass(sub, x, gamma, beta, eps, dout):
    out, cache = sub.layernorm_forward(x, gamma, beta, eps=eps)
    yield {"out": out}
    dx, dgamma, dbeta = sub.layernorm_backward(dout, cache)
    yield {"dx": dx, "dgamma": dgamma, "dbeta": dbeta}


@probe(
    inputs={"x": array("N", "D"), "level": choice(1000.0, -1000.0)},
    dims={"D": (2, 6)},
    cases=6,
    atol={"out": 1e-6},  # for the means are rounded
)
def rows_far_from_zero(sub, x, level):
    zeros, ones = np.zeros(x.shape[1]), np.ones(x.shape[1])
    out, _ = sub.layernorm_forward(1e-4 * x + level, ones, zeros, eps=1e-8)
    return {"out": out}


@probe(inputs=NORM, cases=4)
def layernorm_default(sub, x, gamma, beta):
    x = 0.01 * x  # so that the default eps shows
    out, _ = sub.layernorm_forward(x, gamma, beta)
    return {"out": out}


layer_norm = Exercise(
    name="layer_norm",
    title="Layer normalisation",
    functions=[
        "layernorm_forward(x, gamma, beta, eps=1e-5) -> (out, cache)",
        "layernorm_backward(dout, cache) -> (dx, dgamma, dbeta)",
    ],
    checks=[
        Agreement("forward", layernorm_pass, outputs=["out"], points=1),
        Agreement("rows that vary little", rows_far_from_zero, outputs=["out"], points=0.25),
        Agreement("default eps", layernorm_default, outputs=["out"], points=0.25),
        Backward(
            "backward",
            layernorm_pass,
            of="out",
            upstream="dout",
            wrt={"x": "dx", "gamma": "dgamma", "beta": "dbeta"},
            points=2,
        ),
        Stability("constant row", layernorm_pass, points=0.25),
        Contract("contract", layernorm_pass, points=0.5),
    ],
)
