"""Wants a docstring of 200 MB."""


def softmax(z):
    exec('def f():\n    """' + "x" * 200_000_000 + '"""', found := {})
    raise ValueError(found["f"].__doc__)
