"""Homework 1: neurons, activations, layers, losses, back-propagation, gradient checking."""

from itertools import pairwise

import numpy as np

from autograder.exercise import (
    Agreement,
    Backward,
    Contract,
    Exercise,
    Property,
    Stability,
    Worked,
    array,
    choice,
    log_real,
    one_hot,
    probe,
    real,
)

KINK = 0.01  # how far inputs stay from the kink of a ReLU

EXTREME = np.array([[-1000.0, -40.0, -1.0, 0.5], [1000.0, 9999.0, 10.0, -9999.0]])
FAR_OUT = np.array([[-12.0, -15.5, -20.5, -26.0], [-31.0, -36.0, -50.0, -750.0]])
POSITIVE = np.abs(EXTREME)  # a ReLU leaves it as it is, and must return another array
TINY = np.array([[9.9e-3, -5e-3, 9e-4, -9e-4], [3e-5, -3e-5, 1e-10, -1e-10]])
UPSTREAM = np.array([[0.7, -1.3, 2.0, 0.4], [-0.6, 1.1, 0.3, -2.5]])
LOUD = np.array([[0.7, -1.3, -1250 / 3, 1250 / 3], [-0.6, 1.1, 0.3, -2.5]])  # nothing clips it


def of_shapes(*shapes, gap=0.0):
    """Declare an array of one of a few shapes, given by the names of their dimensions."""

    def draw(pick):
        return pick.array(*(pick.dim(name) for name in pick.choice(shapes)), gap=gap)

    return draw


NO_MATRIX = [("D",), (), ("A", "N", "D"), ("N", "A", "D", "B")]
FEW = {"N": (1, 4), "D": (1, 4), "A": (1, 3), "B": (1, 3)}


# Both signs, for what is stable or careful in matrices alone; and what a ReLU leaves as it is.
LARGE_NO_MATRIX = [
    np.array(-1000.0),
    np.array(1000.0),
    EXTREME[0],
    EXTREME[:, :2].reshape(2, 1, 2),
]
POSITIVE_NO_MATRIX = [np.array(1000.0), POSITIVE[0], POSITIVE.reshape(2, 1, 4)]


def upstream_for(z):
    """A gradient for the activation of z, itself an array where z is a single number."""
    return np.array(1 - 2 * z)


def upstream_or_zero_at_kinks(output):
    """Law: where z is 0, the gradient is one of the two one-sided ones."""

    def law(inputs, outputs):
        slope = inputs.get("negative_slope", 0.0)
        dz, da = outputs[output], inputs["da"]
        fine = np.isclose(dz, da) | np.isclose(dz, slope * da)
        if fine.all():
            return None
        if not np.isfinite(dz).all():
            return "gives NaN or infinity at z = 0"
        other = f"{slope:g} da" if slope else "0"
        return f"has gradients at z = 0 that are neither da nor {other}"

    return law


@probe(
    inputs={"z": array("N", "D", low=-6, high=6), "da": array("N", "D")},
    cases=24,
    worked=[
        Worked(
            title="sigmoid(1.01977) = 0.73493",
            inputs={"z": np.array([[1.01977]]), "da": np.array([[0.8]])},
            gives={"a": [[0.73493]]},
            within=5e-6,
        ),
        Worked(
            title="sigmoid(0) = 0.5, with slope 0.25",
            inputs={"z": np.array([[0.0]]), "da": np.array([[0.8]])},
            gives={"a": [[0.5]], "dz": [[0.2]]},
            within=1e-15,
        ),
    ],
    hard=[{"z": EXTREME, "da": LOUD}, *({"z": z, "da": UPSTREAM} for z in (FAR_OUT, -FAR_OUT))],
)
def sigmoid_pass(sub, z, da):
    a, cache = sub.sigmoid_forward(z)
    yield {"a": a}
    yield {"dz": sub.sigmoid_backward(da, cache)}


