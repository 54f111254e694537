"""What a notebook costs, nbgrader's way and ours: `python benchmarks/nbgrader_speed.py`.

One class has handed in homework 1 as notebooks, every second student with a misconception in it.
It is graded in five ways, in turn, so that a change of the machine's load hits all:

* kernel: `nbgrader autograde` as it comes. Every test cell runs the student's functions on the
  cases of our public bank and asserts that the results are close to those stored beside it.
* kernel + TF: the same, with results that TensorFlow works out in the test cell, gradients by
  tf.GradientTape.
* ours in nbgrader: `nbgrader autograde` with the settings that `autograder nbgrader init` writes.
* ours to gradebook: `autograder grade --store` on all cores, which writes nbgrader's gradebook.
* ours: the same without --store. It leaves, like the former, results.json, a table and reports.

What is equal, and verified in every run: who has full marks for which exercise, as the mistakes
demand. What is equal by construction: the students' functions, the cases, and how they are called.
What is not favours the kernels: their notebooks draw nothing with Matplotlib, their tests compare
with np.allclose and load the results from a pickle. Ours hold the functions to laws and contracts
besides, call some twice, name the mistakes, confine the submissions and write reports.

How the cost is measured is told in peer_class.py. The gradebook knows the homework but no student.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import peer_class
from peer_class import Way
from rich.progress import Progress

from autograder.bank import file
from autograder.bank.file import Bank

TARGETS = {  # how many times cheaper ours shall be
    ("ours in nbgrader", "kernel"): "2",
    ("ours in nbgrader", "kernel + TF"): "8",
    ("ours to gradebook", "kernel"): "40",
    ("ours to gradebook", "kernel + TF"): "130",
    ("ours", "kernel"): "40",
    ("ours", "kernel + TF"): "130",
}


def make_all(place: Path, bank: Bank, number: int) -> list[Way]:
    """Make a course for every way, in the order of their turns."""
    ours, kernel, tensorflow = place / "ours", place / "kernel", place / "tensorflow"
    larger = peer_class.LARGER * number
    notebook = peer_class.make_ours(ours, larger)
    peer_class.make_plain(kernel, notebook, bank, number)
    peer_class.make_plain(tensorflow, notebook, bank, number, tensorflow=True)
    return [
        Way("kernel", kernel, peer_class.AUTOGRADE, peer_class.in_gradebook, number),
        Way("ours in nbgrader", ours, peer_class.AUTOGRADE, peer_class.in_gradebook, larger),
        Way("ours to gradebook", ours, peer_class.STORE, peer_class.in_gradebook, larger),
        Way("ours", ours, peer_class.GRADE, peer_class.in_results, larger),
        Way("kernel + TF", tensorflow, peer_class.AUTOGRADE, peer_class.in_gradebook, number),
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=8, help="2 or more")
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    number, repeats = max(asked.students, 2), asked.repeats
    bank = file.load(peer_class.BANK)
    with tempfile.TemporaryDirectory() as place, Progress(transient=True) as progress:
        task = progress.add_task("making the courses", total=None)
        ways = make_all(Path(place), bank, number)
        progress.update(task, description="grading", total=repeats * len(ways))
        costs = peer_class.measure(ways, number, repeats, lambda: progress.advance(task))
    peer_class.print_costs(costs, TARGETS, bank, number)


if __name__ == "__main__":
    main()
