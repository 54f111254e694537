from __future__ import annotations

import textwrap
from collections.abc import Callable

import numpy as np
import pytest

from autograder.probe import (
    Call,
    Failure,
    Frame,
    Outcome,
    Remark,
    Signature,
    describe,
    run,
)

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


def run_on(
    text: str, function: Callable = pass_through, inputs: object = None, **how: object
) -> Outcome:
    """Run a probe on a module's text, as the worker does."""
    namespace: dict[str, object] = {"np": np}
    exec(compile(textwrap.dedent(text), FILE, "exec"), namespace)
    call = Call({"x": X, "w": W} if inputs is None else inputs, **how)
    return run(function, namespace, SIGNATURES, call, files=frozenset([FILE]))


def replaced(function: str, *lines: str) -> str:
    """The right module, one of its functions written anew."""
    signature = next(item for item in SIGNATURES if item.name == function)
    body = "\n    ".join(lines)
    return f"{textwrap.dedent(RIGHT)}\ndef {signature.text.partition(' -> ')[0]}:\n    {body}\n"


@pytest.mark.parametrize(
    ("text", "name", "arguments", "returns"),
    [
        ("dense(x, w, b) -> (z, cache)", "dense", ("x", "w", "b"), ("z", "cache")),
        ("relu(z) -> a", "relu", ("z",), ("a",)),
        ("seed()", "seed", (), ()),
        ("leaky(z, slope=0.01, *, rng) -> a", "leaky", ("z", "slope", "rng"), ("a",)),
        ("only(x, /) -> (y,)", "only", ("x",), ("y",)),
        ("Momentum(lr)", "Momentum", ("lr",), ()),
    ],
    ids=["several results", "one result", "nothing at all", "default", "positional", "class"],
)
def test_signature_is_read(text: str, name: str, arguments: tuple, returns: tuple) -> None:
    assert Signature.parse(text) == Signature(name, arguments, returns, text)


def test_signature_with_a_tuple_as_default_is_read() -> None:
    parsed = Signature.parse("adam(w, betas=(0.9, 0.999), t=1) -> w")
    assert parsed.arguments == ("w", "betas", "t")


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
        ("f_forward", "return None", "returned", "returned None, but should return (y, cache)"),
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


CHANGED = [Remark("changed", "f_forward", "x")]


@pytest.mark.parametrize(
    ("function", "lines", "remarks"),
    [
        ("f_forward", ["x *= 2", "return x + w, (x, w)"], CHANGED),
        ("f_forward", ["return x, (x, w)"], [Remark("alias", "f_forward", "y is x")]),
        ("f_forward", ["return w[::-1], (x, w)"], [Remark("alias", "f_forward", "y is w")]),
        ("f_forward", ["return x * w, x"], []),
        ("f_backward", ["dy[0] = 9", "return dy * 1"], [Remark("changed", "f_backward", "dy")]),
        (
            "f_backward",
            ["dx = cache[0]", "dx -= 1", "return dx * dy"],
            [Remark("changed", "f_loss", "x")],
        ),
        (
            "f_loss",
            ["return np.log(y).sum() * 0"],
            [Remark("warning", "f_loss", "invalid value encountered in log")],
        ),
        ("f_loss", ["return 1e-300 ** 2 * y.sum()"], []),
        ("f_loss", ["import warnings", "warnings.warn('mine')", "return 0.0"], []),
    ],
    ids=[
        "in place", "argument returned", "view returned", "argument cached", "upstream changed",
        "changed through the cache", "warning", "underflow", "other warning",
    ],
)  # fmt: skip
def test_conduct_is_remarked(function: str, lines: list[str], remarks: list[Remark]) -> None:
    assert list(run_on(replaced(function, *lines)).remarks) == remarks


def test_conduct_is_remarked_with_numpy_patched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(np, "may_share_memory", lambda a, b: False)
    monkeypatch.setattr(np, "ndarray", list)
    outcome = run_on(replaced("f_forward", "x += 1", "return x, (x, w)"))
    assert [remark.kind for remark in outcome.remarks] == ["changed", "alias"]


