"""One exercise in NumPy, one in Keras."""

import numpy as np

from autograder.exercise import Agreement, Exercise, array, probe


@probe(inputs={"x": array("N")}, cases=5)
def tripled_pass(sub, x):
    return {"y": sub.tripled(x)}


tripled = Exercise(
    name="tripled",
    title="Three times",
    functions=["tripled(x) -> y"],
    checks=[Agreement("values", tripled_pass, outputs=["y"], points=1)],
)


def dense(w):
    import keras

    layers = [keras.layers.Input((len(w),)), keras.layers.Dense(1, use_bias=False)]
    model = keras.Sequential(layers)
    model.layers[-1].set_weights([w[:, None]])
    return model


@probe(
    inputs={"w": array("D"), "x": array("N", "D")},
    cases=2,
    framework="tensorflow",
    atol={"y": 1e-4},
)
def doubled_pass(sub, w, x):
    model = sub.doubled(dense(w))
    return {"y": np.asarray(model(x), dtype=float)}


@probe(inputs={"x": array("N", "D")}, cases=1, framework="tensorflow")
def fitted_pass(sub, x):
    import keras

    keras.utils.set_random_seed(3)
    model = sub.build(x.shape[1])
    model.compile(loss="mse", optimizer="sgd")
    history = model.fit(x, x.sum(axis=1, keepdims=True), epochs=3, verbose=0)
    return {"epochs": float(len(history.history["loss"]))}


doubled = Exercise(
    name="doubled",
    title="Twice a model",
    functions=["doubled(model) -> model", "build(d) -> model"],
    checks=[
        Agreement("values", doubled_pass, outputs=["y"], points=1),
        Agreement("training", fitted_pass, outputs=["epochs"], points=1),
    ],
)
