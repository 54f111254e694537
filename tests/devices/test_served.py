"""Unchanged NumPy code computes on a device, and finds there what it finds in NumPy."""

from __future__ import annotations

import copy
import math
import operator
import subprocess
import sys

import numpy as np
import pytest
import stand_in
from places import ROOT

from autograder.devices.bridge import Bridge
from autograder.devices.chance import LARGE

X = [[1.5, -2.0, 0.25], [3.0, 4.0, -1.0]]
START = f"import numpy as np\nx = np.array({X})\n"


def on_host(value: object) -> object:
    return value._host() if hasattr(value, "_host") else value


# What NumPy's own code makes is an array of its own, until it meets another.
ONLY_NUMPYS = [
    "np.c_[x, x]",
    "np.vectorize(lambda v: v + 1)(x)",
    "np.frompyfunc(lambda v: v + 1, 1, 1)(x).astype(float)",
]


@pytest.mark.parametrize(
    "expression",
    [
        "x + 1",
        "1 - x",
        "np.float64(3) * x",
        "x / np.float64(3)",
        "x // 2",
        "x % 2",
        "2 ** x",
        "x ** 2",
        "x @ x.T",
        "-x",
        "abs(x)",
        "~(x > 0)",
        "(x > 0) & (x < 3)",
        "x == 3.0",
        "divmod(x, 2)",
        "x.sum()",
        "x.mean(axis=0)",
        "x.max(axis=1, keepdims=True)",
        "np.mean(x)",
        "np.sum([1.0, 2.0])",
        "np.sum([x[0], x[1]], axis=0)",
        "np.max([x.sum(), 3])",
        "np.exp(x).sum(axis=1)",
        "np.where(x > 0, x, 0)",
        "np.maximum(x, 0)",
        "np.maximum.reduce(x)",
        "np.add.outer(x[0], x[1])",
        "np.concatenate([x, x])",
        "np.stack([x, 2 * x]).shape",
        "np.array([x.sum(), 2.0])",
        "np.array([x, x])",
        "np.eye(3)[np.array([0, 2])]",
        "x[:, 1]",
        "x[x > 1]",
        "x[0, 1]",
        "x[..., 0]",
        "x[np.int64(1)]",
        "x[[1, 0]]",
        "x[::-1, None].shape",
        "x.T.reshape(-1)",
        "x.astype(int)",
        "x.argmax(axis=1)",
        "np.argsort(x, axis=1)",
        "np.unique(x, return_counts=True)",
        "np.split(np.arange(6.0), 3)",
        "np.linalg.norm(x)",
        "np.linalg.svd(x)[1]",
        "np.einsum('ij,kj->ik', x, x)",
        "np.isscalar(x.sum())",
        "isinstance(x.sum(), float)",
        "isinstance(x, np.ndarray)",
        "np.array_equal(x, x) is True",
        "float(x.sum())",
        "f'{x.mean():.3f}'",
        "str(x)",
        "3.0 in x",
        "len(x)",
        "list(x[0])",
        "[row.sum() for row in x]",
        "x.shape, x.ndim, x.size, x.nbytes, x.dtype",
        "x.real",
        "x.mT",
        "x.flat[4]",
        "x.tolist()",
        "np.array(5.0) + 1",
        "np.array(5.0).shape",
        "range(3)[np.array(2)]",
        "np.pi, np.inf, np.newaxis, np.float32(2)",
        # What CuPy lacks.
        "np.insert(x, 0, 1)",
        "np.geomspace(1, 8, 4)",
        *ONLY_NUMPYS,
        "2 * np.c_[x, x] + np.concatenate([x, x], axis=1)",
        "np.apply_along_axis(lambda row: row.sum(), 0, x)",
        "np.asarray(x).shape",
    ],
)
def test_an_expression_has_the_value_and_type_that_it_has_in_numpy(run, expression: str) -> None:
    names: dict = {}
    exec(f"{START}y = {expression}", names)
    ours = run(f"{START}y = {expression}").y
    assert_alike(ours, names["y"])
    if isinstance(ours, np.ndarray):
        assert expression in ONLY_NUMPYS


def assert_alike(ours, theirs) -> None:
    if isinstance(theirs, list | tuple):
        assert type(ours) is type(theirs)
        assert len(ours) == len(theirs)
        for one, other in zip(ours, theirs, strict=True):
            assert_alike(one, other)
    elif isinstance(theirs, np.ndarray):
        assert type(ours).__name__ == "ndarray"
        ours = on_host(ours)
        assert ours.dtype == theirs.dtype
        np.testing.assert_array_equal(ours, theirs)
    else:
        assert type(ours) is type(theirs)
        assert ours == theirs


