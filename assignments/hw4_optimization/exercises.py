"""Homework 4: mini-batches, moving averages, optimisers, learning-rate schedules."""

import numpy as np

from autograder.exercise import (
    Agreement,
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
from autograder.numerics.statistics import shuffled

# Mini-batches: rows carry their own number, so that whatever happens to them shows.


def examples(n, features, classes):
    """Inputs and labels of n examples; row i of x begins with i, row i of y with -i."""
    numbers = np.arange(n, dtype=np.float64)
    x = numbers[:, None] + np.linspace(0, 0.5, features)
    y = -numbers[:, None] - np.linspace(0, 0.25, classes)
    return x, y


def joined(batches):
    """The rows of an epoch one below the other, and the sizes of its batches."""
    sizes = [len(x) for x, _ in batches]
    x, y = np.concatenate([x for x, _ in batches]), np.concatenate([y for _, y in batches])
    return {"x": x, "y": y, "sizes": sizes}


@probe(
    inputs={
        "n": choice(1, 24, 2, 7, 30, 13, 20),
        "features": lambda pick: pick.dim("D"),
        "classes": lambda pick: pick.dim("K"),
        "batch_size": choice(1, 2, 3, 5, 8, 100),
        "seed": seed(),
    },
    dims={"D": (1, 3), "K": (1, 3)},
    cases=42,
    random=True,
)
def epochs_of_batches(sub, n, features, classes, batch_size, seed):
    x, y = examples(n, features, classes)
    rng = np.random.default_rng(seed)
    first = sub.minibatches(x, y, batch_size, rng)
    second = sub.minibatches(x, y, batch_size, rng)
    again = sub.minibatches(x, y, batch_size, np.random.default_rng(seed))
    return {
        "first": joined(first),
        "second": joined(second),
        "again": joined(again),
        "pairs": [len(pair) for pair in first],
    }


def every_example_once(inputs, outputs):
    """Law: an epoch holds each row of x exactly once, unchanged."""
    x, _ = examples(inputs["n"], inputs["features"], inputs["classes"])
    for epoch in ("first", "second"):
        found = outputs[epoch]["x"]
        if found.shape != x.shape:
            return f"gives {len(found)} examples of {len(x)} in an epoch"
        if not np.array_equal(found[np.argsort(found[:, 0])], x):
            return "does not give every example exactly once in an epoch"
    return None


def pairs_kept(inputs, outputs):
    """Law: every row of x comes with its own row of y."""
    x, y = examples(inputs["n"], inputs["features"], inputs["classes"])
    for epoch in ("first", "second"):
        rows = outputs[epoch]["x"][:, 0].astype(int)
        if not np.array_equal(outputs[epoch]["y"], y[np.clip(rows, 0, len(x) - 1)]):
            return "pairs examples with the labels of others"
    return None


def sizes_right(inputs, outputs):
    """Law: full batches, and the rest in a last, smaller one."""
    n, size = inputs["n"], inputs["batch_size"]
    expected = [size] * (n // size) + [n % size] * (n % size > 0)
    if list(outputs["first"]["sizes"]) != expected:
        return f"gives batches of {outputs['first']['sizes']}, but should of {expected}"
    return None if set(outputs["pairs"]) == {2} else "gives something other than pairs (x, y)"


def rng_used(inputs, outputs):
    """Law: the order comes from rng, and is another one at every call."""
    if not np.array_equal(outputs["first"]["x"], outputs["again"]["x"]):
        return "gives another order although rng is in the same state: draw from rng alone"
    # 20 examples come in the same order twice with a probability of 1/20!, about 4e-19.
    if inputs["n"] >= 20 and np.array_equal(outputs["first"]["x"], outputs["second"]["x"]):
        return "gives the same order in every epoch: shuffle anew at every call"
    return None


@probe(
    inputs={"n": choice(40_000), "batch_size": choice(500), "seed": seed()}, cases=1, random=True
)
def one_long_epoch(sub, n, batch_size, seed):
    x, y = examples(n, 1, 1)
    batches = sub.minibatches(x, y, batch_size, np.random.default_rng(seed))
    return {"order": joined(batches)["x"][:, 0]}


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
        Property("sizes", epochs_of_batches, law=sizes_right, points=0.5),
        Property("randomness from rng", epochs_of_batches, law=rng_used, points=0.5),
        Statistics(
            "shuffled",
            one_long_epoch,
            test=lambda _, outputs: shuffled(outputs["order"]),
            says={
                "places": "does not bring every example to every place equally often",
                "neighbours": "keeps examples together: not all orders are equally likely",
            },
            points=0.5,
        ),
        Agreement("2,000 batches", large_epoch, outputs=["count"], points=0.25),
        Contract("contract", epochs_of_batches, points=0.25),
    ],
)


