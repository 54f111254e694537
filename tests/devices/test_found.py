"""Where exercises run, and what is said where there is no GPU."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.bank import file
from autograder.cli.options import DeviceName, device_for
from autograder.devices import found
from autograder.devices.ask import Answer, ask
from autograder.devices.device import Device
from autograder.devices.found import Found, Missing, choose, look
from autograder.errors import SandboxError, UsageError

COMMAND = Path(sys.executable).parent / "autograder"
MIB = 2**20
HERE = "libc.so.6"  # a library that every Linux has, in the place of the driver's
NONE = Found(missing=(Missing("no NVIDIA driver", "Install one"), Missing("no CuPy", "Install it")))
GPU = Found("NVIDIA T4", 15_000 * MIB)


def test_a_machine_without_anything_lacks_driver_and_cupy() -> None:
    missing = look("no_such_backend", "libno.so.1").missing
    assert [item.what for item in missing] == ["no NVIDIA driver (libno.so.1)", "no CuPy"]
    assert missing[0].remedy.startswith("Install the driver, and start a container with its GPUs")
    assert missing[1].remedy == "Install CuPy with: pip install 'autograder[gpu]' (CUDA 12)"


def test_a_working_device_tells_its_name_and_memory() -> None:
    assert look("stand_in", HERE) == Found("Stand-in", 8 * 2**30)
    assert ask("stand_in") == Answer("Stand-in", 8 * 2**30)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("raise OSError('libnvrtc.so.12 is missing')", "OSError: libnvrtc.so.12 is missing"),
        ("import stand_in\ncuda, ones = stand_in.cuda, stand_in.ones", "has no attribute 'random'"),
        ("import os; os._exit(7)", "exit status 7"),
        (
            "import stand_in\nfrom types import SimpleNamespace as S\n"
            "cuda = S(runtime=S(getDeviceCount=lambda: 0))",
            "it finds no GPU",
        ),
    ],
)
def test_a_backend_that_does_not_work_is_told(
    text: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_backend.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    (missing,) = look("broken_backend", HERE).missing
    assert missing.what.startswith("no GPU that CuPy can use (")
    assert says in missing.what


def test_a_backend_that_computes_wrongly_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import stand_in

    stand_in.renew()
    monkeypatch.setattr(stand_in, "matmul", stand_in.add, raising=False)
    assert ask("stand_in") == Answer(problem="ArithmeticError: it multiplies wrongly")


def test_the_cpu_is_taken_without_a_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "look", lambda: pytest.fail("looked for a GPU"))
    assert choose("cpu", ["convergence"], 1) == found.Chosen(None)
    assert choose("auto", [], 1) == found.Chosen(None)
    assert choose("gpu", [], 1).note == "no exercise here uses a GPU"


def test_auto_says_in_one_line_why_it_takes_the_cpu() -> None:
    chosen = choose("auto", ["fit", "race", "convergence"], 1, NONE)
    assert chosen.device is None
    assert chosen.note == "fit, race and convergence on the CPU: no NVIDIA driver, no CuPy"


def test_gpu_fails_with_what_is_missing_and_how_to_get_it() -> None:
    with pytest.raises(SandboxError) as raised:
        choose("gpu", ["convergence"], 1, NONE)
    assert str(raised.value) == (
        "Expected a GPU for convergence (--device gpu) but there is no NVIDIA driver and no CuPy. "
        "Install one. Install it. Or run on the CPU with --device cpu."
    )


@pytest.mark.parametrize(("jobs", "share"), [(1, 4096), (4, 2862), (8, 1081)])
def test_submissions_share_the_memory(jobs: int, share: int) -> None:
    chosen = choose("auto", ["convergence"], jobs, GPU)
    assert chosen.device == Device(share * MIB)
    assert chosen.note == f"convergence on the GPU (NVIDIA T4), {share} MiB for each submission"


def test_too_many_at_a_time_are_refused() -> None:
    with pytest.raises(SandboxError, match="Grade fewer at a time with --jobs") as raised:
        choose("gpu", ["convergence"], 16, GPU)
    assert "too little of its memory free for 16 submissions at a time (15000 MiB)" in str(
        raised.value
    )
    assert choose("auto", ["convergence"], 16, GPU).device is None


def run(*arguments: str | Path, where: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *map(str, arguments)],
        cwd=where,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of one homework, whose exercise runs on a GPU where one is asked for."""
    folder = tmp_path_factory.mktemp("course")
    for part in ("assignments", "reference"):
        (folder / part / "hw1_lines").mkdir(parents=True)
    (folder / "assignments" / "hw1_lines" / "exercises.py").write_text(DECLARED)
    (folder / "reference" / "hw1_lines" / "numpy_solution.py").write_text(SOLUTION)
    (folder / "assignments" / "hw1_lines" / "misconceptions.py").write_text("")
    (folder / "ada.py").write_text(SOLUTION)
    done = run(
        *("bank", "hw1_lines", "--seed", "1", "--oracles", "numpy", "--out", "lines.bank"),
        where=folder,
    )
    assert done.returncode == 0, done.stderr
    return folder


