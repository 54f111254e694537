"""Wants a shell."""

import os
import subprocess


def attack():
    for run in (
        lambda: subprocess.run(["/bin/sh", "-c", "id"], capture_output=True, check=False).stdout,
        lambda: os.popen("id").read(),
        lambda: os.system("true") == 0,
    ):
        try:
            if loot := run():
                return loot
        except OSError:
            continue
