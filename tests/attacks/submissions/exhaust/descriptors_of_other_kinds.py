"""Wants timers, watches and signal queues as descriptors."""

import ctypes
import signal


def attack():
    libc = ctypes.CDLL(None)
    mask = ctypes.create_string_buffer(128)
    found = [libc.timerfd_create(0, 0), libc.inotify_init(), libc.signalfd(-1, mask, 0)]
    found += [libc.fanotify_init(0, 0), libc.eventfd(0, 1 << 30)]
    assert signal.SIGALRM
    return [place for place in found if place >= 0]