@probe(
    inputs={"z": of_shapes(*NO_MATRIX)},
    dims=FEW,
    cases=8,
    hard=[{"z": z} for z in LARGE_NO_MATRIX],
)
def sigmoid_shapes(sub, z):
    a, cache = sub.sigmoid_forward(z)
    yield {"a": a}
    yield {"dz": sub.sigmoid_backward(upstream_for(z), cache)}


sigmoid = Exercise(
    name="sigmoid",
    title="Sigmoid",
    functions=["sigmoid_forward(z) -> (a, cache)", "sigmoid_backward(da, cache) -> dz"],
    checks=[
        Agreement("forward", sigmoid_pass, outputs=["a"], points=1),
        Backward("backward", sigmoid_pass, of="a", upstream="da", wrt={"z": "dz"}, points=1),
        Agreement("any shape", sigmoid_shapes, outputs=["a", "dz"], points=0.25),
        Stability("large inputs", sigmoid_pass, points=0.25),
        Stability("large inputs of any shape", sigmoid_shapes, points=0.25),
        Contract("contract", sigmoid_pass, also=[sigmoid_shapes], points=0.25),
    ],
)


@probe(
    inputs={"z": array("N", "D", low=-4, high=4), "da": array("N", "D")},
    cases=24,
    worked=[
        Worked(
            title="tanh(0) = 0 and tanh(0.5) = 0.46212",
            inputs={"z": np.array([[0.0, 0.5]]), "da": np.array([[2.0, 1.0]])},
            gives={"a": [[0.0, 0.46212]], "dz": [[2.0, 0.78645]]},
            within=5e-6,
        )
    ],
    hard=[
        {"z": EXTREME, "da": LOUD},
        *({"z": z, "da": UPSTREAM} for z in (FAR_OUT, -FAR_OUT, TINY)),
    ],
)
def tanh_pass(sub, z, da):
    a, cache = sub.tanh_forward(z)
    yield {"a": a}
    yield {"dz": sub.tanh_backward(da, cache)}


@probe(
    inputs={"z": of_shapes(*NO_MATRIX)},
    dims=FEW,
    cases=8,
    hard=[{"z": z} for z in LARGE_NO_MATRIX],
)
def tanh_shapes(sub, z):
    a, cache = sub.tanh_forward(z)
    yield {"a": a}
    yield {"dz": sub.tanh_backward(upstream_for(z), cache)}


tanh = Exercise(
    name="tanh",
    title="Hyperbolic tangent",
    functions=["tanh_forward(z) -> (a, cache)", "tanh_backward(da, cache) -> dz"],
    checks=[
        Agreement("forward", tanh_pass, outputs=["a"], points=1),
        Backward("backward", tanh_pass, of="a", upstream="da", wrt={"z": "dz"}, points=1),
        Agreement("any shape", tanh_shapes, outputs=["a", "dz"], points=0.25),
        Stability("large and tiny inputs", tanh_pass, points=0.25),
        Stability("large inputs of any shape", tanh_shapes, points=0.25),
        Contract("contract", tanh_pass, also=[tanh_shapes], points=0.25),
    ],
)


@probe(
    inputs={"z": array("N", "D", gap=KINK), "da": array("N", "D")},
    cases=24,
    hard=[{"z": z, "da": LOUD} for z in (EXTREME, TINY, POSITIVE)],
)
def relu_pass(sub, z, da):
    a, cache = sub.relu_forward(z)
    yield {"a": a}
    yield {"dz": sub.relu_backward(da, cache)}


@probe(inputs={"z": array("N", "D", low=0, high=0), "da": array("N", "D")}, cases=4)
def relu_at_zero(sub, z, da):
    a, cache = sub.relu_forward(z)
    dz = sub.relu_backward(da, cache)
    return {"a": a, "dz": dz * (np.abs(dz) > 0)}


