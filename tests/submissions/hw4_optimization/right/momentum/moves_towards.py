"""The dampened velocity moves towards the gradient by 1-beta of the way."""


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    target = dw if dampening else dw / (1 - beta)
    velocity = v + (1 - beta) * (target - v)
    return w - lr * velocity, velocity
