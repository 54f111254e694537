"""Wants the exercise to be skipped as not written, and its points given for the rest."""


def softmax(z):
    raise NotImplementedError("### BEGIN SOLUTION")
