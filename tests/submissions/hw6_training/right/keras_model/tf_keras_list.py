"""One list of layers, by tf.keras; activations stand in the layers where they can."""

import tensorflow as tf
from tensorflow.keras import layers, regularizers


def build_keras_model(input_dim, classes, *, hidden, l2, dropout, batchnorm):
    stack = [tf.keras.Input(shape=(input_dim,))]
    for units in hidden:
        settings = {
            "kernel_initializer": tf.keras.initializers.HeNormal(),
            "kernel_regularizer": regularizers.l2(l2),
            "kernel_constraint": tf.keras.constraints.max_norm(3.0),
        }
        if batchnorm:
            stack += [layers.Dense(units, use_bias=False, **settings), layers.BatchNormalization()]
            stack += [layers.Activation("relu")]
        else:
            stack += [layers.Dense(units, activation="relu", **settings)]
        stack += [layers.Dropout(dropout)]
    stack += [layers.Dense(classes, activation="softmax", kernel_regularizer=regularizers.l2(l2))]
    model = tf.keras.Sequential(stack)
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


def train_keras(model, data, patience):
    x_train, y_train, x_dev, y_dev = data
    stop = tf.keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    return model.fit(
        x_train, y_train, epochs=12, verbose=0, validation_data=(x_dev, y_dev), callbacks=[stop]
    )