DECLARED = """
import numpy as np
from autograder.exercise import Agreement, Exercise, array, probe

@probe(inputs={"x": array("N")}, cases=3, device=True, large={"x": array("N", "N")})
def doubled(sub, x):
    return {"y": sub.double(x)}

@probe(inputs={"x": array("N")}, cases=3)
def halved(sub, x):
    return {"y": sub.half(x)}

line = Exercise(name="line", title="Line", functions=["double(x) -> y"],
                checks=[Agreement("values", doubled, outputs=["y"], points=1)])
other = Exercise(name="other", title="Other", functions=["half(x) -> y"],
                 checks=[Agreement("values", halved, outputs=["y"], points=1)])
"""
SOLUTION = """
import numpy as np
def double(x):
    return np.add(x, x)
def half(x):
    return x / 2
"""
WITHOUT = pytest.mark.skipif(
    any(Path("/dev").glob("nvidia*")),
    reason="this machine has a GPU",
)
CHECK = ("check", "ada.py", "--bank", "lines.bank")
GRADE = ("grade", "hw1_lines", "ada.py", "--bank", "lines.bank", "--fresh", "--format", "json")


def test_a_bank_is_built_with_large_cases(course: Path) -> None:
    arguments = ("bank", "hw1_lines", "--seed", "1", "--oracles", "numpy", "--large")
    done = run(*arguments, "--out", "large.bank", where=course)
    assert done.returncode == 0, done.stderr
    plain, large = (file.load(course / name) for name in ("lines.bank", "large.bank"))
    assert not plain.large
    assert large.cases_of("doubled") == plain.cases["doubled"]
    (case,) = large.cases_of("doubled", large=True)
    assert case.inputs["x"].ndim == 2
    assert large.cases["halved"] == plain.cases["halved"]


@WITHOUT
def test_grading_says_why_it_runs_on_the_cpu(course: Path) -> None:
    auto = run(*GRADE, "--out", "auto", "--device", "auto", where=course)
    assert auto.returncode == 0
    assert auto.stderr.count("note: line on the CPU: no NVIDIA driver (libcuda.so.1)") == 1


@WITHOUT
def test_a_check_says_nothing_where_no_exercise_uses_a_device(course: Path) -> None:
    other = run(*CHECK, "--device", "auto", "-e", "other", where=course)
    assert (other.returncode, other.stderr) == (0, "")


@WITHOUT
def test_a_check_fails_where_a_gpu_is_asked_for_and_absent(course: Path) -> None:
    done = run(*CHECK, "--device", "gpu", where=course)
    assert done.returncode == 3
    assert done.stderr.startswith("error: Expected a GPU for line (--device gpu) but there is")
    assert "pip install 'autograder[gpu]'" in done.stderr


def test_a_cluster_has_no_device() -> None:
    assert device_for(DeviceName.CPU, ["line"], 1, "tcp://x:1") is None
    with pytest.raises(UsageError, match="a cluster grades on the CPU"):
        device_for(DeviceName.GPU, ["line"], 1, "tcp://x:1")