@pytest.mark.parametrize(
    "statement",
    [
        "x += 1",
        "x[:, 0] *= 2",
        "x[x > 1] = 0",
        "x[0] = [7, 8, 9]",
        "x[[0, 1], [1, 2]] = x[0, :2]",
        "x[0, 0], x[1, 1] = x[1, 1], x[0, 0]",
        "y = x[0, 0]; y += 1",
        "y = x.T; y[0, 1] = 5",
        "y = x.copy(); y[0] = 0",
        "y = x.reshape(-1); y[0] = 9",
        "x @= np.eye(3)",
        "x.flat[4] = 7",
        "x.flat = 2 * x",
        "x.sort(axis=1)",
        "x.fill(3)",
        "x.shape = (3, 2)",
        "np.add.at(x, ([0, 0], [1, 1]), 1)",
        "np.fill_diagonal(x, -1)",
        "np.exp(x, out=x)",
        "np.random.default_rng(3).shuffle(x)",
        "x.partition(1)",
        "rows = [0, 1]; np.random.default_rng(0).shuffle(rows); x = x[rows]",
        "rows = [x[0] * k for k in range(5)]; np.random.default_rng(0).shuffle(rows); "
        "x = np.array(rows)",
        "x = np.zeros_like(x); x[1] += 2",
    ],
)
def test_a_statement_changes_what_it_changes_in_numpy(run, statement: str) -> None:
    names: dict = {}
    exec(f"{START}{statement}", names)
    np.testing.assert_array_equal(on_host(run(f"{START}{statement}").x), names["x"])


@pytest.mark.parametrize(
    "statement",
    [
        "x + np.ones(7)",
        "x @ x",
        "x[5]",
        "x[0, 9]",
        "x.reshape(5)",
        "np.concatenate([x, np.ones(2)])",
        "bool(x)",
        "len(np.array(1.0))",
        "iter(np.array(1.0))",
        "float(x)",
        "np.arange(3).__iadd__(0.5)",
        "np.nonsense",
        "x.nonsense",
        "np.zeros(-1)",
        "np.random.default_rng(0).normal(size=-2)",
    ],
)
def test_an_error_is_the_one_of_numpy(run, statement: str) -> None:
    with pytest.raises(Exception) as expected:  # noqa: PT011  whatever NumPy raises
        exec(START + statement, {})
    with pytest.raises(expected.type) as raised:
        run(START + statement)
    assert str(raised.value) == str(expected.value)


def test_every_way_to_import_gives_the_device(run) -> None:
    names = run(
        "import numpy\nimport numpy as np\nimport numpy.linalg as la\n"
        "from numpy import exp, linalg\n"
        "from numpy.linalg import norm\nimport numpy.random\nfrom numpy import *\nimport math\n"
        "def late():\n    import numpy as inside\n    return inside\n"
    )
    assert names.np is names.numpy is names.late()
    assert names.la is names.linalg is names.np.linalg
    assert repr(names.exp) == repr(np.exp)
    assert names.math is math
    assert type(names.zeros(3)) is names.np.ndarray
    assert names.norm(names.np.ones(4)) == 2


def test_others_go_on_with_numpy_itself(run) -> None:
    run(START)
    assert sys.modules["numpy"] is np
    assert type(np.ones(2)) is np.ndarray


def test_what_is_missing_on_the_device_is_noted_once(run, bridge: Bridge) -> None:
    run(
        f"{START}for _ in range(3):\n    np.insert(x, 0, 1)\nnp.c_[x, x]\nx + 1\n"
        "np.apply_along_axis(lambda row: row.sum(), 0, x)\n"
    )
    assert bridge.take_notes() == [
        "numpy.insert ran on the CPU, on copies",
        "an array was copied to the CPU, for NumPy's own code",
        "numpy.apply_along_axis ran on the CPU, on copies",
    ]
    assert bridge.take_notes() == []


def test_arithmetic_stays_on_the_device(run) -> None:
    names = run(
        f"{START}w = np.ones((3, 2))\ndef step():\n    global w\n    w = w - x.T @ (x @ w)\n"
    )
    before = dict(stand_in.transfers)
    for _ in range(5):
        names.step()
    assert stand_in.transfers == before


def test_numbers_alone_are_no_work_for_a_device(run) -> None:
    names = run(
        "import numpy as np\ndef scale(n):\n    return np.sqrt(2.0 / n), np.sum([1.0, n])\n"
    )
    before = dict(stand_in.transfers)
    assert names.scale(8) == (0.5, 9.0)
    assert stand_in.transfers == before


def test_the_stand_in_is_as_strict_as_cupy() -> None:
    stand_in.renew()
    array = stand_in.asarray(np.ones(3))
    with pytest.raises(TypeError, match=r"Unsupported type <class 'numpy\.ndarray'>"):
        stand_in.add(array, np.ones(3))
    with pytest.raises(TypeError, match="Implicit conversion to a NumPy array is not allowed"):
        np.asarray(array)
    with pytest.raises(TypeError, match="Unsupported type <class 'list'>"):
        stand_in.exp([1.0])
    assert array.sum().shape == ()
    first = array[0]
    array[0] = 5
    assert first.get() == 5
    assert not hasattr(stand_in, "insert")


