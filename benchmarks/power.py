"""How likely a mistake in a random function slips by: `python benchmarks/power.py`.

Fresh hidden cases are drawn for every misconception that only draws give away, with some seed of
those that `margins.py` tried before. The probability that a mistake slips through is bounded from
how often each single case misses it: but for their options the cases of a bank are independent, so
the bound is the product of their upper 99.9 % confidence limits (Clopper and Pearson). A case is
known by one or two of its inputs, for a bank has the options of a choice in nearly equal shares:
"the second one with scheme he". What tells most counts. Where there are too few cases, it is
extrapolated: the distance from the threshold, of the logarithm of a p-value or of the number that a
law looks at, is taken to follow Student's distribution. Such lines are marked with *.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, combinations
from typing import Any, TypeAlias

import margins
import measuring
import numpy as np
import our_course
from our_course import Namespace
from scipy import stats

from autograder.authoring.trusted import run_trusted
from autograder.bank.file import Case
from autograder.checking.manners import broken_law, p_values
from autograder.exercise import Check, Exercise, Property, Statistics
from autograder.numerics import statistics
from autograder.plan import ExercisePlan
from autograder.probe import Outcome

CONFIDENCE = 0.999
MOST = statistics.POWER  # a misconception may slip by with this probability
LONGEST = 60  # seconds that a mistake may take for a bank
LEAST = 1e-300  # p-values below it are all alike

Inputs: TypeAlias = Mapping[str, Any]  # of a case, or its outputs
Limits: TypeAlias = Mapping[str, Any]  # what the homework's exercises.py defines
Distances: TypeAlias = dict[str, float]


def repeats(first: Any, second: Any) -> float:
    """Above 0 where an order of 20 or more comes twice: no less than certain."""
    return 0.5 if len(first) >= 20 and np.array_equal(first, second) else -0.5


def beyond_narrowing(_: Inputs, outputs: Inputs, limits: Limits) -> Distances:
    """How far later rounds are from the best trial so far, and how widely they spread."""
    if outputs["text"]:
        return {}
    search = np.arange(len(outputs["away"]))
    found = {"spread": float(outputs["spread"].mean(axis=0).max()) - limits["NEAR"]}
    for name, at in enumerate([search % 2, search // 2 % 2]):  # where the optimum is
        for end in (0, 1):
            away = outputs["away"][at == end, :, name].mean(axis=0)
            found[f"away, name {name}, end {end}"] = float(away.max()) - limits["NEAR"]
    return found


def beyond_breeding(_: Inputs, outputs: Inputs, limits: Limits) -> Distances:
    """What becomes of the losses, how few configs are new, cut off, or changed alike."""
    distances = {}
    for kind, found in outputs.items():
        if found["text"]:
            continue
        distances[f"{kind}: ratio"] = found["ratio"] - limits["BRED"]
        if kind != "with failures":
            distances[f"{kind}: copies"] = limits["NEW"] - found["new"]
            distances[f"{kind}: cut off"] = found["cut"] - limits["CUT_OFF"]
            distances[f"{kind}: alike"] = found["alike"] - limits["CHANGED_ALIKE"]
    return distances


def beyond_epochs(_: Inputs, outputs: Inputs, __: Limits) -> Distances:
    """Whether orders come again, or do not where they should."""
    return {
        "other": float((outputs["first"] != outputs["again"]).sum()) - 0.5,
        "repeated": repeats(outputs["first"], outputs["second"]),
    }


def beyond_batches(_: Inputs, outputs: Inputs, __: Limits) -> Distances:
    """Whether the order of an epoch comes again."""
    return {"repeated": repeats(outputs["first"]["x"], outputs["second"]["x"])}


def beyond_masks(_: Inputs, outputs: Inputs, __: Limits) -> Distances:
    """How many elements a dropout with keep_prob 0.8 should not have, less a half."""
    x, out = outputs["x"], outputs["out"]
    scaled = np.isclose(out, 0) | np.isclose(out, x / 0.8)
    return {
        "training": (~scaled).sum() - 0.5,
        "evaluation": (outputs["evaluation"] != x).sum() - 0.5,
    }


def beyond_pairs(_: Inputs, outputs: Inputs, __: Limits) -> Distances:
    """How many examples come with another's label, less a half."""
    rows, labels = (np.concatenate(outputs[name]) for name in ("rows", "labels"))
    own = np.eye(2)[np.ravel(rows).astype(int) % 2]
    return {"parted": float((own != labels).any(axis=1).sum()) - 0.5}


def beyond_learning(inputs: Inputs, outputs: Inputs, _: Limits) -> Distances:
    """How many steps or losses there are too many or too few, and what loss is left."""
    made, told = len(outputs["measured"]), len(outputs["losses"])
    pairs = zip(outputs["losses"], outputs["measured"], strict=False)
    left = min(outputs["end"], *outputs["measured"][-1:])
    return {
        "steps": abs(made - inputs["steps"]) - 0.5,
        "losses": abs(told - inputs["steps"]) - 0.5,
        "wrong losses": sum(not np.isclose(*pair, rtol=1e-9, atol=1e-12) for pair in pairs) - 0.5,
        "unchanged": outputs["changed"].count(False) - 0.5,
        "left": math.log(max(left, LEAST) / 0.05),
    }


