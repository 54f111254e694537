"""A GPU against the CPU: `python benchmarks/devices.py` on a machine with one.

First, verdicts: every right and wrong implementation of tests/submissions is graded on the CPU,
and once more with its exercise on the device; every check that ends otherwise is listed. Then the
time of a training at three sizes, and how many submissions of homework 6 are graded in a minute
with its large training, 1, 2, 4 and 8 at a time. Exercises that need TensorFlow are left out.
`--device cpu` needs no GPU: it goes the same way with the tests' stand-in for CuPy, and measures
nothing but that.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import measuring
import our_course

from autograder.bank import file
from autograder.bank.build import Oracle, build
from autograder.bank.file import Bank
from autograder.classroom.local import LocalPool
from autograder.course import version
from autograder.devices.device import Device
from autograder.devices.found import choose
from autograder.exercise import Assignment
from autograder.grading import grade
from autograder.plan import Plan, plan
from autograder.probe import Call
from autograder.sandbox.confine import Limits
from autograder.sandbox.equipped import DEVICE
from autograder.sandbox.process import ForkServer, Process
from autograder.sandbox.session import Session, batch
from autograder.submission import Submission

TRAINING = "hw6_training"
SEED = 1
AT_A_TIME = (1, 2, 4, 8)
CLASS = 16  # submissions of which the throughput is measured
KEPT = measuring.ROOT / "build" / "benchmarks" / "devices"
# Examples, units of both hidden layers, examples in a batch, steps.
SIZES = ((610, 24, 40, 64), (10_000, 256, 256, 60), (60_000, 2048, 2048, 30))

STEPS = '''
import numpy as np
from time import perf_counter


def trained(sub, digits, labels, n, units, batch_size, steps):
    """Train on digits that are moved by a pixel, made larger and noisy, until there are n."""
    rng = np.random.default_rng(0)
    chosen = rng.integers(0, len(digits), size=n)
    x = np.roll(digits.reshape(-1, 8, 8)[chosen], 1, axis=2).reshape(n, 64)
    x = x * rng.uniform(0.8, 1.2, size=(n, 1)) + rng.normal(0.0, 0.1, size=x.shape)
    y = np.eye(10)[labels[chosen]]
    sizes = [64, units, units, 10]
    weights = [rng.normal(size=pair) / np.sqrt(pair[0] / 2) for pair in zip(sizes, sizes[1:])]
    moments = [[np.zeros_like(w), np.zeros_like(w)] for w in weights]
    seconds = []
    for t in range(1, steps + 1):
        start = perf_counter()
        rows = slice((t * batch_size) % (n - batch_size + 1), None)
        loss = step(x[rows][:batch_size], y[rows][:batch_size], weights, moments, t)
        seconds.append(perf_counter() - start)
    return {"seconds": sum(sorted(seconds)[: steps // 2]) / (steps // 2), "loss": float(loss)}


def step(x, y, weights, moments, t):
    inputs = []
    for w in weights:
        inputs.append(x)
        z = x @ w
        x = np.maximum(z, 0)
    shifted = np.exp(z - z.max(axis=1, keepdims=True))
    p = shifted / shifted.sum(axis=1, keepdims=True)
    dz = (p - y) / len(y)
    for place in reversed(range(len(weights))):
        dw = inputs[place].T @ dz
        dz = (dz @ weights[place].T) * (inputs[place] > 0)
        first, second = moments[place]
        first += 0.1 * (dw - first)
        second += 0.001 * (dw**2 - second)
        correction = np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
        weights[place] -= 0.001 * correction * first / (np.sqrt(second) + 1e-8)
    return float(-np.log((p * y).sum(axis=1)).mean())
'''


@dataclass(frozen=True)
class Both:
    """Ways to start a worker, on the CPU and with its arrays on the device."""

    cpu: Callable[[], Process]
    device: Callable[[], Process]


@contextmanager
def servers(device: Device) -> Iterator[Both]:
    with ExitStack() as stack:
        plain = stack.enter_context(ForkServer())
        other = stack.enter_context(ForkServer((), device))
        yield Both(lambda: plain.fork(Limits()), lambda: DEVICE.started(other.fork(DEVICE.limits)))


def numpy_part(homework: str) -> Assignment:
    """The homework's exercises that need NumPy alone."""
    whole = our_course.assignment_of(homework)
    return whole.only([item.name for item in whole.exercises if not item.framework])


def bank_of(assignment: Assignment, *, large: bool = False) -> Bank:
    """A bank by NumPy alone, kept for the next run."""
    names = [item.name for item in assignment.exercises]
    kept = KEPT / f"{assignment.name}-{len(names)}{'-large' if large else ''}-{version(assignment)}"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        oracle = Oracle("numpy", our_course.reference_of(assignment.name))
        file.save(build(assignment, [oracle], SEED, public=False, large=large).bank, kept)
    return file.load(kept)


def submission_of(path: Path, number: int = 0) -> Submission:
    text = f"{path.read_text('utf-8')}\n# {number}\n"
    return Submission(path.stem, path.name, ((path.name, text),), (), "", "")


