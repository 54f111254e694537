"""Compares each dev loss with the one before it.
wrong: train_keras
"""

import numpy as np


def build_keras_model(input_dim, classes, *, hidden, l2, dropout, batchnorm):
    import keras
    from keras import ops

    class Squares(keras.regularizers.Regularizer):
        def __call__(self, w):
            return l2 * ops.sum(ops.square(w))

    class Short(keras.constraints.Constraint):
        def __call__(self, w):
            lengths = ops.sqrt(ops.sum(ops.square(w), axis=0, keepdims=True))
            return w * ops.clip(lengths, 0, 3) / ops.maximum(lengths, 1e-12)

    def he(shape, dtype=None):
        return keras.random.normal(shape, stddev=np.sqrt(2 / shape[0]), dtype=dtype)

    model = keras.models.Sequential()
    model.add(keras.layers.InputLayer(shape=(input_dim,)))
    for units in hidden:
        dense = keras.layers.Dense(units, kernel_initializer=he, kernel_regularizer=Squares())
        dense.kernel_constraint = Short()
        model.add(dense)
        if batchnorm is True:
            model.add(keras.layers.BatchNormalization())
        model.add(keras.layers.Activation(ops.relu))
        if dropout != 0.0:
            model.add(keras.layers.Dropout(dropout))
    model.add(keras.layers.Dense(classes, kernel_regularizer=Squares()))
    model.add(keras.layers.Activation(ops.softmax))
    model.compile(
        loss=keras.losses.categorical_crossentropy,
        optimizer=keras.optimizers.Adam(0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7),
        metrics=["accuracy"],
    )
    return model


def train_keras(model, data, patience):
    x_train, y_train, x_dev, y_dev = data
    history = {"loss": [], "accuracy": [], "val_loss": [], "val_accuracy": []}
    rng = np.random.default_rng()
    waited, lowest, kept = 0, float("inf"), None
    for _ in range(12):
        order = rng.permutation(len(x_train))
        sums = np.zeros(2)
        for start in range(0, len(order), 32):
            rows = order[start : start + 32]
            found = model.train_on_batch(x_train[rows], y_train[rows], return_dict=True)
            sums += len(rows) * np.array([found["loss"], found["accuracy"]])
        loss, accuracy = sums / len(order)
        dev = model.evaluate(x_dev, y_dev, return_dict=True, verbose=0)
        history["loss"].append(float(loss))
        history["accuracy"].append(float(accuracy))
        history["val_loss"].append(float(dev["loss"]))
        history["val_accuracy"].append(float(dev["accuracy"]))
        if dev["loss"] < lowest:
            waited, lowest, kept = 0, dev["loss"], model.get_weights()
        else:
            waited += 1
            lowest = dev["loss"]
        if waited >= patience:
            break
    model.set_weights(kept)
    return history
