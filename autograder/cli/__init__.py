"""The commands; the only place that prints. Results go to stdout, progress and logs to stderr.

Exit status: 0 everything was graded, 1 `check` or `validate` found failures, 2 wrong usage, 3
something could not be graded through no fault of the submission.
"""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Callable

import typer

from autograder import __version__
from autograder.cli import authoring, ci, grading, platforms, similar, student
from autograder.cli.options import GRADER, INTERRUPTED, USAGE
from autograder.cli.output import say, tell
from autograder.errors import AutograderError, SandboxError

app = typer.Typer(
    help="Grade deep-learning homework written in NumPy.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(student.start)
app.command()(student.check)
app.command()(student.explain)
app.command()(grading.grade)
app.command()(grading.report)
app.command()(authoring.validate)
app.command()(authoring.release)
app.command()(authoring.bank)
app.command()(grading.counterexample)
app.command()(similar.similar)
app.command()(grading.demo)

nbgrader_app = typer.Typer(help="Grade with nbgrader.", no_args_is_help=True)
nbgrader_app.command("init")(authoring.nbgrader_init)
app.add_typer(nbgrader_app, name="nbgrader")

ci_app = typer.Typer(help="Check and grade in a CI.", no_args_is_help=True)
ci_app.command("init")(ci.init)
app.add_typer(ci_app, name="ci")

gradescope_app = typer.Typer(help="Grade on Gradescope.", no_args_is_help=True)
gradescope_app.command("build")(platforms.gradescope_build)
gradescope_app.command("run")(platforms.gradescope_run)
app.add_typer(gradescope_app, name="gradescope")

prairielearn_app = typer.Typer(help="Grade on PrairieLearn.", no_args_is_help=True)
prairielearn_app.command("build")(platforms.prairielearn_build)
prairielearn_app.command("run")(platforms.prairielearn_run)
app.add_typer(prairielearn_app, name="prairielearn")


@app.command()
def version() -> None:
    """Print the version."""
    say(__version__)


def main() -> None:
    """Run the command line and exit with one of the documented statuses."""
    # One thread: arrays are small, and a process that forks should have no others.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):  # Windows writes files in an encoding without ✓
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    try:
        status = app(standalone_mode=False)
    except typer.Exit as leave:
        status = leave.exit_code
    except (typer.Abort, KeyboardInterrupt):
        status = INTERRUPTED
    except SandboxError as error:
        tell(f"error: {error}")
        status = GRADER
    except AutograderError as error:
        tell(f"error: {error}")
        status = USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except OSError as error:
        status = _failed(error)
    except Exception as error:
        status = _unexpected(error)
    if status == INTERRUPTED:  # Typer's own status for Ctrl-C
        tell("interrupted; what was graded is kept, and the same command goes on from there")
        status = GRADER
    sys.exit(status or 0)


def _failed(error: OSError) -> int:
    """Tell what the system refused: a full disk, most of all."""
    where = f" {error.filename}" if error.filename else ""
    tell(
        f"error: {error.strerror or error}{where}. What was graded is kept; when this is mended, "
        "the same command goes on from there."
    )
    return GRADER


def _unexpected(error: Exception) -> int:
    show: Callable[[], None] | None = getattr(error, "show", None)
    if show is not None:  # a usage error of the command line itself
        show()
        return USAGE
    logging.getLogger("autograder").exception("the grader failed")
    return GRADER
