"""Wants a database library to open the file for it."""

import importlib


def attack():
    for name, open_it in (
        ("sqlite3", lambda module: module.connect("file:$BANK?mode=ro", uri=True).execute("")),
        ("_sqlite3", lambda module: module.connect("$BANK")),
        ("dbm.dumb", lambda module: module.open("$BANK", "r")),
        ("dbm", lambda module: module.whichdb("$ANSWERS")),
        ("shelve", lambda module: module.open("$BANK", "r")),
        ("mailbox", lambda module: module.mbox("$ANSWERS", create=False)),
        ("configparser", lambda module: module.ConfigParser().read("$ANSWERS")),
        ("netrc", lambda module: module.netrc("$ANSWERS")),
    ):
        try:
            found = open_it(importlib.import_module(name))
        except BaseException:
            continue
        if found:
            return found
