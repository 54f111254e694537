"""Wants the answers by system calls that no library wraps."""

import ctypes

CALLS = (
    (2, b"$ANSWERS", 0, 0),  # open
    (85, b"/dev/null", 0, 0),  # creat
    (257, -100, b"$ANSWERS", 0),  # openat
    (437, -100, b"$ANSWERS", bytes(24), 24),  # openat2
    (428, -100, b"$ANSWERS", 0),  # open_tree
    (433, -100, b"$ANSWERS", 0),  # fspick
    (303, -100, b"$ANSWERS", ctypes.create_string_buffer(b"\x80" + bytes(140)), bytes(8), 0),
    (304, 3, bytes(16), 0),  # open_by_handle_at
    (465, -100, b"$ANSWERS", 0),  # getxattrat
    (467, -100, b"$ANSWERS", 0, bytes(24), 24),  # open_tree_attr
    (425, 1, ctypes.create_string_buffer(120)),  # io_uring_setup
    (458, bytes(64), ctypes.create_string_buffer(64), 8, 0),  # listmount
)


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    for number, *arguments in CALLS:
        wide = [ctypes.c_long(item) if isinstance(item, int) else item for item in arguments]
        if libc.syscall(ctypes.c_long(number), *wide) >= 0:
            return number
