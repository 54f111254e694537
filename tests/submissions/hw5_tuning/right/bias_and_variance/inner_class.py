"""A dataclass with properties holds the errors; remedies come from a generator."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fit:
    train: float
    dev: float
    human: float

    @property
    def avoidable_bias(self):
        return self.train - self.human

    @property
    def variance(self):
        return self.dev - self.train


def diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05):
    fit = Fit(float(train_error), float(dev_error), float(human_error))
    return {"high_bias": fit.avoidable_bias > tolerance, "high_variance": fit.variance > tolerance}


def _suggest(high_bias, high_variance):
    if high_variance:
        yield from ("regularize", "more_data", "early_stopping")
    if high_variance or high_bias:
        yield "change_architecture"
    if high_bias:
        yield from ("train_longer", "bigger_network")


def remedies(diagnosis):
    return list(_suggest(**diagnosis))
