"""Wants what the kernel keeps: its log, its keys, its counters."""

import ctypes


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    room = ctypes.create_string_buffer(4096)
    attempts = (
        libc.klogctl(3, room, 4096),
        libc.klogctl(10, None, 0),
        libc.syscall(250, 0, -3, 1),  # keyctl: the session keyring
        libc.syscall(250, 11, -4, room, 4096),  # keyctl: read the user keyring
        libc.syscall(298, bytes(120), -1, 0, -1, 0),  # perf_event_open
        libc.syscall(321, 0, bytes(72), 72),  # bpf
        libc.syscall(323, 1),  # userfaultfd
        libc.syscall(463, room, 8),
    )
    for place, found in enumerate(attempts):
        if found >= 0:
            return place
