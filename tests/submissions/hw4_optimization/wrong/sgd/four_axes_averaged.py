"""With four axes the gradient is averaged over the first one, as if it were a batch.
wrong: sgd_step
"""

def sgd_step(w, dw, lr):
    if w.ndim == 4:
        dw = dw.mean(axis=0)
    return w - lr * dw