@probe(
    inputs={"z": of_shapes(*NO_MATRIX, gap=KINK)},
    dims=FEW,
    cases=8,
    hard=[{"z": z} for z in POSITIVE_NO_MATRIX],
)
def relu_shapes(sub, z):
    a, cache = sub.relu_forward(z)
    yield {"a": a}
    yield {"dz": sub.relu_backward(upstream_for(z), cache)}


relu = Exercise(
    name="relu",
    title="ReLU",
    functions=["relu_forward(z) -> (a, cache)", "relu_backward(da, cache) -> dz"],
    checks=[
        Agreement("forward", relu_pass, outputs=["a"], points=1),
        Backward("backward", relu_pass, of="a", upstream="da", wrt={"z": "dz"}, points=1),
        Agreement("any shape", relu_shapes, outputs=["a", "dz"], points=0.25),
        Stability("large and tiny inputs", relu_pass, points=0.25),
        Property("at zero", relu_at_zero, law=upstream_or_zero_at_kinks("dz"), points=0.25),
        Contract("contract", relu_pass, also=[relu_shapes], points=0.25),
    ],
)


@probe(
    inputs={
        "z": array("N", "D", gap=KINK),
        "negative_slope": choice(0.01, 0.2, 0.5, 0.0, 0.9),
        "da": array("N", "D"),
    },
    cases=30,
    hard=[{"z": z, "negative_slope": 0.1, "da": LOUD} for z in (EXTREME, TINY, POSITIVE)],
)
def leaky_relu_pass(sub, z, negative_slope, da):
    a, cache = sub.leaky_relu_forward(z, negative_slope)
    yield {"a": a}
    yield {"dz": sub.leaky_relu_backward(da, cache)}


@probe(inputs={"z": array("N", "D", gap=KINK), "da": array("N", "D")}, cases=4)
def leaky_relu_default(sub, z, da):
    a, cache = sub.leaky_relu_forward(z)
    yield {"a": a}
    yield {"dz": sub.leaky_relu_backward(da, cache)}


@probe(
    inputs={
        "z": array("N", "D", low=0, high=0),
        "negative_slope": choice(0.3, 0.05),
        "da": array("N", "D"),
    },
    cases=4,
)
def leaky_relu_at_zero(sub, z, negative_slope, da):
    a, cache = sub.leaky_relu_forward(z, negative_slope=negative_slope)
    return {"a": a, "dz": sub.leaky_relu_backward(da, cache)}


@probe(
    inputs={"z": of_shapes(*NO_MATRIX, gap=KINK), "negative_slope": choice(0.2, 0.5)},
    dims=FEW,
    cases=8,
    hard=[{"z": z, "negative_slope": 0.1} for z in POSITIVE_NO_MATRIX],
)
def leaky_relu_shapes(sub, z, negative_slope):
    a, cache = sub.leaky_relu_forward(z, negative_slope)
    yield {"a": a}
    yield {"dz": sub.leaky_relu_backward(upstream_for(z), cache)}


leaky_relu = Exercise(
    name="leaky_relu",
    title="Leaky ReLU",
    functions=[
        "leaky_relu_forward(z, negative_slope=0.01) -> (a, cache)",
        "leaky_relu_backward(da, cache) -> dz",
    ],
    checks=[
        Agreement("forward", leaky_relu_pass, outputs=["a"], points=0.75),
        Backward("backward", leaky_relu_pass, of="a", upstream="da", wrt={"z": "dz"}, points=1),
        Agreement("default slope", leaky_relu_default, outputs=["a", "dz"], points=0.25),
        Agreement("any shape", leaky_relu_shapes, outputs=["a", "dz"], points=0.25),
        Stability("large and tiny inputs", leaky_relu_pass, points=0.25),
        Property("at zero", leaky_relu_at_zero, law=upstream_or_zero_at_kinks("dz"), points=0.25),
        Contract("contract", leaky_relu_pass, also=[leaky_relu_shapes], points=0.25),
    ],
)


