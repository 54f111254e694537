"""Find a course and load what it declares: a folder with `assignments/` and `reference/`.

The engine knows nothing of any course in particular; everything is loaded by path.
"""

from __future__ import annotations

import ast
import hashlib
import linecache
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType

from autograder.errors import DeclarationError, UsageError
from autograder.exercise import Assignment, Exercise
from autograder.frameworks import PACKAGES, Framework, of
from autograder.names import bound_in, read_in, scope_of

TEMPLATES = "student_template"
BANK_SUFFIX = ".bank"


@dataclass(frozen=True)
class Course:
    """A course's folder."""

    root: Path

    @classmethod
    def find(cls, start: Path) -> Course:
        """Look for a course in `start` and the folders above it.

        Raises:
            UsageError: none of them is a course.
        """
        for folder in (start, *start.parents):
            if (folder / "assignments").is_dir() and (folder / "reference").is_dir():
                return cls(folder)
        raise UsageError(
            f"Expected a course (a folder with assignments/ and reference/) in {start} or above "
            "it. Change into the course's folder or name it with --course DIR."
        )

    @property
    def names(self) -> list[str]:
        """The homeworks, in order."""
        return sorted(
            path.parent.name for path in (self.root / "assignments").glob("*/exercises.py")
        )

    def named(self, name: str) -> str:
        """The homework of a name that somebody typed, in full or by its beginning.

        Raises:
            UsageError: there is none, or more than one; says which there are.
        """
        found = meant(name, self.names)
        if found is None:
            raise self._unknown(name)
        return found

    def folder(self, name: str) -> Path:
        """The assignment's own folder.

        Raises:
            UsageError: there is no homework of that name; says which there are.
        """
        if name not in self.names:
            raise self._unknown(name)
        return self.root / "assignments" / name

    def _unknown(self, name: str) -> UsageError:
        known = ", ".join(self.names) or "none yet"
        return UsageError(f"Expected a homework of this course ({known}) but got {name!r}.")

    def title(self, name: str) -> str:
        """The heading of a homework's README, or else its name."""
        return title_of(self.folder(name))

    def assignment(self, name: str) -> Assignment:
        """Load a homework's declarations."""
        path = self.folder(name) / "exercises.py"
        return load_assignment(name, path.read_text("utf-8"), str(path))

    def reference(self, name: str, oracle: str) -> Path:
        """The path of an oracle's source, "numpy" or "tensorflow".

        Raises:
            UsageError: the file is missing.
        """
        path = self.root / "reference" / name / f"{oracle}_solution.py"
        if not path.is_file():
            raise UsageError(f"Expected the {oracle} reference of {name} in {path}, not found.")
        return path

    def template(self, name: str) -> Path:
        """The folder that students receive."""
        return self.root / TEMPLATES / name


def meant(name: str, known: Collection[str]) -> str | None:
    """The name that is typed in full, or by a beginning that no other has: hw1 for hw1_layers."""
    if name in known:
        return name
    for beginning in (f"{name}_", name):
        begun = [item for item in known if item.startswith(beginning)]
        if name and len(begun) == 1:
            return begun[0]
    return None


def title_of(folder: Path) -> str:
    """The heading of a folder's README, or else its name."""
    readme = folder / "README.md"
    first = readme.read_text("utf-8").partition("\n")[0] if readme.is_file() else ""
    return first.removeprefix("# ").strip() if first.startswith("# ") else folder.name


def load_assignment(name: str, text: str, path: str) -> Assignment:
    """Make an assignment of the text of an exercises.py.

    Raises:
        DeclarationError: the text does not run, or declares no exercise or one twice.
    """
    module = load_module(f"_assignment_{name}", text, path)
    exercises = tuple(value for value in vars(module).values() if isinstance(value, Exercise))
    names = [exercise.name for exercise in exercises]
    if not names or len(set(names)) < len(names):
        raise DeclarationError(f"Expected exercises, each once, in {path} but got {names!r}.")
    frameworks = {exercise.framework: None for exercise in exercises if exercise.framework}
    return Assignment(
        name=name, exercises=exercises, declarations=text, frameworks=tuple(frameworks)
    )


def load_module(name: str, text: str, path: str) -> ModuleType:
    """Run a trusted file's text as a module of its own.

    Raises:
        DeclarationError: it does not parse or run.
    """
    module = ModuleType(name)
    module.__file__ = path
    linecache.cache[path] = (len(text), None, text.splitlines(True), path)
    sys.modules[name] = module  # dataclasses look their module up
    try:
        exec(compile(text, path, "exec"), vars(module))  # noqa: S102  the course's own file
    except ImportError:
        raise
    except Exception as error:
        raise DeclarationError(f"{path} does not run: {type(error).__name__}: {error}") from error
    return module


