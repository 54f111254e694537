from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from places import ROOT

from autograder import wire
from autograder.bank.draw import DEFAULT_DIMS, OTHER_DIM, case_strategy, draw_cases
from autograder.bank.turns import Turn, Turns
from autograder.course import Course
from autograder.exercise import Probe, array, choice, log_real, one_hot, probe, real, seed

SEEDS = range(50)
INPUTS = {
    "x": array("N", "D", gap=0.01),
    "w": array("D", "K", low=-1, high=2),
    "labels": one_hot("N", "K"),
    "lr": log_real(1e-5, 1.0),
    "beta": real(0.5, 0.99),
    "mode": choice("train", "test", "both"),
    "bias": choice(True, False),
}


def probe_of(inputs: dict[str, Any], **how: Any) -> Probe:
    def layer(sub, **arguments):
        raise AssertionError("drawing calls no probe")

    return probe(inputs=inputs, **how)(layer)


LAYER = probe_of(INPUTS, cases=24)


@cache
def drawn(bank_seed: int) -> list[dict[str, Any]]:
    return draw_cases(LAYER, bank_seed)


def shape(case: dict[str, Any]) -> tuple[int, int, int]:
    return (*case["x"].shape, case["w"].shape[1])


CORNERS = {
    "N = 1": lambda n, d, k: n == 1 < min(d, k),
    "D = 1": lambda n, d, k: d == 1 < min(n, k),
    "K = 1": lambda n, d, k: k == 1 < min(n, d),
    "all 1": lambda n, d, k: n == d == k == 1,
    "alike": lambda n, d, k: n == d == k > 1,
    "unlike": lambda n, d, k: len({n, d, k}) == 3 and 1 not in (n, d, k),
}


@pytest.mark.parametrize("corner", CORNERS)
def test_no_seed_leaves_a_corner_out(corner: str) -> None:
    for bank_seed in SEEDS:
        assert any(CORNERS[corner](*shape(case)) for case in drawn(bank_seed)), bank_seed


def test_options_of_every_choice_come_in_equal_shares_for_every_seed() -> None:
    for bank_seed in SEEDS:
        cases = drawn(bank_seed)
        assert set(Counter(case["mode"] for case in cases).values()) == {8}
        assert set(Counter(case["bias"] for case in cases).values()) == {12}
        pairs = Counter((case["mode"], case["bias"]) for case in cases)
        assert len(pairs) == 6
        assert set(pairs.values()) <= {3, 4, 5}


def test_every_case_of_every_seed_lies_within_its_declaration() -> None:
    for bank_seed in SEEDS:
        cases = drawn(bank_seed)
        assert len({wire.pack(case) for case in cases}) == len(cases) == LAYER.cases
        for case in cases:
            check_ranges(case)


def check_ranges(case: dict[str, Any]) -> None:
    n, d, k = shape(case)
    assert DEFAULT_DIMS["N"][0] <= n <= DEFAULT_DIMS["N"][1]
    assert OTHER_DIM[0] <= min(d, k) <= max(d, k) <= OTHER_DIM[1]
    assert list(case) == list(INPUTS)
    assert (case["w"].shape, case["labels"].shape) == ((d, k), (n, k))
    assert {case["x"].dtype, case["w"].dtype, case["labels"].dtype} == {np.dtype("f8")}
    assert (np.abs(case["x"]) >= 0.01).all()
    assert (np.abs(case["x"]) <= 3).all()
    assert (case["w"] >= -1).all()
    assert (case["w"] <= 2).all()
    np.testing.assert_array_equal(case["labels"].sum(axis=1), 1)
    assert set(np.unique(case["labels"])) <= {0.0, 1.0}
    assert 1e-5 <= case["lr"] <= 1
    assert 0.5 <= case["beta"] <= 0.99
    for number in (*case["x"].flat, *case["w"].flat):
        assert number == round(number, 3)
    assert case["beta"] == round(case["beta"], 4)
    assert case["lr"] == float(f"{case['lr']:.2e}")


@settings(max_examples=50)
@given(case_strategy(LAYER))
def test_a_free_strategy_draws_within_the_declaration_too(case: dict[str, Any]) -> None:
    check_ranges(case)
    assert case["mode"] in ("train", "test", "both")


def test_the_same_seed_gives_the_same_cases() -> None:
    for bank_seed in (0, 1, 2**40):
        again = draw_cases(LAYER, bank_seed)
        assert wire.pack(again) == wire.pack(draw_cases(LAYER, bank_seed))


PROGRAM = """
import hashlib
from autograder import wire
from autograder.bank.draw import draw_cases
from autograder.exercise import array, choice, probe
def layer(sub, x, w, mode): ...
inputs = {"x": array("N", "D"), "w": array("D", "K"), "mode": choice("a", "b")}
print(hashlib.sha256(wire.pack(draw_cases(probe(inputs=inputs)(layer), 7))).hexdigest())
"""


def test_the_same_seed_gives_the_same_cases_in_every_process() -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for hash_seed in ("1", "2")
    }
    assert len(printed) == 1


