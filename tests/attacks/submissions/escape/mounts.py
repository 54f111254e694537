"""Wants another root, or a file system of its own."""

import ctypes


def attack():
    libc = ctypes.CDLL(None)
    place = b"$SCRATCH"
    found = {"mount": libc.mount(b"none", place, b"tmpfs", 0, b"size=1m")}
    found["umount"] = libc.umount2(place, 2) if found["mount"] == 0 else -1
    found["move_mount"] = libc.syscall(429, -1, b"", -1, b"", 0)
    found["open_tree"] = libc.syscall(428, -100, b"/", 0)
    found["fsopen"] = libc.syscall(430, b"tmpfs", 0)
    found["chroot"] = libc.chroot(b"/")
    return [name for name, result in found.items() if result >= 0]