def load_reference(path: Path) -> ModuleType:
    """Import a reference solution from its file."""
    return load_module(
        f"_reference_{path.parent.name}_{path.stem}", path.read_text("utf-8"), str(path)
    )


def version(assignment: Assignment) -> str:
    """The fingerprint of a homework's declarations, which a bank must share."""
    return hashlib.sha256(assignment.declarations.encode()).hexdigest()[:16]


def probe_source(assignment: Assignment, function: str) -> str:
    """Cut out of exercises.py what the confined child needs to run one probe, and no more.

    Raises:
        DeclarationError: the probe is not defined at the top of the file, or uses something that
            the child does not have.
    """
    defined = _statements(assignment.declarations)
    framework = _framework(assignment, function)
    if not any(item.function for item in defined.get(function, [])):
        raise DeclarationError(
            f"Expected probe {function!r} as a function at the top of exercises.py but found none. "
            "A probe's text is sent to another process: define it there, under its own name."
        )
    kept: set[_Statement] = set()
    waiting = [function]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for item in defined.get(name, []):
            needed = replace(item, text=item.bare) if item.function == function else item
            _refuse_other_imports(needed, function, framework)
            kept.add(needed)
            waiting += needed.read
    texts = [item.text for item in sorted(kept, key=lambda item: item.place)]
    return "\n".join(["from __future__ import annotations", *texts, ""])


@dataclass(frozen=True)
class _Statement:
    """A statement at the top of exercises.py.

    Attributes:
        place: among the others.
        text: as it stands there.
        function: its name, if it is a function.
        bare: its text without decorators.
    """

    place: int
    text: str
    function: str
    bare: str

    @classmethod
    def of(cls, place: int, node: ast.stmt, lines: Sequence[bytes]) -> _Statement:
        def text_from(line: int, column: int) -> str:
            taken = list(lines[line - 1 : node.end_lineno])
            taken[-1] = taken[-1][: node.end_col_offset]
            taken[0] = taken[0][column:]
            return b"\n".join(taken).decode()

        bare = text_from(node.lineno, node.col_offset)
        decorators = getattr(node, "decorator_list", [])
        text = text_from(decorators[0].lineno, 0) if decorators else bare
        return cls(place, text, node.name if isinstance(node, ast.FunctionDef) else "", bare)

    @property
    def bound(self) -> set[str]:
        """The global names that it defines."""
        if self.function and ":=" not in self.text:
            return {self.function}
        bound = bound_in(scope_of(self.text))
        targets = [
            target
            for node in ast.parse(self.text).body
            if isinstance(node, ast.Assign)
            for target in node.targets
        ]
        filled = [
            one.value for one in targets if isinstance(one, ast.Subscript)
        ]  # TABLE[key] = ...
        return bound | {one.id for one in filled if isinstance(one, ast.Name)}

    @cached_property
    def read(self) -> set[str]:
        """The global names that it needs."""
        return read_in(scope_of(self.text))

    @cached_property
    def imported(self) -> list[str]:
        """The packages that it imports."""
        found: list[str] = []
        for node in ast.walk(ast.parse(self.text)):
            if isinstance(node, ast.ImportFrom):
                found.append(node.module or "")
            elif isinstance(node, ast.Import):
                found += [alias.name for alias in node.names]
        return found


@cache
def _statements(declarations: str) -> Mapping[str, Sequence[_Statement]]:
    """The top-level statements that define each name."""
    lines = declarations.encode().split(b"\n")
    defined: dict[str, list[_Statement]] = {}
    for place, node in enumerate(ast.parse(declarations).body):
        item = _Statement.of(place, node, lines)
        for name in item.bound:
            defined.setdefault(name, []).append(item)
    return defined


def _framework(assignment: Assignment, function: str) -> Framework:
    probes = (probe for exercise in assignment.exercises for probe in exercise.probes)
    return next((probe.framework for probe in probes if probe.name == function), "")


def _refuse_other_imports(statement: _Statement, function: str, framework: Framework) -> None:
    own = PACKAGES[framework] if framework else ()
    for package in statement.imported:
        root = package.partition(".")[0]
        if root not in ("numpy", *own) and root not in sys.stdlib_module_names:
            names = ", ".join(("NumPy", *own))
            declare = f' Declare it with framework="{known}".' if (known := of(root)) else ""
            raise DeclarationError(
                f"Expected probe {function!r} to use {names} and the standard library alone but "
                f"got {package!r}. It runs beside the student's code, where nothing else is."
                f"{declare}"
            )
