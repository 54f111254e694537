"""Wants another interpreter for the next one: no collector, no warnings, other limits."""

import decimal
import gc
import locale
import random
import sys
import warnings


def attack():
    gc.disable()
    gc.set_threshold(1)
    decimal.getcontext().prec = 1
    random.seed(0)
    sys.setswitchinterval(100)
    sys.set_int_max_str_digits(640)
    sys.setrecursionlimit(150)
    sys.dont_write_bytecode = False
    sys.excepthook = sys.unraisablehook = lambda *_: None
    warnings.simplefilter("error")
    locale.setlocale(locale.LC_ALL, "C")
