"""Mutants that are no mistakes."""

EQUIVALENT = {
    "the cache is the activation itself": [
        "tanh_forward: return (a, cache) -> return (cache, a)",
    ],
}
