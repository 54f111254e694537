"""Misconceptions of homework 5, each as a patch of the NumPy reference."""

from autograder.misconceptions.patch import Misconception

SEARCHES = ("grid_search", "random_search", "coarse_to_fine", "evolutionary_search")

MISCONCEPTIONS = [
    Misconception(
        name="split_not_shuffled",
        exercise="splits",
        replace={"order = rng.permutation(n)": "order = np.arange(n)"},
        behaves="split_indices did not shuffle: the first examples are for training, the last for test",
        hint="Data often come sorted, by date or by class. Which examples would your test set hold?",
    ),
    Misconception(
        name="split_without_rng",
        exercise="splits",
        replace={"order = rng.permutation(n)": "order = np.random.default_rng(0).permutation(n)"},
        behaves="split_indices made the same split whatever rng is",
        hint="All randomness comes from the argument rng: make no generator and no seed yourself.",
    ),
    Misconception(
        name="split_rest_with_a_fixed_seed",
        exercise="splits",
        replace={
            "dev = order[first:second]": "rest = np.random.default_rng(0).permutation(np.sort(order[first:]))\ndev = rest[: second - first]",
            "test = order[second:]": "test = rest[second - first :]",
        },
        behaves="split_indices divided what is not for training in the same way at every call, whatever rng is",
        hint="All randomness comes from the argument rng, that of the second cut, too.",
    ),
    Misconception(
        name="split_keys_with_ties",
        exercise="splits",
        replace={
            "order = rng.permutation(n)": 'order = np.argsort(rng.integers(0, n, n), kind="stable")',
        },
        behaves="split_indices sorted by random whole numbers: of two examples with the same one, the earlier comes first",
        hint="With n = 2, how often do both examples get the same key, and which one is for training then?",
    ),
    Misconception(
        name="split_shuffled_for_every_part",
        exercise="splits",
        replace={"dev = order[first:second]": "dev = rng.permutation(n)[first:second]"},
        behaves="the dev set were cut from a second shuffling, so that it shares examples with the others",
        hint="An example may be in one part only. How often do you shuffle?",
    ),
    Misconception(
        name="split_dev_and_test_swapped",
        exercise="splits",
        replace={"return train, dev, test": "return train, test, dev"},
        behaves="split_indices returned the test set in the place of the dev set, and the other way round",
        hint="Try three different fractions, and compare the sizes of what comes out.",
    ),
    Misconception(
        name="stratified_dev_and_test_swapped",
        exercise="splits",
        replace={
            "return np.concatenate(train), np.concatenate(dev), np.concatenate(test)": "return np.concatenate(train), np.concatenate(test), np.concatenate(dev)",
        },
        behaves="stratified_split returned the test set in the place of the dev set, and the other way round",
        hint="Try three different fractions, and compare the sizes of what comes out.",
    ),
    Misconception(
        name="split_sizes_rounded_down",
        exercise="splits",
        replace={
            "first = round(n * fractions[0])": "first = int(n * fractions[0])",
            "second = round(n * (fractions[0] + fractions[1]))": (
                "second = first + int(n * fractions[1])"
            ),
        },
        behaves=(
            "split_indices rounded two sizes down and left all the rest to the test set, which can "
            "be too large by nearly two examples"
        ),
        hint="Work out by hand the sizes for n = 10 and the fractions 0.68, 0.18 and 0.14.",
    ),
    Misconception(
        name="stratified_sizes_rounded_down",
        exercise="splits",
        replace={
            "first = round(len(members) * fractions[0])": "first = int(len(members) * fractions[0])",
            "second = round(len(members) * (fractions[0] + fractions[1]))": "second = first + int(len(members) * fractions[1])",
        },
        behaves="stratified_split rounded two sizes of each class down and left all the rest to the test set",
        hint="Work out by hand the sizes for a class of 10 and the fractions 0.68, 0.18 and 0.14.",
    ),
    Misconception(
        name="split_no_part_empty",
        exercise="splits",
        replace={
            "first = round(n * fractions[0])": "dev_size = max(1, round(n * fractions[1]))\nfirst = min(round(n * fractions[0]), max(1, n - dev_size - 1))",
            "second = round(n * (fractions[0] + fractions[1]))": "second = first + dev_size",
        },
        behaves="split_indices gave each part one example at least, at the cost of the others",
        hint="With 7 examples and a fraction of 1 %, how many belong into the dev set? A part may be empty.",
    ),
    Misconception(
        name="stratified_no_part_empty",
        exercise="splits",
        replace={
            "first = round(len(members) * fractions[0])": "dev_size = max(1, round(len(members) * fractions[1]))\nfirst = min(round(len(members) * fractions[0]), max(1, len(members) - dev_size - 1))",
            "second = round(len(members) * (fractions[0] + fractions[1]))": "second = first + dev_size",
        },
        behaves="stratified_split gave each part one example of each class at least, at the cost of the others",
        hint="With 10 examples and a fraction of 1 %, how many belong into the dev set? A part may be empty.",
    ),
    Misconception(
        name="split_fraction_of_the_rest",
        exercise="splits",
        replace={
            "second = round(n * (fractions[0] + fractions[1]))": (
                "second = first + round((n - first) * fractions[1])"
            ),
        },
        behaves="the dev set's fraction were that of what the training set leaves over",
        hint="Every fraction is a share of all n examples.",
    ),
    Misconception(
        name="split_drops_an_example",
        exercise="splits",
        replace={"test = order[second:]": "test = order[second:-1]"},
        behaves="split_indices lost the last example of the shuffled order",
        hint="A slice ends before its second index: do the three parts add up to n?",
    ),
    Misconception(
        name="stratified_ignores_classes",
        exercise="splits",
        replace={
            "for label in np.unique(labels):": "for _ in range(1):",
            "members = np.flatnonzero(labels == label)": "members = np.arange(len(labels))",
        },
        behaves="stratified_split made a plain random split, whatever the labels",
        hint="Count the examples of a rare class in every part.",
    ),
    Misconception(
        name="stratified_ids_without_gaps",
        exercise="splits",
        replace={"for label in np.unique(labels):": "for label in range(len(np.unique(labels))):"},
        behaves="the class ids were always 0, 1, 2, ..., so that other ids are left out",
        hint="Class ids may be any integers, such as 3, 7 and 100.",
    ),
    Misconception(
        name="stratified_positions_within_class",
        exercise="splits",
        replace={"order = rng.permutation(members)": "order = rng.permutation(len(members))"},
        behaves="stratified_split returned positions within each class instead of indices into labels",
        hint="Which example is meant by position 0 of the second class?",
    ),
    Misconception(
        name="stratified_not_shuffled",
        exercise="splits",
        replace={"order = rng.permutation(members)": "order = members"},
        behaves="stratified_split did not shuffle: the first examples of each class are for training",
        hint="Split the same labels with two seeds and compare the training sets.",
    ),
    Misconception(
        name="bias_without_humans",
        exercise="bias_and_variance",
        replace={"bias = train_error - human_error": "bias = train_error"},
        behaves="humans never erred",
        hint="If humans err on 15 % of the examples, is a model with 15 % training error a bad fit?",
    ),
    Misconception(
        name="bias_from_dev_error",
        exercise="bias_and_variance",
        replace={
            "bias = train_error - human_error": "bias = dev_error - human_error",
        },
        behaves="bias were the distance between dev error and human error",
        hint="Bias is seen on the training data already: which of the three errors has no part in it?",
    ),
    Misconception(
        name="bias_above_the_larger_of_humans_and_tolerance",
        exercise="bias_and_variance",
        replace={
            "high_bias = bool(bias > tolerance)": "high_bias = bool(train_error > max(human_error, tolerance))",
        },
        behaves="bias were high as soon as the training error exceeds both the human error and the tolerance",
        hint="Humans err on 15 % and the tolerance is 5 %: is a training error of 16 % a bad fit?",
    ),
    Misconception(
        name="variance_from_humans",
        exercise="bias_and_variance",
        replace={"variance = dev_error - train_error": "variance = dev_error - human_error"},
        behaves="variance were the distance between dev error and human error",
        hint="12 % on training data and 13 % on dev data: do new data surprise this model?",
    ),
    Misconception(
        name="variance_is_dev_error",
        exercise="bias_and_variance",
        replace={"variance = dev_error - train_error": "variance = dev_error"},
        behaves="a high dev error alone meant high variance",
        hint="Variance is what is lost on the way from training data to new data.",
    ),
    Misconception(
        name="bias_in_absolute_value",
        exercise="bias_and_variance",
        replace={
            "bias = train_error - human_error": "bias = abs(train_error - human_error)",
        },
        behaves="being better than humans were a fault",
        hint="What should be said of a model that errs less than humans do?",
    ),
    Misconception(
        name="variance_in_absolute_value",
        exercise="bias_and_variance",
        replace={
            "variance = dev_error - train_error": "variance = abs(dev_error - train_error)",
        },
        behaves="doing better on dev than on training data were a fault",
        hint="Is it a bad sign if a model errs less on new data than on its training data?",
    ),
    Misconception(
        name="bias_tolerance_hard_coded",
        exercise="bias_and_variance",
        replace={
            "high_bias = bool(bias > tolerance)": "high_bias = bool(bias > 0.05)",
        },
        behaves="the tolerance for bias were always 0.05",
        hint="Use the argument; 0.05 is only its default.",
    ),
    Misconception(
        name="tolerance_of_zero_ignored",
        exercise="bias_and_variance",
        replace={
            "bias = train_error - human_error": "tolerance = tolerance or 0.05\nbias = train_error - human_error",
        },
        behaves="a tolerance of 0 meant that none were given",
        hint="0 counts as false: what does `tolerance or 0.05` give?",
    ),
    Misconception(
        name="variance_tolerance_hard_coded",
        exercise="bias_and_variance",
        replace={
            "high_variance = bool(variance > tolerance)": "high_variance = bool(variance > 0.05)",
        },
        behaves="the tolerance for variance were always 0.05",
        hint="Use the argument; 0.05 is only its default.",
    ),
    Misconception(
        name="variance_relative_to_training",
        exercise="bias_and_variance",
        replace={
            "high_variance = bool(variance > tolerance)": (
                "high_variance = bool(variance > tolerance * train_error)"
            ),
        },
        behaves="the tolerance for variance were a share of the training error",
        hint="1 % on training data and 2 % on dev data is twice the error. Is it a high variance?",
    ),
    Misconception(
        name="one_fault_at_a_time",
        exercise="bias_and_variance",
        replace={
            "high_variance = bool(variance > tolerance)": (
                "high_variance = bool(variance > tolerance) and not high_bias"
            ),
        },
        behaves="a model with high bias could not have high variance as well",
        hint="Look at 12 % on training data and 20 % on dev data.",
    ),
    Misconception(
        name="diagnosis_swapped",
        exercise="bias_and_variance",
        replace={
            'return {"high_bias": high_bias, "high_variance": high_variance}': (
                'return {"high_bias": high_variance, "high_variance": high_bias}'
            ),
        },
        behaves="the names bias and variance were exchanged",
        hint="Bias shows on the training data already; variance shows on new data only.",
    ),
    Misconception(
        name="remedies_only_for_bias_when_both",
        exercise="bias_and_variance",
        replace={"if high_variance:": "if high_variance and not high_bias:"},
        behaves="nothing were offered against variance where the bias is high as well",
        hint="A model with both faults gets the remedies for both: mind elif and an early return.",
    ),
    Misconception(
        name="architecture_only_for_both",
        exercise="bias_and_variance",
        replace={"if high_bias or high_variance:": "if high_bias and high_variance:"},
        behaves="another architecture helped only where bias and variance are both high",
        hint="'Either' means: at least one of the two.",
    ),
    Misconception(
        name="architecture_always",
        exercise="bias_and_variance",
        replace={"if high_bias or high_variance:": "if True:"},
        behaves="another architecture were advised for a model without a fault, too",
        hint="What should be changed about a model that has no fault?",
    ),
    Misconception(
        name="architecture_named_twice",
        exercise="bias_and_variance",
        replace={
            'names += ["change_architecture"]': (
                'names += ["change_architecture"] * (int(high_bias) + int(high_variance))'
            ),
        },
        behaves="change_architecture were named once for each fault, so twice where there are both",
        hint="Each name is in the list once at most.",
    ),
    Misconception(
        name="remedies_swapped",
        exercise="bias_and_variance",
        replace={
            'names += ["bigger_network", "train_longer"]': (
                'names += ["early_stopping", "regularize", "more_data"]'
            ),
            'names += ["more_data", "regularize", "early_stopping"]': (
                'names += ["train_longer", "bigger_network"]'
            ),
        },
        behaves="the remedies against bias were those against variance, and the other way round",
        hint="Would more data help a model that cannot even fit those it has?",
    ),
    Misconception(
        name="remedies_in_one_list_for_all_calls",
        exercise="bias_and_variance",
        replace={
            "names = []": 'names = remedies.__dict__.setdefault("names", [])',
        },
        behaves="all calls of remedies added to one and the same list",
        hint="A default value such as names=[] is made once, not at every call.",
    ),
    Misconception(
        name="remedies_lengthen_their_table",
        exercise="bias_and_variance",
        replace={
            'names += ["bigger_network", "train_longer"]': 'names = remedies.__dict__.setdefault("bias", ["bigger_network", "train_longer"])',
            'names += ["change_architecture"]': 'names = [*names, "change_architecture"]',
        },
        behaves="remedies lengthened a list of its own: what helps against variance stays among the remedies against bias",
        hint="`+=` changes the list itself, also one that comes out of a table. Which list do you add to?",
    ),
    Misconception(
        name="log_uniform_on_linear_scale",
        exercise="sampling",
        replace={
            "exponents = rng.uniform(start, end, size)": (
                "exponents = np.log10(rng.uniform(low, high, size))"
            ),
        },
        behaves="sample_log_uniform were uniform on the linear scale, so that small values hardly occur",
        hint="Between 1e-4 and 1, how many of your values are below 0.01? It should be half of them.",
    ),
    Misconception(
        name="log_uniform_range_of_the_example",
        exercise="sampling",
        replace={
            "exponents = rng.uniform(start, end, size)": "exponents = -4 * rng.random(size)",
            "sample_log_uniform: return np.array(np.clip(values, low, high))": "return values",
        },
        behaves="sample_log_uniform always drew from 1e-4 to 1",
        hint="10^(-4u) is the example for one range. Use low and high.",
    ),
    Misconception(
        name="log_uniform_bases_mixed",
        exercise="sampling",
        replace={
            "sample_log_uniform: values = 10.0**exponents": "values = np.exp(exponents)",
            "sample_log_uniform: return np.array(np.clip(values, low, high))": "return values",
        },
        behaves="sample_log_uniform took logarithms to base 10 and then e to that power",
        hint="Undo the logarithm with the same base.",
    ),
    Misconception(
        name="log_uniform_clipped_bases_mixed",
        exercise="sampling",
        replace={
            "start = np.log10(low)": "start = np.log(low)",
            "end = np.log10(high)": "end = np.log(high)",
        },
        behaves="sample_log_uniform took 10 to the power of natural logarithms and clipped the result",
        hint="How often are your values exactly low or exactly high?",
    ),
    Misconception(
        name="log_uniform_whole_powers",
        exercise="sampling",
        replace={
            "exponents = rng.uniform(start, end, size)": (
                "exponents = start + rng.integers(0, max(1, int(end - start)), size, endpoint=True)"
            ),
        },
        behaves="sample_log_uniform drew whole exponents, so that only a few values occur",
        hint="The exponent is a real number: 10^(-2.7) is a fine learning rate.",
    ),
    Misconception(
        name="log_uniform_mirrored",
        exercise="sampling",
        replace={"values = 10.0**exponents": "values = low + high - 10.0**exponents"},
        behaves="sample_log_uniform were dense near high instead of near low",
        hint="This is the way to draw a momentum near 1; here it is the small values that crowd.",
    ),
    Misconception(
        name="log_uniform_mirrored_on_the_log_scale",
        exercise="sampling",
        replace={
            "exponents = rng.uniform(start, end, size)": "exponents = start + end - np.log10(rng.uniform(low, high, size))",
        },
        behaves="small values crowded in sample_log_uniform: it drew on the linear scale and mirrored the logarithms",
        hint="Between 1e-4 and 1, how many of your values are below 0.01? It should be half of them.",
    ),
    Misconception(
        name="uniform_interval_shifted",
        exercise="sampling",
        replace={
            "values = low + (high - low) * u": "values = low + high * u",
            "sample_uniform: return np.array(np.clip(values, low, high))": "return values",
        },
        behaves="sample_uniform drew from low to low + high",
        hint="What is the largest value for u = 1?",
    ),
    Misconception(
        name="one_draw_for_all_entries",
        exercise="sampling",
        replace={"u = rng.random(size)": "u = np.full(size, rng.random())"},
        behaves="sample_uniform drew one number and repeated it",
        hint="Every entry is drawn on its own: hand size to the generator.",
    ),
    Misconception(
        name="integer_high_end_left_out",
        exercise="sampling",
        replace={
            "values: np.ndarray = rng.integers(low, high + 1, size)": (
                "values: np.ndarray = rng.integers(low, max(high, low + 1), size)"
            ),
        },
        behaves="sample_integer never drew high",
        hint="Python's ranges leave out their end. Throw your die a hundred times: any six?",
    ),
    Misconception(
        name="integer_ends_half_as_likely",
        exercise="sampling",
        replace={
            "values: np.ndarray = rng.integers(low, high + 1, size)": (
                "values: np.ndarray = np.rint(rng.uniform(low, high, size)).astype(int)"
            ),
        },
        behaves="sample_integer rounded a uniform number, so that both ends come half as often",
        hint="Which numbers round to 1, and which to 2, if you draw from 1 to 6?",
    ),
    Misconception(
        name="integer_truncated_towards_zero",
        exercise="sampling",
        replace={
            "values: np.ndarray = rng.integers(low, high + 1, size)": (
                "values: np.ndarray = rng.uniform(low, high + 1, size).astype(int)"
            ),
        },
        behaves="sample_integer cut off the decimals, which goes the wrong way below 0",
        hint="int(-0.5) is 0. Try a range from -2 to 2 and count the zeros.",
    ),
    Misconception(
        name="integer_remainder_of_few_bits",
        exercise="sampling",
        replace={
            "values: np.ndarray = rng.integers(low, high + 1, size)": "values: np.ndarray = low + rng.integers(0, 2**14, size) % (high - low + 1)",
        },
        behaves="sample_integer took remainders of random numbers that are too small for a wide range",
        hint="Try the range from -10,000 to 10,000: what is the largest number that you draw?",
    ),
    Misconception(
        name="search_nan_kept",
        exercise="search",
        replace={f"{name}: if np.isnan(loss):": "if False:" for name in SEARCHES},
        behaves="a NaN loss were recorded as NaN, and stayed the best if it came first",
        hint="No comparison with NaN is true, so min() keeps it. What is a failed trial's loss?",
    ),
    Misconception(
        name="grid_nan_kept",
        exercise="search",
        replace={"grid_search: if np.isnan(loss):": "if False:"},
        behaves="grid_search recorded a NaN loss as NaN, which stayed the best if it came first",
        hint="No comparison with NaN is true, not even `loss == float('nan')`. What is a failed trial's loss?",
    ),
    Misconception(
        name="grid_best_loss_starts_at_a_number",
        exercise="search",
        replace={
            "grid_search: best = min(trials, key=lambda trial: trial[1])[0]": (
                "best = min([(trials[0][0], 1e9), *trials], key=lambda trial: trial[1])[0]"
            ),
        },
        behaves="the least loss so far of grid_search began with some number, so that no trial with a larger loss was the best",
        hint="A loss may be larger than any number that you begin with. What is always beaten by the first trial?",
    ),
    Misconception(
        name="search_best_loss_starts_at_a_number",
        exercise="search",
        replace={
            f"{name}: best = min(trials, key=lambda trial: trial[1])[0]": (
                "best = min([(trials[0][0], 1e9), *trials], key=lambda trial: trial[1])[0]"
            )
            for name in SEARCHES
        },
        behaves="the least loss so far began with some number, so that no trial with a larger loss was the best",
        hint="A loss may be larger than any number that you begin with. What is always beaten by the first trial?",
    ),
    Misconception(
        name="search_errors_of_one_kind_caught",
        exercise="search",
        replace={f"{name}: except Exception:": "except ValueError:" for name in SEARCHES},
        behaves="only a ValueError were caught: any other error ends the whole search",
        hint="A night's search should survive whatever Exception a trial dies of.",
    ),
    Misconception(
        name="search_failed_trials_left_out",
        exercise="search",
        replace={
            f"{name}: trials.append((config, loss))": (
                "if loss < np.inf or not trials:\n    trials.append((config, loss))"
            )
            for name in SEARCHES
        },
        behaves="failed trials were missing from the record",
        hint="Every call of the objective is a trial, and every trial is recorded.",
    ),
    Misconception(
        name="search_maximizes",
        exercise="search",
        replace={
            f"{name}: best = min(trials, key=lambda trial: trial[1])[0]": (
                "best = max(trials, key=lambda trial: trial[1])[0]"
            )
            for name in SEARCHES
        },
        behaves="the trial with the largest loss were the best",
        hint="It is a loss, not an accuracy.",
    ),
    Misconception(
        name="grid_values_paired",
        exercise="search",
        replace={
            "for name, values in space.items():\nconfigs = [{**config, name: value} for config in configs for value in values]": "configs = [dict(zip(space, chosen)) for chosen in zip(*space.values())]",
        },
        behaves="grid_search paired first values with first ones, second with second ones, and so on",
        hint="A grid of 2 and 3 values has 6 points. How many do you try?",
    ),
    Misconception(
        name="grid_one_dict_for_all_trials",
        exercise="search",
        replace={
            "grid_search: trials.append((config, loss))": "trials = [(config, old) for _, old in trials] + [(config, loss)]",
        },
        behaves="grid_search filled one dict again and again: in the end, all trials show the last config",
        hint="A list keeps the dict itself, not what was in it. How many dicts do you make?",
    ),
    Misconception(
        name="random_one_dict_for_all_trials",
        exercise="search",
        replace={
            "random_search: trials.append((config, loss))": "trials = [(config, old) for _, old in trials] + [(config, loss)]",
        },
        behaves="random_search filled one dict again and again: in the end, all trials show the last config",
        hint="A list keeps the dict itself, not what was in it. How many dicts do you make?",
    ),
    Misconception(
        name="search_log_scale_ignored",
        exercise="search",
        replace={
            f'{name}: is_log = scale == "log"': "is_log = False"
            for name in SEARCHES
            if name != "grid_search"
        },
        behaves="every hyperparameter were drawn on the linear scale",
        hint="Of the learning rates from 1e-4 to 1 that you try, how many are below 0.01?",
    ),
    Misconception(
        name="random_search_one_draw_for_all_names",
        exercise="search",
        replace={
            "random_search: for name, (low, high, scale) in space.items():": (
                "u = rng.random()\nfor name, (low, high, scale) in space.items():"
            ),
            "random_search: place = rng.uniform(start, end)": "place = start + (end - start) * u",
        },
        behaves="one random number served all names of a trial: only the diagonal of the space is searched",
        hint="Plot the trials in the plane of two hyperparameters.",
    ),
    Misconception(
        name="coarse_to_fine_never_narrows",
        exercise="search",
        replace={"if r > 0:": "if False:"},
        behaves="the rounds of coarse_to_fine after the first were spread over nearly the whole space",
        hint="Compare the spread of the values in the first and in the last round.",
    ),
    Misconception(
        name="coarse_to_fine_around_the_last_trial",
        exercise="search",
        replace={
            "coarse_to_fine: best = min(trials, key=lambda trial: trial[1])[0]": "best = config",
            "coarse_to_fine: return dict(best), trials": (
                "return dict(min(trials, key=lambda trial: trial[1])[0]), trials"
            ),
        },
        behaves="coarse_to_fine narrowed around the last trial of a round, not around the best one",
        hint="Which config is in the middle of your second window?",
    ),
    Misconception(
        name="coarse_to_fine_scale_mistaken",
        exercise="search",
        replace={
            "middle = np.log(center) if is_log else center": "middle = center",
            "half = width * (end - start) / 2": "half = width * (high - low) / 2",
            "start = max(start, middle - half)": "start = np.log(max(low, middle - half)) if is_log else max(start, middle - half)",
            "end = min(end, middle + half)": "end = np.log(min(high, middle + half)) if is_log else min(end, middle + half)",
        },
        behaves='the later rounds of coarse_to_fine mistook the scale of a "log" hyperparameter',
        hint="Ends, middle and width of a window: are all of them logarithms, of the same base?",
    ),
    Misconception(
        name="coarse_to_fine_one_draw_for_all_names",
        exercise="search",
        replace={
            "coarse_to_fine: for name, (low, high, scale) in space.items():": "u = rng.random()\nfor name, (low, high, scale) in space.items():",
            "coarse_to_fine: place = rng.uniform(start, end)": "place = start + (end - start) * (u if r > 0 else rng.random())",
        },
        behaves="one random number served all names of a config in the later rounds of coarse_to_fine",
        hint="Plot the configs of the second round in the plane of two hyperparameters.",
    ),
    Misconception(
        name="coarse_to_fine_best_of_the_last_round",
        exercise="search",
        replace={
            "coarse_to_fine: return dict(best), trials": (
                "return dict(min(trials[-n_trials:], key=lambda trial: trial[1])[0]), trials"
            ),
        },
        behaves="coarse_to_fine returned the best of the last round only",
        hint="An earlier round may have been luckier.",
    ),
    Misconception(
        name="coarse_to_fine_leaves_the_space",
        exercise="search",
        replace={
            "start = max(start, middle - half)": "start = middle - half",
            "end = min(end, middle + half)": "end = middle + half",
            "coarse_to_fine: config[name] = float(min(max(value, low), high))": (
                "config[name] = float(value)"
            ),
        },
        behaves="the windows of coarse_to_fine were not cut off at the ends of the space",
        hint="Let the best value be at the very edge of the space: where does the window reach?",
    ),
    Misconception(
        name="coarse_to_fine_budget_shared",
        exercise="search",
        replace={
            "coarse_to_fine: for _ in range(n_trials):": "for _ in range(max(1, n_trials // rounds)):"
        },
        behaves="n_trials were the budget of all rounds together",
        hint="n_trials is the number of trials in each round.",
    ),
    Misconception(
        name="evolution_first_population_not_counted",
        exercise="search",
        replace={
            "for generation in range(generations):": "for generation in range(generations + 1):"
        },
        behaves="evolutionary_search made more trials than population * generations",
        hint="How many evaluations are population * generations for one generation?",
    ),
    Misconception(
        name="evolution_without_selection",
        exercise="search",
        replace={
            "ranked = sorted(trials, key=lambda trial: trial[1])": "ranked = trials[-population:]",
            "parents = ranked[: max(1, population // 4)]": "parents = ranked",
        },
        behaves="the parents of evolutionary_search were chosen without regard to their losses",
        hint="Is the last generation better on average than the first?",
    ),
    Misconception(
        name="evolution_of_the_failed",
        exercise="search",
        replace={
            "ranked = sorted(trials, key=lambda trial: trial[1])": "ranked = sorted(trials, key=lambda trial: trial[1] if trial[1] < np.inf else 0)",
        },
        behaves="failed trials were among the best when evolutionary_search chose the parents",
        hint="What loss does a failed trial have when you rank them?",
    ),
    Misconception(
        name="evolution_children_are_copies",
        exercise="search",
        replace={
            "place = inherited + 0.1 * (end - start) * rng.standard_normal()": "place = inherited",
        },
        behaves="evolutionary_search tried mostly configs that it had tried before",
        hint="Every child needs a change of its own, or its evaluation tells nothing new.",
    ),
    Misconception(
        name="evolution_changes_alike",
        exercise="search",
        replace={
            "evolutionary_search: for name, (low, high, scale) in space.items():": "g = rng.standard_normal()\nfor name, (low, high, scale) in space.items():",
            "place = inherited + 0.1 * (end - start) * rng.standard_normal()": "place = inherited + 0.1 * (end - start) * g",
        },
        behaves="one random number changed all values of a child of evolutionary_search",
        hint="Plot parents and children in the plane of two hyperparameters: in which directions do they lie?",
    ),
    Misconception(
        name="evolution_changes_too_large",
        exercise="search",
        replace={
            "inherited = np.log(parent[name]) if is_log else parent[name]": "inherited = parent[name]",
            "place = inherited + 0.1 * (end - start) * rng.standard_normal()": "place = inherited + 0.1 * (high - low) * rng.standard_normal()",
            "place = min(max(place, start), end)": "place = min(max(place, low), high)\nplace = np.log(place) if is_log else place",
        },
        behaves='the changes of evolutionary_search were far too large on the own scale of a "log" hyperparameter',
        hint="Is a change of 0.1 * (high - low) small for a learning rate of 1e-5?",
    ),
    Misconception(
        name="evolution_of_the_worst",
        exercise="search",
        replace={
            "ranked = sorted(trials, key=lambda trial: trial[1])": (
                "ranked = sorted(trials, key=lambda trial: trial[1], reverse=True)"
            ),
        },
        behaves="the configs with the largest losses had the children",
        hint="Which end of your ranking becomes the parents?",
    ),
    Misconception(
        name="evolution_leaves_the_space",
        exercise="search",
        replace={
            "place = min(max(place, start), end)": "pass",
            "evolutionary_search: config[name] = float(min(max(value, low), high))": (
                "config[name] = float(value)"
            ),
        },
        behaves="the changes of evolutionary_search could lead out of the space",
        hint="A child of a parent at the edge may step over it.",
    ),
    Misconception(
        name="caviar_model_by_model",
        exercise="many_models",
        replace={
            "for _ in range(steps):\nfor index, config in enumerate(configs):": (
                "for index, config in enumerate(configs):\n    for _ in range(steps):"
            ),
        },
        behaves="caviar trained the first model to its end, then the second, and so on",
        hint="Side by side: every model makes its first step before any makes its second.",
    ),
    Misconception(
        name="caviar_nan_wins",
        exercise="many_models",
        replace={
            "best_index = min(range(len(configs)), key=lambda index: ranks[index])": (
                "best_index = int(np.argmin(last))"
            ),
        },
        behaves="caviar let a model win whose last loss is NaN",
        hint="np.argmin takes NaN for the smallest number, and min() depends on who comes first.",
    ),
    Misconception(
        name="caviar_nan_as_infinity",
        exercise="many_models",
        replace={
            "ranks = [(bool(np.isnan(loss)), loss) for loss in last]": (
                "ranks = [(False, np.inf if np.isnan(loss) else loss) for loss in last]"
            ),
        },
        behaves="caviar put NaN on a level with an infinite loss, and let it win by coming first",
        hint="NaN never wins, not even against infinity.",
    ),
    Misconception(
        name="caviar_lowest_loss_ever",
        exercise="many_models",
        replace={
            "last = [history[-1] for history in histories]": (
                "last = [min(history[::-1]) for history in histories]"
            ),
        },
        behaves="caviar picked the model with the lowest loss at any step, not at the last",
        hint="A model that was good once and then diverged is not the one to keep.",
    ),
    Misconception(
        name="caviar_lowest_loss_ever_but_nan",
        exercise="many_models",
        replace={
            "last = [history[-1] for history in histories]": "last = [min([loss for loss in history if loss == loss], default=np.nan) for history in histories]",
        },
        behaves="caviar picked the model with the lowest loss at any step, not at the last",
        hint="A model that was good once and then diverged is not the one to keep.",
    ),
    Misconception(
        name="caviar_highest_loss",
        exercise="many_models",
        replace={
            "ranks = [(bool(np.isnan(loss)), loss) for loss in last]": "ranks = [(bool(np.isnan(loss)), -loss) for loss in last]",
        },
        behaves="caviar picked the model with the highest last loss",
        hint="It is a loss, not an accuracy.",
    ),
    Misconception(
        name="caviar_place_among_the_finished",
        exercise="many_models",
        replace={
            "best_index = min(range(len(configs)), key=lambda index: ranks[index])": "alive = [loss for loss in last if loss == loss]\nbest_index = alive.index(min(alive)) if alive else 0",
        },
        behaves="caviar counted the best model's place without those that ended with NaN",
        hint="After the diverged models have been filtered out, which place in configs has the third that is left?",
    ),
    Misconception(
        name="caviar_starts_every_step_anew",
        exercise="many_models",
        replace={
            "states[index], loss = train_step(config, states[index])": (
                "states[index], loss = train_step(config, None)"
            ),
        },
        behaves="every step of caviar started a new model",
        hint="What train_step returns first goes into the next step of the same model.",
    ),
    Misconception(
        name="caviar_one_state_for_all",
        exercise="many_models",
        replace={
            "states[index], loss = train_step(config, states[index])": (
                "states[0], loss = train_step(config, states[0])"
            ),
        },
        behaves="caviar handed one model's state on to the next model",
        hint="Every model has a state of its own.",
    ),
    Misconception(
        name="caviar_states_by_config",
        exercise="many_models",
        replace={
            "states[index], loss = train_step(config, states[index])": "place = configs.index(config)\nstates[place], loss = train_step(config, states[place])",
        },
        behaves="models of equal configs shared one state",
        hint="Two models may have equal configs: they still are two models.",
    ),
    Misconception(
        name="panda_no_adjustment_at_the_end",
        exercise="many_models",
        replace={
            "current = adjust(current, list(history))": (
                "if len(history) < steps:\n    current = adjust(current, list(history))"
            ),
        },
        behaves="panda did not call adjust after the last step",
        hint="The docstring counts the calls of adjust: as many as steps.",
    ),
    Misconception(
        name="panda_adjusts_before_the_step",
        exercise="many_models",
        replace={
            "state, loss = train_step(current, state)": "current = adjust(current, list(history))\nstate, loss = train_step(current, state)",
            "current = adjust(current, list(history))": "pass",
        },
        behaves="panda called adjust before each step instead of after it",
        hint="The first step is made with the config that the caller gave.",
    ),
    Misconception(
        name="panda_newest_loss_not_shown",
        exercise="many_models",
        replace={
            "current = adjust(current, list(history))": "current = adjust(current, list(history[:-1]))"
        },
        behaves="panda called adjust without the newest loss",
        hint="Whoever adjusts wants to see the step just made.",
    ),
    Misconception(
        name="panda_adjusts_the_first_config",
        exercise="many_models",
        replace={
            "current = adjust(current, list(history))": "current = adjust(dict(config), list(history))"
        },
        behaves="panda always adjusted the config that it began with, so that adjustments do not add up",
        hint="adjust gets the config of the step just made.",
    ),
    Misconception(
        name="panda_ignores_the_adjustment",
        exercise="many_models",
        replace={"current = adjust(current, list(history))": "adjust(current, list(history))"},
        behaves="panda called adjust and went on with the old config",
        hint="What does adjust return, and where does that go?",
    ),
    Misconception(
        name="panda_starts_anew_after_adjusting",
        exercise="many_models",
        replace={
            "state, loss = train_step(current, state)": "state, loss = train_step(current, None)"
        },
        behaves="every step of panda started a new model",
        hint="Only the config changes; the model trains on from where it is.",
    ),
    Misconception(
        name="panda_changes_the_callers_config",
        exercise="many_models",
        replace={"current = dict(config)": "current = config"},
        behaves="panda handed the caller's own config to adjust, which may change it",
        hint="Functions never change an argument, nor let others do so.",
    ),
]
