"""Homework 4: mini-batches, moving averages, optimisers, learning-rate schedules."""

import math
from contextlib import suppress
from copy import deepcopy
from itertools import permutations

import numpy as np

from autograder.exercise import (
    Agreement,
    Contract,
    Exercise,
    Picture,
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
from autograder.numerics.statistics import binomial, same_frequency, shuffled

# Mini-batches: rows carry their own number, so that whatever happens to them shows.


def examples(n, features, classes):
    """Inputs and labels of n examples; row i of x begins with i / 4, row i of y with -i / 4."""
    numbers = np.arange(n)[:, None] / 4
    return numbers + np.linspace(0, 0.125, features), -numbers - np.linspace(0, 0.0625, classes)


def joined(batches, x, y):
    """The rows of an epoch one below the other."""
    return {
        "x": np.concatenate([np.atleast_2d(pair[0]) for pair in batches] or [x[:0]]),
        "y": np.concatenate([np.atleast_2d(pair[1]) for pair in batches] or [y[:0]]),
    }


def look(batches):
    """The shapes of an epoch's batches, and which dtypes there are."""
    parts = [part for pair in batches for part in pair]
    return {
        "shapes": [[list(np.shape(part)) for part in pair] for pair in batches],
        "dtypes": sorted({str(getattr(part, "dtype", type(part).__name__)) for part in parts}),
    }


@probe(
    inputs={
        "n": choice(1, 24, 9, 7, 30, 13, 20),
        "features": lambda pick: pick.dim("D"),
        "classes": lambda pick: pick.dim("K"),
        "batch_size": choice(1, 2, 3, 5, 8, 100),
        "seed": seed(),
    },
    dims={"D": (1, 3), "K": (1, 3)},
    cases=84,  # twice 7 by 6: so every n meets all batch sizes in any bank
    random=True,
)
def epochs_of_batches(sub, n, features, classes, batch_size, seed):
    rng = np.random.default_rng(seed)
    epochs, outputs = [], {}
    for name, source in (("first", rng), ("second", rng), ("again", np.random.default_rng(seed))):
        x, y = examples(n, features, classes)  # anew: a shuffle in place is told by the contract
        epochs.append(sub.minibatches(x, y, batch_size, source))
        outputs[name] = joined(epochs[-1], x, y)
    x, y = np.ones((n, features)), np.ones((n, classes))
    outputs["equal"] = joined(sub.minibatches(x, y, batch_size, rng), x, y)
    return {**outputs, **look(epochs[0])}


def every_example_once(inputs, outputs):
    """Law: an epoch holds each row of x exactly once, unchanged."""
    x, y = examples(inputs["n"], inputs["features"], inputs["classes"])
    for epoch in ("first", "second"):
        found = outputs[epoch]["x"]
        if len(found) != len(x):
            return f"gives {len(found)} examples of {len(x)} in an epoch"
        if np.isin(found, y).all() and not np.isin(found, x).all():
            return "gives rows of y where those of x should be: a batch is (x, y)"
        if found.shape != x.shape:
            return f"gives rows of {found.shape[1]} numbers as x, but should of {x.shape[1]}"
        if not np.array_equal(found[np.argsort(found[:, 0])], x):
            return "does not give every example exactly once in an epoch"
    found = len(outputs["equal"]["x"])
    return None if found == len(x) else f"gives {found} of {len(x)} examples that are all equal"


def pairs_kept(inputs, outputs):
    """Law: every row of x comes with its own row of y."""
    x, y = examples(inputs["n"], inputs["features"], inputs["classes"])
    for epoch in ("first", "second"):
        rows = np.rint(4 * outputs[epoch]["x"][:, 0]).astype(int)
        found = outputs[epoch]["y"]
        if np.array_equal(found, y[np.clip(rows, 0, len(x) - 1)]):
            continue
        if len(found) != len(rows):
            return f"gives {len(rows)} rows of x, but {len(found)} of y"
        if not np.isin(found, y).all():
            return "gives rows of y with other numbers in them"
        return "pairs examples with the labels of others"
    return None


def batches_right(inputs, outputs):
    """Law: pairs of float64 matrices, full batches, and the rest in a last, smaller one."""
    n, size = inputs["n"], inputs["batch_size"]
    widths = inputs["features"], inputs["classes"]
    sizes = [size] * (n // size) + [n % size] * (n % size > 0)
    shapes = outputs["shapes"]
    if any(len(pair) != 2 for pair in shapes):
        return "gives something other than pairs (x, y)"
    for pair in shapes:
        for name, width, found in zip("xy", widths, pair, strict=True):
            if found[1:] != [width]:
                return f"gives {name}_batch of shape {tuple(found)}, but should of (B, {width})"
    found = [lengths[0] for lengths, _ in shapes]
    if found != sizes:
        return f"gives batches of {found}, but should of {sizes}"
    other = [dtype for dtype in outputs["dtypes"] if dtype != "float64"]
    return f"gives batches of {other[0]}, but should of float64" if other else None


def rng_used(inputs, outputs):
    """Law: the order comes from rng, and is another one at every call."""
    if inputs["n"] < 20:  # 20 come in the same order twice with a probability of 1/20!, or 4e-19
        return None
    if not np.array_equal(outputs["first"]["x"], outputs["again"]["x"]):
        return "gives another order although rng is in the same state: draw from rng alone"
    if np.array_equal(outputs["first"]["x"], outputs["second"]["x"]):
        return "gives the same order in every epoch: shuffle anew at every call"
    return None


@probe(
    inputs={"n": choice(40_000), "batch_size": choice(500), "seed": seed()}, cases=1, random=True
)
def one_long_epoch(sub, n, batch_size, seed):
    x, y = examples(n, 1, 1)
    batches = sub.minibatches(x, y, batch_size, np.random.default_rng(seed))
    return {"order": 4 * np.concatenate([part for part, _ in batches])[:, 0]}


def evenly_drawn(_, outputs):
    """P-values of one long order: besides `shuffled`, of rising pairs and of places kept."""
    order = np.rint(outputs["order"]).astype(int)
    firsts, seconds = order[: len(order) // 2 * 2].reshape(-1, 2).T
    stayed = int((order == np.arange(len(order))).sum())
    return {
        **shuffled(order),
        "rising": binomial(int((firsts < seconds).sum()), len(firsts), 0.5),
        "staying": math.exp(-math.lgamma(stayed + 1)),  # k or more stay by at most 1/k!
    }


@probe(inputs={"n": choice(4), "epochs": choice(400), "seed": seed()}, cases=1, random=True)
def many_short_epochs(sub, n, epochs, seed):
    x, y = examples(n, 1, 1)
    rng = np.random.default_rng(seed)
    orders = np.full((epochs, n), -1.0)  # -1 stays where examples are missing
    for epoch in range(epochs):
        batches = sub.minibatches(x.copy(), y.copy(), 1 + epoch % (n + 1), rng)
        order = np.concatenate([x[0, :0], *(np.ravel(part) for part, _ in batches)])
        orders[epoch, : len(order)] = 4 * order[:n]
    x, y = examples(20, 1, 1)
    longer = [sub.minibatches(x.copy(), y.copy(), 20, rng) for _ in range(200)]
    different = {part.tobytes() for batches in longer for part, _ in batches}
    return {"orders": orders, "different": len(different)}


def all_orders_alike(inputs, outputs):
    """P-value of how often each of the n! orders came; 0 where there are others."""
    orders = np.rint(outputs["orders"]).astype(int)
    known = list(permutations(range(inputs["n"])))
    counts = [int((orders == order).all(axis=1).sum()) for order in known]
    complete = sum(counts) == inputs["epochs"]
    return {
        "orders": same_frequency(counts, inputs["epochs"], 1 / len(known)) * complete,
        # Of 200 orders of 20 examples, two are equal with a probability of 8e-15.
        "repeated": float(outputs["different"] >= 200),
    }


@probe(inputs={"n": choice(20_000), "batch_size": choice(10)}, cases=1)
def large_epoch(sub, n, batch_size):
    x, y = examples(n, 1, 1)
    return {"count": len(sub.minibatches(x, y, batch_size, np.random.default_rng(0)))}


mini_batches = Exercise(
    name="mini_batches",
    title="Mini-batches",
    functions=["minibatches(x, y, batch_size, rng) -> batches"],
    checks=[
        Property("every example once", epochs_of_batches, law=every_example_once, points=1),
        Property("pairs", epochs_of_batches, law=pairs_kept, points=1),
        Property("batches", epochs_of_batches, law=batches_right, points=0.5),
        Property("randomness from rng", epochs_of_batches, law=rng_used, points=0.5),
        Statistics(
            "shuffled",
            one_long_epoch,
            test=evenly_drawn,
            says={
                "places": "does not bring every example to every place equally often",
                "neighbours": "keeps examples together: not all orders are equally likely",
                "rising": "keeps too many (or too few) neighbours in their old order",
                "staying": "leaves too many examples where they were",
            },
            points=0.25,
        ),
        Statistics(
            "all orders",
            many_short_epochs,
            test=all_orders_alike,
            says={
                "orders": "does not give all 24 orders of 4 examples equally often",
                "repeated": "repeats some orders of 20 examples: it knows a few of them only",
            },
            points=0.25,
        ),
        Agreement("2,000 batches", large_epoch, outputs=["count"], points=0.25),
        Contract("contract", epochs_of_batches, points=0.25),
    ],
)


@probe(
    inputs={
        "values": array("T"),
        "beta": choice(0.9, 0.5, 0.0, 0.98, 0.9999),
        "bias_correction": choice(True, False),
    },
    dims={"T": (1, 40)},
    cases=30,
    worked=[
        Worked(
            title="beta 0.98: v_1 = θ_1, v_2 = (0.0196 θ_1 + 0.02 θ_2) / 0.0396",
            inputs={"values": np.array([10.0, 20.0]), "beta": 0.98, "bias_correction": True},
            gives={"averages": [10.0, (0.0196 * 10 + 0.02 * 20) / 0.0396]},
            within=1e-9,
        )
    ],
    # 0.1^400 is no longer a number above 0; 0.98^100, of values long ago, is a tenth
    hard=[
        {"values": np.sin(np.arange(400.0)), "beta": beta, "bias_correction": True}
        for beta in (0.1, 0.98)
    ],
)
def moving_average(sub, values, beta, bias_correction):
    return {"averages": sub.ewma(values, beta, bias_correction=bias_correction)}


def alike(first, second):
    """Whether two results are equal to rounding; what is no array is told of elsewhere."""
    pairs = zip(first, second, strict=True)
    return all(
        np.shape(one) == np.shape(other)
        and np.allclose(one, other, rtol=1e-9, atol=1e-10, equal_nan=True)
        for one, other in pairs
        if isinstance(one, np.ndarray) and isinstance(other, np.ndarray)
    )


@probe(inputs={"values": array("T")}, dims={"T": (1, 8)}, cases=3)
def moving_average_default(sub, values):
    averages = sub.ewma(values.copy(), 0.9)
    named = sub.ewma(values, 0.9, bias_correction=True)
    return {"averages": averages, "as_named": alike([averages], [named])}


def constant_stays(inputs, outputs):
    """Law: the corrected average lies between the smallest and the largest value so far."""
    if not inputs["bias_correction"]:
        return None
    low = np.minimum.accumulate(inputs["values"]) - 1e-9
    high = np.maximum.accumulate(inputs["values"]) + 1e-9
    inside = (outputs["averages"] >= low) & (outputs["averages"] <= high)
    return None if inside.all() else "leaves the range of the values, though bias is corrected"


moving_averages = Exercise(
    name="moving_averages",
    title="Moving averages",
    functions=["ewma(values, beta, bias_correction=True) -> averages"],
    checks=[
        Agreement("values", moving_average, outputs=["averages"], points=1.75),
        Agreement(
            "corrected by default",
            moving_average_default,
            outputs=["as_named", "averages"],
            says={
                "as_named": "gives other averages without bias_correction, which defaults to True"
            },
            points=0.5,
        ),
        Property("within the values", moving_average, law=constant_stays, points=0.25),
        Stability("long series", moving_average, points=0.25),
        Contract("contract", moving_average, points=0.25),
    ],
)

# Optimisers: a few steps in a row, from a state that is not zero, with hyperparameters far from
# their defaults: an epsilon of 1e-8 hides where it is added. The options of any two choices meet
# within a probe's cases: either these two come first, or their numbers have no common divisor.

DIMS = {"A": (1, 4), "B": (1, 4), "C": (1, 3), "axes": (1, 3), "size": (0, 4)}
SIZES = (1.0, 100.0, 0.01, 1.0, 1e-5)


def shape(pick):
    """One to three axes, the same all through a case."""
    lengths = [pick.dim(name) for name in "ABC"]
    return lengths[: pick.dim("axes")]


def any_shape(low=-3, high=3):
    """An array of the case's shape."""
    return lambda pick: pick.array(*shape(pick), low=low, high=high)


def gradients(pick):
    """The gradients of three steps, from tiny to large; some entries are exactly 0."""
    lengths, size = shape(pick), SIZES[pick.dim("size")]
    return [size * pick.array(*lengths) * (np.abs(pick.array(*lengths)) > 0.3) for _ in range(3)]


def zero_or(low, high, power=1):
    """A state that is all zeros in half of the cases, else as large as the gradients' power.

    Beside much larger numbers, those of the gradient would be lost in m + (1 - beta) (dw - m),
    which is right as well.
    """

    def draw(pick):
        return any_shape(low, high)(pick) * SIZES[pick.dim("size")] ** power * pick.integer(0, 1)

    return draw


LR = choice(0.1, 0.01, 1.0, 0.0, 10.0)
STEP = {"lr": LR, "w": any_shape(), "gradients": gradients}
BETA = choice(0.9, 0.5, 0.0, 0.9999)
EPS = log_real(1e-12, 1)
STILL = {"w": np.array([[1.0, -2.0]]), "gradients": [np.zeros((1, 2))] * 2, "lr": 0.1}
TINY = {**STILL, "gradients": [np.array([[1e-9, -1e-10]])] * 2}
ZERO = np.zeros((1, 2))
FIRST = {"w": np.array([[1.0, -2.0]]), "gradients": [np.array([[0.5, -3.0]])], "lr": 0.1}


def called(step, *arguments, **named):
    """One step on copies: that an argument is changed is told by the contract."""
    return step(*deepcopy(arguments), **named)


def by_default(values):
    """What it means if a call's results depend on whether, and how, hyperparameters are given.

    That is compared with the submission's own results: a step that is wrong anyway is told of by
    its numbers.
    """
    return {
        "as_named": f"gives other results without hyperparameters than with the defaults, {values}",
        "by_place": "gives other results where arguments are given by place than by their names",
    }


def other_shapes(*states, **others):
    """Worked cases: one weight that has several axes, and weights with four."""
    return [
        Worked(
            title=f"weights of shape {shape}, gradients twice as large",
            inputs={
                "w": 1.0 + np.arange(math.prod(shape)).reshape(shape),
                "gradients": [2.0 + 2 * np.arange(math.prod(shape)).reshape(shape)],
                "lr": 0.1,
                **{name: np.zeros(shape) for name in states},
                **others,
            },
            gives={},
            within=0,
        )
        for shape in ((1, 1), (1, 1, 1), (2, 1, 2, 2))
    ]


@probe(
    inputs=STEP,
    dims=DIMS,
    cases=24,
    worked=[
        Worked(
            title="no gradient, no step",
            inputs=STILL,
            gives={"w": [STILL["w"], STILL["w"]]},
            within=0,
        ),
        *other_shapes(),
    ],
)
def sgd_steps(sub, w, gradients, lr):
    steps = []
    for dw in gradients:
        w = sub.sgd_step(w, dw, lr)
        steps.append(deepcopy(w))  # as it is now: the next step may change it
    return {"w": steps}


sgd = Exercise(
    name="sgd",
    title="Gradient descent",
    functions=["sgd_step(w, dw, lr) -> w"],
    checks=[
        Agreement("steps", sgd_steps, outputs=["w"], points=1),
        Contract("contract", sgd_steps, points=0.5),
    ],
)


@probe(
    inputs={"beta": BETA, "dampening": choice(True, False), **STEP, "v": zero_or(-2, 2)},
    dims=DIMS,
    cases=32,
    worked=other_shapes("v", beta=0.5, dampening=True),
)
def momentum_steps(sub, w, gradients, lr, v, beta, dampening):
    weights, states = [], []
    for dw in gradients:
        w, v = sub.momentum_step(w, dw, v, lr, beta=beta, dampening=dampening)
        weights.append(deepcopy(w))
        states.append(deepcopy(v))
    return {"w": weights, "v": states}


@probe(inputs={**STEP, "v": zero_or(-2, 2)}, dims=DIMS, cases=6)
def momentum_default(sub, w, gradients, lr, v):
    w_new, v_new = given = called(sub.momentum_step, w, gradients[0], v, lr)
    yield {"w": w_new, "v": v_new}
    named = called(sub.momentum_step, w, gradients[0], v, lr, beta=0.9, dampening=True)
    yield {"as_named": alike(given, named)}
    placed = called(sub.momentum_step, w, gradients[1], v, lr, 0.5, False)
    named = called(sub.momentum_step, w, gradients[1], v, lr, beta=0.5, dampening=False)
    yield {"by_place": alike(placed, named)}


momentum = Exercise(
    name="momentum",
    title="Momentum",
    functions=["momentum_step(w, dw, v, lr, beta=0.9, dampening=True) -> (w, v)"],
    checks=[
        Agreement("steps", momentum_steps, outputs=["w"], points=1),
        Agreement("velocity", momentum_steps, outputs=["v"], points=0.75),
        Agreement(
            "defaults",
            momentum_default,
            outputs=["as_named", "by_place", "w", "v"],
            says=by_default("beta = 0.9 and dampening = True"),
            points=0.25,
        ),
        Contract("contract", momentum_steps, points=0.5),
    ],
)


@probe(
    inputs={"beta": BETA, **STEP, "v": zero_or(-2, 2)},
    dims=DIMS,
    cases=24,
    worked=other_shapes("v", beta=0.5),
)
def nesterov_steps(sub, w, gradients, lr, v, beta):
    weights, states = [], []
    for dw in gradients:
        w, v = sub.nesterov_step(w, dw, v, lr, beta=beta)
        weights.append(deepcopy(w))
        states.append(deepcopy(v))
    return {"w": weights, "v": states}


@probe(inputs={**STEP, "v": zero_or(-2, 2)}, dims=DIMS, cases=6)
def nesterov_default(sub, w, gradients, lr, v):
    w_new, v_new = given = called(sub.nesterov_step, w, gradients[0], v, lr)
    yield {"w": w_new, "v": v_new}
    named = called(sub.nesterov_step, w, gradients[0], v, lr, beta=0.9)
    yield {"as_named": alike(given, named)}


nesterov = Exercise(
    name="nesterov",
    title="Nesterov momentum",
    functions=["nesterov_step(w, dw, v, lr, beta=0.9) -> (w, v)"],
    checks=[
        Agreement("steps", nesterov_steps, outputs=["w"], points=1),
        Agreement("velocity", nesterov_steps, outputs=["v"], points=0.75),
        Agreement(
            "defaults",
            nesterov_default,
            outputs=["as_named", "w", "v"],
            says=by_default("beta = 0.9"),
            points=0.25,
        ),
        Contract("contract", nesterov_steps, points=0.5),
    ],
)


@probe(
    inputs={**STEP, "s": zero_or(0.01, 3, power=2), "eps": EPS},
    dims=DIMS,
    cases=24,
    worked=other_shapes("s", eps=1e-8),
    hard=[{**STILL, "s": ZERO, "eps": 1e-8}, {**TINY, "s": ZERO, "eps": 1e-10}],
)
def adagrad_steps(sub, w, gradients, lr, s, eps):
    weights, states = [], []
    for dw in gradients:
        w, s = sub.adagrad_step(w, dw, s, lr, eps=eps)
        weights.append(deepcopy(w))
        states.append(deepcopy(s))
    return {"w": weights, "s": states}


@probe(inputs={**STEP, "s": zero_or(0.01, 3, power=2)}, dims=DIMS, cases=8)
def adagrad_default(sub, w, gradients, lr, s):
    w_new, s_new = given = called(sub.adagrad_step, w, gradients[0], s, lr)
    yield {"w": w_new, "s": s_new}
    named = called(sub.adagrad_step, w, gradients[0], s, lr, eps=1e-8)
    yield {"as_named": alike(given, named)}


adagrad = Exercise(
    name="adagrad",
    title="Adagrad",
    functions=["adagrad_step(w, dw, s, lr, eps=1e-8) -> (w, s)"],
    checks=[
        Agreement("steps", adagrad_steps, outputs=["w"], points=1),
        Agreement("accumulator", adagrad_steps, outputs=["s"], points=0.5),
        Agreement(
            "defaults",
            adagrad_default,
            outputs=["as_named", "w", "s"],
            says=by_default("eps = 1e-8"),
            points=0.25,
        ),
        Stability("zero and tiny gradients", adagrad_steps, points=0.25),
        Contract("contract", adagrad_steps, points=0.5),
    ],
)


@probe(
    inputs={"beta": BETA, **STEP, "s": zero_or(0.01, 3, power=2), "eps": EPS},
    dims=DIMS,
    cases=28,
    worked=other_shapes("s", beta=0.75, eps=1e-8),
    hard=[
        {**STILL, "s": ZERO, "beta": 0.9, "eps": 1e-8},
        {**TINY, "s": ZERO, "beta": 0.9, "eps": 1e-10},
    ],
)
def rmsprop_steps(sub, w, gradients, lr, s, beta, eps):
    weights, states = [], []
    for dw in gradients:
        w, s = sub.rmsprop_step(w, dw, s, lr, beta=beta, eps=eps)
        weights.append(deepcopy(w))
        states.append(deepcopy(s))
    return {"w": weights, "s": states}


@probe(inputs={**STEP, "s": zero_or(0.01, 3, power=2)}, dims=DIMS, cases=8)
def rmsprop_default(sub, w, gradients, lr, s):
    w_new, s_new = given = called(sub.rmsprop_step, w, gradients[0], s, lr)
    yield {"w": w_new, "s": s_new}
    named = called(sub.rmsprop_step, w, gradients[0], s, lr, beta=0.9, eps=1e-8)
    yield {"as_named": alike(given, named)}
    placed = called(sub.rmsprop_step, w, gradients[1], s, lr, 0.5, 0.1)
    named = called(sub.rmsprop_step, w, gradients[1], s, lr, beta=0.5, eps=0.1)
    yield {"by_place": alike(placed, named)}


rmsprop = Exercise(
    name="rmsprop",
    title="RMSprop",
    functions=["rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8) -> (w, s)"],
    checks=[
        Agreement("steps", rmsprop_steps, outputs=["w"], points=1),
        Agreement("accumulator", rmsprop_steps, outputs=["s"], points=0.5),
        Agreement(
            "defaults",
            rmsprop_default,
            outputs=["as_named", "by_place", "w", "s"],
            says=by_default("beta = 0.9 and eps = 1e-8"),
            points=0.25,
        ),
        Stability("zero and tiny gradients", rmsprop_steps, points=0.25),
        Contract("contract", rmsprop_steps, points=0.5),
    ],
)

ADAM = {
    "t": choice(1, 2, 7, 5000),
    "beta2": choice(0.999, 0.0, 0.3, 0.9999),
    "beta1": choice(0.9, 0.9999, 0.0),
    **STEP,
    "m": zero_or(-2, 2),
    "v": zero_or(0.01, 3, power=2),
    "eps": EPS,
}
ADAM_DEFAULT = {key: ADAM[key] for key in ("t", "lr", "w", "gradients", "m", "v")}
BETAS = {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8}


def first_step_is_lr(inputs, outputs):
    """Law: the first step from zeros has size lr wherever the gradient is far above eps."""
    dw = inputs["gradients"][0]
    fresh = inputs["t"] == 1 and not inputs["m"].any() and not inputs["v"].any()
    large = np.abs(dw) > 1e4 * inputs["eps"]
    if not fresh or not large.any():
        return None
    size = (inputs["w"] - outputs["w"][0])[large]
    right = np.allclose(size, inputs["lr"] * np.sign(dw[large]), rtol=1e-3)
    return None if right else "takes a first step whose size is not lr"


@probe(
    inputs=ADAM,
    dims=DIMS,
    cases=36,
    worked=[
        Worked(
            title="the first step from zeros has size lr",
            inputs={**FIRST, "m": ZERO, "v": ZERO, "t": 1, **BETAS},
            gives={"w": [[[0.9, -1.9]]]},
            within=1e-7,
        ),
        *other_shapes("m", "v", t=1, **BETAS),
    ],
    hard=[
        {**STILL, "m": ZERO, "v": ZERO, "t": 1, **BETAS},
        {**TINY, "m": ZERO, "v": ZERO, "t": 1, **BETAS, "eps": 1e-10},
    ],
)
def adam_steps(sub, w, gradients, lr, m, v, t, beta1, beta2, eps):
    weights, first, second = [], [], []
    for step, dw in enumerate(gradients):
        w, m, v = sub.adam_step(w, dw, m, v, t + step, lr, beta1=beta1, beta2=beta2, eps=eps)
        weights.append(deepcopy(w))
        first.append(deepcopy(m))
        second.append(deepcopy(v))
    return {"w": weights, "m": first, "v": second}


@probe(inputs=ADAM_DEFAULT, dims=DIMS, cases=8)
def adam_default(sub, w, gradients, lr, m, v, t):
    w_new, m_new, v_new = given = called(sub.adam_step, w, gradients[0], m, v, t, lr)
    yield {"w": w_new, "m": m_new, "v": v_new}
    named = called(sub.adam_step, w, gradients[0], m, v, t, lr, **BETAS)
    yield {"as_named": alike(given, named)}
    placed = called(sub.adam_step, w, gradients[1], m, v, t, lr, 0.5, 0.75, 0.1)
    named = called(sub.adam_step, w, gradients[1], m, v, t, lr, beta1=0.5, beta2=0.75, eps=0.1)
    yield {"by_place": alike(placed, named)}


# A race for the eye: it is not judged, and shows the steps that are written already.


def slope_in_valley(w):
    """The gradient of a long valley, 25 times as steep across as along."""
    return w * np.array([1.0, 25.0])


def height_in_valley(w):
    return float((w**2 * np.array([0.5, 12.5])).sum())


RACERS = ("sgd", "momentum", "rmsprop", "adam")


def step_of(name, sub, w, dw, state, t):
    """One step: the new weights, and the new state."""
    if name == "sgd":
        return sub.sgd_step(w, dw, 0.03), state
    if name == "momentum":
        w, *state = sub.momentum_step(w, dw, state[0], 0.15)
    elif name == "rmsprop":
        w, *state = sub.rmsprop_step(w, dw, state[0], 0.1)
    else:
        w, *state = sub.adam_step(w, dw, *state, t, 0.3)
    return w, state


@probe(inputs={}, cases=1, random=True, watched=False)
def race(sub):
    for name in RACERS:
        w, state = np.array([-4.0, 1.0]), [np.zeros(2), np.zeros(2)]
        heights = [height_in_valley(w)]
        with suppress(Exception):  # not written yet, or wrong: another exercise says so
            for t in range(1, 61):
                w, state = step_of(name, sub, w, slope_in_valley(w), state, t)
                heights.append(height_in_valley(w))
            yield {name: np.array(heights)}


def reading_of_race(outputs):
    """Who comes nearest to the bottom of the valley."""
    ends = {name: heights[-1] for name, heights in outputs.items() if np.isfinite(heights[-1])}
    return f"After 60 steps {min(ends, key=ends.get)} is lowest." if len(ends) > 1 else ""


adam = Exercise(
    name="adam",
    title="Adam",
    functions=["adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8) -> (w, m, v)"],
    checks=[
        Agreement("steps", adam_steps, outputs=["w"], points=1.5),
        Agreement("moments", adam_steps, outputs=["m", "v"], points=1),
        Agreement(
            "defaults",
            adam_default,
            outputs=["as_named", "by_place", "w", "m", "v"],
            says=by_default("beta1 = 0.9, beta2 = 0.999 and eps = 1e-8"),
            points=0.25,
        ),
        Property("first step", adam_steps, law=first_step_is_lr, points=0.25),
        Stability("zero and tiny gradients", adam_steps, points=0.5),
        Contract("contract", adam_steps, points=0.5),
    ],
    pictures=[
        Picture(
            title="Optimisers in a long valley",
            probe=race,
            lines=dict(zip(RACERS, RACERS, strict=True)),
            x="step",
            logarithmic=True,
            reading=reading_of_race,
        )
    ],
)


@probe(
    inputs=ADAM,
    dims=DIMS,
    cases=36,
    worked=other_shapes("m", "v", t=1, **BETAS),
    hard=[
        {**STILL, "m": ZERO, "v": ZERO, "t": 1, **BETAS},
        {**TINY, "m": ZERO, "v": ZERO, "t": 1, **BETAS, "eps": 1e-10},
    ],
)
def nadam_steps(sub, w, gradients, lr, m, v, t, beta1, beta2, eps):
    weights, first, second = [], [], []
    for step, dw in enumerate(gradients):
        w, m, v = sub.nadam_step(w, dw, m, v, t + step, lr, beta1=beta1, beta2=beta2, eps=eps)
        weights.append(deepcopy(w))
        first.append(deepcopy(m))
        second.append(deepcopy(v))
    return {"w": weights, "m": first, "v": second}


@probe(inputs=ADAM_DEFAULT, dims=DIMS, cases=8)
def nadam_default(sub, w, gradients, lr, m, v, t):
    w_new, m_new, v_new = given = called(sub.nadam_step, w, gradients[0], m, v, t, lr)
    yield {"w": w_new, "m": m_new, "v": v_new}
    named = called(sub.nadam_step, w, gradients[0], m, v, t, lr, **BETAS)
    yield {"as_named": alike(given, named)}
    placed = called(sub.nadam_step, w, gradients[1], m, v, t, lr, 0.5, 0.75, 0.1)
    named = called(sub.nadam_step, w, gradients[1], m, v, t, lr, beta1=0.5, beta2=0.75, eps=0.1)
    yield {"by_place": alike(placed, named)}


nadam = Exercise(
    name="nadam",
    title="Nadam",
    functions=["nadam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8) -> (w, m, v)"],
    checks=[
        Agreement("steps", nadam_steps, outputs=["w"], points=1.5),
        Agreement("moments", nadam_steps, outputs=["m", "v"], points=0.5),
        Agreement(
            "defaults",
            nadam_default,
            outputs=["as_named", "by_place", "w", "m", "v"],
            says=by_default("beta1 = 0.9, beta2 = 0.999 and eps = 1e-8"),
            points=0.25,
        ),
        Stability("zero and tiny gradients", nadam_steps, points=0.25),
        Contract("contract", nadam_steps, points=0.5),
    ],
)

ADAMAX = {**{key: ADAM[key] for key in ADAM if key != "v"}, "u": zero_or(0.01, 3)}


@probe(
    inputs=ADAMAX,
    dims=DIMS,
    cases=36,
    worked=other_shapes("m", "u", t=1, **BETAS),
    hard=[
        {**STILL, "m": ZERO, "u": ZERO, "t": 1, **BETAS},
        {**TINY, "m": ZERO, "u": ZERO, "t": 1, **BETAS, "eps": 1e-10},
    ],
)
def adamax_steps(sub, w, gradients, lr, m, u, t, beta1, beta2, eps):
    weights, first, second = [], [], []
    for step, dw in enumerate(gradients):
        w, m, u = sub.adamax_step(w, dw, m, u, t + step, lr, beta1=beta1, beta2=beta2, eps=eps)
        weights.append(deepcopy(w))
        first.append(deepcopy(m))
        second.append(deepcopy(u))
    return {"w": weights, "m": first, "u": second}


@probe(
    inputs={key: ADAMAX[key] for key in ("t", "lr", "w", "gradients", "m", "u")},
    dims=DIMS,
    cases=8,
)
def adamax_default(sub, w, gradients, lr, m, u, t):
    w_new, m_new, u_new = given = called(sub.adamax_step, w, gradients[0], m, u, t, lr)
    yield {"w": w_new, "m": m_new, "u": u_new}
    named = called(sub.adamax_step, w, gradients[0], m, u, t, lr, **BETAS)
    yield {"as_named": alike(given, named)}
    placed = called(sub.adamax_step, w, gradients[1], m, u, t, lr, 0.5, 0.75, 0.1)
    named = called(sub.adamax_step, w, gradients[1], m, u, t, lr, beta1=0.5, beta2=0.75, eps=0.1)
    yield {"by_place": alike(placed, named)}


adamax = Exercise(
    name="adamax",
    title="Adamax",
    functions=["adamax_step(w, dw, m, u, t, lr, beta1=0.9, beta2=0.999, eps=1e-8) -> (w, m, u)"],
    checks=[
        Agreement("steps", adamax_steps, outputs=["w"], points=1.5),
        Agreement("moments", adamax_steps, outputs=["m", "u"], points=0.5),
        Agreement(
            "defaults",
            adamax_default,
            outputs=["as_named", "by_place", "w", "m", "u"],
            says=by_default("beta1 = 0.9, beta2 = 0.999 and eps = 1e-8"),
            points=0.25,
        ),
        Stability("zero and tiny gradients", adamax_steps, points=0.25),
        Contract("contract", adamax_steps, points=0.5),
    ],
)

# Schedules: one epoch or an array of any shape, whole numbers or between them, boundaries included.
# Where a schedule may jump, between them means three quarters on. Each function has its own probe,
# so that none of them costs the points of another.

EPOCH_DIMS = {"A": (1, 4), "B": (1, 3), "C": (1, 2), "axes": (1, 3)}


def one_or_all(pick, whole):
    """The first of some epochs, as a number or in an array, or all; some three quarters on."""
    between = whole + 0.75
    alone = whole.flat[:1].reshape([1] * pick.choice([1, 2, 3]))
    return pick.choice([int(whole.flat[0]), whole, between, float(between.flat[0]), alone])


def epochs(first):
    """An epoch, or an array of epochs."""

    def draw(pick):
        lengths = shape(pick)
        drawn = [pick.integer(first, 60) for _ in range(math.prod(lengths))]
        return one_or_all(pick, np.array(drawn).reshape(lengths))

    return draw


LR0 = log_real(1e-3, 1)
DECAY = choice(0.5, 0.02, 0.0, 1.0, 0.1)
EVERY = choice(10, 1, 7)


@probe(inputs={"epoch": epochs(0), "decay": DECAY, "lr0": LR0}, dims=EPOCH_DIMS, cases=20)
def time_decays(sub, lr0, decay, epoch):
    return {"time": sub.time_decay(lr0, decay, epoch)}


@probe(inputs={"epoch": epochs(0), "decay": DECAY, "lr0": LR0}, dims=EPOCH_DIMS, cases=20)
def exponential_decays(sub, lr0, decay, epoch):
    return {"exponential": sub.exponential_decay(lr0, decay, epoch)}


@probe(
    inputs={"epoch": epochs(1), "k": log_real(0.1, 2), "lr0": LR0},
    dims=EPOCH_DIMS,
    cases=16,
    worked=[
        Worked(
            title="with k = 2 it falls to lr0 in epoch 4",
            inputs={"epoch": np.array([1, 2, 3, 4]), "k": 2.0, "lr0": 0.1},
            gives={"inverse_sqrt": [0.2, 0.1414, 0.1155, 0.1]},
            within=1e-4,
        )
    ],
)
def inverse_sqrt_decays(sub, lr0, k, epoch):
    return {"inverse_sqrt": sub.inverse_sqrt_decay(lr0, k, epoch)}


@probe(
    inputs={
        "epoch": epochs(0),
        "every": EVERY,
        "factor": choice(0.5, 0.1, 0.9, 0.7, 1.0),
        "lr0": LR0,
    },
    dims=EPOCH_DIMS,
    cases=24,
)
def staircases(sub, lr0, factor, every, epoch):
    return {"staircase": sub.staircase_decay(lr0, factor, every, epoch)}


@probe(inputs={"epoch": epochs(0), "every": EVERY, "lr0": LR0}, dims=EPOCH_DIMS, cases=16)
def step_exponentials(sub, lr0, every, epoch):
    return {"step": sub.step_exponential(lr0, every, epoch)}


@probe(
    inputs={
        "epoch": epochs(0),
        "every": EVERY,
        "power": choice(1.0, 0.5, 2.0, 1.5, 3.0, 0.0, 2.5),
        "lr0": LR0,
    },
    dims=EPOCH_DIMS,
    cases=35,
)
def power_decays(sub, lr0, power, every, epoch):
    return {"power": sub.power_decay(lr0, power, every, epoch)}


BOUNDARIES = [[], [5], [10, 20], [1, 2.5, 30]]  # by their number


def around_boundaries(pick):
    """Epochs at the boundaries, next to them and far from them, in no order."""
    boundaries = BOUNDARIES[pick.dim("boundaries")]
    near = [int(boundary) + step for boundary in boundaries for step in (0, -1, 1)]
    start = pick.integer(0, len(near))
    chosen = [*near[start:], 50, 0, *near[:start]]
    three_axes = [[[epoch] for epoch in order] for order in (chosen, chosen[::-1])]
    return one_or_all(pick, np.array(pick.choice([chosen, [chosen], three_axes])))


def rates(pick):
    """One value more than there are boundaries."""
    return [round(pick.real(0.01, 1), 3) for _ in range(pick.dim("boundaries") + 1)]


@probe(
    inputs={
        "epoch": around_boundaries,
        "boundaries": lambda pick: BOUNDARIES[pick.dim("boundaries")],
        "values": rates,
    },
    dims={"boundaries": (0, 3)},
    cases=30,
    worked=[
        Worked(
            title="boundaries 1, 2.5 and 30: epoch 2 still comes before the second",
            inputs={
                "epoch": np.array([0, 1, 2, 3, 30]),
                "boundaries": BOUNDARIES[3],
                "values": [0.1, 0.05, 0.02, 0.01],
            },
            gives={"lr": [0.1, 0.05, 0.05, 0.02, 0.01]},
            within=0,
        ),
        Worked(
            title="a single boundary, 5",
            inputs={"epoch": np.array([4, 5, 6]), "boundaries": [5], "values": [0.1, 0.05]},
            gives={"lr": [0.1, 0.05, 0.05]},
            within=0,
        ),
        Worked(
            title="a single boundary, 2.5, within an epoch",
            inputs={
                "epoch": np.array([2.0, 2.25, 2.75, 3.0]),
                "boundaries": [2.5],
                "values": [0.1, 0.05],
            },
            gives={"lr": [0.1, 0.1, 0.05, 0.05]},
            within=0,
        ),
    ],
)
def constant_pieces(sub, boundaries, values, epoch):
    return {"lr": sub.piecewise_constant(boundaries, values, epoch)}


TINY_GAINS = "as 1 + losses / 2**30"  # exact, so that ties still are


def dev_losses(pick):
    """Dev losses that go up and down in whole numbers, so that ties are exact; some are high."""
    steps = [pick.integer(-2, 2) for _ in range(pick.integer(6, 12))]
    losses = np.cumsum(steps)
    losses[0] += pick.choice([0, 20, 0, 0, 0])
    return losses + pick.choice([0, 5000, 0, 0])


@probe(
    inputs={
        "patience": choice(1, 2, 3),
        "min_delta": choice(0, 1, 2),
        "factor": choice(0.5, 0.1),
        "lr0": LR0,
        "losses": dev_losses,
        "seen": choice("as they are", TINY_GAINS),
    },
    cases=42,
    worked=[
        Worked(
            title="losses 6, 5, 4, 3, 2 with min_delta 2 and patience 2: only 3 improves on 6",
            inputs={
                "patience": 2,
                "min_delta": 2,
                "factor": 0.5,
                "lr0": 0.1,
                "losses": np.array([6, 5, 4, 3, 2]),
                "seen": "as they are",
            },
            gives={"rates": [0.1, 0.1, 0.05, 0.05, 0.05]},
            within=1e-12,
        ),
        Worked(
            title="losses 1, 1 - 2^-30 and so on: all gains are tiny",
            inputs={
                "patience": 2,
                "min_delta": 0,
                "factor": 0.5,
                "lr0": 0.1,
                "losses": -np.arange(5),
                "seen": TINY_GAINS,
            },
            gives={"rates": [0.1] * 5},
            within=0,
        ),
    ],
)
def plateaus(sub, lr0, factor, patience, min_delta, losses, seen):
    start, unit = (1, 2.0**-30) if seen == TINY_GAINS else (0, 1.0)
    schedule = sub.ReduceOnPlateau(lr0, factor, patience, min_delta=min_delta * unit)
    other = sub.ReduceOnPlateau(2 * lr0, factor, patience + 1)
    rates, others = [], []
    for loss in (start + unit * losses).tolist():
        rates.append(schedule.update(loss))
        others.append(other.update(loss / 4))
    return {"rates": rates, "others": others}


learning_rate_schedules = Exercise(
    name="learning_rate_schedules",
    title="Learning-rate schedules",
    functions=[
        "time_decay(lr0, decay, epoch) -> time",
        "exponential_decay(lr0, decay, epoch) -> exponential",
        "inverse_sqrt_decay(lr0, k, epoch) -> inverse_sqrt",
        "staircase_decay(lr0, factor, every, epoch) -> staircase",
        "step_exponential(lr0, every, epoch) -> step",
        "power_decay(lr0, power, every, epoch) -> power",
        "piecewise_constant(boundaries, values, epoch) -> lr",
        "ReduceOnPlateau(lr0, factor, patience, min_delta=0.0)",
    ],
    checks=[
        Agreement("time decay", time_decays, outputs=["time"], points=0.5),
        Agreement("exponential decay", exponential_decays, outputs=["exponential"], points=0.5),
        Agreement("inverse square root", inverse_sqrt_decays, outputs=["inverse_sqrt"], points=0.5),
        Agreement("staircase", staircases, outputs=["staircase"], points=0.5),
        Agreement("step exponential", step_exponentials, outputs=["step"], points=0.5),
        Agreement("power decay", power_decays, outputs=["power"], points=0.5),
        Agreement("piecewise constant", constant_pieces, outputs=["lr"], points=0.75),
        Agreement(
            "reduce on plateau",
            plateaus,
            outputs=["rates", "others"],
            says={
                "others": "gives wrong rates in a second object, used beside the first and made "
                "without min_delta, which defaults to 0"
            },
            points=1.25,
        ),
        Contract(
            "contract",
            time_decays,
            also=[
                exponential_decays,
                inverse_sqrt_decays,
                staircases,
                step_exponentials,
                power_decays,
                constant_pieces,
            ],
            points=0.5,
        ),
    ],
)
