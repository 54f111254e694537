"""Homework 2 in another course's conventions: caches, dicts of settings, update rules."""

import numpy as np

from autograder import exercise as on
from autograder.exercise import array, choice, probe
from autograder.numerics.statistics import binomial, same_frequency


def layer(name, title, run, arrays, settings="", *more):
    """An exercise of a forward and a backward pass, with a contract unless there is more."""
    wrt = {key: f"d{key}" for key in arrays.split(", ")}
    return on.Exercise(
        name=name,
        title=title,
        functions=[
            f"{name}_forward({arrays}{settings}) -> (out, cache)",
            f"{name}_backward(dout, cache) -> ({', '.join(wrt.values())})",
        ],
        checks=[
            on.Agreement("forward", run, outputs=["out"], points=1),
            on.Backward("backward", run, of="out", upstream="dout", wrt=wrt, points=2),
            *(more or [on.Contract("contract", run, points=1)]),
        ],
    )


def by_hand(inputs, gives):
    """A case with numbers worked by hand; lists become arrays."""
    arrays = {key: np.array(it) if isinstance(it, list) else it for key, it in inputs.items()}
    return [on.Worked(title="by hand", inputs=arrays, gives=gives, within=5e-4)]


def manners(inputs, outputs):
    """Law: arrays that were handed over are as they were, those handed back are float64."""
    changed = [k for k, it in outputs["left"].items() if not np.array_equal(it, inputs[k])]
    other = [k for k, it in outputs.items() if str(getattr(it, "dtype", "float64")) != "float64"]
    if changed:
        return f"changes {changed[0]} in place"
    return f"gives a result, {other[0]}, that is not of float64" if other else None


def examples(pick):
    """Six numbers an example, in one, two or three axes."""
    return pick.array(pick.dim("N"), *pick.choice([(6,), (2, 3), (3, 1, 2)]))


@probe(
    inputs={"x": examples, "w": array(6, "K"), "b": array("K"), "dout": array("N", "K")},
    worked=by_hand(
        {"x": [[[1.0], [2.0]]], "w": [[1.0], [10.0]], "b": [0.5], "dout": [[2.0]]},
        {"out": [[21.5]], "dx": [[[2], [20]]], "dw": [[2], [4]], "db": [2]},
    ),
)
def affine_pass(sub, x, w, b, dout):
    out, cache = sub.affine_forward(x, w, b)
    yield {"out": out}
    dx, dw, db = sub.affine_backward(dout, cache)
    yield {"dx": dx, "dw": dw, "db": db}


affine = layer("affine", "Affine layer", affine_pass, "x, w, b")


@probe(
    inputs={"x": array("N", "D", gap=0.05), "dout": array("N", "D")},
    worked=by_hand({"x": [[0.0, 2.0]], "dout": [[3.0, -4.0]]}, {"out": [[0, 2]], "dx": [[0, -4]]}),
)
def relu_pass(sub, x, dout):
    out, cache = sub.relu_forward(x)
    yield {"out": out}
    yield {"dx": sub.relu_backward(dout, cache)}


relu = layer("relu", "ReLU", relu_pass, "x")


def norm_settings(pick):
    """Settings of a norm, or none in half of the cases, where the defaults count."""
    return pick.choice([{"eps": pick.log_real(1e-8, 1), "momentum": pick.real(0, 1)}, {}])


NORM = {"x": array("N", "D"), "gamma": array("D", gap=0.05), "beta": array("D")}
RUNNING = ["running_mean", "running_var"]


@probe(
    inputs={**NORM, "dout": array("N", "D"), "given": norm_settings},
    dims={"N": (3, 9)},
    atol={"out": 1e-9, "dx": 1e-9},
    worked=by_hand(
        {"x": [[1.0], [5.0]], "gamma": [3.0], "beta": [1.0], "dout": [[1.0], [0.0]], "given": {}},
        {"out": [[-2], [4]], "dgamma": [-1], "running_mean": [0.97], "running_var": [1.96]},
    ),
)
def batchnorm_pass(sub, x, gamma, beta, dout, given):
    bn_param, later = {"mode": "train", **given}, 2 * x + 1
    out, cache = sub.batchnorm_forward(x, gamma, beta, bn_param)
    yield {"out": out}
    sub.batchnorm_forward(later.copy(), gamma, beta, bn_param)
    yield {key: bn_param.get(key) for key in RUNNING}
    known = {**given, "mode": "test", "running_mean": beta, "running_var": gamma**2}
    yield {"tested": sub.batchnorm_forward(later, gamma, beta, known)[0]}
    dx, dgamma, dbeta = sub.batchnorm_backward(dout, cache)
    yield {"dx": dx, "dgamma": dgamma, "dbeta": dbeta}
    yield {"left": {"x": x, "gamma": gamma, "beta": beta, "dout": dout}}


MORE = [
    on.Agreement("bn_param", batchnorm_pass, outputs=RUNNING, points=1),
    on.Agreement("mode test", batchnorm_pass, outputs=["tested"], points=1),
    on.Property("contract", batchnorm_pass, law=manners, of="batchnorm_forward", points=1),
]
batchnorm = layer("batchnorm", "Batch norm", batchnorm_pass, "x, gamma, beta", ", bn_param", *MORE)

MODE = choice("train", "test")
KEEP = choice(0.8, 0.5, 0.25)


