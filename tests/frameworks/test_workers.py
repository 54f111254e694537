"""Workers with TensorFlow: what runs in them, and what their walls keep out."""

from __future__ import annotations

import re
import socket
import sys
import sysconfig
from pathlib import Path

import numpy as np
import pytest
from places import ROOT

import autograder
from autograder.devices.device import Device
from autograder.errors import SandboxError
from autograder.frameworks import Library
from autograder.sandbox import landlock
from autograder.sandbox.confine import Limits
from autograder.sandbox.equipped import FRAMEWORK
from autograder.sandbox.process import Allowance, ForkServer

FIT = """
import keras
import numpy as np
from keras import layers
import tensorflow as tf
from google.colab import drive
import matplotlib.pyplot as plt

@keras.saving.register_keras_serializable()
class Twice(layers.Layer):
    def call(self, x):
        return 2.0 * x

class Stop(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        self.model.stop_training = epoch == 1

def double(x):
    keras.utils.set_random_seed(1)
    model = keras.Sequential([layers.Input((3,)), Twice(), layers.Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    history = model.fit(x[None], np.ones((1, 1)), epochs=9, verbose=0, callbacks=[Stop()])
    plt.plot(history.history["loss"])
    assert len(history.history["loss"]) == 2
    (twice,) = keras.Sequential([Twice()]).predict(x[None], verbose=0)
    return twice.astype(float)
"""


def test_a_network_is_built_and_trained(ask) -> None:
    outcome = ask(FIT)
    assert outcome.failure is None
    np.testing.assert_array_equal(outcome.outputs["y"], [0.0, 2.0, 4.0])


def test_a_function_of_a_graph_has_python_conditions_on_tensors(ask) -> None:
    text = (
        "import tensorflow as tf\nHERE = __file__\n@tf.function\ndef relu(x):\n    total = 0.0\n"
        "    for value in x:\n        if value > 1.0:\n            total += value\n"
        "    return total\n"
        "def double(x):\n    return float(relu(tf.constant(x, tf.float32)))\n"
    )
    assert ask(text).outputs["y"] == 2.0


def test_what_is_drawn_without_a_seed_is_the_same_every_time(ask) -> None:
    text = (
        "import keras\n"
        "def double(x):\n    return keras.layers.Dense(2)(x[None]).numpy().astype(float)\n"
    )
    first, second = ask(text), ask(text)
    np.testing.assert_array_equal(first.outputs["y"], second.outputs["y"])


def test_the_walls_stand(tf_server: ForkServer) -> None:
    confinement = tf_server.rehearse(FRAMEWORK.limits)
    assert confinement.seccomp
    assert confinement.landlock_abi > 0


SITE = Path(sysconfig.get_path("purelib"))
ENGINE = Path(autograder.__file__).parent
READ = "import tensorflow as tf\ndef double(x): return tf.io.read_file({!r})"
WRITE = "import tensorflow as tf\ndef double(x): tf.io.write_file({!r}, b'x')"
FORBIDDEN = {
    "the system's files": READ.format("/etc/passwd"),
    "the parent": "import os\nimport tensorflow as tf\n"
    "def double(x): return tf.io.read_file(f'/proc/{os.getppid()}/environ')",
    "the parent's memory": "import os\nimport tensorflow as tf\n"
    "def double(x): return tf.io.read_file(f'/proc/{os.getppid()}/mem')",
    "the references": READ.format(str(ROOT / "reference/hw1_forward_backward/numpy_solution.py")),
    "the engine": READ.format(str(ENGINE / "grading.py")),
    "the released homeworks": READ.format(str(ENGINE / "homeworks/__init__.py")),
    "files by Python": "def double(x): open('/etc/passwd')",
    "a listing": f"def double(x): __import__('os').listdir({str(ROOT)!r})",
    "a listing of what is installed": f"def double(x): __import__('os').listdir({str(SITE)!r})",
    "a listing by TensorFlow": "import tensorflow as tf\n"
    "def double(x): tf.io.gfile.listdir('/tmp')",
    "a glob": "import tensorflow as tf\ndef double(x): tf.io.gfile.glob('/etc/*')[0]",
    "a dataset of files": "import tensorflow as tf\n"
    "def double(x): return next(iter(tf.data.TextLineDataset('/etc/passwd')))",
    "a file in Python's way within a graph": "import tensorflow as tf\n"
    "def double(x): return tf.py_function(lambda: open('/etc/passwd').read(), [], tf.string)",
    "a new file": WRITE.format("$TMP/left"),
    "an installed file": WRITE.format(str(SITE / "keras/__init__.py")),
    "an emptied file": "import os\n"
    f"def double(x): os.open({str(SITE / 'keras/__init__.py')!r}, os.O_RDONLY | os.O_TRUNC)",
    "a saved model": "import keras\ndef double(x): keras.Sequential([keras.layers.Dense(1)])"
    ".save('$TMP/left.keras')",
    "a log for TensorBoard": "import tensorflow as tf\n"
    "def double(x): tf.summary.create_file_writer('$TMP/left').flush()",
    "a download": "import keras\ndef double(x): keras.datasets.mnist.load_data()",
    "a socket": "import socket\ndef double(x): socket.socket()",
    "a server": "import tensorflow as tf\n"
    "def double(x): tf.distribute.Server.create_local_server().target",
    "a process": "import os\ndef double(x): os.fork()",
    "a program": "import subprocess\ndef double(x): subprocess.run(['/bin/true'])",
    "another's life": "import os\ndef double(x): os.kill(os.getppid(), 9)",
    "a library of its own": "import tensorflow as tf\n"
    "def double(x): tf.load_op_library('$TMP/evil.so')",
    "a device of the kernel": "def double(x): open('/dev/kmsg')",
}


