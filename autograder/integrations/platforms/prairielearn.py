"""PrairieLearn: a question's folder, and what its script calls in the container.

https://docs.prairielearn.com/externalGrading/
"""

from __future__ import annotations

import json
import uuid
from html import escape
from pathlib import Path

from autograder.bank.file import Bank, write_whole
from autograder.course import Course
from autograder.integrations.platforms import bundle
from autograder.integrations.platforms.bundle import LOST, Graded, Settings
from autograder.reports.prairielearn import prairielearn

ENTRYPOINT = "/grade/tests/run.sh"
TIMEOUT = 300  # seconds
_QUESTION = """\
<pl-question-panel>
  <p>{title}: hand in <code>{file}</code>.</p>
  <pl-file-upload file-names="{file}"></pl-file-upload>
</pl-question-panel>
<pl-submission-panel>
  <pl-external-grader-results></pl-external-grader-results>
  <pl-file-preview></pl-file-preview>
</pl-submission-panel>
"""


def build(course: Course, bank: Bank, settings: Settings, *, image: str) -> dict[str, bytes]:
    """The files of a question's folder, by path.

    Args:
        course: where the homework lives.
        bank: the hidden cases.
        settings: of the homework.
        image: the name that the grader's image has where PrairieLearn finds it.

    Raises:
        BankError: the bank was built for other declarations.
    """
    tests = bundle.files(course, bank, settings) | {
        "run.sh": bundle.script("run.sh"),
        "Dockerfile": bundle.script("Dockerfile"),
        LOST: _results(bundle.lost(settings)),
    }
    file = escape(f"{course.assignment(settings.homework).topic}.py")
    question = _QUESTION.format(title=escape(settings.title), file=file)
    return {
        "info.json": _info(settings, image),
        "question.html": question.encode(),
        **{f"tests/{name}": data for name, data in tests.items()},
    }


def run(root: Path) -> Graded:
    """Grade the submission in a container and write results.json, whatever happens.

    Args:
        root: /grade, with tests/, student/ and results/ in it.
    """
    graded = bundle.grade(root / "tests", root / "student")
    write_whole(root / "results" / "results.json", [_results(graded)])
    return graded


def _info(settings: Settings, image: str) -> bytes:
    information = {
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, f"autograder:{settings.homework}")),
        "title": settings.title,
        "topic": "Homework",
        "type": "v3",
        "gradingMethod": "External",
        "externalGradingOptions": {
            "enabled": True,
            "image": image,
            "entrypoint": ENTRYPOINT,
            "timeout": TIMEOUT,
        },
    }
    return json.dumps(information, indent=2, ensure_ascii=False).encode() + b"\n"


def _results(graded: Graded) -> bytes:
    return prairielearn(graded.result, why=graded.why)
