"""Wants qsort to call itself through a callback until the stack is gone."""

import ctypes
import sys

libc = ctypes.CDLL(None)
Order = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


@Order
def order(a, b):
    numbers = (ctypes.c_int * 2)(2, 1)
    libc.qsort(numbers, ctypes.c_size_t(2), ctypes.c_size_t(4), order)
    return 0


def softmax(z):
    sys.setrecursionlimit(2**31 - 1)
    return order(None, None)
