"""Wants to use the socket it was given as one: options, peers, a shutdown."""

import socket


def attack():
    ours = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, fileno=3)
    found = []
    for what in (
        lambda: ours.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12),
        lambda: ours.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2**30),
        lambda: ours.getpeername() or "a peer without a name",
        lambda: ours.listen() or "listens",
        lambda: ours.shutdown(socket.SHUT_RD) or "shut",
    ):
        try:
            found.append(what())
        except OSError:
            continue
    ours.detach()
    return [item for item in found if item is not None]
