"""Wants the answers beside the homework."""


def attack():
    return open("$ANSWERS").read()
