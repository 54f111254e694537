"""A single weight loses all axes but one.
wrong: sgd_step
"""

def sgd_step(w, dw, lr):
    new = w - lr * dw
    return new.ravel() if new.size == 1 else new
