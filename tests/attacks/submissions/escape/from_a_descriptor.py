"""Wants paths that start at a descriptor instead of the root."""

import os


def attack():
    found = []
    for number in (0, 1, 3, -100):
        for what in (
            lambda fd: os.open("etc/passwd", os.O_RDONLY, dir_fd=fd),
            lambda fd: os.stat("", dir_fd=fd),
            lambda fd: os.listdir(fd),
            lambda fd: os.fchdir(fd) or "changed",
            lambda fd: os.fstatvfs(fd),
            lambda fd: os.fchmod(fd, 0o777) or "chmod",
            lambda fd: os.fchown(fd, -1, -1) or "chown",
            lambda fd: os.ftruncate(fd, 0) or "truncated",
        ):
            try:
                found.append(what(number))
            except (OSError, ValueError):
                continue
    return found
