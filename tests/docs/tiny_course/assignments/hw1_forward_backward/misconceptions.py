"""The mistake that is known."""

from autograder.misconceptions.patch import Misconception

MISCONCEPTIONS = [
    Misconception(
        name="tanh_without_upstream",
        exercise="tanh",
        behaves="the upstream gradient were left out",
        hint="The chain rule multiplies.",
        replace={"dz = da * (1 - a**2)": "dz = 1 - a**2"},
    ),
]