@probe(
    inputs={
        "values": array("T"),
        "beta": choice(0.9, 0.5, 0.0, 0.98, 0.999),
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
    # beta^400 is no longer a number above 0
    hard=[{"values": np.sin(np.arange(400.0)), "beta": 0.1, "bias_correction": True}],
)
def moving_average(sub, values, beta, bias_correction):
    return {"averages": sub.ewma(values, beta, bias_correction=bias_correction)}


@probe(inputs={"values": array("T")}, dims={"T": (1, 8)}, cases=3)
def moving_average_default(sub, values):
    return {"averages": sub.ewma(values, 0.9)}


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
        Agreement("corrected by default", moving_average_default, outputs=["averages"], points=0.5),
        Property("within the values", moving_average, law=constant_stays, points=0.25),
        Stability("long series", moving_average, points=0.25),
        Contract("contract", moving_average, points=0.25),
    ],
)

# Optimisers: a few steps in a row, from a state that is not zero, with hyperparameters far from
# their defaults: an epsilon of 1e-8 hides where it is added.


def gradients(pick):
    """The gradients of three steps, small and large; some entries are exactly 0."""
    shape = pick.dim("D"), pick.dim("K")
    size = pick.choice([1.0, 100.0, 0.01])
    return [size * pick.array(*shape) * (np.abs(pick.array(*shape)) > 0.3) for _ in range(3)]


def zero_or(low, high):
    """A state that is all zeros in half of the cases."""

    def draw(pick):
        state = pick.array(pick.dim("D"), pick.dim("K"), low=low, high=high)
        return state * pick.choice([1.0, 0.0])

    return draw


STEP = {
    "w": array("D", "K"),
    "gradients": gradients,
    "lr": choice(0.1, 0.01, 1.0),
}
BETA = choice(0.9, 0.5, 0.0, 0.99)
EPS = log_real(1e-8, 1)
STILL = {"w": np.array([[1.0, -2.0]]), "gradients": [np.zeros((1, 2))] * 2, "lr": 0.1}
ZERO = np.zeros((1, 2))
FIRST = {"w": np.array([[1.0, -2.0]]), "gradients": [np.array([[0.5, -3.0]])], "lr": 0.1}


@probe(inputs=STEP, cases=20)
def sgd_steps(sub, w, gradients, lr):
    steps = []
    for dw in gradients:
        w = sub.sgd_step(w, dw, lr)
        steps.append(w)
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
    inputs={**STEP, "v": zero_or(-2, 2), "beta": BETA, "dampening": choice(True, False)}, cases=30
)
def momentum_steps(sub, w, gradients, lr, v, beta, dampening):
    weights, states = [], []
    for dw in gradients:
        w, v = sub.momentum_step(w, dw, v, lr, beta=beta, dampening=dampening)
        weights.append(w)
        states.append(v)
    return {"w": weights, "v": states}


@probe(inputs={**STEP, "v": zero_or(-2, 2)}, cases=4)
def momentum_default(sub, w, gradients, lr, v):
    w, v = sub.momentum_step(w, gradients[0], v, lr)
    return {"w": w, "v": v}


momentum = Exercise(
    name="momentum",
    title="Momentum",
    functions=["momentum_step(w, dw, v, lr, beta=0.9, dampening=True) -> (w, v)"],
    checks=[
        Agreement("steps", momentum_steps, outputs=["w"], points=1),
        Agreement("velocity", momentum_steps, outputs=["v"], points=0.75),
        Agreement("defaults", momentum_default, outputs=["w", "v"], points=0.25),
        Contract("contract", momentum_steps, points=0.5),
    ],
)


@probe(inputs={**STEP, "v": zero_or(-2, 2), "beta": BETA}, cases=24)
def nesterov_steps(sub, w, gradients, lr, v, beta):
    weights, states = [], []
    for dw in gradients:
        w, v = sub.nesterov_step(w, dw, v, lr, beta=beta)
        weights.append(w)
        states.append(v)
    return {"w": weights, "v": states}


