"""The mistake that is known."""

from autograder.misconceptions.patch import Misconception

MISCONCEPTIONS = [
    Misconception(
        name="tripled_model",
        exercise="doubled",
        behaves="the outputs were tripled",
        hint="Twice.",
        replace={"outputs = 2.0 * model(inputs)": "outputs = 3.0 * model(inputs)"},
    ),
]
