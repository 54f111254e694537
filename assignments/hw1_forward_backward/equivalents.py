"""Mutants of the reference of homework 1 that are no mistakes, by the reason."""

EQUIVALENT = {
    "both branches give the same at 0": [
        "sigmoid_forward: a = np.where(z >= 0, 1 / (1 + e), e / (1 + e)) -> a = np.where(z > 0, 1 / (1 + e), e / (1 + e))",
        "relu_forward: cache = z > 0 -> cache = z >= 0",
        "leaky_relu_forward: positive = z > 0 -> positive = z >= 0",
    ],
    "the cache is the activation itself": [
        "sigmoid_forward: return (a, cache) -> return (cache, a)",
        "tanh_forward: return (a, cache) -> return (cache, a)",
    ],
    "every element is overwritten": [
        "numerical_gradient: grad = np.zeros_like(x) -> grad = np.ones_like(x)",
    ],
    "a norm has no sign": [
        "gradient_error: difference = np.linalg.norm(analytic - numeric) -> difference = np.linalg.norm(numeric - analytic)",
    ],
}