@probe(inputs={**STEP, "v": zero_or(-2, 2)}, cases=4)
def nesterov_default(sub, w, gradients, lr, v):
    w, v = sub.nesterov_step(w, gradients[0], v, lr)
    return {"w": w, "v": v}


nesterov = Exercise(
    name="nesterov",
    title="Nesterov momentum",
    functions=["nesterov_step(w, dw, v, lr, beta=0.9) -> (w, v)"],
    checks=[
        Agreement("steps", nesterov_steps, outputs=["w"], points=1),
        Agreement("velocity", nesterov_steps, outputs=["v"], points=0.75),
        Agreement("defaults", nesterov_default, outputs=["w", "v"], points=0.25),
        Contract("contract", nesterov_steps, points=0.5),
    ],
)


@probe(
    inputs={**STEP, "s": zero_or(0.01, 3), "eps": EPS},
    cases=24,
    hard=[{**STILL, "s": ZERO, "eps": 1e-8}],
)
def adagrad_steps(sub, w, gradients, lr, s, eps):
    weights, states = [], []
    for dw in gradients:
        w, s = sub.adagrad_step(w, dw, s, lr, eps=eps)
        weights.append(w)
        states.append(s)
    return {"w": weights, "s": states}


@probe(inputs={**STEP, "s": zero_or(0.01, 3)}, cases=4)
def adagrad_default(sub, w, gradients, lr, s):
    w, s = sub.adagrad_step(w, gradients[0], s, lr)
    return {"w": w, "s": s}


adagrad = Exercise(
    name="adagrad",
    title="Adagrad",
    functions=["adagrad_step(w, dw, s, lr, eps=1e-8) -> (w, s)"],
    checks=[
        Agreement("steps", adagrad_steps, outputs=["w"], points=1),
        Agreement("accumulator", adagrad_steps, outputs=["s"], points=0.5),
        Agreement("defaults", adagrad_default, outputs=["w", "s"], points=0.25),
        Stability("zero gradients", adagrad_steps, points=0.25),
        Contract("contract", adagrad_steps, points=0.5),
    ],
)


@probe(
    inputs={**STEP, "s": zero_or(0.01, 3), "beta": BETA, "eps": EPS},
    cases=28,
    hard=[{**STILL, "s": ZERO, "beta": 0.9, "eps": 1e-8}],
)
def rmsprop_steps(sub, w, gradients, lr, s, beta, eps):
    weights, states = [], []
    for dw in gradients:
        w, s = sub.rmsprop_step(w, dw, s, lr, beta=beta, eps=eps)
        weights.append(w)
        states.append(s)
    return {"w": weights, "s": states}


@probe(inputs={**STEP, "s": zero_or(0.01, 3)}, cases=4)
def rmsprop_default(sub, w, gradients, lr, s):
    w, s = sub.rmsprop_step(w, gradients[0], s, lr)
    return {"w": w, "s": s}


rmsprop = Exercise(
    name="rmsprop",
    title="RMSprop",
    functions=["rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8) -> (w, s)"],
    checks=[
        Agreement("steps", rmsprop_steps, outputs=["w"], points=1),
        Agreement("accumulator", rmsprop_steps, outputs=["s"], points=0.5),
        Agreement("defaults", rmsprop_default, outputs=["w", "s"], points=0.25),
        Stability("zero gradients", rmsprop_steps, points=0.25),
        Contract("contract", rmsprop_steps, points=0.5),
    ],
)

ADAM = {
    **STEP,
    "m": zero_or(-2, 2),
    "v": zero_or(0.01, 3),
    "t": choice(1, 2, 7, 1000),
    "beta1": choice(0.9, 0.5, 0.0),
    "beta2": choice(0.999, 0.9, 0.3),
    "eps": EPS,
}
ADAM_DEFAULT = {key: ADAM[key] for key in ("w", "gradients", "lr", "m", "v", "t")}
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
    cases=36,
    worked=[
        Worked(
            title="the first step from zeros has size lr",
            inputs={**FIRST, "m": ZERO, "v": ZERO, "t": 1, **BETAS},
            gives={"w": [[[0.9, -1.9]]]},
            within=1e-7,
        )
    ],
    hard=[{**STILL, "m": ZERO, "v": ZERO, "t": 1, **BETAS}],
)
def adam_steps(sub, w, gradients, lr, m, v, t, beta1, beta2, eps):
    weights, first, second = [], [], []
    for step, dw in enumerate(gradients):
        w, m, v = sub.adam_step(w, dw, m, v, t + step, lr, beta1=beta1, beta2=beta2, eps=eps)
        weights.append(w)
        first.append(m)
        second.append(v)
    return {"w": weights, "m": first, "v": second}


