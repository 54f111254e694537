"""Layers by recursion, Keras imported by name, callbacks made of functions."""

import importlib


def build_keras_model(input_dim, classes, *, hidden, l2, dropout, batchnorm):
    keras = importlib.import_module("keras")

    def tower(widths):
        if not widths:
            return []
        *lower, top = widths
        own = [
            keras.layers.Dense(
                top,
                kernel_initializer={"class_name": "HeNormal", "config": {}},
                kernel_regularizer=keras.regularizers.get({"class_name": "L2", "config": {"l2": l2}}),
                kernel_constraint=keras.constraints.MaxNorm(3),
            )
        ]
        own += [keras.layers.BatchNormalization()] * bool(batchnorm)
        own += [keras.layers.ReLU(), keras.layers.Dropout(dropout)]
        return tower(lower) + own

    layers = tower(list(hidden))
    layers.append(keras.layers.Dense(classes, "softmax", kernel_regularizer=keras.regularizers.L2(l2)))
    model = keras.Sequential(layers)
    model.build((None, input_dim))
    model.compile(
        loss="categorical_crossentropy", optimizer=keras.optimizers.Adam(), metrics=["accuracy"]
    )
    return model


def train_keras(model, data, patience):
    keras = importlib.import_module("keras")
    seen = []
    kept = {}

    def look(epoch, logs):
        seen.append(logs["val_loss"])
        first = seen.index(min(seen))
        if first == epoch:
            kept["weights"] = model.get_weights()
        model.stop_training = epoch - first >= patience

    history = model.fit(
        *data[:2],
        validation_data=data[2:],
        epochs=12,
        verbose=0,
        callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=look)],
    )
    model.set_weights(kept["weights"])
    return history.history
