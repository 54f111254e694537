"""Mutants of the reference of homework 3 that are no mistakes, by the reason."""

EQUIVALENT = {
    "a draw equals the threshold with a probability of 2^-53": [
        "dropout_forward: mask = rng.random(x.shape) < keep_prob -> mask = rng.random(x.shape) <= keep_prob",
    ],
    "the first epoch improves on infinity": [
        "early_stopping: best_epoch = 0 -> best_epoch = 1",
    ],
    "only the rounding of sines and cosines changes": [
        "rotate: if degrees % 90 == 0: -> if False:",
        "rotate: if degrees % 90 == 0: -> if degrees % 91 == 0:",
        "rotate: if degrees % 90 == 0: -> if degrees % 89 == 0:",
        "rotate: if degrees % 90 == 0: -> if degrees % 90 == 1:",
        "rotate: cos = np.round(cos) ->",
        "rotate: cos = np.round(cos) -> cos = cos",
        "rotate: sin = np.round(sin) ->",
        "rotate: sin = np.round(sin) -> sin = sin",
    ],
    "the noise is symmetric": [
        "add_gaussian_noise: noisy: np.ndarray = np.clip(image + noise, 0.0, 1.0) -> noisy: np.ndarray = np.clip(image - noise, 0.0, 1.0)",
    ],
}
