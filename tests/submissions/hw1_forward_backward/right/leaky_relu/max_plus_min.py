"""max(z, 0) + slope min(z, 0); the gradient at 0 is 1; the cache is a dict."""

import numpy as np


def leaky_relu_forward(z, negative_slope=0.01):
    a = np.maximum(z, 0) + negative_slope * np.minimum(z, 0)
    return a, {"nonnegative": z >= 0, "slope": negative_slope}


def leaky_relu_backward(da, cache):
    keep = cache["nonnegative"]
    return da * keep + cache["slope"] * da * ~keep
