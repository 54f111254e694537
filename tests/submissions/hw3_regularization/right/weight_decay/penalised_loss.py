"""A plain gradient step on the penalised loss: the penalty's gradient has a function of its own."""


def penalty_gradient(w, lam, m):
    return 2 * w * (lam / (2 * m))


def sgd(w, gradient, lr):
    return w - lr * gradient


def weight_decay_step(w, dw, lr, lam, m):
    return sgd(w, penalty_gradient(w, lam, m) + dw, lr)