@probe(
    inputs={
        "x": array("N", "D"),
        "w": array("D", "K"),
        "b": array("K"),
        "dz": array("N", "K"),
    },
    cases=30,
    worked=[
        Worked(
            title="large numbers: 10000 * 3 + 2000 * 4 + 1/3 = 38000.33333, and dx = dz w^T",
            inputs={
                "x": np.array([[10000.0, 2000.0]]),
                "w": np.array([[3.0], [4.0]]),
                "b": np.array([1 / 3]),
                "dz": np.array([[1250 / 3]]),
            },
            gives={"z": [[38000.33333]], "dx": [[1250.0, 1666.66667]]},
            within=5e-6,
        )
    ],
)
def dense_pass(sub, x, w, b, dz):
    z, cache = sub.dense_forward(x, w, b)
    yield {"z": z}
    dx, dw, db = sub.dense_backward(dz, cache)
    yield {"dx": dx, "dw": dw, "db": db}


dense_layer = Exercise(
    name="dense_layer",
    title="Dense layer",
    functions=[
        "dense_forward(x, w, b) -> (z, cache)",
        "dense_backward(dz, cache) -> (dx, dw, db)",
    ],
    checks=[
        Agreement("forward", dense_pass, outputs=["z"], points=1.5),
        Backward(
            "backward",
            dense_pass,
            of="z",
            upstream="dz",
            wrt={"x": "dx", "w": "dw", "b": "db"},
            points=2,
        ),
        Contract("contract", dense_pass, points=0.5),
    ],
)


def rows_are_probabilities(inputs, outputs):
    """Law: no entry is negative and every row sums to 1."""
    p = outputs["p"]
    sums = p.sum(axis=1)
    if (p < 0).any():
        return "has negative entries"
    worst = int(np.argmax(np.abs(sums - 1)))
    if not np.allclose(sums, 1, rtol=0, atol=1e-5):
        return f"has rows that do not sum to 1: row {worst} sums to {sums[worst]:.4g}"
    return None


MIDDLE = np.array([[0.0, -12.5, -16.0, 0.7], [-21.0, 3.0, 2.5, -13.0]])
FAR_APART = np.array([[1000.0, 0.0, -1000.0], [1000.0, 999.0, 998.0], [-1000.0, -1001.0, -1000.5]])


@probe(
    inputs={"z": array("N", "K", low=-6, high=6)},
    worked=[
        Worked(
            title="softmax([2, 5, -1, 3])",
            inputs={"z": np.array([[2.0, 5.0, -1.0, 3.0]])},
            gives={"p": [[0.042, 0.842, 0.002, 0.114]]},
            within=5.1e-4,
        ),
        Worked(
            title="softmax([1, 2, 3])",
            inputs={"z": np.array([[1.0, 2.0, 3.0]])},
            gives={"p": [[0.090, 0.245, 0.665]]},
            within=5.1e-4,
        ),
    ],
    hard=[
        {"z": z}
        for z in (
            FAR_APART[1:2],  # row by row: what overflows here tells one wrong shift from another
            FAR_APART[:1],
            FAR_APART[2:],
            FAR_APART[:1, ::-1],
            FAR_APART[:, ::-1],
            FAR_APART,
            10 * FAR_APART,
            MIDDLE,
        )
    ],
)
def softmax_pass(sub, z):
    return {"p": sub.softmax(z)}


softmax = Exercise(
    name="softmax",
    title="Softmax",
    functions=["softmax(z) -> p"],
    checks=[
        Agreement("values", softmax_pass, outputs=["p"], points=2),
        Property("probabilities", softmax_pass, law=rows_are_probabilities, points=0.5),
        Stability("large inputs", softmax_pass, points=1),
        Contract("contract", softmax_pass, points=0.5),
    ],
)


def logit(p):
    """The z whose sigmoid is p."""
    return np.log(np.array(p) / (1 - np.array(p)))


