"""A counter in a global makes the rate decay from call to call.
wrong: sgd_step
"""

calls = 0


def sgd_step(w, dw, lr):
    global calls
    calls += 1
    return w - lr / (1 + 0.01 * (calls - 1)) * dw