@probe(inputs=ADAM_DEFAULT, cases=6)
def adam_default(sub, w, gradients, lr, m, v, t):
    w, m, v = sub.adam_step(w, gradients[0], m, v, t, lr)
    return {"w": w, "m": m, "v": v}


adam = Exercise(
    name="adam",
    title="Adam",
    functions=["adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8) -> (w, m, v)"],
    checks=[
        Agreement("steps", adam_steps, outputs=["w"], points=1.5),
        Agreement("moments", adam_steps, outputs=["m", "v"], points=1),
        Agreement("defaults", adam_default, outputs=["w", "m", "v"], points=0.25),
        Property("first step", adam_steps, law=first_step_is_lr, points=0.25),
        Stability("zero gradients", adam_steps, points=0.5),
        Contract("contract", adam_steps, points=0.5),
    ],
)


@probe(inputs=ADAM, cases=36, hard=[{**STILL, "m": ZERO, "v": ZERO, "t": 1, **BETAS}])
def nadam_steps(sub, w, gradients, lr, m, v, t, beta1, beta2, eps):
    weights, first, second = [], [], []
    for step, dw in enumerate(gradients):
        w, m, v = sub.nadam_step(w, dw, m, v, t + step, lr, beta1=beta1, beta2=beta2, eps=eps)
        weights.append(w)
        first.append(m)
        second.append(v)
    return {"w": weights, "m": first, "v": second}


@probe(inputs=ADAM_DEFAULT, cases=6)
def nadam_default(sub, w, gradients, lr, m, v, t):
    w, m, v = sub.nadam_step(w, gradients[0], m, v, t, lr)
    return {"w": w, "m": m, "v": v}


nadam = Exercise(
    name="nadam",
    title="Nadam",
    functions=["nadam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8) -> (w, m, v)"],
    checks=[
        Agreement("steps", nadam_steps, outputs=["w"], points=1.5),
        Agreement("moments", nadam_steps, outputs=["m", "v"], points=0.5),
        Agreement("defaults", nadam_default, outputs=["w", "m", "v"], points=0.25),
        Stability("zero gradients", nadam_steps, points=0.25),
        Contract("contract", nadam_steps, points=0.5),
    ],
)

ADAMAX = {**{key: ADAM[key] for key in ADAM if key != "v"}, "u": zero_or(0.01, 3)}


@probe(inputs=ADAMAX, cases=36, hard=[{**STILL, "m": ZERO, "u": ZERO, "t": 1, **BETAS}])
def adamax_steps(sub, w, gradients, lr, m, u, t, beta1, beta2, eps):
    weights, first, second = [], [], []
    for step, dw in enumerate(gradients):
        w, m, u = sub.adamax_step(w, dw, m, u, t + step, lr, beta1=beta1, beta2=beta2, eps=eps)
        weights.append(w)
        first.append(m)
        second.append(u)
    return {"w": weights, "m": first, "u": second}


@probe(inputs={key: ADAMAX[key] for key in ("w", "gradients", "lr", "m", "u", "t")}, cases=6)
def adamax_default(sub, w, gradients, lr, m, u, t):
    w, m, u = sub.adamax_step(w, gradients[0], m, u, t, lr)
    return {"w": w, "m": m, "u": u}


adamax = Exercise(
    name="adamax",
    title="Adamax",
    functions=["adamax_step(w, dw, m, u, t, lr, beta1=0.9, beta2=0.999, eps=1e-8) -> (w, m, u)"],
    checks=[
        Agreement("steps", adamax_steps, outputs=["w"], points=1.5),
        Agreement("moments", adamax_steps, outputs=["m", "u"], points=0.5),
        Agreement("defaults", adamax_default, outputs=["w", "m", "u"], points=0.25),
        Stability("zero gradients", adamax_steps, points=0.25),
        Contract("contract", adamax_steps, points=0.5),
    ],
)

