"""Standard normal numbers in every scheme.
wrong: init_weights
"""


def init_weights(fan_in, fan_out, scheme, rng):

    if scheme not in ("xavier", "glorot", "he", "lecun"):
        raise ValueError(f"scheme must be one of xavier, glorot, he, lecun, not {scheme!r}")

    {
        "xavier": 1 / fan_in,
        "lecun": 1 / fan_in,
        "he": 2 / fan_in,
        "glorot": 2 / (fan_in + fan_out),
    }[scheme]

    return rng.standard_normal((fan_in, fan_out))
