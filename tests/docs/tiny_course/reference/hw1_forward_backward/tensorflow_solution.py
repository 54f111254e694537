"""The same in TensorFlow."""

from typing import Any

import numpy as np
import tensorflow as tf


def tanh_forward(z: np.ndarray) -> tuple[np.ndarray, Any]:
    """Squash every entry into the range from -1 to 1."""
    a = tf.tanh(tf.constant(z))
    return a.numpy(), a


def tanh_backward(da: np.ndarray, cache: Any) -> np.ndarray:
    """Carry a gradient back."""
    slope: np.ndarray = (1 - cache**2).numpy()
    return da * slope


def softmax(z: np.ndarray) -> np.ndarray:
    """Turn rows into probabilities."""
    p: np.ndarray = tf.nn.softmax(tf.constant(z)).numpy()
    return p
