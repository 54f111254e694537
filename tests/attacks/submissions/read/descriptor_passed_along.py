"""Wants a descriptor that comes along with the grader's next message."""

import ctypes
import socket


def attack():
    try:
        stream = socket.socket(fileno=3)
    except OSError:
        return None
    try:
        for peek in (
            lambda: socket.recv_fds(stream, 100, 4, socket.MSG_PEEK | socket.MSG_DONTWAIT),
            lambda: stream.recv(100, socket.MSG_PEEK | socket.MSG_DONTWAIT),
            lambda: stream.getsockopt(socket.SOL_SOCKET, 17, 12),  # SO_PEERCRED
            lambda: stream.getsockopt(socket.SOL_SOCKET, 77, 4),  # SO_PEERPIDFD
            stream.getpeername,
        ):
            try:
                return peek()
            except OSError:
                continue
    finally:
        stream.detach()
    return ctypes.CDLL(None).recv(3, ctypes.create_string_buffer(9), 9, 0x42) >= 0
