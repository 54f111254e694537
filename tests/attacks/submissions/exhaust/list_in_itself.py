"""Wants a result without an end."""


def softmax(z):
    result = [z]
    result.append(result)
    return result