@probe(
    inputs={"x": choice(3.0, -0.7), "dout": choice(1.0, -2.5), "p": KEEP, "mode": MODE},
    cases=12,
    worked=by_hand({"x": 3.0, "dout": 3.0, "p": 0.75, "mode": "train"}, {"out": [0, 4]}),
)
def dropout_values(sub, x, dout, p, mode):
    out, cache = sub.dropout_forward(np.full((30, 40), x), {"mode": mode, "p": p})
    yield {"out": np.unique(out)}
    yield {"dx": np.unique(sub.dropout_backward(np.full((30, 40), dout), cache))}


@probe(inputs={"p": KEEP, "seed": on.seed()}, cases=6, random=True)
def dropout_draws(sub, p, seed):
    x = np.linspace(1, 2, 4000).reshape(100, 40)
    seeded, free = {"mode": "train", "p": p, "seed": seed}, {"mode": "train", "p": p}
    out, cache = sub.dropout_forward(x, seeded)
    dx = sub.dropout_backward(np.exp(x), cache)
    again, *unseeded = [sub.dropout_forward(x, param)[0] for param in (seeded, free, free)]
    return {"x": x, "out": out, "dx": dx, "again": again, "unseeded": unseeded}


def mask_reused(_, outputs):
    """Law: out is linear in x, so dx is dout times out / x."""
    right = np.allclose(outputs["dx"], np.exp(outputs["x"]) * outputs["out"] / outputs["x"])
    return None if right else "does not pass the gradient through exactly what forward kept"


def seed_obeyed(_, outputs):
    """Law: equal seeds give equal masks."""
    same = np.array_equal(outputs["again"], outputs["out"])
    return None if same else "draws another mask for the same seed"


def mask_fresh(_, outputs):
    """Law: without a seed every mask is another one."""
    same = np.array_equal(*outputs["unseeded"])
    return "draws the same mask twice without a seed" if same else None


def mask_drawn(inputs, outputs):
    """How many entries are kept in all, and in every column."""
    mask, p = outputs["out"] != 0, inputs["p"]
    columns = same_frequency(mask.sum(axis=0), len(mask), p)
    return {"share": binomial(int(mask.sum()), mask.size, p), "columns": columns}


SHARES = {"share": "does not keep p of all entries", "columns": "does not keep p of every column"}
FORWARD = "dropout_forward"
dropout = on.Exercise(
    name="dropout",
    title="Dropout",
    functions=[
        FORWARD + "(x, dropout_param) -> (out, cache)",
        "dropout_backward(dout, cache) -> dx",
    ],
    checks=[
        on.Agreement("forward", dropout_values, outputs=["out"], points=1),
        on.Agreement("backward", dropout_values, outputs=["dx"], points=1),
        on.Property("same mask", dropout_draws, law=mask_reused, points=1),
        on.Property("seed", dropout_draws, law=seed_obeyed, of=FORWARD, points=0.5),
        on.Property("no seed", dropout_draws, law=mask_fresh, of=FORWARD, points=0.5),
        on.Statistics("draws", dropout_draws, test=mask_drawn, says=SHARES, of=FORWARD, points=1),
        on.Contract("contract", dropout_draws, points=1),
    ],
)

SETTINGS = "learning_rate momentum decay_rate beta1 beta2 epsilon".split()


def config(pick):
    """All settings, of which every rule takes its own; or None, where the defaults count."""
    return pick.choice([{key: pick.real(0.1, 0.9) for key in SETTINGS}, None])


def gradients(pick):
    """Three gradients, tiny ones in half of the cases, where epsilon shows."""
    size = pick.choice([1.0, 1e-6])
    return [size * pick.array(pick.dim("D"), pick.dim("K"), gap=0.05) for _ in range(3)]


def rule(next_w):
    """Declare the probe of an update rule, which gives `next_w` where all settings are 0.5."""
    hand = {"w": [1.0], "dw": [[2.0], [1.0]], "config": dict.fromkeys(SETTINGS, 0.5)}
    inputs = {"w": array("D", "K"), "dw": gradients, "config": config}
    return probe(inputs=inputs, worked=by_hand(hand, {"next_w": [next_w]}))


def steps(step, w, dw, config):
    """Some steps, and after them a first one again."""
    first, next_w = [w.copy(), dw[0], *([] if config is None else [dict(config)])], w
    for gradient in dw:
        next_w, config = step(next_w, gradient, config)
    yield {"next_w": next_w}
    yield {"config": {key: config.get(key) for key in ("velocity", "cache", "m", "v", "t")}}
    yield {"afresh": step(*first)[0], "left": {"w": w, "dw": dw}}


@rule(-0.5)
def sgd_steps(sub, w, dw, config):
    return steps(sub.sgd, w, dw, config)


@rule(-1.0)
def momentum_steps(sub, w, dw, config):
    return steps(sub.sgd_momentum, w, dw, config)


@rule(0.1877)
def rms_steps(sub, w, dw, config):
    return steps(sub.rmsprop, w, dw, config)


@rule(0.2517)
def adam_steps(sub, w, dw, config):
    return steps(sub.adam, w, dw, config)


def judged(name, run):
    """The checks of an update rule."""
    says = {"afresh": "is wrong in a first step after others: what is kept belongs in config"}
    outputs = ["next_w", "config", "afresh"]
    yield on.Agreement(f"{name}: steps", run, outputs=outputs, says=says, points=1.5)
    yield on.Property(f"{name}: contract", run, law=manners, points=0.5)


RULES = {"sgd": sgd_steps, "sgd_momentum": momentum_steps, "rmsprop": rms_steps, "adam": adam_steps}
update_rules = on.Exercise(
    name="update_rules",
    title="Update rules",
    functions=[f"{name}(w, dw, config=None) -> (next_w, config)" for name in RULES],
    checks=[check for name, run in RULES.items() for check in judged(name, run)],
)
