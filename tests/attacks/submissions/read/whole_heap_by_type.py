"""Wants any object of a type that only the grader's side has, through every class's subclasses."""

import gc


def attack():
    gc.unfreeze()
    names = {
        "Bank",
        "Case",
        "Trace",
        "Assignment",
        "Exercise",
        "Worked",
        "Plan",
        "ProbePlan",
        "Oracle",
    }
    waiting, seen = [object], set()
    while waiting:
        kind = waiting.pop()
        if kind in seen:
            continue
        seen.add(kind)
        if str(kind.__module__).startswith("autograder") and kind.__name__ in names:
            return kind
        try:
            waiting += type.__subclasses__(kind)
        except TypeError:
            continue