# Where neither "denied" nor "not permitted" is said.
SAID = {
    "a glob": "IndexError: list index out of range",
    "a server": "Could not start gRPC server",
    "a library of its own": "cannot open shared object file",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_worker_cannot_reach(what: str, ask, start_as, tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    (tmp_path / "evil.so").write_bytes(Path(sys.executable).read_bytes()[:4096])
    outcome = ask(FORBIDDEN[what].replace("$TMP", str(tmp_path)), start=start_as)
    assert outcome.outputs == {}
    assert outcome.failure is not None
    assert re.search(SAID.get(what, "[Dd]enied|not permitted"), outcome.failure.message)
    assert [path.name for path in tmp_path.iterdir()] == ["evil.so"]


def test_what_is_installed_beside_the_framework_is_out_of_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the package is installed for all: the autograder lies beside TensorFlow."""
    site = tmp_path / "lib" / "python3.11" / "site-packages"
    stdlib = site.parent
    for name in ("keras", "nvidia", "autograder", "other_course"):
        (site / name).mkdir(parents=True)
        (site / name / "__init__.py").touch()
    (stdlib / "json.py").touch()
    (stdlib / "elsewhere").symlink_to(tmp_path)
    monkeypatch.setattr(sys, "path", [str(stdlib), str(site)])
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(stdlib))
    monkeypatch.setattr(landlock, "__file__", str(site / "autograder/sandbox/landlock.py"))
    (tmp_path / "private").mkdir()
    places = {"keras": site, "autograder": site, "private": tmp_path}
    for name, folder in places.items():
        module = type(sys)(name)
        module.__path__ = [str(folder / name)]
        monkeypatch.setitem(sys.modules, name, module)
    common = {str(stdlib / "json.py"), str(site / "keras"), f"{site / 'keras'}.libs"}
    of_library = landlock.Paths.needed_by(Library("tensorflow")).readable
    assert {path for path in of_library if str(tmp_path) in path} == common
    of_device = landlock.Paths.needed_by(Device(1)).readable
    inside = {path for path in of_device if str(tmp_path) in path}
    assert inside == common | {str(site / "nvidia")}


ENDS = {
    "an endless loop": ("while True: pass", "did not finish within 2 s of processor time"),
    "an endless loop in a graph": (
        "import tensorflow as tf\n"
        "    return tf.while_loop(lambda i: True, lambda i: [i + 1], [tf.constant(0)])",
        "did not finish within 2 s of processor time",
    ),
    "sleep": ("__import__('time').sleep(60)", "did nothing for 1 s"),
    "its own end": ("__import__('os')._exit(0)", "ended the Python process (exit status 0)"),
    "a crash": ("__import__('ctypes').string_at(0)", "crashed the Python process (signal 11)"),
}


@pytest.mark.parametrize(("body", "message"), ENDS.values(), ids=ENDS)
def test_what_ends_a_worker_costs_its_own_exercise_alone(body: str, message: str, ask) -> None:
    outcome = ask(f"def double(x):\n    {body}\n", allowance=Allowance(2.0, 20.0, 1.0))
    assert outcome.failure
    assert outcome.failure.message.startswith(message)
    assert ask("def double(x): return 2 * x").failure is None


HOARDS = {
    "arrays": "import numpy as np\nkept = []\n"
    "def double(x):\n    while True: kept.append(np.ones(10**7))\n",
    "tensors": "import tensorflow as tf\nkept = []\n"
    "def double(x):\n    while True: kept.append(tf.ones([10**7]) + 1)\n",
    "one tensor": "import tensorflow as tf\ndef double(x): return tf.ones([10**6, 10**5])\n",
}


@pytest.mark.parametrize("text", HOARDS.values(), ids=HOARDS)
def test_memory_is_limited(text: str, ask, tf_server: ForkServer) -> None:
    little = Limits(memory_bytes=300 << 20, open_files=256, equipped=True)
    outcome = ask(text, start=lambda: FRAMEWORK.started(tf_server.fork(little)))
    assert outcome.failure
    assert re.match("MemoryError|ResourceExhausted|crashed", outcome.failure.message)
    assert ask("def double(x): return 2 * x").failure is None


def test_threads_are_limited(ask, start_as) -> None:
    text = (
        "import threading, time\nthreading.stack_size(32768)\n"
        "def double(x):\n    count = 0\n    try:\n        while True:\n"
        "            threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n"
        "            count += 1\n"
        "    except RuntimeError:\n        return float(count)\n"
    )
    outcome = ask(text, start=start_as)
    assert outcome.failure is None
    assert 4 <= outcome.outputs["y"] < 5_000


def test_a_listening_door_is_not_knocked_at(ask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0.5)
        port = door.getsockname()[1]
        text = (
            "import tensorflow as tf\n"
            "def double(x):\n"
            f"    return tf.data.experimental.service.WorkerServer(tf.data.experimental.service."
            f"WorkerConfig(dispatcher_address='127.0.0.1:{port}', port=0))._address\n"
        )
        outcome = ask(text)
        assert outcome.outputs == {}
        with pytest.raises(TimeoutError):
            door.accept()


def test_without_landlock_no_child_gets_files(
    tf_server: ForkServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from autograder.classroom import grader

    monkeypatch.setattr(landlock, "version", lambda: 0)
    with pytest.raises(SandboxError, match=r"Expected Landlock .* for exercise doubled"):
        grader.require_frameworks({"doubled": "tensorflow"}, confined=True)
    grader.require_frameworks({"doubled": "tensorflow"}, confined=False)
