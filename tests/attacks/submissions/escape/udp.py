"""Wants to send a datagram, for which nobody has to listen."""

import socket


def attack():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        return sender.sendto(b"hello", ("127.0.0.1", int("$PORT")))