def compare_verdicts(both: Both, homeworks: Sequence[str], most: int) -> None:
    rows, differences = [], []
    for homework in homeworks:
        seen = unlike = checks = 0
        assignment = numpy_part(homework)
        for exercise in assignment.exercises:
            prepared = plan(assignment, bank_of(assignment), only=[exercise.name])
            for kind in ("right", "wrong"):
                for path in our_course.files_of(homework, exercise.name, kind)[:most]:
                    found = list(unlike_checks(prepared, path, both))
                    seen, unlike = seen + 1, unlike + bool(found)
                    checks += len(exercise.checks)
                    name = f"{homework}/{kind}/{exercise.name}/{path.stem}"
                    differences += [f"- {name}: {text}" for text in found]
        rows.append([homework, str(seen), str(checks), str(unlike)])
    print(measuring.table(["homework", "submissions", "checks", "with another verdict"], rows))
    print("\n".join(differences))


def unlike_checks(prepared: Plan, path: Path, both: Both) -> Iterator[str]:
    submission = submission_of(path)
    results = [
        grade(prepared, submission, start, DEVICE.allowance) for start in (both.cpu, both.device)
    ]
    one, other = (result.exercises[0].checks for result in results)
    for cpu, device in zip(one, other, strict=True):
        if cpu.verdict != device.verdict:
            text = (cpu.message or device.message).splitlines()[0]
            yield f"{cpu.name}: {cpu.verdict} on the CPU, {device.verdict} there: {text}"


def time_trainings(both: Both, sizes: Sequence[tuple[int, int, int, int]]) -> None:
    from sklearn.datasets import load_digits

    digits = load_digits()
    rows = []
    for n, units, batch_size, steps in sizes:
        inputs = {
            "digits": digits.data / 16.0,
            "labels": digits.target,
            "n": n,
            "units": units,
            "batch_size": batch_size,
            "steps": steps,
        }
        asked = batch(STEPS, "trained", (), [Call(inputs)])
        found = []
        for start in (both.cpu, both.device):
            with Session(start, "nothing", [("nothing.py", "")], DEVICE.allowance) as session:
                session.begin_exercise()
                (outcome,) = session.run(asked)
            if outcome.failure:
                raise SystemExit(f"{n} examples: {outcome.failure.message}")
            found.append(outcome.outputs)
        cpu, device = (1000 * item["seconds"] for item in found)
        apart = abs(found[0]["loss"] - found[1]["loss"])
        rows.append(
            [
                f"{n:,} examples, 64-{units}-{units}-10, batches of {batch_size:,}",
                *(f"{cpu:.2f}", f"{device:.2f}", f"{cpu / device:.1f}", f"{apart:.1e}"),
            ]
        )
    head = ["training", "ms a step, CPU", "device", "times faster", "losses differ by"]
    print(measuring.table(head, rows))


def measure_throughput(device: Device, most: int, *, large: bool) -> None:
    name = "convergence"
    assignment = our_course.assignment_of(TRAINING).only([name])
    prepared = plan(assignment, bank_of(assignment, large=large), large=large)
    path = our_course.files_of(TRAINING, name, "right")[0]
    rows = []
    for size in AT_A_TIME:
        speeds = []
        for chosen in (None, device):
            with LocalPool(prepared, size, device=chosen) as pool:
                _pass_through(pool, path, size)  # everybody has started
                begin = time.perf_counter()
                _pass_through(pool, path, most)
                speeds.append(60 * most / (time.perf_counter() - begin))
        rows.append([f"{size}", *(f"{speed:.0f}" for speed in speeds)])
    print(measuring.table(["at a time", "submissions a minute, CPU", "device"], rows))


def _pass_through(pool: LocalPool, path: Path, count: int) -> None:
    results = []
    for number in range(count):
        while not pool.has_room:
            results += pool.collect()
        pool.submit(submission_of(path, number))
    while pool.is_busy:
        results += pool.collect()
    lost = [result.notes for _, result in results if result.status == "error"]
    if lost:
        raise SystemExit(f"{len(lost)} submissions were not graded: {lost[0]}")


def chosen_device(name: str) -> Device:
    """The GPU, with a share of its memory for as many as there are at a time."""
    if name == "gpu":
        chosen = choose("gpu", [f"this benchmark of {TRAINING}"], max(AT_A_TIME))
        print(chosen.note)
        assert chosen.device
        return chosen.device
    sys.path.insert(0, str(measuring.ROOT / "tests"))
    print("no GPU: the stand-in of the tests, whose times say nothing of one")
    return Device(512 * 2**20, "stand_in")


def main() -> None:
    """Measure, and print three tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--device", choices=["cpu", "gpu"], default="gpu")
    parser.add_argument("--homework", action="append", choices=our_course.COURSE.names)
    parser.add_argument("--most", type=int, default=10**6, help="implementations of each kind")
    parser.add_argument("--small", action="store_true", help="small trainings and a small class")
    options = parser.parse_args()
    print(measuring.machine())
    device = chosen_device(options.device)
    with servers(device) as both:
        compare_verdicts(both, options.homework or our_course.COURSE.names, options.most)
        time_trainings(both, SIZES[:1] if options.small else SIZES)
    measure_throughput(device, 4 if options.small else CLASS, large=not options.small)


if __name__ == "__main__":
    main()
