"""How long a student waits: `python benchmarks/first_minutes.py [HW ...]`, all by default.

`start` and `check` count from the prompt to the end, `watch` from a save until the result is on the
screen: after the whole reference was pasted into the template, then after one function after the
other was touched.
"""

from __future__ import annotations

import ast
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from measuring import ROOT, machine, table

COMMAND = str(Path(sys.executable).parent / "autograder")
MOST = 10  # functions that are touched


def main() -> None:
    """Print the table."""
    names = sys.argv[1:] or sorted(path.name for path in (ROOT / "student_template").iterdir())
    print(machine())
    head = ["homework", "start", "check, template", "check, solved", "watch, all", "watch, median"]
    print(table([*head, "watch, longest"], [row(name) for name in names]))


def row(homework: str) -> list[str]:
    """The times of a homework."""
    with tempfile.TemporaryDirectory() as place:
        start = seconds_of("start", homework, cwd=Path(place))
        folder = Path(place) / homework
        (file,) = folder.glob("*.py")
        template = seconds_of("check", cwd=folder)
        solution = (ROOT / "reference" / homework / "numpy_solution.py").read_text("utf-8")
        with watched(folder) as output:
            wait(output)
            everything = save(file, solution, output)
            saves = [save(file, text, output) for text in touched(solution)]
        solved = seconds_of("check", cwd=folder)
    times = [start, template, solved, everything, statistics.median(saves), max(saves)]
    return [homework, *(f"{seconds:.2f} s" for seconds in times)]


def seconds_of(*words: str, cwd: Path) -> float:
    """How long a command takes: the median of three."""
    found = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run([COMMAND, *words], cwd=cwd, stdout=subprocess.DEVNULL, check=False)
        found.append(time.perf_counter() - begun)
    return statistics.median(found)


@contextmanager
def watched(folder: Path) -> Iterator[IO[str]]:
    """What `check --watch` prints."""
    with subprocess.Popen(
        [COMMAND, "check", "--watch"], cwd=folder, stdout=subprocess.PIPE, text=True
    ) as process:
        yield cast("IO[str]", process.stdout)
        process.kill()


def touched(solution: str) -> Iterator[str]:
    """The solution with one function after the other written a little otherwise."""
    tree = ast.parse(solution)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    for node in functions[:: max(1, len(functions) // MOST)]:
        yield f"{solution}\n\n{ast.unparse(node)}\n"


def save(file: Path, text: str, output: IO[str]) -> float:
    """Save, and wait for the result."""
    begun = time.perf_counter()
    file.write_text(text, "utf-8")
    wait(output)
    return time.perf_counter() - begun


def wait(output: IO[str]) -> None:
    """Read up to the last line of a result."""
    while "Watching" not in output.readline():
        pass


if __name__ == "__main__":
    main()
