"""Wants the square root of 2 to fifty million places."""

from decimal import MAX_EMAX, Context


def softmax(z):
    return Context(prec=50_000_000, Emax=MAX_EMAX).sqrt(2)
