"""Three functions."""

import keras
import numpy as np


def tripled(x: np.ndarray) -> np.ndarray:
    """Three times."""
    ### BEGIN SOLUTION
    y = 3 * x
    return y
    ### END SOLUTION


def doubled(model: keras.Model) -> keras.Model:
    """Give a model whose outputs are twice as large."""
    ### BEGIN SOLUTION
    inputs = keras.Input(model.input_shape[1:])
    outputs = 2.0 * model(inputs)
    return keras.Model(inputs, outputs)
    ### END SOLUTION


def build(d: int) -> keras.Model:
    """One dense layer."""
    ### BEGIN SOLUTION
    return keras.Sequential([keras.layers.Input((d,)), keras.layers.Dense(1)])
    ### END SOLUTION
