"""Wants a port of its own, for others to call."""

import socket


def attack():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()
