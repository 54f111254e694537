"""Activations by tf.nn and lambdas, He's by its formula, layers shared, no Input."""

import numpy as np
import tensorflow as tf
from tensorflow import keras


class Short(keras.layers.Dense):
    """A dense layer with max-norm."""

    def __init__(self, units, penalty, inputs):
        super().__init__(
            units,
            kernel_initializer=tf.random_normal_initializer(stddev=np.sqrt(2 / inputs)),
            kernel_regularizer=penalty,
            kernel_constraint=keras.constraints.MaxNorm(3),
        )


def build_keras_model(input_dim, classes, *, hidden, l2, dropout, batchnorm):
    penalty = keras.regularizers.l2(l2)
    model = keras.Sequential()
    for inputs, units in zip([input_dim, *hidden], hidden):
        model.add(Short(units, penalty, inputs))
        if batchnorm:
            model.add(keras.layers.BatchNormalization())
        model.add(keras.layers.Lambda(lambda z: tf.maximum(z, 0.0)))
        model.add(keras.layers.Dropout(dropout))
    model.add(keras.layers.Dense(classes, activation=tf.nn.softmax, kernel_regularizer=penalty))
    model.compile(
        optimizer=keras.optimizers.Adam(), loss="categorical_crossentropy", metrics=["accuracy"]
    )
    return model


class Batches(keras.utils.PyDataset):
    """Batches of 32, dealt out anew after each epoch."""

    def __init__(self, x, y):
        super().__init__()
        self.x, self.y = x, y
        self.on_epoch_end()

    def __len__(self):
        return -(-len(self.x) // 32)

    def __getitem__(self, number):
        rows = self.order[32 * number : 32 * (number + 1)]
        return self.x[rows], self.y[rows]

    def on_epoch_end(self):
        self.order = np.random.permutation(len(self.x))


def train_keras(model, data, patience):
    x_train, y_train, x_dev, y_dev = data
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True)
    return model.fit(
        Batches(x_train, y_train),
        epochs=12,
        verbose=2,
        validation_data=(x_dev, y_dev),
        callbacks=[stop],
    )
