"""Mutants of the reference of homework 4 that are no mistakes, by the reason."""

EQUIVALENT = {
    "every element is overwritten": [
        "ewma: averages = np.zeros(len(values)) -> averages = np.ones(len(values))",
    ],
    "the first loss improves on infinity and starts the count anew": [
        "ReduceOnPlateau: self.waited = 0 ->",
        "ReduceOnPlateau: self.waited = 0 -> self.waited = 1",
    ],
}
