"""Wants to send what it finds to a server."""

import socket


def attack():
    with socket.create_connection(("127.0.0.1", int("$PORT")), timeout=2) as connection:
        return connection.getpeername()
