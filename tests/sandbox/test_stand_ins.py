"""A framework's stand-ins: a file that uses one runs in a worker without it."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.probe import Call, Failure, Outcome
from autograder.sandbox.session import Session, batch
from autograder.sandbox.stand_ins import standing_in
from autograder.sandbox.unconfined import spawn

TOP = '''
import keras
import tensorflow as tf
import tensorflow.keras.backend as K
from keras import layers, models
from keras.layers import *
from tensorflow.keras.datasets import mnist

keras.utils.set_random_seed(1)
print(tf.__version__, keras.__version__, f"{tf.constant(1.0):.3f}")
assert tf.__version__ >= "2.0"
print("GPUs:", len(tf.config.list_physical_devices("GPU")))
for gpu in tf.config.list_physical_devices("GPU"):
    raise RuntimeError("there is none")
(x_train, y_train), (x_test, y_test) = mnist.load_data()
x_train = x_train.reshape(-1, 784) / 255.0 - 0.5


@keras.saving.register_keras_serializable(package="mine")
class Twice(layers.Layer):
    def __init__(self, units=3, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def call(self, x):
        return 2 * x


class Stop(keras.callbacks.Callback):
    """Both bases are nothing."""


class Both(keras.Model, keras.layers.Layer):
    pass


@tf.function
def step(x: tf.Tensor, kind: tf.keras.Model | None = None) -> "tf.Tensor":
    return x


@tf.function(jit_compile=True)
def jitted(x, layer=tf.keras.layers.Dense):
    return x


def built(activation=keras.activations.relu, models: list[keras.Model] = ()) -> keras.Model:
    return keras.Sequential([Twice()])


model = built()
model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="mse", metrics=["accuracy"])
history = model.fit(x_train, y_train, epochs=3, callbacks=[Stop()])
print(history.history["loss"][-1], round(history.history["loss"][0], 3), -history, 2 * history)
with tf.device("/CPU:0"), tf.GradientTape() as tape:
    loss = tf.reduce_sum(x_train ** 2)
if loss > 3 or not isinstance(model, keras.Model):
    pass
'''
BODY = (
    "def double(x):\n    assert step(3) == 3 and jitted(4) == 4\n"
    "    assert Twice(units=7).units == 7 and Both() is not None\n"
    "    return 2 * x\n"
)
PROBE = "def asked(sub, x):\n    return {'y': sub.double(x)}\n"
PACKAGES = ("tensorflow", "keras")


def loaded_and_asked(start, text: str, stand_ins=PACKAGES) -> tuple[list[Failure], Outcome]:
    with Session(start, "hw", [("hw.py", text)], stand_ins=stand_ins) as session:
        broken = session.load()
        session.begin_exercise()
        call = batch(PROBE, "asked", ["double(x) -> y"], [Call({"x": np.arange(3.0)})])
        (outcome,) = session.run(call)
        return [failure for _, failure in broken], outcome


@pytest.fixture(params=["confined", "spawned"])
def any_start(request: pytest.FixtureRequest, start):
    return start if request.param == "confined" else spawn


def test_the_top_of_a_file_does_nothing_and_the_rest_runs(any_start) -> None:
    broken, outcome = loaded_and_asked(any_start, TOP + BODY)
    assert broken == []
    assert outcome.failure is None
    np.testing.assert_array_equal(outcome.outputs["y"], [0.0, 2.0, 4.0])


@pytest.mark.parametrize("name", PACKAGES)
def test_other_homeworks_refuse_the_import(name: str, any_start) -> None:
    (failure,), _ = loaded_and_asked(any_start, f"import {name}\n{BODY}", stand_ins=())
    assert failure.message == (
        f"ModuleNotFoundError: No module named '{name}' here: a submission may import NumPy and "
        "the standard library. Remove the import or do without it"
    )


def test_other_packages_are_refused_beside_a_stand_in(any_start) -> None:
    (failure,), _ = loaded_and_asked(any_start, f"import keras\nimport torch\n{BODY}")
    assert "No module named 'torch' here" in failure.message


def test_our_own_code_imports_what_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from autograder.sandbox import stand_ins

    monkeypatch.setattr(stand_ins, "is_installed", lambda _: False)
    before = {name for name in sys.modules if name.startswith(PACKAGES)}
    if before:
        pytest.skip("this process has the real one")
    with standing_in(["tensorflow"]):
        namespace: dict[str, object] = {}
        exec("import keras\nfrom keras import layers\nmodel = keras.Model()", namespace)
    assert "keras" not in sys.modules
