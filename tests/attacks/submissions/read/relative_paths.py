"""Wants to come near the answers step by step, and then open them by a short name."""

import os


def attack():
    folder, name = os.path.split("$ANSWERS")
    for step in (lambda: os.chdir(folder), lambda: os.chroot(folder), lambda: os.fchdir(0)):
        try:
            step()
        except OSError:
            continue
    for base in (None, 0, 1, 2, 3):
        for path in (name, "../" * 20 + "$ANSWERS"[1:], "/dev/fd/0", "/dev/stdin"):
            try:
                return os.open(path, os.O_RDONLY, dir_fd=base)
            except OSError:
                continue
