"""Wants to talk to a socket that no file permission guards."""

import socket


def attack():
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect("\0$ABSTRACT")
        return "connected"