# By probe, how far beyond their thresholds the numbers are that its laws look at.
DISTANCES: dict[str, Callable[[Inputs, Inputs, Limits], Distances]] = {
    "narrowing": beyond_narrowing,
    "breeding": beyond_breeding,
    "long_epochs": beyond_epochs,
    "drawn_masks": beyond_masks,
    "drawn_batches": beyond_pairs,
    "epochs_of_batches": beyond_batches,
    "small_batches": beyond_learning,
}


# How a case is known: its probe, some inputs, their values, and its number among those of a bank.
Label: TypeAlias = tuple[str, tuple[str, ...], str, int]


@dataclass(frozen=True)
class Seen:
    """What one case shows of a mistake.

    Attributes:
        labels: by which the case is known.
        caught: whether it gives the mistake away.
        distances: by check, how far a number is beyond its threshold.
    """

    labels: Sequence[Label]
    caught: bool
    distances: Mapping[str, float]


def labels_of(cases: Sequence[Case], probe: str) -> list[list[Label]]:
    """The labels of each of a bank's cases."""
    alike: Counter[Any] = Counter()
    found = []
    for case in cases:
        inputs = {name: value for name, value in case.inputs.items() if is_plain(value)}
        inputs.pop("seed", None)
        labels = []
        for names in chain.from_iterable(combinations(inputs, number) for number in range(3)):
            values = repr([inputs[name] for name in names])
            labels.append((probe, names, values, alike[names, values]))
            alike[names, values] += 1
        found.append(labels)
    return found


def is_plain(value: object) -> bool:
    """Whether an input may be an option of a choice."""
    if isinstance(value, dict):
        return len(value) < 5 and all(map(is_plain, value.values()))
    parts = value if isinstance(value, list | tuple) else [value]
    return len(parts) < 5 and all(isinstance(part, str | int | float | None) for part in parts)


def give_away(
    homework: str, part: Exercise, mistakes: Mapping[str, Tally], seed: int
) -> dict[str, list[Seen]]:
    """What the cases of a seed show of each of the mistakes.

    Probes that have not shown any of the mistakes yet are left out.
    """
    prepared = our_course.plan_of(homework, part, 5000 + seed)
    telling = frozenset().union(*(tally.telling for tally in mistakes.values()))
    if telling:
        kept = [item for item in prepared.probes if item.probe.name in telling]
        prepared = replace(prepared, probes=kept)
    level = our_course.level_of(homework)
    return {
        name: caught(prepared, our_course.with_mistake(homework, name), level) for name in mistakes
    }


def caught(prepared: ExercisePlan, namespace: Namespace, level: float) -> list[Seen]:
    """What each case of each random probe shows of a mistake."""
    try:
        with measuring.at_most(LONGEST):
            runs = run_trusted(prepared, namespace)
    except measuring.TooSlowError:
        return [Seen([(item.probe.name, (), "", 0)], True, {}) for item in prepared.probes]
    found = []
    for name, done in runs.items():
        checks = [check for check in prepared.exercise.checks if check.probe.name == name]
        for labels, case, outcome in zip(
            labels_of(done.cases, name), done.cases, done.outcomes, strict=True
        ):
            found.append(Seen(labels, *shown(checks, case, outcome, level)))
    return found


def shown(
    checks: Sequence[Check], case: Case, outcome: Outcome, level: float
) -> tuple[bool, dict[str, float]]:
    """Whether a case alone gives a mistake away, and by how much."""
    if outcome.failure or any(remark.kind != "warning" for remark in outcome.remarks):
        return True, {}
    fails = False
    distances = {}
    measured = DISTANCES.get(checks[0].probe.name)
    if measured and any(isinstance(check, Property) for check in checks):
        limits = checks[0].probe.function.__globals__
        distances = measured(case.inputs, outcome.outputs, limits)
    for check in checks:
        if isinstance(check, Property):
            fails = fails or bool(broken_law(check, case, outcome))
        if isinstance(check, Statistics):
            for name, value in p_values(check, case, outcome).items():
                fails = fails or not value >= level
                distances[f"{check.name}: {name}"] = math.log(level / max(value, LEAST))
    return fails, distances


def looks_at_draws(check: Check) -> bool:
    """Whether a check judges single draws, and not where a hundred trainings end."""
    return our_course.draws(check) and isinstance(check, Property | Statistics)


def unseen_mistakes(homework: str, exercise: str) -> Sequence[str]:
    """The misconceptions that no check without randomness sees, with one of many seeds."""
    spans = measuring.recall("margins", margins.Span)
    if exercise in spans:
        return list(spans[exercise].found.missed)
    return our_course.mistakes_of(homework, exercise)


