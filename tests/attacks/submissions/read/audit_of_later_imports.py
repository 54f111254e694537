"""Wants to hear, by an audit hook, of every file and object that the worker touches later."""

import sys

HEARD = []
sys.addaudithook(lambda event, args: HEARD.append((event, repr(args)[:300])))


def attack():
    wanted = ("hidden.bank", "answers.txt", "sibling.py", "numpy_solution", "exercises.py")
    ours = [
        item
        for item in HEARD
        if any(name in item[1] for name in wanted) and item[0] in ("open", "import", "mmap.__new__")
    ]
    del HEARD[:]
    return ours
