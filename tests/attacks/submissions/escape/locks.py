"""Wants to hold a lock that others wait for."""

import fcntl


def attack():
    found = []
    for descriptor in range(4):
        for lock in (
            lambda fd: fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB),
            lambda fd: fcntl.lockf(fd, fcntl.LOCK_SH | fcntl.LOCK_NB),
            lambda fd: fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_RDLCK),
            lambda fd: fcntl.fcntl(fd, 1033, 1),
        ):
            try:
                found.append(str(lock(descriptor)))
            except OSError:
                continue
    return found
