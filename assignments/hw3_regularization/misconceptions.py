"""Misconceptions of homework 3, each as a patch of the NumPy reference."""

from autograder.misconceptions.patch import Misconception

MISCONCEPTIONS = [
    Misconception(
        name="l2_root_taken",
        exercise="penalties",
        replace={"total += float(np.sum(w**2))": "total += float(np.linalg.norm(w))"},
        behaves="the L2 penalty added up the Frobenius norms, without squaring them",
        hint="np.linalg.norm takes a root at the end; the formula has none.",
    ),
    Misconception(
        name="l2_half_lost",
        exercise="penalties",
        replace={"l2_penalty: penalty = lam / (2 * m) * total": "penalty = lam / m * total"},
        behaves="the L2 penalty lacked the factor 1/2",
        hint="The 2 of the derivative cancels against a 1/2: where is it in the penalty?",
    ),
    Misconception(
        name="l2_gradient_with_half",
        exercise="penalties",
        replace={"grads.append(lam / m * w)": "grads.append(lam / (2 * m) * w)"},
        behaves="the gradient of the L2 penalty still had the factor 1/2",
        hint="What is the derivative of a square?",
    ),
    Misconception(
        name="l2_not_divided_by_examples",
        exercise="penalties",
        replace={
            "grads.append(lam / m * w)": "grads.append(lam * w)",
            "l2_penalty: penalty = lam / (2 * m) * total": "penalty = lam / 2 * total",
        },
        behaves="the L2 penalty were not divided by the number of examples",
        hint="The data's loss is a mean over m examples; the penalty has the same 1/m.",
    ),
    Misconception(
        name="l2_divided_by_weights",
        exercise="penalties",
        replace={"total += float(np.sum(w**2))": "total += float(np.mean(w**2))"},
        behaves="the L2 penalty averaged the squares over each matrix instead of adding them up",
        hint="m counts training examples; by the number of weights nothing is divided.",
    ),
    Misconception(
        name="l2_one_unit_taken_for_biases",
        exercise="penalties",
        replace={
            "total += float(np.sum(w**2))": "total += float(np.sum(w**2)) * (w.shape[1] > 1)",
            "grads.append(lam / m * w)": "grads.append(lam / m * w * (w.shape[1] > 1))",
        },
        behaves="a matrix with a single column were left out of the L2 penalty, as biases are",
        hint="Biases are not in the list at all: whatever is in it counts, whatever its shape.",
    ),
    Misconception(
        name="l2_last_layer_only",
        exercise="penalties",
        replace={"total += float(np.sum(w**2))": "total = float(np.sum(w**2))"},
        behaves="only the last matrix counted in the L2 penalty",
        hint="The penalty adds up over the layers: what happens to the earlier ones in your loop?",
    ),
    Misconception(
        name="l1_half_lost",
        exercise="penalties",
        replace={"l1_penalty: penalty = lam / (2 * m) * total": "penalty = lam / m * total"},
        behaves="the L1 penalty lacked the factor 1/2",
        hint="Here the L1 penalty has the same lam / (2 m) in front as the L2 penalty.",
    ),
    Misconception(
        name="l1_gradient_half_lost",
        exercise="penalties",
        replace={"grads.append(lam / (2 * m) * np.sign(w))": "grads.append(lam / m * np.sign(w))"},
        behaves="the gradient of the L1 penalty lacked the factor 1/2",
        hint="The derivative of |w| brings no 2 that could cancel anything.",
    ),
    Misconception(
        name="l1_gradient_of_zero",
        exercise="penalties",
        replace={
            "grads.append(lam / (2 * m) * np.sign(w))": "grads.append(lam / (2 * m) * np.where(w >= 0, 1.0, -1.0))"
        },
        behaves="a weight of 0 were pulled down by the L1 penalty as a positive one is",
        hint="A weight that has reached 0 shall stay there: what is sign(0)?",
    ),
    Misconception(
        name="l1_gradient_of_l2",
        exercise="penalties",
        replace={"grads.append(lam / (2 * m) * np.sign(w))": "grads.append(lam / m * w)"},
        behaves="the gradient of the L1 penalty were that of the L2 penalty",
        hint="How steep is |w| at w = 100, and how steep at w = 0.01?",
    ),
    Misconception(
        name="l1_without_absolute_value",
        exercise="penalties",
        replace={"total += float(np.sum(np.abs(w)))": "total += float(np.sum(w))"},
        behaves="the L1 penalty added up the weights with their signs",
        hint="Negative weights cost as much as positive ones.",
    ),
    Misconception(
        name="l1_largest_column",
        exercise="penalties",
        replace={"total += float(np.sum(np.abs(w)))": "total += float(np.linalg.norm(w, 1))"},
        behaves="the L1 penalty took only the column with the largest sum of each matrix",
        hint="np.linalg.norm(w, 1) of a matrix is a norm of its own, not the sum of all entries.",
    ),
    Misconception(
        name="l1_divided_by_weights",
        exercise="penalties",
        replace={"total += float(np.sum(np.abs(w)))": "total += float(np.mean(np.abs(w)))"},
        behaves="the L1 penalty averaged over each matrix instead of adding up",
        hint="m counts training examples; by the number of weights nothing is divided.",
    ),
    Misconception(
        name="decay_minus_inside",
        exercise="weight_decay",
        replace={"w_new = w - lr * (dw + decay)": "w_new = w - lr * (dw - decay)"},
        behaves="the decay had the opposite sign, so that the weights grow",
        hint="With dw = 0, should the weights come closer to 0 or move away from it?",
    ),
    Misconception(
        name="decay_without_learning_rate",
        exercise="weight_decay",
        replace={"w_new = w - lr * (dw + decay)": "w_new = w - lr * dw - decay"},
        behaves="the decay were not multiplied by the learning rate",
        hint="The penalty's gradient is part of the gradient: the step size applies to the sum.",
    ),
    Misconception(
        name="decay_forgotten",
        exercise="weight_decay",
        replace={"w_new = w - lr * (dw + decay)": "w_new = w - lr * dw"},
        behaves="the weights did not decay at all",
        hint="With dw = 0, do your weights move?",
    ),
    Misconception(
        name="decay_with_half",
        exercise="weight_decay",
        replace={"decay = lam / m * w": "decay = lam / (2 * m) * w"},
        behaves="the decay had a factor 1/2",
        hint="The penalty has the 1/2; what does its gradient have?",
    ),
    Misconception(
        name="decay_not_divided_by_examples",
        exercise="weight_decay",
        replace={"decay = lam / m * w": "decay = lam * w"},
        behaves="the decay were not divided by the number of examples",
        hint="Use the argument m.",
    ),
    Misconception(
        name="decay_of_the_new_weights",
        exercise="weight_decay",
        replace={"w_new = w - lr * (dw + decay)": "w_new = (w - lr * dw) * (1 - lr * lam / m)"},
        behaves="the weights that come out of the plain step decayed, not those that went in",
        hint="Both gradients are taken at the same point, the old weights.",
    ),
    Misconception(
        name="decay_toward_zero_by_sign",
        exercise="weight_decay",
        replace={"decay = lam / m * w": "decay = lam / (2 * m) * np.sign(w)"},
        behaves="the step belonged to the L1 penalty",
        hint="Weight decay is the L2 penalty: large weights shrink by more than small ones.",
    ),
    Misconception(
        name="decay_changes_the_gradient",
        exercise="weight_decay",
        replace={"w_new = w - lr * (dw + decay)": "dw += decay\nw_new = w - lr * dw"},
        behaves="the decay were added to the caller's dw itself",
        hint="dw belongs to the caller: += changes it.",
    ),
    Misconception(
        name="decay_changes_the_weights",
        exercise="weight_decay",
        replace={"w_new = w - lr * (dw + decay)": "w -= lr * (dw + decay)\nw_new = w.copy()"},
        behaves="the step were made in the caller's w itself",
        hint="w belongs to the caller: -= changes it.",
    ),
    Misconception(
        name="max_norm_of_rows",
        exercise="max_norm",
        replace={
            "norms = np.linalg.norm(w, axis=0)": "norms = np.linalg.norm(w, axis=1, keepdims=True)"
        },
        behaves="the rows of w were limited instead of the columns",
        hint="w is (inputs, units): where do the weights that come into one unit stand?",
    ),
    Misconception(
        name="max_norm_of_whole_matrix",
        exercise="max_norm",
        replace={"norms = np.linalg.norm(w, axis=0)": "norms = np.linalg.norm(w)"},
        behaves="the norm of the whole matrix were limited",
        hint="Every unit has a limit of its own.",
    ),
    Misconception(
        name="max_norm_scales_short_columns",
        exercise="max_norm",
        replace={
            "scale = max_value / np.maximum(norms, max_value)": "scale = max_value / np.where(norms > 0, norms, 1.0)"
        },
        behaves="columns below the limit were stretched to it",
        hint="It is an upper limit: what should happen to a column that is short enough?",
    ),
    Misconception(
        name="max_norm_scales_to_one",
        exercise="max_norm",
        replace={
            "scale = max_value / np.maximum(norms, max_value)": "scale = 1 / np.where(norms > max_value, norms, 1.0)"
        },
        behaves="columns above the limit were scaled to length 1",
        hint="How long should a column be that was too long?",
    ),
    Misconception(
        name="max_norm_of_zero_column",
        exercise="max_norm",
        replace={
            "scale = max_value / np.maximum(norms, max_value)": "scale = np.minimum(norms, max_value) / norms"
        },
        behaves="every column were divided by its norm, 0/0 for a column of zeros",
        hint="A unit whose incoming weights are all 0 is within any limit.",
    ),
    Misconception(
        name="max_norm_clips_entries",
        exercise="max_norm",
        replace={"w_new: np.ndarray = w * scale": "w_new = np.clip(w, -max_value, max_value)"},
        behaves="every single weight were limited instead of a column's length",
        hint="A column is shortened as a whole and keeps its direction.",
    ),
    Misconception(
        name="max_norm_of_largest_entries",
        exercise="max_norm",
        replace={"norms = np.linalg.norm(w, axis=0)": "norms = np.abs(w).max(axis=0)"},
        behaves="the length of a column were its largest entry",
        hint="The max in max-norm is the limit; the norm is the Euclidean one.",
    ),
    Misconception(
        name="max_norm_of_absolute_values",
        exercise="max_norm",
        replace={"norms = np.linalg.norm(w, axis=0)": "norms = np.abs(w).sum(axis=0)"},
        behaves="the length of a column were the sum of its absolute values",
        hint="The Euclidean norm is a root of a sum of squares.",
    ),
    Misconception(
        name="max_norm_in_place",
        exercise="max_norm",
        replace={"w_new: np.ndarray = w * scale": "w *= scale\nw_new = w.copy()"},
        behaves="the columns were shortened in the caller's w itself",
        hint="w belongs to the caller: *= changes it.",
    ),
    Misconception(
        name="dropout_drops_with_keep_prob",
        exercise="dropout",
        replace={
            "mask = rng.random(x.shape) < keep_prob": "mask = rng.random(x.shape) >= keep_prob",
        },
        behaves="entries were dropped with keep_prob instead of kept",
        hint="With keep_prob = 0.9, how many of a hundred units should survive?",
    ),
    Misconception(
        name="dropout_rate_for_keep_prob",
        exercise="dropout",
        replace={
            "mask = rng.random(x.shape) < keep_prob": "mask = rng.random(x.shape) >= keep_prob",
            "divisor = keep_prob": "divisor = 1 - keep_prob",
        },
        behaves="keep_prob were the probability to drop, in the mask and in the scale",
        hint="Frameworks take the probability to drop; this function takes the other one.",
    ),
    Misconception(
        name="dropout_not_scaled",
        exercise="dropout",
        replace={"divisor = keep_prob": "divisor = 1.0"},
        behaves="the kept entries were not scaled up",
        hint="With half of the units gone, what makes the next layer's sum the same on average?",
    ),
    Misconception(
        name="dropout_scaled_by_drop_probability",
        exercise="dropout",
        replace={"divisor = keep_prob": "divisor = 1 - keep_prob"},
        behaves="the kept entries were divided by 1 - keep_prob",
        hint="The mean of the result should be x: keep_prob times what?",
    ),
    Misconception(
        name="dropout_backward_not_scaled",
        exercise="dropout",
        replace={"dx = np.where(mask, dout / divisor, 0.0)": "dx = np.where(mask, dout, 0.0)"},
        behaves="the scale were left out in the backward pass",
        hint="out = x / keep_prob where kept: what is its slope?",
    ),
    Misconception(
        name="dropout_backward_multiplies",
        exercise="dropout",
        replace={
            "dx = np.where(mask, dout / divisor, 0.0)": "dx = np.where(mask, dout * divisor, 0.0)"
        },
        behaves="the backward pass multiplied by keep_prob instead of dividing by it",
        hint="Where kept, out = x / keep_prob: a step in x moves out by how much?",
    ),
    Misconception(
        name="dropout_mask_redrawn",
        exercise="dropout",
        replace={
            "cache = (mask, divisor)": "cache = (rng, divisor)",
            "mask, divisor = cache": "rng, divisor = cache\nmask = rng.random(dout.shape) < divisor",
        },
        behaves="the backward pass drew a mask of its own",
        hint="The gradient passes through the units that were on in this very forward pass.",
    ),
    Misconception(
        name="dropout_no_mask_in_backward",
        exercise="dropout",
        replace={"dx = np.where(mask, dout / divisor, 0.0)": "dx = dout / divisor"},
        behaves="the gradient passed through dropped entries too",
        hint="A dropped unit's output is 0 whatever its input is: what is its gradient?",
    ),
    Misconception(
        name="dropout_one_mask_for_batch",
        exercise="dropout",
        replace={
            "mask = rng.random(x.shape) < keep_prob": "mask = np.tile(rng.random(x.shape[1:]) < keep_prob, (len(x), 1))"
        },
        behaves="all examples of a batch lost the same units",
        hint="Every unit of every example is decided on its own: which shape has the mask?",
    ),
    Misconception(
        name="dropout_in_evaluation",
        exercise="dropout",
        replace={
            "mask = np.ones(x.shape, dtype=bool)": "mask = rng.random(x.shape) < keep_prob",
            "divisor = 1.0": "divisor = keep_prob",
        },
        behaves="entries were dropped in evaluation too",
        hint="What does the argument training say?",
    ),
    Misconception(
        name="dropout_scaled_in_evaluation",
        exercise="dropout",
        replace={
            "divisor = 1.0": "divisor = 1 / keep_prob",
            "divisor = keep_prob": "divisor = 1.0",
        },
        behaves="the scaling were done in evaluation, by keep_prob, instead of in training",
        hint="That is plain dropout. The inverted one scales in training and leaves evaluation alone.",
    ),
    Misconception(
        name="dropout_normal_numbers",
        exercise="dropout",
        replace={
            "mask = rng.random(x.shape) < keep_prob": "mask = rng.standard_normal(x.shape) < keep_prob"
        },
        behaves="the mask came from normal instead of uniform random numbers",
        hint="How likely is your random number to be below keep_prob? Try keep_prob = 0.5.",
    ),
    Misconception(
        name="dropout_same_mask_every_call",
        exercise="dropout",
        replace={
            "mask = rng.random(x.shape) < keep_prob": "mask = np.random.default_rng(0).random(x.shape) < keep_prob"
        },
        behaves="every call used the same mask, whatever rng is",
        hint="Draw from the argument rng.",
    ),
    Misconception(
        name="dropout_any_probability",
        exercise="dropout",
        replace={"if not 0 < keep_prob <= 1:": "if not 0 <= keep_prob <= 1:"},
        behaves="keep_prob = 0 were accepted",
        hint="With keep_prob = 0 nothing is left to scale: which end of the range is excluded?",
    ),
    Misconception(
        name="patience_one_too_long",
        exercise="early_stopping",
        replace={"if epoch - best_epoch == patience:": "if epoch - best_epoch > patience:"},
        behaves="training stopped one epoch too late",
        hint="With patience 1, a single epoch without improvement is the last one.",
    ),
    Misconception(
        name="patience_one_too_short",
        exercise="early_stopping",
        replace={"if epoch - best_epoch == patience:": "if epoch - best_epoch + 1 == patience:"},
        behaves="the best epoch itself counted as one without improvement",
        hint="With patience 1, may training stop right after an epoch that has improved?",
    ),
    Misconception(
        name="previous_epoch_compared",
        exercise="early_stopping",
        replace={
            "if loss < best - min_delta:\n    best = loss": "improved = loss < best - min_delta\nbest = loss\nif improved:"
        },
        behaves="each loss were compared with the one of the epoch before, not with the best",
        hint="Losses 1.0, 2.0, 1.9, 1.8: is that progress?",
    ),
    Misconception(
        name="best_follows_small_gains",
        exercise="early_stopping",
        replace={
            "if loss < best - min_delta:\n    best = loss": "improved = loss < best - min_delta\nbest = min(best, loss)\nif improved:"
        },
        behaves="the best loss moved with gains that are too small to count",
        hint="Many small gains add up: best changes only when an epoch improves.",
    ),
    Misconception(
        name="min_delta_ignored",
        exercise="early_stopping",
        replace={"if loss < best - min_delta:": "if loss < best:"},
        behaves="min_delta were 0",
        hint="Use the argument min_delta.",
    ),
    Misconception(
        name="min_delta_added",
        exercise="early_stopping",
        replace={"if loss < best - min_delta:": "if loss < best + min_delta:"},
        behaves="min_delta were added to the best loss, so that a worse epoch can improve",
        hint="A loss must fall by more than min_delta: on which side of best is the bar?",
    ),
    Misconception(
        name="best_of_all_epochs",
        exercise="early_stopping",
        replace={
            "return epoch, best_epoch": "return epoch, int(np.nanargmin(dev_losses))",
            "return len(dev_losses) - 1, best_epoch": "return len(dev_losses) - 1, int(np.nanargmin(dev_losses))",
        },
        behaves="the best epoch were the lowest of all losses, those after the stop too",
        hint="Nobody has trained the epochs after stop_epoch.",
    ),
    Misconception(
        name="ties_improve",
        exercise="early_stopping",
        replace={"if loss < best - min_delta:": "if loss <= best - min_delta:"},
        behaves="early_stopping took an equal loss for an improvement",
        hint="Less than, not less than or equal.",
    ),
    Misconception(
        name="epochs_counted_from_one",
        exercise="early_stopping",
        replace={
            "return epoch, best_epoch": "return epoch + 1, best_epoch + 1",
            "return len(dev_losses) - 1, best_epoch": "return len(dev_losses), best_epoch + 1",
        },
        behaves="epochs were counted from 1",
        hint="The first epoch has the number 0.",
    ),
    Misconception(
        name="results_in_another_order",
        exercise="early_stopping",
        replace={
            "return epoch, best_epoch": "return best_epoch, epoch",
            "return len(dev_losses) - 1, best_epoch": "return best_epoch, len(dev_losses) - 1",
        },
        behaves="early_stopping returned the best epoch first and the last one second",
        hint="In which order does the docstring list the results?",
    ),
    Misconception(
        name="best_weights_of_the_highest_loss",
        exercise="early_stopping",
        replace={
            "self.best_loss = np.inf": "self.best_loss = -np.inf",
            "if dev_loss < self.best_loss:": "if dev_loss > self.best_loss:",
        },
        behaves="BestWeights kept the weights of the highest loss",
        hint="Is a high loss good?",
    ),
    Misconception(
        name="best_weights_by_reference",
        exercise="early_stopping",
        replace={"self.best_weights = [w.copy() for w in weights]": "self.best_weights = weights"},
        behaves="the caller's own arrays were stored, which later training changes",
        hint="A list holds references: what becomes of yours when training goes on?",
    ),
    Misconception(
        name="best_weights_handed_out",
        exercise="early_stopping",
        replace={"return [w.copy() for w in self.best_weights]": "return self.best_weights"},
        behaves="restore gave out the stored arrays themselves",
        hint="Whoever restores the weights will train on with them: give out copies.",
    ),
    Misconception(
        name="best_weights_replaced_by_tie",
        exercise="early_stopping",
        replace={"if dev_loss < self.best_loss:": "if dev_loss <= self.best_loss:"},
        behaves="an epoch with an equal loss replaced the stored weights",
        hint="On a tie the earlier epoch stays.",
    ),
    Misconception(
        name="best_weights_loss_not_stored",
        exercise="early_stopping",
        replace={"self.best_loss = dev_loss": "pass"},
        behaves="the best loss were never remembered, so that every epoch is the best",
        hint="With what will the next epoch be compared?",
    ),
    Misconception(
        name="best_weights_by_last_loss",
        exercise="early_stopping",
        replace={
            "if dev_loss < self.best_loss:\n    self.best_loss = dev_loss": "improved = dev_loss < self.best_loss\nself.best_loss = dev_loss\nif improved:"
        },
        behaves="BestWeights compared each loss with that of the epoch before",
        hint="Remember the loss of the stored weights, not that of the last update.",
    ),
    Misconception(
        name="rotate_clockwise",
        exercise="data_augmentation",
        replace={
            "y = center_y + cos * down + sin * right": "y = center_y + cos * down - sin * right",
            "x = center_x + cos * right - sin * down": "x = center_x + cos * right + sin * down",
        },
        behaves="rotate turned clockwise",
        hint="Compare rotate(image, 90) with np.rot90(image); remember that rows run downwards.",
    ),
    Misconception(
        name="rotate_radians",
        exercise="data_augmentation",
        replace={
            "angle = np.deg2rad(degrees % 360)": "angle = degrees",
            "if degrees % 90 == 0:": "if degrees == 0:",
        },
        behaves="the angle of rotate were in radians",
        hint="np.cos and np.sin take radians.",
    ),
    Misconception(
        name="rotate_nearest_pixel",
        exercise="data_augmentation",
        replace={
            "rotate: rotated: np.ndarray = (1 - v) * upper + v * lower": "rotated = padded[np.rint(y - 1).astype(int) + 1, np.rint(x - 1).astype(int) + 1]"
        },
        behaves="rotate took the nearest pixel instead of interpolating",
        hint="A point between four pixels takes a share of each.",
    ),
    Misconception(
        name="rotate_about_corner_of_pixel",
        exercise="data_augmentation",
        replace={
            "rotate: center_y = (height - 1) / 2": "center_y = height / 2",
            "rotate: center_x = (width - 1) / 2": "center_x = width / 2",
        },
        behaves="rotate turned about (H / 2, W / 2)",
        hint="The rows are 0 to H - 1: which number is in their middle?",
    ),
    Misconception(
        name="rotate_about_swapped_centre",
        exercise="data_augmentation",
        replace={
            "rotate: center_y = (height - 1) / 2": "center_y = (width - 1) / 2",
            "rotate: center_x = (width - 1) / 2": "center_x = (height - 1) / 2",
        },
        behaves="rotate took the height for the width when it looked for the centre",
        hint="Try an image that is not square.",
    ),
    Misconception(
        name="rotate_border_repeated",
        exercise="data_augmentation",
        replace={
            "rotate: y = np.clip(y + 1, 0, height + 1)  # in the padded image; all beyond it is 0, like its edge": "y = np.clip(y, 0, height - 1) + 1",
            "rotate: x = np.clip(x + 1, 0, width + 1)": "x = np.clip(x, 0, width - 1) + 1",
        },
        behaves="rotate repeated the border instead of letting zeros in",
        hint="What comes from outside of the image is 0.",
    ),
    Misconception(
        name="shift_wraps_around",
        exercise="data_augmentation",
        replace={
            "shifted[(rows < 0) | (rows >= height)] = 0.0": "",
            "shifted[:, (columns < 0) | (columns >= width)] = 0.0": "",
        },
        behaves="shift let what leaves on one side come in on the other",
        hint="np.roll goes round in a circle; here zeros come in.",
    ),
    Misconception(
        name="shift_backwards",
        exercise="data_augmentation",
        replace={
            "rows = np.arange(height) - dy": "dy, dx = -dy, -dx\nrows = np.arange(height) - dy",
        },
        behaves="shift moved up and left",
        hint="Positive dy moves down, positive dx moves right.",
    ),
    Misconception(
        name="shift_axes_swapped",
        exercise="data_augmentation",
        replace={
            "rows = np.arange(height) - dy": "dy, dx = dx, dy\nrows = np.arange(height) - dy",
        },
        behaves="shift had dy and dx swapped",
        hint="dy moves along the rows, which is axis 0.",
    ),
    Misconception(
        name="zoom_inverted",
        exercise="data_augmentation",
        replace={
            "y = center_y + (rows - center_y) / factor": "y = center_y + (rows - center_y) * factor",
            "x = center_x + (columns - center_x) / factor": "x = center_x + (columns - center_x) * factor",
        },
        behaves="zoom shrank where it should enlarge",
        hint="The new pixel shows a point of the old image: at factor 2, is that nearer to the centre?",
    ),
    Misconception(
        name="zoom_from_corner",
        exercise="data_augmentation",
        replace={
            "y = center_y + (rows - center_y) / factor": "y = rows / factor",
            "x = center_x + (columns - center_x) / factor": "x = columns / factor",
        },
        behaves="zoom kept the upper left corner in place instead of the centre",
        hint="Which point of the image must not move?",
    ),
    Misconception(
        name="zoom_nearest_pixel",
        exercise="data_augmentation",
        replace={
            "zoomed: np.ndarray = (1 - v) * upper + v * lower": "zoomed = padded[np.rint(y - 1).astype(int) + 1, np.rint(x - 1).astype(int) + 1]"
        },
        behaves="zoom took the nearest pixel instead of interpolating",
        hint="A point between four pixels takes a share of each.",
    ),
    Misconception(
        name="cutout_above_the_image",
        exercise="data_augmentation",
        replace={
            "first_row = max(top, 0)": "first_row = top",
            "first_column = max(left, 0)": "first_column = left",
            "end_row = max(top + height, 0)": "end_row = top + height",
            "end_column = max(left + width, 0)": "end_column = left + width",
        },
        behaves="cutout counted a negative row or column from the other end of the image",
        hint="In a slice of NumPy a negative number counts from the end.",
    ),
    Misconception(
        name="cutout_moved_into_the_image",
        exercise="data_augmentation",
        replace={
            "end_row = max(top + height, 0)": "end_row = first_row + height",
            "end_column = max(left + width, 0)": "end_column = first_column + width",
        },
        behaves="cutout moved a rectangle that begins outside into the image instead of cutting it off",
        hint="A rectangle that begins two rows above the image has two rows fewer inside.",
    ),
    Misconception(
        name="cutout_in_place",
        exercise="data_augmentation",
        replace={
            "covered[first_row:end_row, first_column:end_column] = 0.0": "image[first_row:end_row, first_column:end_column] = 0.0\ncovered = image.copy()"
        },
        behaves="cutout covered the caller's image itself",
        hint="image belongs to the caller: work on a copy.",
    ),
    Misconception(
        name="flip_other_axis",
        exercise="data_augmentation",
        replace={
            "flipped = np.flip(image, axis).copy()": "flipped = np.flip(image, {0: 1, 1: 0}.get(axis, axis)).copy()"
        },
        behaves="flip had the axes 0 and 1 swapped",
        hint="Axis 0 runs over the rows: reversing it is upside down.",
    ),
    Misconception(
        name="flip_is_a_view",
        exercise="data_augmentation",
        replace={"flipped = np.flip(image, axis).copy()": "flipped = np.flip(image, axis)"},
        behaves="flip returned a view of the image",
        hint="np.flip copies nothing: a change of the result changes the image.",
    ),
    Misconception(
        name="invert_from_maximum",
        exercise="data_augmentation",
        replace={"inverted = 1 - image": "inverted = image.max() - image"},
        behaves="invert subtracted from the image's own maximum instead of 1",
        hint="White is 1, whatever the brightest pixel is.",
    ),
    Misconception(
        name="noise_not_clipped",
        exercise="data_augmentation",
        replace={"noisy: np.ndarray = np.clip(image + noise, 0.0, 1.0)": "noisy = image + noise"},
        behaves="add_gaussian_noise did not clip to the range from 0 to 1",
        hint="What do noisy black pixels look like?",
    ),
    Misconception(
        name="noise_of_variance_sigma",
        exercise="data_augmentation",
        replace={
            "noise = rng.normal(0.0, sigma, size=image.shape)": "noise = rng.normal(0.0, np.sqrt(sigma), size=image.shape)"
        },
        behaves="sigma were the variance of the noise",
        hint="sigma is the standard deviation, and so is rng.normal's second argument.",
    ),
    Misconception(
        name="noise_uniform",
        exercise="data_augmentation",
        replace={
            "noise = rng.normal(0.0, sigma, size=image.shape)": "noise = rng.uniform(-sigma, sigma, size=image.shape)"
        },
        behaves="the noise were uniform between -sigma and sigma",
        hint="Gaussian noise is normally distributed.",
    ),
    Misconception(
        name="noise_only_brightens",
        exercise="data_augmentation",
        replace={
            "noise = rng.normal(0.0, sigma, size=image.shape)": "noise = np.abs(rng.normal(0.0, sigma, size=image.shape))"
        },
        behaves="the noise were never negative",
        hint="Noise darkens a pixel as often as it brightens one: which sign have your draws?",
    ),
    Misconception(
        name="noise_one_number_for_all",
        exercise="data_augmentation",
        replace={
            "noise = rng.normal(0.0, sigma, size=image.shape)": "noise = rng.normal(0.0, sigma)"
        },
        behaves="one number were drawn and added to every pixel",
        hint="How many numbers does rng draw when it is not told a size?",
    ),
    Misconception(
        name="noise_shared_by_channels",
        exercise="data_augmentation",
        replace={
            "noise = rng.normal(0.0, sigma, size=image.shape)": "noise = np.zeros(image.shape)\nnoise.T[:] = rng.normal(0.0, sigma, size=image.shape[:2]).T"
        },
        behaves="all channels of a pixel got the same noise",
        hint="Every entry of the image, not every pixel, has a draw of its own.",
    ),
    Misconception(
        name="noise_same_every_call",
        exercise="data_augmentation",
        replace={
            "noise = rng.normal(0.0, sigma, size=image.shape)": "noise = np.random.default_rng(0).normal(0.0, sigma, size=image.shape)"
        },
        behaves="every call added the same noise, whatever rng is",
        hint="Draw from the argument rng.",
    ),
    Misconception(
        name="decay_factor_not_negative",
        exercise="weight_decay",
        replace={
            "w_new = w - lr * (dw + decay)": "w_new = max(1 - lr * lam / m, 0.0) * w - lr * dw"
        },
        behaves="the shrinking factor were never below 0",
        hint="What does the formula give for lr * lam / m = 1.5?",
    ),
    Misconception(
        name="decay_doubled",
        exercise="weight_decay",
        replace={"decay = lam / m * w": "decay = 2 * lam / m * w"},
        behaves="the decay had a factor 2",
        hint="The penalty has a 1/2 in front of the square: what is left of the 2?",
    ),
    Misconception(
        name="decay_by_sign",
        exercise="weight_decay",
        replace={"decay = lam / m * w": "decay = lam / m * np.sign(w)"},
        behaves="all weights decayed by the same amount, as with an L1 penalty",
        hint="Weight decay is the L2 penalty: large weights shrink by more than small ones.",
    ),
    Misconception(
        name="decay_gradient_divided_by_examples",
        exercise="weight_decay",
        replace={"w_new = w - lr * (dw + decay)": "w_new = w - lr * (dw / m + decay)"},
        behaves="dw were divided by the number of examples as well",
        hint="dw is the gradient of a mean already.",
    ),
    Misconception(
        name="max_norm_root_forgotten",
        exercise="max_norm",
        replace={"norms = np.linalg.norm(w, axis=0)": "norms = (w**2).sum(axis=0)"},
        behaves="the length of a column were the sum of its squares, without the root",
        hint="How long is the column (3, 4)?",
    ),
    Misconception(
        name="max_norm_scales_all_columns",
        exercise="max_norm",
        replace={
            "scale = max_value / np.maximum(norms, max_value)": "scale = max_value / np.maximum(norms.max(), max_value)"
        },
        behaves="all columns were shortened when one of them is too long",
        hint="Every unit has a limit and a factor of its own.",
    ),
    Misconception(
        name="max_norm_mean_square",
        exercise="max_norm",
        replace={"norms = np.linalg.norm(w, axis=0)": "norms = np.sqrt((w**2).mean(axis=0))"},
        behaves="the length of a column were the root of the mean of its squares",
        hint="How long is the column (3, 4)?",
    ),
    Misconception(
        name="max_norm_epsilon_in_every_column",
        exercise="max_norm",
        replace={
            "scale = max_value / np.maximum(norms, max_value)": "scale = np.minimum(norms, max_value) / (norms + 1e-7)"
        },
        behaves="every column were divided by its norm plus 1e-7, those within the limit too",
        hint="A column within the limit stays as it is: which columns need a division at all?",
    ),
    Misconception(
        name="max_norm_epsilon_in_long_columns",
        exercise="max_norm",
        replace={
            "scale = max_value / np.maximum(norms, max_value)": "scale = np.where(norms > max_value, max_value / (norms + 1e-7), 1.0)"
        },
        behaves="1e-7 were added to the norm of the columns that are too long",
        hint="Can the norm of a column above the limit be 0?",
    ),
    Misconception(
        name="max_norm_compares_square",
        exercise="max_norm",
        replace={
            "scale = max_value / np.maximum(norms, max_value)": "scale = np.where(norms**2 > max_value, max_value / np.where(norms > 0, norms, 1.0), 1.0)"
        },
        behaves="the squared norm were compared with the limit",
        hint="Compare a length with a length.",
    ),
    Misconception(
        name="dropout_keep_prob_for_drop_probability",
        exercise="dropout",
        replace={
            "mask = rng.random(x.shape) < keep_prob": "mask = (rng.random(x.shape) >= keep_prob) | (keep_prob == 1)",
            "divisor = keep_prob": "divisor = 1 - keep_prob if keep_prob < 1 else 1.0",
        },
        behaves="keep_prob were the probability to drop, with 1 keeping all",
        hint="Frameworks take the probability to drop; this function takes the other one.",
    ),
    Misconception(
        name="dropout_refuses_one",
        exercise="dropout",
        replace={"if not 0 < keep_prob <= 1:": "if not 0 < keep_prob < 1:"},
        behaves="keep_prob = 1 were refused",
        hint="With keep_prob = 1 everything is kept: which end of the range is excluded?",
    ),
    Misconception(
        name="dropout_accepts_above_one",
        exercise="dropout",
        replace={"if not 0 < keep_prob <= 1:": "if not 0 < keep_prob:"},
        behaves="a keep_prob above 1 were accepted",
        hint="Can a probability be 1.25?",
    ),
    Misconception(
        name="dropout_never_refuses",
        exercise="dropout",
        replace={"if not 0 < keep_prob <= 1:": "if False:"},
        behaves="keep_prob were never checked",
        hint="What does the docstring say under Raises?",
    ),
    Misconception(
        name="dropout_checks_in_training_only",
        exercise="dropout",
        replace={"if not 0 < keep_prob <= 1:": "if training and not 0 < keep_prob <= 1:"},
        behaves="keep_prob were checked in training only",
        hint="What does the docstring say under Raises about evaluation?",
    ),
    Misconception(
        name="dropout_mask_read_off_output",
        exercise="dropout",
        replace={
            "cache = (mask, divisor)": "cache = ((out != 0) | (not training) | (keep_prob == 1), divisor)"
        },
        behaves="the backward pass took every 0 in out for a dropped entry",
        hint="A unit whose x is 0 may well have been kept: where is the mask known for certain?",
    ),
    Misconception(
        name="dropout_scaled_twice",
        exercise="dropout",
        replace={
            "dx = np.where(mask, dout / divisor, 0.0)": "dx = np.where(mask, dout / divisor**2, 0.0)"
        },
        behaves="the gradient were scaled twice",
        hint="Is the scale in your mask already?",
    ),
    Misconception(
        name="dropout_backward_scaled_in_evaluation",
        exercise="dropout",
        replace={
            "divisor = 1.0": "divisor = 1.0\neval_divisor = keep_prob",
            "cache = (mask, divisor)": "cache = (mask, divisor if training else eval_divisor)",
        },
        behaves="the gradient were scaled after a forward pass in evaluation too",
        hint="In evaluation out = x: what is the slope of that?",
    ),
    Misconception(
        name="dropout_fixed_number",
        exercise="dropout",
        replace={
            "mask = rng.random(x.shape) < keep_prob": "mask = (rng.permutation(x.size) < round(keep_prob * x.size)).reshape(x.shape)"
        },
        behaves="always the same number of entries were kept",
        hint="If every entry is decided on its own, is their number always the same?",
    ),
    Misconception(
        name="dropout_in_place",
        exercise="dropout",
        replace={"out = np.where(mask, x / divisor, 0.0)": "x *= mask / divisor\nout = x.copy()"},
        behaves="dropout were applied to the caller's x itself",
        hint="x belongs to the caller: *= changes it.",
    ),
    Misconception(
        name="nan_improves",
        exercise="early_stopping",
        replace={"if loss < best - min_delta:": "if not loss >= best - min_delta:"},
        behaves="early_stopping took a NaN for an improvement",
        hint="Every comparison with NaN is False, >= too.",
    ),
    Misconception(
        name="exact_min_delta_improves",
        exercise="early_stopping",
        replace={"if loss < best - min_delta:": "if loss < best and loss <= best - min_delta:"},
        behaves="a loss that falls by exactly min_delta were an improvement",
        hint="Less than best - min_delta, not less than or equal.",
    ),
    Misconception(
        name="min_delta_relative",
        exercise="early_stopping",
        replace={"if loss < best - min_delta:": "if epoch == 0 or loss < best * (1 - min_delta):"},
        behaves="min_delta were a share of the best loss",
        hint="min_delta is in the units of the loss.",
    ),
    Misconception(
        name="bad_epochs_never_forgotten",
        exercise="early_stopping",
        replace={
            "best_epoch = 0": "best_epoch = bad = 0",
            "if epoch - best_epoch == patience:": "bad += epoch != best_epoch\nif bad == patience:",
        },
        behaves="epochs without improvement were counted in all, not in a row",
        hint="What becomes of your counter when an epoch improves?",
    ),
    Misconception(
        name="last_epoch_is_the_number_of_epochs",
        exercise="early_stopping",
        replace={"return len(dev_losses) - 1, best_epoch": "return len(dev_losses), best_epoch"},
        behaves="training that is never stopped ended one epoch after the last",
        hint="Which number has the last of n epochs?",
    ),
    Misconception(
        name="lowest_loss_until_the_stop",
        exercise="early_stopping",
        replace={
            "return epoch, best_epoch": "return epoch, int(np.nanargmin(dev_losses[: epoch + 1]))",
            "return len(dev_losses) - 1, best_epoch": "return len(dev_losses) - 1, int(np.nanargmin(dev_losses))",
        },
        behaves="the best epoch were the one with the lowest loss, min_delta or not",
        hint="A gain that is too small to count makes no best epoch.",
    ),
    Misconception(
        name="best_weights_of_nan",
        exercise="early_stopping",
        replace={"if dev_loss < self.best_loss:": "if not dev_loss >= self.best_loss:"},
        behaves="BestWeights took a NaN for the lowest loss",
        hint="Every comparison with NaN is False, >= too.",
    ),
    Misconception(
        name="best_weights_shared_by_objects",
        exercise="early_stopping",
        replace={
            "self.best_loss = np.inf": "type(self).best_loss = vars(type(self)).get('best_loss', np.inf)",
            "self.best_weights: list[np.ndarray] = []": "",
            "self.best_loss = dev_loss": "type(self).best_loss = dev_loss",
            "self.best_weights = [w.copy() for w in weights]": "type(self).best_weights = [w.copy() for w in weights]",
        },
        behaves="all objects of BestWeights shared one memory",
        hint="What stands in the class's body, not in __init__, belongs to all objects together.",
    ),
    Misconception(
        name="rotate_nearest_pixel_halves_up",
        exercise="data_augmentation",
        replace={
            "rotate: rotated: np.ndarray = (1 - v) * upper + v * lower": "rotated = padded[np.floor(y + 0.5).astype(int), np.floor(x + 0.5).astype(int)]"
        },
        behaves="rotate took the nearest pixel, halves rounded up, instead of interpolating",
        hint="A point between four pixels takes a share of each.",
    ),
    Misconception(
        name="rotate_pixel_rounded_down",
        exercise="data_augmentation",
        replace={
            "rotate: rotated: np.ndarray = (1 - v) * upper + v * lower": "rotated = padded[top, left]"
        },
        behaves="rotate rounded each point down to a pixel instead of interpolating",
        hint="A point between four pixels takes a share of each.",
    ),
    Misconception(
        name="rotate_sends_pixels",
        exercise="data_augmentation",
        replace={
            "rotate: rotated: np.ndarray = (1 - v) * upper + v * lower": "i = np.rint(center_y + cos * down - sin * right).astype(int)\nj = np.rint(center_x + cos * right + sin * down).astype(int)\ninside = (i >= 0) & (i < height) & (j >= 0) & (j < width)\nrotated = np.zeros(image.shape)\nrotated[i[inside], j[inside]] = image[inside]"
        },
        behaves="rotate sent every old pixel to the nearest new place",
        hint="Go through the new pixels: does each of them get a value?",
    ),
    Misconception(
        name="rotate_about_whole_pixel",
        exercise="data_augmentation",
        replace={
            "rotate: center_y = (height - 1) / 2": "center_y = (height - 1) // 2",
            "rotate: center_x = (width - 1) / 2": "center_x = (width - 1) // 2",
        },
        behaves="rotate turned about ((H - 1) // 2, (W - 1) // 2)",
        hint="Where is the middle of the rows 0 and 1?",
    ),
    Misconception(
        name="rotate_about_half_size_rounded",
        exercise="data_augmentation",
        replace={
            "rotate: center_y = (height - 1) / 2": "center_y = height // 2",
            "rotate: center_x = (width - 1) / 2": "center_x = width // 2",
        },
        behaves="rotate turned about (H // 2, W // 2)",
        hint="Where is the middle of the rows 0 and 1?",
    ),
    Misconception(
        name="rotate_border_wraps",
        exercise="data_augmentation",
        replace={
            "rotate: y = np.clip(y + 1, 0, height + 1)  # in the padded image; all beyond it is 0, like its edge": "inside = ((y >= -1) & (x >= -1)).reshape(height, width, *[1 for _ in channels])\ny = np.clip(y + 1, 0, height + 1)",
            "rotate: padded[1:-1, 1:-1] = image": "padded[1:-1, 1:-1] = image\npadded[0] = padded[-2]\npadded[:, 0] = padded[:, -2]",
            "rotate: rotated: np.ndarray = (1 - v) * upper + v * lower": "rotated = inside * ((1 - v) * upper + v * lower)",
        },
        behaves="rotate took the last row or column for the one before the first",
        hint="NumPy counts an index of -1 from the end; a pixel outside of the image is 0.",
    ),
    Misconception(
        name="zoom_border_wraps",
        exercise="data_augmentation",
        replace={
            "zoom: y = np.clip(y + 1, 0, height + 1)  # in the padded image; all beyond it is 0, like its edge": "inside = ((y >= -1) & (x >= -1)).reshape(height, width, *[1 for _ in channels])\ny = np.clip(y + 1, 0, height + 1)",
            "zoom: padded[1:-1, 1:-1] = image": "padded[1:-1, 1:-1] = image\npadded[0] = padded[-2]\npadded[:, 0] = padded[:, -2]",
            "zoom: zoomed: np.ndarray = (1 - v) * upper + v * lower": "zoomed = inside * ((1 - v) * upper + v * lower)",
        },
        behaves="zoom took the last row or column for the one before the first",
        hint="NumPy counts an index of -1 from the end; a pixel outside of the image is 0.",
    ),
    Misconception(
        name="zoom_border_repeated",
        exercise="data_augmentation",
        replace={
            "zoom: y = np.clip(y + 1, 0, height + 1)  # in the padded image; all beyond it is 0, like its edge": "y = np.clip(y, 0, height - 1) + 1",
            "zoom: x = np.clip(x + 1, 0, width + 1)": "x = np.clip(x, 0, width - 1) + 1",
        },
        behaves="zoom repeated the border instead of letting zeros in",
        hint="What comes from outside of the image is 0.",
    ),
    Misconception(
        name="cutout_one_too_many",
        exercise="data_augmentation",
        replace={
            "end_row = max(top + height, 0)": "end_row = max(top + height + 1, 0)",
            "end_column = max(left + width, 0)": "end_column = max(left + width + 1, 0)",
        },
        behaves="cutout covered one row and one column too many",
        hint="How many rows are there from top to top + height, both included?",
    ),
    Misconception(
        name="cutout_first_channel_only",
        exercise="data_augmentation",
        replace={
            "covered[first_row:end_row, first_column:end_column] = 0.0": "hidden = covered if image.ndim == 2 else covered[:, :, 0]\nhidden[first_row:end_row, first_column:end_column] = 0.0"
        },
        behaves="cutout covered the first channel only",
        hint="What does a hidden pixel look like in colour?",
    ),
    Misconception(
        name="flip_upside_down_unless_axis_is_0",
        exercise="data_augmentation",
        replace={
            "flipped = np.flip(image, axis).copy()": "flipped = np.flip(image, int(axis == 0)).copy()"
        },
        behaves="flip mirrored left to right for axis 0 and upside down for every other",
        hint="Axis 0 runs over the rows: reversing it is upside down.",
    ),
    Misconception(
        name="flip_left_to_right_unless_axis_is_0",
        exercise="data_augmentation",
        replace={
            "flipped = np.flip(image, axis).copy()": "flipped = np.flip(image, int(axis != 0)).copy()"
        },
        behaves="flip mirrored left to right for every axis but 0",
        hint="What is axis -1 of a colour image, and axis -2?",
    ),
    Misconception(
        name="flip_axis_modulo_2",
        exercise="data_augmentation",
        replace={
            "flipped = np.flip(image, axis).copy()": "flipped = np.flip(image, axis % 2).copy()"
        },
        behaves="flip took a negative axis modulo 2",
        hint="What is axis -1 of a colour image?",
    ),
    Misconception(
        name="invert_255",
        exercise="data_augmentation",
        replace={"inverted = 1 - image": "inverted = 255 - image"},
        behaves="white were 255",
        hint="An image's values lie between 0 and 1.",
    ),
    Misconception(
        name="noise_reflected_at_0",
        exercise="data_augmentation",
        replace={
            "noisy: np.ndarray = np.clip(image + noise, 0.0, 1.0)": "noisy = np.minimum(np.abs(image + noise), 1.0)"
        },
        behaves="what falls below 0 were reflected",
        hint="Which value does a pixel get that falls below 0, and which does yours get?",
    ),
    Misconception(
        name="noise_wraps_around",
        exercise="data_augmentation",
        replace={
            "noisy: np.ndarray = np.clip(image + noise, 0.0, 1.0)": "noisy = (image + noise) % 1.0"
        },
        behaves="what leaves the range came in again at the other end",
        hint="Does a pixel that rises a little above 1 turn bright or dark?",
    ),
    Misconception(
        name="noise_rescaled",
        exercise="data_augmentation",
        replace={
            "noisy: np.ndarray = np.clip(image + noise, 0.0, 1.0)": "noisy = image + noise\nlow, high = min(noisy.min(), 0.0), max(noisy.max(), 1.0)\nnoisy = (noisy - low) / (high - low)"
        },
        behaves="the noisy image were rescaled to [0, 1] instead of clipped",
        hint="What happens to a pixel of 0.5 when another one falls below 0?",
    ),
    Misconception(
        name="noise_clipped_to_the_images_range",
        exercise="data_augmentation",
        replace={
            "noisy: np.ndarray = np.clip(image + noise, 0.0, 1.0)": "noisy = np.clip(image + noise, image.min(), image.max())"
        },
        behaves="the noise were clipped to the image's own range",
        hint="Noise may make the darkest pixel darker: the range is [0, 1].",
    ),
    Misconception(
        name="noise_from_global_generator",
        exercise="data_augmentation",
        replace={
            "noise = rng.normal(0.0, sigma, size=image.shape)": "noise = np.random.normal(0.0, sigma, size=image.shape)"
        },
        behaves="the noise came from NumPy's global generator",
        hint="Draw from the argument rng.",
    ),
    Misconception(
        name="noise_in_place",
        exercise="data_augmentation",
        replace={
            "noisy: np.ndarray = np.clip(image + noise, 0.0, 1.0)": "image += noise\nnoisy = np.clip(image, 0.0, 1.0)"
        },
        behaves="the noise were added to the caller's image itself",
        hint="image belongs to the caller: += changes it.",
    ),
    Misconception(
        name="noise_cut_at_2_sigma",
        exercise="data_augmentation",
        replace={
            "noise = rng.normal(0.0, sigma, size=image.shape)": "noise = np.clip(rng.normal(0.0, sigma, size=image.shape), -2 * sigma, 2 * sigma)"
        },
        behaves="the noise itself were cut off at 2 sigma",
        hint="Only the noisy image is clipped.",
    ),
    Misconception(
        name="noise_scaled_by_the_image",
        exercise="data_augmentation",
        replace={
            "noise = rng.normal(0.0, sigma, size=image.shape)": "noise = image * rng.normal(0.0, sigma, size=image.shape)"
        },
        behaves="the noise were multiplied by the image",
        hint="How much noise does a black pixel get?",
    ),
    Misconception(
        name="dropout_scaled_in_evaluation_forward_alone",
        exercise="dropout",
        replace={
            "divisor = 1.0": "divisor = 1 / keep_prob",
            "divisor = keep_prob": "divisor = 1.0",
            "cache = (mask, divisor)": "cache = (mask, 1.0)",
        },
        behaves="evaluation multiplied by keep_prob, and training did not scale",
        hint="That is plain dropout. The inverted one scales in training and leaves evaluation alone.",
    ),
    Misconception(
        name="dropout_never_drops",
        exercise="dropout",
        replace={
            "mask = rng.random(x.shape) < keep_prob": "mask = np.ones(x.shape, dtype=bool)",
            "divisor = keep_prob": "divisor = 1.0",
        },
        behaves="nothing were dropped in training either",
        hint="What does the argument training say?",
    ),
]
