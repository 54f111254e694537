"""Wants to be none of the exceptions that anybody catches."""


class Quit(BaseException):
    pass


class Loaded(GeneratorExit, KeyboardInterrupt):
    pass


def softmax(z):
    raise Quit from Loaded()
