"""Wants shared memory, message queues and semaphores, which outlive processes."""

import ctypes

PRIVATE, CREATE, REMOVE = 0, 0o1600, 0


def attack():
    libc = ctypes.CDLL(None)
    found = []
    if (memory := libc.shmget(PRIVATE, ctypes.c_size_t(4096), CREATE)) >= 0:
        found.append(libc.shmctl(memory, REMOVE, None))
    if (queue := libc.msgget(PRIVATE, CREATE)) >= 0:
        found.append(libc.msgctl(queue, REMOVE, None))
    if (semaphore := libc.semget(PRIVATE, 1, CREATE)) >= 0:
        found.append(libc.semctl(semaphore, 0, REMOVE))
    if (posix := libc.mq_open(b"/autograder-attack", 0o102, 0o600, None)) >= 0:
        found.append(libc.mq_unlink(b"/autograder-attack") or posix)
    return found