# Schedules: scalars and arrays of epochs, boundaries included. Epochs are integers: a schedule
# may jump between them.


def epochs(first):
    """An epoch, or an array of epochs."""

    def draw(pick):
        several = np.array([pick.integer(first, 60) for _ in range(pick.dim("E"))])
        return pick.choice([int(several[0]), several])

    return draw


SCHEDULE = {"lr0": log_real(1e-3, 1), "epoch": epochs(0)}
EVERY = choice(10, 1, 7, 25)


@probe(
    inputs={**SCHEDULE, "from_1": epochs(1), "decay": log_real(1e-2, 1), "k": log_real(0.1, 2)},
    dims={"E": (1, 6)},
    cases=24,
)
def smooth_schedules(sub, lr0, epoch, from_1, decay, k):
    yield {"time": sub.time_decay(lr0, decay, epoch)}
    yield {"exponential": sub.exponential_decay(lr0, decay, epoch)}
    yield {"inverse_sqrt": sub.inverse_sqrt_decay(lr0, k, from_1)}


@probe(
    inputs={
        **SCHEDULE,
        "factor": choice(0.5, 0.1, 0.9),
        "every": EVERY,
        "power": choice(1.0, 0.5, 2.0, 3.0),
    },
    dims={"E": (1, 6)},
    cases=28,
)
def stepped_schedules(sub, lr0, epoch, factor, every, power):
    yield {"staircase": sub.staircase_decay(lr0, factor, every, epoch)}
    yield {"step": sub.step_exponential(lr0, every, epoch)}
    yield {"power": sub.power_decay(lr0, power, every, epoch)}


def pieces(pick):
    """Boundaries that are met exactly by some of the epochs, and the values around them."""
    boundaries = [[10, 20], [5], [], [1, 2, 30], [7, 14, 21, 28]][pick.integer(0, 4)]
    values = [round(pick.real(0.01, 1), 3) for _ in range(len(boundaries) + 1)]
    chosen = [0, 50, *boundaries, *(boundary - 1 for boundary in boundaries)]
    several = np.array(chosen[pick.integer(0, len(chosen) - 1) :] + chosen[:2])
    return {
        "boundaries": boundaries,
        "values": values,
        "epoch": pick.choice([several, int(several[0])]),
    }


@probe(inputs={"pieces": pieces}, cases=24)
def constant_pieces(sub, pieces):
    lr = sub.piecewise_constant(pieces["boundaries"], pieces["values"], pieces["epoch"])
    return {"lr": lr}


def dev_losses(pick):
    """Dev losses in quarters, so that ties are exact."""
    return [pick.integer(0, 12) for _ in range(pick.integer(4, 16))]


@probe(
    inputs={
        "lr0": choice(0.1, 1.0),
        "factor": choice(0.5, 0.1),
        "patience": choice(1, 2, 3),
        "quarters": choice(0, 1, 2),
        "losses": dev_losses,
    },
    cases=40,
)
def plateaus(sub, lr0, factor, patience, quarters, losses):
    schedule = sub.ReduceOnPlateau(lr0, factor, patience, min_delta=quarters / 4)
    other = sub.ReduceOnPlateau(2 * lr0, factor, patience + 1)
    rates, others = [], []
    for loss in losses:
        rates.append(schedule.update(loss / 4))
        others.append(other.update(loss / 2))
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
        Agreement("time decay", smooth_schedules, outputs=["time"], points=0.5),
        Agreement("exponential decay", smooth_schedules, outputs=["exponential"], points=0.5),
        Agreement("inverse square root", smooth_schedules, outputs=["inverse_sqrt"], points=0.5),
        Agreement("staircase", stepped_schedules, outputs=["staircase"], points=0.5),
        Agreement("step exponential", stepped_schedules, outputs=["step"], points=0.5),
        Agreement("power decay", stepped_schedules, outputs=["power"], points=0.5),
        Agreement("piecewise constant", constant_pieces, outputs=["lr"], points=0.75),
        Agreement("reduce on plateau", plateaus, outputs=["rates", "others"], points=1.25),
        Contract(
            "contract", smooth_schedules, also=[stepped_schedules, constant_pieces], points=0.5
        ),
    ],
)
