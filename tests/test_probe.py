from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from probe_in_process import (
    FILE,
    RIGHT,
    W,
    X,
    replaced,
    run_on,
)

from autograder.probe import Failure, Frame, Signature, describe


@pytest.mark.parametrize(
    ("text", "arguments", "required", "placed", "returns"),
    [
        ("dense(x, w, b) -> (z, cache)", ("x", "w", "b"), 3, 3, ("z", "cache")),
        ("relu(z) -> a", ("z",), 1, 1, ("a",)),
        ("seed()", (), 0, 0, ()),
        ("leaky(z, slope=0.01, *, rng) -> a", ("z", "slope", "rng"), 1, 2, ("a",)),
        ("only(x, /) -> (y,)", ("x",), 1, 1, ("y",)),
        ("adam(w, betas=(0.9, 0.999), t=1) -> w", ("w", "betas", "t"), 1, 3, ("w",)),
    ],
    ids=["several results", "one result", "nothing at all", "default", "positional", "tuple"],
)
def test_signature_is_read(
    text: str, arguments: tuple, required: int, placed: int, returns: tuple
) -> None:
    name = text.partition("(")[0]
    assert Signature.parse(text) == Signature(name, arguments, required, placed, returns, text)


@pytest.mark.parametrize(
    ("args", "kwargs", "otherwise"),
    [
        ((1,), {}, ((1,), {})),
        ((1, 2), {}, ((1,), {"slope": 2})),
        ((1, 2, 3), {}, ((1,), {"slope": 2, "eps": 3})),
        ((1,), {"slope": 2, "eps": 3}, ((1, 2, 3), {})),
        ((1,), {"eps": 3}, ((1,), {"eps": 3})),
        ((1, 2), {"rng": 4, "eps": 3}, ((1, 2, 3), {"rng": 4})),
        ((), {"slope": 2, "z": 1}, ((1, 2), {})),
    ],
    ids=["no optional", "one", "two", "by name", "not the next one", "keyword only", "all by name"],
)
def test_optional_arguments_can_be_given_otherwise(
    args: tuple, kwargs: dict, otherwise: tuple
) -> None:
    signature = Signature.parse("leaky(z, slope=0.01, eps=1e-5, *, rng=None) -> a")
    assert signature.otherwise(args, kwargs) == otherwise


@pytest.mark.parametrize("text", ["", "f", "f(x", "f(x) -> ", "f(x) -> a b", "f(x)->a", "a.b(x)"])
def test_signature_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Expected") as caught:
        Signature.parse(text)
    assert str(caught.value) == f"Expected 'name(arguments) -> results' but got {text!r}."


def test_outputs_of_every_part_are_collected() -> None:
    outcome = run_on(RIGHT)
    assert list(outcome.outputs) == ["y", "dx", "loss"]
    np.testing.assert_array_equal(outcome.outputs["y"], X * W)
    assert (outcome.failure, outcome.remarks) == (None, ())


def test_probe_may_return_one_dict() -> None:
    def plain(sub, x, w):
        return {"y": sub.f_forward(x, w)[0]}

    assert list(run_on(RIGHT, plain).outputs) == ["y"]


def test_until_stops_as_soon_as_the_output_is_there() -> None:
    outcome = run_on(replaced("f_backward", "raise ValueError"), until="y")
    assert (list(outcome.outputs), outcome.failure) == (["y"], None)


def test_outputs_before_a_failure_are_kept() -> None:
    outcome = run_on(replaced("f_backward", "raise ValueError('no')"))
    assert list(outcome.outputs) == ["y"]
    assert outcome.failure == Failure(
        "raised", "f_backward", "ValueError: no", (Frame(FILE, 10, "f_backward"),)
    )


