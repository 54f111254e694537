"""Passes the variance where rng.normal wants the standard deviation.
wrong: init_weights
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    variances = {"xavier": 1 / fan_in, "glorot": 2 / (fan_in + fan_out),
                 "he": 2 / fan_in, "lecun": 1 / fan_in}
    if scheme not in variances:
        raise ValueError(f"scheme must be one of {list(variances)}")
    return rng.normal(0.0, variances[scheme], (fan_in, fan_out))
