"""Known mistakes of homework 4, each as a patch of the NumPy reference."""

from autograder.misconceptions.patch import Misconception

MISCONCEPTIONS = [
    Misconception(
        name="batches_drop_the_rest",
        exercise="mini_batches",
        replace={
            "for start in range(0, n, batch_size):": "for start in range(0, n - batch_size + 1, batch_size):"
        },
        behaves="the examples that do not fill a whole batch were dropped",
        hint="Ten examples in batches of four: what becomes of the last two?",
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
        behaves="x and y were shuffled each in an order of its own",
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
        behaves="rng were ignored: every call gives the same order",
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
]
