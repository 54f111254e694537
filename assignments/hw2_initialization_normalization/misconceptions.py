"""Misconceptions of homework 2, each as a patch of the NumPy reference."""

from autograder.misconceptions.patch import Misconception

MISCONCEPTIONS = [
    Misconception(
        name="init_variance_as_std",
        exercise="initialization",
        replace={"std = np.sqrt(variances[scheme])": "std = variances[scheme]"},
        behaves="the variance were used as the standard deviation",
        hint="What does NumPy's normal take as its second number, and what does the table give?",
    ),
    Misconception(
        name="init_standard_normal",
        exercise="initialization",
        replace={"std = np.sqrt(variances[scheme])": "std = 1.0"},
        behaves="the weights had the variance 1 in every scheme",
        hint="With 400 inputs of size 1, how large is their sum?",
    ),
    Misconception(
        name="init_small_numbers",
        exercise="initialization",
        replace={"std = np.sqrt(variances[scheme])": "std = 0.01"},
        behaves="the weights had the standard deviation 0.01 in every scheme",
        hint="Through how many such layers does a signal get?",
    ),
    Misconception(
        name="init_uniform",
        exercise="initialization",
        replace={
            "w = rng.normal(0.0, std, size=(fan_in, fan_out))": "w = rng.uniform(-np.sqrt(3) * std, np.sqrt(3) * std, size=(fan_in, fan_out))"
        },
        behaves="the weights were uniform, of the right variance, instead of normal",
        hint="Both kinds are in use, but here the weights are to follow the bell curve.",
    ),
    Misconception(
        name="init_uniform_up_to_one_over_root",
        exercise="initialization",
        replace={
            "w = rng.normal(0.0, std, size=(fan_in, fan_out))": "w = rng.uniform(-1, 1, size=(fan_in, fan_out)) / np.sqrt(fan_in)"
        },
        behaves="the weights were uniform up to 1 / root of fan_in, whatever the scheme",
        hint="How large is the variance of numbers between -1 and 1? Which distribution is asked for?",
    ),
    Misconception(
        name="init_truncated",
        exercise="initialization",
        replace={
            "w = rng.normal(0.0, std, size=(fan_in, fan_out))": "w = np.clip(rng.normal(0.0, std, size=(fan_in, fan_out)), -3 * std, 3 * std)"
        },
        behaves="weights far from 0 were cut off or drawn again",
        hint="The bell curve has no end. Truncated draws, as in Keras, follow another distribution.",
    ),
    Misconception(
        name="init_fans_swapped",
        exercise="initialization",
        replace={
            '"xavier": 1 / fan_in,': '"xavier": 1 / fan_out,',
            '"he": 2 / fan_in,': '"he": 2 / fan_out,',
            '"lecun": 1 / fan_in,': '"lecun": 1 / fan_out,',
        },
        behaves="fan_in and fan_out were swapped",
        hint="A unit adds up as many terms as it has inputs: that is what has to be made up for.",
    ),
    Misconception(
        name="init_he_without_two",
        exercise="initialization",
        replace={'"he": 2 / fan_in,': '"he": 1 / fan_in,'},
        behaves='"he" had the variance 1 / fan_in',
        hint="A ReLU throws away half of the signal's power; He's scheme pays it back.",
    ),
    Misconception(
        name="init_xavier_is_glorot",
        exercise="initialization",
        replace={'"xavier": 1 / fan_in,': '"xavier": 2 / (fan_in + fan_out),'},
        behaves='"xavier" were the same as "glorot"',
        hint="Libraries use the two names for one formula, this course does not: see the table.",
    ),
    Misconception(
        name="init_fixed_seed",
        exercise="initialization",
        replace={
            "w = rng.normal(0.0, std, size=(fan_in, fan_out))": "w = np.random.default_rng(0).normal(0.0, std, size=(fan_in, fan_out))"
        },
        behaves="rng were ignored and every call started from the same seed",
        hint="Two calls must give two different matrices: draw from the generator you are handed.",
    ),
    Misconception(
        name="init_global_generator",
        exercise="initialization",
        replace={
            "w = rng.normal(0.0, std, size=(fan_in, fan_out))": "w = np.random.normal(0.0, std, size=(fan_in, fan_out))"
        },
        behaves="rng were ignored in favour of NumPy's global random numbers",
        hint="Generators with the same seed must give the same weights: draw from rng.",
    ),
    Misconception(
        name="init_few_seeds",
        exercise="initialization",
        replace={
            "w = rng.normal(0.0, std, size=(fan_in, fan_out))": "w = np.random.default_rng(rng.integers(1000)).normal(0.0, std, size=(fan_in, fan_out))"
        },
        behaves="every call seeded a generator of its own with one of few numbers",
        hint="With 1000 seeds there are 1000 different matrices, and soon one comes again: let rng draw the weights.",
    ),
    Misconception(
        name="init_unknown_scheme_accepted",
        exercise="initialization",
        replace={
            """raise ValueError(f"scheme must be one of {', '.join(variances)}, not {scheme!r}")""": 'scheme = "xavier"'
        },
        behaves="an unknown scheme were taken for a known one",
        hint="Somebody who writes 'hee' wants to hear of it: raise ValueError and name the schemes.",
    ),
    Misconception(
        name="standardize_refit",
        exercise="standardization",
        replace={
            "scale = np.where(std == 0, 1.0, std)": "scale = np.where(x.std(axis=0) == 0, 1.0, x.std(axis=0))",
            "centred = x - mean": "centred = x - x.mean(axis=0)",
        },
        behaves="every set were standardised by its own mean and std",
        hint="The network must meet dev and test data in the units that it was trained in.",
    ),
    Misconception(
        name="standardize_over_features",
        exercise="standardization",
        replace={
            "mean = x.mean(axis=0)": "mean = x.mean(axis=1)",
            "deviations = x - mean": "deviations = x - mean[:, np.newaxis]",
            "var = (deviations**2).mean(axis=0)": "var = (deviations**2).mean(axis=1)",
        },
        behaves="mean and std were those of each example instead of each column",
        hint="A column holds one quantity in one unit. Which axis runs down a column?",
    ),
    Misconception(
        name="standardize_variance_for_std",
        exercise="standardization",
        replace={"std = np.sqrt(var)": "std = var"},
        behaves="the variance were returned as the standard deviation",
        hint="In which unit is a standard deviation when x is in metres?",
    ),
    Misconception(
        name="standardize_unbiased",
        exercise="standardization",
        replace={
            "var = (deviations**2).mean(axis=0)": "var = (deviations**2).sum(axis=0) / (len(x) - 1)"
        },
        behaves="the variance were divided by N - 1",
        hint="Variances are biased in this course: by which number is the sum divided?",
    ),
    Misconception(
        name="standardize_unbiased_but_for_one_row",
        exercise="standardization",
        replace={
            "var = (deviations**2).mean(axis=0)": "var = (deviations**2).sum(axis=0) / max(len(x) - 1, 1)"
        },
        behaves="the variance were divided by N - 1, or by 1 where N is 1",
        hint="Variances are biased in this course: by which number is the sum divided?",
    ),
    Misconception(
        name="standardize_one_pass",
        exercise="standardization",
        replace={"var = (deviations**2).mean(axis=0)": "var = (x**2).mean(axis=0) - mean**2"},
        behaves="the variance were the mean of the squares minus the square of the mean",
        hint="Try a column near 1000 that varies by 1e-6: how many digits do its squares have in common?",
    ),
    Misconception(
        name="standardize_constant_column_unguarded",
        exercise="standardization",
        replace={"scale = np.where(std == 0, 1.0, std)": "scale = std"},
        behaves="a constant column were divided by its std of 0",
        hint="Try a column in which all numbers are alike.",
    ),
    Misconception(
        name="standardize_small_number_added",
        exercise="standardization",
        replace={"scale = np.where(std == 0, 1.0, std)": "scale = std + 1e-8"},
        behaves="1e-8 were added to the std",
        hint="What becomes of a column that was constant in training when a dev value differs a bit?",
    ),
    Misconception(
        name="standardize_constant_column_becomes_zero",
        exercise="standardization",
        replace={
            "x_norm: np.ndarray = centred / scale": "x_norm: np.ndarray = np.where(std == 0, 0.0, centred / scale)"
        },
        behaves="columns with std 0 became 0, whatever they hold",
        hint="A dev value may differ from the constant: it should stay an ordinary number.",
    ),
    Misconception(
        name="standardize_constant_column_not_shifted",
        exercise="standardization",
        replace={
            "x_norm: np.ndarray = centred / scale": "x_norm: np.ndarray = np.where(std == 0, x, centred / scale)"
        },
        behaves="columns with std 0 were left as they are",
        hint="Such a column is not scaled. Is it not shifted either?",
    ),
    Misconception(
        name="standardize_constant_column_stops_all",
        exercise="standardization",
        replace={
            "scale = np.where(std == 0, 1.0, std)": "scale = std if (std > 0).all() else np.ones(len(std))"
        },
        behaves="one column with std 0 kept all columns from being divided",
        hint="Every column has its own std: decide column by column.",
    ),
    Misconception(
        name="standardize_fit_hides_constant_columns",
        exercise="standardization",
        replace={"std = np.sqrt(var)": "std = np.where(var == 0, 1.0, np.sqrt(var))"},
        behaves="fit returned 1 as the std of a constant column",
        hint="fit reports what is true; what to do about a std of 0 is for apply to decide.",
    ),
    Misconception(
        name="signal_before_activation",
        exercise="signal_propagation",
        replace={"std = np.std(a)": "std = np.std(z)"},
        behaves="the signal were measured before the activation",
        hint="A layer's output is what the next layer gets to see.",
    ),
    Misconception(
        name="signal_of_inputs",
        exercise="signal_propagation",
        replace={"z = a @ w": "std = np.std(a)\nz = a @ w", "std = np.std(a)": ""},
        behaves="every layer's input were measured instead of its output",
        hint="There are as many stds as layers, and x itself is not measured.",
    ),
    Misconception(
        name="signal_input_measured_too",
        exercise="signal_propagation",
        replace={"stds = []": "stds = [np.std(x)]"},
        behaves="the std of x stood in front of those of the layers",
        hint="There are as many stds as layers, and x itself is not measured.",
    ),
    Misconception(
        name="signal_without_activation",
        exercise="signal_propagation",
        replace={"a = np.tanh(z)": "a = z", "a = np.maximum(z, 0.0)": "a = z"},
        behaves="every layer were linear",
        hint="What the next layer gets has been through the activation.",
    ),
    Misconception(
        name="signal_variance_for_std",
        exercise="signal_propagation",
        replace={"std = np.std(a)": "std = np.var(a)"},
        behaves="variances were returned instead of standard deviations",
        hint="When x is doubled in a linear stack the answer should double.",
    ),
    Misconception(
        name="signal_unbiased",
        exercise="signal_propagation",
        replace={"std = np.std(a)": "std = np.std(a, ddof=1)"},
        behaves="the variance were divided by the number of entries minus 1",
        hint="Variances are biased in this course: by which number is the sum divided?",
    ),
    Misconception(
        name="signal_unbiased_but_for_one_entry",
        exercise="signal_propagation",
        replace={"std = np.std(a)": "std = np.std(a, ddof=1) if a.size > 1 else 0.0"},
        behaves="the variance were divided by the number of entries minus 1 where there are several",
        hint="Variances are biased in this course: by which number is the sum divided?",
    ),
    Misconception(
        name="signal_std_per_unit",
        exercise="signal_propagation",
        replace={"std = np.std(a)": "std = np.mean(np.std(a, axis=0))"},
        behaves="the std were taken unit by unit and then averaged",
        hint="Treat all entries of a layer's output as one heap of numbers.",
    ),
    Misconception(
        name="signal_root_mean_square",
        exercise="signal_propagation",
        replace={"std = np.std(a)": "std = np.sqrt(np.mean(a**2))"},
        behaves="the mean were not subtracted before the squares were taken",
        hint="Behind a ReLU the mean is not 0.",
    ),
    Misconception(
        name="signal_one_pass",
        exercise="signal_propagation",
        replace={"std = np.std(a)": "std = np.sqrt(max(np.mean(a**2) - np.mean(a) ** 2, 0.0))"},
        behaves="the variance were the mean of the squares minus the square of the mean",
        hint="Try a signal near 1000 that varies by 1e-6: how many digits do its squares have in common?",
    ),
    Misconception(
        name="diagnose_ratio_upside_down",
        exercise="signal_propagation",
        replace={"ratio = stds[-1] / stds[0]": "ratio = stds[0] / stds[-1]"},
        behaves="the first std were divided by the last",
        hint="Something that grows should give a ratio above 1.",
    ),
    Misconception(
        name="diagnose_last_alone",
        exercise="signal_propagation",
        replace={"ratio = stds[-1] / stds[0]": "ratio = stds[-1]"},
        behaves="only the size of the last std counted",
        hint="A signal that starts small and stays small does not vanish: compare with the start.",
    ),
    Misconception(
        name="diagnose_small_number_added",
        exercise="signal_propagation",
        replace={"ratio = stds[-1] / stds[0]": "ratio = stds[-1] / (stds[0] + 1e-8)"},
        behaves="1e-8 were added to the first std",
        hint="The first std is above 0. May it not be smaller than 1e-8?",
    ),
    Misconception(
        name="diagnose_last_step_alone",
        exercise="signal_propagation",
        replace={"ratio = stds[-1] / stds[0]": "ratio = stds[-1] / stds[max(len(stds) - 2, 0)]"},
        behaves="the last std were divided by the one before it",
        hint="Over the whole way: where does a signal start?",
    ),
    Misconception(
        name="clip_value_from_above_only",
        exercise="gradient_clipping",
        replace={
            "clipped = [np.clip(grad, -limit, limit) for grad in grads]": "clipped = [np.minimum(grad, limit) for grad in grads]"
        },
        behaves="large negative entries were left as they are",
        hint="Entries can be too large in two directions.",
    ),
    Misconception(
        name="clip_value_in_place",
        exercise="gradient_clipping",
        replace={
            "clipped = [np.clip(grad, -limit, limit) for grad in grads]": "clipped = [np.clip(grad, -limit, limit, out=grad) for grad in grads]"
        },
        behaves="the gradients themselves were clipped and handed back",
        hint="The arrays belong to the caller: return new ones.",
    ),
    Misconception(
        name="clip_norm_per_array",
        exercise="gradient_clipping",
        replace={
            "clipped = [grad * scale for grad in grads]": "norms = [np.sqrt(np.sum(grad**2)) for grad in grads]\nclipped = [grad * (max_norm / size if size > max_norm else 1.0) for grad, size in zip(grads, norms)]"
        },
        behaves="every array were clipped by its own norm",
        hint="All gradients together are one long vector, and that has one norm.",
    ),
    Misconception(
        name="clip_norm_scales_up",
        exercise="gradient_clipping",
        replace={"if norm > max_norm:": "if norm > 0:"},
        behaves="small gradients were stretched to max_norm",
        hint="Clipping makes a gradient shorter or leaves it alone.",
    ),
    Misconception(
        name="clip_norm_returned_afterwards",
        exercise="gradient_clipping",
        replace={"return clipped, norm": "return clipped, norm * scale"},
        behaves="the norm after the clipping were returned",
        hint="The norm is watched in order to see how long gradients were. Which one tells that?",
    ),
    Misconception(
        name="clip_norm_without_root",
        exercise="gradient_clipping",
        replace={"norm = float(np.sqrt(total))": "norm = total"},
        behaves="the norm were the sum of the squares, without the root",
        hint="The gradient (3, 4) has length 5.",
    ),
    Misconception(
        name="clip_norm_sum_of_norms",
        exercise="gradient_clipping",
        replace={
            "total += float(np.sum(grad**2))": "total += float(np.sqrt(np.sum(grad**2)))",
            "norm = float(np.sqrt(total))": "norm = total",
        },
        behaves="the norms of the arrays were added up",
        hint="The arrays (3) and (4) together are a vector of length 5, not 7.",
    ),
    Misconception(
        name="clip_norm_small_number_added",
        exercise="gradient_clipping",
        replace={
            "if norm > max_norm:\n    scale = max_norm / norm": "scale = min(1.0, max_norm / (norm + 1e-6))"
        },
        behaves="1e-6 were added to the norm before the division",
        hint="What is divided by is larger than max_norm, so there is nothing to protect against.",
    ),
    Misconception(
        name="clip_norm_tiny_number_added",
        exercise="gradient_clipping",
        replace={
            "if norm > max_norm:\n    scale = max_norm / norm": "scale = min(1.0, max_norm / (norm + 1e-12))"
        },
        behaves="1e-12 were added to the norm before the division",
        hint="Gradients may be tiny. What is divided by is larger than max_norm, so never 0.",
    ),
    Misconception(
        name="clip_norm_divides_by_zero",
        exercise="gradient_clipping",
        replace={
            "if norm > max_norm:\n    scale = max_norm / norm": "scale = min(1.0, max_norm / norm)"
        },
        behaves="max_norm were divided by the norm even if that is 0",
        hint="Try gradients that are all 0.",
    ),
    Misconception(
        name="batchnorm_momentum_swapped",
        exercise="batch_norm",
        replace={
            "new_mean = momentum * running_mean + (1 - momentum) * mean": "new_mean = (1 - momentum) * running_mean + momentum * mean",
            "new_var = momentum * running_var + (1 - momentum) * var": "new_var = (1 - momentum) * running_var + momentum * var",
        },
        behaves="momentum were the share of the new batch instead of that of the memory",
        hint="A momentum near 1 means a long memory. PyTorch counts the other way round.",
    ),
    Misconception(
        name="batchnorm_running_overwritten",
        exercise="batch_norm",
        replace={
            "new_mean = momentum * running_mean + (1 - momentum) * mean": "new_mean = mean",
            "new_var = momentum * running_var + (1 - momentum) * var": "new_var = var",
        },
        behaves="the running values were replaced by those of the latest batch",
        hint="One batch is a noisy sample: the running values remember the earlier ones as well.",
    ),
    Misconception(
        name="batchnorm_momentum_fixed",
        exercise="batch_norm",
        replace={"mean = x.mean(axis=0)": "momentum = 0.9\nmean = x.mean(axis=0)"},
        behaves="momentum were 0.9 whatever is asked for",
        hint="Use the argument momentum.",
    ),
    Misconception(
        name="batchnorm_running_std",
        exercise="batch_norm",
        replace={
            "new_var = momentum * running_var + (1 - momentum) * var": "new_var = momentum * running_var + (1 - momentum) * np.sqrt(var)"
        },
        behaves="the batch's std were remembered as if it were its variance",
        hint="Average like with like: what does running_var hold?",
    ),
    Misconception(
        name="batchnorm_running_unbiased",
        exercise="batch_norm",
        replace={
            "new_var = momentum * running_var + (1 - momentum) * var": "new_var = momentum * running_var + (1 - momentum) * x.var(axis=0, ddof=1)"
        },
        behaves="the variance that is remembered were divided by N - 1",
        hint="Remember the very variance that the batch was divided by. PyTorch does it otherwise.",
    ),
    Misconception(
        name="batchnorm_running_unbiased_but_for_one_row",
        exercise="batch_norm",
        replace={
            "new_var = momentum * running_var + (1 - momentum) * var": "new_var = momentum * running_var + (1 - momentum) * var * len(x) / max(len(x) - 1, 1)"
        },
        behaves="the variance that is remembered were divided by N - 1, or by 1 where N is 1",
        hint="Remember the very variance that the batch was divided by. PyTorch does it otherwise.",
    ),
    Misconception(
        name="batchnorm_running_values_swapped",
        exercise="batch_norm",
        replace={"return out, cache, new_mean, new_var": "return out, cache, new_var, new_mean"},
        behaves="running_mean and running_var were returned in the other order",
        hint="What is the order of the results in the task?",
    ),
    Misconception(
        name="batchnorm_unbiased",
        exercise="batch_norm",
        replace={"var = x.var(axis=0)": "var = x.var(axis=0, ddof=1)"},
        behaves="the batch's variance were divided by N - 1",
        hint="Variances are biased in this course: by which number is the sum divided?",
    ),
    Misconception(
        name="batchnorm_unbiased_but_for_one_row",
        exercise="batch_norm",
        replace={"var = x.var(axis=0)": "var = x.var(axis=0) * len(x) / max(len(x) - 1, 1)"},
        behaves="the batch's variance were divided by N - 1, or by 1 where N is 1",
        hint="Variances are biased in this course: by which number is the sum divided?",
    ),
    Misconception(
        name="batchnorm_one_pass",
        exercise="batch_norm",
        replace={"var = x.var(axis=0)": "var = (x**2).mean(axis=0) - mean**2"},
        behaves="the batch's variance were the mean of the squares minus the square of the mean",
        hint="In a column near 1000 that varies by 1e-4, how many digits do the squares have in common?",
    ),
    Misconception(
        name="batchnorm_eps_missing",
        exercise="batch_norm",
        replace={"std = np.sqrt(var + eps)": "std = np.sqrt(var)"},
        behaves="eps were left out",
        hint="What is divided by where a column is constant?",
    ),
    Misconception(
        name="batchnorm_eps_outside_root",
        exercise="batch_norm",
        replace={"std = np.sqrt(var + eps)": "std = np.sqrt(var) + eps"},
        behaves="eps were added to the std instead of the variance",
        hint="In the formula, how far does the root reach?",
    ),
    Misconception(
        name="batchnorm_eps_fixed",
        exercise="batch_norm",
        replace={"std = np.sqrt(var + eps)": "std = np.sqrt(var + 1e-5)"},
        behaves="eps were 1e-5 whatever is asked for",
        hint="Use the argument eps.",
    ),
    Misconception(
        name="batchnorm_eps_missing_in_evaluation",
        exercise="batch_norm",
        replace={"var = running_var": "var = running_var - eps"},
        behaves="eps were left out in evaluation",
        hint="The denominator is the same in both modes, only the variance in it is another one.",
    ),
    Misconception(
        name="batchnorm_batch_statistics_in_evaluation",
        exercise="batch_norm",
        replace={
            "mean = running_mean": "mean = x.mean(axis=0)",
            "var = running_var": "var = x.var(axis=0)",
        },
        behaves="evaluation used the batch's own mean and variance",
        hint="In use there may be one example at a time. What are the running values for?",
    ),
    Misconception(
        name="batchnorm_evaluation_moves_running",
        exercise="batch_norm",
        replace={
            "new_mean = running_mean.copy()": "new_mean = momentum * running_mean + (1 - momentum) * x.mean(axis=0)",
            "new_var = running_var.copy()": "new_var = momentum * running_var + (1 - momentum) * x.var(axis=0)",
        },
        behaves="the running values moved in evaluation too",
        hint="Nothing may be learnt from the examples that a network is tested on.",
    ),
    Misconception(
        name="batchnorm_dx_without_statistics",
        exercise="batch_norm",
        replace={"dx = (dx_hat - mean_part - var_part) / std": "dx = dx_hat / std"},
        behaves="mean and variance of the batch were constants in the backward pass",
        hint="When one x changes, so do the batch's mean and variance, and with them all outputs.",
    ),
    Misconception(
        name="batchnorm_dx_without_variance_term",
        exercise="batch_norm",
        replace={"dx = (dx_hat - mean_part - var_part) / std": "dx = (dx_hat - mean_part) / std"},
        behaves="the batch's variance, but not its mean, were a constant in the backward pass",
        hint="x acts in three ways: directly, through the mean, and in which third way?",
    ),
    Misconception(
        name="batchnorm_dx_without_gamma",
        exercise="batch_norm",
        replace={"dx_hat = dout * gamma": "dx_hat = dout"},
        behaves="gamma were left out of dx",
        hint="The forward pass ends with a scaling: the gradient meets it first on its way back.",
    ),
    Misconception(
        name="batchnorm_divided_by_gamma",
        exercise="batch_norm",
        replace={
            "dgamma = (dout * x_hat).sum(axis=0)": "x_hat = x_hat * gamma / gamma\ndgamma = (dout * x_hat).sum(axis=0)"
        },
        behaves="x_hat were worked out by a division by gamma",
        hint="gamma may be 0: keep what you need in the cache.",
    ),
    Misconception(
        name="batchnorm_backward_always_training",
        exercise="batch_norm",
        replace={"batchnorm_backward: if training:": "if True:"},
        behaves="the backward pass of an evaluation were that of a training step",
        hint="In evaluation mean and variance are constants: does the cache know the mode?",
    ),
    Misconception(
        name="batchnorm_backward_through_batch_in_evaluation",
        exercise="batch_norm",
        replace={
            "batchnorm_backward: if training:": "if True:",
            "var_part = x_hat * (dx_hat * x_hat).mean(axis=0)": "var_part = (x_hat - x_hat.mean(axis=0)) * (dx_hat * x_hat).mean(axis=0)",
        },
        behaves="the backward pass of an evaluation went through mean and variance too",
        hint="In evaluation mean and variance are constants: does the cache know the mode?",
    ),
    Misconception(
        name="batchnorm_parameter_gradients_averaged",
        exercise="batch_norm",
        replace={
            "dgamma = (dout * x_hat).sum(axis=0)": "dgamma = (dout * x_hat).mean(axis=0)",
            "dbeta = dout.sum(axis=0)": "dbeta = dout.mean(axis=0)",
        },
        behaves="dgamma and dbeta were averaged over the batch instead of summed",
        hint="The loss has already divided by N: every example adds its share.",
    ),
    Misconception(
        name="batchnorm_parameter_gradients_keep_axis",
        exercise="batch_norm",
        replace={
            "dgamma = (dout * x_hat).sum(axis=0)": "dgamma = (dout * x_hat).sum(axis=0, keepdims=True)",
            "dbeta = dout.sum(axis=0)": "dbeta = dout.sum(axis=0, keepdims=True)",
        },
        behaves="dgamma and dbeta kept the batch axis",
        hint="A gradient has the shape of its own quantity.",
    ),
    Misconception(
        name="batchnorm_parameter_gradients_swapped",
        exercise="batch_norm",
        replace={"return dx, dgamma, dbeta": "return dx, dbeta, dgamma"},
        behaves="dgamma and dbeta were returned in the other order",
        hint="What is the order of the results in the task?",
    ),
    Misconception(
        name="fold_mean_forgotten",
        exercise="folding_batch_norm",
        replace={"b_folded = (b - running_mean) * scale + beta": "b_folded = b * scale + beta"},
        behaves="the running mean were 0",
        hint="Put x = 0 into the two layers: what comes out is the folded bias.",
    ),
    Misconception(
        name="fold_bias_not_scaled",
        exercise="folding_batch_norm",
        replace={
            "b_folded = (b - running_mean) * scale + beta": "b_folded = b - running_mean * scale + beta"
        },
        behaves="the dense layer's bias were not scaled",
        hint="Put x = 0 into the two layers and follow b on its way.",
    ),
    Misconception(
        name="fold_beta_scaled",
        exercise="folding_batch_norm",
        replace={
            "b_folded = (b - running_mean) * scale + beta": "b_folded = (b - running_mean + beta) * scale"
        },
        behaves="beta were scaled as well",
        hint="Put x = 0 into the two layers: which of the two steps comes last?",
    ),
    Misconception(
        name="fold_eps_missing",
        exercise="folding_batch_norm",
        replace={"std = np.sqrt(running_var + eps)": "std = np.sqrt(running_var)"},
        behaves="eps were left out",
        hint="The folded layer must equal the two layers to the last digit, eps included.",
    ),
    Misconception(
        name="fold_eps_outside_root",
        exercise="folding_batch_norm",
        replace={"std = np.sqrt(running_var + eps)": "std = np.sqrt(running_var) + eps"},
        behaves="eps were added to the std instead of the variance",
        hint="In the formula, how far does the root reach?",
    ),
    Misconception(
        name="fold_eps_fixed",
        exercise="folding_batch_norm",
        replace={"std = np.sqrt(running_var + eps)": "std = np.sqrt(running_var + 1e-5)"},
        behaves="eps were 1e-5 whatever is asked for",
        hint="Use the argument eps.",
    ),
    Misconception(
        name="fold_variance_for_std",
        exercise="folding_batch_norm",
        replace={"std = np.sqrt(running_var + eps)": "std = running_var + eps"},
        behaves="it were divided by the variance instead of its root",
        hint="running_var is a square.",
    ),
    Misconception(
        name="fold_rows_scaled",
        exercise="folding_batch_norm",
        replace={"w_folded = w * scale": "w_folded = w * scale[:, np.newaxis]"},
        behaves="the rows of w were scaled instead of the columns",
        hint="Which entries of w lead to output k? Try a w that is not square.",
    ),
    Misconception(
        name="fold_gamma_forgotten",
        exercise="folding_batch_norm",
        replace={"scale = gamma / std": "scale = 1 / std"},
        behaves="gamma were 1",
        hint="The batch normalisation multiplies as well as divides.",
    ),
    Misconception(
        name="layernorm_over_batch",
        exercise="layer_norm",
        replace={
            "mean = x.mean(axis=1, keepdims=True)": "mean = x.mean(axis=0, keepdims=True)",
            "var = x.var(axis=1, keepdims=True)": "var = x.var(axis=0, keepdims=True)",
            "mean_part = dx_hat.mean(axis=1, keepdims=True)": "mean_part = dx_hat.mean(axis=0, keepdims=True)",
            "var_part = x_hat * (dx_hat * x_hat).mean(axis=1, keepdims=True)": "var_part = x_hat * (dx_hat * x_hat).mean(axis=0, keepdims=True)",
        },
        behaves="it were a batch normalisation, column by column",
        hint="Each example is normalised by itself: its output must not depend on the others.",
    ),
    Misconception(
        name="layernorm_forward_over_batch",
        exercise="layer_norm",
        replace={
            "mean = x.mean(axis=1, keepdims=True)": "mean = x.mean(axis=0, keepdims=True)",
            "var = x.var(axis=1, keepdims=True)": "var = x.var(axis=0, keepdims=True)",
        },
        behaves="the forward pass took mean and variance over the batch",
        hint="Each example is normalised by itself: its output must not depend on the others.",
    ),
    Misconception(
        name="layernorm_backward_over_batch",
        exercise="layer_norm",
        replace={
            "mean_part = dx_hat.mean(axis=1, keepdims=True)": "mean_part = dx_hat.mean(axis=0, keepdims=True)",
            "var_part = x_hat * (dx_hat * x_hat).mean(axis=1, keepdims=True)": "var_part = x_hat * (dx_hat * x_hat).mean(axis=0, keepdims=True)",
        },
        behaves="the backward pass took its two means over the batch",
        hint="Mean and variance are those of one example: along which axis do their gradients spread?",
    ),
    Misconception(
        name="layernorm_over_everything",
        exercise="layer_norm",
        replace={
            "mean = x.mean(axis=1, keepdims=True)": "mean = x.mean()",
            "var = x.var(axis=1, keepdims=True)": "var = x.var()",
            "mean_part = dx_hat.mean(axis=1, keepdims=True)": "mean_part = dx_hat.mean()",
            "var_part = x_hat * (dx_hat * x_hat).mean(axis=1, keepdims=True)": "var_part = x_hat * (dx_hat * x_hat).mean()",
        },
        behaves="mean and variance were those of the whole array",
        hint="Each example is normalised by itself: its output must not depend on the others.",
    ),
    Misconception(
        name="layernorm_forward_over_everything",
        exercise="layer_norm",
        replace={
            "mean = x.mean(axis=1, keepdims=True)": "mean = x.mean()",
            "var = x.var(axis=1, keepdims=True)": "var = np.full((1, 1), x.var())",
        },
        behaves="the forward pass took mean and variance over the whole array",
        hint="Each example is normalised by itself: its output must not depend on the others.",
    ),
    Misconception(
        name="layernorm_unbiased",
        exercise="layer_norm",
        replace={
            "var = x.var(axis=1, keepdims=True)": "var = x.var(axis=1, ddof=1, keepdims=True)"
        },
        behaves="the variance were divided by D - 1",
        hint="Variances are biased in this course: by which number is the sum divided?",
    ),
    Misconception(
        name="layernorm_unbiased_but_for_one_feature",
        exercise="layer_norm",
        replace={
            "var = x.var(axis=1, keepdims=True)": "var = x.var(axis=1, keepdims=True) * x.shape[1] / max(x.shape[1] - 1, 1)"
        },
        behaves="the variance were divided by D - 1, or by 1 where D is 1",
        hint="Variances are biased in this course: by which number is the sum divided?",
    ),
    Misconception(
        name="layernorm_mean_not_subtracted",
        exercise="layer_norm",
        replace={
            "mean = x.mean(axis=1, keepdims=True)": "mean = np.zeros((len(x), 1))",
            "var = x.var(axis=1, keepdims=True)": "var = (x**2).mean(axis=1, keepdims=True)",
        },
        behaves="the mean were 0",
        hint="Dividing by the root mean square alone is another layer, RMS norm.",
    ),
    Misconception(
        name="layernorm_one_pass",
        exercise="layer_norm",
        replace={
            "var = x.var(axis=1, keepdims=True)": "var = (x**2).mean(axis=1, keepdims=True) - mean**2"
        },
        behaves="the variance were the mean of the squares minus the square of the mean",
        hint="In a row near 1000 that varies by 1e-4, how many digits do the squares have in common?",
    ),
    Misconception(
        name="layernorm_eps_outside_root",
        exercise="layer_norm",
        replace={"std = np.sqrt(var + eps)": "std = np.sqrt(var) + eps"},
        behaves="eps were added to the std instead of the variance",
        hint="In the formula, how far does the root reach?",
    ),
    Misconception(
        name="layernorm_eps_fixed",
        exercise="layer_norm",
        replace={"std = np.sqrt(var + eps)": "std = np.sqrt(var + 1e-5)"},
        behaves="eps were 1e-5 whatever is asked for",
        hint="Use the argument eps.",
    ),
    Misconception(
        name="layernorm_dx_without_statistics",
        exercise="layer_norm",
        replace={"dx = (dx_hat - mean_part - var_part) / std": "dx = dx_hat / std"},
        behaves="an example's mean and variance were constants in the backward pass",
        hint="When one feature changes, so do the mean and the variance of its example.",
    ),
    Misconception(
        name="layernorm_gamma_outside_means",
        exercise="layer_norm",
        replace={
            "dx_hat = dout * gamma": "dx_hat = dout",
            "dx = (dx_hat - mean_part - var_part) / std": "dx = gamma * (dx_hat - mean_part - var_part) / std",
        },
        behaves="gamma were multiplied in after the means over the features had been taken",
        hint="In batch normalisation gamma is the same all over a mean. Is it here?",
    ),
    Misconception(
        name="layernorm_divided_by_gamma",
        exercise="layer_norm",
        replace={
            "dgamma = (dout * x_hat).sum(axis=0)": "x_hat = x_hat * gamma / gamma\ndgamma = (dout * x_hat).sum(axis=0)"
        },
        behaves="x_hat were worked out by a division by gamma",
        hint="gamma may be 0: keep what you need in the cache.",
    ),
    Misconception(
        name="layernorm_parameter_gradients_per_example",
        exercise="layer_norm",
        replace={
            "dgamma = (dout * x_hat).sum(axis=0)": "dgamma = (dout * x_hat).sum(axis=1)",
            "dbeta = dout.sum(axis=0)": "dbeta = dout.sum(axis=1)",
        },
        behaves="dgamma and dbeta were summed over the features instead of the examples",
        hint="There is one gamma per feature. Over which axis do its uses add up?",
    ),
    Misconception(
        name="layernorm_parameter_gradients_averaged",
        exercise="layer_norm",
        replace={
            "dgamma = (dout * x_hat).sum(axis=0)": "dgamma = (dout * x_hat).mean(axis=0)",
            "dbeta = dout.sum(axis=0)": "dbeta = dout.mean(axis=0)",
        },
        behaves="dgamma and dbeta were averaged over the batch instead of summed",
        hint="The loss has already divided by N: every example adds its share.",
    ),
    Misconception(
        name="layernorm_parameter_gradients_swapped",
        exercise="layer_norm",
        replace={"return dx, dgamma, dbeta": "return dx, dbeta, dgamma"},
        behaves="dgamma and dbeta were returned in the other order",
        hint="What is the order of the results in the task?",
    ),
]
