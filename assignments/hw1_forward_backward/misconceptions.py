"""Misconceptions of homework 1, each as a patch of the NumPy reference."""

from autograder.misconceptions.patch import Misconception

MISCONCEPTIONS = [
    Misconception(
        name="sigmoid_derivative_from_z",
        exercise="sigmoid",
        replace={"cache = a": "cache = z"},
        behaves="the derivative a(1 - a) were taken with z in the place of a",
        hint="The derivative is written in terms of the output: which of the two does your "
        "backward read from the cache?",
    ),
    Misconception(
        name="sigmoid_without_upstream",
        exercise="sigmoid",
        replace={"dz: np.ndarray = da * slope": "dz = slope"},
        behaves="the gradient from above, da, were left out",
        hint="Chain rule: the local slope is only one of the two factors.",
    ),
    Misconception(
        name="sigmoid_naive",
        exercise="sigmoid",
        replace={"a = np.where(z >= 0, 1 / (1 + e), e / (1 + e))": "a = 1 / (1 + np.exp(-z))"},
        behaves="exp(-z) were computed for very negative z too, where it overflows",
        hint="Never hand a large positive number to exp: write the formula in another way for z < 0, "
        "and let each way see only the z that it is meant for.",
    ),
    Misconception(
        name="sigmoid_where_both_branches",
        exercise="sigmoid",
        replace={
            "a = np.where(z >= 0, 1 / (1 + e), e / (1 + e))": "a = np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))",
        },
        behaves="both formulas were computed for every z, the one that overflows too, and np.where chose afterwards",
        hint="np.where gets both of its branches ready made. Which exponential is safe for either sign of z?",
    ),
    Misconception(
        name="sigmoid_by_exp_of_z",
        exercise="sigmoid",
        replace={
            "a = np.where(z >= 0, 1 / (1 + e), e / (1 + e))": "a = np.exp(z) / (1 + np.exp(z))",
        },
        behaves="exp(z) were computed for very positive z too, where it overflows",
        hint="At z = 1000 this is infinity divided by infinity: write the formula in another way for z > 0.",
    ),
    Misconception(
        name="sigmoid_of_minus_z",
        exercise="sigmoid",
        replace={
            "a = np.where(z >= 0, 1 / (1 + e), e / (1 + e))": "a = np.where(z >= 0, e / (1 + e), 1 / (1 + e))",
        },
        behaves="the sign in the exponent were lost, which gives 1 - a",
        hint="Does your sigmoid grow with z? Mind the minus in exp(-z).",
    ),
    Misconception(
        name="sigmoid_applied_twice",
        exercise="sigmoid",
        replace={
            "a = cache": "a = 1 / (1 + np.exp(-cache))",
        },
        behaves="the sigmoid were applied to a once more in the backward pass",
        hint="The slope a(1 - a) is in terms of a itself: what is in your cache, z or a?",
    ),
    Misconception(
        name="tanh_derivative_from_z",
        exercise="tanh",
        replace={"cache = a": "cache = z"},
        behaves="the derivative were 1 - z² instead of 1 - a²",
        hint="The derivative is written in terms of the output a = tanh(z).",
    ),
    Misconception(
        name="tanh_with_sigmoid_slope",
        exercise="tanh",
        replace={
            "slope = 1 - a**2": "slope = a * (1 - a)",
        },
        behaves="the slope were the sigmoid's, a(1 - a)",
        hint="tanh has a slope of its own: at z = 0, where a = 0, it is steepest.",
    ),
    Misconception(
        name="tanh_applied_twice",
        exercise="tanh",
        replace={
            "a = cache": "a = np.tanh(cache)",
        },
        behaves="tanh were applied to a once more in the backward pass",
        hint="The slope is in terms of a itself: what is in your cache, z or a?",
    ),
    Misconception(
        name="tanh_without_upstream",
        exercise="tanh",
        replace={"dz: np.ndarray = da * slope": "dz = slope"},
        behaves="the gradient from above, da, were left out",
        hint="Chain rule: the local slope is only one of the two factors.",
    ),
    Misconception(
        name="tanh_by_exponentials",
        exercise="tanh",
        replace={"a = np.tanh(z)": "a = (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))"},
        behaves="tanh were a quotient of exponentials, which overflow",
        hint="At z = 1000 both exponentials are infinite; NumPy has a stable tanh.",
    ),
    Misconception(
        name="tanh_by_naive_sigmoid",
        exercise="tanh",
        replace={
            "a = np.tanh(z)": "a = 2 / (1 + np.exp(-2 * z)) - 1",
        },
        behaves="exp(-2z) were computed for very negative z too, where it overflows",
        hint="Never hand a large positive number to exp; NumPy has a stable tanh.",
    ),
    Misconception(
        name="tanh_by_exp_of_2z",
        exercise="tanh",
        replace={
            "a = np.tanh(z)": "a = (np.exp(2 * z) - 1) / (np.exp(2 * z) + 1)",
        },
        behaves="exp(2z) were computed for very positive z too, where it overflows",
        hint="At z = 1000 this is infinity divided by infinity; NumPy has a stable tanh.",
    ),
    Misconception(
        name="relu_mask_from_upstream",
        exercise="relu",
        replace={"dz = np.where(mask, da, 0.0)": "dz = np.where(da > 0, da, 0.0)"},
        behaves="the gradient were cut off where da is negative instead of where z is",
        hint="Which units were off in the forward pass? That is what the cache is for.",
    ),
    Misconception(
        name="relu_without_upstream",
        exercise="relu",
        replace={"dz = np.where(mask, da, 0.0)": "dz = np.where(mask, 1.0, 0.0)"},
        behaves="the gradient from above, da, were left out",
        hint="Chain rule: the slope 0 or 1 multiplies what comes from above.",
    ),
    Misconception(
        name="relu_in_place",
        exercise="relu",
        replace={"a = np.maximum(z, 0.0)": "a = np.maximum(z, 0.0, out=z).copy()"},
        behaves="the negative entries were set to 0 in z itself",
        hint="z belongs to the caller: work on a copy.",
    ),
    Misconception(
        name="relu_no_mask",
        exercise="relu",
        replace={"dz = np.where(mask, da, 0.0)": "dz = da.copy()"},
        behaves="the gradient passed through units that are off",
        hint="Where z was negative the output does not react to z: what is its slope there?",
    ),
    Misconception(
        name="relu_times_output",
        exercise="relu",
        replace={
            "cache = z > 0": "cache = a",
            "dz = np.where(mask, da, 0.0)": "dz = da * mask",
        },
        behaves="da were multiplied by a itself instead of by the slope",
        hint="Where z is positive, a = z: what is the slope of that?",
    ),
    Misconception(
        name="leaky_relu_slope_lost_in_backward",
        exercise="leaky_relu",
        replace={
            "slope = np.where(positive, 1.0, negative_slope)": "slope = np.where(positive, 1.0, 0.0)"
        },
        behaves="the slope for negative z were 0 in the backward pass",
        hint="Negative units leak in both directions.",
    ),
    Misconception(
        name="leaky_relu_slope_fixed_in_backward",
        exercise="leaky_relu",
        replace={
            "slope = np.where(positive, 1.0, negative_slope)": "slope = np.where(positive, 1.0, 0.01)"
        },
        behaves="the backward pass used 0.01 whatever negative_slope is",
        hint="Hand negative_slope on in the cache.",
    ),
    Misconception(
        name="leaky_relu_slope_fixed",
        exercise="leaky_relu",
        replace={"positive = z > 0": "positive = z > 0\nnegative_slope = 0.01"},
        behaves="negative_slope were always 0.01",
        hint="Use the argument negative_slope.",
    ),
    Misconception(
        name="leaky_relu_mask_from_upstream",
        exercise="leaky_relu",
        replace={
            "slope = np.where(positive, 1.0, negative_slope)": "slope = np.where(da > 0, 1.0, negative_slope)"
        },
        behaves="the slope were chosen by the sign of da instead of that of z",
        hint="Which units were negative in the forward pass? That is what the cache is for.",
    ),
    Misconception(
        name="leaky_relu_without_upstream",
        exercise="leaky_relu",
        replace={
            "dz: np.ndarray = da * slope": "dz = slope",
        },
        behaves="the gradient from above, da, were left out",
        hint="Chain rule: the local slope is only one of the two factors.",
    ),
    Misconception(
        name="leaky_relu_in_place",
        exercise="leaky_relu",
        replace={
            "a = np.where(positive, z, negative_slope * z)": "z[~positive] *= negative_slope\na = z.copy()"
        },
        behaves="the negative entries were scaled in z itself",
        hint="z belongs to the caller: work on a copy.",
    ),
    Misconception(
        name="bias_gradient_averaged",
        exercise="dense_layer",
        replace={"db = dz.sum(axis=0)": "db = dz.mean(axis=0)"},
        behaves="the bias gradient were averaged over the batch instead of summed",
        hint="The loss has already divided by N: every example adds its share to db.",
    ),
    Misconception(
        name="gradients_divided_by_batch",
        exercise="dense_layer",
        replace={
            "dw = x.T @ dz": "dw = x.T @ dz / len(x)",
            "db = dz.sum(axis=0)": "db = dz.mean(axis=0)",
        },
        behaves="the gradients were averaged over the batch a second time",
        hint="The loss has already divided by N.",
    ),
    Misconception(
        name="weight_gradient_averaged",
        exercise="dense_layer",
        replace={
            "dw = x.T @ dz": "dw = x.T @ dz / len(x)",
        },
        behaves="the weight gradient were averaged over the batch instead of summed",
        hint="The loss has already divided by N: every example adds its share to dw.",
    ),
    Misconception(
        name="bias_gradient_keeps_axis",
        exercise="dense_layer",
        replace={"db = dz.sum(axis=0)": "db = dz.sum(axis=0, keepdims=True)"},
        behaves="the bias gradient kept the batch axis",
        hint="db has the shape of b.",
    ),
    Misconception(
        name="bias_gradient_summed_over_units",
        exercise="dense_layer",
        replace={"db = dz.sum(axis=0)": "db = dz.sum(axis=1)"},
        behaves="the bias gradient were summed over the units instead of the examples",
        hint="Every unit has one bias, used by all examples: over which axis do they add up?",
    ),
    Misconception(
        name="weight_not_transposed",
        exercise="dense_layer",
        replace={"dx = dz @ w.T": "dx = dz @ w"},
        behaves="w were not transposed in dx, which fits only when w is square",
        hint="Follow the shapes: dz is (N, K) and dx is (N, D).",
    ),
    Misconception(
        name="weight_gradient_transposed",
        exercise="dense_layer",
        replace={"dw = x.T @ dz": "dw = dz.T @ x"},
        behaves="dw were transposed",
        hint="dw has the shape of w, (D, K).",
    ),
    Misconception(
        name="bias_forgotten",
        exercise="dense_layer",
        replace={"z = x @ w + b": "z = x @ w"},
        behaves="the bias were left out",
        hint="z = x·w + b.",
    ),
    Misconception(
        name="softmax_over_batch",
        exercise="softmax",
        replace={"total = e.sum(axis=1, keepdims=True)": "total = e.sum(axis=0, keepdims=True)"},
        behaves="the exponentials were normalised over the batch instead of the classes",
        hint="Each example has probabilities of its own: which axis holds the classes?",
    ),
    Misconception(
        name="softmax_over_columns",
        exercise="softmax",
        replace={
            "shifted = z - z.max(axis=1, keepdims=True)": "shifted = z - z.max(axis=0, keepdims=True)",
            "total = e.sum(axis=1, keepdims=True)": "total = e.sum(axis=0, keepdims=True)",
        },
        behaves="softmax ran down the columns, over the batch instead of the classes",
        hint="Each example has probabilities of its own: which axis holds the classes?",
    ),
    Misconception(
        name="softmax_over_everything",
        exercise="softmax",
        replace={"total = e.sum(axis=1, keepdims=True)": "total = e.sum()"},
        behaves="the exponentials were normalised over the whole array",
        hint="Each row must sum to 1, not the whole array.",
    ),
    Misconception(
        name="softmax_over_everything_naive",
        exercise="softmax",
        replace={
            "shifted = z - z.max(axis=1, keepdims=True)": "shifted = z - z.max()",
            "total = e.sum(axis=1, keepdims=True)": "total = e.sum()",
        },
        behaves="maximum and sum ran over the whole array",
        hint="Each row must sum to 1, not the whole array.",
    ),
    Misconception(
        name="softmax_without_shift",
        exercise="softmax",
        replace={"shifted = z - z.max(axis=1, keepdims=True)": "shifted = z"},
        behaves="exp were taken of the logits as they are, which overflows",
        hint="Subtracting the row's maximum from a row changes nothing but the overflow.",
    ),
    Misconception(
        name="softmax_shift_by_global_maximum",
        exercise="softmax",
        replace={"shifted = z - z.max(axis=1, keepdims=True)": "shifted = z - z.max()"},
        behaves="the maximum of the whole array were subtracted from every row",
        hint="A row far below the largest one then underflows to 0/0: use each row's own maximum.",
    ),
    Misconception(
        name="softmax_shift_by_first_logit",
        exercise="softmax",
        replace={"shifted = z - z.max(axis=1, keepdims=True)": "shifted = z - z[:, :1]"},
        behaves="each row's first logit were subtracted instead of its largest",
        hint="What goes into exp when the first logit of a row is far below another one?",
    ),
    Misconception(
        name="normalized_sigmoid_naive",
        exercise="normalized_sigmoid",
        replace={
            "shifted = log_s - log_s.max(axis=1, keepdims=True)": "shifted = log_s",
        },
        behaves="all sigmoids of a very negative row had become 0, and their logarithms -infinity",
        hint="Neither s(z) nor exp(-z) fits into a float there, but log s(z) does, worked out from z; "
        "then subtract the row's maximum of it.",
    ),
    Misconception(
        name="normalized_sigmoid_shift_by_global_maximum",
        exercise="normalized_sigmoid",
        replace={
            "shifted = log_s - log_s.max(axis=1, keepdims=True)": "shifted = log_s - log_s.max()",
        },
        behaves="the maximum over the whole array were subtracted from every row's logarithms",
        hint="A row far below the largest one then underflows to 0/0: use each row's own maximum.",
    ),
    Misconception(
        name="normalized_sigmoid_over_batch",
        exercise="normalized_sigmoid",
        replace={"total = e.sum(axis=1, keepdims=True)": "total = e.sum(axis=0, keepdims=True)"},
        behaves="the sigmoids were normalised over the batch instead of the classes",
        hint="Each row must sum to 1.",
    ),
    Misconception(
        name="normalized_sigmoid_over_columns",
        exercise="normalized_sigmoid",
        replace={
            "shifted = log_s - log_s.max(axis=1, keepdims=True)": "shifted = log_s - log_s.max(axis=0, keepdims=True)",
            "total = e.sum(axis=1, keepdims=True)": "total = e.sum(axis=0, keepdims=True)",
        },
        behaves="everything ran down the columns, over the batch instead of the classes",
        hint="Each row must sum to 1.",
    ),
    Misconception(
        name="normalized_sigmoid_is_softmax",
        exercise="normalized_sigmoid",
        replace={"log_s = -np.logaddexp(0.0, -z)": "log_s = z"},
        behaves="it were the softmax: exponentials instead of sigmoids",
        hint="First the sigmoid of every logit, then divide by the row's sum.",
    ),
    Misconception(
        name="normalized_sigmoid_not_normalized",
        exercise="normalized_sigmoid",
        replace={
            "shifted = log_s - log_s.max(axis=1, keepdims=True)": "shifted = log_s",
            "p: np.ndarray = e / total": "p = e",
        },
        behaves="the sigmoids were returned as they are",
        hint="Divide by the row's sum.",
    ),
    Misconception(
        name="mse_with_one_half",
        exercise="losses",
        replace={
            "loss = float(np.sum(difference**2)) / n": "loss = float(np.sum(difference**2)) / (2 * n)",
            "dy_pred = 2 * difference / n": "dy_pred = difference / n",
        },
        behaves="the squared error had a factor 1/2",
        hint="Here the mean squared error has no 1/2, so its gradient keeps the 2.",
    ),
    Misconception(
        name="mse_loss_with_one_half",
        exercise="losses",
        replace={
            "loss = float(np.sum(difference**2)) / n": "loss = float(np.sum(difference**2)) / (2 * n)",
        },
        behaves="the squared error had a factor 1/2, but its gradient none",
        hint="Here the mean squared error has no 1/2.",
    ),
    Misconception(
        name="mse_gradient_with_one_half",
        exercise="losses",
        replace={
            "dy_pred = 2 * difference / n": "dy_pred = difference / n",
        },
        behaves="the gradient of the squared error lacked the factor 2",
        hint="Differentiate the square: there is no 1/2 here that would cancel the 2.",
    ),
    Misconception(
        name="mse_half_the_sum",
        exercise="losses",
        replace={
            "loss = float(np.sum(difference**2)) / n": "loss = float(np.sum(difference**2)) / 2",
            "dy_pred = 2 * difference / n": "dy_pred = difference",
        },
        behaves="the squared error had a factor 1/2 in the place of 1/N",
        hint="A loss is the mean over the examples, here without a 1/2.",
    ),
    Misconception(
        name="mse_averaged_over_outputs",
        exercise="losses",
        replace={
            "loss = float(np.sum(difference**2)) / n": "loss = float(np.mean(difference**2))",
            "dy_pred = 2 * difference / n": "dy_pred = 2 * difference / difference.size",
        },
        behaves="the squared error were averaged over the outputs too",
        hint="Sum over the outputs, average over the examples.",
    ),
    Misconception(
        name="mse_loss_averaged_over_outputs",
        exercise="losses",
        replace={
            "loss = float(np.sum(difference**2)) / n": "loss = float(np.mean(difference**2))",
        },
        behaves="the squared error, but not its gradient, were averaged over the outputs too",
        hint="Sum over the outputs, average over the examples.",
    ),
    Misconception(
        name="mse_not_averaged",
        exercise="losses",
        replace={
            "loss = float(np.sum(difference**2)) / n": "loss = float(np.sum(difference**2))",
            "dy_pred = 2 * difference / n": "dy_pred = 2 * difference",
        },
        behaves="the squared error were summed over the batch",
        hint="A loss is the mean over the examples.",
    ),
    Misconception(
        name="mse_gradient_not_averaged",
        exercise="losses",
        replace={"dy_pred = 2 * difference / n": "dy_pred = 2 * difference"},
        behaves="the gradient of the squared error lacked the factor 1/N",
        hint="The loss is a mean: its gradient has the same 1/N.",
    ),
    Misconception(
        name="mse_gradient_sign",
        exercise="losses",
        replace={"dy_pred = 2 * difference / n": "dy_pred = -2 * difference / n"},
        behaves="the gradient of the squared error had the opposite sign",
        hint="Where the prediction is too large the loss must grow with it.",
    ),
    Misconception(
        name="sigmoid_loss_not_averaged",
        exercise="losses",
        replace={
            "loss = float(np.sum(y * loss_if_1 + (1 - y) * loss_if_0)) / n": "loss = float(np.sum(y * loss_if_1 + (1 - y) * loss_if_0))",
            "sigmoid_cross_entropy: dz = (p - y) / n": "dz = p - y",
        },
        behaves="the sigmoid cross-entropy were summed over the batch",
        hint="A loss is the mean over the examples.",
    ),
    Misconception(
        name="sigmoid_loss_averaged_over_outputs",
        exercise="losses",
        replace={
            "loss = float(np.sum(y * loss_if_1 + (1 - y) * loss_if_0)) / n": "loss = float(np.mean(y * loss_if_1 + (1 - y) * loss_if_0))",
            "sigmoid_cross_entropy: dz = (p - y) / n": "dz = (p - y) / z.size",
        },
        behaves="the sigmoid cross-entropy were averaged over the outputs too",
        hint="Sum over the outputs, average over the examples.",
    ),
    Misconception(
        name="sigmoid_loss_value_averaged_over_outputs",
        exercise="losses",
        replace={
            "loss = float(np.sum(y * loss_if_1 + (1 - y) * loss_if_0)) / n": "loss = float(np.mean(y * loss_if_1 + (1 - y) * loss_if_0))",
        },
        behaves="the sigmoid cross-entropy, but not its gradient, were averaged over the outputs too",
        hint="Sum over the outputs, average over the examples.",
    ),
    Misconception(
        name="sigmoid_loss_of_ones_only",
        exercise="losses",
        replace={
            "loss = float(np.sum(y * loss_if_1 + (1 - y) * loss_if_0)) / n": "loss = float(np.sum(y * loss_if_1)) / n",
        },
        behaves="the sigmoid cross-entropy counted only labels of 1",
        hint="Each output is a yes-or-no question: what does a label of 0 cost?",
    ),
    Misconception(
        name="sigmoid_loss_gradient_not_averaged",
        exercise="losses",
        replace={"sigmoid_cross_entropy: dz = (p - y) / n": "dz = p - y"},
        behaves="the gradient of the sigmoid cross-entropy lacked the factor 1/N",
        hint="The loss is a mean: its gradient has the same 1/N.",
    ),
    Misconception(
        name="sigmoid_loss_sign",
        exercise="losses",
        replace={"sigmoid_cross_entropy: dz = (p - y) / n": "dz = (y - p) / n"},
        behaves="the gradient of the sigmoid cross-entropy had the opposite sign",
        hint="Where the probability is too large the loss must grow with z.",
    ),
    Misconception(
        name="sigmoid_loss_gradient_of_p",
        exercise="losses",
        replace={"sigmoid_cross_entropy: dz = (p - y) / n": "dz = (p - y) / (p * (1 - p)) / n"},
        behaves="the sigmoid cross-entropy gave the gradient with respect to p instead of z",
        hint="The function gets logits: carry the gradient through the sigmoid too.",
    ),
    Misconception(
        name="sigmoid_loss_gradient_with_slope",
        exercise="losses",
        replace={
            "sigmoid_cross_entropy: dz = (p - y) / n": "dz = (p - y) * p * (1 - p) / n",
        },
        behaves="the gradient were multiplied by the sigmoid's slope p(1 - p) once more",
        hint="p - y is the gradient for z already: the slopes of logarithm and sigmoid have cancelled.",
    ),
    Misconception(
        name="sigmoid_loss_by_log_of_p",
        exercise="losses",
        replace={
            "loss_if_1 = np.logaddexp(0.0, -z)  # -log(p)": "p = 1 / (1 + np.exp(-z))\nloss_if_1 = -np.log(p)",
            "loss_if_0 = np.logaddexp(0.0, z)  # -log(1 - p)": "loss_if_0 = -np.log(1 - p)",
            "p = np.exp(-loss_if_1)": "p = 1 / (1 + np.exp(-z))",
        },
        behaves="the sigmoid cross-entropy took the logarithm of a probability that is 0",
        hint="Work with the logits: log(1 + exp(-z)) can be written so that nothing overflows.",
    ),
    Misconception(
        name="sigmoid_loss_by_log_of_exp",
        exercise="losses",
        replace={
            "loss = float(np.sum(y * loss_if_1 + (1 - y) * loss_if_0)) / n": "loss = float(np.sum(np.log(1 + np.exp(-z)) + (1 - y) * z)) / n",
        },
        behaves="log(1 + exp(-z)) were worked out as it stands, where exp(-z) overflows for very negative z",
        hint="For very negative z, log(1 + exp(-z)) is as good as -z: can you split that off first?",
    ),
    Misconception(
        name="softmax_loss_not_averaged",
        exercise="losses",
        replace={
            "loss = float(np.sum(y * loss_if_1)) / n": "loss = float(np.sum(y * loss_if_1))",
            "softmax_cross_entropy: dz = (p - y) / n": "dz = p - y",
        },
        behaves="the softmax cross-entropy were summed over the batch",
        hint="A loss is the mean over the examples.",
    ),
    Misconception(
        name="softmax_loss_averaged_over_classes",
        exercise="losses",
        replace={
            "loss = float(np.sum(y * loss_if_1)) / n": "loss = float(np.mean(y * loss_if_1))",
        },
        behaves="the softmax cross-entropy were averaged over the classes too",
        hint="A row has one true class: sum over the classes, average over the examples.",
    ),
    Misconception(
        name="softmax_loss_of_predicted_class",
        exercise="losses",
        replace={
            "loss = float(np.sum(y * loss_if_1)) / n": "loss = float(np.sum(loss_if_1.min(axis=1))) / n",
        },
        behaves="the loss were that of the class with the largest logit, whatever the label",
        hint="The cross-entropy looks at the probability of the class that is true.",
    ),
    Misconception(
        name="softmax_loss_with_binary_term",
        exercise="losses",
        replace={
            "loss = float(np.sum(y * loss_if_1)) / n": "loss = float(-np.sum(y * np.log(e / total) + (1 - y) * np.log(1 - e / total))) / n",
        },
        behaves="the softmax cross-entropy had a term (1 - y) log(1 - p) too",
        hint="That term belongs to yes-or-no questions; one choice among K classes has the true class only.",
    ),
    Misconception(
        name="softmax_loss_gradient_not_averaged",
        exercise="losses",
        replace={"softmax_cross_entropy: dz = (p - y) / n": "dz = p - y"},
        behaves="the gradient of the softmax cross-entropy lacked the factor 1/N",
        hint="The loss is a mean: its gradient has the same 1/N.",
    ),
    Misconception(
        name="softmax_loss_sign",
        exercise="losses",
        replace={"softmax_cross_entropy: dz = (p - y) / n": "dz = (y - p) / n"},
        behaves="the gradient of the softmax cross-entropy had the opposite sign",
        hint="Where the probability is too large the loss must grow with z.",
    ),
    Misconception(
        name="softmax_loss_gradient_of_p",
        exercise="losses",
        replace={"softmax_cross_entropy: dz = (p - y) / n": "dz = -y / p / n"},
        behaves="the softmax cross-entropy gave the gradient with respect to p instead of z",
        hint="The function gets logits: carry the gradient through the softmax too.",
    ),
    Misconception(
        name="softmax_loss_by_log_of_p",
        exercise="losses",
        replace={
            "loss_if_1 = np.log(total) - shifted  # -log(p)": "loss_if_1 = -np.log(e / total)"
        },
        behaves="the softmax cross-entropy took the logarithm of a probability that is 0",
        hint="log(exp(a) / sum) is a - log(sum): no exponential has to be taken back.",
    ),
    Misconception(
        name="softmax_loss_by_log_of_true_p",
        exercise="losses",
        replace={
            "loss = float(np.sum(y * loss_if_1)) / n": "loss = float(-np.sum(np.log((e / total)[y == 1]))) / n",
        },
        behaves="the softmax cross-entropy took the logarithm of a true class's probability that is 0",
        hint="log(exp(a) / sum) is a - log(sum): no exponential has to be taken back.",
    ),
    Misconception(
        name="softmax_loss_shift_by_global_maximum",
        exercise="losses",
        replace={
            "shifted = z - z.max(axis=1, keepdims=True)": "shifted = z - z.max()",
        },
        behaves="the maximum of the whole array were subtracted from every row",
        hint="In a row far below the largest one all exponentials are then 0: use each row's own maximum.",
    ),
    Misconception(
        name="network_activation_on_output",
        exercise="whole_network",
        replace={
            'logits = a @ params[-1]["w"] + params[-1]["b"]': 'logits = np.maximum(a @ params[-1]["w"] + params[-1]["b"], 0.0)'
        },
        behaves="the output layer had a ReLU too",
        hint="The last layer is linear: logits may be negative.",
    ),
    Misconception(
        name="network_gradients_reversed",
        exercise="whole_network",
        replace={"grads.reverse()": ""},
        behaves="the gradients came in the order of the backward pass, last layer first",
        hint="grads mirrors params: the first entry belongs to the first layer.",
    ),
    Misconception(
        name="network_without_relu",
        exercise="whole_network",
        replace={
            "a = np.maximum(z, 0.0)": "a = z",
            "dz = np.where(a > 0, da, 0.0)  # a comes out of a ReLU: it is positive where its z is": "dz = da",
        },
        behaves="there were no ReLU between the layers",
        hint="Without an activation the whole network is one linear layer.",
    ),
    Misconception(
        name="network_mask_from_upstream",
        exercise="whole_network",
        replace={
            "dz = np.where(a > 0, da, 0.0)  # a comes out of a ReLU: it is positive where its z is": "dz = np.where(da > 0, da, 0.0)",
        },
        behaves="gradients were cut off where they are negative instead of where the units are off",
        hint="Which units were off in the forward pass? That is what the cache is for.",
    ),
    Misconception(
        name="network_inputs_before_relu",
        exercise="whole_network",
        replace={
            "a = x": "a = before = x",
            'inputs.append(a)\nz = a @ layer["w"] + layer["b"]': 'inputs.append(before)\nz = before = a @ layer["w"] + layer["b"]',
            'inputs.append(a)\nlogits = a @ params[-1]["w"] + params[-1]["b"]': 'inputs.append(before)\nlogits = a @ params[-1]["w"] + params[-1]["b"]',
        },
        behaves="dw were worked out with what goes into the ReLU instead of what comes out",
        hint="dw = a^T dz: which array did the forward pass multiply with w?",
    ),
    Misconception(
        name="network_relu_lost_in_backward",
        exercise="whole_network",
        replace={
            "dz = np.where(a > 0, da, 0.0)  # a comes out of a ReLU: it is positive where its z is": "dz = da"
        },
        behaves="the ReLUs were left out in the backward pass",
        hint="Each step back through the network passes an activation as well as a layer.",
    ),
    Misconception(
        name="network_bias_gradient_averaged",
        exercise="whole_network",
        replace={"db = dz.sum(axis=0)": "db = dz.mean(axis=0)"},
        behaves="the bias gradients were averaged over the batch instead of summed",
        hint="The loss has already divided by N: every example adds its share to db.",
    ),
    Misconception(
        name="network_bias_gradient_keeps_axis",
        exercise="whole_network",
        replace={
            "db = dz.sum(axis=0)": "db = dz.sum(axis=0, keepdims=True)",
        },
        behaves="the bias gradients kept the batch axis",
        hint="db has the shape of b.",
    ),
    Misconception(
        name="network_gradients_divided_by_batch",
        exercise="whole_network",
        replace={
            "dw = a.T @ dz": "dw = a.T @ dz / len(dz)",
            "db = dz.sum(axis=0)": "db = dz.mean(axis=0)",
        },
        behaves="the gradients were averaged over the batch a second time",
        hint="The loss has already divided by N.",
    ),
    Misconception(
        name="one_sided_difference",
        exercise="gradient_checking",
        replace={
            "below[index] -= h": "",
            "grad[index] = (f(above) - f(below)) / (2 * h)": "grad[index] = (f(above) - f(x)) / h",
        },
        behaves="the difference were one-sided, (f(x + h) - f(x)) / h",
        hint="Central differences look to both sides; their error shrinks with h².",
    ),
    Misconception(
        name="difference_divided_by_h",
        exercise="gradient_checking",
        replace={
            "grad[index] = (f(above) - f(below)) / (2 * h)": "grad[index] = (f(above) - f(below)) / h"
        },
        behaves="the central difference were divided by h instead of 2h",
        hint="How far apart are x + h and x - h?",
    ),
    Misconception(
        name="difference_backwards",
        exercise="gradient_checking",
        replace={
            "grad[index] = (f(above) - f(below)) / (2 * h)": "grad[index] = (f(below) - f(above)) / (2 * h)"
        },
        behaves="the two sides of the difference were swapped",
        hint="f(x + h) comes first.",
    ),
    Misconception(
        name="difference_with_x_itself",
        exercise="gradient_checking",
        replace={"below[index] -= h": ""},
        behaves="f(x) stood in the place of f(x - h)",
        hint="From x + h, how far is it to x - h?",
    ),
    Misconception(
        name="difference_of_one_array",
        exercise="gradient_checking",
        replace={"below = x.copy()": "below = above"},
        behaves="x + h and x - h were one and the same array, so that nothing is left between them",
        hint="A second name for an array is no second array.",
    ),
    Misconception(
        name="difference_over_half_the_way",
        exercise="gradient_checking",
        replace={
            "above[index] += h": "above[index] += h / 2",
            "below[index] -= h": "below[index] -= h / 2",
            "grad[index] = (f(above) - f(below)) / (2 * h)": "grad[index] = (f(above) - f(below)) / h",
        },
        behaves="x were moved by h / 2 to either side",
        hint="How far apart are x + h and x - h?",
    ),
    Misconception(
        name="default_step_other",
        exercise="gradient_checking",
        replace={
            "f: Callable[[np.ndarray], float], x: np.ndarray, h: float = 1e-5": "f: Callable[[np.ndarray], float], x: np.ndarray, h: float = 1e-6"
        },
        behaves="the step were another than 1e-5 where none is given",
        hint="Which default has h in the task?",
    ),
    Misconception(
        name="x_left_perturbed",
        exercise="gradient_checking",
        replace={"above[index] += h": "above[index] += h\nx[index] = above[index]"},
        behaves="x kept its perturbation after each entry",
        hint="Put the old value back, bit for bit, before you go to the next entry.",
    ),
    Misconception(
        name="x_restored_at_the_end",
        exercise="gradient_checking",
        replace={
            "grad = np.zeros_like(x)": "grad = np.zeros_like(x)\nx = x.copy()",
            "grad[index] = (f(above) - f(below)) / (2 * h)": "grad[index] = (f(above) - f(below)) / (2 * h)\nx[index] -= h",
        },
        behaves="entries stayed at x - h until all of them were done",
        hint="Put the old value back before you go to the next entry: each slope is taken at x itself.",
    ),
    Misconception(
        name="step_fixed",
        exercise="gradient_checking",
        replace={"above = x.copy()": "h = 1e-5\nabove = x.copy()"},
        behaves="the step were 1e-5 whatever h is",
        hint="Use the argument h.",
    ),
    Misconception(
        name="error_without_guard",
        exercise="gradient_checking",
        replace={"if scale == 0:\n    return 0.0": "pass"},
        behaves="two zero gradients gave 0/0",
        hint="Equal gradients have error 0, also when both are 0.",
    ),
    Misconception(
        name="error_of_squared_norms",
        exercise="gradient_checking",
        replace={
            "return float(difference / scale)": "return float(difference**2 / (np.sum(analytic**2) + np.sum(numeric**2)))"
        },
        behaves="the norms were squared",
        hint="The norm is the root of the sum of squares.",
    ),
    Misconception(
        name="error_entry_by_entry",
        exercise="gradient_checking",
        replace={
            "difference = np.linalg.norm(analytic - numeric)": "sizes = np.abs(analytic) + np.abs(numeric)",
            "scale = np.linalg.norm(analytic) + np.linalg.norm(numeric)": "scale = np.max(sizes)",
            "return float(difference / scale)": "return float(np.max(np.abs(analytic - numeric) / np.maximum(1e-8, sizes)))",
        },
        behaves="the error were the largest relative error of the entries",
        hint="Two norms over all entries are compared: an entry near 0 hardly counts.",
    ),
    Misconception(
        name="error_relative_to_larger",
        exercise="gradient_checking",
        replace={
            "scale = np.linalg.norm(analytic) + np.linalg.norm(numeric)": "scale = max(np.linalg.norm(analytic), np.linalg.norm(numeric))"
        },
        behaves="the difference were divided by the larger norm instead of the sum of both",
        hint="The denominator is the sum of the two norms.",
    ),
]
