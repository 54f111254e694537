"""What instructors run to have students' work checked and graded by a CI: ci init."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.output import say


class ServiceName(StrEnum):
    """Where the repositories are."""

    GITHUB = "github"
    GITLAB = "gitlab"
    CLASSROOM = "classroom"


ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite files that are there.")]


def init(
    service: Annotated[ServiceName, typer.Argument(help="Where the repositories are.")],
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The repository; this folder by default.")
    ] = Path(),
    homework: Annotated[
        list[str] | None,
        typer.Option("--homework", help="A homework's folder in DIR; by default all with a bank."),
    ] = None,
    instructor: Annotated[
        bool,
        typer.Option(
            "--instructor", help="Grade a class with hidden cases; DIR is the private course."
        ),
    ] = False,
    install: Annotated[
        str | None,
        typer.Option(
            "--install",
            metavar="SPEC",
            help="What pip installs there; by default this engine, as a file put into DIR.",
        ),
    ] = None,
    force: ForceOption = False,
) -> None:
    """Write a workflow: every push is checked with the public cases."""
    from autograder.integrations import ci

    written = ci.init(
        service.value,
        folder,
        homeworks=homework or (),
        instructor=instructor,
        install=install,
        force=force,
    )
    for path in written:
        say(str(path))
