"""A PostgreSQL server of our own, where its programs are installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def postgres_programs() -> Path | None:
    """The folder of initdb and pg_ctl; Debian keeps one for each version."""
    found = shutil.which("initdb") or max(
        map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")), default=None
    )
    return Path(found).parent if found else None


@contextmanager
def postgres(programs: Path) -> Iterator[str]:
    """A database server of our own, behind a socket in a folder of its own; yields its URL."""
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        folder, user = Path(name), {}
        if os.getuid() == 0:  # which PostgreSQL refuses to run as
            names = {entry.pw_name for entry in pwd.getpwall()}
            owner = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
            user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
            os.chown(folder, owner.pw_uid, owner.pw_gid)

        def run(program: str, *words: str) -> None:
            with (folder / "log").open("ab") as log:
                command = [programs / program, "-D", folder / "data", *words]
                done = subprocess.run(
                    command, cwd=folder, stdout=log, stderr=log, timeout=120, check=False, **user
                )
            assert done.returncode == 0, (folder / "log").read_text()

        run("initdb", "-A", "trust", "-U", "grader", "-E", "UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", "-w", "-o", f"-c listen_addresses= -k {folder} -F", "start")
        try:
            yield f"postgresql+psycopg://grader@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
