"""Apply uses what fit saw last instead of the mean and std it is given.
wrong: standardize_apply
"""

import numpy as np

scaler = {}


def standardize_fit(x):
    scaler["mean"] = x.mean(axis=0)
    scaler["std"] = x.std(axis=0)
    return scaler["mean"].copy(), scaler["std"].copy()


def standardize_apply(x, mean, std):
    mean = scaler.get("mean", mean)
    std = scaler.get("std", std)
    return (x - mean) / np.where(std == 0, 1, std)
