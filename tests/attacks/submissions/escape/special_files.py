"""Wants a pipe or a device with a name."""

import os
import stat


def attack():
    for make in (
        lambda: os.mkfifo("$SCRATCH/pipe"),
        lambda: os.mknod("$SCRATCH/null", stat.S_IFCHR | 0o666, os.makedev(1, 3)),
        lambda: os.mknod("$SCRATCH/socket", stat.S_IFSOCK | 0o666),
    ):
        try:
            make()
        except OSError:
            continue
        return os.listdir("$SCRATCH")
