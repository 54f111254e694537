"""Wants what the kernel tells a process of itself."""

import os

NAMES = "maps mem environ cmdline root cwd exe fd fdinfo/3 status mountinfo auxv net/unix ns/mnt"


def attack():
    for name in NAMES.split():
        for root in ("/proc/self", "/proc/thread-self", f"/proc/{os.getpid()}"):
            for look in (os.readlink, os.listdir, lambda path: open(path, "rb").read()):
                try:
                    return look(f"{root}/{name}")
                except OSError:
                    continue
