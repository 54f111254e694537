"""Homework 5: splits, bias and variance, sampling, searches, many models."""

import math

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
        return f"does not put each of the {n} examples into exactly one part"
    return None


def wrong_sizes(found, members, fractions, whose=""):
    """Which part holds a wrong number of the members."""
    for name, fraction in zip(PARTS, fractions, strict=True):
        size = int(np.isin(found[name], members).sum())
        share = len(members) * fraction
        if abs(size - share) > 1 + 1e-6:
            return f"puts {size} of {len(members)} examples{whose} into {name}, not about {share:g}"
    return None


@probe(
    inputs={
        "n": lambda pick: pick.choice([10, 100, 33, 7, 200, 51, 1, 20, 50]),
        "fractions": FRACTIONS,
        "seed": seed(),
    },
    cases=60,
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


@probe(inputs={"n": choice(8000), "seed": seed()}, cases=2, random=True)
def large_splits(sub, n, seed):
    fractions = (0.5, 0.2, 0.3)
    rng = np.random.default_rng(seed)
    first, second = (sub.split_indices(n, fractions, rng) for _ in range(2))
    again = sub.split_indices(n, fractions, np.random.default_rng(seed))
    rng = np.random.default_rng(seed + 1)
    few = [sub.split_indices(10, fractions, rng) for _ in range(400)]
    return {
        **named(first),
        "second": second[0],
        "again": [len(np.setxor1d(a, b)) for a, b in zip(first, again, strict=True)],
        "few": np.array([np.isin(np.arange(10), train) for train, _, _ in few]),
    }


def from_rng(inputs, outputs):
    """Law: the split comes from rng alone, and the next call gives another one."""
    if any(outputs["again"]):
        return "gives another split although rng is in the same state: draw from rng alone"
    if len(outputs["train"]) < 1000:
        return f"puts {len(outputs['train'])} examples into train, but should some thousands"
    # Two splits of thousands of examples are equal with a probability far below 1e-1000.
    if np.array_equal(np.sort(outputs["train"]), np.sort(outputs["second"])):
        return "gives the same split at every call: draw from rng"
    return None


def in_quarters(members, part):
    """P-value of how many of each quarter of the members, in their order, are in the part."""
    inside = np.isin(members, part)
    quarters = np.array_split(inside, 4)
    total = int(inside.sum())
    found = [hypergeometric(int(q.sum()), len(inside), total, len(q)) for q in quarters]
    return min(1.0, len(found) * min(found))


def each_alike(few):
    """P-value of how often each example of a small set is in train, over many calls."""
    same_size = (few.sum(axis=1) == few[0].sum()).all()  # else a size is rounded at random
    return same_frequency(few.sum(axis=0), len(few), float(few.mean())) if same_size else 1.0


def splits_equally_likely(inputs, outputs):
    """Old places, neighbours, two calls, and single examples of very small sets."""
    n, few = inputs["n"], outputs["few"]
    train, second = (np.isin(np.arange(n), outputs[name]) for name in ("train", "second"))
    both = int((train & second).sum())
    return {
        "places": min(1.0, 3 * min(in_quarters(np.arange(n), outputs[name]) for name in PARTS)),
        "neighbours": pairs_kept(train),
        "calls": hypergeometric(both, n, int(train.sum()), int(second.sum())),
        "single": each_alike(few),
    }


SPLIT_SAYS = {
    "single": "does not train on every example equally often",
    "places": "does not choose from early and late examples equally",
    "neighbours": "does not decide on each example by itself: neighbours stay together",
    "calls": "makes splits that resemble each other from call to call",
}


def labels_of_some_classes(pick):
    """Classes of uneven size, down to one example, with ids that have gaps or are negative."""
    ids = pick.choice([[0, 1, 2], [5, 2], [3, 7, 100, -4], [-1], [10, 0]])
    sizes = [pick.choice([10, 1, 33, 2, 20, 7]) for _ in ids]
    labels = np.repeat(ids, sizes)
    keys = [pick.integer(0, 1000) for _ in labels]
    return labels[np.argsort(keys, kind="stable")]


@probe(
    inputs={"labels": labels_of_some_classes, "fractions": FRACTIONS, "seed": seed()},
    cases=40,
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
            return text
    return None


HALVES = (slice(10), slice(10, None))  # the examples of either class in a small set


@probe(inputs={"each": choice(4000), "seed": seed()}, cases=2, random=True)
def large_stratified_splits(sub, each, seed):
    labels = np.random.default_rng(seed + 1).permutation(np.repeat([7, -3], each))
    rng = np.random.default_rng(seed)
    first, second = (sub.stratified_split(labels.copy(), (0.5, 0.2, 0.3), rng) for _ in range(2))
    again = sub.stratified_split(labels.copy(), (0.5, 0.2, 0.3), np.random.default_rng(seed))
    rng = np.random.default_rng(seed + 2)
    pairs = np.repeat([7, -3], 10)
    few = [sub.stratified_split(pairs.copy(), (0.5, 0.2, 0.3), rng) for _ in range(400)]
    return {
        **named(first),
        "few": np.array([np.isin(np.arange(20), train) for train, _, _ in few]),
        "labels": labels,
        "second": second[0],
        "again": [len(np.setxor1d(a, b)) for a, b in zip(first, again, strict=True)],
    }


def classes_split_by_themselves(inputs, outputs):
    """Old places, neighbours, two calls, and the two classes against each other."""
    each, labels = inputs["each"], outputs["labels"]
    found = {"places": [], "neighbours": [], "calls": []}
    trains = []
    for label in (7, -3):
        members = np.flatnonzero(labels == label)
        train, second = (np.isin(members, outputs[name]) for name in ("train", "second"))
        both = int((train & second).sum())
        found["places"] += [in_quarters(members, outputs[name]) for name in PARTS]
        found["neighbours"].append(pairs_kept(train))
        found["calls"].append(hypergeometric(both, each, int(train.sum()), int(second.sum())))
        trains.append(train)
    both = int((trains[0] & trains[1]).sum())
    return {
        **{name: min(1.0, len(values) * min(values)) for name, values in found.items()},
        "classes": hypergeometric(both, each, int(trains[0].sum()), int(trains[1].sum())),
        "single": min(1.0, 2 * min(each_alike(outputs["few"][:, part]) for part in HALVES)),
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
            says={**SPLIT_SAYS, "classes": "splits different classes in the same way"},
            points=0.5,
        ),
        Contract("contract", small_stratified_splits, points=0.25),
        # Last: a slow split that uses up the time costs nothing else.
        Property("a million examples", million_examples, law=million_split, points=0.25),
    ],
)

