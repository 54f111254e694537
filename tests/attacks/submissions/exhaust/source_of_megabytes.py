"""Wants ten megabytes of source to be compiled, and a name for every line."""


def softmax(z):
    exec("".join(f"x{place} = {place}\n" for place in range(700_000)))
