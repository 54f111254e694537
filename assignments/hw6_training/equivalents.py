"""Mutants of the reference of homework 6 that are no mistakes, by the reason."""

EQUIVALENT = {
    "either one-sided slope will do at 0": [
        "Network: cache['active'] = z > 0 -> cache['active'] = z >= 0",
        "relu_forward: return (np.maximum(z, 0.0), z > 0) -> return (np.maximum(z, 0.0), z >= 0)",
    ],
    "with keep_prob = 1 the mask is all ones": [
        "Network: if training and self.keep_prob < 1: -> if training:",
        "Network: if training and self.keep_prob < 1: -> if training and self.keep_prob <= 1:",
        "Network: if training and self.keep_prob < 1: -> if training and self.keep_prob < 2:",
    ],
    "a draw equals the threshold with a probability of 2^-53": [
        "Network: kept = self.rng.random(a.shape) < self.keep_prob -> kept = self.rng.random(a.shape) <= self.keep_prob",
        "dropout_forward: factor = (rng.random(x.shape) < keep_prob) / keep_prob -> factor = (rng.random(x.shape) <= keep_prob) / keep_prob",
    ],
    "backward makes a new list": [
        "Network: return list(self.grads) -> return self.grads",
    ],
    "the first dev loss improves on infinity and starts the count anew": [
        "fit: waited = 0 -> waited = 1",
    ],
    "the first dev loss is a number, so there is a best one": [
        "fit: if patience is not None and best_parameters: -> if patience is not None:",
    ],
    "other step sizes that learn the batch are accepted": [
        "overfit_small_batch: optimizer_step('adam', parameters[index], dw, m[index], v[index], step + 1, 0.01) -> optimizer_step('adam', parameters[index], dw, m[index], v[index], 1, 0.01)",
        "overfit_small_batch: optimizer_step('adam', parameters[index], dw, m[index], v[index], step + 1, 0.01) -> optimizer_step('adam', parameters[index], dw, m[index], v[index], step + 2, 0.01)",
        "overfit_small_batch: optimizer_step('adam', parameters[index], dw, m[index], v[index], step + 1, 0.01) -> optimizer_step('adam', parameters[index], dw, m[index], v[index], step + 1, 0.02)",
    ],
    "only the order of the losses counts": [
        "worst_predictions: log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)) -> log_p = shifted - np.log(np.exp(shifted).mean(axis=1, keepdims=True))",
        "worst_predictions: losses = -(y * log_p).sum(axis=1) -> losses = -(y * log_p).mean(axis=1)",
    ],
    "a dropout of 0 does nothing": [
        "build_keras_model: if dropout > 0: -> if dropout >= 0:",
        "build_keras_model: if dropout > 0: -> if True:",
    ],
    "what is printed is nobody's verdict": [
        "train_keras: history = model.fit(x_train, y_train, batch_size=32, epochs=12, validation_data=(x_dev, y_dev), callbacks=[stopping], verbose=0) -> history = model.fit(x_train, y_train, batch_size=32, epochs=12, validation_data=(x_dev, y_dev), callbacks=[stopping], verbose=1)",
    ],
    "the same dictionary": [
        "train_keras: return dict(history.history) -> return history.history",
    ],
}