# Bias and variance. Errors travel as whole tenths of a percent, so that nothing rounds a gap onto
# the tolerance.


def errors(pick):
    """Errors of humans, on training and on dev data, and a tolerance; gaps often near it."""
    tolerance = pick.choice([50, 20, 100, 10, 5, 300])
    near = [1, -1, 4, -4, 60, -60, 400, -400]
    human = pick.choice([0, 0, 150, 20])
    train = min(max(human + tolerance + pick.choice(near), 0), 900)
    dev = min(max(train + tolerance + pick.choice(near[::-1]), 0), 1000)
    if dev - train == tolerance or train - human == tolerance:
        return {"train": 10, "dev": 110, "human": 0, "tolerance": 50}
    return {"train": train, "dev": dev, "human": human, "tolerance": tolerance}


def per_mille(train, dev, human=0):
    return {"errors": {"train": train, "dev": dev, "human": human, "tolerance": 50}}


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
        errors[name] / 1000 for name in ("train", "dev", "human", "tolerance")
    )
    found = sub.diagnose_fit(train, dev, human_error=human, tolerance=tolerance)
    yield {"keys": listed(found)}
    yield {"high_bias": found["high_bias"]}
    yield {"high_variance": found["high_variance"]}


@probe(inputs={"errors": errors}, cases=20)
def diagnosed_by_default(sub, errors):
    train, dev = errors["train"] / 1000, errors["dev"] / 1000
    if 50 in (errors["train"], errors["dev"] - errors["train"]):
        train, dev = 0.01, 0.11  # never exactly at the tolerance
    found = sub.diagnose_fit(train, dev)
    return {"diagnosis": {name: found[name] for name in ("high_bias", "high_variance")}}


