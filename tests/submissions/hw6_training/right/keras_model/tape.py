"""Its own training step, by GradientTape; batches from tf.data."""

import keras
import tensorflow as tf
from keras.layers import BatchNormalization, Dense, Dropout, Input, ReLU, Softmax


def build_keras_model(input_dim, classes, *, hidden, l2, dropout, batchnorm):
    model = keras.Sequential(name="classifier")
    model.add(Input(shape=(input_dim,)))
    for number, units in enumerate(hidden):
        model.add(
            Dense(
                units,
                name=f"hidden_{number}",
                kernel_initializer=keras.initializers.VarianceScaling(scale=2.0, mode="fan_in"),
                bias_initializer="zeros",
                kernel_regularizer=lambda w: l2 * tf.reduce_sum(tf.square(w)),
                kernel_constraint=keras.constraints.get(
                    {"class_name": "MaxNorm", "config": {"max_value": 3, "axis": 0}}
                ),
            )
        )
        model.add(BatchNormalization()) if batchnorm else None
        model.add(ReLU())
        model.add(Dropout(dropout))
    model.add(Dense(classes, kernel_regularizer=keras.regularizers.L2(l2)))
    model.add(Softmax())
    model.compile(
        optimizer=tf.keras.optimizers.Adam(learning_rate=1e-3),
        loss=tf.keras.losses.CategoricalCrossentropy(),
        metrics=["accuracy"],
    )
    return model


def train_keras(model, data, patience):
    x_train, y_train, x_dev, y_dev = data
    batches = tf.data.Dataset.from_tensor_slices((x_train, y_train))
    batches = batches.shuffle(len(x_train), reshuffle_each_iteration=True).batch(32)
    history = {name: [] for name in ("loss", "accuracy", "val_loss", "val_accuracy")}
    best = None
    for epoch in range(12):
        seen = keras.metrics.Mean(), keras.metrics.Mean()
        for x, y in batches:
            with tf.GradientTape() as tape:
                predicted = model(x, training=True)
                loss = model.compute_loss(x=x, y=y, y_pred=predicted)
            gradients = tape.gradient(loss, model.trainable_variables)
            model.optimizer.apply_gradients(zip(gradients, model.trainable_variables))
            model.reset_metrics()
            accuracy = model.compute_metrics(x, y, predicted)["accuracy"]
            for mean, value in zip(seen, (loss, accuracy)):
                mean.update_state(value, sample_weight=len(x))
        history["loss"].append(float(seen[0].result()))
        history["accuracy"].append(float(seen[1].result()))
        loss, accuracy = model.evaluate(x_dev, y_dev, verbose=0)
        history["val_loss"].append(loss)
        history["val_accuracy"].append(accuracy)
        if best is None or loss < best[0]:
            best = loss, epoch, model.get_weights()
        if epoch - best[1] >= patience:
            break
    model.set_weights(best[2])
    return history
