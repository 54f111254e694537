"""What a worker with TensorFlow costs: `python benchmarks/frameworks.py`.

A network of one layer is built and trained for three epochs: in children of the fork server, which
has imported TensorFlow before, and in processes that import it themselves. Then every exercise of
homework 6, with its trainings, is graded alone: what it adds to a submission.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from contextlib import closing

import our_course

from autograder.bank import file
from autograder.classroom.grader import Launcher
from autograder.frameworks import Library
from autograder.grading import grade
from autograder.plan import plan
from autograder.probe import Call
from autograder.sandbox.confine import Limits
from autograder.sandbox.equipped import FRAMEWORK
from autograder.sandbox.process import ForkServer, Process
from autograder.sandbox.session import Session, batch
from autograder.sandbox.unconfined import spawn
from autograder.submission import Submission

HOMEWORK = "hw6_training"
TEXT = """
import keras
import numpy as np

def trained(n):
    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    x = np.ones((n, 4))
    return model.fit(x, x[:, :1], epochs=3, verbose=0).history["loss"][-1]
"""
PROBE = "def asked(sub, n):\n    return {'loss': sub.trained(n)}\n"
ASKED = batch(PROBE, "asked", ["trained(n) -> loss"], [Call({"n": 64})])


def run(start: Callable[[], Process]) -> tuple[float, float]:
    """Seconds of wall clock and of processor time for one submission."""
    began = time.perf_counter()
    with Session(start, "bench", [("bench.py", TEXT)], FRAMEWORK.allowance) as session:
        broken = session.load()
        session.begin_exercise()
        (outcome,) = session.run(ASKED)
        if broken or outcome.failure:
            raise SystemExit(f"{broken} {outcome.failure}")
        process = session._process
        cpu = process._cpu() if process else 0.0
    return time.perf_counter() - began, cpu


def print_exercises(times: int) -> None:
    """Print what grading the reference takes, exercise by exercise."""
    whole = our_course.assignment_of(HOMEWORK)
    name = f"{whole.topic}.py"
    bank = file.load(our_course.COURSE.template(HOMEWORK) / f"{whole.topic}.bank")
    text = our_course.COURSE.reference(HOMEWORK, "numpy").read_text("utf-8")
    submission = Submission("", name, ((name, text),), (), "", "")
    with closing(Launcher(Limits())) as launcher:
        for exercise in whole.exercises:
            prepared = plan(whole, bank, only=[exercise.name])
            walls = []
            for _ in range(times + 1):  # the first one starts the fork server
                began = time.perf_counter()
                result = grade(prepared, submission, launcher.starts)
                walls.append(time.perf_counter() - began)
            if not result.passed:
                raise SystemExit(f"The reference fails {exercise.name}.")
            print(f"grading {exercise.name}: {statistics.median(walls[1:]):.2f} s wall")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    times = parser.parse_args().times
    library = Library("tensorflow")
    began = time.perf_counter()
    with ForkServer((), library) as server:
        print(f"the fork server is ready after {time.perf_counter() - began:.1f} s")
        ways: dict[str, Callable[[], Process]] = {
            "in a child of the fork server": lambda: server.fork(FRAMEWORK.limits),
            "in a process of its own": lambda: spawn(library),
        }
        for name, begin in ways.items():
            found = [run(lambda begin=begin: FRAMEWORK.started(begin())) for _ in range(times)]
            wall, cpu = (statistics.median(column) for column in zip(*found, strict=True))
            print(f"{name}: {wall:.2f} s wall, {cpu:.2f} s CPU (median of {times})")
    print_exercises(times)


if __name__ == "__main__":
    main()
