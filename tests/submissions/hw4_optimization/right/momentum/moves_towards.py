"""What is left of the distance between the velocity and its limit is beta of it."""


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    limit = dw if dampening else dw / (1 - beta)
    velocity = limit + beta * (v - limit)
    return w - lr * velocity, velocity
