"""Homework 5: splits, bias and variance, sampling, searches, many models."""

import math
from functools import wraps
from itertools import permutations, product

import numpy as np

from autograder.exercise import (
    Agreement,
    Contract,
    Exercise,
    Property,
    Statistics,
    Worked,
    choice,
    probe,
    seed,
)
from autograder.numerics.statistics import (
    binomial,
    cells_hit,
    hypergeometric,
    kolmogorov,
    pairs_kept,
    same_frequency,
    uncorrelated,
)

# Splits. A part may hold one example more or fewer than its share: nothing here asks for sizes
# more exactly than that.

PARTS = ("train", "dev", "test")
FRACTIONS = choice(
    [0.7, 0.15, 0.15],
    [0.68, 0.18, 0.14],
    [0.5, 0.2, 0.3],
    [0.98, 0.01, 0.01],
    [0.1, 0.6, 0.3],
    [0.3, 0.4, 0.3],
    [0.45, 0.05, 0.5],
    [0.7, 0.2, 0.1],  # whose sum is 0.9999999999999999
)


def named(parts):
    """The three parts by name; a part that is a list stays one."""
    train, dev, test = parts
    return {"train": train, "dev": dev, "test": test}


def wrong_part(found, n):
    """What is wrong with three parts of n examples, whatever their sizes."""
    for name in PARTS:
        part = found[name]
        if not isinstance(part, np.ndarray) or part.ndim != 1 or part.dtype.kind not in "iu":
            return f"does not give {name} as an array of integers with one axis"
    everything = np.concatenate([found[name].astype(np.int64) for name in PARTS])
    times = np.bincount(everything[(everything >= 0) & (everything < n)], minlength=n)
    if len(everything) != n or not (times == 1).all():
        each = f"each of the {n} examples" if n > 1 else "the only example"
        return f"does not put {each} into exactly one part"
    return None


def fits(sizes, n, fractions):
    """Whether sizes are their shares of n, up to one example."""
    return all(abs(s - n * f) <= 1 + 1e-6 for s, f in zip(sizes, fractions, strict=True))


def wrong_sizes(found, members, fractions, whose=""):
    """Which part holds a wrong number of the members."""
    n = len(members)
    sizes = [int(np.isin(found[name], members).sum()) for name in PARTS]
    if fits(sizes, n, fractions):
        return None
    away = [abs(size - n * fraction) for size, fraction in zip(sizes, fractions, strict=True)]
    for order in permutations(range(3)):
        # Rounding alone moves no size by more than 2.
        if max(away) > 2 and fits([sizes[place] for place in order], n, fractions):
            shown = ", ".join(PARTS[order.index(place)] for place in range(3))
            return f"returns parts of {sizes} examples{whose}: these would be {shown}"
    wrong = max(range(3), key=lambda place: away[place])
    share = n * fractions[wrong]
    return f"puts {sizes[wrong]} of {n} examples{whose} into {PARTS[wrong]}, not about {share:g}"


@probe(
    inputs={
        "n": lambda pick: pick.choice([10, 100, 33, 7, 200, 51, 1, 20, 50]),
        "fractions": FRACTIONS,
        "seed": seed(),
    },
    cases=144,  # twice 9 by 8: so every size meets all fractions in any bank
    random=True,
)
def small_splits(sub, n, fractions, seed):
    rng = np.random.default_rng(seed)
    return named(sub.split_indices(n, tuple(fractions), rng))


def each_example_once(inputs, outputs):
    """Law: the parts are disjoint and complete."""
    return wrong_part(outputs, inputs["n"])


def sizes_to_one_example(inputs, outputs):
    """Law: each part holds its share, up to one example."""
    return wrong_sizes(outputs, np.arange(inputs["n"]), inputs["fractions"])


@probe(inputs={"n": choice(1_000_000), "seed": seed()}, cases=1, random=True)
def million_examples(sub, n, seed):
    parts = sub.split_indices(n, (0.98, 0.01, 0.01), np.random.default_rng(seed))
    parts = [np.asarray(part).astype(np.int64) for part in parts]
    times = np.bincount(np.concatenate(parts), minlength=n)
    return {"sizes": [len(part) for part in parts], "times": [int(times.min()), int(times.max())]}


def million_split(inputs, outputs):
    """Law: 98/1/1 of a million, each example once."""
    if outputs["times"] != [1, 1]:
        return "does not put each of a million examples into exactly one part"
    near = np.abs(np.subtract(outputs["sizes"], [980_000, 10_000, 10_000])) <= 1
    return None if near.all() else f"gives parts of {outputs['sizes']} examples"


LARGE = 40_000


def inside(n, part):
    """Which of n examples are in a part: little to send, however many there are."""
    return np.isin(np.arange(n), part)


def dealt(n, parts):
    """In which part each of a few examples is, by the part's place; -1 in none of them."""
    members = [set(np.ravel(part).tolist()) for part in parts]
    places = range(len(members))
    return [next((p for p in places if example in members[p]), -1) for example in range(n)]


def seen(n, split):
    """What is looked at of two large splits, and of one from the same state."""
    first, second, again = (
        {name: inside(n, part) for name, part in named(split(number)).items()}
        for number in (0, 0, 1)
    )
    return {
        **first,
        "second": second["train"],
        "second dev": second["dev"],
        "again": all(np.array_equal(first[name], again[name]) for name in PARTS),
    }


@probe(inputs={"seed": seed()}, cases=2, random=True)
def large_splits(sub, seed):
    fractions = (0.5, 0.2, 0.3)
    rngs = [np.random.default_rng(seed) for _ in range(2)]
    found = seen(LARGE, lambda number: sub.split_indices(LARGE, fractions, rngs[number]))
    rng = np.random.default_rng(seed + 1)
    more = [dealt(64, sub.split_indices(64, fractions, rng)[:1]) for _ in range(400)]
    few = [dealt(10, sub.split_indices(10, fractions, rng)) for _ in range(300)]
    two = [dealt(2, sub.split_indices(2, (0.5, 0.25, 0.25), rng)) for _ in range(600)]
    return {
        **found,
        "different": len(set(map(tuple, more))),
        "few": np.array(few),
        "two": np.array(two),
    }


def from_rng(inputs, outputs):
    """Law: the split comes from rng alone, and the next call gives another one."""
    if not outputs["again"]:
        return "gives another split although rng is in the same state: draw from rng alone"
    if outputs["train"].sum() < 1000:
        return f"puts {outputs['train'].sum()} examples into train, but should some thousands"
    # Two splits of thousands of examples are equal with a probability far below 1e-1000.
    if np.array_equal(outputs["train"], outputs["second"]):
        return "gives the same split at the next call: draw from rng itself"
    return None


def least(values):
    """The least of several p-values (Bonferroni)."""
    return min(1.0, len(values) * min(values))


def in_quarters(marked):
    """P-value of how many of each quarter of the examples, in their order, are in a part."""
    quarters = np.array_split(marked, 4)
    total = int(marked.sum())
    return least([hypergeometric(int(q.sum()), len(marked), total, len(q)) for q in quarters])


def each_alike(marked):
    """P-value of how often each example of a small set is in a part, over many calls."""
    same_size = (marked.sum(axis=1) == marked[0].sum()).all()  # else a size is rounded at random
    if not same_size:
        return 1.0
    return same_frequency(marked.sum(axis=0), len(marked), float(marked.mean()))


