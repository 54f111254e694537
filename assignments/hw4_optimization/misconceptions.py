"""Misconceptions of homework 4, each as a patch of the NumPy reference."""

from autograder.misconceptions.patch import Misconception

MISCONCEPTIONS = [
    Misconception(
        name="batches_drop_the_rest",
        exercise="mini_batches",
        replace={
            "for start in range(0, n, batch_size):": "for start in range(0, n - batch_size + 1, batch_size):"
        },
        behaves="the examples that do not fill a whole batch made none of their own",
        hint="Ten examples in batches of four: what becomes of the last two?",
    ),
    Misconception(
        name="batches_of_y_and_x",
        exercise="mini_batches",
        replace={"batches.append((x[rows], y[rows]))": "batches.append((y[rows], x[rows]))"},
        behaves="y came first in every batch, and x second",
        hint="In which order does a batch hold its two parts?",
    ),
    Misconception(
        name="batches_end_with_an_empty_one",
        exercise="mini_batches",
        replace={
            "for start in range(0, n, batch_size):": "for start in range(0, n + 1, batch_size):"
        },
        behaves="an empty batch followed where batch_size divides the number of examples",
        hint="Eight examples in batches of four: how many batches, and where does the last begin?",
    ),
    Misconception(
        name="batches_shuffle_x_and_y_apart",
        exercise="mini_batches",
        replace={
            "order = rng.permutation(n)": "order = rng.permutation(n)\nother = rng.permutation(n)",
            "batches.append((x[rows], y[rows]))": "batches.append((x[rows], y[other[start : start + batch_size]]))",
        },
        behaves="x and y did not go through the same order",
        hint="An example must keep its own label: how many orders do you draw?",
    ),
    Misconception(
        name="batches_not_shuffled",
        exercise="mini_batches",
        replace={"order = rng.permutation(n)": "order = np.arange(n)"},
        behaves="the examples stayed in their order",
        hint="Data are often sorted by class; batches must not be.",
    ),
    Misconception(
        name="batches_always_shuffled_alike",
        exercise="mini_batches",
        replace={"order = rng.permutation(n)": "order = np.random.default_rng(0).permutation(n)"},
        behaves="every call gave the same order",
        hint="Each epoch has an order of its own. Where does yours come from?",
    ),
    Misconception(
        name="batches_drawn_with_replacement",
        exercise="mini_batches",
        replace={"order = rng.permutation(n)": "order = rng.integers(0, n, size=n)"},
        behaves="examples were drawn with replacement: some come twice, others never",
        hint="In one epoch every example has exactly one turn.",
    ),
    Misconception(
        name="batches_shuffled_as_a_whole",
        exercise="mini_batches",
        replace={
            "order = rng.permutation(n)": "order = np.arange(n)",
            "return batches": "return [batches[i] for i in rng.permutation(len(batches))]",
        },
        behaves="the batches were shuffled but not the examples in them",
        hint="Neighbours in the data should not always meet in the same batch: what do you shuffle, "
        "and when?",
    ),
    Misconception(
        name="batches_shuffled_in_place",
        exercise="mini_batches",
        replace={
            "order = rng.permutation(n)": "order = rng.permutation(n)\nx[:] = x[order]\ny[:] = y[order]\norder = np.arange(n)"
        },
        behaves="x and y themselves were put into another order",
        hint="The data belong to the caller, who may need their order: leave them as they are.",
    ),
    Misconception(
        name="batches_drop_the_rest_behind_a_full_one",
        exercise="mini_batches",
        replace={
            "for start in range(0, n, batch_size):": "for start in range(0, max(n - batch_size, 0) + 1, batch_size):"
        },
        behaves="the rest behind the last full batch made no smaller one",
        hint="Ten examples in batches of four: what becomes of the last two?",
    ),
    Misconception(
        name="batches_of_nearly_equal_sizes",
        exercise="mini_batches",
        replace={
            "for start in range(0, n, batch_size):": "for rows in np.array_split(order, -(-n // batch_size)):",
            "rows = order[start : start + batch_size]": "rows = rows.copy()",
        },
        behaves="the examples were spread evenly over the batches",
        hint="How many examples does a batch hold that is not the last one?",
    ),
    Misconception(
        name="batches_from_the_global_generator",
        exercise="mini_batches",
        replace={"order = rng.permutation(n)": "order = np.random.permutation(n)"},
        behaves="the order came from NumPy's global generator instead of rng",
        hint="Who holds the seed? There is an argument for it.",
    ),
    Misconception(
        name="batches_by_ties",
        exercise="mini_batches",
        replace={
            "order = rng.permutation(n)": 'order = np.argsort(rng.integers(0, n, size=n), kind="stable")'
        },
        behaves="the examples were sorted by random whole numbers, whose ties keep the old order",
        hint="Two examples may draw the same number. Which of them comes first, and how often?",
    ),
    Misconception(
        name="average_never_corrected",
        exercise="moving_averages",
        replace={"if bias_correction:": "if False:"},
        behaves="there were no bias correction",
        hint="The average starts from 0 and is too small at first. What does bias_correction ask for?",
    ),
    Misconception(
        name="average_always_corrected",
        exercise="moving_averages",
        replace={"if bias_correction:": "if True:"},
        behaves="the bias were corrected even with bias_correction=False",
        hint="The caller may switch the correction off.",
    ),
    Misconception(
        name="average_correction_carried_on",
        exercise="moving_averages",
        replace={
            "averages[t - 1] = v / (1 - beta**t)": "v = v / (1 - beta**t)\naverages[t - 1] = v"
        },
        behaves="the corrected average went on into the next step",
        hint="Correct what you hand out, not what you carry on.",
    ),
    Misconception(
        name="average_counts_from_0",
        exercise="moving_averages",
        replace={
            "averages[t - 1] = v / (1 - beta**t)": "averages[t - 1] = v / (1 - beta ** (t - 1))"
        },
        behaves="the first value had t = 0 in the correction, which divides by 0",
        hint="After the first value the weights add up to 1 - beta. Which t is that?",
    ),
    Misconception(
        name="average_weights_swapped",
        exercise="moving_averages",
        replace={
            "v = beta * v + (1 - beta) * value": "v = (1 - beta) * v + beta * value",
        },
        behaves="beta were the weight of the new value instead of that of the past",
        hint="With a beta of 0.98 the average hardly moves in one step.",
    ),
    Misconception(
        name="average_beta_is_the_share_of_the_new_value",
        exercise="moving_averages",
        replace={"v = 0.0": "v, beta = 0.0, 1 - beta"},
        behaves="beta were the weight of the new value, in the correction as well",
        hint="With a beta of 0.98 the average hardly moves in one step.",
    ),
    Misconception(
        name="average_starts_at_first_value",
        exercise="moving_averages",
        replace={"v = 0.0": "v = values[0]"},
        behaves="the average started from the first value instead of 0",
        hint="What is v_0 in the formula? The correction is made for that.",
    ),
    Misconception(
        name="average_without_share_of_new_value",
        exercise="moving_averages",
        replace={"v = beta * v + (1 - beta) * value": "v = beta * v + value"},
        behaves="the new value were added in full instead of with the weight 1 - beta",
        hint="The weights of an average add up to 1.",
    ),
    Misconception(
        name="average_correction_without_power",
        exercise="moving_averages",
        replace={"averages[t - 1] = v / (1 - beta**t)": "averages[t - 1] = v / (1 - beta)"},
        behaves="the correction were the same at all times, 1 - beta",
        hint="The bias fades with time, and so must its correction.",
    ),
    Misconception(
        name="average_corrected_for_the_next_step",
        exercise="moving_averages",
        replace={
            "averages[t - 1] = v / (1 - beta**t)": "averages[t - 1] = v / (1 - beta ** (t + 1))"
        },
        behaves="the correction used t + 1",
        hint="After the first value the weights add up to 1 - beta. Which t is that?",
    ),
    Misconception(
        name="average_uncorrected_by_default",
        exercise="moving_averages",
        replace={
            "def ewma(values: np.ndarray, beta: float, bias_correction: bool = True) -> np.ndarray:": "def ewma(values: np.ndarray, beta: float, bias_correction: bool = False) -> np.ndarray:"
        },
        behaves="bias_correction were False by default",
        hint="Leave the signature as it was given.",
    ),
    Misconception(
        name="sgd_uphill",
        exercise="sgd",
        replace={"w_new = w - step": "w_new = w + step"},
        behaves="the step led up the gradient",
        hint="The gradient points to where the loss grows.",
    ),
    Misconception(
        name="sgd_without_learning_rate",
        exercise="sgd",
        replace={"step = lr * dw": "step = dw"},
        behaves="the learning rate were left out",
        hint="Which argument says how far to go?",
    ),
    Misconception(
        name="sgd_returns_the_step",
        exercise="sgd",
        replace={"w_new = w - step": "w_new = -step"},
        behaves="the change of the weights were returned instead of the new weights",
        hint="What is wanted is where the weights are after the step.",
    ),
    Misconception(
        name="sgd_in_place",
        exercise="sgd",
        replace={"w_new = w - step": "w -= step\nw_new = w"},
        behaves="w itself were changed",
        hint="w belongs to the caller, and -= changes it: make a new array.",
    ),
    Misconception(
        name="momentum_never_dampened",
        exercise="momentum",
        replace={"if dampening:": "if False:"},
        behaves="the gradient were never dampened by 1 - beta",
        hint="Look at the argument dampening and at its default.",
    ),
    Misconception(
        name="momentum_always_dampened",
        exercise="momentum",
        replace={"if dampening:": "if True:"},
        behaves="the gradient were dampened even with dampening=False",
        hint="Look at the argument dampening.",
    ),
    Misconception(
        name="momentum_weights_swapped",
        exercise="momentum",
        replace={"v_new = beta * v + (1 - beta) * dw": "v_new = (1 - beta) * v + beta * dw"},
        behaves="beta were the weight of the gradient instead of that of the velocity",
        hint="With a beta of 0.9 most of the velocity survives a step.",
    ),
    Misconception(
        name="momentum_is_nesterov",
        exercise="momentum",
        replace={"w_new = w - lr * v_new": "w_new = w - lr * (dw + beta * v_new)"},
        behaves="it were Nesterov's momentum, with a look ahead",
        hint="Plain momentum goes along the velocity and nothing else.",
    ),
    Misconception(
        name="momentum_steps_by_old_velocity",
        exercise="momentum",
        replace={"w_new = w - lr * v_new": "w_new = w - lr * v"},
        behaves="the step were made with the velocity of before",
        hint="First the velocity learns of the gradient, then the weights move.",
    ),
    Misconception(
        name="momentum_velocity_holds_learning_rate",
        exercise="momentum",
        replace={
            "v_new = beta * v + (1 - beta) * dw": "v_new = beta * v + lr * (1 - beta) * dw",
            "v_new = beta * v + dw": "v_new = beta * v + lr * dw",
            "w_new = w - lr * v_new": "w_new = w - v_new",
        },
        behaves="the velocity held the learning rate",
        hint="The velocity is made of gradients alone; the learning rate enters when the weights move.",
    ),
    Misconception(
        name="momentum_beta_fixed",
        exercise="momentum",
        replace={"if dampening:": "beta = 0.9\nif dampening:"},
        behaves="beta were always 0.9",
        hint="Use the argument beta.",
    ),
    Misconception(
        name="momentum_velocity_in_place",
        exercise="momentum",
        replace={
            "v_new = beta * v + (1 - beta) * dw": "v *= beta\nv += (1 - beta) * dw\nv_new = v",
            "v_new = beta * v + dw": "v *= beta\nv += dw\nv_new = v",
        },
        behaves="v itself were changed",
        hint="v belongs to the caller, and *= changes it: make a new array.",
    ),
    Misconception(
        name="momentum_past_has_weight_of_gradient",
        exercise="momentum",
        replace={
            "v_new = beta * v + (1 - beta) * dw": "v_new = (1 - beta) * v + beta * dw",
            "v_new = beta * v + dw": "v_new = (1 - beta) * v + dw",
        },
        behaves="1 - beta were the weight of the velocity, with dampening and without",
        hint="With a beta of 0.9 most of the velocity survives a step.",
    ),
    Misconception(
        name="momentum_is_dampened_nesterov",
        exercise="momentum",
        replace={
            "w_new = w - lr * v_new": "gradient = (1 - beta) * dw if dampening else dw\nw_new = w - lr * (gradient + beta * v_new)"
        },
        behaves="it were Nesterov's momentum, with a look ahead from the dampened gradient",
        hint="Plain momentum goes along the velocity and nothing else.",
    ),
    Misconception(
        name="momentum_first_gradient_in_full",
        exercise="momentum",
        replace={"if dampening:": "if not v.any():\n    v_new = 1.0 * dw\nelif dampening:"},
        behaves="the first gradient made the whole velocity, without dampening",
        hint="Some libraries do so. Does the formula make an exception for a velocity of zeros?",
    ),
    Misconception(
        name="momentum_undampened_by_default",
        exercise="momentum",
        replace={"dampening: bool = True,": "dampening: bool = False,"},
        behaves="dampening were False by default",
        hint="Leave the signature as it was given.",
    ),
    Misconception(
        name="momentum_dampening_reversed",
        exercise="momentum",
        replace={"if dampening:": "if not dampening:"},
        behaves="dampening=True and dampening=False were swapped",
        hint="Which of the two formulas is an average?",
    ),
    Misconception(
        name="momentum_velocity_downhill",
        exercise="momentum",
        replace={
            "v_new = beta * v + (1 - beta) * dw": "v_new = beta * v - (1 - beta) * dw",
            "v_new = beta * v + dw": "v_new = beta * v - dw",
            "w_new = w - lr * v_new": "w_new = w + lr * v_new",
        },
        behaves="the velocity held the minus sign",
        hint="The velocity is made of gradients as they are; the minus sign enters when the weights move.",
    ),
    Misconception(
        name="momentum_velocity_is_the_step",
        exercise="momentum",
        replace={
            "v_new = beta * v + (1 - beta) * dw": "v_new = beta * v - lr * dw",
            "v_new = beta * v + dw": "v_new = beta * v - lr * dw",
            "w_new = w - lr * v_new": "w_new = w + v_new",
        },
        behaves="the velocity were the step itself, with learning rate and minus sign and never dampened",
        hint="Courses and libraries differ. Of what is the velocity made here, and what does dampening say?",
    ),
    Misconception(
        name="momentum_dampened_in_the_step",
        exercise="momentum",
        replace={
            "v_new = beta * v + (1 - beta) * dw": "v_new = beta * v + dw",
            "w_new = w - lr * v_new": "w_new = w - lr * ((1 - beta) if dampening else 1) * v_new",
        },
        behaves="1 - beta stood in the step instead of in the velocity",
        hint="From zeros both walk alike, but what is handed on as v?",
    ),
    Misconception(
        name="nesterov_is_plain_momentum",
        exercise="nesterov",
        replace={"step = dw + beta * v_new": "step = v_new"},
        behaves="it were plain momentum, without the look ahead",
        hint="Into which quantity does the look ahead put the new velocity?",
    ),
    Misconception(
        name="nesterov_look_ahead_in_full",
        exercise="nesterov",
        replace={"step = dw + beta * v_new": "step = dw + v_new"},
        behaves="the look ahead took the whole velocity instead of beta times it",
        hint="How much of the velocity survives to the next step?",
    ),
    Misconception(
        name="nesterov_gradient_forgotten",
        exercise="nesterov",
        replace={"step = dw + beta * v_new": "step = beta * v_new"},
        behaves="the step lacked the gradient itself",
        hint="The step has two parts, one of them without any past.",
    ),
    Misconception(
        name="nesterov_dampened",
        exercise="nesterov",
        replace={"v_new = beta * v + dw": "v_new = beta * v + (1 - beta) * dw"},
        behaves="the gradient entered the velocity dampened by 1 - beta",
        hint="In this form the velocity is a sum, not an average.",
    ),
    Misconception(
        name="nesterov_velocity_holds_learning_rate",
        exercise="nesterov",
        replace={
            "v_new = beta * v + dw": "v_new = beta * v + lr * dw",
            "step = dw + beta * v_new": "step = lr * dw + beta * v_new",
            "w_new = w - lr * step": "w_new = w - step",
        },
        behaves="the velocity held the learning rate",
        hint="The velocity is made of gradients alone; the learning rate enters when the weights move.",
    ),
    Misconception(
        name="nesterov_beta_fixed",
        exercise="nesterov",
        replace={"v_new = beta * v + dw": "beta = 0.9\nv_new = beta * v + dw"},
        behaves="beta were always 0.9",
        hint="Use the argument beta.",
    ),
    Misconception(
        name="nesterov_velocity_in_place",
        exercise="nesterov",
        replace={"v_new = beta * v + dw": "v *= beta\nv += dw\nv_new = v"},
        behaves="v itself were changed",
        hint="v belongs to the caller, and *= changes it: make a new array.",
    ),
    Misconception(
        name="nesterov_velocity_is_the_step",
        exercise="nesterov",
        replace={
            "v_new = beta * v + dw": "v_new = beta * v - lr * dw",
            "step = dw + beta * v_new": "step = lr * dw - beta * v_new",
            "w_new = w - lr * step": "w_new = w - step",
        },
        behaves="the velocity held the learning rate and the minus sign",
        hint="The velocity is made of gradients alone; all else enters when the weights move.",
    ),
    Misconception(
        name="nesterov_looks_ahead_twice",
        exercise="nesterov",
        replace={
            "v_new = beta * v + dw": "v_new = beta * v - lr * dw",
            "step = dw + beta * v_new": "step = (1 + beta) * lr * dw - beta * beta * v_new",
            "w_new = w - lr * step": "w_new = w - step",
        },
        behaves="the velocity held learning rate and minus sign, and was brought up to date before beta² v was added",
        hint="In the form with beta² it is the velocity of before that looks ahead.",
    ),
    Misconception(
        name="nesterov_is_plain_momentum_with_learning_rate",
        exercise="nesterov",
        replace={
            "v_new = beta * v + dw": "v_new = beta * v + lr * dw",
            "step = dw + beta * v_new": "step = v_new",
            "w_new = w - lr * step": "w_new = w - step",
        },
        behaves="it were plain momentum, with the learning rate in the velocity",
        hint="Two things: what does the velocity hold, and where is the look ahead?",
    ),
    Misconception(
        name="nesterov_look_ahead_stored",
        exercise="nesterov",
        replace={"return w_new, v_new": "return w_new, step"},
        behaves="the direction of the step were handed on as the velocity",
        hint="The look ahead serves this step alone: what does the next one start from?",
    ),
    Misconception(
        name="adagrad_decays",
        exercise="adagrad",
        replace={"s_new = s + dw**2": "s_new = 0.9 * s + 0.1 * dw**2"},
        behaves="old gradients faded, as in RMSprop with a beta of 0.9",
        hint="Adagrad forgets nothing.",
    ),
    Misconception(
        name="adagrad_without_history",
        exercise="adagrad",
        replace={"s_new = s + dw**2": "s_new = dw**2"},
        behaves="the squares of earlier gradients were forgotten",
        hint="What is s for?",
    ),
    Misconception(
        name="adagrad_steps_by_old_sum",
        exercise="adagrad",
        replace={"scale = np.sqrt(s_new) + eps": "scale = np.sqrt(s) + eps"},
        behaves="the step were divided by the sum of before, without the present gradient",
        hint="In the very first step you would divide by almost 0.",
    ),
    Misconception(
        name="adagrad_one_rate_for_all_weights",
        exercise="adagrad",
        replace={"s_new = s + dw**2": "s_new = s + np.sum(dw**2)"},
        behaves="the squares of all weights' gradients went into one sum",
        hint="Every weight has a learning rate of its own.",
    ),
    Misconception(
        name="adagrad_without_root",
        exercise="adagrad",
        replace={"scale = np.sqrt(s_new) + eps": "scale = s_new + eps"},
        behaves="the step were divided by the sum of squares instead of its root",
        hint="Gradients in other units must give the same step: compare the powers of dw above and "
        "below the line.",
    ),
    Misconception(
        name="adagrad_eps_inside_root",
        exercise="adagrad",
        replace={"scale = np.sqrt(s_new) + eps": "scale = np.sqrt(s_new + eps)"},
        behaves="eps stood inside the root",
        hint="First the root, then eps.",
    ),
    Misconception(
        name="adagrad_eps_forgotten",
        exercise="adagrad",
        replace={"scale = np.sqrt(s_new) + eps": "scale = np.sqrt(s_new)"},
        behaves="there were no eps: 0/0 for a weight that never had a gradient",
        hint="What becomes of a weight whose gradients have all been 0?",
    ),
    Misconception(
        name="adagrad_sum_in_place",
        exercise="adagrad",
        replace={"s_new = s + dw**2": "s += dw**2\ns_new = s"},
        behaves="s itself were changed",
        hint="s belongs to the caller, and += changes it: make a new array.",
    ),
    Misconception(
        name="adagrad_eps_fixed",
        exercise="adagrad",
        replace={"scale = np.sqrt(s_new) + eps": "scale = np.sqrt(s_new) + 1e-8"},
        behaves="eps were always 1e-8",
        hint="Use the argument eps.",
    ),
    Misconception(
        name="adagrad_eps_stored",
        exercise="adagrad",
        replace={
            "s_new = s + dw**2": "s_new = s + dw**2 + eps",
            "scale = np.sqrt(s_new) + eps": "scale = np.sqrt(s_new)",
        },
        behaves="eps were added to the sum and became part of the state",
        hint="eps belongs to the denominator; the state knows nothing of it.",
    ),
    Misconception(
        name="adagrad_eps_squared_inside_root",
        exercise="adagrad",
        replace={"scale = np.sqrt(s_new) + eps": "scale = np.sqrt(s_new + eps**2)"},
        behaves="eps² stood inside the root",
        hint="First the root, then eps.",
    ),
    Misconception(
        name="adagrad_sizes_added",
        exercise="adagrad",
        replace={"s_new = s + dw**2": "s_new = s + np.abs(dw)"},
        behaves="the sizes of the gradients were added up instead of their squares",
        hint="What is it that the root is taken of?",
    ),
    Misconception(
        name="adagrad_default_eps_1e-10",
        exercise="adagrad",
        replace={
            "w: np.ndarray, dw: np.ndarray, s: np.ndarray, lr: float, eps: float = 1e-8": "w: np.ndarray, dw: np.ndarray, s: np.ndarray, lr: float, eps: float = 1e-10"
        },
        behaves="the default of eps were 1e-10",
        hint="Leave the signature as it was given.",
    ),
    Misconception(
        name="adagrad_default_eps_1e-7",
        exercise="adagrad",
        replace={
            "w: np.ndarray, dw: np.ndarray, s: np.ndarray, lr: float, eps: float = 1e-8": "w: np.ndarray, dw: np.ndarray, s: np.ndarray, lr: float, eps: float = 1e-7"
        },
        behaves="the default of eps were 1e-7",
        hint="Leave the signature as it was given.",
    ),
    Misconception(
        name="rmsprop_accumulates",
        exercise="rmsprop",
        replace={"s_new = beta * s + (1 - beta) * dw**2": "s_new = s + dw**2"},
        behaves="the squares added up without fading, as in Adagrad",
        hint="An average, not a sum: the past fades and the new square has only a share.",
    ),
    Misconception(
        name="rmsprop_without_share_of_new_square",
        exercise="rmsprop",
        replace={"s_new = beta * s + (1 - beta) * dw**2": "s_new = beta * s + dw**2"},
        behaves="the new square were added in full instead of with the weight 1 - beta",
        hint="The weights of an average add up to 1.",
    ),
    Misconception(
        name="rmsprop_weights_swapped",
        exercise="rmsprop",
        replace={"s_new = beta * s + (1 - beta) * dw**2": "s_new = (1 - beta) * s + beta * dw**2"},
        behaves="beta were the weight of the new square instead of that of the past",
        hint="With a beta of 0.9 most of the average survives a step.",
    ),
    Misconception(
        name="rmsprop_square_of_the_mean",
        exercise="rmsprop",
        replace={
            "s_new = beta * s + (1 - beta) * dw**2": "s_new = (beta * s + (1 - beta) * dw) ** 2"
        },
        behaves="the average were squared instead of the gradient: (beta s + (1 - beta) dw)²",
        hint="Mean of the squares or square of the mean: which of the two comes first?",
    ),
    Misconception(
        name="rmsprop_without_root",
        exercise="rmsprop",
        replace={"scale = np.sqrt(s_new) + eps": "scale = s_new + eps"},
        behaves="the step were divided by the mean square instead of its root",
        hint="The name says it: root mean square.",
    ),
    Misconception(
        name="rmsprop_eps_inside_root",
        exercise="rmsprop",
        replace={"scale = np.sqrt(s_new) + eps": "scale = np.sqrt(s_new + eps)"},
        behaves="eps stood inside the root",
        hint="First the root, then eps.",
    ),
    Misconception(
        name="rmsprop_eps_multiplied",
        exercise="rmsprop",
        replace={"scale = np.sqrt(s_new) + eps": "scale = np.sqrt(s_new) * eps"},
        behaves="the root were multiplied by eps",
        hint="eps is there to keep the denominator above 0. Does yours?",
    ),
    Misconception(
        name="rmsprop_average_in_place",
        exercise="rmsprop",
        replace={
            "s_new = beta * s + (1 - beta) * dw**2": "s *= beta\ns += (1 - beta) * dw**2\ns_new = s"
        },
        behaves="s itself were changed",
        hint="s belongs to the caller, and *= changes it: make a new array.",
    ),
    Misconception(
        name="rmsprop_steps_by_old_average",
        exercise="rmsprop",
        replace={"scale = np.sqrt(s_new) + eps": "scale = np.sqrt(s) + eps"},
        behaves="the step were divided by the average of before, without the present gradient",
        hint="In the very first step you would divide by almost 0.",
    ),
    Misconception(
        name="rmsprop_share_squared",
        exercise="rmsprop",
        replace={
            "s_new = beta * s + (1 - beta) * dw**2": "s_new = beta * s + ((1 - beta) * dw) ** 2"
        },
        behaves="the weight 1 - beta were squared together with the gradient",
        hint="What exactly is squared, and what is only multiplied?",
    ),
    Misconception(
        name="rmsprop_first_square_in_full",
        exercise="rmsprop",
        replace={
            "s_new = beta * s + (1 - beta) * dw**2": "s_new = beta * s + (1 - beta) * dw**2 if s.any() else dw**2"
        },
        behaves="the first square made the whole average",
        hint="Does the formula make an exception for an average of zeros?",
    ),
    Misconception(
        name="rmsprop_eps_stored",
        exercise="rmsprop",
        replace={
            "s_new = beta * s + (1 - beta) * dw**2": "s_new = beta * s + (1 - beta) * dw**2 + eps",
            "scale = np.sqrt(s_new) + eps": "scale = np.sqrt(s_new)",
        },
        behaves="eps were added to the average and became part of the state",
        hint="eps belongs to the denominator; the state knows nothing of it.",
    ),
    Misconception(
        name="rmsprop_root_stored",
        exercise="rmsprop",
        replace={"return w_new, s_new": "return w_new, np.sqrt(s_new)"},
        behaves="the root of the average were handed on as the state",
        hint="The next step averages squares. What must it start from?",
    ),
    Misconception(
        name="rmsprop_default_beta_0.99",
        exercise="rmsprop",
        replace={
            "w: np.ndarray, dw: np.ndarray, s: np.ndarray, lr: float, beta: float = 0.9, eps: float = 1e-8": "w: np.ndarray, dw: np.ndarray, s: np.ndarray, lr: float, beta: float = 0.99, eps: float = 1e-8"
        },
        behaves="the default of beta were 0.99",
        hint="Leave the signature as it was given.",
    ),
    Misconception(
        name="rmsprop_arguments_in_another_order",
        exercise="rmsprop",
        replace={
            "w: np.ndarray, dw: np.ndarray, s: np.ndarray, lr: float, beta: float = 0.9, eps: float = 1e-8": "w: np.ndarray, dw: np.ndarray, s: np.ndarray, lr: float, eps: float = 1e-8, beta: float = 0.9"
        },
        behaves="eps came before beta in the signature",
        hint="Leave the arguments in the order in which they were given.",
    ),
    Misconception(
        name="adam_without_correction",
        exercise="adam",
        replace={
            "m_hat = m_new / (1 - beta1**t)": "m_hat = m_new",
            "v_hat = v_new / (1 - beta2**t)": "v_hat = v_new",
        },
        behaves="there were no bias correction",
        hint="Both averages start from 0. How large is each after the first step?",
    ),
    Misconception(
        name="adam_denominator_uncorrected",
        exercise="adam",
        replace={"v_hat = v_new / (1 - beta2**t)": "v_hat = v_new"},
        behaves="only m were corrected: the denominator is the root of v as it is",
        hint="The mean of the squares starts from 0 just as the mean of the gradients does.",
    ),
    Misconception(
        name="adam_numerator_uncorrected",
        exercise="adam",
        replace={"m_hat = m_new / (1 - beta1**t)": "m_hat = m_new"},
        behaves="only v were corrected: the numerator is m as it is",
        hint="The mean of the gradients starts from 0 just as the mean of their squares does.",
    ),
    Misconception(
        name="adam_without_root",
        exercise="adam",
        replace={"scale = np.sqrt(v_hat) + eps": "scale = v_hat + eps"},
        behaves="the step were divided by the mean square of the gradients instead of its root",
        hint="If all gradients were ten times as large, how much longer should the step be?",
    ),
    Misconception(
        name="adam_t_from_0",
        exercise="adam",
        replace={
            "m_hat = m_new / (1 - beta1**t)": "m_hat = m_new / (1 - beta1 ** (t + 1))",
            "v_hat = v_new / (1 - beta2**t)": "v_hat = v_new / (1 - beta2 ** (t + 1))",
        },
        behaves="t counted from 0, so that the correction used t + 1",
        hint="What is t in the first call?",
    ),
    Misconception(
        name="adam_t_of_the_step_before",
        exercise="adam",
        replace={
            "m_hat = m_new / (1 - beta1**t)": "m_hat = m_new / (1 - beta1 ** (t - 1))",
            "v_hat = v_new / (1 - beta2**t)": "v_hat = v_new / (1 - beta2 ** (t - 1))",
        },
        behaves="the correction used t - 1, which is 0 in the first step",
        hint="t is the number of this step already.",
    ),
    Misconception(
        name="adam_betas_swapped",
        exercise="adam",
        replace={
            "m_new = beta1 * m + (1 - beta1) * dw": "beta1, beta2 = beta2, beta1\nm_new = beta1 * m + (1 - beta1) * dw"
        },
        behaves="beta1 and beta2 were swapped",
        hint="Which of the two belongs to the mean of the gradients, which to that of the squares?",
    ),
    Misconception(
        name="adam_correction_stored",
        exercise="adam",
        replace={"return w_new, m_new, v_new": "return w_new, m_hat, v_hat"},
        behaves="the corrected averages were handed on as the state",
        hint="The correction serves this step alone: what does the next step start from?",
    ),
    Misconception(
        name="adam_square_of_the_mean",
        exercise="adam",
        replace={
            "v_new = beta2 * v + (1 - beta2) * dw**2": "v_new = beta2 * v + (1 - beta2) * m_new**2"
        },
        behaves="v averaged the squares of m instead of those of the gradient",
        hint="Gradients of both signs cancel in their mean, their squares do not.",
    ),
    Misconception(
        name="adam_eps_inside_root",
        exercise="adam",
        replace={"scale = np.sqrt(v_hat) + eps": "scale = np.sqrt(v_hat + eps)"},
        behaves="eps stood inside the root",
        hint="First the root, then eps.",
    ),
    Misconception(
        name="adam_eps_before_correction",
        exercise="adam",
        replace={
            "scale = np.sqrt(v_hat) + eps": "scale = (np.sqrt(v_new) + eps) / np.sqrt(1 - beta2**t)"
        },
        behaves="eps were added to the root of the uncorrected v",
        hint="Some libraries do it so, and their eps means something else in the first steps: correct "
        "first, then add.",
    ),
    Misconception(
        name="adam_state_in_place",
        exercise="adam",
        replace={
            "m_new = beta1 * m + (1 - beta1) * dw": "m *= beta1\nm += (1 - beta1) * dw\nm_new = m",
            "v_new = beta2 * v + (1 - beta2) * dw**2": "v *= beta2\nv += (1 - beta2) * dw**2\nv_new = v",
        },
        behaves="m and v themselves were changed",
        hint="The state belongs to the caller, and *= changes it: make new arrays.",
    ),
    Misconception(
        name="adam_corrections_swapped",
        exercise="adam",
        replace={
            "m_hat = m_new / (1 - beta1**t)": "m_hat = m_new / (1 - beta2**t)",
            "v_hat = v_new / (1 - beta2**t)": "v_hat = v_new / (1 - beta1**t)",
        },
        behaves="m were corrected by beta2 and v by beta1",
        hint="Each average is corrected by the beta that it is made with.",
    ),
    Misconception(
        name="adam_correction_without_power",
        exercise="adam",
        replace={
            "m_hat = m_new / (1 - beta1**t)": "m_hat = m_new / (1 - beta1)",
            "v_hat = v_new / (1 - beta2**t)": "v_hat = v_new / (1 - beta2)",
        },
        behaves="the corrections were the same in all steps, 1 - beta",
        hint="The bias fades with time, and so must its correction.",
    ),
    Misconception(
        name="adam_steps_by_the_gradient",
        exercise="adam",
        replace={"m_hat = m_new / (1 - beta1**t)": "m_hat = dw"},
        behaves="the step took the gradient itself instead of the corrected average",
        hint="What is m for, if no step ever uses it?",
    ),
    Misconception(
        name="adam_is_adabelief",
        exercise="adam",
        replace={
            "v_new = beta2 * v + (1 - beta2) * dw**2": "v_new = beta2 * v + (1 - beta2) * (dw - m_new) ** 2"
        },
        behaves="v averaged the squares of dw - m, as in AdaBelief",
        hint="Adam looks at the gradient's size, not at how much it surprises.",
    ),
    Misconception(
        name="adam_is_amsgrad",
        exercise="adam",
        replace={
            "v_new = beta2 * v + (1 - beta2) * dw**2": "v_new = np.maximum(v, beta2 * v + (1 - beta2) * dw**2)"
        },
        behaves="v never fell, as in AMSGrad",
        hint="A large gradient of long ago should be forgotten in time.",
    ),
    Misconception(
        name="adam_moments_returned_in_another_order",
        exercise="adam",
        replace={"return w_new, m_new, v_new": "return w_new, v_new, m_new"},
        behaves="v were returned before m",
        hint="In which order does the caller unpack the state?",
    ),
    Misconception(
        name="adam_default_eps_1e-7",
        exercise="adam",
        replace={"eps: float = 1e-8,": "eps: float = 1e-7,"},
        behaves="the default of eps were 1e-7",
        hint="Leave the signature as it was given.",
    ),
    Misconception(
        name="nadam_is_adam",
        exercise="nadam",
        replace={"m_hat = ahead + now": "m_hat = m_new / (1 - beta1**t)"},
        behaves="it were Adam, without the look ahead",
        hint="Nadam's m_hat has two terms: the past with one more step of fading, and the gradient.",
    ),
    Misconception(
        name="nadam_one_correction_for_both",
        exercise="nadam",
        replace={
            "ahead = beta1 * m_new / (1 - beta1 ** (t + 1))": "ahead = beta1 * m_new / (1 - beta1**t)"
        },
        behaves="the term that looks ahead were corrected for step t instead of t + 1",
        hint="One of the two terms belongs to the step to come.",
    ),
    Misconception(
        name="nadam_without_correction",
        exercise="nadam",
        replace={
            "ahead = beta1 * m_new / (1 - beta1 ** (t + 1))": "ahead = beta1 * m_new",
            "now = (1 - beta1) * dw / (1 - beta1**t)": "now = (1 - beta1) * dw",
            "v_hat = v_new / (1 - beta2**t)": "v_hat = v_new",
        },
        behaves="there were no bias correction",
        hint="Both averages start from 0. How large is each after the first step?",
    ),
    Misconception(
        name="nadam_looks_ahead_from_old_mean",
        exercise="nadam",
        replace={
            "ahead = beta1 * m_new / (1 - beta1 ** (t + 1))": "ahead = beta1 * m / (1 - beta1 ** (t + 1))"
        },
        behaves="the look ahead started from the m of before, without the present gradient",
        hint="First m learns of the gradient, then you look ahead from there.",
    ),
    Misconception(
        name="nadam_gradient_in_full",
        exercise="nadam",
        replace={"now = (1 - beta1) * dw / (1 - beta1**t)": "now = dw"},
        behaves="the gradient entered in full instead of with its corrected weight",
        hint="The gradient has the same weight in m_hat as in m, corrected for this step.",
    ),
    Misconception(
        name="nadam_betas_swapped",
        exercise="nadam",
        replace={
            "m_new = beta1 * m + (1 - beta1) * dw": "beta1, beta2 = beta2, beta1\nm_new = beta1 * m + (1 - beta1) * dw"
        },
        behaves="beta1 and beta2 were swapped",
        hint="Which of the two belongs to the mean of the gradients, which to that of the squares?",
    ),
    Misconception(
        name="nadam_eps_inside_root",
        exercise="nadam",
        replace={"scale = np.sqrt(v_hat) + eps": "scale = np.sqrt(v_hat + eps)"},
        behaves="eps stood inside the root",
        hint="First the root, then eps.",
    ),
    Misconception(
        name="nadam_state_in_place",
        exercise="nadam",
        replace={
            "m_new = beta1 * m + (1 - beta1) * dw": "m *= beta1\nm += (1 - beta1) * dw\nm_new = m",
            "v_new = beta2 * v + (1 - beta2) * dw**2": "v *= beta2\nv += (1 - beta2) * dw**2\nv_new = v",
        },
        behaves="m and v themselves were changed",
        hint="The state belongs to the caller, and *= changes it: make new arrays.",
    ),
    Misconception(
        name="nadam_both_for_the_next_step",
        exercise="nadam",
        replace={
            "now = (1 - beta1) * dw / (1 - beta1**t)": "now = (1 - beta1) * dw / (1 - beta1 ** (t + 1))"
        },
        behaves="both terms above the line were corrected for step t + 1",
        hint="Only one of the two terms belongs to the step to come.",
    ),
    Misconception(
        name="nadam_squares_for_the_next_step",
        exercise="nadam",
        replace={"v_hat = v_new / (1 - beta2**t)": "v_hat = v_new / (1 - beta2 ** (t + 1))"},
        behaves="v were corrected for step t + 1",
        hint="What below the line looks ahead?",
    ),
    Misconception(
        name="nadam_look_ahead_stored",
        exercise="nadam",
        replace={"return w_new, m_new, v_new": "return w_new, m_hat, v_new"},
        behaves="the mean that looks ahead were handed on as the state",
        hint="The look ahead serves this step alone: what does the next one start from?",
    ),
    Misconception(
        name="nadam_look_ahead_in_full",
        exercise="nadam",
        replace={
            "ahead = beta1 * m_new / (1 - beta1 ** (t + 1))": "ahead = m_new / (1 - beta1 ** (t + 1))"
        },
        behaves="the whole of m entered the look ahead, without fading for a step",
        hint="How much of m survives to the next step?",
    ),
    Misconception(
        name="adamax_without_correction",
        exercise="adamax",
        replace={"m_hat = m_new / (1 - beta1**t)": "m_hat = m_new"},
        behaves="there were no bias correction",
        hint="The mean of the gradients starts from 0. How large is it after the first step?",
    ),
    Misconception(
        name="adamax_maximum_corrected",
        exercise="adamax",
        replace={"scale = u_new + eps": "scale = u_new / (1 - beta2**t) + eps"},
        behaves="the maximum were bias-corrected too",
        hint="After the first step u is already as large as the gradient.",
    ),
    Misconception(
        name="adamax_maximum_never_fades",
        exercise="adamax",
        replace={"u_new = np.maximum(beta2 * u, np.abs(dw))": "u_new = np.maximum(u, np.abs(dw))"},
        behaves="the maximum never faded",
        hint="A single large gradient should not slow a weight down for ever.",
    ),
    Misconception(
        name="adamax_without_absolute_value",
        exercise="adamax",
        replace={"u_new = np.maximum(beta2 * u, np.abs(dw))": "u_new = np.maximum(beta2 * u, dw)"},
        behaves="negative gradients did not count for the maximum",
        hint="u is about sizes, whatever the sign.",
    ),
    Misconception(
        name="adamax_average_instead_of_maximum",
        exercise="adamax",
        replace={
            "u_new = np.maximum(beta2 * u, np.abs(dw))": "u_new = beta2 * u + (1 - beta2) * np.abs(dw)"
        },
        behaves="u were an average of the sizes instead of their fading maximum",
        hint="The name says it: the larger of the two, not their mix.",
    ),
    Misconception(
        name="adamax_eps_in_the_maximum",
        exercise="adamax",
        replace={
            "u_new = np.maximum(beta2 * u, np.abs(dw))": "u_new = np.maximum(beta2 * u, np.abs(dw) + eps)",
            "scale = u_new + eps": "scale = u_new",
        },
        behaves="eps were added inside the maximum and became part of the state",
        hint="eps belongs to the denominator; the state knows nothing of it.",
    ),
    Misconception(
        name="adamax_betas_swapped",
        exercise="adamax",
        replace={
            "m_new = beta1 * m + (1 - beta1) * dw": "beta1, beta2 = beta2, beta1\nm_new = beta1 * m + (1 - beta1) * dw"
        },
        behaves="beta1 and beta2 were swapped",
        hint="Which of the two belongs to the mean of the gradients, which to the maximum?",
    ),
    Misconception(
        name="adamax_state_in_place",
        exercise="adamax",
        replace={
            "m_new = beta1 * m + (1 - beta1) * dw": "m *= beta1\nm += (1 - beta1) * dw\nm_new = m",
            "u_new = np.maximum(beta2 * u, np.abs(dw))": "u_new = np.maximum(beta2 * u, np.abs(dw), out=u)",
        },
        behaves="m and u themselves were changed",
        hint="The state belongs to the caller: make new arrays.",
    ),
    Misconception(
        name="adamax_fades_after_the_maximum",
        exercise="adamax",
        replace={
            "u_new = np.maximum(beta2 * u, np.abs(dw))": "u_new = beta2 * np.maximum(u, np.abs(dw))"
        },
        behaves="the present gradient faded, too",
        hint="Which of the two that are compared is a step old?",
    ),
    Misconception(
        name="adamax_t_from_0",
        exercise="adamax",
        replace={"m_hat = m_new / (1 - beta1**t)": "m_hat = m_new / (1 - beta1 ** (t + 1))"},
        behaves="t counted from 0, so that the correction used t + 1",
        hint="What is t in the first call?",
    ),
    Misconception(
        name="time_decay_counts_from_1",
        exercise="learning_rate_schedules",
        replace={"lr = lr0 / (1 + decay * epoch)": "lr = lr0 / (1 + decay * (epoch + 1))"},
        behaves="time_decay counted epochs from 1",
        hint="Which learning rate does epoch 0 have?",
    ),
    Misconception(
        name="exponential_decay_with_base_decay",
        exercise="learning_rate_schedules",
        replace={
            "lr: np.ndarray | float = lr0 * np.exp(-decay * epoch)": "lr = lr0 * decay**epoch"
        },
        behaves="exponential_decay took decay itself to the power of epoch",
        hint="Here decay is a rate: 0 means no decay at all.",
    ),
    Misconception(
        name="inverse_sqrt_decay_without_root",
        exercise="learning_rate_schedules",
        replace={
            "lr: np.ndarray | float = k * lr0 / np.sqrt(epoch)": "lr = k * lr0 / epoch",
        },
        behaves="inverse_sqrt_decay divided by the epoch instead of its root",
        hint="From epoch 1 to epoch 4 the learning rate halves.",
    ),
    Misconception(
        name="staircase_decay_without_steps",
        exercise="learning_rate_schedules",
        replace={"drops = np.floor(epoch / every)": "drops = epoch / every"},
        behaves="staircase_decay fell smoothly instead of in steps",
        hint="Between two drops the learning rate stays what it is: count whole drops.",
    ),
    Misconception(
        name="staircase_decay_one_epoch_early",
        exercise="learning_rate_schedules",
        replace={"drops = np.floor(epoch / every)": "drops = np.floor((epoch + 1) / every)"},
        behaves="staircase_decay dropped one epoch early",
        hint="Epochs count from 0. In which one is the first drop seen?",
    ),
    Misconception(
        name="step_exponential_in_steps",
        exercise="learning_rate_schedules",
        replace={"exponent = -epoch / every": "exponent = -np.floor(epoch / every)"},
        behaves="step_exponential fell in steps instead of smoothly",
        hint="Halfway between two powers of ten the learning rate has fallen, too.",
    ),
    Misconception(
        name="power_decay_of_the_epoch_alone",
        exercise="learning_rate_schedules",
        replace={
            "time = 1 + epoch / every": "time = epoch / every",
            "lr = lr0 / time**power": "lr = lr0 / (1 + time**power)",
        },
        behaves="power_decay took epoch / every to the power, without the 1",
        hint="What is inside the parentheses that the power belongs to?",
    ),
    Misconception(
        name="piecewise_constant_one_epoch_late",
        exercise="learning_rate_schedules",
        replace={
            'index = np.searchsorted(boundaries, epoch, side="right")': "index = np.searchsorted(boundaries, epoch)"
        },
        behaves="piecewise_constant still gave the old value in the epoch of the boundary",
        hint="Look at the boundary's epoch itself: old value or new?",
    ),
    Misconception(
        name="plateau_patience_one_too_long",
        exercise="learning_rate_schedules",
        replace={"if self.waited >= self.patience:": "if self.waited > self.patience:"},
        behaves="ReduceOnPlateau waited for one epoch more than its patience",
        hint="With a patience of 1 the first epoch without improvement has its consequence at once.",
    ),
    Misconception(
        name="plateau_compares_with_previous_epoch",
        exercise="learning_rate_schedules",
        replace={
            "if dev_loss < self.best - self.min_delta:": "better = dev_loss < self.best - self.min_delta\nself.best = dev_loss\nif better:"
        },
        behaves="ReduceOnPlateau compared with the previous epoch instead of the best one",
        hint="A loss that goes up and down without falling is a plateau as well.",
    ),
    Misconception(
        name="plateau_reduces_at_every_epoch_after",
        exercise="learning_rate_schedules",
        replace={
            "self.lr = self.lr * self.factor\nself.waited = 0": "self.lr = self.lr * self.factor"
        },
        behaves="ReduceOnPlateau did not count anew after a reduction",
        hint="The smaller learning rate deserves some patience too.",
    ),
    Misconception(
        name="plateau_counts_through_improvements",
        exercise="learning_rate_schedules",
        replace={"self.best = dev_loss\nself.waited = 0": "self.best = dev_loss"},
        behaves="ReduceOnPlateau counted all epochs without improvement, in a row or not",
        hint="What does an improvement mean for the count?",
    ),
    Misconception(
        name="plateau_ignores_min_delta",
        exercise="learning_rate_schedules",
        replace={
            "if dev_loss < self.best - self.min_delta:": "if dev_loss < self.best:",
        },
        behaves="ReduceOnPlateau took any fall of the loss for an improvement, whatever min_delta is",
        hint="A fall of min_delta or less does not count.",
    ),
    Misconception(
        name="plateau_tie_is_improvement",
        exercise="learning_rate_schedules",
        replace={
            "if dev_loss < self.best - self.min_delta:": "if dev_loss <= self.best - self.min_delta:"
        },
        behaves="ReduceOnPlateau took a tie for an improvement",
        hint="A loss that stays exactly what it was has not improved.",
    ),
    Misconception(
        name="exponential_decay_by_shares",
        exercise="learning_rate_schedules",
        replace={
            "lr: np.ndarray | float = lr0 * np.exp(-decay * epoch)": "lr = lr0 * (1 - decay) ** np.asarray(epoch, float)"
        },
        behaves="exponential_decay took 1 - decay to the power of epoch",
        hint="Close for a small decay, but with a decay of 1 nothing would be left.",
    ),
    Misconception(
        name="inverse_sqrt_decay_counts_from_0",
        exercise="learning_rate_schedules",
        replace={
            "lr: np.ndarray | float = k * lr0 / np.sqrt(epoch)": "lr = k * lr0 / np.sqrt(epoch + 1)"
        },
        behaves="inverse_sqrt_decay counted epochs from 0",
        hint="Which learning rate does epoch 1 have?",
    ),
    Misconception(
        name="inverse_sqrt_decay_with_k_inside",
        exercise="learning_rate_schedules",
        replace={
            "lr: np.ndarray | float = k * lr0 / np.sqrt(epoch)": "lr = lr0 / np.sqrt(k * epoch)"
        },
        behaves="k stood beneath the line and inside the root of inverse_sqrt_decay",
        hint="Twice the k, twice the learning rate.",
    ),
    Misconception(
        name="staircase_decay_rounds",
        exercise="learning_rate_schedules",
        replace={"drops = np.floor(epoch / every)": "drops = np.round(epoch / every)"},
        behaves="staircase_decay rounded to the nearest number of drops",
        hint="Halfway to a drop nothing has dropped.",
    ),
    Misconception(
        name="step_exponential_with_base_e",
        exercise="learning_rate_schedules",
        replace={"lr = lr0 * 10.0**exponent": "lr = lr0 * np.exp(exponent)"},
        behaves="step_exponential took powers of e instead of 10",
        hint="By what factor does it fall within `every` epochs?",
    ),
    Misconception(
        name="power_decay_of_the_learning_rate",
        exercise="learning_rate_schedules",
        replace={"lr = lr0 / time**power": "lr = (lr0 / time) ** power"},
        behaves="power_decay took lr0 to the power as well",
        hint="Epoch 0 has the learning rate lr0, whatever the power.",
    ),
    Misconception(
        name="power_decay_in_steps",
        exercise="learning_rate_schedules",
        replace={"time = 1 + epoch / every": "time = 1 + epoch // every"},
        behaves="power_decay fell in steps instead of smoothly",
        hint="The time in units of `every` need not be whole.",
    ),
    Misconception(
        name="plateau_state_shared",
        exercise="learning_rate_schedules",
        replace={
            "class ReduceOnPlateau:": "class ReduceOnPlateau:\n    best, waited = np.inf, 0\n",
            "self.best = np.inf\nself.waited = 0": "shared = type(self)",
            "self.best = dev_loss\nself.waited = 0": "type(self).best, type(self).waited = dev_loss, 0",
            "self.waited += 1": "type(self).waited += 1",
            "self.lr = self.lr * self.factor\nself.waited = 0": "self.lr = self.lr * self.factor\ntype(self).waited = 0",
        },
        behaves="all objects of ReduceOnPlateau shared their best loss and their count",
        hint="Two trainings at a time: what belongs to each object, what to the class?",
    ),
    Misconception(
        name="plateau_state_shared_and_met_exactly",
        exercise="learning_rate_schedules",
        replace={
            "class ReduceOnPlateau:": "class ReduceOnPlateau:\n    best, waited = np.inf, 0\n",
            "self.best = np.inf\nself.waited = 0": "shared = type(self)",
            "self.best = dev_loss\nself.waited = 0": "type(self).best, type(self).waited = dev_loss, 0",
            "if self.waited >= self.patience:": "if self.waited == self.patience:",
            "self.waited += 1": "type(self).waited += 1",
            "self.lr = self.lr * self.factor\nself.waited = 0": "self.lr = self.lr * self.factor\ntype(self).waited = 0",
        },
        behaves="all objects of ReduceOnPlateau shared their best loss and their count, which patience must meet exactly",
        hint="Two trainings at a time: what belongs to each object, what to the class?",
    ),
    Misconception(
        name="plateau_reduces_once",
        exercise="learning_rate_schedules",
        replace={
            "self.lr = self.lr * self.factor\nself.waited = 0": "self.lr = self.lr * self.factor",
            "if self.waited >= self.patience:": "if self.waited == self.patience:",
        },
        behaves="ReduceOnPlateau reduced only once on each plateau",
        hint="The plateau may go on after a reduction. What is counted then?",
    ),
    Misconception(
        name="plateau_best_forgotten_at_reduction",
        exercise="learning_rate_schedules",
        replace={
            "if self.waited >= self.patience:": "if self.waited >= self.patience:\n    self.best = dev_loss"
        },
        behaves="ReduceOnPlateau took the loss at a reduction for the best one from then on",
        hint="What begins anew after a reduction, and what stays?",
    ),
    Misconception(
        name="plateau_best_follows_small_gains",
        exercise="learning_rate_schedules",
        replace={
            "self.best = dev_loss\nself.waited = 0": "self.waited = 0",
            "return self.lr": "self.best = min(self.best, dev_loss)\nreturn self.lr",
        },
        behaves="the best loss of ReduceOnPlateau also followed gains that were too small to count",
        hint="Many small falls may add up to an improvement: compared with which loss?",
    ),
    Misconception(
        name="plateau_returns_the_old_rate",
        exercise="learning_rate_schedules",
        replace={
            "if dev_loss < self.best - self.min_delta:": "old = self.lr\nif dev_loss < self.best - self.min_delta:",
            "return self.lr": "return old",
        },
        behaves="update returned the learning rate of before",
        hint="At which epoch's end is the rate reduced, and for which epoch is the result?",
    ),
    Misconception(
        name="plateau_min_delta_relative",
        exercise="learning_rate_schedules",
        replace={
            "self.best = np.inf": "self.best = None",
            "if dev_loss < self.best - self.min_delta:": "if self.best is None or dev_loss < self.best * (1 - self.min_delta):",
        },
        behaves="min_delta of ReduceOnPlateau were a share of the best loss",
        hint="In which unit is min_delta: a loss, or a share of one?",
    ),
    Misconception(
        name="plateau_first_epoch_no_improvement",
        exercise="learning_rate_schedules",
        replace={
            "self.best = np.inf": "self.best = None",
            "if dev_loss < self.best - self.min_delta:": "if self.best is None:\n    self.best = dev_loss\n    self.waited += 1\nelif dev_loss < self.best - self.min_delta:",
        },
        behaves="the first epoch of ReduceOnPlateau counted as one without improvement",
        hint="Compared with what could the first loss be no improvement?",
    ),
    Misconception(
        name="plateau_nothing_improves",
        exercise="learning_rate_schedules",
        replace={"self.best = np.inf": "self.best = -np.inf"},
        behaves="no loss ever counted as an improvement in ReduceOnPlateau",
        hint="Which number is every first loss below?",
    ),
]
