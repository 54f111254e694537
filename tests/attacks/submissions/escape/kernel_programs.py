"""Wants the kernel to run, count or trace something for it."""

import ctypes
import os

BPF, PERF, USERFAULT, SECCOMP = {
    "x86_64": (321, 298, 323, 317),
    "aarch64": (280, 241, 282, 277),
}[os.uname().machine]


def attack():
    libc = ctypes.CDLL(None)
    zeros = ctypes.create_string_buffer(128)
    zeros[4] = 128
    found = {
        "bpf": libc.syscall(BPF, 0, zeros, 72),
        "perf_event_open": libc.syscall(PERF, zeros, os.getppid(), -1, -1, 0),
        "userfaultfd": libc.syscall(USERFAULT, 1),
        "seccomp": libc.syscall(SECCOMP, 3, 0, zeros),
        "landlock": libc.syscall(444, None, 0, 1),
    }
    return [name for name, result in found.items() if result >= 0]