def test_inputs_arrive_writable_and_the_caller_s_stay_as_they_are() -> None:
    x = X.copy()
    x.flags.writeable = False
    outcome = run_on(
        replaced("f_forward", "x[:] = 0", "return x + w, (x, w)"), inputs={"x": x, "w": W}
    )
    assert outcome.failure is None
    np.testing.assert_array_equal(x, X)


def test_warning_names_the_function_that_gave_it() -> None:
    outcome = run_on(replaced("f_forward", "return np.minimum(np.exp(1e3 * x), 1), (x, w)"))
    assert [remark.function for remark in outcome.remarks] == ["f_forward"]


AGAIN = {
    "counter": (
        ["global n", "n = globals().get('n', 0) + 1", "return x * w * n, (x, w)"],
        Remark("state", "f_forward", "y"),
    ),
    "argument used up": (["y = x * w", "x[:] = 0", "return y, (x, w)"], CHANGED[0]),
}


@pytest.mark.parametrize("kind", AGAIN)
def test_second_call_shows_what_the_first_left_behind(kind: str) -> None:
    lines, remark = AGAIN[kind]
    assert remark in run_on(replaced("f_forward", *lines), again=True).remarks


def test_second_result_counts() -> None:
    outcome = run_on(replaced("f_forward", "y = x * w", "x += 1", "return y, (x, w)"), again=True)
    np.testing.assert_array_equal(outcome.outputs["y"], (X + 1) * W)
    assert Remark("state", "f_forward", "y") in outcome.remarks


def test_cache_in_a_global_is_overwritten_by_other_arguments() -> None:
    text = """
        def f_forward(x, w):
            global kept
            kept = w
            return x * w, None
        def f_backward(dy, cache):
            return dy * kept
    """
    once, again = run_on(text), run_on(text, again=True)
    np.testing.assert_array_equal(once.outputs["dx"], W)
    np.testing.assert_array_equal(again.outputs["dx"], -0.75 * W - 0.25)


def test_other_arguments_may_fail_without_blame() -> None:
    text = replaced("f_forward", "assert x[0] > 0", "np.log(x)", "return x * w, (x, w)")
    outcome = run_on(text, again=True)
    assert (outcome.failure, outcome.remarks) == (None, ())


def test_right_functions_called_twice_leave_no_remark() -> None:
    outcome = run_on(RIGHT, again=True)
    assert (outcome.failure, outcome.remarks) == (None, ())


def test_a_function_of_a_generator_may_give_another_result() -> None:
    def masked(sub, x, w):
        return {"y": sub.f_forward(x, np.random.default_rng(5))[0]}

    text = replaced("f_forward", "return x * (w.random(x.shape) < 0.5), None")
    assert run_on(text, masked, again=True).remarks == ()


def in_state(sub, state):
    return {"loss": sub.f_loss(state)}


NESTED = [{"w": np.ones(2)}, {"w": np.zeros(2)}]


@pytest.mark.parametrize(
    ("line", "subject"),
    [("y[1]['w'] += 1", "y[1]['w']"), ("y[0]['w'] = y[0]['w'] + 1", "y")],
    ids=["in place", "entry replaced"],
)
def test_change_inside_a_nested_argument_is_remarked(line: str, subject: str) -> None:
    outcome = run_on(replaced("f_loss", line, "return 0.0"), in_state, {"state": NESTED})
    assert list(outcome.remarks) == [Remark("changed", "f_loss", subject)]


@pytest.mark.parametrize(
    ("state", "line"),
    [
        ({"m": None}, "y['m'] = np.zeros(2)"),
        ({"t": 0}, "y['t'] = np.array(1)"),
        ({"t": 0}, "y['t'] += 1"),
        (NESTED, "y.pop()"),
        ({"m": X}, "y['v'] = 1"),
    ],
    ids=["array for None", "array for a number", "number", "list shortened", "key added"],
)
def test_replaced_entries_of_an_argument_are_remarked(state: object, line: str) -> None:
    outcome = run_on(replaced("f_loss", line, "return 0.0"), in_state, {"state": state})
    assert list(outcome.remarks) == [Remark("changed", "f_loss", "y")]


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