def test_memory_beyond_the_limit_is_told(run) -> None:
    with pytest.raises(MemoryError) as raised:
        run("import numpy as np\nx = np.ones(10**6)\nkept = [2 * x for _ in range(20)]\n")
    assert str(raised.value) == (
        "a submission may use 64 MiB of the GPU's memory, and this needs more"
    )
    del raised
    assert run("import numpy as np\nx = np.ones(10**6)").x.shape == (10**6,)


def test_the_whole_share_is_taken_at_the_start() -> None:
    stand_in.renew()
    Bridge("stand_in", 2**20)
    assert stand_in.get_default_memory_pool().most == 2**20


DRAWS = ["rng.random(5)", "rng.normal(size=(2, 3))", "rng.integers(0, 9, size=4)", "rng.random()"]
DRAWS += ["rng.permutation(7)", "rng.choice(5, size=3, replace=False)", "rng.uniform(1, 2)"]
DRAWS += ["rng.permutation(x)", "np.random.RandomState(3).randn(4)", "rng.spawn(1)[0].random(3)"]


@pytest.mark.parametrize("draw", DRAWS)
def test_few_numbers_are_drawn_as_numpy_draws_them(run, draw: str) -> None:
    names: dict = {}
    text = f"{START}rng = np.random.default_rng(3)\ny = {draw}"
    exec(text, names)
    assert_alike(run(text).y, names["y"])


@pytest.mark.parametrize(
    ("draw", "mean", "std"),
    [
        ("rng.random({n})", 1 / 2, 12**-0.5),
        ("rng.random(size=({n}, 1))", 1 / 2, 12**-0.5),
        ("rng.normal(3, 2, size={n})", 3, 2),
        ("rng.standard_normal({n})", 0, 1),
        ("rng.uniform(1, 3, ({n},))", 2, 2 / 12**0.5),
        ("rng.integers(0, 2, {n})", 1 / 2, 1 / 2),
        ("rng.binomial(1, 0.5, {n})", 1 / 2, 1 / 2),
        ("np.random.randn({n}, 1)", 0, 1),
        ("np.random.RandomState(3).rand({n})", 1 / 2, 12**-0.5),
        ("rng.laplace(0, 1, {n})", 0, 2**0.5),
    ],
)
def test_many_numbers_follow_their_law_and_repeat_with_the_seed(
    run, draw: str, mean: float, std: float
) -> None:
    n = 2 * LARGE
    text = f"import numpy as np\nnp.random.seed(5)\nrng = np.random.default_rng(5)\ny = {draw}"
    drawn = run(text.format(n=n)).y
    assert type(drawn).__name__ == "ndarray"
    values = drawn._host()
    assert abs(values.mean() - mean) < 6 * std / n**0.5
    assert abs(values.std() - std) < 0.02 * std
    np.testing.assert_array_equal(run(text.format(n=n)).y._host(), values)


@pytest.mark.parametrize("n", [10, 2 * LARGE])
def test_a_state_that_is_put_back_and_a_copy_draw_the_same_again(run, n: int) -> None:
    names = run(
        "import copy\nimport numpy as np\nrng = np.random.default_rng(3)\n"
        "state = rng.bit_generator.state\nother = copy.deepcopy(rng)\n"
        f"first = rng.random({n})\nrng.bit_generator.state = state\n"
        f"again, third = rng.random({n}), other.random({n})\n"
    )
    np.testing.assert_array_equal(names.first._host(), names.again._host())
    np.testing.assert_array_equal(names.first._host(), names.third._host())
    assert isinstance(names.rng, np.random.Generator)
    assert isinstance(copy.deepcopy(names.rng), type(names.rng))


def test_a_large_permutation_is_noted(run, bridge: Bridge) -> None:
    run(f"import numpy as np\nnp.random.default_rng(0).permutation({LARGE})")
    assert bridge.take_notes() == ["numpy.random.permutation ran on the CPU, on copies"]
    run("import numpy as np\nnp.random.default_rng(0).permutation(100)")
    assert bridge.take_notes() == []


def test_an_index_is_an_integer(run) -> None:
    assert operator.index(run(START + "y = np.array(2)").y) == 2


def test_a_worker_without_a_device_loads_nothing_of_it() -> None:
    text = (
        "import sys, autograder.sandbox.worker\n"
        "assert not [name for name in sys.modules if name.startswith('autograder.devices.')]"
    )
    subprocess.run([sys.executable, "-c", text], check=True, cwd=ROOT)
