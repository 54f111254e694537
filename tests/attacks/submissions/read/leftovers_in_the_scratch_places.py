"""Wants what earlier submissions, tests or the grader have left in the usual places."""

import glob
import os
import tempfile


def attack():
    for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run", "$SCRATCH", os.path.expanduser("~")):
        for look in (os.listdir, lambda path: glob.glob(f"{path}/**", recursive=True)[1:]):
            try:
                found = look(folder)
            except OSError:
                continue
            if found:
                return found
    try:
        return tempfile.mkdtemp()
    except OSError:
        return None
