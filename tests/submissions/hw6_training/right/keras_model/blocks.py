"""Models within a model, and NumPy arrays for what is best."""

import keras
import numpy as np


def block(units, l2, dropout, batchnorm):
    own = keras.Sequential()
    own.add(
        keras.layers.Dense(
            units,
            kernel_initializer="he_uniform",
            kernel_regularizer=keras.regularizers.L1L2(l1=0.0, l2=l2),
            kernel_constraint=keras.constraints.MaxNorm(max_value=3, axis=0),
        )
    )
    if batchnorm:
        own.add(keras.layers.BatchNormalization())
    own.add(keras.layers.Activation(keras.activations.relu))
    if dropout:
        own.add(keras.layers.Dropout(rate=dropout))
    return own


def build_keras_model(input_dim, classes, *, hidden, l2, dropout, batchnorm):
    inputs = keras.Input(shape=(input_dim,), name="pixels")
    out = inputs
    for units in hidden:
        out = block(units, l2, dropout, batchnorm)(out)
    out = keras.layers.Dense(
        classes, kernel_initializer="glorot_normal", kernel_regularizer=keras.regularizers.L2(l2)
    )(out)
    model = keras.Model(inputs, keras.layers.Activation("softmax")(out))
    model.compile(
        optimizer=keras.optimizers.Adam(),
        loss=keras.losses.CategoricalCrossentropy(from_logits=False),
        metrics=[keras.metrics.CategoricalAccuracy(name="accuracy")],
    )
    return model


class Best(keras.callbacks.Callback):
    """Keeps the best weights and stops."""

    def __init__(self, patience):
        super().__init__()
        self.patience = patience
        self.lowest = np.inf
        self.waited = 0
        self.weights = None

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.lowest:
            self.lowest = logs["val_loss"]
            self.weights = [np.copy(w) for w in self.model.get_weights()]
            self.waited = 0
            return
        self.waited += 1
        if self.waited == self.patience:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        self.model.set_weights(self.weights)


def train_keras(model, data, patience):
    x_train, y_train, x_dev, y_dev = data
    history = model.fit(
        x=x_train,
        y=y_train,
        batch_size=32,
        epochs=12,
        shuffle=True,
        validation_data=(x_dev, y_dev),
        validation_batch_size=len(x_dev),
        callbacks=[Best(patience)],
        verbose=0,
    )
    return {key: list(values) for key, values in history.history.items()}
