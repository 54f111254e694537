"""One ReLU and one dropout layer for all places; a training step that is a graph."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops


def build_keras_model(input_dim, classes, *, hidden, l2, dropout, batchnorm):
    def he(shape, dtype):
        return tf.random.normal(shape, stddev=tf.sqrt(2.0 / shape[0]), dtype=dtype)

    drop = layers.Dropout(dropout)
    relu = layers.LeakyReLU(negative_slope=0.0)
    inputs = keras.Input(shape=(input_dim,))
    out = inputs
    for units in hidden:
        out = layers.Dense(
            units,
            kernel_initializer=he,
            kernel_regularizer=keras.regularizers.L2(l2),
            kernel_constraint=lambda w: tf.clip_by_norm(w, 3.0, axes=[0]),
        )(out)
        if batchnorm:
            out = layers.BatchNormalization()(out)
        out = drop(relu(out))
    out = layers.Dense(classes, kernel_regularizer=keras.regularizers.L2(l2))(out)
    model = keras.Model(inputs=[inputs], outputs=[ops.softmax(out, axis=-1)])
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def train_keras(model, data, patience):
    x_train, y_train, x_dev, y_dev = data
    batches = tf.data.Dataset.from_tensor_slices((x_train, y_train))
    batches = batches.shuffle(len(x_train)).batch(32).prefetch(tf.data.AUTOTUNE)

    @tf.function
    def step(x, y):
        with tf.GradientTape() as tape:
            predicted = model(x, training=True)
            loss = model.compute_loss(x, y, predicted)
        weights = model.trainable_variables
        model.optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))
        return loss, predicted

    history = {name: [] for name in ("loss", "accuracy", "val_loss", "val_accuracy")}
    waited, lowest = 0, np.inf
    for _ in range(12):
        model.reset_metrics()
        total = 0.0
        for x, y in batches:
            loss, predicted = step(x, y)
            total += len(x) * float(loss)
            found = model.compute_metrics(x, y, predicted)
        history["loss"].append(total / len(x_train))
        history["accuracy"].append(found["accuracy"])
        dev = model.evaluate(x_dev, y_dev, verbose=0, return_dict=True)
        for name, value in dev.items():
            history[f"val_{name}"].append(np.float32(value))
        if dev["loss"] < lowest:
            waited, lowest, kept = 0, dev["loss"], model.get_weights()
            continue
        waited += 1
        if waited == patience:
            break
    model.set_weights(kept)
    return history