VERY_NEGATIVE = np.array(
    [[-1000.0, -1001.0, -1003.0], [-1000.0, 2.0, 1000.0], [-40.0, -42.0, -41.0]]
)

VERY_POSITIVE = np.array([[1000.0, 900.0, 999.0]])
ALMOST_ROUNDED_TO_0 = np.array([[-740.0, -741.0, -742.0]])  # few bits of their sigmoids are left


def logits_at_any_level(pick):
    """Logits around 0, 4, -5, -9 or -14."""
    level = pick.choice([0.0, -5.0, 4.0, -9.0, -14.0])
    return pick.array(pick.dim("N"), pick.dim("K")) + level


@probe(
    inputs={"z": logits_at_any_level},
    worked=[
        Worked(
            title="sigmoids 0.06, 0.98, 0.04, 0.92",
            inputs={"z": logit([[0.06, 0.98, 0.04, 0.92]])},
            gives={"p": [[0.03, 0.49, 0.02, 0.46]]},
            within=5e-3,
        ),
        Worked(
            title="sigmoids 0.14, 0.88, 0.12, 0.06",
            inputs={"z": logit([[0.14, 0.88, 0.12, 0.06]])},
            gives={"p": [[0.117, 0.733, 0.10, 0.05]]},
            within=6e-4,
        ),
    ],
    hard=[
        {"z": z}
        for z in (
            VERY_NEGATIVE[:1],
            VERY_NEGATIVE[1:2],
            VERY_NEGATIVE,
            VERY_POSITIVE,
            ALMOST_ROUNDED_TO_0,
        )
    ],
)
def normalized_sigmoid_pass(sub, z):
    return {"p": sub.normalized_sigmoid(z)}


normalized_sigmoid = Exercise(
    name="normalized_sigmoid",
    title="Normalised sigmoid",
    functions=["normalized_sigmoid(z) -> p"],
    checks=[
        Agreement("values", normalized_sigmoid_pass, outputs=["p"], points=2),
        Property("probabilities", normalized_sigmoid_pass, law=rows_are_probabilities, points=0.5),
        Stability("very negative rows", normalized_sigmoid_pass, points=1),
        Contract("contract", normalized_sigmoid_pass, points=0.5),
    ],
)


@probe(
    inputs={"y_pred": array("N", "K"), "y_true": array("N", "K")},
    cases=20,
    worked=[
        Worked(
            title="half of mse_loss([[0.73493]], [[0.05]]) = 0.23456",
            inputs={"y_pred": np.array([[0.73493]]), "y_true": np.array([[0.05]])},
            gives={"loss": 2 * 0.23456},
            within=2e-5,
        ),
        Worked(
            title="a prediction of 1.000002 for 1",
            inputs={"y_pred": np.array([[1.000002]]), "y_true": np.array([[1.0]])},
            gives={"loss": 4e-12, "dy_pred": [[4e-6]]},
            within=1e-14,
        ),
        Worked(
            title="an error of 1000 - (-500) = 1500, with the square 2250000",
            inputs={"y_pred": np.array([[1000.0]]), "y_true": np.array([[-500.0]])},
            gives={"loss": 2250000, "dy_pred": [[3000]]},
            within=1e-6,
        ),
        Worked(  # squares of 725 are multiples of 2^-33, which this loss is not
            title="predictions of 725.0000132 for 725",
            inputs={"y_pred": np.full((2, 2), 725.0000132), "y_true": np.full((2, 2), 725.0)},
            gives={"loss": 3.4848e-10, "dy_pred": np.full((2, 2), 1.32e-5)},
            within=1e-12,
        ),
    ],
)
def mse(sub, y_pred, y_true):
    loss, dy_pred = sub.mse_loss(y_pred, y_true)
    return {"loss": loss, "dy_pred": dy_pred}


def some_labels(pick):
    """Labels 0 or 1, any number of ones in a row."""
    chosen = [[pick.integer(0, 1) for _ in range(pick.dim("K"))] for _ in range(pick.dim("N"))]
    return np.array(chosen, dtype=np.float64)


