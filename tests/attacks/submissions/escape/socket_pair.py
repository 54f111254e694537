"""Wants a pair of sockets, which could carry descriptors."""

import socket


def attack():
    return socket.socketpair()