@dataclass
class Tally:
    """How often a mistake was missed, and which cases gave it away.

    Attributes:
        runs: how many banks there were.
        missed: how many of them missed it.
        cases: how many one of them had.
        caught: how often a case gave it away.
        distances: by case and check.
    """

    runs: int = 0
    missed: int = 0
    cases: int = 0
    caught: Counter[Label] = field(default_factory=Counter)
    distances: dict[tuple[Label, str], list[float]] = field(default_factory=dict)

    def add(self, bank: Sequence[Seen]) -> None:
        """Count one bank."""
        self.runs += 1
        self.missed += not any(case.caught for case in bank)
        self.cases = max(self.cases, len(bank))
        for case in bank:
            for label in case.labels:
                self.caught[label] += case.caught
                for check, distance in case.distances.items():
                    self.distances.setdefault((label, check), []).append(distance)

    @property
    def telling(self) -> set[str]:
        """The probes that have shown the mistake."""
        return {label[0] for label, count in self.caught.items() if count}

    @property
    def sure(self) -> bool:
        """Whether enough banks were drawn."""
        return self.runs > 0 and self.bound <= MOST

    @property
    def counted(self) -> float:
        """At most this is the probability that a bank misses the mistake, by counting."""
        missing: dict[str, dict[tuple[str, ...], float]] = {}
        for (probe, names, *_), count in self.caught.items():
            # A bank without such a case has missed the mistake by it.
            upper = float(stats.beta.ppf(CONFIDENCE, self.runs - count + 1, count)) if count else 1
            known = missing.setdefault(probe, {})
            known[names] = known.get(names, 1.0) * upper
        return math.prod(min(known.values()) for known in missing.values())

    @property
    def extrapolated(self) -> float:
        """The probability that the most telling number stays on the wrong side."""
        tails = [1.0]
        for values in self.distances.values():
            if len(values) == self.runs > 2:
                spread = max(float(np.std(values, ddof=1)), 1e-9)
                tails.append(float(stats.t.sf(np.mean(values) / spread, self.runs - 1)))
        return min(tails)

    @property
    def bound(self) -> float:
        """The probability that a bank misses the mistake is at most this."""
        return min(self.counted, self.extrapolated)


@dataclass(frozen=True)
class Bound:
    """How likely a misconception slips through.

    Attributes:
        banks: how many were drawn.
        missed: how many of them missed the mistake.
        bound: the probability is at most this.
        extrapolated: whether it is not merely counted.
    """

    mistake: str
    cases: int
    banks: int
    missed: int
    bound: float
    extrapolated: bool


def measure(key: str) -> list[Bound]:
    """Draw banks for an exercise's mistakes, more for those that need them.

    Args:
        key: homework/exercise/number of banks at most.
    """
    homework, exercise, banks = key.split("/")
    part = our_course.part_of(homework, exercise, looks_at_draws)
    assert part is not None
    tallies = {name: Tally() for name in unseen_mistakes(homework, exercise)}
    for seed in range(int(banks)):
        if seed in (0, 10, 30, 100, 300):
            unsure = {name: tally for name, tally in tallies.items() if not tally.sure}
        if not unsure:
            break
        for name, cases in give_away(homework, part, unsure, seed).items():
            tallies[name].add(cases)
    return [
        Bound(
            name,
            tally.cases,
            tally.runs,
            tally.missed,
            tally.bound,
            tally.extrapolated < tally.counted,
        )
        for name, tally in tallies.items()
    ]


def sweep(banks: int) -> dict[str, list[Bound]]:
    """Bound every misconception in a random function, by exercise."""
    found = {name: kept.found for name, kept in measuring.recall("power", list[Bound]).items()}
    spans = measuring.recall("margins", margins.Span)
    groups = {}
    for homework, part in our_course.exercises(looks_at_draws):
        if part.name in found:
            continue
        if part.name in spans or not our_course.part_of(homework, part.name, margins.fixed):
            groups[part.name] = [f"{homework}/{part.name}/{banks}"]
        else:
            print(f"{part.name} is left out: run `python benchmarks/margins.py` first.")
    for name, [bounds] in measuring.resumed("power", groups, measure, list[Bound]):
        found[name] = bounds
        measuring.remember("power", name, bounds)
    return found


def main() -> None:
    """Bound every mistake; exit status 1 where one may slip through too likely."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--banks", type=int, default=1000, help="at most, for a mistake")
    chosen = parser.parse_args()
    print(measuring.machine())
    found = sweep(chosen.banks)
    print(f"{'misconception':<62} {'cases':>5} {'missed':>8}  {'slips through':>13}")
    for exercise, bounds in found.items():
        for item in bounds:
            told = f"{item.missed} of {item.banks}"
            mark = "*" if item.extrapolated else " "
            label = f"{exercise}: {item.mistake}"
            print(f"{label:<62} {item.cases:>5} {told:>8}  {item.bound:>12.0e}{mark}")
    every = [item.bound for bounds in found.values() for item in bounds]
    print(f"{len(every)} mistakes; largest: {max(every):.0e}, to be at most {MOST:.0e}")
    raise SystemExit(0 if max(every) <= MOST else 1)


if __name__ == "__main__":
    main()