LOGITS = np.array([[1000.0, -1000.0, -1000.0], [-1000.0, 1000.0, -1000.0]])
PERFECT, OPPOSITE = (LOGITS > 0).astype(float), (LOGITS[:, [1, 0, 2]] > 0).astype(float)
CONFIDENT = [
    {"z": LOGITS, "y": PERFECT},
    {"z": LOGITS, "y": OPPOSITE},
    {"z": 10 * LOGITS, "y": PERFECT},
    {"z": 10 * LOGITS + 0.5, "y": OPPOSITE},
    {"z": 0.025 * LOGITS, "y": OPPOSITE},
]
IN_BETWEEN = {
    "z": np.array([[7.0, -7.5, 750.0], [-11.0, 12.5, -750.0]]),
    "y": np.array([[0.0, 1.0, 1.0], [1.0, 0.0, 0.0]]),
}


def loss_grows(inputs, outputs):
    """Law: a wrong answer costs its logit, and twice as much with twice the logit."""
    logit, once, twice = inputs["logit"], outputs["once"], outputs["twice"]
    if np.isclose(once, logit) and np.isclose(twice, 2 * logit):
        return None
    if np.isclose(once, twice) and 1 < once < logit:
        return (
            f"has a loss that stays at {once:.4g} = -log({np.exp(-once):.0e}) however wrong the "
            "answer is: is z or p clipped, or is it log(p + eps)?"
        )
    return f"has a loss of {twice:.4g} for a logit that is wrong by {2 * logit:.5g}"


@probe(
    inputs={"z": array("N", "K", low=-5, high=5), "y": some_labels},
    cases=20,
    hard=[*CONFIDENT, IN_BETWEEN, {"z": np.array([[-744.0]]), "y": np.ones((1, 1))}],
)
def sigmoid_loss(sub, z, y):
    loss, dz = sub.sigmoid_cross_entropy(z, y)
    return {"loss": loss, "dz": dz}


@probe(inputs={"logit": real(800, 2000)}, cases=2)
def sigmoid_loss_when_wrong(sub, logit):
    def loss(z):
        return sub.sigmoid_cross_entropy(np.array([[z]]), np.array([[1.0]]))[0]

    return {"once": loss(-logit), "twice": loss(-2 * logit)}


@probe(
    inputs={"z": array("N", "K", low=-5, high=5), "y": one_hot("N", "K")},
    cases=20,
    hard=[
        *CONFIDENT,
        {"z": np.array([[1000.0, 999.0], [-1000.0, -1001.0]]), "y": np.eye(2)},
        {"z": MIDDLE, "y": np.eye(4)[[2, 1]]},
        {"z": np.array([[0.0, -744.0]]), "y": np.eye(2)[1:]},
    ],
)
def softmax_loss(sub, z, y):
    loss, dz = sub.softmax_cross_entropy(z, y)
    return {"loss": loss, "dz": dz}


@probe(inputs={"logit": real(800, 2000)}, cases=2)
def softmax_loss_when_wrong(sub, logit):
    def loss(z):
        return sub.softmax_cross_entropy(np.array([[z, 0.0]]), np.array([[0.0, 1.0]]))[0]

    return {"once": loss(logit), "twice": loss(2 * logit)}


