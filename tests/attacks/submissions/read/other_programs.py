"""Wants another program to read the answers for it."""

import ctypes
import os
import subprocess


def attack():
    ways = (
        lambda: subprocess.check_output(["cat", "$ANSWERS"]),
        lambda: os.popen("cat $ANSWERS").read(),
        lambda: os.posix_spawn("/bin/cat", ["cat", "$ANSWERS"], {}),
        lambda: os.posix_spawnp("cat", ["cat", "$ANSWERS"], {}),
        lambda: ctypes.CDLL(None).system(b"cat $ANSWERS") == 0,
        lambda: __import__("pty").fork(),
    )
    for way in ways:
        try:
            found = way()
        except Exception:
            continue
        if found:
            return found
