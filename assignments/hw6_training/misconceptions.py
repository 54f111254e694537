"""Misconceptions of homework 6, each as a patch of the NumPy reference."""

from autograder.misconceptions.patch import Misconception

STEP = "optimizer_step(optimizer, w, dw, m[index], v[index], t, lr)"
SHUFFLE = "order = rng.permutation(len(x_train))"
BATCH_GRADIENT = "_, dlogits = softmax_cross_entropy(logits, y_train[rows])"
TRAIN_LOSS = "train_loss, _ = softmax_cross_entropy(train_logits, y_train)"
DEV_LOSS = "dev_loss, _ = softmax_cross_entropy(dev_logits, y_dev)"
RESTORE = "if patience is not None and best_parameters:"

MISCONCEPTIONS = [
    Misconception(
        name="init_variance_as_std",
        exercise="network",
        replace={"std = np.sqrt(variances[init])": "std = variances[init]"},
        behaves="the scheme's variance were used as the standard deviation",
        hint="NumPy's normal draws take a scale. Is that the variance or its root?",
    ),
    Misconception(
        name="init_by_fan_out",
        exercise="network",
        replace={
            '"xavier": 1 / fan_in,': '"xavier": 1 / fan_out,',
            '"he": 2 / fan_in,': '"he": 2 / fan_out,',
            '"lecun": 1 / fan_in,': '"lecun": 1 / fan_out,',
        },
        behaves="a layer's outputs were counted instead of its inputs",
        hint="How many terms does each unit add up? Try a layer that is wide on one side only.",
    ),
    Misconception(
        name="init_scheme_ignored",
        exercise="network",
        replace={"std = np.sqrt(variances[init])": 'std = np.sqrt(variances["he"])'},
        behaves='init were always "he"',
        hint="Make two networks with different schemes and compare the spread of their weights.",
    ),
    Misconception(
        name="init_xavier_means_glorot",
        exercise="network",
        replace={'"xavier": 1 / fan_in,': '"xavier": 2 / (fan_in + fan_out),'},
        behaves='"xavier" were Glorot\'s formula',
        hint="Some libraries call it so. The docstring says what each of the four names means here.",
    ),
    Misconception(
        name="init_uniform",
        exercise="network",
        replace={
            'layer = {"w": rng.normal(0.0, std, size=(fan_in, fan_out))}': (
                'layer = {"w": rng.uniform(-np.sqrt(3) * std, np.sqrt(3) * std, size=(fan_in, fan_out))}'
            ),
        },
        behaves="the weights were uniform, with the right variance",
        hint="The variance is right. Look at the histogram of the weights of a large layer.",
    ),
    Misconception(
        name="init_ignores_rng",
        exercise="network",
        replace={
            'layer = {"w": rng.normal(0.0, std, size=(fan_in, fan_out))}': (
                'layer = {"w": np.random.default_rng(0).normal(0.0, std, size=(fan_in, fan_out))}'
            ),
        },
        behaves="every layer were drawn with a generator of its own that always starts from the same seed",
        hint="Two generators should give two networks: where do your random numbers come from?",
    ),
    Misconception(
        name="init_unknown_accepted",
        exercise="network",
        replace={
            "if init not in variances:": 'init = init if init in variances else "he"\nif init not in variances:'
        },
        behaves='an unknown scheme were "he"',
        hint="What should happen to a name that is misspelt?",
    ),
    Misconception(
        name="biases_random",
        exercise="network",
        replace={
            'layer["b"] = np.zeros(fan_out)': 'layer["b"] = rng.normal(0.0, std, size=fan_out)'
        },
        behaves="the biases were drawn at random like the weights",
        hint="Only weights need to differ from each other. What do biases start from?",
    ),
    Misconception(
        name="gammas_start_from_0",
        exercise="network",
        replace={'layer["gamma"] = np.ones(fan_out)': 'layer["gamma"] = np.zeros(fan_out)'},
        behaves="the gammas of batch norm started from 0, so that every hidden unit is silent",
        hint="gamma is a factor. Which factor changes nothing?",
    ),
    Misconception(
        name="running_variance_starts_from_0",
        exercise="network",
        replace={
            'layer["running_var"] = np.ones(fan_out)': 'layer["running_var"] = np.zeros(fan_out)'
        },
        behaves="the running variances started from 0",
        hint="Ask a new network with batch norm for its opinion in evaluation, before any training.",
    ),
    Misconception(
        name="relu_on_last_layer",
        exercise="network",
        replace={
            'logits: np.ndarray = a @ self.layers[-1]["w"] + self.layers[-1]["b"]': (
                'z = a @ self.layers[-1]["w"] + self.layers[-1]["b"]\n'
                "logits: np.ndarray = np.maximum(z, 0.0)\n"
                "self.output_active = z > 0"
            ),
            "dw = self.last_inputs.T @ dlogits": (
                "dlogits = dlogits * self.output_active\ndw = self.last_inputs.T @ dlogits"
            ),
        },
        behaves="the last layer had a ReLU, too",
        hint="A logit may be negative: are yours?",
    ),
    Misconception(
        name="softmax_on_last_layer",
        exercise="network",
        replace={
            'logits: np.ndarray = a @ self.layers[-1]["w"] + self.layers[-1]["b"]': (
                'z = a @ self.layers[-1]["w"] + self.layers[-1]["b"]\n'
                "e = np.exp(z - z.max(axis=1, keepdims=True))\n"
                "logits: np.ndarray = e / e.sum(axis=1, keepdims=True)"
            ),
        },
        behaves="forward returned probabilities instead of logits",
        hint="The softmax belongs to the loss, which works from logits.",
    ),
    Misconception(
        name="dropout_on_last_layer",
        exercise="network",
        replace={
            'logits: np.ndarray = a @ self.layers[-1]["w"] + self.layers[-1]["b"]': (
                'logits: np.ndarray = a @ self.layers[-1]["w"] + self.layers[-1]["b"]\n'
                "self.output_mask = np.ones(logits.shape)\n"
                "if training and self.keep_prob < 1:\n"
                "    self.output_mask = (self.rng.random(logits.shape) < self.keep_prob) / self.keep_prob\n"
                "logits = logits * self.output_mask"
            ),
            "dw = self.last_inputs.T @ dlogits": (
                "dlogits = dlogits * self.output_mask\ndw = self.last_inputs.T @ dlogits"
            ),
        },
        behaves="dropout switched off logits, too",
        hint="What would it mean to drop a class at random? Only hidden units are dropped.",
    ),
    Misconception(
        name="dropout_on_inputs",
        exercise="network",
        replace={
            "a = x": (
                "self.input_mask = np.ones(x.shape)\n"
                "if training and self.keep_prob < 1:\n"
                "    self.input_mask = (self.rng.random(x.shape) < self.keep_prob) / self.keep_prob\n"
                "a = x * self.input_mask"
            ),
            "return da": "return da * self.input_mask",
        },
        behaves="dropout switched off inputs, too",
        hint="Only hidden units are dropped: a network without a hidden layer drops nothing.",
    ),
    Misconception(
        name="batchnorm_after_relu",
        exercise="network",
        replace={
            'z = a @ layer["w"] + layer["b"]': (
                'z = a @ layer["w"] + layer["b"]\ncache["active"] = z > 0\nz = np.maximum(z, 0.0)'
            ),
            'cache["active"] = z > 0\na = np.maximum(z, 0.0)': "a = z",
            'dz = da * cache["mask"] * cache["active"]': 'dz = da * cache["mask"]',
            'dw = cache["inputs"].T @ dz': 'dz = dz * cache["active"]\ndw = cache["inputs"].T @ dz',
        },
        behaves="batch norm came after the ReLU",
        hint="Dense, batch norm, ReLU, dropout: in which order are yours?",
    ),
    Misconception(
        name="batchnorm_of_the_batch_in_evaluation",
        exercise="network",
        replace={
            'mean = layer["running_mean"]': "mean = z.mean(axis=0)",
            'var = layer["running_var"]': "var = z.var(axis=0)",
            "if self.training:": "if True:",
        },
        behaves="batch norm used the batch's own mean and variance in evaluation, too",
        hint="In evaluation, should an example's logits depend on who else is in the batch?",
    ),
    Misconception(
        name="batchnorm_learns_in_evaluation",
        exercise="network",
        replace={
            'mean = layer["running_mean"]': (
                'mean = layer["running_mean"]\n'
                'layer["running_mean"] = 0.9 * layer["running_mean"] + 0.1 * z.mean(axis=0)'
            ),
            'var = layer["running_var"]': (
                'var = layer["running_var"]\n'
                'layer["running_var"] = 0.9 * layer["running_var"] + 0.1 * z.var(axis=0)'
            ),
        },
        behaves="the running values were brought up to date in evaluation, too",
        hint="Evaluate the same examples twice: the logits should be the same.",
    ),
    Misconception(
        name="batchnorm_running_values_in_training",
        exercise="network",
        replace={
            'layer["running_var"] = 0.9 * layer["running_var"] + 0.1 * var': (
                'layer["running_var"] = 0.9 * layer["running_var"] + 0.1 * var\n'
                'mean, var = layer["running_mean"], layer["running_var"]'
            ),
            "if self.training:": "if False:",
        },
        behaves="batch norm used the running values in training, too",
        hint="In training every unit has mean beta over the batch. Has yours?",
    ),
    Misconception(
        name="batchnorm_never_remembers",
        exercise="network",
        replace={
            'layer["running_mean"] = 0.9 * layer["running_mean"] + 0.1 * mean': "pass",
            'layer["running_var"] = 0.9 * layer["running_var"] + 0.1 * var': "pass",
        },
        behaves="the running values stayed what they were at the start",
        hint="Does training change what evaluation gives, even if no parameter changes?",
    ),
    Misconception(
        name="batchnorm_momentum_sides_swapped",
        exercise="network",
        replace={
            'layer["running_mean"] = 0.9 * layer["running_mean"] + 0.1 * mean': (
                'layer["running_mean"] = 0.1 * layer["running_mean"] + 0.9 * mean'
            ),
            'layer["running_var"] = 0.9 * layer["running_var"] + 0.1 * var': (
                'layer["running_var"] = 0.1 * layer["running_var"] + 0.9 * var'
            ),
        },
        behaves="the running values kept 0.1 of the past instead of 0.9",
        hint="One odd batch should not change the memory much: which side has the larger weight?",
    ),
    Misconception(
        name="batchnorm_settings_of_keras",
        exercise="network",
        replace={
            'layer["running_mean"] = 0.9 * layer["running_mean"] + 0.1 * mean': (
                'layer["running_mean"] = 0.99 * layer["running_mean"] + 0.01 * mean'
            ),
            'layer["running_var"] = 0.9 * layer["running_var"] + 0.1 * var': (
                'layer["running_var"] = 0.99 * layer["running_var"] + 0.01 * var'
            ),
            'cache["std"] = np.sqrt(var + 1e-5)': 'cache["std"] = np.sqrt(var + 1e-3)',
        },
        behaves="momentum and eps were those of Keras, 0.99 and 0.001",
        hint="Every library has other defaults. Which numbers does the docstring name?",
    ),
    Misconception(
        name="batchnorm_unbiased_variance",
        exercise="network",
        replace={"var = z.var(axis=0)": "var = z.var(axis=0, ddof=min(1, len(z) - 1))"},
        behaves="the batch's variance were divided by N - 1",
        hint="Variances are biased in this course: by what are they divided?",
    ),
    Misconception(
        name="batchnorm_unbiased_variance_remembered",
        exercise="network",
        replace={
            'layer["running_var"] = 0.9 * layer["running_var"] + 0.1 * var': (
                'layer["running_var"] = 0.9 * layer["running_var"] '
                "+ 0.1 * z.var(axis=0, ddof=min(1, len(z) - 1))"
            ),
        },
        behaves="the variance that is remembered were divided by N - 1, while the batch is normalised with N",
        hint="PyTorch does it so. Here one and the same variance is used and remembered.",
    ),
    Misconception(
        name="batchnorm_eps_outside_root",
        exercise="network",
        replace={'cache["std"] = np.sqrt(var + 1e-5)': 'cache["std"] = np.sqrt(var) + 1e-5'},
        behaves="batch norm's eps stood outside of the root",
        hint="It is inside here, unlike in the optimizers. A batch of one example shows the difference.",
    ),
    Misconception(
        name="batchnorm_backward_statistics_constant",
        exercise="network",
        replace={"if self.training:": "if False:"},
        behaves="mean and variance of the batch did not depend on the examples, in the backward pass",
        hint="Move one example a little: the batch's mean and variance move, and with them all the others.",
    ),
    Misconception(
        name="batchnorm_backward_training_formula_in_evaluation",
        exercise="network",
        replace={"if self.training:": "if True:"},
        behaves="backward took mean and variance for the batch's own, also after a forward in evaluation",
        hint="In evaluation mean and variance are constants. What is the slope of a linear map?",
    ),
    Misconception(
        name="relu_slope_from_before_batchnorm",
        exercise="network",
        replace={
            'z = a @ layer["w"] + layer["b"]': (
                'z = a @ layer["w"] + layer["b"]\ncache["active"] = z > 0'
            ),
            'cache["active"] = z > 0\na = np.maximum(z, 0.0)': "a = np.maximum(z, 0.0)",
        },
        behaves="backward looked for the ReLU's slope at the dense layer's output, from before batch norm",
        hint="Whose sign decides whether the ReLU lets something through?",
    ),
    Misconception(
        name="relu_missing_in_backward",
        exercise="network",
        replace={'dz = da * cache["mask"] * cache["active"]': 'dz = da * cache["mask"]'},
        behaves="the gradient passed through silent units as well",
        hint="What is the slope of a ReLU where its input is negative?",
    ),
    Misconception(
        name="dropout_not_scaled",
        exercise="network",
        replace={'cache["mask"] = kept / self.keep_prob': 'cache["mask"] = kept * 1.0'},
        behaves="the units that dropout keeps were not scaled up",
        hint="With half of the units gone, what makes the next layer's sum the same on average?",
    ),
    Misconception(
        name="dropout_scaled_in_evaluation",
        exercise="network",
        replace={
            'cache["mask"] = np.ones(a.shape)': (
                'cache["mask"] = np.full(a.shape, 1.0 if training else self.keep_prob)'
            ),
            'cache["mask"] = kept / self.keep_prob': 'cache["mask"] = kept * 1.0',
        },
        behaves="the scaling of dropout were done in evaluation, by keep_prob, instead of in training",
        hint="That is plain dropout. The inverted one scales in training and leaves evaluation alone.",
    ),
    Misconception(
        name="dropout_in_evaluation",
        exercise="network",
        replace={"if training and self.keep_prob < 1:": "if self.keep_prob < 1:"},
        behaves="units were dropped in evaluation, too",
        hint="Evaluate the same examples twice: the logits should be the same.",
    ),
    Misconception(
        name="dropout_drops_with_keep_prob",
        exercise="network",
        replace={
            "kept = self.rng.random(a.shape) < self.keep_prob": (
                "kept = self.rng.random(a.shape) >= self.keep_prob"
            ),
        },
        behaves="units were dropped with keep_prob instead of kept",
        hint="With keep_prob = 0.9, how many of a hundred units should survive?",
    ),
    Misconception(
        name="dropout_rate_for_keep_prob",
        exercise="network",
        replace={
            "kept = self.rng.random(a.shape) < self.keep_prob": (
                "kept = self.rng.random(a.shape) >= self.keep_prob"
            ),
            'cache["mask"] = kept / self.keep_prob': 'cache["mask"] = kept / (1 - self.keep_prob)',
        },
        behaves="keep_prob were the probability to drop, in the mask and in the scale",
        hint="Frameworks take the probability to drop; this network takes the other one.",
    ),
    Misconception(
        name="dropout_one_mask_for_batch",
        exercise="network",
        replace={
            "kept = self.rng.random(a.shape) < self.keep_prob": (
                "kept = np.tile(self.rng.random(a.shape[1]) < self.keep_prob, (len(a), 1))"
            ),
        },
        behaves="all examples of a batch lost the same units",
        hint="Every unit of every example is decided on its own: which shape has the mask?",
    ),
    Misconception(
        name="dropout_same_mask_every_call",
        exercise="network",
        replace={
            "kept = self.rng.random(a.shape) < self.keep_prob": (
                "kept = np.random.default_rng(0).random(a.shape) < self.keep_prob"
            ),
        },
        behaves="every forward used the same mask, whatever rng is",
        hint="Two forwards in training should drop different units: from what do you draw?",
    ),
    Misconception(
        name="dropout_of_the_global_generator",
        exercise="network",
        replace={
            "kept = self.rng.random(a.shape) < self.keep_prob": (
                "kept = np.random.random(a.shape) < self.keep_prob"
            ),
        },
        behaves="masks came from NumPy's global generator instead of rng",
        hint="Two networks made with the same seed should drop the same units.",
    ),
    Misconception(
        name="dropout_mask_redrawn_in_backward",
        exercise="network",
        replace={
            'dz = da * cache["mask"] * cache["active"]': (
                "if self.training and self.keep_prob < 1:\n"
                "    kept = self.rng.random(da.shape) < self.keep_prob\n"
                '    cache["mask"] = kept / self.keep_prob\n'
                'dz = da * cache["mask"] * cache["active"]'
            ),
        },
        behaves="backward drew masks of its own",
        hint="The gradient passes through the units that were on in this very forward pass.",
    ),
    Misconception(
        name="dropout_missing_in_backward",
        exercise="network",
        replace={'dz = da * cache["mask"] * cache["active"]': 'dz = da * cache["active"]'},
        behaves="the gradient passed through dropout as if it were not there",
        hint="A dropped unit's output is 0 whatever its input is: what is its gradient?",
    ),
    Misconception(
        name="dropout_not_scaled_in_backward",
        exercise="network",
        replace={
            'dz = da * cache["mask"] * cache["active"]': (
                'dz = da * (cache["mask"] > 0) * cache["active"]'
            ),
        },
        behaves="dropout's scale were left out in backward",
        hint="A kept unit is divided by keep_prob: what is the slope of that?",
    ),
    Misconception(
        name="parameters_are_copies",
        exercise="network",
        replace={
            "return [layer[name] for layer in self.layers for name in names if name in layer]": (
                "return [layer[name].copy() for layer in self.layers for name in names if name in layer]"
            ),
        },
        behaves="parameters() gave out copies, so that nobody can train the network",
        hint="Change an entry of parameters()[0] and ask for the logits again: do they move?",
    ),
    Misconception(
        name="parameters_by_kind",
        exercise="network",
        replace={
            "return [layer[name] for layer in self.layers for name in names if name in layer]": (
                "return [layer[name] for name in names for layer in self.layers if name in layer]"
            ),
            "return list(self.grads)": (
                'kinds = ("w", "b", "gamma", "beta")\n'
                "names = [name for layer in self.layers for name in kinds if name in layer]\n"
                "return [\n"
                "    grad for kind in kinds for name, grad in zip(names, self.grads) if name == kind\n"
                "]"
            ),
        },
        behaves="parameters() listed all weights first, then all biases, and so on",
        hint="The lists go layer by layer.",
    ),
    Misconception(
        name="batchnorm_parameters_not_listed",
        exercise="network",
        replace={
            'names = ("w", "b", "gamma", "beta")': 'names = ("w", "b")',
            "self.grads = [dw, db, *normalization_grads, *self.grads]": (
                "self.grads = [dw, db, *self.grads]"
            ),
        },
        behaves="gamma and beta were missing from parameters and gradients, so that they are never learnt",
        hint="Count what a layer with batch norm learns.",
    ),
    Misconception(
        name="gradients_from_last_layer_to_first",
        exercise="network",
        replace={
            "self.grads = [dw, db, *normalization_grads, *self.grads]": (
                "self.grads = [*self.grads, dw, db, *normalization_grads]"
            ),
        },
        behaves="gradients were listed in the order in which backward finds them, the last layer first",
        hint="Each gradient stands where its parameter stands. Compare the shapes of the two lists.",
    ),
    Misconception(
        name="gradients_accumulated",
        exercise="network",
        replace={
            "return da": (
                'before = getattr(self, "total", [0.0] * len(self.grads))\n'
                "self.total = [old + new for old, new in zip(before, self.grads)]\n"
                "self.grads = self.total\n"
                "return da"
            ),
        },
        behaves="gradients added up from one backward to the next",
        hint="Call backward twice with the same dlogits: the gradients should not change.",
    ),
    Misconception(
        name="gradients_averaged_again",
        exercise="network",
        replace={
            "return list(self.grads)": "return [grad / len(self.last_inputs) for grad in self.grads]"
        },
        behaves="the gradients were averaged over the batch a second time",
        hint="Who has divided by N already: the loss or the network?",
    ),
    Misconception(
        name="bias_gradients_averaged",
        exercise="network",
        replace={
            "db = dlogits.sum(axis=0)": "db = dlogits.mean(axis=0)",
            "db = dz.sum(axis=0)": "db = dz.mean(axis=0)",
        },
        behaves="the gradients of the biases were means over the batch instead of sums",
        hint="The bias reaches every example: how do their gradients come together?",
    ),
    Misconception(
        name="backward_returns_nothing",
        exercise="network",
        replace={"return da": "return None"},
        behaves="backward returned nothing",
        hint="What would a layer below this network need?",
    ),
    Misconception(
        name="backward_of_the_last_training_forward",
        exercise="network",
        replace={
            "self.last_inputs = a": (
                "self.last_inputs = a\n"
                'if training or not hasattr(self, "memory"):\n'
                "    self.memory = (self.caches, a, training)\n"
                "self.caches, self.last_inputs, self.training = self.memory"
            ),
        },
        behaves="a forward in evaluation remembered nothing, and backward belonged to the last one in training",
        hint="backward belongs to the last forward, whichever mode it was in.",
    ),
    Misconception(
        name="init_he_variance_as_std",
        exercise="network",
        replace={
            "std = np.sqrt(variances[init])": 'std = variances[init] if init == "he" else np.sqrt(variances[init])',
        },
        behaves='the variance of "he" were used as the standard deviation',
        hint="NumPy's normal draws take a scale. Is that the variance or its root?",
    ),
    Misconception(
        name="init_he_by_fan_out",
        exercise="network",
        replace={
            '"he": 2 / fan_in,': '"he": 2 / fan_out,',
        },
        behaves='"he" counted a layer\'s outputs instead of its inputs',
        hint="How many terms does each unit add up? Try a layer that is wide on one side only.",
    ),
    Misconception(
        name="init_glorot_by_fan_in",
        exercise="network",
        replace={
            '"glorot": 2 / (fan_in + fan_out),': '"glorot": 1 / fan_in,',
        },
        behaves='"glorot" counted the inputs alone',
        hint="Which two numbers of units does its formula have?",
    ),
    Misconception(
        name="init_scheme_within_the_name",
        exercise="network",
        replace={
            "if init not in variances:": "init = next((name for name in variances if name in init), init)\nif init not in variances:"
        },
        behaves="a name were accepted wherever one of the four stands in it",
        hint="Is 'hello' one of the four schemes?",
    ),
    Misconception(
        name="init_unscaled",
        exercise="network",
        replace={
            "std = np.sqrt(variances[init])": "std = 1.0",
        },
        behaves="all weights had a standard deviation of 1, whatever init is",
        hint="How large does the sum of 200 terms become? The scheme says how to make up for it.",
    ),
    Misconception(
        name="init_by_first_layer",
        exercise="network",
        replace={
            "fan_in = layer_sizes[index]": "fan_in = layer_sizes[index]\nfirst_in, first_out = layer_sizes[0], layer_sizes[1]",
            '"xavier": 1 / fan_in,': '"xavier": 1 / first_in,',
            '"glorot": 2 / (fan_in + fan_out),': '"glorot": 2 / (first_in + first_out),',
            '"he": 2 / fan_in,': '"he": 2 / first_in,',
            '"lecun": 1 / fan_in,': '"lecun": 1 / first_in,',
        },
        behaves="all layers were drawn with the first layer's numbers of inputs and outputs",
        hint="Each layer has its own fan_in and fan_out.",
    ),
    Misconception(
        name="init_layers_with_one_seed",
        exercise="network",
        replace={
            "self.rng = rng": "self.rng = rng\nseed = rng.integers(2**32)",
            'layer = {"w": rng.normal(0.0, std, size=(fan_in, fan_out))}': 'layer = {"w": np.random.default_rng(seed).normal(0.0, std, size=(fan_in, fan_out))}',
        },
        behaves="every layer were drawn with the same seed, so that equal shapes have equal weights",
        hint="How many generators does a network need?",
    ),
    Misconception(
        name="relu_on_last_layer_in_forward_only",
        exercise="network",
        replace={
            'logits: np.ndarray = a @ self.layers[-1]["w"] + self.layers[-1]["b"]': 'z = a @ self.layers[-1]["w"] + self.layers[-1]["b"]\nlogits: np.ndarray = np.maximum(z, 0.0)',
        },
        behaves="the last layer had a ReLU in forward, but not in backward",
        hint="A logit may be negative: are yours?",
    ),
    Misconception(
        name="dropout_one_mask_for_all_layers",
        exercise="network",
        replace={
            "a = x": "a = x\ndraws: dict = {}",
            "kept = self.rng.random(a.shape) < self.keep_prob": "kept = draws.setdefault(a.shape, self.rng.random(a.shape)) < self.keep_prob",
        },
        behaves="all hidden layers of the same width dropped the same units",
        hint="How often do you draw in one forward?",
    ),
    Misconception(
        name="dropout_of_whole_examples",
        exercise="network",
        replace={
            "kept = self.rng.random(a.shape) < self.keep_prob": "kept = np.tile(self.rng.random((len(a), 1)) < self.keep_prob, (1, a.shape[1]))",
        },
        behaves="an example lost either all units of a layer or none",
        hint="Every unit of every example is decided on its own: which shape has the mask?",
    ),
    Misconception(
        name="dropout_mask_kept_for_ever",
        exercise="network",
        replace={
            "kept = self.rng.random(a.shape) < self.keep_prob": "kept = layer.setdefault(str(a.shape), self.rng.random(a.shape) < self.keep_prob)",
        },
        behaves="a mask were drawn once and used at every later forward",
        hint="Two forwards in training should drop different units.",
    ),
    Misconception(
        name="dropout_of_a_fixed_seed",
        exercise="network",
        replace={
            "self.rng = rng": "self.rng = np.random.default_rng(0)",
        },
        behaves="masks came from a generator of its own with a fixed seed instead of rng",
        hint="All randomness comes from rng: which generator draws your masks?",
    ),
    Misconception(
        name="batchnorm_eps_1e8",
        exercise="network",
        replace={
            'cache["std"] = np.sqrt(var + 1e-5)': 'cache["std"] = np.sqrt(var + 1e-8)',
        },
        behaves="batch norm's eps were 1e-8",
        hint="Which number does the docstring name?",
    ),
    Misconception(
        name="batchnorm_of_one_example_by_running_values",
        exercise="network",
        replace={
            "if training:": "if training and len(z) > 1:",
            "if self.training:": "if self.training and len(dz) > 1:",
        },
        behaves="a batch of one example were normalised by the running values in training",
        hint="What do mean and variance of a single number come to? No special case is needed.",
    ),
    Misconception(
        name="batchnorm_gamma_gradient_times_gamma",
        exercise="network",
        replace={
            "dgamma = (dz * x_hat).sum(axis=0)": 'dgamma = (dz * layer["gamma"] * x_hat).sum(axis=0)',
        },
        behaves="gamma's gradient had the factor gamma in it",
        hint="out = gamma * x_hat + beta: what is its derivative with respect to gamma?",
    ),
    Misconception(
        name="relu_slope_from_the_gradient",
        exercise="network",
        replace={
            'dz = da * cache["mask"] * cache["active"]': 'dz = da * cache["mask"] * (da > 0)',
        },
        behaves="backward let positive gradients pass, not the gradients of positive units",
        hint="What decides whether a ReLU is on: what came in, or what comes back?",
    ),
    Misconception(
        name="dense_gradients_averaged",
        exercise="network",
        replace={
            "dw = self.last_inputs.T @ dlogits": "dw = self.last_inputs.T @ dlogits / len(dlogits)",
            "db = dlogits.sum(axis=0)": "db = dlogits.mean(axis=0)",
            'dw = cache["inputs"].T @ dz': 'dw = cache["inputs"].T @ dz / len(dz)',
            "db = dz.sum(axis=0)": "db = dz.mean(axis=0)",
        },
        behaves="the gradients of weights and biases were averaged over the batch a second time",
        hint="Who has divided by N already: the loss or the network?",
    ),
    Misconception(
        name="weight_gradients_averaged",
        exercise="network",
        replace={
            "dw = self.last_inputs.T @ dlogits": "dw = self.last_inputs.T @ dlogits / len(dlogits)",
            'dw = cache["inputs"].T @ dz': 'dw = cache["inputs"].T @ dz / len(dz)',
        },
        behaves="the gradients of the weights were divided by the number of examples",
        hint="Who has divided by N already: the loss or the network?",
    ),
    Misconception(
        name="backward_stops_at_the_first_layer",
        exercise="network",
        replace={
            'da: np.ndarray = dlogits @ self.layers[-1]["w"].T': 'da: np.ndarray = dlogits @ self.layers[-1]["w"].T if len(self.layers) > 1 else dlogits * 1.0',
            'da = dz @ layer["w"].T': 'da = dz @ layer["w"].T if layer is not self.layers[0] else dz',
        },
        behaves="backward returned the gradient of the first layer's dense output instead of dx",
        hint="Which shape has x, and which shape has what you return?",
    ),
    Misconception(
        name="mode_of_the_first_forward",
        exercise="network",
        replace={
            "self.training = training": 'self.training = getattr(self, "training", training)',
        },
        behaves="backward always took the mode of the very first forward",
        hint="Training and evaluation take turns: which mode had the last forward?",
    ),
    Misconception(
        name="beta_before_gamma",
        exercise="network",
        replace={
            'names = ("w", "b", "gamma", "beta")': 'names = ("w", "b", "beta", "gamma")',
            "normalization_grads = [dgamma, dbeta]": "normalization_grads = [dbeta, dgamma]",
        },
        behaves="beta were listed before gamma",
        hint="In which order does the docstring list them?",
    ),
    Misconception(
        name="running_values_among_parameters",
        exercise="network",
        replace={
            'names = ("w", "b", "gamma", "beta")': 'names = ("w", "b", "gamma", "beta", "running_mean", "running_var")',
            "normalization_grads = [dgamma, dbeta]": "normalization_grads = [dgamma, dbeta, 0.0 * dgamma, 0.0 * dbeta]",
        },
        behaves="running means and variances were among the parameters",
        hint="Which of the arrays are learnt by gradients?",
    ),
    Misconception(
        name="bias_left_out_before_batchnorm",
        exercise="network",
        replace={
            "return [layer[name] for layer in self.layers for name in names if name in layer]": 'return [\n    layer[name]\n    for layer in self.layers\n    for name in names\n    if name in layer and not (name == "b" and "gamma" in layer)\n]',
            "self.grads = [dw, db, *normalization_grads, *self.grads]": "dense_grads = [dw] if normalization_grads else [dw, db]\nself.grads = [*dense_grads, *normalization_grads, *self.grads]",
        },
        behaves="layers with batch norm had no bias among their parameters",
        hint="Batch norm makes the bias superfluous, but the docstring lists it.",
    ),
    Misconception(
        name="parameters_rebound_in_training",
        exercise="network",
        replace={
            'layer["running_mean"] = 0.9 * layer["running_mean"] + 0.1 * mean': 'layer["running_mean"] = 0.9 * layer["running_mean"] + 0.1 * mean\nlayer["gamma"], layer["beta"] = layer["gamma"] + 0.0, layer["beta"] + 0.0',
        },
        behaves="a forward in training put new arrays in the place of gamma and beta",
        hint="Whoever got the arrays of parameters() must hold the ones in use for ever.",
    ),
    Misconception(
        name="fit_never_shuffles",
        exercise="training_loop",
        replace={SHUFFLE: "order = np.arange(len(x_train))"},
        behaves="the examples stayed in their order",
        hint="Data are often sorted by class; batches must not be.",
    ),
    Misconception(
        name="fit_shuffles_once",
        exercise="training_loop",
        replace={
            f"for _ in range(epochs):\n{SHUFFLE}": f"{SHUFFLE}\nfor _ in range(epochs):",
        },
        behaves="the examples were shuffled once, before the first epoch",
        hint="Should the same examples meet in a batch in every epoch?",
    ),
    Misconception(
        name="fit_ignores_rng",
        exercise="training_loop",
        replace={SHUFFLE: "order = np.random.default_rng(0).permutation(len(x_train))"},
        behaves="rng were ignored: every epoch of every training had one and the same order",
        hint="All randomness comes from the argument rng: make no generator and no seed yourself.",
    ),
    Misconception(
        name="fit_shuffles_by_the_global_generator",
        exercise="training_loop",
        replace={SHUFFLE: "order = np.random.permutation(len(x_train))"},
        behaves="the order came from NumPy's global generator, so that no training can be repeated",
        hint="The same rng and the same network should give the same history.",
    ),
    Misconception(
        name="fit_shuffles_x_and_y_apart",
        exercise="training_loop",
        replace={
            SHUFFLE: f"{SHUFFLE}\nother = rng.permutation(len(x_train))",
            BATCH_GRADIENT: (
                "_, dlogits = softmax_cross_entropy(logits, y_train[other[start : start + batch_size]])"
            ),
        },
        behaves="inputs and labels were shuffled each in an order of its own",
        hint="An example must keep its own label: how many orders do you draw?",
    ),
    Misconception(
        name="fit_draws_with_replacement",
        exercise="training_loop",
        replace={SHUFFLE: "order = rng.integers(0, len(x_train), size=len(x_train))"},
        behaves="examples were drawn with replacement: some come twice in an epoch, others never",
        hint="In one epoch every example has exactly one turn.",
    ),
    Misconception(
        name="fit_shuffles_in_place",
        exercise="training_loop",
        replace={
            SHUFFLE: (
                f"{SHUFFLE}\nx_train[:] = x_train[order]\ny_train[:] = y_train[order]\n"
                "order = np.arange(len(x_train))"
            ),
        },
        behaves="the caller's training set itself were put into another order",
        hint="The data belong to the caller: leave them as they are.",
    ),
    Misconception(
        name="fit_drops_the_last_batch",
        exercise="training_loop",
        replace={
            "for start in range(0, len(x_train), batch_size):": (
                "for start in range(0, len(x_train) - batch_size + 1, batch_size):"
            ),
        },
        behaves="the examples that do not fill a whole batch were dropped",
        hint="Ten examples in batches of four: what becomes of the last two?",
    ),
    Misconception(
        name="fit_gradient_summed",
        exercise="training_loop",
        replace={BATCH_GRADIENT: f"{BATCH_GRADIENT}\ndlogits = dlogits * len(rows)"},
        behaves="the gradient were that of the batch's summed loss, not of its mean",
        hint="Should the step be twice as long because the batch is twice as large?",
    ),
    Misconception(
        name="fit_gradient_divided_by_batch_size",
        exercise="training_loop",
        replace={BATCH_GRADIENT: f"{BATCH_GRADIENT}\ndlogits = dlogits * len(rows) / batch_size"},
        behaves="the gradient were divided by batch_size in a smaller batch, too",
        hint="How many examples does the last batch have?",
    ),
    Misconception(
        name="fit_gradient_divided_by_training_set",
        exercise="training_loop",
        replace={BATCH_GRADIENT: f"{BATCH_GRADIENT}\ndlogits = dlogits * len(rows) / len(x_train)"},
        behaves="the gradient of a batch were divided by the size of the whole training set",
        hint="The loss of a step is the mean over its batch.",
    ),
    Misconception(
        name="fit_one_step_per_epoch",
        exercise="training_loop",
        replace={
            "network.backward(dlogits)\nt += 1": (
                "network.backward(dlogits)\nif start + batch_size < len(x_train):\n    continue\nt += 1"
            ),
        },
        behaves="only the last batch of every epoch led to a step",
        hint="How many steps are made in an epoch of ten batches?",
    ),
    Misconception(
        name="fit_trains_in_evaluation_mode",
        exercise="training_loop",
        replace={
            "logits = network.forward(x_train[rows], training=True)": (
                "logits = network.forward(x_train[rows], training=False)"
            ),
        },
        behaves="batches were sent forward in evaluation mode: no dropout, and batch norm never learns",
        hint="Which mode is the network in while it is trained?",
    ),
    Misconception(
        name="fit_steps_on_copies",
        exercise="training_loop",
        replace={STEP: f"w = w.copy()\n{STEP}"},
        behaves="steps were made on new arrays, of which the network knows nothing",
        hint="w = w - step makes a new array. Whose array must change?",
    ),
    Misconception(
        name="fit_unknown_optimizer_accepted",
        exercise="training_loop",
        replace={"if optimizer not in optimizers:": "if False:"},
        behaves="an unknown optimizer were taken for one of the three",
        hint="What should happen to a name that is misspelt?",
    ),
    Misconception(
        name="fit_momentum_without_dampening",
        exercise="training_loop",
        replace={
            STEP: f'dw = 10 * dw if optimizer == "momentum" else dw\n{STEP}',
        },
        behaves="momentum had no dampening: v = 0.9 v + dw",
        hint="Under a steady gradient, what should the velocity tend to?",
    ),
    Misconception(
        name="fit_optimizer_starts_anew_every_epoch",
        exercise="training_loop",
        replace={
            SHUFFLE: (
                f"{SHUFFLE}\nm = [np.zeros_like(w) for w in parameters]\n"
                "v = [np.zeros_like(w) for w in parameters]"
            ),
        },
        behaves="the optimizer's state were 0 again at the start of every epoch",
        hint="Where is the state made: before all epochs, or in each?",
    ),
    Misconception(
        name="fit_adam_t_counts_epochs",
        exercise="training_loop",
        replace={"t += 1": 't = len(history["dev_loss"]) + 1'},
        behaves="Adam's t counted epochs instead of steps",
        hint="t is the number of steps made so far. How many are there in one epoch?",
    ),
    Misconception(
        name="fit_adam_t_starts_over",
        exercise="training_loop",
        replace={SHUFFLE: f"{SHUFFLE}\nt = 0"},
        behaves="Adam's t began at 1 again in every epoch",
        hint="The bias correction is for the first steps of the whole training.",
    ),
    Misconception(
        name="fit_adam_without_correction",
        exercise="training_loop",
        replace={STEP: "optimizer_step(optimizer, w, dw, m[index], v[index], 10**9, lr)"},
        behaves="Adam had no bias correction",
        hint="Both averages start from 0. How large is each after the first step?",
    ),
    Misconception(
        name="fit_adam_eps_inside_root",
        exercise="training_loop",
        replace={
            STEP: (
                'if optimizer == "adam":\n'
                "    m[index][...] = 0.9 * m[index] + 0.1 * dw\n"
                "    v[index][...] = 0.999 * v[index] + 0.001 * dw**2\n"
                "    scale = np.sqrt(v[index] / (1 - 0.999**t) + 1e-8)\n"
                "    w -= lr * m[index] / (1 - 0.9**t) / scale\n"
                "else:\n"
                f"    {STEP}"
            ),
        },
        behaves="Adam's eps stood inside the root",
        hint="First the root, then eps.",
    ),
    Misconception(
        name="fit_decay_left_out",
        exercise="training_loop",
        replace={"dw = dw + weight_decay * w": "pass"},
        behaves="weight_decay were 0",
        hint="Train with a strong decay and without: the weights should differ.",
    ),
    Misconception(
        name="fit_decay_of_biases",
        exercise="training_loop",
        replace={"if w.ndim == 2:": "if w.ndim > 0:"},
        behaves="biases, gammas and betas decayed, too",
        hint="Only weight matrices are punished. How can you tell one without knowing its layer?",
    ),
    Misconception(
        name="fit_decay_apart_from_gradient",
        exercise="training_loop",
        replace={"dw = dw + weight_decay * w": "w -= lr * weight_decay * w"},
        behaves="the decay were subtracted from the weights directly, past the optimizer's averages",
        hint="That is AdamW, and for plain descent the same. Here the decay is a part of the gradient.",
    ),
    Misconception(
        name="fit_decay_doubled",
        exercise="training_loop",
        replace={"dw = dw + weight_decay * w": "dw = dw + 2 * weight_decay * w"},
        behaves="the penalty were weight_decay times the sum of squares, without the 1/2",
        hint="What is the derivative of weight_decay / 2 times the square of w?",
    ),
    Misconception(
        name="fit_decay_per_example",
        exercise="training_loop",
        replace={"dw = dw + weight_decay * w": "dw = dw + weight_decay / len(x_train) * w"},
        behaves="the decay were divided by the number of training examples",
        hint="Homework 3 had lam / m. Here weight_decay is the whole factor.",
    ),
    Misconception(
        name="fit_decay_sign",
        exercise="training_loop",
        replace={"dw = dw + weight_decay * w": "dw = dw - weight_decay * w"},
        behaves="the decay had the wrong sign, so that weights grow",
        hint="Let the gradient be 0: should weights shrink or grow?",
    ),
    Misconception(
        name="fit_decay_in_network_gradients",
        exercise="training_loop",
        replace={"dw = dw + weight_decay * w": "dw += weight_decay * w"},
        behaves="the decay were added to the network's own gradient arrays",
        hint="The arrays of gradients() belong to the network, and += changes them.",
    ),
    Misconception(
        name="fit_decay_in_history",
        exercise="training_loop",
        replace={
            TRAIN_LOSS: (
                f"{TRAIN_LOSS}\n"
                "penalty = weight_decay / 2 * sum(float((w**2).sum()) for w in parameters if w.ndim == 2)\n"
                "train_loss += penalty"
            ),
            DEV_LOSS: f"{DEV_LOSS}\ndev_loss += penalty",
        },
        behaves="the losses in the history contained the penalty",
        hint="The history shows how well the network predicts: the cross-entropy alone.",
    ),
    Misconception(
        name="fit_history_from_before_the_epoch",
        exercise="training_loop",
        replace={
            SHUFFLE: (
                f"{SHUFFLE}\ntrain_logits = network.forward(x_train, training=False)\n"
                "dev_logits = network.forward(x_dev, training=False)"
            ),
            "train_logits = network.forward(x_train, training=False)": "pass",
            "dev_logits = network.forward(x_dev, training=False)": "pass",
        },
        behaves="the network were evaluated before each epoch instead of after it",
        hint="What does the first entry of dev_loss say: the untrained network, or one epoch?",
    ),
    Misconception(
        name="fit_last_epoch_missing_from_history",
        exercise="training_loop",
        replace={
            'history["train_loss"].append(train_loss)': (
                "if patience is not None and not dev_loss < best_loss and waited + 1 >= patience:\n"
                "    break\n"
                'history["train_loss"].append(train_loss)'
            ),
        },
        behaves="the epoch after which training is stopped were missing from the history",
        hint="Every epoch that was run has its entries. What comes first: noting down or stopping?",
    ),
    Misconception(
        name="fit_train_loss_while_training",
        exercise="training_loop",
        replace={
            SHUFFLE: f"{SHUFFLE}\ntotal = 0.0",
            BATCH_GRADIENT: (
                "batch_loss, dlogits = softmax_cross_entropy(logits, y_train[rows])\n"
                "total += batch_loss * len(rows)"
            ),
            TRAIN_LOSS: "train_loss = total / len(x_train)",
        },
        behaves="train_loss were the mean of the batches' losses during the epoch",
        hint="Those losses belong to a network that is still changing, in training mode. When is "
        "train_loss measured?",
    ),
    Misconception(
        name="fit_train_loss_of_the_last_batch",
        exercise="training_loop",
        replace={
            BATCH_GRADIENT: "batch_loss, dlogits = softmax_cross_entropy(logits, y_train[rows])",
            TRAIN_LOSS: "train_loss = batch_loss",
        },
        behaves="train_loss were the loss of the epoch's last batch",
        hint="It is the loss of the whole training set.",
    ),
    Misconception(
        name="fit_train_loss_in_training_mode",
        exercise="training_loop",
        replace={
            "train_logits = network.forward(x_train, training=False)": (
                "train_logits = network.forward(x_train, training=True)"
            ),
        },
        behaves="train_loss were measured in training mode",
        hint="Measuring is evaluation, on the training set, too.",
    ),
    Misconception(
        name="fit_dev_loss_in_training_mode",
        exercise="training_loop",
        replace={
            "dev_logits = network.forward(x_dev, training=False)": (
                "dev_logits = network.forward(x_dev, training=True)"
            ),
        },
        behaves="the dev set were measured in training mode",
        hint="With dropout at work, and batch norm learning from the dev set?",
    ),
    Misconception(
        name="fit_accuracy_on_training_set",
        exercise="training_loop",
        replace={
            "hits = dev_logits.argmax(axis=1) == y_dev.argmax(axis=1)": (
                "hits = train_logits.argmax(axis=1) == y_train.argmax(axis=1)"
            ),
        },
        behaves="dev_accuracy were that of the training set",
        hint="On which examples does dev_accuracy count?",
    ),
    Misconception(
        name="fit_accuracy_in_percent",
        exercise="training_loop",
        replace={
            'history["dev_accuracy"].append(float(hits.mean()))': (
                'history["dev_accuracy"].append(100 * float(hits.mean()))'
            ),
        },
        behaves="dev_accuracy were in percent",
        hint="A share is from 0 to 1.",
    ),
    Misconception(
        name="fit_accuracy_counts_hits",
        exercise="training_loop",
        replace={
            'history["dev_accuracy"].append(float(hits.mean()))': (
                'history["dev_accuracy"].append(float(hits.sum()))'
            ),
        },
        behaves="dev_accuracy were the number of right predictions",
        hint="It is a share: of how many examples?",
    ),
    Misconception(
        name="fit_accuracy_counts_faults",
        exercise="training_loop",
        replace={
            'history["dev_accuracy"].append(float(hits.mean()))': (
                'history["dev_accuracy"].append(1 - float(hits.mean()))'
            ),
        },
        behaves="dev_accuracy were the share of wrong predictions",
        hint="What should a perfect network have: 0 or 1?",
    ),
    Misconception(
        name="fit_patience_one_too_long",
        exercise="training_loop",
        replace={
            "if patience is not None and waited >= patience:": (
                "if patience is not None and waited > patience:"
            ),
        },
        behaves="training stopped one epoch too late",
        hint="With patience 1, a single epoch without improvement is the last one.",
    ),
    Misconception(
        name="fit_patience_one_too_short",
        exercise="training_loop",
        replace={
            "if patience is not None and waited >= patience:": (
                "if patience is not None and waited + 1 >= patience:"
            ),
        },
        behaves="the best epoch itself counted as one without improvement",
        hint="With patience 1, may training stop right after an epoch that has improved?",
    ),
    Misconception(
        name="fit_patience_ignored",
        exercise="training_loop",
        replace={"if patience is not None and waited >= patience:": "if False:"},
        behaves="training always went on to the last epoch, before the best parameters are put back",
        hint="What ends the loop over epochs?",
    ),
    Misconception(
        name="fit_patience_counts_in_total",
        exercise="training_loop",
        replace={
            "best_parameters = [w.copy() for w in parameters]\nwaited = 0": (
                "best_parameters = [w.copy() for w in parameters]"
            ),
        },
        behaves="all epochs without improvement counted, in a row or not",
        hint="What does an improvement mean for the count?",
    ),
    Misconception(
        name="fit_patience_compares_with_previous_epoch",
        exercise="training_loop",
        replace={
            "if dev_loss < best_loss:\nbest_loss = dev_loss": (
                "improved = dev_loss < best_loss\nbest_loss = dev_loss\nif improved:"
            ),
        },
        behaves="each dev loss were compared with the one of the epoch before, not with the lowest",
        hint="Losses 1.0, 2.0, 1.9, 1.8: is that progress?",
    ),
    Misconception(
        name="fit_patience_watches_training_loss",
        exercise="training_loop",
        replace={
            "if dev_loss < best_loss:\nbest_loss = dev_loss": (
                "if train_loss < best_loss:\n    best_loss = train_loss"
            ),
        },
        behaves="the training loss decided which epoch is best, and when to stop",
        hint="The training loss nearly always falls. Which curve turns up when the network overfits?",
    ),
    Misconception(
        name="fit_patience_watches_accuracy",
        exercise="training_loop",
        replace={
            "if dev_loss < best_loss:\nbest_loss = dev_loss": (
                "if -hits.mean() < best_loss:\n    best_loss = -hits.mean()"
            ),
        },
        behaves="the dev accuracy decided which epoch is best, and when to stop",
        hint="The accuracy moves in steps and stands still in between; the loss is what is compared.",
    ),
    Misconception(
        name="fit_tie_is_improvement",
        exercise="training_loop",
        replace={"if dev_loss < best_loss:": "if dev_loss <= best_loss:"},
        behaves="a dev loss equal to the lowest one were an improvement",
        hint="A loss that stays exactly what it was has not improved.",
    ),
    Misconception(
        name="fit_nan_is_improvement",
        exercise="training_loop",
        replace={"if dev_loss < best_loss:": "if not dev_loss >= best_loss:"},
        behaves="a dev loss of NaN were an improvement",
        hint="Every comparison with NaN is false: which way round do you ask?",
    ),
    Misconception(
        name="fit_best_not_restored",
        exercise="training_loop",
        replace={RESTORE: "if False:"},
        behaves="the network kept the parameters of the last epoch, not those of the best",
        hint="Do you put the best parameters back, into the network's own arrays? And are they copies, "
        "or have they been trained on since?",
    ),
    Misconception(
        name="fit_best_restored_only_after_a_stop",
        exercise="training_loop",
        replace={RESTORE: "if patience is not None and waited >= patience:"},
        behaves="the best parameters were put back only where patience has run out",
        hint="Let the last epoch be the worst of all, with plenty of patience: which parameters remain?",
    ),
    Misconception(
        name="fit_best_restored_without_patience",
        exercise="training_loop",
        replace={RESTORE: "if best_parameters:"},
        behaves="the best parameters were put back where patience is None, too",
        hint="What does the docstring say about a patience of None?",
    ),
    Misconception(
        name="fit_single_batch_not_shuffled",
        exercise="training_loop",
        replace={
            SHUFFLE: f"{SHUFFLE}\nif batch_size >= len(x_train):\n    order = np.arange(len(x_train))"
        },
        behaves="a training set that is a single batch were never shuffled",
        hint="Every epoch shuffles, however many batches it has.",
    ),
    Misconception(
        name="fit_order_by_integer_keys",
        exercise="training_loop",
        replace={
            SHUFFLE: 'order = np.argsort(rng.integers(0, len(x_train), len(x_train)), kind="stable")'
        },
        behaves="examples were sorted by random integers, and equal ones kept their order",
        hint="Which order have two examples that draw the same number? Are all orders equally likely?",
    ),
    Misconception(
        name="fit_seed_of_the_epoch",
        exercise="training_loop",
        replace={
            SHUFFLE: SHUFFLE.replace("rng.", "np.random.default_rng(len(history['dev_loss']))."),
        },
        behaves="the order came from a generator with a seed of its own, such as the number of the epoch",
        hint="All randomness comes from the argument rng: make no generator and no seed yourself.",
    ),
    Misconception(
        name="fit_last_example_stays_last",
        exercise="training_loop",
        replace={
            SHUFFLE: "order = np.append(rng.permutation(len(x_train) - 1), len(x_train) - 1)",
        },
        behaves="the last example were never shuffled",
        hint="How many numbers does the permutation have?",
    ),
    Misconception(
        name="fit_shuffles_batches_only",
        exercise="training_loop",
        replace={
            SHUFFLE: "order = np.arange(len(x_train))\nstarts = rng.permutation(np.arange(0, len(x_train), batch_size))",
            "for start in range(0, len(x_train), batch_size):": "for start in starts:",
        },
        behaves="the batches were the same in every epoch, and only their order were shuffled",
        hint="Should the same examples meet in a batch in every epoch?",
    ),
    Misconception(
        name="fit_drops_a_smaller_last_batch",
        exercise="training_loop",
        replace={
            "for start in range(0, len(x_train), batch_size):": "for start in range(0, max(len(x_train) - len(x_train) % batch_size, 1), batch_size):",
        },
        behaves="a smaller last batch were dropped, unless it is the only one",
        hint="Ten examples in batches of four: what becomes of the last two?",
    ),
    Misconception(
        name="fit_gradient_of_short_batch_divided_by_batch_size",
        exercise="training_loop",
        replace={
            BATCH_GRADIENT: f"{BATCH_GRADIENT}\ndlogits = dlogits * len(rows) / min(batch_size, len(x_train))",
        },
        behaves="the gradient of a smaller last batch were divided by the length of the others",
        hint="How many examples does the last batch have?",
    ),
    Misconception(
        name="fit_sgd_step_on_copies",
        exercise="training_loop",
        replace={
            STEP: 'if optimizer == "sgd":\n    w = w - lr * dw\nelse:\n    ' + STEP,
        },
        behaves='the step of "sgd" were made on new arrays, of which the network knows nothing',
        hint="w = w - step makes a new array. Whose array must change?",
    ),
    Misconception(
        name="fit_nesterov",
        exercise="training_loop",
        replace={
            STEP: 'if optimizer == "momentum":\n    m[index][...] = 0.9 * m[index] + 0.1 * dw\n    w -= lr * (0.9 * m[index] + 0.1 * dw)\nelse:\n    '
            + STEP,
        },
        behaves='"momentum" were the variant of Nesterov, which looks one step ahead',
        hint="Compare your update of w with the formula: what is multiplied by lr?",
    ),
    Misconception(
        name="fit_momentum_starts_from_the_gradient",
        exercise="training_loop",
        replace={
            STEP: f'if t == 1 and optimizer == "momentum":\n    m[index][...] = dw\n{STEP}',
        },
        behaves="the velocity were the first gradient at the start instead of 0",
        hint="How large is v after the first batch?",
    ),
    Misconception(
        name="fit_state_shared_by_shape",
        exercise="training_loop",
        replace={
            "m = [np.zeros_like(w) for w in parameters]": "made = {w.shape: np.zeros_like(w) for w in parameters}\nm = [made[w.shape] for w in parameters]",
            "v = [np.zeros_like(w) for w in parameters]": "made = {w.shape: np.zeros_like(w) for w in parameters}\nv = [made[w.shape] for w in parameters]",
        },
        behaves="parameters of the same shape shared the optimizer's state",
        hint="A network may have many arrays of the same shape. By what do you find their m and v?",
    ),
    Misconception(
        name="fit_optimizer_made_anew_every_epoch",
        exercise="training_loop",
        replace={
            SHUFFLE: "t = 0\n"
            + SHUFFLE
            + "\nm = [np.zeros_like(w) for w in parameters]\nv = [np.zeros_like(w) for w in parameters]",
        },
        behaves="the optimizer were made anew in every epoch, with state and t",
        hint="Where is the optimizer made: before all epochs, or in each?",
    ),
    Misconception(
        name="fit_adam_t_counts_parameters",
        exercise="training_loop",
        replace={
            "t += 1": "pass",
            STEP: f"t += 1\n{STEP}",
        },
        behaves="Adam's t grew with every parameter instead of every batch",
        hint="A network of six arrays: what is t in the second batch?",
    ),
    Misconception(
        name="fit_adam_t_starts_at_2",
        exercise="training_loop",
        replace={
            "t = 0": "t = 1",
        },
        behaves="Adam's t were 2 in the first batch",
        hint="t counts the batches from 1.",
    ),
    Misconception(
        name="fit_adam_eps_on_uncorrected_root",
        exercise="training_loop",
        replace={
            STEP: 'if optimizer == "adam":\n    m[index][...] = 0.9 * m[index] + 0.1 * dw\n    v[index][...] = 0.999 * v[index] + 0.001 * dw**2\n    scale = (np.sqrt(v[index]) + 1e-8) / np.sqrt(1 - 0.999**t)\n    w -= lr * m[index] / (1 - 0.9**t) / scale\nelse:\n    '
            + STEP,
        },
        behaves="Adam's eps were added before v is corrected",
        hint="First correct v, then take the root, then add eps. Keras does it the other way.",
    ),
    Misconception(
        name="fit_adamw",
        exercise="training_loop",
        replace={
            "dw = dw + weight_decay * w": 'if optimizer == "adam":\n    w -= lr * weight_decay * w\nelse:\n    dw = dw + weight_decay * w',
        },
        behaves='"adam" were AdamW: the decay is subtracted from the weights directly',
        hint="Here the decay is a part of the gradient that the optimizer sees.",
    ),
    Misconception(
        name="fit_decay_divided_by_batch",
        exercise="training_loop",
        replace={
            "dw = dw + weight_decay * w": "dw = dw + weight_decay / len(rows) * w",
        },
        behaves="the decay were divided by the number of examples in the batch",
        hint="weight_decay is the whole factor.",
    ),
    Misconception(
        name="fit_decay_of_three_axes",
        exercise="training_loop",
        replace={
            "if w.ndim == 2:": "if w.ndim >= 2:",
        },
        behaves="parameters with three axes decayed, too",
        hint="For which number of axes is the decay?",
    ),
    Misconception(
        name="fit_decay_of_every_other_parameter",
        exercise="training_loop",
        replace={
            "if w.ndim == 2:": "if index % 2 == 0:",
        },
        behaves="every other parameter decayed, as if weights and biases took turns",
        hint="With batch norm they do not. How can you tell a weight matrix without knowing its place?",
    ),
    Misconception(
        name="fit_decay_spares_the_last_layer",
        exercise="training_loop",
        replace={
            "if w.ndim == 2:": "if w.ndim == 2 and index < len(parameters) - 2:",
        },
        behaves="the last two parameters never decayed",
        hint="Which parameters have a penalty? Their place says nothing.",
    ),
    Misconception(
        name="fit_decay_in_train_loss",
        exercise="training_loop",
        replace={
            TRAIN_LOSS: f"{TRAIN_LOSS}\ntrain_loss += weight_decay / 2 * sum(float((w**2).sum()) for w in parameters if w.ndim == 2)",
        },
        behaves="train_loss contained the penalty",
        hint="The history shows how well the network predicts: the cross-entropy alone.",
    ),
    Misconception(
        name="fit_decay_in_dev_loss",
        exercise="training_loop",
        replace={
            DEV_LOSS: f"{DEV_LOSS}\ndev_loss += weight_decay / 2 * sum(float((w**2).sum()) for w in parameters if w.ndim == 2)",
        },
        behaves="dev_loss contained the penalty",
        hint="The history shows how well the network predicts: the cross-entropy alone.",
    ),
    Misconception(
        name="fit_train_loss_mean_of_block_means",
        exercise="training_loop",
        replace={
            TRAIN_LOSS: "train_losses = []\nfor start in range(0, len(x_train), batch_size):\n    part = slice(start, start + batch_size)\n    train_losses.append(softmax_cross_entropy(train_logits[part], y_train[part])[0])\ntrain_loss = float(np.mean(train_losses))",
        },
        behaves="train_loss were the mean of the batches' means, so that a smaller last batch counts too much",
        hint="Does every example of the training set have the same weight in the mean?",
    ),
    Misconception(
        name="fit_train_loss_mean_of_batch_losses",
        exercise="training_loop",
        replace={
            SHUFFLE: f"{SHUFFLE}\nseen = []",
            BATCH_GRADIENT: "batch_loss, dlogits = softmax_cross_entropy(logits, y_train[rows])\nseen.append(batch_loss)",
            TRAIN_LOSS: "train_loss = float(np.mean(seen))",
        },
        behaves="train_loss were the plain mean of the batches' losses during the epoch",
        hint="Those losses belong to a network that is still changing, in training mode. When is train_loss measured?",
    ),
    Misconception(
        name="fit_patience_one_epoch_short",
        exercise="training_loop",
        replace={
            "if patience is not None and waited >= patience:": "if patience is not None and waited >= max(1, patience - 1):",
        },
        behaves="training stopped one epoch too early where patience is above 1",
        hint="With patience 2, how many epochs in a row without improvement end the training?",
    ),
    Misconception(
        name="fit_best_loss_of_0_forgotten",
        exercise="training_loop",
        replace={
            "if dev_loss < best_loss:": "if not best_loss or dev_loss < best_loss:",
        },
        behaves="a lowest dev loss of 0 were none",
        hint="0 is false in Python. What do you ask to find out whether there is a best loss yet?",
    ),
    Misconception(
        name="overfit_one_step_only",
        exercise="debugging_habits",
        replace={
            "for index, dw in enumerate(network.gradients()):": (
                "for index, dw in enumerate(network.gradients() if step == 0 else []):"
            ),
        },
        behaves="overfit_small_batch made one update, in the first step",
        hint="How often do the parameters change?",
    ),
    Misconception(
        name="overfit_learning_rate_too_small",
        exercise="debugging_habits",
        replace={
            'optimizer_step("adam", parameters[index], dw, m[index], v[index], step + 1, 0.01)': (
                'optimizer_step("adam", parameters[index], dw, m[index], v[index], step + 1, 0.0001)'
            ),
        },
        behaves="overfit_small_batch learnt too slowly, or were held back by something",
        hint="Print every hundredth loss. One that still falls at the end wants longer steps; one that "
        "stands still is held back by something else.",
    ),
    Misconception(
        name="overfit_climbs",
        exercise="debugging_habits",
        replace={
            'optimizer_step("adam", parameters[index], dw, m[index], v[index], step + 1, 0.01)': (
                'optimizer_step("adam", parameters[index], -dw, m[index], v[index], step + 1, 0.01)'
            ),
        },
        behaves="overfit_small_batch went up the slope",
        hint="The gradient points to where the loss grows.",
    ),
    Misconception(
        name="overfit_steps_on_copies",
        exercise="debugging_habits",
        replace={
            'optimizer_step("adam", parameters[index], dw, m[index], v[index], step + 1, 0.01)': (
                'optimizer_step("adam", parameters[index].copy(), dw, m[index], v[index], step + 1, 0.01)'
            ),
        },
        behaves="overfit_small_batch changed new arrays, of which the network knows nothing",
        hint="w = w - step makes a new array. Whose array must change?",
    ),
    Misconception(
        name="overfit_in_evaluation_mode",
        exercise="debugging_habits",
        replace={
            "logits = network.forward(x, training=True)": "logits = network.forward(x, training=False)"
        },
        behaves="overfit_small_batch sent the batch forward in evaluation mode",
        hint="You are looking for faults in training: which mode should be on trial?",
    ),
    Misconception(
        name="overfit_loss_after_update",
        exercise="debugging_habits",
        replace={
            "losses.append(loss)": "if step > 0:\n    losses.append(loss)",
            "return losses": (
                "final, _ = softmax_cross_entropy(network.forward(x, training=True), y)\n"
                "return [*losses, final]"
            ),
        },
        behaves="overfit_small_batch took every loss after the update instead of before",
        hint="losses[0] is the loss of the network as it came in.",
    ),
    Misconception(
        name="overfit_one_loss_too_many",
        exercise="debugging_habits",
        replace={
            "return losses": (
                "final, _ = softmax_cross_entropy(network.forward(x, training=True), y)\n"
                "return [*losses, final]"
            ),
        },
        behaves="overfit_small_batch added the loss from after the last step",
        hint="How many losses do three steps give?",
    ),
    Misconception(
        name="overfit_stops_when_done",
        exercise="debugging_habits",
        replace={"losses.append(loss)": "losses.append(loss)\nif loss < 0.05:\n    break"},
        behaves="overfit_small_batch stopped as soon as the loss was small",
        hint="Every step is made: how long should the list be?",
    ),
    Misconception(
        name="overfit_one_example_per_step",
        exercise="debugging_habits",
        replace={
            "logits = network.forward(x, training=True)": (
                "rows = [step % len(x)]\nlogits = network.forward(x[rows], training=True)"
            ),
            "loss, dlogits = softmax_cross_entropy(logits, y)": (
                "loss, dlogits = softmax_cross_entropy(logits, y[rows])"
            ),
        },
        behaves="overfit_small_batch took one example at a time",
        hint="The whole batch goes through the network in every step.",
    ),
    Misconception(
        name="overfit_shuffles_inputs_without_labels",
        exercise="debugging_habits",
        replace={
            "logits = network.forward(x, training=True)": (
                "order = np.random.default_rng(step).permutation(len(x))\n"
                "logits = network.forward(x[order], training=True)"
            ),
        },
        behaves="overfit_small_batch put the inputs in another order in every step, but not the labels",
        hint="An example must keep its own label.",
    ),
    Misconception(
        name="overfit_losses_summed",
        exercise="debugging_habits",
        replace={"losses.append(loss)": "losses.append(loss * len(x))"},
        behaves="overfit_small_batch reported the sum over the batch instead of the mean",
        hint="At the start, the loss should be near log K, whatever the size of the batch.",
    ),
    Misconception(
        name="worst_are_the_best",
        exercise="debugging_habits",
        replace={"order = np.argsort(-losses)": "order = np.argsort(losses)"},
        behaves="worst_predictions found the lowest losses",
        hint="np.argsort begins with the smallest.",
    ),
    Misconception(
        name="worst_comes_last",
        exercise="debugging_habits",
        replace={"return order[:k]": "return order[:k][::-1]"},
        behaves="worst_predictions found the right examples and listed the very worst of them last",
        hint="Which one do you want to look at first?",
    ),
    Misconception(
        name="worst_in_order_of_rows",
        exercise="debugging_habits",
        replace={"return order[:k]": "return np.sort(order[:k])"},
        behaves="worst_predictions listed the right examples by their row numbers",
        hint="They are wanted from the highest loss downwards.",
    ),
    Misconception(
        name="worst_losses_instead_of_indices",
        exercise="debugging_habits",
        replace={"return order[:k]": "return losses[order[:k]]"},
        behaves="worst_predictions returned losses instead of indices",
        hint="With an index you can look the example up. Can you with a loss?",
    ),
    Misconception(
        name="worst_by_largest_probability",
        exercise="debugging_habits",
        replace={"losses = -(y * log_p).sum(axis=1)": "losses = -log_p.max(axis=1)"},
        behaves="worst_predictions looked for the least confident predictions, whatever the labels are",
        hint="Whose probability counts: that of the predicted class or that of the true one?",
    ),
    Misconception(
        name="worst_by_all_classes",
        exercise="debugging_habits",
        replace={"losses = -(y * log_p).sum(axis=1)": "losses = -log_p.sum(axis=1)"},
        behaves="worst_predictions added up the logarithms of all classes, true or not",
        hint="What do the labels do in the cross-entropy?",
    ),
    Misconception(
        name="worst_by_true_logit",
        exercise="debugging_habits",
        replace={"losses = -(y * log_p).sum(axis=1)": "losses = -(y * logits).sum(axis=1)"},
        behaves="worst_predictions looked at the true class's logit alone",
        hint="Adding 100 to all logits of an example should change nothing.",
    ),
    Misconception(
        name="worst_by_margin",
        exercise="debugging_habits",
        replace={
            "losses = -(y * log_p).sum(axis=1)": (
                "losses = np.where(y == 1, -np.inf, logits).max(axis=1) - (y * logits).sum(axis=1)"
            ),
        },
        behaves="worst_predictions compared the true class with its strongest rival alone",
        hint="Two rivals of equal strength make a prediction worse than one of them.",
    ),
    Misconception(
        name="worst_among_misses",
        exercise="debugging_habits",
        replace={
            "order = np.argsort(-losses)": (
                "order = np.argsort(-losses)\n"
                "order = order[(logits.argmax(axis=1) != y.argmax(axis=1))[order]]"
            ),
        },
        behaves="worst_predictions looked among wrong predictions only",
        hint="How many indices do you return if all predictions are right?",
    ),
    Misconception(
        name="worst_by_naive_softmax",
        exercise="debugging_habits",
        replace={
            "shifted = logits - logits.max(axis=1, keepdims=True)": "e = np.exp(logits)",
            "log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))": (
                "log_p = np.log(e / e.sum(axis=1, keepdims=True))"
            ),
        },
        behaves="worst_predictions took the logarithm of a softmax that overflows",
        hint="What is exp(1000), and what is the logarithm of 0?",
    ),
    Misconception(
        name="worst_by_clipped_probability",
        exercise="debugging_habits",
        replace={
            "log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))": (
                "p = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)\n"
                "log_p = np.log(p + 1e-12)"
            ),
        },
        behaves="worst_predictions added 1e-12 to probabilities, so that the worst losses are all the same",
        hint="Both 1e-300 and 1e-30 are hopeless, but one of them is worse. Work out log p from the logits.",
    ),
    Misconception(
        name="confusion_transposed",
        exercise="debugging_habits",
        replace={
            "np.add.at(counts, (true, predicted), 1)": "np.add.at(counts, (predicted, true), 1)"
        },
        behaves="the rows of the confusion matrix were the predicted classes",
        hint="The sum of row i should be the number of examples of true class i.",
    ),
    Misconception(
        name="confusion_counts_each_pair_once",
        exercise="debugging_habits",
        replace={"np.add.at(counts, (true, predicted), 1)": "counts[true, predicted] += 1"},
        behaves="no entry of the confusion matrix could exceed 1",
        hint="NumPy's += with index arrays reads, adds and writes once, even where an index is repeated.",
    ),
    Misconception(
        name="confusion_shares_of_rows",
        exercise="debugging_habits",
        replace={
            "return counts": "return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)"
        },
        behaves="every row of the confusion matrix were divided by its sum",
        hint="Counts are asked for.",
    ),
    Misconception(
        name="confusion_shares_of_all",
        exercise="debugging_habits",
        replace={"return counts": "return counts / len(y)"},
        behaves="the confusion matrix were divided by the number of examples",
        hint="Counts are asked for: what is the sum of all entries?",
    ),
    Misconception(
        name="confusion_misses_only",
        exercise="debugging_habits",
        replace={"return counts": "np.fill_diagonal(counts, 0)\nreturn counts"},
        behaves="the confusion matrix left out right predictions",
        hint="What stands on the diagonal if all predictions are right?",
    ),
    Misconception(
        name="confusion_classes_that_occur",
        exercise="debugging_habits",
        replace={
            "counts = np.zeros((classes, classes), dtype=int)": (
                "classes = max(true.max(), predicted.max()) + 1\n"
                "counts = np.zeros((classes, classes), dtype=int)"
            ),
        },
        behaves="the confusion matrix ended with the last class that occurs",
        hint="A class may be without examples and without predictions. How many rows are there?",
    ),
    Misconception(
        name="confusion_by_positive_logits",
        exercise="debugging_habits",
        replace={"return counts": "return y.T @ (logits > 0)"},
        behaves="every class with a positive logit were predicted",
        hint="One class is predicted for each example, the one with the largest logit.",
    ),
    Misconception(
        name="confusion_of_probabilities",
        exercise="debugging_habits",
        replace={
            "return counts": (
                "e = np.exp(logits - logits.max(axis=1, keepdims=True))\n"
                "return y.T @ (e / e.sum(axis=1, keepdims=True))"
            ),
        },
        behaves="probabilities were added up instead of predictions counted",
        hint="A prediction is one class. Your entries should be whole numbers.",
    ),
    Misconception(
        name="overfit_initialises_anew",
        exercise="debugging_habits",
        replace={
            "overfit_small_batch: losses = []": (
                "fresh = np.random.default_rng(0)\n"
                "for w in parameters:\n"
                "    w[...] = fresh.normal(0.0, np.sqrt(2 / len(w)), w.shape) if w.ndim == 2 else 0.0\n"
                "losses = []"
            ),
        },
        behaves="overfit_small_batch gave the network new weights before it began",
        hint="It is the network as it comes in that is to learn: maybe its weights are the fault.",
    ),
    Misconception(
        name="overfit_optimizer_kept",
        exercise="debugging_habits",
        replace={
            "overfit_small_batch: m = [np.zeros_like(w) for w in parameters]": (
                "kept = vars(network).setdefault('kept', [])\n"
                "if not kept:\n"
                "    kept.extend([[np.zeros_like(w) for w in parameters] for _ in range(2)])"
            ),
            "overfit_small_batch: v = [np.zeros_like(w) for w in parameters]": "m, v = kept",
        },
        behaves="overfit_small_batch went on with the optimizer of an earlier call",
        hint="Call it twice, with the same weights at the start: the losses should be the same.",
    ),
    Misconception(
        name="overfit_backward_of_evaluation",
        exercise="debugging_habits",
        replace={
            "overfit_small_batch: network.backward(dlogits)": (
                "network.forward(x, training=False)\nnetwork.backward(dlogits)"
            ),
        },
        behaves="overfit_small_batch evaluated the network between a forward and its backward",
        hint="To which forward does a backward belong?",
    ),
    Misconception(
        name="overfit_gradient_of_squared_errors",
        exercise="debugging_habits",
        replace={
            "overfit_small_batch: network.backward(dlogits)": (
                "network.backward(2 * (logits - 10 * y) / len(x))"
            ),
        },
        behaves="overfit_small_batch went down the slope of another loss than the one it reports",
        hint="Which loss is to become small, and what is its gradient with respect to the logits?",
    ),
    Misconception(
        name="overfit_not_every_parameter",
        exercise="debugging_habits",
        replace={
            'optimizer_step("adam", parameters[index], dw, m[index], v[index], step + 1, 0.01)': 'if dw.ndim == 2:\n    optimizer_step("adam", parameters[index], dw, m[index], v[index], step + 1, 0.01)',
        },
        behaves="overfit_small_batch updated some of the parameters alone",
        hint="Every parameter is to be updated.",
    ),
    Misconception(
        name="overfit_step_without_update",
        exercise="debugging_habits",
        replace={
            'optimizer_step("adam", parameters[index], dw, m[index], v[index], step + 1, 0.01)': 'if step < steps - 1:\n    optimizer_step("adam", parameters[index], dw, m[index], v[index], step + 1, 0.01)',
        },
        behaves="overfit_small_batch left out updates at some steps, of one parameter or of all",
        hint="Every step updates every parameter: the last one, too, and those where the loss is small.",
    ),
    Misconception(
        name="overfit_changes_the_network_gradients",
        exercise="debugging_habits",
        replace={
            'optimizer_step("adam", parameters[index], dw, m[index], v[index], step + 1, 0.01)': 'np.clip(dw, -1.0, 1.0, out=dw)\noptimizer_step("adam", parameters[index], dw, m[index], v[index], step + 1, 0.01)',
        },
        behaves="overfit_small_batch changed the network's own gradient arrays",
        hint="The arrays of gradients() belong to the network: work with copies.",
    ),
    Misconception(
        name="worst_not_sorted",
        exercise="debugging_habits",
        replace={
            "order = np.argsort(-losses)": (
                "order = np.argpartition(-losses, min(k, len(losses)) - 1)"
            ),
        },
        behaves="worst_predictions found the right examples, but did not sort them",
        hint="A partition says which are the k worst, not in which order. Small ones may come sorted.",
    ),
    Misconception(
        name="worst_by_vanishing_probability",
        exercise="debugging_habits",
        replace={
            "log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))": 'p = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)\nwith np.errstate(divide="ignore"):\n    log_p = np.log(p)',
            "losses = -(y * log_p).sum(axis=1)": "losses = -log_p[y == 1]",
        },
        behaves="worst_predictions took the logarithm of probabilities that have vanished to 0, so that the worst losses are all infinite",
        hint="exp(-2000) is 0 in floats. Work out log p from the logits.",
    ),
    Misconception(
        name="dense_bias_gradient_averaged",
        exercise="convergence",
        replace={
            "db = dz.sum(axis=0)": "db = dz.mean(axis=0)",
        },
        behaves="the gradient of the biases were averaged over the batch once more",
        hint="The loss is a mean already. Is there another 1/N in what your dense layer returns?",
    ),
    Misconception(
        name="dense_weight_gradient_averaged",
        exercise="convergence",
        replace={
            "dw = x.T @ dz": "dw = x.T @ dz / len(x)",
        },
        behaves="the gradient of the weights were divided by the number of examples once more",
        hint="The loss is a mean already. Is there another 1/N in what your dense layer returns?",
    ),
    Misconception(
        name="relu_gradient_everywhere",
        exercise="convergence",
        replace={
            "dz: np.ndarray = np.where(cache, da, 0.0)": "dz: np.ndarray = da.copy()",
        },
        behaves="the ReLU let every gradient through",
        hint="What does a unit that was silent in the forward pass send back?",
    ),
    Misconception(
        name="relu_masked_by_upstream",
        exercise="convergence",
        replace={
            "dz: np.ndarray = np.where(cache, da, 0.0)": "dz: np.ndarray = np.maximum(da, 0.0)",
        },
        behaves="the ReLU's mask were made of the gradient instead of the input",
        hint="Which numbers decide where the gradient may pass: those of forward or of backward?",
    ),
    Misconception(
        name="loss_gradient_summed",
        exercise="convergence",
        replace={
            "dz = (np.exp(log_p) - y) / len(y)": "dz = np.exp(log_p) - y",
        },
        behaves="the loss were a mean and its gradient that of a sum",
        hint="Differentiate the loss as you return it, the 1/N included.",
    ),
    Misconception(
        name="batchnorm_statistics_as_constants",
        exercise="convergence",
        replace={
            "dx = gamma * (dout - dbeta / len(dout) - x_hat * dgamma / len(dout)) / std": "dx = gamma * dout / std",
        },
        behaves="mean and variance of the batch were constants in the backward pass of batch norm",
        hint="If one example changes, so do the batch's mean and variance. Where does that go?",
    ),
    Misconception(
        name="batchnorm_momentum_swapped",
        exercise="convergence",
        replace={
            "running_mean = momentum * running_mean + (1 - momentum) * mean": "running_mean = (1 - momentum) * running_mean + momentum * mean",
            "running_var = momentum * running_var + (1 - momentum) * var": "running_var = (1 - momentum) * running_var + momentum * var",
        },
        behaves="the running values of batch norm kept a tenth and took nine tenths of each batch",
        hint="With momentum 0.9, how much of the old running value is left after one batch?",
    ),
    Misconception(
        name="batchnorm_part_unbiased",
        exercise="convergence",
        replace={
            "var = x.var(axis=0)": "var = x.var(axis=0, ddof=1)",
        },
        behaves="batch norm divided the variance by N - 1",
        hint="By what is the variance divided in this course?",
    ),
    Misconception(
        name="batchnorm_batch_in_evaluation",
        exercise="convergence",
        replace={
            "if training:\n    mean = x.mean(axis=0)\n    var = x.var(axis=0)": "mean = x.mean(axis=0)\nvar = x.var(axis=0)\nif training:",
        },
        behaves="batch norm used the batch's own mean and variance in evaluation too",
        hint="What comes out for one example must not depend on the others in evaluation.",
    ),
    Misconception(
        name="adam_without_correction",
        exercise="convergence",
        replace={
            "m_hat = m / (1 - beta1**t)": "m_hat = m",
            "v_hat = v / (1 - beta2**t)": "v_hat = v",
        },
        behaves="Adam's averages were not corrected for their start from 0",
        hint="How large is Adam's first step, and how large should it be?",
    ),
    Misconception(
        name="adam_betas_swapped",
        exercise="convergence",
        replace={
            "m = beta1 * m + (1 - beta1) * dw": "beta1, beta2 = beta2, beta1\nm = beta1 * m + (1 - beta1) * dw",
        },
        behaves="Adam's two betas had changed places",
        hint="Which of the two averages forgets faster?",
    ),
    Misconception(
        name="dropout_part_not_scaled",
        exercise="convergence",
        replace={
            "factor = (rng.random(x.shape) < keep_prob) / keep_prob": "factor = (rng.random(x.shape) < keep_prob) * 1.0",
        },
        behaves="dropout did not make up for what it switches off",
        hint="Is the mean activation the same with dropout and without?",
    ),
    Misconception(
        name="dropout_part_in_evaluation",
        exercise="convergence",
        replace={
            "dropout_forward: if training:": "if x.size:",
        },
        behaves="dropout were at work in evaluation too",
        hint="Evaluate the same example twice. Do you get the same logits?",
    ),
    Misconception(
        name="dropout_forgotten_in_backward",
        exercise="convergence",
        replace={
            "dx: np.ndarray = dout * cache": "dx: np.ndarray = dout.copy()",
        },
        behaves="the gradient passed through units that dropout had switched off",
        hint="What is the gradient of a unit that was switched off?",
    ),
    Misconception(
        name="init_variance_too_large",
        exercise="convergence",
        replace={
            "return rng.normal(0.0, np.sqrt(2 / fan_in), size=(fan_in, fan_out))": "return rng.normal(0.0, 2 / np.sqrt(fan_in), size=(fan_in, fan_out))",
        },
        behaves="the first weights had the variance 4 / fan_in",
        hint="Draw the weights of a large layer and measure their variance.",
    ),
    Misconception(
        name="batches_in_order",
        exercise="convergence",
        replace={
            "order = rng.permutation(len(x))": "order = np.arange(len(x))",
        },
        behaves="the examples came in the same order in every epoch",
        hint="Print the first labels of the first batch, in two epochs.",
    ),
    Misconception(
        name="batches_with_replacement",
        exercise="convergence",
        replace={
            "order = rng.permutation(len(x))": "order = rng.integers(len(x), size=len(x))",
        },
        behaves="every batch were drawn anew from all examples",
        hint="How often does an example turn up in one epoch?",
    ),
    Misconception(
        name="labels_shuffled_apart",
        exercise="convergence",
        replace={
            "order = rng.permutation(len(x))": "order, other = rng.permutation(len(x)), rng.permutation(len(x))",
            "batches.append((x[rows], y[rows]))": "batches.append((x[rows], y[other[start : start + batch_size]]))",
        },
        behaves="examples and labels were shuffled apart from each other",
        hint="Look at a digit of a batch, and at its label.",
    ),
    Misconception(
        name="batches_by_integer_keys",
        exercise="convergence",
        replace={
            "order = rng.permutation(len(x))": 'order = np.argsort(rng.integers(0, len(x), len(x)), kind="stable")',
        },
        behaves="examples were sorted by random integers, and equal ones kept their order",
        hint="Which order have two examples that draw the same number? Are all orders equally likely?",
    ),
    Misconception(
        name="batches_of_one_dropped",
        exercise="convergence",
        replace={
            "batches.append((x[rows], y[rows]))": "if len(rows) > 1 or batch_size == 1:\n    batches.append((x[rows], y[rows]))",
        },
        behaves="examples of a small set were dropped, such as the only one of a last batch",
        hint="How many examples has an epoch of 4 in batches of 3?",
    ),
    Misconception(
        name="batchnorm_settings_ignored",
        exercise="convergence",
        replace={
            "if training:\n    mean = x.mean(axis=0)": "momentum, eps = 0.9, 1e-5\nif training:\n    mean = x.mean(axis=0)",
        },
        behaves="batch norm had its usual momentum and eps, whatever it is given",
        hint="Do all arguments of the function play a part?",
    ),
    Misconception(
        name="adam_settings_ignored",
        exercise="convergence",
        replace={
            "m = beta1 * m + (1 - beta1) * dw": "beta1, beta2, eps = 0.9, 0.999, 1e-8\nm = beta1 * m + (1 - beta1) * dw",
        },
        behaves="Adam had its usual betas and eps, whatever it is given",
        hint="Do all arguments of the function play a part?",
    ),
    Misconception(
        name="keras_weights_of_glorot",
        exercise="keras_model",
        replace={'kernel_initializer="he_normal",': 'kernel_initializer="glorot_uniform",'},
        behaves="hidden layers had Glorot's initialisation, Keras's default",
        hint="What variance do weights need before a ReLU? Keras calls it by its author's name.",
    ),
    Misconception(
        name="keras_penalty_of_l1",
        exercise="keras_model",
        replace={
            "penalty = keras.regularizers.L2(l2)": "penalty = keras.regularizers.L1(l2)",
        },
        behaves="the penalty were the sum of the weights' absolute values, L1",
        hint="Which power of a weight does an L2 penalty add up?",
    ),
    Misconception(
        name="keras_last_layer_without_penalty",
        exercise="keras_model",
        replace={
            "model.add(keras.layers.Dense(classes, kernel_regularizer=penalty))": (
                "model.add(keras.layers.Dense(classes))"
            ),
        },
        behaves="the last layer had no L2 penalty",
        hint="For which layers does the docstring ask for the penalty?",
    ),
    Misconception(
        name="keras_batchnorm_after_relu",
        exercise="keras_model",
        replace={
            "if batchnorm:\n            model.add(keras.layers.BatchNormalization())\n"
            "        model.add(keras.layers.ReLU())": (
                "model.add(keras.layers.ReLU())\n"
                "if batchnorm:\n    model.add(keras.layers.BatchNormalization())"
            ),
        },
        behaves="batch norm came after ReLU",
        hint="Which comes first in a hidden layer? Print model.summary() and compare.",
    ),
    Misconception(
        name="keras_dropout_of_the_kept",
        exercise="keras_model",
        replace={
            "model.add(keras.layers.Dropout(dropout))": (
                "model.add(keras.layers.Dropout(1 - dropout))"
            ),
        },
        behaves="dropout kept what it should drop",
        hint="Is Keras's rate the share that is kept, or the share that is set to 0?",
    ),
    Misconception(
        name="keras_max_norm_along_rows",
        exercise="keras_model",
        replace={
            "kernel_constraint=keras.constraints.MaxNorm(3),": (
                "kernel_constraint=keras.constraints.MaxNorm(3, axis=1),"
            ),
        },
        behaves="the weights that leave an input were limited, not those that lead into a unit",
        hint="A dense layer's kernel is (inputs, units). Which axis runs along one unit's weights?",
    ),
    Misconception(
        name="keras_no_max_norm",
        exercise="keras_model",
        replace={
            "kernel_constraint=keras.constraints.MaxNorm(3),": "kernel_constraint=None,",
        },
        behaves="nothing limited the length of the weights",
        hint="Which argument of a Dense layer is applied to its weights after each step?",
    ),
    Misconception(
        name="keras_no_softmax",
        exercise="keras_model",
        replace={"model.add(keras.layers.Softmax())": ""},
        behaves="the model gave logits, not probabilities",
        hint="Do the outputs of an example add up to 1?",
    ),
    Misconception(
        name="keras_learning_rate_of_sgd",
        exercise="keras_model",
        replace={
            "optimizer=keras.optimizers.Adam(learning_rate=0.001),": (
                "optimizer=keras.optimizers.Adam(learning_rate=0.01),"
            ),
        },
        behaves="the learning rate were 0.01",
        hint="Look at model.optimizer.learning_rate.",
    ),
    Misconception(
        name="keras_binary_loss",
        exercise="keras_model",
        replace={
            'loss="categorical_crossentropy",': 'loss="binary_crossentropy",',
        },
        behaves="the loss were the binary cross-entropy of each class by itself",
        hint="One of K classes is true. Which cross-entropy is that?",
    ),
    Misconception(
        name="keras_patience_of_one_more",
        exercise="keras_model",
        replace={
            'monitor="val_loss", patience=patience, restore_best_weights=True': (
                'monitor="val_loss", patience=patience + 1, restore_best_weights=True'
            ),
        },
        behaves="training went on for one epoch more",
        hint="After how many epochs in a row without improvement does training end?",
    ),
    Misconception(
        name="keras_last_weights_kept",
        exercise="keras_model",
        replace={
            'monitor="val_loss", patience=patience, restore_best_weights=True': (
                'monitor="val_loss", patience=patience'
            ),
        },
        behaves="the model ended with its last weights, not its best",
        hint="When training stops, its last epochs were not the best. Whose weights remain?",
    ),
    Misconception(
        name="keras_watches_the_training_loss",
        exercise="keras_model",
        replace={
            'monitor="val_loss", patience=patience, restore_best_weights=True': (
                'monitor="loss", patience=patience, restore_best_weights=True'
            ),
        },
        behaves="early stopping watched the loss on the training set",
        hint="Which of the two losses tells that a network begins to overfit?",
    ),
    Misconception(
        name="keras_no_shuffling",
        exercise="keras_model",
        replace={"batch_size=32,": "batch_size=32,\nshuffle=False,"},
        behaves="every epoch had the same order",
        hint="In which order do the examples come in the second epoch?",
    ),
]
