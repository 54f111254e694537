"""Wants to map what it cannot read."""

import mmap


def attack():
    for descriptor in range(64):
        for flags in (mmap.MAP_SHARED, mmap.MAP_PRIVATE):
            try:
                found = mmap.mmap(descriptor, 4096, flags, mmap.PROT_READ)
            except OSError:
                continue
            if found[:].strip(b"\0"):
                return found[:100]
