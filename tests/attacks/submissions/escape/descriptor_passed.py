"""Wants to put a descriptor of its own into the grader."""

import array
import socket


def attack():
    ours = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, fileno=3)
    try:
        rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0] * 100))
        return ours.sendmsg([b"\0" * 4], [rights])
    finally:
        ours.detach()
