"""A device that workers compute on, as they are told of it."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# What CuPy and CUDA are told: nothing is kept on disk, where the next submission would find it;
# products in the precision that was asked for, and the same from run to run.
_SETTINGS = {
    "CUDA_CACHE_DISABLE": "1",
    "CUPY_CACHE_IN_MEMORY": "1",
    "CUPY_TF32": "0",
    "NVIDIA_TF32_OVERRIDE": "0",
    "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
}
_KEPT = ("CUDA_PATH", "CUDA_VISIBLE_DEVICES", "LD_LIBRARY_PATH")


@dataclass(frozen=True)
class Device:
    """What a worker needs to know of its device.

    Attributes:
        memory_bytes: that a worker may use there.
        backend: the module that its arrays come from.
    """

    memory_bytes: int
    backend: str = "cupy"

    @property
    def folder(self) -> str:
        """Where the backend is imported from."""
        spec = importlib.util.find_spec(self.backend)
        origin = Path(spec.origin if spec and spec.origin else "")
        return str(origin.parent.parent if origin.name == "__init__.py" else origin.parent)

    @property
    def arguments(self) -> list[str]:
        """The last arguments of a worker's or fork server's command line."""
        return ["device", self.backend, str(self.memory_bytes)]

    @property
    def modules(self) -> tuple[str, ...]:
        """What is imported before the fork."""
        return (self.backend, "autograder.devices.served")

    @property
    def settings(self) -> dict[str, str]:
        """What the environment says of it."""
        return kept_settings()

    def environment(self, others: Mapping[str, str]) -> dict[str, str]:
        """The environment of a worker or fork server, from that of one without a device."""
        path = os.pathsep.join([others["PYTHONPATH"], self.folder])
        return {**others, **kept_settings(), "PYTHONPATH": path}


def listed(names: Sequence[str]) -> str:
    """Names as a text: one, two and three."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def kept_settings() -> dict[str, str]:
    """What a worker's environment says about devices, as far as it may."""
    return {**{key: os.environ[key] for key in _KEPT if key in os.environ}, **_SETTINGS}
