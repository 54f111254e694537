"""Wants the text never to have run to its end."""

SPOILS = True


def softmax(z):
    return z


while True:
    try:
        while True:
            pass
    except BaseException:
        continue
