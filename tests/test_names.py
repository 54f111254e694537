"""Which names code binds and reads, with every Python."""

from __future__ import annotations

import pytest

from autograder.names import bound_in, read_in, scope_of


@pytest.mark.parametrize(
    ("source", "bound", "read"),
    [
        ("x = y", {"x"}, {"y"}),
        ("import numpy as np, os.path", {"np", "os"}, set()),
        ("x = [a * b for a in c if a]", {"x"}, {"b", "c"}),
        ("x = {a for a in c}", {"x"}, {"c"}),
        ("x = {a: b for a in c}", {"x"}, {"b", "c"}),
        ("x = [[a for a in row] for row in c]", {"x"}, {"c"}),
        ("for a in [a for a in c]:\n    pass", {"a"}, {"c"}),
        ("@probe(hard=[{'x': x} for x in HARD])\ndef f(x): return x", {"f"}, {"probe", "HARD"}),
        ("def f(a):\n    return [a + b + D for b in a]", {"f"}, {"D"}),
        ("class A:\n    x = [a for a in c]\n    def f(self): return later", {"A"}, {"c", "later"}),
    ],
)
def test_variables_of_comprehensions_are_nobody_elses(
    source: str, bound: set[str], read: set[str]
) -> None:
    scope = scope_of(source)
    assert bound_in(scope) == bound
    assert read_in(scope) - bound == read


@pytest.mark.parametrize(
    ("source", "at_once"),
    [
        ("def f(x=default):\n    return later", {"default"}),
        ("key = lambda x: now", {"now"}),
        ("x = [now for a in c]", {"now", "c"}),
        ("x = (now for a in c)", {"now", "c"}),
        ("class A(Base):\n    x = now\n    def f(self):\n        return later", {"Base", "now"}),
    ],
)
def test_what_runs_where_it_stands_is_told_from_what_waits_for_a_call(
    source: str, at_once: set[str]
) -> None:
    assert read_in(scope_of(source), at_once=True) == at_once


def test_a_text_that_is_nested_deep_has_its_names() -> None:
    scope = scope_of(f"x = {' + '.join(['y'] * 1000)}")
    assert (bound_in(scope), read_in(scope)) == ({"x"}, {"y"})
