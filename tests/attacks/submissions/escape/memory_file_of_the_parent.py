"""Wants the parent's memory, maps, descriptors and working folder from /proc."""

import os


def attack():
    for pid in (os.getppid(), "$GRADER", "self"):
        for name in ("mem", "maps", "auxv", "stat", "fd", "cwd/.", "root/etc/passwd", "fd/3"):
            try:
                return os.open(f"/proc/{pid}/{name}", os.O_RDONLY)
            except OSError:
                continue