def test_every_seed_gives_other_cases() -> None:
    assert len({wire.pack(drawn(bank_seed)) for bank_seed in SEEDS}) == len(SEEDS)
    first, second = ({case["x"].tobytes() for case in drawn(bank_seed)} for bank_seed in (0, 1))
    assert not first & second


def test_drawing_leaves_the_global_generators_alone() -> None:
    before = random.getstate(), np.random.get_state()[1].tobytes()
    draw_cases(probe_of({"x": array("N")}, cases=3), 0)
    assert (random.getstate(), np.random.get_state()[1].tobytes()) == before


def test_cases_are_ordered_from_few_and_small_numbers_to_many() -> None:
    for bank_seed in SEEDS:
        sizes = [sum(case[name].size for name in ("x", "w", "labels")) for case in drawn(bank_seed)]
        assert sizes == sorted(sizes)
    single = draw_cases(probe_of({"x": array(2)}, cases=10), 0)
    totals = [float(np.abs(case["x"]).sum()) for case in single]
    assert totals == sorted(totals)


@pytest.mark.parametrize(
    ("dims", "lengths"),
    [
        ({"N": (4, 4), "D": (3, 3)}, {(4, 3)}),
        ({"N": (2, 3), "D": (2, 3)}, {(2, 2), (2, 3), (3, 2), (3, 3)}),
        ({"N": (2, 2)}, None),
    ],
    ids=["fixed", "two lengths", "one fixed"],
)
def test_dimensions_keep_to_the_probe_s_own_ranges(
    dims: dict[str, tuple[int, int]], lengths: set[tuple[int, int]] | None
) -> None:
    cases = draw_cases(probe_of({"x": array("N", "D")}, dims=dims, cases=18), 3)
    found = {case["x"].shape for case in cases}
    assert found == lengths if lengths else {n for n, _ in found} == {2}


def test_fixed_dimensions_may_stand_beside_named_ones() -> None:
    for case in draw_cases(probe_of({"x": array("N", 3, 2)}, cases=6), 0):
        assert case["x"].shape[1:] == (3, 2)


def test_an_input_may_be_a_function_of_its_own() -> None:
    def layers(pick):
        return [{"w": pick.array(pick.dim("D"), 2)} for _ in range(pick.integer(1, 3))]

    cases = draw_cases(probe_of({"x": array("N", "D"), "params": layers}, cases=12), 0)
    assert {len(case["params"]) for case in cases} == {1, 2, 3}
    for case in cases:
        assert {item["w"].shape for item in case["params"]} == {(case["x"].shape[1], 2)}


def test_the_first_input_takes_every_value_its_plainest_too() -> None:
    asked = probe_of({"n": lambda pick: pick.integer(0, 3), "x": array("N")}, cases=60)
    shares = Counter(case["n"] for case in draw_cases(asked, 3))
    assert min(shares[n] for n in range(4)) >= 5, shares


def test_a_seed_is_drawn_for_generators() -> None:
    cases = draw_cases(probe_of({"seed": seed()}, cases=8), 0)
    assert len({case["seed"] for case in cases}) == 8
    assert all(0 <= case["seed"] < 2**31 for case in cases)


def test_a_case_that_comes_twice_is_kept_once() -> None:
    cases = draw_cases(probe_of({"mode": choice("a", "b")}, cases=9), 0)
    assert sorted(case["mode"] for case in cases) == ["a", "b"]


def test_log_real_spreads_over_the_orders_of_magnitude() -> None:
    cases = draw_cases(probe_of({"lr": log_real(1e-6, 1.0)}, cases=60), 0)
    orders = Counter(int(np.floor(np.log10(case["lr"]))) for case in cases)
    assert len([order for order in orders if order < 0]) == 6
    assert max(orders.values()) < 30


def test_every_option_meets_every_corner() -> None:
    two = probe_of({"x": array("N", "D"), "mode": choice("train", "test")}, cases=48)
    met = {
        (case["mode"], n == 1, d == 1) for case in draw_cases(two, 0) for n, d in [case["x"].shape]
    }
    assert {("train", True, False), ("test", True, False)} <= met
    assert {("train", False, True), ("test", False, True)} <= met


@pytest.mark.parametrize("options", [(2, 2), (2, 3), (3, 3), (2, 4), (5, 3), (2, 2, 2)], ids=str)
def test_the_options_of_several_choices_meet_each_other(options: tuple[int, ...]) -> None:
    choices = {f"c{place}": choice(*range(many)) for place, many in enumerate(options)}
    cases = draw_cases(probe_of({"x": array("N"), **choices}, cases=30), 0)
    for (a, first), (b, second) in combinations(zip(choices, options, strict=True), 2):
        assert len({(case[a], case[b]) for case in cases}) == first * second