def chosen_alike(train, second):
    """P-values of the neighbours in a part, and of those that two calls chose."""
    both = int((train & second).sum())
    return {
        "neighbours": pairs_kept(train[: len(train) // 2 * 2]),
        "calls": hypergeometric(both, len(train), int(train.sum()), int(second.sum())),
    }


def large_alike(outputs, where=slice(None)):
    """P-values of old places, neighbours and two calls, for train, and for dev given train."""
    found = {name: outputs[name][where] for name in (*PARTS, "second", "second dev")}
    rest, second_rest = found["dev"][~found["train"]], found["second dev"][~found["second"]]
    shorter = min(len(rest), len(second_rest))  # they differ where sizes are rounded at random
    train = chosen_alike(found["train"], found["second"])
    dev = chosen_alike(rest[:shorter], second_rest[:shorter])
    return {
        "places": least([in_quarters(found[name]) for name in PARTS]),
        **train,
        **{f"{name} of the rest": value for name, value in dev.items()},
    }


def splits_equally_likely(inputs, outputs):
    """Old places, neighbours, two calls, and single examples of very small sets."""
    few = outputs["few"]
    return {
        **large_alike(outputs),
        # Of 400 choices of 32 examples out of 64, two are equal with a probability of 5e-14.
        "repeated": float(outputs["different"] >= 400),
        "single": each_alike(few == 0),
        "single of the rest": each_alike(few == 1),
        "two": each_alike(outputs["two"] == 0),
    }


MANY_SAYS = {
    "places": "does not choose from early and late examples equally",
    "neighbours": "does not decide on each example by itself: neighbours stay together",
    "neighbours of the rest": "does not divide what is not for training at random: neighbours stay "
    "together, or never do",
    "calls": "makes splits that resemble each other from call to call",
    "calls of the rest": "divides what is not for training in the same way at every call",
}
SPLIT_SAYS = {
    "repeated": "makes some splits of n=64 again: it knows a few of them only",
    "two": "does not train on either of n=2 examples equally often",
    "single": "does not train on every one of n=10 examples equally often",
    "single of the rest": "does not put every one of n=10 examples into dev equally often",
    **{name: f"{text} (n={LARGE})" for name, text in MANY_SAYS.items()},
}


def labels_of_some_classes(pick):
    """Classes of uneven size, down to one example, with ids that have gaps or are negative."""
    ids = pick.choice([[0, 1, 2], [5, 2], [3, 7, 100, -1], [-1], [10, 0], [0, 10**12], [-4, 0, -1]])
    sizes = [pick.choice([10, 1, 33, 2, 20, 7, 4]) for _ in ids]
    labels = np.repeat(ids, sizes)
    keys = [pick.integer(0, 1000) for _ in labels]
    return labels[np.argsort(keys, kind="stable")]


@probe(
    # The fractions first, so that their options go round, and meet the ids of all classes.
    inputs={"fractions": FRACTIONS, "labels": labels_of_some_classes, "seed": seed()},
    cases=56,
    random=True,
)
def small_stratified_splits(sub, labels, fractions, seed):
    rng = np.random.default_rng(seed)
    return named(sub.stratified_split(labels, tuple(fractions), rng))


def each_label_once(inputs, outputs):
    """Law: the parts are disjoint and complete."""
    return wrong_part(outputs, len(inputs["labels"]))


def class_sizes_to_one_example(inputs, outputs):
    """Law: each part holds its share of each class, up to one example."""
    for label in np.unique(inputs["labels"]):
        members = np.flatnonzero(inputs["labels"] == label)
        text = wrong_sizes(outputs, members, inputs["fractions"], f" of class {label}")
        if text:
            n, sizes = len(inputs["labels"]), [len(outputs[name]) for name in PARTS]
            mixed = len(members) < n and fits(sizes, n, inputs["fractions"])
            return f"{text} (the classes taken together are divided rightly)" if mixed else text
    return None


EACH, PAIRS = 4000, 20


@probe(inputs={"seed": seed()}, cases=2, random=True)
def large_stratified_splits(sub, seed):
    labels = np.random.default_rng(seed + 1).permutation(np.repeat([7, -3], EACH))
    fractions = (0.5, 0.2, 0.3)
    rngs = [np.random.default_rng(seed) for _ in range(2)]
    found = seen(
        2 * EACH,
        lambda number: sub.stratified_split(labels.copy(), fractions, rngs[number]),
    )
    rng = np.random.default_rng(seed + 2)

    def small(labels, fractions, times):
        return [
            dealt(len(labels), sub.stratified_split(labels.copy(), fractions, rng))
            for _ in range(times)
        ]

    return {
        **found,
        "labels": labels,
        "different": len(set(map(tuple, small(np.repeat([7, -3], 30), fractions, 200)))),
        "few": np.array(small(np.repeat([7, -3], 10), fractions, 300)),
        "pairs": np.array(small(np.repeat(np.arange(PAIRS), 2), (0.5, 0.25, 0.25), 30)),
    }


def halves_alike(marked):
    """P-value of how often each example is in a part, where either half is a class."""
    return least([each_alike(half) for half in np.array_split(marked, 2, axis=1)])


def pairs_alike(marked):
    """P-values of classes of two examples: which of them is in train, and in which classes alike.

    Args:
        marked: whether each example is in train, by call, class and place in the class.
    """
    if not (marked.sum(axis=2) == 1).all():  # a size is rounded at random
        return {"two": 1.0, "small classes": 1.0}
    first = marked[:, :, 0]
    # Of independent fair coins, those with the same distance agree independently of each other.
    alike = [first[:, :-apart] == first[:, apart:] for apart in (1, 2)]
    return {
        "two": binomial(int(first.sum()), first.size, 0.5),
        "small classes": least([binomial(int(a.sum()), a.size, 0.5) for a in alike]),
    }


def classes_split_by_themselves(inputs, outputs):
    """Old places, neighbours, two calls, and the classes against each other."""
    members = [outputs["labels"] == label for label in (7, -3)]
    by_class = [large_alike(outputs, where) for where in members]
    first, second = (outputs["train"][where] for where in members)
    few = outputs["few"]
    return {
        **{name: least([found[name] for found in by_class]) for name in MANY_SAYS},
        "classes": chosen_alike(first, second)["calls"],
        # Of 200 choices of 15 out of 30 in either class, two are equal with a chance of 8e-13.
        "repeated": float(outputs["different"] >= 200),
        "single": halves_alike(few == 0),
        "single of the rest": halves_alike(few == 1),
        **pairs_alike((outputs["pairs"] == 0).reshape(-1, PAIRS, 2)),
    }


STRATIFIED_SAYS = {
    "repeated": "makes some splits of two classes of 30 again: it knows a few of them only",
    "two": "does not train on either of two examples of a class equally often",
    "single": "does not train on every example of a class of 10 equally often",
    "single of the rest": "does not put every example of a class of 10 into dev equally often",
    "small classes": f"splits {PAIRS} classes of two examples in dependence of each other",
    **{name: f"{text} (two classes of {EACH})" for name, text in MANY_SAYS.items()},
    "classes": "splits different classes in the same way",
}


splits = Exercise(
    name="splits",
    title="Training, dev and test set",
    functions=[
        "split_indices(n, fractions, rng) -> (train, dev, test)",
        "stratified_split(labels, fractions, rng) -> (train, dev, test)",
    ],
    checks=[
        Property("each example once", small_splits, law=each_example_once, points=0.5),
        Property("sizes", small_splits, law=sizes_to_one_example, points=0.5),
        Property("randomness from rng", large_splits, law=from_rng, points=0.25),
        Statistics(
            "all splits alike",
            large_splits,
            test=splits_equally_likely,
            says=SPLIT_SAYS,
            points=0.5,
        ),
        Property("each label once", small_stratified_splits, law=each_label_once, points=0.5),
        Property(
            "sizes in each class",
            small_stratified_splits,
            law=class_sizes_to_one_example,
            points=0.75,
        ),
        Property(
            "stratified randomness from rng", large_stratified_splits, law=from_rng, points=0.25
        ),
        Statistics(
            "all stratified splits alike",
            large_stratified_splits,
            test=classes_split_by_themselves,
            says=STRATIFIED_SAYS,
            points=0.5,
        ),
        Contract("contract", small_stratified_splits, points=0.25),
        # Last: a slow split that uses up the time costs nothing else.
        Property("a million examples", million_examples, law=million_split, points=0.25),
    ],
)

# Bias and variance. Errors travel as whole numbers of hundred-millionths, so that nothing rounds a
# gap onto the tolerance.

ONE, MILLE = 10**8, 10**5


def errors(pick):
    """Errors of humans, on training and on dev data, and a tolerance; gaps often near it."""
    tolerance = pick.choice([50, 20, 100, 10, 5, 300, 0]) * MILLE
    near = [1, -1, *(gap * MILLE for gap in (4, -4, 60, -60, 400, -400))]
    human = pick.choice([0, 600, 150, 20]) * MILLE
    train = min(max(human + tolerance + pick.choice(near), 0), 900 * MILLE)
    dev = min(max(train + tolerance + pick.choice(near[::-1]), 0), ONE)
    if dev - train == tolerance or train - human == tolerance:
        return per_mille(10, 110)["errors"]
    return {"train": train, "dev": dev, "human": human, "tolerance": tolerance}


def per_mille(train, dev, human=0):
    given = {"train": train, "dev": dev, "human": human, "tolerance": 50}
    return {"errors": {name: error * MILLE for name, error in given.items()}}


def told(title, inputs, high_bias, high_variance):
    gives = {"high_bias": high_bias, "high_variance": high_variance}
    return Worked(title=title, inputs=inputs, gives=gives, within=0)


def listed(names):
    """The names in order; what is no list of names stays what it is."""
    if names is None or isinstance(names, str):
        return names
    return sorted(str.__str__(name) for name in names)


@probe(
    inputs={"errors": errors},
    cases=80,
    worked=[
        told("1 % and 12 %: high variance", per_mille(10, 120), False, True),
        told("12 % and 13 %: high bias", per_mille(120, 130), True, False),
        told("12 % and 20 %: both", per_mille(120, 200), True, True),
        told("1 % and 2 %: neither", per_mille(10, 20), False, False),
        told("1 % and 11 %: high variance", per_mille(10, 110), False, True),
        told("15 % and 16 %: high bias", per_mille(150, 160), True, False),
        told("15 % and 16 %, humans 15 %: neither", per_mille(150, 160, 150), False, False),
    ],
)
def diagnosed(sub, errors):
    train, dev, human, tolerance = (
        errors[name] / ONE for name in ("train", "dev", "human", "tolerance")
    )
    found = sub.diagnose_fit(train, dev, human_error=human, tolerance=tolerance)
    yield {"keys": listed(found)}
    yield {"high_bias": found["high_bias"]}
    yield {"high_variance": found["high_variance"]}


@probe(inputs={"errors": errors}, cases=20)
def diagnosed_by_default(sub, errors):
    train, dev = errors["train"] / ONE, errors["dev"] / ONE
    if 50 * MILLE in (errors["train"], errors["dev"] - errors["train"]):
        train, dev = 0.01, 0.11  # never exactly at the tolerance
    found = sub.diagnose_fit(train, dev)
    return {"diagnosis": {name: found[name] for name in ("high_bias", "high_variance")}}


@probe(
    inputs={"high_bias": choice(True, False), "high_variance": choice(True, False)},
    cases=12,
)
def advised(sub, high_bias, high_variance):
    given = {"high_bias": high_bias, "high_variance": high_variance}
    first = listed(sub.remedies(dict(given)))
    for both in product((True, False), repeat=2):
        sub.remedies(dict(zip(("high_bias", "high_variance"), both, strict=True)))
    return {"names": first, "later": listed(sub.remedies(dict(given)))}


def same_names_later(inputs, outputs):
    """Law: other calls in between change nothing."""
    found, later = outputs["names"], outputs["later"]
    return None if found == later else f"gives {found}, but {later} when it is called again"


def any_diagnosis(pick):
    """A diagnosis as diagnose_fit gives it."""
    return {"high_bias": pick.choice([True, False]), "high_variance": pick.choice([True, False])}


@probe(inputs={"diagnosis": any_diagnosis}, cases=6)
def advised_manners(sub, diagnosis):
    return {"remedies": sorted(sub.remedies(diagnosis))}


bias_and_variance = Exercise(
    name="bias_and_variance",
    title="Bias and variance",
    functions=[
        "diagnose_fit(train_error, dev_error, human_error=0.0, tolerance=0.05) -> diagnosis",
        "remedies(diagnosis) -> names",
    ],
    checks=[
        Agreement("high bias", diagnosed, outputs=["keys", "high_bias"], points=0.75),
        Agreement("high variance", diagnosed, outputs=["keys", "high_variance"], points=0.75),
        Agreement("defaults", diagnosed_by_default, outputs=["diagnosis"], points=0.25),
        Agreement("remedies", advised, outputs=["names"], points=1),
        Property("remedies once more", advised, law=same_names_later, points=0.25),
        Contract("contract", diagnosed, also=[advised_manners], points=0.25),
    ],
)

# Sampling.

INTEGERS = choice([1, 6], [-3, 3], [0, 1], [-7, -2], [5, 5], [0, 1000], [-10_000, 10_000])
SIZE = choice(40, [7, 6], [2, 5, 4], 1000, 1, [1])


def as_shape(size):
    """The argument size: a list stands for a tuple, which the bank does not know."""
    return tuple(size) if isinstance(size, list) else size


def draws(sample, low, high, size, seed):
    """Two calls with one generator, and one with another in the same state."""
    rng = np.random.default_rng(seed)
    first = sample(low, high, as_shape(size), rng)
    second = sample(low, high, as_shape(size), rng)
    again = sample(low, high, as_shape(size), np.random.default_rng(seed))
    return {"first": first, "second": second, "again": again}


@probe(
    inputs={
        "ends": choice([1e-4, 1.0], [1e-6, 1e-2], [1.0, 1000.0], [0.5, 0.9], [1e-12, 1e12]),
        "size": SIZE,
        "seed": seed(),
    },
    cases=24,
    random=True,
)
def log_uniform_draws(sub, ends, size, seed):
    return draws(sub.sample_log_uniform, *ends, size, seed)


@probe(
    inputs={
        "ends": choice([0.0, 1.0], [2.0, 4.0], [-3.0, -1.0], [-1e4, 1e4], [0.25, 0.26]),
        "size": SIZE,
        "seed": seed(),
    },
    cases=24,
    random=True,
)
def uniform_draws(sub, ends, size, seed):
    return draws(sub.sample_uniform, *ends, size, seed)


@probe(inputs={"ends": INTEGERS, "size": SIZE, "seed": seed()}, cases=36, random=True)
def integer_draws(sub, ends, size, seed):
    return draws(sub.sample_integer, *ends, size, seed)


def wrong_draws(inputs, outputs, kinds, slack=(0, 0)):
    """What is wrong with two calls' draws, but for their law."""
    size = as_shape(inputs["size"])
    shape = size if isinstance(size, tuple) else (size,)
    low, high = inputs["ends"]
    for name in ("first", "second"):
        values = outputs[name]
        if not isinstance(values, np.ndarray) or values.shape != shape:
            found = values.shape if isinstance(values, np.ndarray) else type(values).__name__
            return f"gives {found}, but should give an array of shape {shape}"
        if values.dtype.kind not in kinds:
            return f"gives an array of dtype {values.dtype}"
        if not ((values >= low - slack[0]) & (values <= high + slack[1])).all():
            return f"draws {values.min():.6g} to {values.max():.6g}, outside of {low:g} to {high:g}"
    if not np.array_equal(outputs["first"], outputs["again"]):
        return "draws other numbers although rng is in the same state: draw from rng alone"
    equal = np.array_equal(outputs["first"], outputs["second"])
    # Forty draws out of two values are all one with a probability of 2^-39.
    if outputs["first"].size >= 40 and high > low and np.ptp(outputs["first"]) == 0:
        return f"draws nothing but {outputs['first'].flat[0]:g}"
    # Two calls with 80 draws out of two values are equal with a probability of 2^-80.
    if outputs["first"].size >= 80 and high > low and equal:
        return "draws the same numbers at every call: draw from rng itself, not from a copy"
    return None


def wrong_reals(inputs, outputs, slack):
    """What is wrong with draws that should be float64 in full precision."""
    text = wrong_draws(inputs, outputs, "f", slack)
    if text:
        return text
    values = outputs["first"]
    if values.dtype != np.float64:
        return f"gives an array of dtype {values.dtype}, but should give float64"
    # A number that is drawn is one of the ends with a probability of 1e-15.
    at_end = np.isin(values, inputs["ends"]).mean()
    if values.size >= 40 and at_end > 0.1:
        return f"gives exactly low or high in {at_end:.0%} of the draws: chance hardly does"
    # In the same place of both calls it is with a probability of 1e-27 for 1000 draws.
    if (np.isin(values, inputs["ends"]) & (values == outputs["second"])).any():
        return "puts exactly low or high in the same place at every call: chance hardly does"
    # One number in 2^29 has no more digits than single precision can hold.
    if values.size >= 40 and (values == values.astype(np.float32)).mean() > 0.5:
        return "draws numbers of few digits: in single precision, or rounded"
    # One in 2^19 is a decimal number of nine digits.
    rounded = [float(f"{value:.9g}") for value in values.flat]
    if values.size >= 40 and (values.ravel() == rounded).mean() > 0.5:
        return "draws numbers of few digits: they are rounded"
    return None


def real_log_draws(inputs, outputs):
    """Law: float64 in full precision, inside the range, drawn from rng."""
    return wrong_reals(inputs, outputs, np.multiply(inputs["ends"], 1e-12))


def real_draws(inputs, outputs):
    """Law: float64 in full precision, inside the range, drawn from rng."""
    slack = 1e-12 * np.abs(inputs["ends"]).max()
    return wrong_reals(inputs, outputs, (slack, slack))


def whole_draws(inputs, outputs):
    """Law: integers, inside the range, drawn from rng."""
    return wrong_draws(inputs, outputs, "iu")


MANY = choice([100, 100], 400)


@probe(
    inputs={
        "ends": choice([1e-4, 1.0], [2.0, 50.0], [1e-8, 1e3]),
        "size": MANY,
        "seed": seed(),
    },
    cases=6,
    random=True,
)
def many_log_uniform(sub, ends, size, seed):
    found = draws(sub.sample_log_uniform, *ends, size, seed)
    low, high = np.log10(ends)
    units = {name: (np.log10(found[name]) - low) / (high - low) for name in ("first", "second")}
    return {**units, "upper half": int((found["first"] > sum(ends) / 2).sum())}


@probe(
    inputs={"ends": choice([0.0, 1.0], [-2.0, 3.0], [5.0, 6.0]), "size": MANY, "seed": seed()},
    cases=6,
    random=True,
)
def many_uniform(sub, ends, size, seed):
    found = draws(sub.sample_uniform, *ends, size, seed)
    low, high = ends
    return {name: (found[name] - low) / (high - low) for name in ("first", "second")}


def never_twice(values):
    """1 where draws of 50 bits hardly ever repeat; more have a probability below 1e-30.

    The ends do not count: what is cut off there is another mistake.
    """
    inner = values[(values > 0) & (values < 1)]
    return float(inner.size - len(np.unique(inner)) <= max(3, inner.size // 1000))


def not_one_row(values):
    """0 where all rows, or all columns, of a shape are equal: 100 draws never are by chance."""
    if values.ndim < 2:
        return 1.0
    return float(not ((values == values[:1]).all() or (values == values[:, :1]).all()))


def apart(draws):
    """The first half of the draws, and as many of the second."""
    half = len(draws) // 2
    return draws[:half], draws[half : 2 * half]


def uniform_and_independent(inputs, outputs):
    """The law, entry by entry and call by call; not too regular either."""
    first, second = (np.clip(outputs[name].ravel(), 0, 1) for name in ("first", "second"))
    return {
        "shape": not_one_row(outputs["first"]),
        "law": kolmogorov(first),
        "second law": kolmogorov(second),
        "repeats": never_twice(first),
        "regular": cells_hit(first[:400]),
        "entries": uncorrelated(first[::2] < 0.5, first[1::2] < 0.5, 0.5),
        "halves": uncorrelated(*apart(first < 0.5), 0.5),
        "calls": uncorrelated(first < 0.5, second < 0.5, 0.5),
    }


def log_uniform_and_independent(inputs, outputs):
    """The law on the logarithmic scale, and how many are near either end of it."""
    size = outputs["first"].size
    above = int((outputs["first"] > 0.5).sum())
    # There should be far fewer than seven in ten, so only more of them count against the draws.
    found = max(outputs["upper half"], round(0.7 * size))
    return {
        **uniform_and_independent(inputs, outputs),
        "crowded": binomial(found, size, 0.7),
        "large": binomial(max(above, size // 2), size, 0.5),
        "small": binomial(min(above, size // 2), size, 0.5),
    }


INDEPENDENT = {
    "regular": "does not draw every entry on its own: they are too regular, or repeat",
    "entries": "does not draw every entry on its own",
    "halves": "draws the second half of the entries in dependence of the first",
    "calls": "does not draw anew at every call",
}
ONE_ROW = {"shape": "draws one row or column, and repeats it all over the shape"}
FEW_VALUES = {"repeats": "draws from a few thousand values at most, not from all numbers"}


# Both sizes show that the ends come half as often: 400 draws would not.
@probe(
    inputs={
        "ends": choice([1, 6], [-3, 3], [0, 1], [-9, 10]),
        "size": choice([100, 100], 10_000),
        "seed": seed(),
    },
    cases=6,
    random=True,
)
def many_integers(sub, ends, size, seed):
    rng = np.random.default_rng(seed)
    triples = [sub.sample_integer(*ends, 3, rng) for _ in range(400)]
    return {**draws(sub.sample_integer, *ends, size, seed), "triples": np.array(triples)}


def equally_likely_and_independent(inputs, outputs):
    """How often each value comes; entries and calls against each other."""
    low, high = inputs["ends"]
    values = np.arange(low, high + 1)
    first, second = (outputs[name].ravel() for name in ("first", "second"))
    counts = (first[:, None] == values).sum(axis=0)
    chance = 1 / len(values)
    half, other = apart(first)
    triples = outputs["triples"]
    ends = np.concatenate([(triples == end).sum(axis=0) for end in inputs["ends"]])
    return {
        "shape": not_one_row(outputs["first"]),
        "values": same_frequency(counts, len(first), chance),
        "pairs": binomial(int((triples[:, 0] == triples[:, 1]).sum()), 400, chance),
        "places": same_frequency(ends, 400, chance),
        "entries": binomial(int((first[::2] == first[1::2]).sum()), len(first) // 2, chance),
        "halves": binomial(int((half == other).sum()), len(half), chance),
        "calls": binomial(int((first == second).sum()), len(first), chance),
    }


@probe(
    # Of 171 numbers a remainder of one byte, 256 values, hits the lower half twice as often.
    inputs={"high": choice(10_000, 85), "size": choice(4000), "seed": seed()},
    cases=2,
    random=True,
)
def wide_integers(sub, high, size, seed):
    found = sub.sample_integer(-high, high, size, np.random.default_rng(seed))
    return {"values": np.asarray(found)}


def wide_range_alike(inputs, outputs):
    """Thirds of a wide range, remainders by 3, and how many of the first draws come again."""
    wide = 2 * inputs["high"] + 1  # three times a whole number
    places = outputs["values"].astype(np.int64) + inputs["high"]
    inner = (places >= 0) & (places < wide)
    thirds, remainders = (
        np.bincount(found[inner], minlength=3) for found in (places // (wide // 3), places % 3)
    )
    few = places[: math.isqrt(8 * wide)]
    # Each draw equals one of the earlier ones with less than this probability.
    chance = len(few) / wide
    again = max(len(few) - len(np.unique(few)), math.ceil(len(few) * chance))
    return {
        "thirds": same_frequency(thirds, len(places), 1 / 3),
        "remainders": same_frequency(remainders, len(places), 1 / 3),
        "again": binomial(again, len(few), chance),
    }


sampling = Exercise(
    name="sampling",
    title="Sampling",
    functions=[
        "sample_log_uniform(low, high, size, rng) -> values",
        "sample_uniform(low, high, size, rng) -> values",
        "sample_integer(low, high, size, rng) -> values",
    ],
    checks=[
        Property("log-uniform draws", log_uniform_draws, law=real_log_draws, points=0.5),
        Statistics(
            "log-uniform law",
            many_log_uniform,
            test=log_uniform_and_independent,
            says={
                **ONE_ROW,
                "crowded": "is dense near high, but should be near low",
                "large": "is above the middle of the logarithmic scale too often",
                "small": "is below the middle of the logarithmic scale too often",
                "law": "is not uniform on the logarithmic scale",
                "second law": "is not uniform on the logarithmic scale at the second call",
                **FEW_VALUES,
                **INDEPENDENT,
            },
            points=1,
        ),
        Property("uniform draws", uniform_draws, law=real_draws, points=0.25),
        Statistics(
            "uniform law",
            many_uniform,
            test=uniform_and_independent,
            says={
                **ONE_ROW,
                "law": "is not uniform",
                "second law": "is not uniform at the second call",
                **FEW_VALUES,
                **INDEPENDENT,
            },
            points=0.5,
        ),
        Property("integers", integer_draws, law=whole_draws, points=0.25),
        Statistics(
            "integers alike",
            many_integers,
            test=equally_likely_and_independent,
            says={
                **ONE_ROW,
                "values": "does not draw all values equally often",
                "pairs": "does not draw every entry on its own",
                "places": "has low or high too often, or too seldom, in one place of size=3",
                **{name: INDEPENDENT[name] for name in ("entries", "halves", "calls")},
            },
            points=0.5,
        ),
        Statistics(
            "integers of a wide range",
            wide_integers,
            test=wide_range_alike,
            says={
                "thirds": "does not draw every third of -high to high equally often",
                "remainders": "does not draw every third number from -high to high equally often",
                "again": "draws from some of the numbers from -high to high only",
            },
            points=0.25,
        ),
        Contract("contract", log_uniform_draws, also=[uniform_draws, integer_draws], points=0.25),
    ],
)

# Searches. The objective keeps a log of the configs that it is called with and of what it says, so
# that the record of the trials can be held against it.


class NoMemoryLeftError(Exception):
    """What a trial may die of: an exception that no search has heard of."""


def fail(kind):
    """Fail as a trial does: by an exception, or by returning NaN or infinity."""
    if kind == "key":
        raise KeyError("a layer is missing")
    if kind == "runtime":
        raise RuntimeError("out of memory")
    if kind == "own":
        raise NoMemoryLeftError("out of memory")
    return float(kind)  # "nan" or "inf"


FAILURES = ["nan", "key", "runtime", "own", "inf"]
GRIDS = [
    {"lr": [0.1, 0.01, 0.001], "units": [8, 16]},
    {"activation": ["relu", "tanh"], "dropout": [None, 0.5], "layers": [1, 2, 3]},
    {"lr": [0.1]},
    {"seed": [3, 1, 4, 5], "bias": [True]},
    {"decay": [0, 0.5, None, "cosine"], "lr": [0.1, 1.0]},
    {"widths": [[64, 64], [32, 16]], "norm": [True, 1, "1"]},
]


def outcomes_on_grid(pick):
    """A space, and what every point of the grid gives: eighths of a unit above a least, or failure.

    A trial that is as good as the least plus so much must not be taken for one that fails, or for
    one as good as another.
    """
    space = pick.choice(GRIDS)
    points = int(np.prod([len(values) for values in space.values()]))
    failing = pick.choice([0, 3, 0, 10, 5])  # of ten
    said = []
    for _ in range(points):
        fails = pick.integer(0, 9) < failing
        eighths = pick.integer(-8, 40)
        loss = eighths / 8 if eighths % 8 else eighths // 8
        said.append(pick.choice(FAILURES) if fails else loss)
    if pick.choice([False, True]) and failing:
        said[0] = "nan"
    least, unit = pick.choice([[0, 1], [10**12, 1], [0, 2.0**-30]])
    return {"space": space, "said": said, "least": least, "unit": unit}


def place_of(value, values):
    """Where this very value stands in the list, its type included; -1 where it does not."""
    same = [type(value) is type(other) and value == other for other in values]
    return same.index(True) if any(same) else -1


@probe(inputs={"grid": outcomes_on_grid}, cases=60)
def grid(sub, grid):
    space, said, least, unit = (grid[name] for name in ("space", "said", "least", "unit"))
    shape = [len(values) for values in space.values()]
    calls = []

    def where(config):
        if set(config) != set(space):
            return -1
        places = [place_of(config[name], values) for name, values in space.items()]
        return -1 if -1 in places else int(np.ravel_multi_index(places, shape))

    def objective(config):
        calls.append(where(config))
        found = said[calls[-1]]
        return fail(found) if isinstance(found, str) else least + unit * found

    def loss_at(point):
        return np.inf if isinstance(said[point], str) else least + unit * said[point]

    best, trials = sub.grid_search(space, objective)
    yield {"number of calls": len(calls), "tried": sorted(calls)}
    points = [where(config) for config, _ in trials]
    losses = [(float(loss) - least) / unit for _, loss in trials]  # exact: all are binary fractions
    yield {"recorded": sorted(points), "in_order": points == calls}
    yield {"losses": [losses[points.index(point)] for point in sorted(set(points))]}
    yield {"type of best": "dict" if isinstance(best, dict) else type(best).__name__}
    best = where(best) if isinstance(best, dict) else -1
    yield {"best_is_in_grid": best >= 0, "loss of best": repr(float(loss_at(best)))}


@probe(inputs={"space": lambda pick: pick.choice(GRIDS)}, cases=10)
def grid_manners(sub, space):
    def objective(config):
        return float(sum(space[name].index(value) for name, value in config.items()))

    _, trials = sub.grid_search(space, objective)
    return {"losses": sorted(loss for _, loss in trials)}


SPACES = [
    {"lr": [1e-4, 1.0, "log"], "momentum": [0.5, 1.0, "linear"]},
    {"lr": [1e-6, 1e-2, "log"]},
    {
        "units": [10.0, 300.0, "linear"],
        "decay": [1e-8, 1e3, "log"],
        "shift": [-3.0, -1.0, "linear"],
    },
]


def units_of(config, space):
    """Each value's place between low (0) and high (1), on its own scale."""
    places = []
    for name, (low, high, scale) in space.items():
        value = config[name]
        if scale == "log":
            # What is not above 0 has no logarithm: it is far outside of the space.
            places.append(math.log(value / low) / math.log(high / low) if value > 0 else -99)
        else:
            places.append((value - low) / (high - low))
    return [float(place) for place in places]


def wrong_config(config, space):
    """What makes a thing no config of a space of numbers, in words; None where it is one."""
    if not isinstance(config, dict):
        return f"{type(config).__name__}, not a dict"
    if config.keys() != space.keys():
        return f"a dict with the names {sorted(map(str, config))}, but should {sorted(space)}"
    for name, value in config.items():
        if type(value) is not float and (isinstance(value, str) or np.ndim(value) > 0):
            return f"a dict with {type(value).__name__} as {name}, but should a float"
    return None


def wrong_returns(found):
    """What of a search's results cannot be read at all."""
    trials = found["trials"]
    if not isinstance(trials, list | tuple) or any(
        not isinstance(trial, list | tuple) or len(trial) != 2 for trial in trials
    ):
        return "does not give trials as a list of pairs (config, loss)"
    things = {
        "best": [found["best"]],
        "a config of trials": [config for config, _ in trials],
        "the objective's argument": found["configs"],
    }
    for name, configs in things.items():
        for config in configs:
            text = wrong_config(config, found["space"])
            if text:
                return f"gives as {name} {text}"
    return None


PLAIN = (0.0, 1.0, 0.0)


def called(search, space, optimum, failing=(), losses=PLAIN):
    """Run a search on an objective that keeps a log.

    Args:
        search: called with the space and the objective.
        space: name -> [low, high, scale].
        optimum: where the loss is least, in units of the ranges.
        failing: how some calls fail, by their number.
        losses: least one, unit, and how many units every call adds to the loss of the next.
    """
    least, unit, drift = losses
    space = {name: tuple(limits) for name, limits in space.items()}
    failing = dict(failing)
    configs, places, said = [], [], []
    nowhere = [math.nan] * len(space)

    def objective(config):
        configs.append(dict(config) if isinstance(config, dict) else config)
        said.append(np.inf)
        try:
            places.append(units_of(config, space))
        except Exception:  # no config: what is wrong with it is said later
            places.append(nowhere)
        kind = failing.get(len(said) - 1)
        if kind:
            return fail(kind)
        away = zip(places[-1], optimum, strict=False)
        above = sum((place - best) ** 2 for place, best in away) + drift * len(said)
        said[-1] = least + unit * above
        return said[-1]

    best, trials = search(space, objective)
    return {
        "space": space,
        "best": best,
        "trials": trials,
        "configs": configs,
        "calls": np.array(places).reshape(-1, len(space)),
        "said": np.array(said),
    }


def where_called(search, space, optimum, budget, failing=()):
    """Where a search of so many calls tried its configs, and the losses; or what is wrong.

    Where there are more calls, a config that is tried twice in a row counts once: how often it is
    tried is judged by itself.
    """
    found = called(search, space, optimum, failing)
    calls, said, text = found["calls"], found["said"], ""
    if len(calls) > budget:
        fresh = np.append(True, (np.diff(calls, axis=0) != 0).any(axis=1))
        if fresh.sum() >= budget:
            calls, said = calls[fresh], said[fresh]
    if np.isnan(calls).any():
        text = wrong_returns(found) or "calls the objective with what is no config"
    elif len(calls) < budget:
        text = f"calls the objective {len(calls)} times, but should {budget} times"
    return text, calls[:budget], said[:budget]


def logged(search, space, optimum, failing, losses):
    """Run a search, and hand back its record beside the log."""
    found = called(search, space, optimum, failing, losses)
    text = wrong_returns(found)
    if text:
        return {"text": text, "calls": found["calls"], "said": found["said"]}
    configs = [config for config, _ in found["trials"]]
    same = configs == found["configs"]
    units = found["calls"] if same else [units_of(config, found["space"]) for config in configs]
    return {
        "text": "",
        "units": np.array(units),
        "calls": found["calls"],
        "losses": np.array([float(loss) for _, loss in found["trials"]]),
        "said": found["said"],
        "best": np.array(units_of(found["best"], found["space"])),
        "objects": len({id(config) for config in configs}),
    }


def wrong_budget(outputs, budget):
    """What is wrong with how often a search calls the objective."""
    many = len(outputs["calls"])
    if many == budget:
        return None
    failed = int((outputs["said"][: many - 1] == np.inf).sum())
    again = ": is a failed trial made up for by another?" if 0 < many - budget == failed else ""
    return f"calls the objective {many} times, but should {budget} times{again}"


def wrong_log(outputs):
    """What is wrong with a search's record of its trials, but for where it searched."""
    if outputs["text"]:
        return outputs["text"]
    calls, units, said = outputs["calls"], outputs["units"], outputs["said"]
    if len(units) != len(calls):
        return f"records {len(units)} trials, but has called the objective {len(calls)} times"
    if outputs["objects"] != len(units):
        return f"records {len(units)} trials with only {outputs['objects']} dicts of their own"
    if not np.array_equal(units, calls):
        return "records other configs than the objective was called with, or in another order"
    if not np.array_equal(outputs["losses"], said):
        return "records other losses than the objective gave; a failed trial has loss infinity"
    if not ((units >= -1e-9) & (units <= 1 + 1e-9)).all():
        return "leaves the space"
    taken = (units == outputs["best"]).all(axis=1)
    if (taken & (said == said.min())).any():
        return None
    if not taken.any():
        return "returns as the best what is no config of the trials"
    one, best = (
        f"trial {place + 1} with loss {said[place]:.15g}"
        for place in (taken.argmax(), said.argmin())
    )
    return f"returns {one} as the best, but should {best}"


def true_record(inputs, outputs):
    """Law: all trials are recorded as they were, and the best is the best of them."""
    return wrong_log(outputs)


def some_failures(pick):
    """Which calls fail, by their number: none, the first, several, or all."""
    numbers = pick.choice([[], [0, 3], [], [1, 2, 5, 7], range(50)])
    return [[number, pick.choice(FAILURES) if number < 10 else "nan"] for number in numbers]


def corner_or_inside(pick):
    """An optimum, in units of the ranges; often at an end."""
    return [pick.choice([0.0, 0.3, 1.0, 0.8]) for _ in range(3)]


# Large losses, and those that differ by little, become less from call to call, so that the first is
# never the best: whoever holds them against some number of his own, or rounds them, returns it.
LOSSES = choice(
    list(PLAIN), [0.0, 1.0, 1.0], [1e12, 1.0, -4.0], [0.0, 2.0**-30, -4.0], [-1e3, 1.0, 0.0]
)
SEARCH = {
    "space": lambda pick: pick.choice(SPACES),
    "optimum": corner_or_inside,
    "failing": some_failures,
    "losses": LOSSES,
    "seed": seed(),
}


@probe(inputs={**SEARCH, "n_trials": choice(10, 1, 3, 30)}, cases=48, random=True)
def random_trials(sub, space, optimum, failing, losses, seed, n_trials):
    def search(space, objective):
        return sub.random_search(space, objective, n_trials, np.random.default_rng(seed))

    return logged(search, space, optimum, failing, losses)


def random_budget(inputs, outputs):
    """Law: n_trials calls."""
    return wrong_budget(outputs, inputs["n_trials"])


@probe(
    inputs={
        "space": lambda pick: pick.choice(SPACES),
        "optimum": corner_or_inside,
        "failing": some_failures,
        "losses": LOSSES,
        "seed": seed(),
        "n_trials": choice(10, 1, 3),
        "rounds": choice(3, 1, 5),
    },
    cases=48,
    random=True,
)
def refined_trials(sub, space, optimum, failing, losses, seed, n_trials, rounds):
    def search(space, objective):
        return sub.coarse_to_fine(space, objective, n_trials, rounds, np.random.default_rng(seed))

    return logged(search, space, optimum, failing, losses)


def refined_budget(inputs, outputs):
    """Law: n_trials * rounds calls."""
    return wrong_budget(outputs, inputs["n_trials"] * inputs["rounds"])


@probe(
    inputs={**SEARCH, "population": choice(8, 1, 2, 5), "generations": choice(3, 1, 6)},
    cases=48,
    random=True,
)
def evolved_trials(sub, space, optimum, failing, losses, seed, population, generations):
    def search(space, objective):
        rng = np.random.default_rng(seed)
        return sub.evolutionary_search(space, objective, population, generations, rng)

    return logged(search, space, optimum, failing, losses)


def evolved_budget(inputs, outputs):
    """Law: population * generations calls."""
    return wrong_budget(outputs, inputs["population"] * inputs["generations"])


ONE_ROUND, LATER = (600, 1), (20, 4)  # calls in a round, and rounds


def from_seed(search, space, seed):
    """Two large searches with one generator, and two small ones from the same state.

    Args:
        search: called with space, objective, calls in a round, rounds and rng.
        space: name -> [low, high, scale].
        seed: of the generators.
    """

    def run(size, optimum, rng):
        return where_called(
            lambda space, objective: search(space, objective, *size, rng),
            space,
            optimum,
            math.prod(size),
        )

    rng = np.random.default_rng(seed)
    found = [run(ONE_ROUND, [0.5, 0.5, 0.5], rng) for _ in range(2)]
    found += [run(LATER, [0.3, 0.6, 0.5], np.random.default_rng(seed)) for _ in range(2)]
    calls = [configs for _, configs, _ in found]
    text = next((text for text, _, _ in found if text), "")
    return {"text": text, "first": calls[0], "second": calls[1], "again": calls[2:]}


def drawn_from_rng(inputs, outputs):
    """Law: the configs come from rng alone, and another search tries other ones."""
    if outputs["text"]:
        return outputs["text"]
    one, other = outputs["again"]
    if not np.array_equal(one[:20], other[:20]):
        return "tries other configs although rng is in the same state: draw from rng alone"
    if not np.array_equal(one, other):
        return (
            "continues with other configs although rng was in the same state: draw from rng alone"
        )
    first, second = outputs["first"], outputs["second"]
    if np.array_equal(first, second):
        return "tries the same configs at every call: draw from rng"
    # Two numbers that are drawn are equal with a probability of 1e-15.
    same = (first[:20] == second[:20]).all(axis=1)
    if same.any():
        return f"tries the same config at every call, as trial {same.argmax() + 1}: draw every one"
    if first.shape[1] > 1 and len(np.unique(first, axis=0)) < len(first):
        return "tries a config twice where all should be drawn from the whole space"
    return None


ANY_SPACE = {"space": lambda pick: pick.choice(SPACES), "seed": seed()}


@probe(inputs=ANY_SPACE, cases=3, random=True)
def large_random_search(sub, space, seed):
    def search(space, objective, n_trials, rounds, rng):
        return sub.random_search(space, objective, n_trials * rounds, rng)

    return from_seed(search, space, seed)


@probe(inputs=ANY_SPACE, cases=3, random=True)
def one_round(sub, space, seed):
    return from_seed(sub.coarse_to_fine, space, seed)


@probe(inputs=ANY_SPACE, cases=3, random=True)
def one_generation(sub, space, seed):
    return from_seed(sub.evolutionary_search, space, seed)


def whole_space_alike(inputs, outputs):
    """Each name uniform on its scale; names and trials independent."""
    pair = [outputs[name] for name in ("first", "second")]
    if any(len(calls) < 600 or np.isnan(calls).any() for calls in pair):
        raise ValueError(outputs["text"])
    units, second = (np.clip(calls, 0, 1) for calls in pair)
    upper = units > 0.5
    names = [
        uncorrelated(upper[:, a], upper[:, b], 0.5) for a in range(units.shape[1]) for b in range(a)
    ]
    return {
        "law": min(1.0, units.shape[1] * min(kolmogorov(column) for column in units.T)),
        "names": min([1.0, *(len(names) * value for value in names)]),
        "trials": uncorrelated(upper[::2], upper[1::2], 0.5),
        "searches": uncorrelated(upper, second > 0.5, 0.5),
        "regular": min(1.0, units.shape[1] * min(cells_hit(column) for column in units.T)),
        "repeats": min(never_twice(column) for column in units.T),
    }


WHOLE_SPACE = {
    "law": "does not cover the range of every name evenly on its own scale",
    "names": "does not draw the names of a config independently of each other",
    "trials": "does not draw the trials independently of each other",
    "searches": "does not draw anew at every call",
    "repeats": "draws from a few values only, not from all numbers",
    "regular": "does not draw the trials independently: their values are too regular",
}


EARLY_FAILURES = [[number, "nan"] for number in range(3, 24, 3)]
REFINED = ("lr (log)", "momentum (linear)")


@probe(inputs={"seed": seed()}, cases=1, random=True)
def narrowing(sub, seed):
    space = {"lr": (1e-4, 1.0, "log"), "momentum": (0.5, 1.0, "linear")}
    rng = np.random.default_rng(seed)
    away, spread, last, inner = [], [], [], []
    for number in range(17):  # the corners in turn, and one optimum inside
        optimum = [number % 2, number // 2 % 2] if number < 16 else [0.3, 0.6]
        text, calls, said = where_called(
            lambda space, objective: sub.coarse_to_fine(space, objective, 400, 4, rng),
            space,
            optimum,
            1600,
            EARLY_FAILURES,
        )
        if text:
            return {"text": text}
        best = np.array([calls[np.argmin(said[: 400 * done])] for done in (1, 2, 3)])
        calls = calls.reshape(4, 400, 2)
        if number == 16:
            inner = calls[1:]
            continue
        middle = np.median(calls[1:], axis=1, keepdims=True)
        away.append(np.abs(calls[1:] - best[:, None]).mean(axis=1))
        spread.append(np.abs(calls[1:] - middle).mean(axis=1))
        last.append(np.abs(calls[1:] - calls[:-1, -1:]).mean(axis=1))
    return {
        "text": "",
        "away": np.array(away),  # (search, round, name)
        "spread": np.array(spread),
        "last": np.array(last),
        "inner": inner,
    }


# At each end of a range, 3200 distances from 0 to 1 with expectation 1/6 at most have a mean above
# 0.225 with a probability of at most exp(-3200 KL(0.225, 1/6)) = 2e-16 (Chernoff; of all laws with
# this mean the one on 0 and 1 is the widest). The means of 6400 in two rounds differ by 0.06 the
# wrong way with at most exp(-34) (Bernstein).
NEAR, FARTHER = 0.225, 0.06


def narrower(inputs, outputs):
    """Law: after the first round the values lie within 1/6 of their middle, on average."""
    if outputs["text"]:
        return outputs["text"]
    if min(len(np.unique(configs, axis=0)) for configs in outputs["inner"]) < 20:
        return "tries the same configs again and again after the first round"
    for number, spread in enumerate(outputs["spread"].mean(axis=0), start=2):
        if (spread > NEAR).any():
            return f"draws the values of round {number} from nearly the whole space"
    return None


def at_ends(distances):
    """Mean distances where the optimum is at the low and at the high end: (end, round, name)."""
    search = np.arange(len(distances))
    ends = np.stack([search % 2, search // 2 % 2], axis=1)[:, None]  # (search, 1, name)
    return np.stack([np.where(ends == end, distances, 0).sum(axis=0) for end in (0, 1)]) / (
        len(distances) / 2
    )


def near_the_best(name):
    """Law: the values of this name stay within 1/6 of the best so far, on average."""

    def law(inputs, outputs):
        if outputs["text"]:
            return outputs["text"]
        away = at_ends(outputs["away"])[:, :, name].max(axis=0)
        spread = outputs["spread"].mean(axis=0)[:, name]
        for place in range(3):
            if away[place] <= NEAR:
                continue
            text = (
                f"draws {REFINED[name]} in round {place + 2} on average {away[place]:.2f} of the "
                "range away from the best so far; at most 1/6 is asked for"
            )
            if away[place] > 2 * spread[place]:
                return f"{text}. They are near each other, but in another place"
            return text
        return None

    return law


def not_the_last(inputs, outputs):
    """Law: the second round is not around the last trial of the first instead of the best."""
    if outputs["text"]:
        return outputs["text"]
    away, last = at_ends(outputs["away"])[:, 0], outputs["last"][:, 0].mean(axis=0)
    if away.max(axis=0).min() > NEAR and last.max() < 1 / 6:
        return "draws round 2 around the last trial of the round before, not around the best"
    return None


def not_farther(inputs, outputs):
    """Law: no later round is farther away from the best so far than an earlier one."""
    if outputs["text"]:
        return outputs["text"]
    means = outputs["away"].mean(axis=0)
    if (means[1:] > means[:-1].min(axis=0) + FARTHER).any():
        shown = ", ".join(f"{mean:.2f}" for mean in means.max(axis=1))
        return f"goes farther away from the best so far in later rounds: {shown} of the range"
    return None


def too_regular(values):
    """P-value of how evenly one name's values lie between the least and the largest of them.

    Of all laws the uniform one hits the most cells (Wong and Yue, 1973): other laws, cut off or
    not, have a larger p-value. Too few cells count against none.
    """
    low, high = values.min(), values.max()
    inner = (values[(values > low) & (values < high)] - low) / (high - low or 1)
    hit = len(np.unique((inner * len(inner)).astype(int)))
    return cells_hit(inner) if hit > 2 / 3 * len(inner) else 1.0


def upper_together(first, second):
    """P-value of how many places are in the upper half of both (Fisher), whatever the laws are."""
    return hypergeometric(
        int((first & second).sum()), len(first), int(first.sum()), int(second.sum())
    )


def refined_independently(inputs, outputs):
    """Given the earlier rounds, all values of a round are drawn independently."""
    if outputs["text"]:
        return dict.fromkeys(REFINED_SAYS, 1.0)  # the other laws say what is wrong
    inner = np.array(outputs["inner"])  # (round, trial, name)
    upper = np.moveaxis(inner > np.median(inner, axis=1, keepdims=True), 2, 0)
    columns = [column for name in upper for column in name]
    found = {
        "names": [upper_together(*pair) for pair in zip(*upper, strict=True)],
        "trials": [pairs_kept(column) for column in columns],
        "rounds": [
            upper_together(*pair)
            for name in upper
            for pair in zip(name, np.roll(name, 1, axis=0), strict=True)
        ],
        "regular": [too_regular(column) for column in np.moveaxis(inner, 1, 2).reshape(6, -1)],
    }
    return {what: min(1.0, len(values) * min(values)) for what, values in found.items()}


REFINED_SAYS = {
    "names": "does not draw the names of a config independently of each other after the first "
    "round",
    "trials": "does not draw the trials independently of each other after the first round",
    "rounds": "draws a later round in dependence of another one: draw anew in every round",
    "regular": "does not draw the trials after the first round independently: their values are "
    "too regular",
}


ALIKE = 1e-9  # two changes that are drawn differ by less with a probability of 1e-8


LOG = {"decay": (1e-8, 1e3, "log"), "lr": (1e-6, 1e-2, "log")}
LINEAR = {"penalty": (0.0, 1e-3, "linear"), "shift": (-3.0, -1.0, "linear")}


def bred(sub, rng, space, searches, failing=()):
    """The losses of the first and the last generation, and what kind of changes children have."""
    first, last, new, cut, alike = [], [], [], [], []
    for number in range(searches):
        text, calls, said = where_called(
            lambda space, objective: sub.evolutionary_search(space, objective, 24, 8, rng),
            space,
            [(1 + number % 5) / 6, (1 + number % 7) / 8],
            192,
            failing,
        )
        if text:
            return {"text": text}
        first += [float(loss) for loss in said[:24] if np.isfinite(loss)]
        last += [float(loss) for loss in said[-24:]]
        new.append(len(np.unique(calls, axis=0)) / len(said))
        cut.append((np.abs(calls[24:48] - 0.5) > 0.5 - ALIKE).mean())
        changes = calls[24:48, None] - calls[:24]
        same = np.abs(changes[..., 0] - changes[..., 1]) < ALIKE
        alike.append((same & (np.abs(changes[..., 0]) > ALIKE)).any(axis=1).mean())
    return {
        "text": "",
        "ratio": float(np.mean(last) / np.mean(first)),
        "new": float(np.mean(new)),
        "cut": float(np.mean(cut)),
        "alike": float(np.mean(alike)),
    }


@probe(inputs={"seed": seed()}, cases=1, random=True)
def breeding(sub, seed):
    rng = np.random.default_rng(seed)
    yield {"log names": bred(sub, rng, LOG, 40)}
    yield {"linear names": bred(sub, rng, LINEAR, 25)}
    yield {"with failures": bred(sub, rng, LOG, 25, EARLY_FAILURES)}


KINDS = ("log names", "linear names")

# At least so many configs are new; at most so many children change all values alike, and so many
# values of the second generation are cut off at an end of the space.
NEW, CHANGED_ALIKE, CUT_OFF = 0.5, 0.2, 0.3


def each_kind_bred(law, kinds=KINDS):
    """The law for several kinds of searches."""

    @wraps(law)
    def of_each(inputs, outputs):
        for kind in kinds:
            text = outputs[kind]["text"] or law(outputs[kind])
            if text:
                return text if outputs[kind]["text"] else f"{text} ({kind})"
        return None

    return of_each


@each_kind_bred
def not_worse_at_the_end(found):
    """Law: the last generation is not worse than the first."""
    return "gets worse from generation to generation" if found["ratio"] > 1.5 else None


@each_kind_bred
def changes_of_their_own(found):
    """Law: most configs are new."""
    if found["new"] < NEW:
        return f"tries configs of which only {found['new']:.0%} are new: the others are copies"
    return None


@each_kind_bred
def changes_apart(found):
    """Law: the values of a child do not all change by the same share of their ranges."""
    if found["alike"] <= CHANGED_ALIKE:
        return None
    return (
        f"changes all values by the same share of their ranges in {found['alike']:.0%} of children"
    )


@each_kind_bred
def small_changes(found):
    """Law: few values of the first children are cut off at the ends of the space."""
    if found["cut"] > CUT_OFF:
        return (
            f"puts {found['cut']:.0%} of the second generation's values on an end of the space: "
            "the changes are far too large on the hyperparameter's own scale"
        )
    return None


# The ratio of a population that moves towards its best half varies by a few hundredths.
BRED = 0.75


def better_at_the_end(*kinds):
    """Law: in these searches the last generation is clearly better on average than the first."""

    def law(found):
        if found["ratio"] <= BRED:
            return None
        return (
            f"has a last generation whose loss is {found['ratio']:.2f} times that of the first, on "
            "average"
        )

    return each_kind_bred(law, kinds or KINDS)


search = Exercise(
    name="search",
    title="Searching",
    functions=[
        "grid_search(space, objective) -> (best, trials)",
        "random_search(space, objective, n_trials, rng) -> (best, trials)",
        "coarse_to_fine(space, objective, n_trials, rounds, rng) -> (best, trials)",
        "evolutionary_search(space, objective, population, generations, rng) -> (best, trials)",
    ],
    checks=[
        Agreement(
            "grid: every point once",
            grid,
            outputs=["number of calls", "tried", "recorded", "in_order"],
            says={
                "tried": "does not try every combination of the very values once",
                "recorded": "does not record every config that it tried, as it was, once",
                "in_order": "does not record the trials in the order of the calls",
            },
            points=0.75,
        ),
        Agreement(
            "grid: losses",
            grid,
            outputs=["losses"],
            says={
                "losses": "does not record every point's loss as the objective gave it; a failed "
                "trial has loss infinity"
            },
            points=0.5,
        ),
        Agreement(
            "grid: best",
            grid,
            outputs=["type of best", "best_is_in_grid", "loss of best"],
            says={"best_is_in_grid": "returns as best what is no config of the grid"},
            points=0.5,
        ),
        Property("random: budget", random_trials, law=random_budget, points=0.25),
        Property("random: record", random_trials, law=true_record, points=0.5),
        Property("random: from rng", large_random_search, law=drawn_from_rng, points=0.25),
        Statistics(
            "random: whole space",
            large_random_search,
            test=whole_space_alike,
            says=WHOLE_SPACE,
            points=0.75,
        ),
        Property("coarse to fine: budget", refined_trials, law=refined_budget, points=0.25),
        Property("coarse to fine: record", refined_trials, law=true_record, points=0.5),
        Property("coarse to fine: from rng", one_round, law=drawn_from_rng, points=0.25),
        Statistics(
            "coarse to fine: first round",
            one_round,
            test=whole_space_alike,
            says=WHOLE_SPACE,
            points=0.5,
        ),
        Property("coarse to fine: narrower", narrowing, law=narrower, points=0.25),
        Property(
            "coarse to fine: near the best, log", narrowing, law=near_the_best(0), points=0.25
        ),
        Property(
            "coarse to fine: near the best, linear", narrowing, law=near_the_best(1), points=0.25
        ),
        Property("coarse to fine: not the last", narrowing, law=not_the_last, points=0.25),
        Property("coarse to fine: not farther later", narrowing, law=not_farther, points=0.25),
        Statistics(
            "coarse to fine: later rounds",
            narrowing,
            test=refined_independently,
            says=REFINED_SAYS,
            points=0.25,
        ),
        Property("evolution: budget", evolved_trials, law=evolved_budget, points=0.25),
        Property("evolution: record", evolved_trials, law=true_record, points=0.5),
        Property("evolution: from rng", one_generation, law=drawn_from_rng, points=0.25),
        Statistics(
            "evolution: first generation",
            one_generation,
            test=whole_space_alike,
            says=WHOLE_SPACE,
            points=0.5,
        ),
        Property("evolution: own changes", breeding, law=changes_of_their_own, points=0.25),
        Property("evolution: changes apart", breeding, law=changes_apart, points=0.25),
        Property("evolution: small changes", breeding, law=small_changes, points=0.25),
        Property("evolution: selection", breeding, law=better_at_the_end(), points=0.25),
        Property(
            "evolution: selection after failures",
            breeding,
            law=better_at_the_end("with failures"),
            points=0.25,
        ),
        Property("evolution: right direction", breeding, law=not_worse_at_the_end, points=0.25),
        Contract(
            "contract",
            grid_manners,
            also=[random_trials, refined_trials, evolved_trials],
            points=0.25,
        ),
    ],
)

# Many models. The training step knows which model and which step it is by config and state, and
# keeps a log of its calls.


def loss_of(code):
    """A loss from a whole number: -1000 is NaN, 1000 infinite."""
    special = {-1000: float("nan"), 1000: float("inf"), -999: float("-inf")}
    return special.get(code, 1 + code * 1e-10 if code < 0 else code / 8)


def shown(loss):
    """A loss in words, so that NaN can be compared and read; what is no number by its type."""
    try:
        return f"{float(loss):.12g}"
    except (TypeError, ValueError):
        return type(loss).__name__


def words(losses):
    """A history in words."""
    return [shown(loss) for loss in losses]


def loss_tables(pick):
    """Codes of losses by model and step; some models have a bad time, some differ by a hair."""
    models, steps = pick.integer(1, 5), pick.integer(1, 6)
    table = [[pick.integer(0, 40) for _ in range(steps)] for _ in range(models)]
    accident = pick.choice(["none", "hair", "bad start", "large", "nan and inf"])
    if accident == "large":
        table = [[8 * 10**9 + code for code in row] for row in table]
    if accident == "hair":
        table = [[pick.integer(-9, -1) for _ in range(steps)] for _ in range(models)]
    if accident == "bad start" and steps > 1:
        table[pick.integer(0, models - 1)][0] = pick.choice([-1000, 1000])
    if accident == "nan and inf" and models > 1:
        # These begin worse than all others, so that they are the best by no rule.
        codes = pick.choice([[-1000, 1000], [1000, -1000]])
        for place, code in zip((0, models - 1), codes, strict=True):
            table[place] = [pick.integer(50, 90) for _ in range(steps - 1)] + [code]
    return table


def diverged_tables(pick):
    """Tables of models that all end badly, with NaN or with infinity."""
    models, steps = pick.integer(1, 5), pick.integer(1, 4)
    table = [[pick.integer(0, 40) for _ in range(steps)] for _ in range(models)]
    place = pick.choice([0, models // 2, models - 1])
    for row in table:
        row[-1] = -1000
    if pick.choice([False, True]):
        table[place][-1] = 1000
    return table


def choice_of(best, last):
    """Which model was chosen, in words; the first of the best ones for each of them."""
    if not hasattr(best, "__index__"):
        return f"a {type(best).__name__}, no place in configs"
    if not 0 <= best < len(last):
        return f"{int(best)}, no place in configs"
    ranks = [(loss != loss, loss) for loss in last]
    if last[best] == min(ranks)[1] or min(ranks)[0]:
        best = ranks.index(min(ranks)) if not min(ranks)[0] else 0
    return f"model {int(best)}, whose last loss is {shown(last[best])}"


def log_of_steps(table, calls):
    """A training step that knows by the state which model and which step it is."""
    steps, started = len(table[0]), []

    def train_step(config, state):
        # A state is a number here; that of the first model after its first step is 0.
        if state is None:
            owner, done = len(started) % len(table), -1
            started.append(owner)
        else:
            owner, done = divmod(state, steps + 1)
        calls.append([config["model"], owner, done + 1])
        return owner * (steps + 1) + done + 1, loss_of(table[owner][(done + 1) % steps])

    return train_step


@probe(inputs={"table": loss_tables, "twins": choice(False, True)}, cases=72)
def side_by_side(sub, table, twins):
    models, steps = len(table), len(table[0])
    configs = [{"model": model // 2 if twins else model} for model in range(models)]
    if twins and models > 3:
        configs[3] = configs[2]
    calls = []
    best, histories = sub.caviar(configs, log_of_steps(table, calls), steps)
    yield {"calls": np.array(calls)}
    yield {"histories": [words(history) for history in histories]}
    yield {"best": choice_of(best, [loss_of(row[-1]) for row in table])}


@probe(inputs={"table": diverged_tables}, cases=20)
def all_diverged(sub, table):
    configs = [{"model": model} for model in range(len(table))]
    best, _ = sub.caviar(configs, log_of_steps(table, []), len(table[0]))
    return {"best": choice_of(best, [loss_of(row[-1]) for row in table])}


class Trained:
    """A state of which no copy can be made and that, as an array, is neither true nor false."""

    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return self

    __hash__ = None

    def __bool__(self):
        raise ValueError("a state is neither true nor false")

    def __reduce_ex__(self, protocol):
        raise TypeError("no copy can be made of a state")


@probe(inputs={"table": loss_tables}, cases=6)
def caviar_manners(sub, table):
    steps = len(table[0])
    configs = [{"model": model, "rate": 0.5} for model in range(len(table))]

    def train_step(config, state):
        step = 0 if state is None else state.number
        return Trained(step + 1), loss_of(table[config["model"]][step % steps])

    _, histories = sub.caviar(configs, train_step, steps)
    return {"histories": [words(history) for history in histories]}


@probe(
    inputs={
        "rate": choice(1, 3, 8),
        "codes": lambda pick: [
            pick.choice([3, 8, -1000, 20, 1000, 11]) for _ in range(pick.choice([3, 1, 12, 2, 7]))
        ],
        "in_place": choice(False, True),
    },
    cases=40,
)
def watched(sub, rate, codes, in_place):
    log, names, seen = [], [], []
    config = {"rate": rate, "name": "panda"}

    def train_step(config, state):
        step, total = (0, 0) if state is None else state or (1, rate)
        total += config["rate"]
        log.append(["step", config["rate"]])
        names.append(" and ".join(sorted(config)))
        state = () if step == 0 else (step + 1, total)
        return state, loss_of(codes[step % len(codes)]) + total / 7  # a fraction without an end

    def adjust(config, history):
        log.append(["adjust", config["rate"]])
        seen.append(words(history))
        if in_place:
            config["rate"] += len(seen)
            return config
        return {"rate": 2 * config["rate"]}

    history = sub.panda(config, train_step, len(codes), adjust)
    yield {"calls": [kind for kind, _ in log]}
    yield {"rates in these calls": [rate for _, rate in log], "names in a step's config": names}
    yield {"losses shown to adjust": seen}
    yield {"config": config}
    yield {"history": words(history)}


@probe(inputs={"rate": choice(1, 3), "steps": choice(3, 1)}, cases=4)
def panda_manners(sub, rate, steps):
    config = {"rate": rate}

    def train_step(config, state):
        return Trained(0), float(config["rate"])

    def adjust(config, history):
        return {"rate": config["rate"] + 1}

    return {"history": words(sub.panda(config, train_step, steps, adjust))}


many_models = Exercise(
    name="many_models",
    title="Many models",
    functions=[
        "caviar(configs, train_step, steps) -> (best_index, histories)",
        "panda(config, train_step, steps, adjust) -> history",
    ],
    checks=[
        Agreement("caviar: calls", side_by_side, outputs=["calls"], points=0.75),
        Agreement("caviar: histories", side_by_side, outputs=["histories"], points=0.5),
        Agreement("caviar: best", side_by_side, outputs=["best"], points=0.5),
        Agreement("caviar: all diverged", all_diverged, outputs=["best"], points=0.25),
        Agreement(
            "panda: calls",
            watched,
            outputs=["calls", "rates in these calls", "names in a step's config"],
            points=0.75,
        ),
        Agreement("panda: history", watched, outputs=["history"], points=0.5),
        Agreement(
            "panda: what adjust sees", watched, outputs=["losses shown to adjust"], points=0.25
        ),
        Agreement("panda: config kept", watched, outputs=["config"], points=0.25),
        Contract("contract", caviar_manners, also=[panda_manners], points=0.25),
    ],
)
