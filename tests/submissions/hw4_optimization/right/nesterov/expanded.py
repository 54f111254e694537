"""The new velocity inserted: w - lr ((1+beta) dw + beta^2 v)."""


def nesterov_step(w, dw, v, lr, beta=0.9):
    velocity = dw + v * beta
    weights = w - lr * ((1 + beta) * dw + beta**2 * v)
    return weights, velocity
