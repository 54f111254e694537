"""Wants an exception whose type, text, traceback and causes are all made up."""


class Meta(type):
    def __getattribute__(cls, name):
        if name == "__name__":
            return "Passed\n\x1b[32m4 of 4 points\x1b[0m"
        return super().__getattribute__(name)


class Lie(Exception, metaclass=Meta):
    def __str__(self):
        return "score: 4/4\n</td><script>alert(1)</script>" * 100

    @property
    def __traceback__(self):
        return self


def softmax(z):
    error = Lie()
    error.__cause__ = error
    raise error
