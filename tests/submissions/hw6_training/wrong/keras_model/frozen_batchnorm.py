"""Batch norm that stays as it was initialised.
wrong: build_keras_model
"""


def build_keras_model(input_dim, classes, *, hidden, l2, dropout, batchnorm):
    import keras

    penalty = keras.regularizers.L2(l2)
    inputs = out = keras.Input((input_dim,))
    for units in hidden:
        out = keras.layers.Dense(
            units,
            kernel_initializer="he_normal",
            kernel_regularizer=penalty,
            kernel_constraint=keras.constraints.MaxNorm(3),
        )(out)
        if batchnorm:
            out = keras.layers.BatchNormalization(trainable=False)(out)
        out = keras.layers.ReLU()(out)
        out = keras.layers.Dropout(dropout)(out)
    out = keras.layers.Dense(classes, activation="softmax", kernel_regularizer=penalty)(out)
    model = keras.Model(inputs, out)
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def train_keras(model, data, patience):
    import keras

    x_train, y_train, x_dev, y_dev = data
    stop = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    return model.fit(
        x_train,
        y_train,
        epochs=12,
        validation_data=(x_dev, y_dev),
        callbacks=[stop],
        verbose=0,
    ).history
