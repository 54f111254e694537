"""The results database: every verdict in one transaction as it arrives, keyed by its content.

A verdict rests on the bytes that were handed in, the homework with its bank, and the engine. Where
none of them has changed it is looked up, and two students with the same file share it. Beside the
verdicts the attempts of every student are kept, with their times, so that the policy (the last
one, the best one, the first one; what being late costs) is chosen when a report is written.

SQLite by default, PostgreSQL or whatever else SQLAlchemy speaks by URL. The tables' names begin
with "autograder_", so that they may lie in another program's database.
"""

from __future__ import annotations

import errno
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import msgspec

from autograder.engine import engine
from autograder.errors import UsageError
from autograder.results import BankInfo, SubmissionResult

try:
    import sqlalchemy as sa
    from sqlalchemy.exc import IntegrityError, SQLAlchemyError
except ImportError:
    raise UsageError(
        "Expected SQLAlchemy for the results database but it is not installed. "
        "Install it with: pip install 'autograder[grade]'"
    ) from None

NAME = "results.db"  # in an output folder
LAYOUT = 1  # of the tables

_tables = sa.MetaData()
_layouts = sa.Table("autograder_layout", _tables, sa.Column("version", sa.Integer))
_runs = sa.Table(
    "autograder_run",
    _tables,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("homework", sa.String(200), nullable=False),
    sa.Column("bank", sa.String(16), nullable=False),
    sa.Column("seed", sa.BigInteger, nullable=False),
    sa.Column("oracles", sa.String(100), nullable=False),
    sa.Column("engine", sa.String(40), nullable=False),
)
_verdicts = sa.Table(
    "autograder_verdict",
    _tables,
    sa.Column("key", sa.String(32), primary_key=True),
    sa.Column("bank", sa.String(16), nullable=False),
    sa.Column("engine", sa.String(40), nullable=False),
    sa.Column("score", sa.Float, nullable=False),
    sa.Column("max_score", sa.Float, nullable=False),
    sa.Column("result", sa.Text, nullable=False),
)
_attempts = sa.Table(
    "autograder_attempt",
    _tables,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("homework", sa.String(200), nullable=False),
    sa.Column("student", sa.String(500), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("handed_in", sa.Float, nullable=False),
    sa.Column("run", sa.Integer, nullable=False),
    sa.Column("verdict", sa.String(32), nullable=False),
    sa.UniqueConstraint("homework", "student", "digest"),
)

# Of the newest run alone: who has handed in nothing, and what the grader failed at.
_others = sa.Table(
    "autograder_other",
    _tables,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("homework", sa.String(200), nullable=False),
    sa.Column("student", sa.String(500), nullable=False),
    sa.Column("result", sa.Text, nullable=False),
)

_decoder = msgspec.json.Decoder(SubmissionResult)


def key_of(digest: str, homework: str, bank_id: str, device: str = "") -> str:
    """The key of a verdict: which bytes, which homework and bank, which engine and device."""
    parts = (digest, homework, bank_id, engine(), *filter(None, [device]))
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:32]


@dataclass(frozen=True)
class Attempt:
    """Something that a student has handed in, and what it came to.

    Attributes:
        handed_in: when; the first time, where the same bytes were handed in again.
        run: the number of the run that has seen it last.
        verdict: the key of its newest verdict.
        bank: the id of the bank that it rests on.
    """

    student: str
    handed_in: datetime
    run: int
    verdict: str
    bank: str
    score: float
    max_score: float