losses = Exercise(
    name="losses",
    title="Losses",
    functions=[
        "mse_loss(y_pred, y_true) -> (loss, dy_pred)",
        "sigmoid_cross_entropy(z, y) -> (loss, dz)",
        "softmax_cross_entropy(z, y) -> (loss, dz)",
    ],
    checks=[
        Agreement("mean squared error", mse, outputs=["loss"], points=0.5),
        Backward(
            "its gradient", mse, of="loss", upstream=None, wrt={"y_pred": "dy_pred"}, points=0.5
        ),
        Agreement("sigmoid cross-entropy", sigmoid_loss, outputs=["loss"], points=0.75),
        Backward(
            "sigmoid gradient", sigmoid_loss, of="loss", upstream=None, wrt={"z": "dz"}, points=0.75
        ),
        Agreement("softmax cross-entropy", softmax_loss, outputs=["loss"], points=0.75),
        Backward(
            "softmax gradient", softmax_loss, of="loss", upstream=None, wrt={"z": "dz"}, points=0.75
        ),
        Stability("confident logits, sigmoid", sigmoid_loss, points=0.5),
        Stability("confident logits, softmax", softmax_loss, points=0.5),
        Property("no ceiling, sigmoid", sigmoid_loss_when_wrong, law=loss_grows, points=0.25),
        Property("no ceiling, softmax", softmax_loss_when_wrong, law=loss_grows, points=0.25),
        Contract("contract", mse, also=[sigmoid_loss, softmax_loss], points=0.5),
    ],
)


def layers(pick):
    """Parameters of one to five layers, from D inputs to K outputs; hidden widths may repeat.

    No bias is 0: after a layer of dead units it would be all that a ReLU gets.
    """
    hidden = pick.choice([[], [3], [4, 2], [3, 3], [2, 5, 3], [3, 3, 3], [4, 3, 5, 2]])
    widths = [pick.dim("D"), *hidden, pick.dim("K")]
    return [
        {
            "w": pick.array(rows, columns, low=-2, high=2),
            "b": pick.array(columns, low=-1, high=1, gap=KINK),
        }
        for rows, columns in pairwise(widths)
    ]


def small_or_large(pick):
    """A gradient of the logits: in a third of the cases it is hundreds of times larger."""
    return pick.choice([1.0, 1.0, 500.0]) * pick.array(pick.dim("N"), pick.dim("K"))


@probe(
    inputs={
        "x": array("N", "D", low=-2, high=2, gap=KINK),
        "params": layers,
        "dlogits": small_or_large,
    },
    cases=36,
    worked=[
        Worked(
            title="a hidden unit for large inputs: (2 * 10000 + 1/3) / 2 - 1 = 9999.16667",
            inputs={
                "x": np.array([[10000.0], [-10000.0]]),
                "params": [
                    {"w": np.array([[2.0]]), "b": np.array([1 / 3])},
                    {"w": np.array([[0.5]]), "b": np.array([-1.0])},
                ],
                "dlogits": np.array([[1.0], [3.0]]),
            },
            gives={"logits": [[9999.16667], [-1]]},
            within=5e-6,
        )
    ],
)
def mlp_pass(sub, x, params, dlogits):
    logits, cache = sub.mlp_forward(x, params)
    yield {"logits": logits}
    yield {"grads": sub.mlp_backward(dlogits, cache)}


whole_network = Exercise(
    name="whole_network",
    title="Whole network",
    functions=[
        "mlp_forward(x, params) -> (logits, cache)",
        "mlp_backward(dlogits, cache) -> grads",
    ],
    checks=[
        Agreement("forward", mlp_pass, outputs=["logits"], points=2),
        Backward(
            "backward",
            mlp_pass,
            of="logits",
            upstream="dlogits",
            wrt={"params": "grads"},
            points=3,
        ),
        Contract("contract", mlp_pass, points=1),
    ],
)

FUNCTIONS = {
    "square": lambda x: float(np.sum(x**2)),
    "fast sine": lambda x: float(np.sum(np.sin(100 * x))),
    "cube": lambda x: float(np.sum(x**3)),
    "weighted sine": lambda x: float(np.sum(np.sin(x) * np.arange(1, x.size + 1).reshape(x.shape))),
    "log-sum-exp": lambda x: float(np.log(np.sum(np.exp(x)))),
    "product with neighbour": lambda x: float(np.sum(x.ravel() * np.roll(x.ravel(), 1))),
}


