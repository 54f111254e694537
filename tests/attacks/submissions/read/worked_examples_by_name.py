"""Wants the doctest examples of the handed-out template, which its own file was made from."""

import doctest
import sys


def attack():
    for name, module in list(sys.modules.items()):
        if "hw1" in name or "template" in name or "reference" in name:
            tests = doctest.DocTestFinder().find(module)
            if tests:
                return tests