class Store:
    """A results database; use it as a context manager."""

    def __init__(self, url: str | sa.URL, *, own: bool = False) -> None:
        """Open a database, and make its tables where they are missing.

        Args:
            url: as SQLAlchemy takes it: sqlite:///results.db, postgresql+psycopg://host/name.
            own: nobody else has tables there.

        Raises:
            UsageError: it cannot be opened, or was written by another version.
        """
        self._url = url
        with _told(f"Cannot open the results database {hidden(url)}"), ExitStack() as on_failure:
            self._engine = sa.create_engine(url)
            on_failure.callback(self.close)
            if own:
                sa.event.listen(self._engine, "connect", _prepare_sqlite)
            _tables.create_all(self._engine)
            with self._engine.begin() as connection:
                version = connection.scalar(sa.select(_layouts.c.version))
                if version is None:
                    connection.execute(_layouts.insert(), {"version": LAYOUT})
            if version not in (None, LAYOUT):
                raise UsageError(
                    f"Expected a results database of layout {LAYOUT} but {hidden(url)} has "
                    f"{version}. Name another one, or use the version of the autograder that "
                    "wrote it."
                )
            on_failure.pop_all()

    @classmethod
    def beside(cls, folder: Path) -> Store:
        """The database in an output folder."""
        return cls(sa.URL.create("sqlite", database=str(folder / NAME)), own=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def holds(self, table: str) -> bool:
        """Whether the database has a table of this name."""
        with self._reading() as connection:
            return sa.inspect(connection).has_table(table)

    def begin(self, homework: str, bank: BankInfo, *, device: str = "") -> Run:
        """Begin to grade a homework with a bank, on a device where one is named."""
        values = {
            "homework": homework,
            "bank": bank.id,
            "seed": bank.seed,
            "oracles": ",".join(bank.oracles),
            "engine": engine(),
        }
        with self._writing() as connection:
            number = connection.execute(_runs.insert(), values).inserted_primary_key
            connection.execute(_others.delete().where(_others.c.homework == homework))
        return Run(self, homework, bank.id, int(number[0]) if number else 0, device)

    def newest_bank(self, homework: str) -> BankInfo:
        """The bank that a homework was graded with last.

        Raises:
            UsageError: it was never graded.
        """
        query = sa.select(_runs).where(_runs.c.homework == homework).order_by(_runs.c.id.desc())
        with self._reading() as connection:
            row = connection.execute(query.limit(1)).first()
        if row is None:
            raise UsageError(
                f"Expected results of {homework} in {hidden(self._url)} but there are none. "
                "Grade it first: autograder grade"
            )
        return BankInfo(id=row.bank, seed=row.seed, oracles=row.oracles.split(","))

    def attempts(self, homework: str) -> list[Attempt]:
        """All attempts at a homework, by student and time."""
        query = (
            sa.select(
                *(_attempts.c[name] for name in ("student", "handed_in", "run", "verdict")),
                *(_verdicts.c[name] for name in ("bank", "score", "max_score")),
            )
            .join(_verdicts, _verdicts.c.key == _attempts.c.verdict)
            .where(_attempts.c.homework == homework)
        )
        with self._reading() as connection:
            found = [
                Attempt(
                    row.student,
                    datetime.fromtimestamp(row.handed_in, UTC),
                    row.run,
                    row.verdict,
                    row.bank,
                    row.score,
                    row.max_score,
                )
                for row in connection.execute(query)
            ]
        return sorted(found, key=lambda item: (item.student, item.handed_in, item.run))

    def others(self, homework: str) -> dict[str, SubmissionResult]:
        """What the newest run of a homework has kept beside its verdicts, by student."""
        query = sa.select(_others.c.result).where(_others.c.homework == homework)
        with self._reading() as connection:
            found = [_decoded(text) for text in connection.scalars(query)]
        return {result.student: result for result in found}

    def results(self, keys: Sequence[str]) -> Iterator[SubmissionResult]:
        """The verdicts of some keys, in their order, a few at a time."""
        step = 200
        for first in range(0, len(keys), step):
            part = keys[first : first + step]
            query = sa.select(_verdicts.c.key, _verdicts.c.result).where(_verdicts.c.key.in_(part))
            with self._reading() as connection:
                found = {row.key: row.result for row in connection.execute(query)}
            yield from (_decoded(found[key]) for key in part)

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        """A transaction.

        Raises:
            OSError: it could not be written.
        """
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise OSError(errno.EIO, _reason(error), hidden(self._url)) from None

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with (
            _told(f"Cannot read the results database {hidden(self._url)}"),
            self._engine.connect() as connection,
        ):
            yield connection


@dataclass(frozen=True)
class Run:
    """A class that is being graded: looks verdicts up and takes new ones.

    Attributes:
        number: grows with every run of the database.
        device: that it is graded on; empty for the CPU, whose verdicts are kept apart.
    """

    store: Store
    homework: str
    bank: str
    number: int
    device: str = ""

    def find(self, digest: str) -> SubmissionResult | None:
        """The verdict of an earlier run, or of another student's same file.

        Args:
            digest: what identifies the submission.
        """
        key = key_of(digest, self.homework, self.bank, self.device)
        query = sa.select(_verdicts.c.result).where(_verdicts.c.key == key)
        with self.store._reading() as connection:
            text = connection.scalar(query)
        return None if text is None else _decoder.decode(text)

    def add(
        self,
        digest: str,
        students: Iterable[tuple[str, float]],
        result: SubmissionResult | None = None,
    ) -> None:
        """Keep a verdict and whose attempt it is, in one transaction.

        Args:
            digest: what identifies the submission.
            students: who has handed it in, each with the time in seconds since 1970.
            result: the verdict, kept without a name; None where it is known already.
        """
        key = key_of(digest, self.homework, self.bank, self.device)
        with self.store._writing() as connection:
            if result is not None:
                nameless = msgspec.structs.replace(result, student="")
                values = {
                    "key": key,
                    "bank": self.bank,
                    "engine": engine(),
                    "score": result.score,
                    "max_score": result.max_score,
                    "result": msgspec.json.encode(nameless).decode(),
                }
                _put(connection, _verdicts, ("key",), values)
            for student, handed_in in students:
                attempt = {
                    "homework": self.homework,
                    "student": student,
                    "digest": digest,
                    "handed_in": handed_in,
                    "run": self.number,
                    "verdict": key,
                }
                _put(connection, _attempts, ("homework", "student", "digest"), attempt)

    def keep_others(self, results: Iterable[SubmissionResult]) -> None:
        """Keep results that are no verdicts, so that later reports have them."""
        rows = [
            {
                "homework": self.homework,
                "student": result.student,
                "result": msgspec.json.encode(result).decode(),
            }
            for result in results
        ]
        if rows:
            with self.store._writing() as connection:
                connection.execute(_others.insert(), rows)


def _decoded(text: str) -> SubmissionResult:
    try:
        return _decoder.decode(text)
    except msgspec.MsgspecError:
        raise UsageError(
            "Expected verdicts of this version but the results database has older ones. "
            "Grade the class again."
        ) from None


def _put(
    connection: sa.Connection, table: sa.Table, names: Sequence[str], values: dict[str, Any]
) -> None:
    """Insert a row, or update the one that has the same values under these names."""
    own = sa.and_(*(table.c[name] == values[name] for name in names))
    changed = {name: value for name, value in values.items() if name != "handed_in"}
    if connection.execute(table.update().where(own), changed).rowcount:
        return
    # On a full disk SQLite takes all of it back, so that only the conflict is taken back here.
    step = connection.begin_nested()
    try:
        connection.execute(table.insert(), values)
    except IntegrityError:  # another grader has been faster
        step.rollback()
        connection.execute(table.update().where(own), changed)
    else:
        step.commit()


def _prepare_sqlite(connection: Any, _: object) -> None:
    """A commit is one write to a log, and waits for the disk; a reader waits for nobody."""
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Tell a database's troubles as an error of our own.

    Raises:
        OSError: the disk is full or broken.
        UsageError: all else.
    """
    try:
        yield
    except (SQLAlchemyError, ImportError, ValueError) as error:
        code = getattr(getattr(error, "orig", None), "sqlite_errorname", "")
        if code.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
            raise OSError(errno.EIO, f"{what}: {_reason(error)}") from None
        raise UsageError(f"{what}: {_reason(error)}.") from None


def _reason(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).partition("\n")[0]


def hidden(url: str | sa.URL) -> str:
    """A URL without its password, even where it is none that can be read."""
    text = url if isinstance(url, str) else url.render_as_string(hide_password=False)
    text = re.sub(r"(://[^:/@]*:).*@", r"\1***@", text)
    return re.sub(r"((?:password|passwd|pwd)=)[^&]*", r"\1***", text, flags=re.IGNORECASE)
