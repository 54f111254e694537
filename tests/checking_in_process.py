"""An exercise with one check of every kind, and a way to judge a text on it in this process."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from msgspec import structs

from autograder import wire
from autograder.bank.build import Oracle, build
from autograder.bank.file import Bank
from autograder.checking import judge_all
from autograder.checking.judgement import Ask, Judgement, ProbeRun
from autograder.exercise import (
    Agreement,
    Assignment,
    Backward,
    Check,
    Contract,
    Exercise,
    Probe,
    Property,
    Stability,
    array,
    probe,
    seed,
)
from autograder.probe import Call, Outcome, run

RIGHT = """
    def act_forward(x):
        z = np.tanh(x)
        return z, z
    def act_backward(dz, z):
        return dz * (1 - z ** 2)
    def total(params):
        return float(sum((layer["w"] ** 3).sum() + layer["b"] ** 2 for layer in params))
    def total_backward(params):
        return [{"w": 3 * layer["w"] ** 2, "b": 2 * layer["b"]} for layer in params]
    def toss(n, rng):
        return rng.random(n)
"""
HARD = [{"x": np.array([[900.0, -900.0]]), "dz": np.array([[1.0, 2.0]])}]


@probe(inputs={"x": array("N", "D"), "dz": array("N", "D")}, cases=12, hard=HARD)
def act_pass(sub, x, dz):
    z, kept = sub.act_forward(x)
    yield {"z": z}
    yield {"dx": sub.act_backward(dz, kept)}


def layers(pick):
    return [{"w": pick.array(2, 3, low=1), "b": pick.array(low=1)} for _ in range(2)]


@probe(inputs={"params": layers}, cases=6)
def total_pass(sub, params):
    yield {"loss": sub.total(params)}
    yield {"grads": sub.total_backward(params)}


def forward_of(sub, x):
    return sub.act_forward(x)[0]


@probe(inputs={"x": array("N", "D")}, cases=3)
def act_manners(sub, x):
    return {"z": forward_of(sub, x)}


@probe(inputs={"seed": seed()}, cases=3, random=True)
def toss_pass(sub, seed):
    return {"u": sub.toss(200, np.random.default_rng(seed))}


def bounded(inputs, outputs):
    return "leaves [-1, 1]" if np.abs(outputs["z"]).max() > 1 else None


FORWARD = Agreement("forward", act_pass, 1, outputs=["z"])
BACKWARD = Backward("backward", act_pass, 1, of="z", upstream="dz", wrt={"x": "dx"})
LARGE = Stability("large", act_pass, 1, warnings=False)
LAW = Property("law", act_pass, 1, law=bounded)
CONTRACT = Contract("contract", act_pass, 1)
MANNERS = Contract("manners", act_manners, 1)
TOSS = Contract("conduct", toss_pass, 1)
ACT = [FORWARD, BACKWARD, LARGE, LAW, CONTRACT]
TOTAL = [
    Agreement("loss", total_pass, 1, outputs=["loss"]),
    Backward("grads", total_pass, 1, of="loss", upstream=None, wrt={"params": "grads"}),
]
FUNCTIONS = [
    "act_forward(x) -> (z, cache)",
    "act_backward(dz, cache) -> dx",
    "total(params) -> loss",
    "total_backward(params) -> grads",
    "toss(n, rng) -> u",
]


def namespace_of(text: str) -> dict[str, object]:
    namespace: dict[str, object] = {"np": np}
    exec(textwrap.dedent(RIGHT) + textwrap.dedent(text), namespace)
    return namespace


HOMEWORK = Exercise(name="e", title="", functions=FUNCTIONS, checks=[*ACT, MANNERS, *TOTAL, TOSS])


@cache
def bank() -> Bank:
    assignment = Assignment(name="hw0", exercises=(HOMEWORK,), declarations="")
    return build(assignment, [Oracle("numpy", namespace_of(""))], 3, public=False).bank


def answer(item: Probe, namespace: Mapping[str, object], calls: Sequence[Call]) -> list[Outcome]:
    """Run calls in this process; results travel as they would from a worker."""
    found = [run(item.function, namespace, HOMEWORK.signatures, call) for call in calls]
    return [structs.replace(one, outputs=wire.unpack(wire.pack(one.outputs))) for one in found]


@dataclass
class Judged:
    judgements: dict[str, Judgement]
    asked: int  # further calls

    @property
    def verdicts(self) -> dict[str, str]:
        return {name: item.verdict.value for name, item in self.judgements.items()}


def runs_on(text: str) -> tuple[dict[str, ProbeRun], Ask]:
    namespace = namespace_of(text)
    runs = {}
    for item in HOMEWORK.probes:
        cases = bank().cases[item.name]
        places = [index for index, case in enumerate(cases) if case.kind == "drawn"][-3:]
        once = answer(item, namespace, [Call(case.inputs) for case in cases])
        twice = answer(item, namespace, [Call(cases[i].inputs, again=True) for i in places])
        runs[item.name] = ProbeRun(item, cases, once, dict(zip(places, twice, strict=True)))
    return runs, lambda item, calls: answer(item, namespace, calls)


def judge(text: str = "", checks: Sequence[Check] = ACT, level: float = 1e-9) -> Judged:
    runs, ask = runs_on(text)
    asked: list[int] = []

    def counted(item: Probe, calls: Sequence[Call]) -> Sequence[Outcome]:
        asked.append(len(calls))
        return ask(item, calls)

    found = judge_all(replace(HOMEWORK, checks=checks), runs, counted, level)
    names = [check.name for check in checks]
    return Judged(dict(zip(names, found, strict=True)), sum(asked))


def act(forward: str, backward: str = "dz * (1 - np.tanh(x) ** 2)") -> str:
    return f"""
    def act_forward(x):
        return {forward}, x
    def act_backward(dz, x):
        return {backward}
    """


def short(found: Judged) -> str:
    """The verdicts' initials, in the order of the checks."""
    return "".join(verdict[0] for verdict in found.verdicts.values())
