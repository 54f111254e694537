from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from places import ROOT

from autograder import store
from autograder.engine import engine
from autograder.errors import UsageError
from autograder.results import BankInfo, SubmissionResult
from autograder.store import NAME, Attempt, Run, Store, key_of

HOMEWORK = "hw1_x"
BANK = BankInfo(id="b" * 16, seed=2**62, oracles=["numpy", "tensorflow"])
OTHER = BankInfo(id="c" * 16, seed=0, oracles=["numpy"])
numbers = count()


def result(score: float = 1.0, student: str = "") -> SubmissionResult:
    return SubmissionResult(
        student=student,
        file="layers.py",
        score=score,
        max_score=2.0,
        status="graded",
        notes=["größer\n"],
        exercises=[],
    )


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'kept.db'}"
    server, name = sa.make_url(request.getfixturevalue("postgresql")), f"store{next(numbers)}"
    own = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with own.connect() as connection:
        connection.execute(sa.text(f"create database {name}"))
    own.dispose()
    return server.set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def opened(url: str) -> Iterator[Store]:
    with Store(url) as database:
        yield database


def change(url: str, statement: str) -> None:
    """Do what another program might do to a database."""
    other = sa.create_engine(url)
    with other.begin() as connection:
        connection.execute(sa.text(statement))
    other.dispose()


# Verdicts


def test_a_verdict_is_there_after_reopening(url: str) -> None:
    with Store(url) as database:
        database.begin(HOMEWORK, BANK).add("d1", [("ada", 5.0)], result(student="ada"))
    with Store(url) as database:
        run = database.begin(HOMEWORK, BANK)
        assert run.find("d1") == result()
        assert run.find("d2") is None


