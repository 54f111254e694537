"""A small submission and its probes, run in this process."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import numpy as np

from autograder.probe import Call, Outcome, Recording, Signature, run

FILE = "layers.py"
FUNCTIONS = ("f_forward(x, w) -> (y, cache)", "f_backward(dy, cache) -> dx", "f_loss(y) -> loss")
SIGNATURES = [Signature.parse(text) for text in FUNCTIONS]
RIGHT = """
    def f_forward(x, w):
        return x * w, (x, w)
    def f_backward(dy, cache):
        return dy * cache[1]
    def f_loss(y):
        return float(y.sum())
"""
X, W = np.array([1.0, 2.0]), np.array([3.0, -4.0])


def pass_through(sub, x, w):
    y, cache = sub.f_forward(x, w)
    yield {"y": y}
    yield {"dx": sub.f_backward(np.ones(2), cache)}
    yield {"loss": sub.f_loss(y)}


def in_state(sub, state):
    return {"loss": sub.f_loss(state)}


def run_on(
    text: str,
    function: Callable = pass_through,
    inputs: object = None,
    recording: Recording | None = None,
    **how: object,
) -> Outcome:
    """Run a probe on a module's text, as the worker does."""
    namespace: dict[str, object] = {"np": np}
    exec(compile(textwrap.dedent(text), FILE, "exec"), namespace)
    call = Call({"x": X, "w": W} if inputs is None else inputs, **how)
    files = frozenset([FILE])
    return run(function, namespace, SIGNATURES, call, files=files, recording=recording)


def replaced(function: str, *lines: str) -> str:
    """The right module, one of its functions written anew."""
    signature = next(item for item in SIGNATURES if item.name == function)
    body = "\n    ".join(lines)
    return f"{textwrap.dedent(RIGHT)}\ndef {signature.text.partition(' -> ')[0]}:\n    {body}\n"
