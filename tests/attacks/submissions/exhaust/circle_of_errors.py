"""Wants a traceback that leads back to where it began."""


class Circle(Exception):
    class Frame:
        tb_lineno = 1

        def __init__(self):
            self.tb_next, self.tb_frame = self, softmax

    __traceback__ = property(lambda self: Circle.Frame())


def softmax(z):
    softmax.f_code = softmax.__code__
    raise Circle