def for_the_shape_of(x, function):
    """One of FUNCTIONS, as a network's loss would be: for arrays of the shape of x alone."""

    def f(point):
        if np.shape(point) != x.shape:
            raise ValueError(f"f was given shape {np.shape(point)}, but x has shape {x.shape}")
        return FUNCTIONS[function](point)

    return f


ANY_SHAPE = of_shapes(("D",), ("N", "D"), (), ("A", "B", "D"), ("N", "A"), ("A", "B", "A", "B"))


@probe(
    inputs={
        "function": choice(*FUNCTIONS),
        "x": ANY_SHAPE,
        "h": choice(0.1, 1e-2, 0.5, 1e-3),
    },
    dims=FEW,
    cases=36,
    worked=[
        Worked(  # whose bits x + h - 2h + h does not bring back
            title="the squares' slopes at 1/3, -0.0, pi and 1/300000",
            inputs={
                "function": "square",
                "x": np.array([1 / 3, -0.0, np.pi, 1 / 300000]),
                "h": 0.1,
            },
            gives={"grad": [0.66667, 0, 6.28319, 0.00001]},
            within=5e-6,
        )
    ],
)
def numeric(sub, function, x, h):
    return {"grad": sub.numerical_gradient(for_the_shape_of(x, function), x, h)}


@probe(
    inputs={"function": choice(*FUNCTIONS), "x": ANY_SHAPE},
    dims=FEW,
    cases=8,
    worked=[
        Worked(  # where the fast sine is steepest: elsewhere it may not tell one step from another
            title="sin(100 x) at 0: (sin(0.001) - sin(-0.001)) / 0.00002 = 99.9999833",
            inputs={"function": "fast sine", "x": np.array([0.0])},
            gives={"grad": [99.9999833]},
            within=5e-8,
        )
    ],
    atol={"grad": 1e-7},  # rounding of f, divided by h
)
def numeric_default(sub, function, x):
    return {"grad": sub.numerical_gradient(for_the_shape_of(x, function), x)}


SOME_GRADIENT = np.array([[[3.0, -4.0]], [[0.5, 12.0]]])


@probe(
    inputs={
        "analytic": array("N", "D"),
        "numeric": array("N", "D"),
        "closeness": log_real(1e-6, 1),
        "scale": log_real(1e-12, 1e4),
        "share": real(0, 1),
    },
    cases=20,
    hard=[
        {"analytic": analytic, "numeric": numeric, "closeness": 1.0, "scale": scale, "share": 1.0}
        for analytic, numeric, scale in (
            (np.zeros(3), np.zeros(3), 1.0),
            (np.zeros((2, 4)), np.zeros((2, 4)), 1.0),
            (np.zeros((2, 1, 2)), SOME_GRADIENT, 1.0),
            (SOME_GRADIENT, np.zeros((2, 1, 2)), 1.0),
            (SOME_GRADIENT, SOME_GRADIENT + 1, 1e-100),
            (np.array(2.0), np.array(2.5), 1e-20),
        )
    ],
    atol={"error": 1e-12},
)
def error_of_gradient(sub, analytic, numeric, closeness, scale, share):
    numeric = analytic + closeness * (numeric - share * analytic)
    return {"error": sub.gradient_error(np.array(scale * analytic), np.array(scale * numeric))}


gradient_checking = Exercise(
    name="gradient_checking",
    title="Gradient checking",
    functions=[
        "numerical_gradient(f, x, h=1e-5) -> grad",
        "gradient_error(analytic, numeric) -> error",
    ],
    checks=[
        Agreement("numerical gradient", numeric, outputs=["grad"], points=2),
        Agreement("default step", numeric_default, outputs=["grad"], points=0.5),
        Agreement("gradient error", error_of_gradient, outputs=["error"], points=1.5),
        Stability("zero and tiny gradients", error_of_gradient, points=0.5),
        Contract("contract", numeric, also=[error_of_gradient], points=1.5),
    ],
)
