"""The velocity is kept in a global from call to call; the argument v only starts it.
wrong: momentum_step
"""

velocities = {}


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    old = velocities.get(w.shape, v)
    new = beta * old + (1 - beta if dampening else 1) * dw
    velocities[w.shape] = new.copy()
    return w - lr * new, new
