"""Wants to list the machine's addresses through the socket it has."""

import ctypes
import struct

SIOCGIFCONF, SIOCGIFHWADDR, FIOASYNC, SIOCUNIXFILE = 0x8912, 0x8927, 0x5452, 0x89E0


def attack():
    libc = ctypes.CDLL(None)
    space = ctypes.create_string_buffer(4096)
    request = struct.pack("iP", 4096, ctypes.addressof(space))
    found = [libc.ioctl(3, number, request) for number in (SIOCGIFCONF, SIOCGIFHWADDR, FIOASYNC)]
    found.append(libc.ioctl(3, SIOCUNIXFILE, 0))
    return [result for result in found if result >= 0]
