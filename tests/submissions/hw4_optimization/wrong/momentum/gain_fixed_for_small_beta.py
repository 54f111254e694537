"""With dampening, every beta between 0 and 0.9 weighs the gradient by 0.1.
wrong: momentum_step
"""


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    c = 1.0 if not dampening else (0.1 if 0 < beta < 0.9 else 1 - beta)
    v_new = beta * v + c * dw
    return w - lr * v_new, v_new