@pytest.mark.parametrize("options", [(7, 6), (8, 9), (4, 4), (11, 2)], ids=str)
def test_two_choices_need_one_case_for_a_pair(options: tuple[int, int]) -> None:
    first, second = (choice(*range(many)) for many in options)
    two = probe_of({"a": first, "b": second, "seed": seed()}, cases=options[0] * options[1])
    for bank_seed in range(10):
        pairs = Counter((case["a"], case["b"]) for case in draw_cases(two, bank_seed))
        assert len(pairs) == two.cases
        assert set(pairs.values()) == {1}


def test_more_choices_need_half_as_many_cases_again() -> None:
    options = {"a": 4, "b": 3, "c": 5, "d": 5, "e": 2}
    choices = {name: choice(*range(many)) for name, many in options.items()}
    all_of_them = probe_of({**choices, "seed": seed()}, cases=38)
    for bank_seed in range(20):
        cases = draw_cases(all_of_them, bank_seed)
        for a, b in combinations(options, 2):
            pairs = {(case[a], case[b]) for case in cases}
            assert len(pairs) == options[a] * options[b], (bank_seed, a, b)


@pytest.mark.parametrize("homework", Course(ROOT).names)
def test_options_meet_in_the_cases_of_our_homeworks(homework: str, monkeypatch) -> None:
    """Wherever two of a few choices are made in all cases, half as many again as pairs."""
    made: list[Sequence[Turn]] = []
    record = Turns.record
    monkeypatch.setattr(
        Turns, "record", lambda turns, taken: (made.append(taken), record(turns, taken))
    )
    looked_at = 0
    for exercise in Course(ROOT).assignment(homework).exercises:
        for item in exercise.probes:
            made.clear()
            draw_cases(item, 2026)
            taken = Counter(turn.choice for turns in made for turn in turns)
            if len(taken) > 11:  # ten, and the corner
                continue
            always = [choice for choice in taken if taken[choice] == len(made) and choice.input]
            for first, second in combinations(always, 2):
                pairs = first.options * second.options
                if 1.5 * pairs <= len(made):
                    looked_at += 1
                    met = {tuple(t for t in turns if t.choice in (first, second)) for turns in made}
                    assert len(met) == pairs, (item.name, first, second)
    assert looked_at > 1


def test_a_choice_meets_the_others_however_many_came_before_it() -> None:
    def script(pick):
        return [pick.choice("ab") for _ in range(pick.choice([1, 2, 3]))]

    modes = {"mode": choice("train", "test", "both"), "rate": choice(0.1, 0.5, 0.9)}
    two = probe_of({"script": script, **modes, "seed": seed()}, cases=18)
    for bank_seed in range(10):
        cases = draw_cases(two, bank_seed)
        assert len({(case["mode"], case["rate"]) for case in cases}) == 9
        assert len({(len(case["script"]), case["mode"]) for case in cases}) == 9


def test_shares_differ_by_at_most_one_where_they_cannot_be_equal() -> None:
    two = probe_of({"a": choice(1, 2, 3), "b": choice(1, 2, 3), "x": array("N")}, cases=30)
    shares = Counter(case["b"] for case in draw_cases(two, 0))
    assert max(shares.values()) - min(shares.values()) <= 1


def test_many_choices_are_made_independently_of_each_other() -> None:
    def script(pick):
        return [pick.choice("abc") for _ in range(12)]

    cases = draw_cases(probe_of({"script": script, "x": array("N")}, cases=60), 0)
    for first, second in combinations(range(12), 2):
        assert len({(case["script"][first], case["script"][second]) for case in cases}) == 9
    for place in range(12):
        assert set(Counter(case["script"][place] for case in cases).values()) == {20}


@pytest.mark.parametrize("name", ["real", "array"])
def test_small_ranges_are_kept(name: str) -> None:
    inputs = {"real": real(1e-4, 4e-4), "array": array(4, low=1e-4, high=4e-4)}
    cases = draw_cases(probe_of({"x": inputs[name]}, cases=4), 0)
    for case in cases:
        assert (np.asarray(case["x"]) >= 1e-4).all()
        assert (np.asarray(case["x"]) <= 4e-4).all()


def test_cases_do_not_depend_on_the_modules_that_happen_to_be_loaded(tmp_path) -> None:
    """Hypothesis would draw the constants that it finds in local modules."""
    (tmp_path / "further.py").write_text("NUMBERS = [0.4711, 17, 23.5, 1234, 99, -7.25]\n")
    program = (
        "import sys\n"
        "if len(sys.argv) > 1:\n"
        "    import further\n"
        "import hashlib\n"
        "from pathlib import Path\n"
        "from autograder import wire\n"
        "from autograder.bank.draw import draw_cases\n"
        "from autograder.course import Course\n"
        f"homework = Course(Path({str(ROOT)!r})).assignment('hw2_initialization_normalization')\n"
        "probes = homework.exercise('batch_norm').probes\n"
        "drawn = [wire.pack(case) for probe in probes for case in draw_cases(probe, 77)]\n"
        "print(hashlib.sha256(b''.join(drawn)).hexdigest())\n"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"},
            capture_output=True,
            check=True,
        ).stdout
        for arguments in ([], ["loaded"])
    }
    assert len(found) == 1
