"""Run a program as on Windows or macOS: `python other_system.py win32 autograder.cli check ...`.

What these systems lack is taken away: modules, functions, /proc, and the clocks of other processes.
The workers that the program starts run likewise. WALL_SECONDS shortens the wait for endless loops.
"""

# What the standard library and other packages need is bound before.
import asyncio  # noqa: F401
import builtins
import concurrent.futures.process  # noqa: F401
import ctypes  # noqa: F401
import logging  # noqa: F401
import multiprocessing.connection  # noqa: F401
import os
import platform
import runpy
import select
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile  # noqa: F401
import time

import msgspec  # noqa: F401
import numpy.random  # noqa: F401
import rich.console
import rich.progress
import rich.table  # noqa: F401
import typer.main  # noqa: F401

LACKING = {
    "win32": {
        "modules": "fcntl grp posix pty pwd resource syslog termios tty",
        os: "chown fork forkpty getegid geteuid getgid getgroups getpgid getpgrp getuid "
        "killpg mkfifo pidfd_open posix_spawn pread pwrite sched_getaffinity set_blocking setgid "
        "setsid setuid uname wait4 waitid O_NOCTTY O_NOFOLLOW O_NONBLOCK",
        select: "epoll poll",
        signal: "SIGALRM SIGHUP SIGKILL SIGPIPE SIGUSR1 alarm pidfd_send_signal setitimer",
        socket: "AF_UNIX recv_fds send_fds socketpair",
        time: "clock_gettime",
    },
    "darwin": {
        "modules": "",
        os: "pidfd_open sched_getaffinity",
        select: "epoll",
        signal: "pidfd_send_signal",
        socket: "SOCK_SEQPACKET",
    },
}
SIGKILL = signal.SIGKILL


class Popen(subprocess.Popen):
    """Starts `python ... -m MODULE ...` on the same system; nothing else is expected."""

    def __init__(self, args, **options):
        assert not options.keys() & {"pass_fds", "preexec_fn", "process_group", "start_new_session"}
        place = args.index("-m")
        program = [*args[:place], __file__, sys.platform, *args[place + 1 :]]
        super().__init__(program, **options)

    def kill(self):
        self.send_signal(SIGKILL)


def become(system: str) -> None:
    """Take away what this system lacks."""
    sysconfig.get_config_vars()  # kept
    platform.uname()  # likewise
    for place, names in LACKING[system].items():
        for name in names.split():
            if place == "modules":
                sys.modules[name] = None
            elif hasattr(place, name):
                delattr(place, name)
    open_file = builtins.open

    def without_proc(file, *args, **kwargs):
        if str(file).startswith("/proc"):
            raise FileNotFoundError(file)
        return open_file(file, *args, **kwargs)

    builtins.open = without_proc
    if system == "darwin":
        clock = time.clock_gettime

        def own_clock(number):
            if number < 0:
                raise OSError(22, "Invalid argument")
            return clock(number)

        time.clock_gettime = own_clock
    subprocess._USE_POSIX_SPAWN = False
    subprocess.Popen = Popen
    sys.platform = system


if __name__ == "__main__":
    _, system, program, *words = sys.argv
    become(system)
    if "WALL_SECONDS" in os.environ:
        from autograder.sandbox.process import Allowance

        Allowance.__init__.__defaults__ = (5.0, float(os.environ["WALL_SECONDS"]), 5.0)
    sys.argv = [program, *words]
    runpy.run_module(program, run_name="__main__", alter_sys=True)