@probe(
    inputs={"diagnosis": choice(*(2 * a + b for a in (1, 0) for b in (1, 0)))},
    cases=12,
)
def advised(sub, diagnosis):
    high_bias, high_variance = divmod(diagnosis, 2)
    given = {"high_bias": bool(high_bias), "high_variance": bool(high_variance)}
    first = listed(sub.remedies(dict(given)))
    for other in (True, False):
        sub.remedies({"high_bias": other, "high_variance": not other})
    return {"remedies": first, "later": listed(sub.remedies(dict(given)))}


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
        Agreement("remedies", advised, outputs=["remedies"], points=1),
        Agreement("remedies once more", advised, outputs=["later"], points=0.25),
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
    """1 where draws of 50 bits hardly ever repeat; more have a probability below 1e-30."""
    return float(values.size - len(np.unique(values)) <= max(3, values.size // 1000))


def uniform_and_independent(inputs, outputs):
    """The law, entry by entry and call by call; not too regular either."""
    first, second = (np.clip(outputs[name].ravel(), 0, 1) for name in ("first", "second"))
    return {
        "law": kolmogorov(first),
        "second law": kolmogorov(second),
        "regular": cells_hit(first[:400]),
        "repeats": never_twice(first),
        "entries": uncorrelated(first[::2] < 0.5, first[1::2] < 0.5, 0.5),
        "calls": uncorrelated(first < 0.5, second < 0.5, 0.5),
    }


def log_uniform_and_independent(inputs, outputs):
    """The law on the logarithmic scale, and how many are in the linear scale's upper half."""
    size = outputs["first"].size
    # There should be far fewer than seven in ten, so only more of them count against the draws.
    found = max(outputs["upper half"], round(0.7 * size))
    return {
        **uniform_and_independent(inputs, outputs),
        "crowded": binomial(found, size, 0.7),
    }


INDEPENDENT = {
    "entries": "does not draw every entry on its own",
    "calls": "does not draw anew at every call",
}


@probe(
    inputs={"ends": choice([1, 6], [-3, 3], [0, 1], [-9, 10]), "size": MANY, "seed": seed()},
    cases=6,
    random=True,
)
def many_integers(sub, ends, size, seed):
    rng = np.random.default_rng(seed)
    pairs = [sub.sample_integer(*ends, 2, rng) for _ in range(400)]
    return {**draws(sub.sample_integer, *ends, size, seed), "pairs": np.array(pairs)}


def equally_likely_and_independent(inputs, outputs):
    """How often each value comes; entries and calls against each other."""
    low, high = inputs["ends"]
    values = np.arange(low, high + 1)
    first, second = (outputs[name].ravel() for name in ("first", "second"))
    counts = (first[:, None] == values).sum(axis=0)
    chance = 1 / len(values)
    return {
        "values": same_frequency(counts, len(first), chance),
        "pairs": binomial(int((np.diff(outputs["pairs"]) == 0).sum()), 400, chance),
        "entries": binomial(int((first[::2] == first[1::2]).sum()), len(first) // 2, chance),
        "calls": binomial(int((first == second).sum()), len(first), chance),
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
                "crowded": "is dense near high, but should be near low",
                "law": "is not uniform on the logarithmic scale",
                "second law": "is not uniform on the logarithmic scale at the second call",
                "repeats": "draws from a few thousand values at most, not from all numbers",
                "regular": "does not draw every entry on its own: they are too regular, or repeat",
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
                "law": "is not uniform",
                "second law": "is not uniform at the second call",
                "repeats": "draws from a few thousand values at most, not from all numbers",
                "regular": "does not draw every entry on its own: they are too regular, or repeat",
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
                "values": "does not draw all values equally often",
                "pairs": "does not draw every entry on its own",
                **INDEPENDENT,
            },
            points=0.75,
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
    """A space and what every point of the grid gives: a loss in eighths, or a failure."""
    space = pick.choice(GRIDS)
    points = int(np.prod([len(values) for values in space.values()]))
    failing = pick.choice([0, 3, 0, 10, 5])  # of ten
    said = []
    for _ in range(points):
        fails = pick.integer(0, 9) < failing
        said.append(pick.choice(FAILURES) if fails else pick.integer(-8, 40) / 8)
    if pick.choice([False, True]) and failing:
        said[0] = "nan"
    return {"space": space, "said": said}


def place_of(value, values):
    """Where this very value stands in the list, its type included; -1 where it does not."""
    same = [type(value) is type(other) and value == other for other in values]
    return same.index(True) if any(same) else -1


@probe(inputs={"grid": outcomes_on_grid}, cases=60)
def grid(sub, grid):
    space, said = grid["space"], grid["said"]
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
        return fail(found) if isinstance(found, str) else found

    def loss_at(point):
        return np.inf if isinstance(said[point], str) else said[point]

    best, trials = sub.grid_search(space, objective)
    best = best if isinstance(best, dict) else {}
    points = [where(config) for config, _ in trials]
    losses = [float(loss) for _, loss in trials]
    yield {"tried": sorted(calls)}
    yield {"recorded": sorted(points), "in_order": points == calls}
    yield {"losses": [losses[points.index(point)] for point in sorted(set(points))]}
    yield {"best_is_in_grid": where(best) >= 0, "best": float(loss_at(where(best)))}


@probe(inputs={"space": lambda pick: pick.choice(GRIDS)}, cases=10)
def grid_manners(sub, space):
    def objective(config):
        return float(sum(space[name].index(value) for name, value in config.items()))

    best, trials = sub.grid_search(space, objective)
    return {"best": objective(best), "losses": sorted(loss for _, loss in trials)}


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


def logged(search, space, optimum, failing=(), drift=0.0):
    """Run a search on an objective that keeps a log.

    Args:
        search: called with the space and the objective.
        space: name -> [low, high, scale].
        optimum: where the loss is least, in units of the ranges.
        failing: how some calls fail, by their number.
        drift: what every call adds to the loss of the next.
    """
    space = {name: tuple(limits) for name, limits in space.items()}
    failing = dict(failing)
    calls, places, said = [], [], []

    def objective(config):
        calls.append(dict(config))
        places.append(units_of(config, space))
        said.append(np.inf)
        kind = failing.get(len(calls) - 1)
        if kind:
            return fail(kind)
        away = zip(places[-1], optimum, strict=False)
        said[-1] = sum((place - best) ** 2 for place, best in away) + drift * len(calls)
        return said[-1]

    best, trials = search(space, objective)
    names = set(space)
    configs = [config for config, _ in trials]
    for name, config in (("best", best), *(("a config in trials", item) for item in configs)):
        if not isinstance(config, dict):
            return {"names": False, "text": f"gives {type(config).__name__} as {name}, not a dict"}
    if any(set(config) != names for config in [best, *configs, *calls]):
        return {"names": False, "text": "gives configs whose names are not those of the space"}
    units = places if configs == calls else [units_of(config, space) for config in configs]
    return {
        "names": True,
        "units": np.array(units),
        "calls": np.array(places),
        "losses": np.array([float(loss) for _, loss in trials]),
        "said": np.array(said),
        "best": np.array(units_of(best, space)),
        "objects": len({id(config) for config in configs}),
    }


def wrong_log(outputs, budget):
    """What is wrong with a search's record of its trials, but for where it searched."""
    if not outputs["names"]:
        return outputs["text"]
    calls, units, said = outputs["calls"], outputs["units"], outputs["said"]
    if len(calls) != budget:
        return f"calls the objective {len(calls)} times, but should {budget} times"
    if len(units) != budget or outputs["objects"] != budget:
        return f"records {len(units)} trials with {outputs['objects']} configs, not {budget}"
    if not np.array_equal(units, calls):
        return "records other configs than the objective was called with, or in another order"
    if not np.array_equal(outputs["losses"], said):
        return "records other losses than the objective gave; a failed trial has loss infinity"
    if not ((units >= -1e-9) & (units <= 1 + 1e-9)).all():
        return "leaves the space"
    winners = units[said == said.min()]
    if not (winners == outputs["best"]).all(axis=1).any():
        return "does not return the config with the lowest loss as the best"
    return None


def some_failures(pick):
    """Which calls fail, by their number: none, the first, several, or all."""
    numbers = pick.choice([[], [0, 3], [], [1, 2, 5, 7], range(50)])
    return [[number, pick.choice(FAILURES) if number < 10 else "nan"] for number in numbers]


def corner_or_inside(pick):
    """An optimum, in units of the ranges; often at an end."""
    return [pick.choice([0.0, 0.3, 1.0, 0.8]) for _ in range(3)]


SEARCH = {
    "space": lambda pick: pick.choice(SPACES),
    "optimum": corner_or_inside,
    "failing": some_failures,
    "drift": choice(0.0, 1.0),
    "seed": seed(),
}


@probe(inputs={**SEARCH, "n_trials": choice(10, 1, 3, 30)}, cases=48, random=True)
def random_trials(sub, space, optimum, failing, drift, seed, n_trials):
    def search(space, objective):
        return sub.random_search(space, objective, n_trials, np.random.default_rng(seed))

    return logged(search, space, optimum, failing, drift)


def random_log(inputs, outputs):
    """Law: n_trials trials, all recorded as they were, and the best of them."""
    return wrong_log(outputs, inputs["n_trials"])


@probe(
    inputs={
        "space": lambda pick: pick.choice(SPACES),
        "optimum": corner_or_inside,
        "failing": some_failures,
        "drift": choice(0.0, 1.0),
        "seed": seed(),
        "n_trials": choice(10, 1, 3),
        "rounds": choice(3, 1, 5),
    },
    cases=48,
    random=True,
)
def refined_trials(sub, space, optimum, failing, drift, seed, n_trials, rounds):
    def search(space, objective):
        return sub.coarse_to_fine(space, objective, n_trials, rounds, np.random.default_rng(seed))

    return logged(search, space, optimum, failing, drift)


def refined_log(inputs, outputs):
    """Law: n_trials * rounds trials, all recorded as they were, and the best of them."""
    return wrong_log(outputs, inputs["n_trials"] * inputs["rounds"])


@probe(
    inputs={**SEARCH, "population": choice(8, 1, 2, 5), "generations": choice(3, 1, 6)},
    cases=48,
    random=True,
)
def evolved_trials(sub, space, optimum, failing, drift, seed, population, generations):
    def search(space, objective):
        rng = np.random.default_rng(seed)
        return sub.evolutionary_search(space, objective, population, generations, rng)

    return logged(search, space, optimum, failing, drift)


def evolved_log(inputs, outputs):
    """Law: population * generations trials, all recorded as they were, and the best of them."""
    return wrong_log(outputs, inputs["population"] * inputs["generations"])


def twice_and_again(run, seed, later=None):
    """Two searches with one generator, and one with another in the same state."""
    rng = np.random.default_rng(seed)
    first, second, again = (run(source) for source in (rng, rng, np.random.default_rng(seed)))
    return {
        **first,
        "second": second.get("units"),
        "again": again.get("units"),
        "later": [list(later(np.random.default_rng(seed))) for _ in range(2)] if later else [],
    }


def drawn_from_rng(inputs, outputs):
    """Law: the configs come from rng alone, and another search tries other ones."""
    if not outputs["names"]:
        return outputs["text"]
    if not np.array_equal(outputs["units"], outputs["again"]):
        return "tries other configs although rng is in the same state: draw from rng alone"
    if outputs["later"] and outputs["later"][0] != outputs["later"][1]:
        return (
            "continues with other configs although rng was in the same state: draw from rng alone"
        )
    if np.array_equal(outputs["units"], outputs["second"]):
        return "tries the same configs at every call: draw from rng"
    return None


@probe(
    inputs={"space": lambda pick: pick.choice(SPACES), "seed": seed()},
    cases=3,
    random=True,
)
def large_random_search(sub, space, seed):
    def run(rng):
        return logged(
            lambda space, objective: sub.random_search(space, objective, 600, rng),
            space,
            [0.5, 0.5, 0.5],
        )

    return twice_and_again(run, seed)


@probe(
    inputs={"space": lambda pick: pick.choice(SPACES), "seed": seed()},
    cases=3,
    random=True,
)
def one_round(sub, space, seed):
    def run(rng):
        return logged(
            lambda space, objective: sub.coarse_to_fine(space, objective, 600, 1, rng),
            space,
            [0.5, 0.5, 0.5],
        )

    def later(rng):
        found = logged(
            lambda space, objective: sub.coarse_to_fine(space, objective, 20, 4, rng),
            space,
            [0.3, 0.6, 0.5],
        )
        return found["calls"].ravel() if found["names"] else []

    return twice_and_again(run, seed, later)


@probe(
    inputs={"space": lambda pick: pick.choice(SPACES), "seed": seed()},
    cases=3,
    random=True,
)
def one_generation(sub, space, seed):
    def run(rng):
        return logged(
            lambda space, objective: sub.evolutionary_search(space, objective, 600, 1, rng),
            space,
            [0.5, 0.5, 0.5],
        )

    def later(rng):
        found = logged(
            lambda space, objective: sub.evolutionary_search(space, objective, 20, 4, rng),
            space,
            [0.3, 0.6, 0.5],
        )
        return found["calls"].ravel() if found["names"] else []

    return twice_and_again(run, seed, later)


def whole_space_alike(inputs, outputs):
    """Each name uniform on its scale; names and trials independent."""
    units, second = (np.clip(outputs[name][:600], 0, 1) for name in ("units", "second"))
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


class WrongRecordError(Exception):
    """A search that cannot be judged by where it searched."""


EARLY_FAILURES = [[number, "nan"] for number in range(3, 24, 3)]


@probe(inputs={"seed": seed()}, cases=1, random=True)
def narrowing(sub, seed):
    space = {"lr": (1e-4, 1.0, "log"), "momentum": (0.5, 1.0, "linear")}
    rng = np.random.default_rng(seed)

    def rounds(optimum):
        found = logged(
            lambda space, objective: sub.coarse_to_fine(space, objective, 400, 4, rng),
            space,
            optimum,
            EARLY_FAILURES,
        )
        if not found["names"]:
            raise WrongRecordError(found["text"])
        if len(found["calls"]) != 1600:
            raise WrongRecordError(
                f"calls the objective {len(found['calls'])} times, but should 1600"
            )
        return found["calls"].reshape(4, 400, 2), found["said"]

    away, spread = [], []
    try:
        for number in range(16):
            calls, said = rounds([number % 2, number // 2 % 2])  # the corners in turn
            best = [calls.reshape(-1, 2)[np.argmin(said[: 400 * done])] for done in (1, 2, 3)]
            away.append(np.abs(calls[1:] - np.array(best)[:, None]).mean(axis=1))
            spread.append(
                np.abs(calls[1:] - np.median(calls[1:], axis=1, keepdims=True)).mean(axis=1)
            )
        inside, _ = rounds([0.3, 0.6])
    except WrongRecordError as error:
        return {"text": str(error)}
    return {
        "text": "",
        "away": np.array(away),  # (search, round, name)
        "spread": np.array(spread),
        "distinct": [len(np.unique(configs, axis=0)) for configs in inside[1:]],
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
    if min(outputs["distinct"]) < 20:
        return "tries the same configs again and again after the first round"
    for number, spread in enumerate(outputs["spread"].mean(axis=0), start=2):
        if (spread > NEAR).any():
            return f"draws the values of round {number} from nearly the whole space"
    return None


def near_the_best(inputs, outputs):
    """Law: after the first round the values stay within 1/6 of the best so far, on average."""
    if outputs["text"]:
        return outputs["text"]
    away = outputs["away"]
    search = np.arange(len(away))
    ends = np.stack([search % 2, search // 2 % 2], axis=1)
    for end in (0, 1):
        at_end = (ends == end)[:, None]  # (search, 1, name)
        means = np.where(at_end, away, 0).sum(axis=0) / at_end.sum(axis=0)
        for number, mean in enumerate(means.max(axis=1), start=2):
            if mean > NEAR:
                return (
                    f"draws values in round {number} that are {mean:.2f} of their "
                    "range away from the best so far, on average"
                )
    means = away.mean(axis=0)
    if (means[1:] > means[:-1].min(axis=0) + FARTHER).any():
        return "draws values in a later round that are farther away from the best"
    return None


def bred(sub, rng, searches, failing=()):
    """The losses of the first and the last generation, and the share of distinct configs."""
    space = {"decay": (1e-8, 1e3, "log"), "lr": (1e-6, 1e-2, "log")}
    first, last, new = [], [], []
    for number in range(searches):
        found = logged(
            lambda space, objective: sub.evolutionary_search(space, objective, 24, 8, rng),
            space,
            [(1 + number % 5) / 6, (1 + number % 7) / 8],
            failing,
        )
        if not found["names"]:
            return {"text": found["text"]}
        said = found["said"]
        first += [float(loss) for loss in said[:24] if np.isfinite(loss)]
        last += [float(loss) for loss in said[-24:]]
        new.append(len(np.unique(found["calls"], axis=0)) / len(said))
    ratio = np.mean(last) / np.mean(first)
    return {"text": "", "ratio": float(ratio), "new": float(np.mean(new))}


@probe(inputs={"seed": seed()}, cases=1, random=True)
def breeding(sub, seed):
    rng = np.random.default_rng(seed)
    yield {"plain": bred(sub, rng, 50)}
    yield {"with failures": bred(sub, rng, 25, EARLY_FAILURES)}


def not_worse_at_the_end(inputs, outputs):
    """Law: the last generation is not worse than the first."""
    found = outputs["plain"]
    worse = found["text"] or found["ratio"] > 1.5
    return found["text"] or "gets worse from generation to generation" if worse else None


# The ratio of a population that moves towards its best half varies by a few hundredths.
BRED = 0.75


def better_at_the_end(inputs, outputs):
    """Law: the last generation is clearly better on average than the first."""
    for name, whose in (("plain", ""), ("with failures", ", where some first trials failed")):
        found = outputs[name]
        if found["text"]:
            return found["text"]
        if found["new"] < 0.5:
            return "gives children that are mere copies: every child has changes of its own"
        if not found["ratio"] <= BRED:
            return (
                f"has a last generation whose loss is {found['ratio']:.2f} times that of the "
                f"first, on average{whose}"
            )
    return None


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
            "grid: every point once", grid, outputs=["tried", "recorded", "in_order"], points=0.75
        ),
        Agreement("grid: losses", grid, outputs=["losses"], points=0.5),
        Agreement("grid: best", grid, outputs=["best_is_in_grid", "best"], points=0.5),
        Property("random: record", random_trials, law=random_log, points=0.75),
        Property("random: from rng", large_random_search, law=drawn_from_rng, points=0.25),
        Statistics(
            "random: whole space",
            large_random_search,
            test=whole_space_alike,
            says=WHOLE_SPACE,
            points=0.75,
        ),
        Property("coarse to fine: record", refined_trials, law=refined_log, points=0.75),
        Property("coarse to fine: from rng", one_round, law=drawn_from_rng, points=0.25),
        Statistics(
            "coarse to fine: first round",
            one_round,
            test=whole_space_alike,
            says=WHOLE_SPACE,
            points=0.5,
        ),
        Property("coarse to fine: narrower", narrowing, law=narrower, points=0.25),
        Property("coarse to fine: near the best", narrowing, law=near_the_best, points=0.5),
        Property("evolution: record", evolved_trials, law=evolved_log, points=0.75),
        Property("evolution: from rng", one_generation, law=drawn_from_rng, points=0.25),
        Statistics(
            "evolution: first generation",
            one_generation,
            test=whole_space_alike,
            says=WHOLE_SPACE,
            points=0.5,
        ),
        Property("evolution: selection", breeding, law=better_at_the_end, points=0.5),
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


def words(losses):
    """Losses as they were given, NaN told apart."""
    return ["nan" if loss != loss else float(loss) for loss in losses]


def loss_tables(pick):
    """Codes of losses by model and step; some models end badly, some differ by a hair."""
    models, steps = pick.integer(1, 5), pick.integer(1, 6)
    table = [[pick.integer(0, 40) for _ in range(steps)] for _ in range(models)]
    accident = pick.choice(["none", "hair", "one nan", "nan and inf", "all nan", "early nan"])
    if accident == "hair":
        table = [[pick.integer(-9, -1) for _ in range(steps)] for _ in range(models)]
    place = pick.choice([0, models // 2, models - 1])
    if accident == "one nan":
        table[place][-1] = -1000
    if accident == "nan and inf":
        for row in table:
            row[-1] = 1000
        table[place][-1] = -1000
    if accident == "all nan":
        for row in table:
            row[-1] = -1000
    if accident == "early nan":
        table[pick.integer(0, models - 1)][0] = pick.choice([-1000, 1000])
    return table


@probe(inputs={"table": loss_tables}, cases=72)
def side_by_side(sub, table):
    models, steps = len(table), len(table[0])
    configs = [{"model": model} for model in range(models)]
    calls = []

    def train_step(config, state):
        # A state is a number here; that of the first model after its first step is 0.
        owner, done = (config["model"], -1) if state is None else divmod(state, steps + 1)
        step = done + 1
        calls.append([config["model"], owner, step])
        return owner * (steps + 1) + step, loss_of(table[owner][step % steps])

    best, histories = sub.caviar(configs, train_step, steps)
    yield {"calls": np.array(calls)}
    yield {"histories": [words(history) for history in histories]}
    last = [loss_of(row[-1]) for row in table]
    better = [
        loss for loss in last if loss < last[best] or (loss == loss and last[best] != last[best])
    ]
    yield {"place": 0 <= best < models, "better": len(better)}


@probe(inputs={"table": loss_tables}, cases=6)
def caviar_manners(sub, table):
    steps = len(table[0])
    configs = [{"model": model, "rate": 0.5} for model in range(len(table))]

    def train_step(config, state):
        step = 0 if state is None else state
        return step + 1, loss_of(table[config["model"]][step % steps])

    _, histories = sub.caviar(configs, train_step, steps)
    return {"histories": [words(history) for history in histories]}


@probe(
    inputs={
        "rate": choice(1, 3, 8),
        "codes": lambda pick: [
            pick.choice([3, 8, -1000, 20, 1000, 11]) for _ in range(pick.integer(1, 8))
        ],
        "in_place": choice(False, True),
    },
    cases=40,
)
def watched(sub, rate, codes, in_place):
    log, seen = [], []
    config = {"rate": rate, "name": "panda"}

    def train_step(config, state):
        step, total = (0, 0) if state is None else state or (1, rate)
        total += config["rate"]
        log.append(["step", step, config["rate"] + 1000 * ("name" in config)])
        return () if step == 0 else (step + 1, total), loss_of(
            codes[step % len(codes)]
        ) + total / 16

    def adjust(config, history):
        log.append(["adjust", len(history), config["rate"]])
        seen.append(words(history))
        if in_place:
            config["rate"] += len(history)
            return config
        return {"rate": 2 * config["rate"]}

    history = sub.panda(config, train_step, len(codes), adjust)
    yield {"history": words(history)}
    yield {"calls": [kind for kind, _, _ in log], "rates": [rate for _, _, rate in log]}
    yield {"seen": seen}
    yield {"config": config}


@probe(inputs={"rate": choice(1, 3), "steps": choice(3, 1)}, cases=4)
def panda_manners(sub, rate, steps):
    config = {"rate": rate}

    def train_step(config, state):
        return 0, float(config["rate"])

    def adjust(config, history):
        return {"rate": config["rate"] + 1}

    return {"history": [float(loss) for loss in sub.panda(config, train_step, steps, adjust)]}


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
        Agreement("caviar: best", side_by_side, outputs=["place", "better"], points=0.75),
        Agreement("panda: calls", watched, outputs=["calls", "rates"], points=0.75),
        Agreement("panda: history", watched, outputs=["history"], points=0.5),
        Agreement("panda: what adjust sees", watched, outputs=["seen"], points=0.25),
        Agreement("panda: config kept", watched, outputs=["config"], points=0.25),
        Contract("contract", caviar_manners, also=[panda_manners], points=0.25),
    ],
)
