"""Wants to talk to a service of the machine through its socket file."""

import socket


def attack():
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect("$DOOR")
        return connection.getpeername()
