"""One order for all epochs.
wrong: train_keras
"""


def build_keras_model(input_dim, classes, *, hidden, l2, dropout, batchnorm):
    import keras

    model = keras.Sequential([keras.Input((input_dim,))])
    for units in hidden:
        model.add(
            keras.layers.Dense(
                units,
                kernel_initializer="he_normal",
                kernel_regularizer=keras.regularizers.L2(l2),
                kernel_constraint=keras.constraints.MaxNorm(3),
            )
        )
        if batchnorm:
            model.add(keras.layers.BatchNormalization())
        model.add(keras.layers.ReLU())
        if dropout:
            model.add(keras.layers.Dropout(dropout))
    last = keras.layers.Dense(
        classes, activation="softmax", kernel_regularizer=keras.regularizers.L2(l2)
    )
    model.add(last)
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def train_keras(model, data, patience):
    import keras

    x_train, y_train, x_dev, y_dev = data
    stop = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    import numpy as np

    order = np.random.permutation(len(x_train))
    x_train, y_train = x_train[order], y_train[order]
    return model.fit(
        x_train,
        y_train,
        epochs=12,
        shuffle=False,
        validation_data=(x_dev, y_dev),
        callbacks=[stop],
        verbose=0,
    ).history