def test_only_what_decided_the_verdict_finds_it(
    opened: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = opened.begin(HOMEWORK, BANK)
    run.add("d1", [("ada", 5.0)], result())
    assert opened.begin(HOMEWORK, OTHER).find("d1") is None
    assert opened.begin("hw2_x", BANK).find("d1") is None
    monkeypatch.setattr(store, "engine", lambda: "99")
    assert run.find("d1") is None


def test_a_key_depends_on_everything_that_decides_the_verdict(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parts = [
        ("d1", "h1", "b1"),
        ("d2", "h1", "b1"),
        ("d1", "h2", "b1"),
        ("d1", "h1", "b2"),
        ("d1h", "1", "b1"),
        ("d1", "h1b", "1"),
    ]
    keys = [key_of(*own) for own in parts]
    assert len(set(keys)) == len(keys)
    assert keys == [key_of(*own) for own in parts]
    monkeypatch.setattr(store, "engine", lambda: "99")
    assert keys[0] != key_of(*parts[0])


def test_two_students_with_the_same_bytes_share_a_verdict_but_have_an_attempt_each(
    opened: Store,
) -> None:
    run = opened.begin(HOMEWORK, BANK)
    run.add("d1", [("ada", 5.0), ("ben", 7.0)], result(student="ada"))
    run.add("d1", [("eve", 6.0)])
    ada, ben, eve = opened.attempts(HOMEWORK)
    assert [item.student for item in (ada, ben, eve)] == ["ada", "ben", "eve"]
    assert [item.handed_in.timestamp() for item in (ada, ben, eve)] == [5.0, 7.0, 6.0]
    assert ada.verdict == ben.verdict == eve.verdict
    (found,) = opened.results([ada.verdict])
    assert found == result(), "it has nobody's name"


def test_a_verdict_of_the_same_key_is_replaced(opened: Store) -> None:
    run = opened.begin(HOMEWORK, BANK)
    run.add("d1", [("ada", 5.0)], result(1.0))
    run.add("d1", [], result(1.5))
    assert run.find("d1") == result(1.5)
    (attempt,) = opened.attempts(HOMEWORK)
    assert attempt.score == 1.5


def test_an_attempt_keeps_its_first_time_and_has_the_newest_verdict_and_run(
    opened: Store,
) -> None:
    first = opened.begin(HOMEWORK, BANK)
    first.add("d1", [("ada", 5.25)], result(1.0))
    second = opened.begin(HOMEWORK, OTHER)
    second.add("d1", [("ada", 9.0)], result(2.0))
    assert second.number > first.number
    assert opened.attempts(HOMEWORK) == [
        Attempt(
            student="ada",
            handed_in=datetime.fromtimestamp(5.25, UTC),
            run=second.number,
            verdict=key_of("d1", HOMEWORK, OTHER.id),
            bank=OTHER.id,
            score=2.0,
            max_score=2.0,
        )
    ]


def test_attempts_are_of_one_homework_by_student_and_time(opened: Store) -> None:
    run = opened.begin(HOMEWORK, BANK)
    for digest, student, handed_in in [("d1", "Zoë", 3.0), ("d2", "ada", 9.0), ("d3", "ada", 1.0)]:
        run.add(digest, [(student, handed_in)], result())
    opened.begin("hw2_x", BANK).add("d4", [("ada", 2.0)], result())
    found = opened.attempts(HOMEWORK)
    assert [(item.student, item.handed_in.timestamp()) for item in found] == [
        ("Zoë", 3.0),
        ("ada", 1.0),
        ("ada", 9.0),
    ]
    assert opened.attempts("hw3_x") == []


def test_verdicts_come_in_the_order_in_which_they_are_asked_for(opened: Store) -> None:
    run = opened.begin(HOMEWORK, BANK)
    for number in range(450):
        run.add(f"d{number}", [], result(float(number)))
    wanted = [*range(449, -1, -1), 7, 7]
    keys = [key_of(f"d{number}", HOMEWORK, BANK.id) for number in wanted]
    assert [item.score for item in opened.results(keys)] == wanted


def test_the_newest_bank_is_the_one_of_the_last_run(opened: Store) -> None:
    for bank in (OTHER, BANK):
        opened.begin(HOMEWORK, bank)
    opened.begin("hw2_x", OTHER)
    assert opened.newest_bank(HOMEWORK) == BANK


def test_a_homework_that_was_never_graded_is_told(tmp_path: Path) -> None:
    with Store.beside(tmp_path) as database, pytest.raises(UsageError) as caught:
        database.newest_bank("hw2_x")
    assert str(caught.value) == (
        f"Expected results of hw2_x in sqlite:///{tmp_path / NAME} but there are none. "
        "Grade it first: autograder grade"
    )


# Other processes


WRITER = """
import sys, time
from autograder.store import Store, _attempts
from autograder.results import BankInfo, SubmissionResult

database = Store(sys.argv[1], own=sys.argv[2] == "own")
run = database.begin("hw1_x", BankInfo(id="b" * 16, seed=0, oracles=["numpy"]))
verdict = SubmissionResult(
    student="", file="layers.py", score=1.0, max_score=2.0, status="graded", notes=["x" * 5000],
    exercises=[]
)
for number in range(20):
    run.add(f"d{number}", [(f"s{number}", 5.0)], verdict)
with database._writing() as connection:
    half = {"homework": "hw1_x", "student": "late", "digest": "d0", "handed_in": 5.0, "run": 1}
    connection.execute(_attempts.insert(), {**half, "verdict": "v"})
    print("half done", flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize(
    ("url", "own"),
    [("sqlite", True), ("sqlite", False), ("postgresql", False)],
    ids=["sqlite of a folder", "sqlite", "postgresql"],
    indirect=["url"],
)
def test_what_was_committed_survives_the_death_of_its_writer(url: str, own: bool) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, url, "own" if own else "shared"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with writer:
        told = writer.stdout.readline() if writer.stdout else ""
        writer.send_signal(signal.SIGKILL)
    assert (told, writer.returncode) == ("half done\n", -signal.SIGKILL)
    with Store(url, own=own) as database:
        found = database.attempts(HOMEWORK)
        assert sorted(item.student for item in found) == sorted(f"s{n}" for n in range(20))
        assert len(list(database.results([item.verdict for item in found]))) == 20
        database.begin(HOMEWORK, BANK).add("d99", [("new", 5.0)], result())


def test_two_graders_may_come_to_the_same_verdict_at_a_time(url: str) -> None:
    with Store(url) as one, Store(url) as other, ThreadPoolExecutor(1) as thread:
        run, rival = one.begin(HOMEWORK, BANK), other.begin(HOMEWORK, BANK)
        with one._writing() as connection:
            _put_verdict(connection, run, 1.0)
            job = thread.submit(rival.add, "d1", [("ada", 5.0)], result(1.5))
            time.sleep(0.2)
            assert not job.done(), "it waits for the first one"
        job.result(timeout=30)
        assert run.find("d1") == result(1.5)
        assert len(one.attempts(HOMEWORK)) == 1


def _put_verdict(connection: sa.Connection, run: Run, score: float) -> None:
    values = {
        "key": key_of("d1", run.homework, run.bank),
        "bank": run.bank,
        "engine": engine(),
        "score": score,
        "max_score": 2.0,
        "result": "{}",
    }
    connection.execute(store._verdicts.insert(), values)


# Results that are no verdicts


def test_what_is_no_verdict_is_kept_until_the_next_run(opened: Store) -> None:
    absent = msgspec.structs.replace(result(0.0, "bea"), status="missing", file="")
    opened.begin("hw2_y", BANK).keep_others([absent])
    run = opened.begin(HOMEWORK, BANK)
    run.keep_others([absent, result(0.0, "ada")])
    assert opened.others(HOMEWORK) == {"bea": absent, "ada": result(0.0, "ada")}
    opened.begin(HOMEWORK, BANK).keep_others([])
    assert opened.others(HOMEWORK) == {}
    assert list(opened.others("hw2_y")) == ["bea"]


# Databases of all sorts


def test_other_programs_tables_in_the_same_database_are_left_alone(url: str) -> None:
    change(url, "create table submission (id integer, version integer)")
    change(url, "insert into submission values (3, 99)")
    with Store(url) as database:
        database.begin(HOMEWORK, BANK).add("d1", [("ada", 5.0)], result())
        assert database.holds("submission")
        assert not database.holds("submitted_notebook")
        names = sa.inspect(database._engine).get_table_names()
    assert {name.partition("_")[0] for name in names} == {"submission", "autograder"}
    other = sa.create_engine(url)
    with other.connect() as connection:
        assert connection.execute(sa.text("select * from submission")).all() == [(3, 99)]
    other.dispose()


def test_another_layout_is_refused(url: str) -> None:
    Store(url).close()
    Store(url).close()
    change(url, "update autograder_layout set version = 7")
    with pytest.raises(UsageError) as caught:
        Store(url)
    assert str(caught.value) == (
        f"Expected a results database of layout 1 but {url} has 7. "
        "Name another one, or use the version of the autograder that wrote it."
    )


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"thesis" * 1000)
    with pytest.raises(UsageError) as caught:
        Store.beside(tmp_path)
    assert str(caught.value) == (
        f"Cannot open the results database sqlite:///{tmp_path / NAME}: file is not a database."
    )
    assert (tmp_path / NAME).read_bytes() == b"thesis" * 1000


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    with Store.beside(tmp_path) as database:
        _add_many(database.begin(HOMEWORK, BANK))
    path = tmp_path / NAME
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with (
        pytest.raises(
            UsageError,
            match=r"Cannot (open|read) the results database .*: database disk image is malformed\.",
        ) as caught,
        Store.beside(tmp_path) as database,
    ):
        database.attempts(HOMEWORK)
    assert caught.tb, "all that the failure has touched is still at hand"
    opened = [item.resolve() for item in Path("/proc/self/fd").iterdir()]
    assert path not in opened, "and the file is let go of"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("results.db", "Could not parse SQLAlchemy URL from given URL string"),
        ("sqlite:////nowhere/results.db", "unable to open database file"),
        ("nosuch://host/name", "Can't load plugin: sqlalchemy.dialects:nosuch"),
        ("postgresql://host:port/name", "invalid literal for int() with base 10: 'port'"),
    ],
    ids=["no URL", "no folder", "no database", "no port"],
)
def test_a_database_that_cannot_be_opened_is_told(url: str, reason: str) -> None:
    with pytest.raises(UsageError) as caught:
        Store(url)
    assert str(caught.value) == f"Cannot open the results database {url}: {reason}."


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql+psycopg://ada:s3cret@localhost:1/x", "://ada:***@localhost:1/x:"),
        ("postgresql+psycopg://localhost:1/x?password=s3cret&user=ada", "?password=***&user=ada:"),
        ("postgresql://ada:s3cret@host:port/x", "://ada:***@host:port/x:"),
        ("nosuch://ada:s3cret@host/x", "://ada:***@host/x:"),
        ("nosuch://ada:s3@s3cret/s3cret@host/x", "://ada:***@host/x:"),
        ("://ada:s3cret@host", "://ada:***@host:"),
    ],
    ids=["refused", "as an option", "no port", "unknown", "unquoted", "no URL"],
)
def test_a_password_is_never_shown(url: str, shown: str) -> None:
    with pytest.raises(UsageError) as caught:
        Store(url)
    assert shown in str(caught.value)
    assert "s3cret" not in str(caught.value)


def test_a_password_is_not_shown_when_writing_fails(tmp_path: Path) -> None:
    url = sa.make_url(f"sqlite:///file:{tmp_path / 'x.db'}?uri=true&password=s3cret")
    with Store(url) as database:
        run = database.begin(HOMEWORK, BANK)
        change(url, "drop table autograder_verdict")
        with pytest.raises(OSError, match="no such table") as caught:
            run.add("d1", [], result())
    assert "password=***" in str(caught.value)


def test_a_database_that_cannot_be_written_says_why(url: str) -> None:
    Store(url).close()
    path = url.removeprefix("sqlite:///")
    reason = "attempt to write a readonly database"
    locked = f"sqlite:///file:{path}?mode=ro&uri=true"
    if url.startswith("postgresql"):
        locked = f"{url}&options=-c%20default_transaction_read_only%3Don"
        reason = "cannot execute INSERT in a read-only transaction"
    with Store(locked) as database, pytest.raises(OSError, match=reason) as caught:
        database.begin(HOMEWORK, BANK)
    assert caught.value.strerror == reason
    assert caught.value.filename == store.hidden(locked)


def test_a_full_disk_is_told_and_what_was_there_stays(tmp_path: Path) -> None:
    with Store.beside(tmp_path) as database:
        run = database.begin(HOMEWORK, BANK)
        run.add("d1", [("ada", 5.0)], result())
        sa.event.listen(database._engine, "checkout", _leave_no_room)
        with pytest.raises(OSError, match="database or disk is full"):
            _add_many(run)
        known = [item.verdict for item in database.attempts(HOMEWORK)]
        assert len(list(database.results(known))) == len(known) >= 1
        assert run.find("d1") == result()


def _add_many(run: Run) -> None:
    for number in range(100):
        run.add(f"more{number}", [(f"s{number}", 5.0)], result())


def _leave_no_room(connection: sqlite3.Connection, *_: object) -> None:
    connection.execute("pragma max_page_count = 1")  # as many as there are
