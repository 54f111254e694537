from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from probe_in_process import (
    RIGHT,
    SIGNATURES,
    W,
    X,
    in_state,
    replaced,
    run_on,
)

from autograder import wire
from autograder.probe import Call, Failure, Recording, Remark, Signature, run

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


def test_other_arguments_are_other_numbers_in_the_same_form() -> None:
    given = [{"w": X, "cache": X, "rate": 2.0, "steps": np.array([3])}, "mode"]
    seen: list[object] = []
    namespace = {"f_loss": lambda y: seen.append(wire.copy(y)) or 0.0}
    run(in_state, namespace, SIGNATURES, Call({"state": given}, again=True))
    other = -0.75 * X - 0.25
    assert len(seen) == 3
    np.testing.assert_equal(seen[:2], [given, given])
    changed = {"w": other, "cache": X, "rate": 1.5, "steps": np.array([3])}
    np.testing.assert_equal(seen[2], [changed, "mode"])


@pytest.mark.parametrize("form", ["[{}, 1]", "({}, 1)", "{{'a': {}}}", "[[{}]]"])
def test_conduct_is_found_inside_trees_of_results(form: str) -> None:
    inside = replaced("f_loss", f"return {form.format('y')}")
    outcome = run_on(inside, in_state, {"state": X})
    assert [remark.kind for remark in outcome.remarks] == ["alias"]
    counted = replaced(
        "f_loss", "global n", "n = globals().get('n', 0) + 1", f"return {form.format('y * n')}"
    )
    outcome = run_on(counted, in_state, {"state": X}, again=True)
    assert outcome.remarks == (Remark("state", "f_loss", "loss"),)


@pytest.mark.parametrize("form", ["{}", "[{}]", "({}, 1)", "{{'a': [{}]}}"])
def test_an_output_stays_as_it_was_when_it_came(form: str) -> None:
    def spoilt_later(sub, state):
        found = sub.f_loss(state)
        yield {"loss": found}
        state[:] = 99

    text = replaced("f_loss", f"return {form.format('y')}")
    outcome = run_on(text, spoilt_later, {"state": X})
    assert "99" not in repr(outcome.outputs)


def test_a_list_that_grows_from_call_to_call_is_no_fault_of_the_grader() -> None:
    text = "kept = []\ndef f_loss(y):\n    kept.append(y * 2)\n    return list(kept)"
    outcome = run_on(text, in_state, {"state": X}, again=True)
    assert outcome.failure is None
    assert len(outcome.outputs["loss"]) == 2


def test_a_class_is_handed_over_as_it_is() -> None:
    def kind(sub):
        return {"same": isinstance(sub.f_loss(1.0), sub.f_loss)}

    outcome = run(kind, {"f_loss": float}, SIGNATURES, Call({}, again=True))
    assert outcome.outputs == {"same": True}


def test_right_functions_called_twice_leave_no_remark() -> None:
    outcome = run_on(RIGHT, again=True)
    assert (outcome.failure, outcome.remarks) == (None, ())


def test_a_function_of_a_generator_may_give_another_result() -> None:
    def masked(sub, x, w):
        return {"y": sub.f_forward(x, np.random.default_rng(5))[0]}

    text = replaced("f_forward", "return x * (w.random(x.shape) < 0.5), None")
    assert run_on(text, masked, again=True).remarks == ()


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
    "spoiling",
    [
        "warnings.simplefilter('ignore')",
        "warnings.simplefilter('error', append=True)",
        "warnings.resetwarnings()",
        "warnings.filters = []",
        "warnings.filters[0] = None",
        "warnings.showwarning = lambda *args, **kwargs: None",
        "warnings._showwarnmsg_impl = lambda message: None",
        "warnings.catch_warnings(record=True).__enter__()",
    ],
)
def test_what_a_run_does_to_warnings_ends_with_it(spoiling: str) -> None:
    before = warnings.filters, list(warnings.filters), warnings.showwarning
    spoils = replaced("f_loss", "import warnings", spoiling, "return 0.0")
    warns = replaced("f_loss", "return np.log(y).sum() * 0")
    with Recording() as recording:
        found = [
            run_on(text, recording=recording).remarks for text in (warns, spoils, warns, RIGHT)
        ]
    told = (Remark("warning", "f_loss", "invalid value encountered in log"),)
    assert found == [told, (), told, ()]
    assert before == (warnings.filters, list(warnings.filters), warnings.showwarning)


SCALED = [Signature.parse("f_scaled(x, gain=1.0, shift=0.0) -> y")]


def by_name(sub, x):
    return {"y": sub.f_scaled(x, gain=2.0, shift=1.0)}


def by_place(sub, x):
    return {"y": sub.f_scaled(x, 2.0, 1.0)}


@pytest.mark.parametrize("probe", [by_name, by_place])
@pytest.mark.parametrize(
    "function",
    [
        lambda x, gain=1.0, shift=0.0: gain * x + shift,
        lambda x, *rest, **named: (rest[0] if rest else named["gain"]) * x + 1,
        lambda values, gain, shift: gain * values + shift,
    ],
    ids=["as declared", "taken as they come", "no defaults"],
)
def test_optional_arguments_may_be_taken_in_any_way(probe: Callable, function: Callable) -> None:
    outcome = run(probe, {"f_scaled": function}, SCALED, Call({"x": X}, again=True))
    assert outcome.failure is None
    np.testing.assert_array_equal(outcome.outputs["y"], 2 * X + 1)


@pytest.mark.parametrize(
    ("probe", "function", "message"),
    [
        (
            by_name,
            lambda x, *, gain=1.0, shift=0.0: gain * x + shift,
            "fails when called as f_scaled(x, gain, shift): TypeError: <lambda>() takes 1 "
            "positional argument but 3 were given",
        ),
        (
            by_name,
            lambda x, shift=0.0, gain=1.0: gain * x + shift,
            "gives another result when called as f_scaled(x, gain, shift)",
        ),
        (
            by_place,
            lambda x, a=1.0, b=0.0: a * x + b,
            "fails when called as f_scaled(x, gain=..., shift=...): TypeError: <lambda>() got an "
            "unexpected keyword argument 'gain'",
        ),
    ],
    ids=["by name alone", "another order", "other names"],
)
def test_names_and_order_of_optional_arguments_are_kept(
    probe: Callable, function: Callable, message: str
) -> None:
    call = Call({"x": X}, again=True)
    assert run(probe, {"f_scaled": function}, SCALED, replace(call, again=False)).failure is None
    failure = run(probe, {"f_scaled": function}, SCALED, call).failure
    assert failure == Failure("called", "f_scaled", message)


def test_what_fails_at_every_second_call_is_no_matter_of_names() -> None:
    calls = iter([1.0])
    function = lambda x, gain=1.0, shift=0.0: x * next(calls)  # noqa: E731
    failure = run(by_name, {"f_scaled": function}, SCALED, Call({"x": X}, again=True)).failure
    assert failure == Failure("raised", "f_scaled", "StopIteration")
