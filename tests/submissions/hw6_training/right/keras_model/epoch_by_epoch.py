"""fit one epoch at a time, and weights taken variable by variable."""

from functools import partial

import keras
from keras import layers

LENGTH = 3
EPOCHS = 12
keras.utils.set_random_seed(7)


def build_keras_model(input_dim, classes, *, hidden, l2, dropout, batchnorm):
    dense = partial(layers.Dense, kernel_regularizer=keras.regularizers.l2(l2))
    x = inputs = keras.Input((input_dim,))
    for units in hidden:
        x = dense(
            units, kernel_initializer="HeNormal", kernel_constraint=keras.constraints.MaxNorm(LENGTH)
        )(x)
        x = layers.BatchNormalization()(x) if batchnorm else x
        x = keras.activations.relu(x)
        x = layers.Dropout(dropout)(x) if dropout else x
    outputs = keras.activations.softmax(dense(classes)(x))
    model = keras.Model(inputs=inputs, outputs=outputs)
    model.compile(optimizer="Adam", loss="categorical_crossentropy", metrics=["accuracy", "mse"])
    return model


def train_keras(model, data, patience):
    x_train, y_train, *dev = data
    whole = {}
    best_epoch, best_loss, best_values = 0, None, []
    for epoch in range(1, EPOCHS + 1):
        found = model.fit(x_train, y_train, epochs=1, validation_data=tuple(dev), verbose=0).history
        for name in found:
            whole.setdefault(name, []).append(found[name][0])
        if best_loss is None or found["val_loss"][0] < best_loss:
            best_epoch, best_loss = epoch, found["val_loss"][0]
            best_values = [variable.numpy() for variable in model.variables]
        elif epoch == best_epoch + patience:
            break
    for variable, value in zip(model.variables, best_values):
        variable.assign(value)
    return whole
