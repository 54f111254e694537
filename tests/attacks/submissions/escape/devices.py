"""Wants a device: memory, disks, terminals, virtual machines, GPUs."""

import os

NAMES = "mem kmsg kvm tty ptmx fuse null zero full random urandom vda sda net/tun nvidia0 port"


def attack():
    found = []
    for name in NAMES.split():
        for flags in (os.O_RDONLY, os.O_RDWR, os.O_PATH):
            try:
                os.close(os.open(f"/dev/{name}", flags | os.O_NONBLOCK))
            except OSError:
                continue
            found.append(name)
    return found