@pytest.mark.parametrize(
    ("function", "line", "kind", "message"),
    [
        ("f_forward", "raise NotImplementedError", "unfilled", "is not written yet"),
        (
            "f_forward",
            "return None",
            "returned",
            "returned None (is a return statement missing?), but should return (y, cache)",
        ),
        (
            "f_forward",
            "return x * w",
            "returned",
            "returned one array of shape (2,), but should return (y, cache)",
        ),
        ("f_forward", "return 1.5", "returned", "returned one float, but should return (y, cache)"),
        (
            "f_forward",
            "return x, w, None",
            "returned",
            "returned 3 values, but should return (y, cache)",
        ),
        ("f_forward", "del x; return x", "raised", "UnboundLocalError: cannot access local"),
        ("f_backward", "exit(3)", "raised", "SystemExit: 3"),
        ("f_backward", "raise KeyboardInterrupt", "raised", "KeyboardInterrupt"),
        ("f_backward", "return f_backward(dy, cache)", "raised", "RecursionError: maximum"),
        ("f_loss", "return y @ np.ones((3, 3))", "raised", "ValueError: matmul"),
    ],
    ids=[
        "unfilled", "None", "one array", "a number", "three values", "error", "exit", "interrupt",
        "recursion", "shapes",
    ],
)  # fmt: skip
def test_failure_names_kind_function_and_reason(
    function: str, line: str, kind: str, message: str
) -> None:
    failure = run_on(replaced(function, line)).failure
    assert failure is not None
    assert (failure.kind, failure.function) == (kind, function)
    assert failure.message.startswith(message)


@pytest.mark.parametrize(
    ("returned", "told"),
    [
        ("None", "returned None (is a return statement missing?), which cannot be used: TypeError"),
        ("[1.0, 2.0]", "returned 2 values, which cannot be used: AttributeError"),
        ("{'loss': 1.0}", "returned a dictionary of 1, which cannot be used: AttributeError"),
        ("np.ones(3)", "returned one array of shape (3,), which cannot be used: AttributeError"),
    ],
)
def test_a_result_that_the_probe_cannot_use_is_described(returned: str, told: str) -> None:
    def uses(sub, y):
        first, *_ = found = sub.f_loss(y)
        return {"y": first + found.real_part()}

    failure = run_on(replaced("f_loss", f"return {returned}"), uses, {"y": X}).failure
    assert failure is not None
    assert (failure.kind, failure.function) == ("returned", "f_loss")
    assert failure.message.startswith(told)


def test_a_missing_function_is_absent() -> None:
    outcome = run_on(RIGHT.replace("f_loss", "loss"))
    assert outcome.failure == Failure("absent", "f_loss", "f_loss is not defined")
    assert list(outcome.outputs) == ["y", "dx"]


def test_frames_are_the_submission_s_own_and_the_last_five() -> None:
    chain = "\n".join(f"def g{i}(x): return g{i + 1}(x)" for i in range(8))
    text = f"{chain}\ndef g8(x): return np.linalg.inv(x)\ndef f_forward(x, w): return g0(x)"
    failure = run_on(text).failure
    assert failure is not None
    assert [frame.function for frame in failure.frames] == ["g4", "g5", "g6", "g7", "g8"]
    assert {frame.file for frame in failure.frames} == {FILE}
    assert failure.frames[-1].line == 9


class _Silent(Exception):  # noqa: N818
    def __str__(self) -> str:
        raise SystemExit


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ValueError("two\n  lines"), "ValueError: two lines"),
        (ValueError(), "ValueError"),
        (ValueError("<f at 0x7fe72083fcf0>"), "ValueError: <f at 0x...>"),
        (ValueError("mask 0xff"), "ValueError: mask 0xff"),
        (ValueError("x" * 900), "ValueError: " + "x" * 500),
        (type("E" * 200, (Exception,), {})("m"), "E" * 100 + ": m"),
        (_Silent(), "_Silent: (its message cannot be shown)"),
    ],
    ids=["lines", "no message", "address", "short hex", "long", "long name", "unprintable"],
)
def test_exception_is_described_in_one_line(error: BaseException, text: str) -> None:
    assert describe(error) == text


@pytest.mark.parametrize(
    "function",
    [
        lambda sub, x, w: None,
        lambda sub, x, w: [1],
        lambda sub, x, w, more: {},
        lambda sub, x, w: sub._watch,
    ],
    ids=["nothing", "no dicts", "other arguments", "private name"],
)
def test_run_never_raises(function: Callable) -> None:
    assert run_on(RIGHT, function).failure is not None


@pytest.mark.parametrize(
    "draw", ["np.random.standard_normal(2)", "np.array([random.random(), 0.0])"]
)
def test_draws_from_a_global_generator_are_the_same_in_every_run(draw: str) -> None:
    text = replaced("f_forward", "import random", f"return x * w + {draw}, (x, w)")
    first, second = run_on(text), run_on(text)
    np.testing.assert_array_equal(first.outputs["y"], second.outputs["y"])
    assert not np.array_equal(first.outputs["y"], X * W)
