"""Frameworks that a submission's functions may use, in a worker that has them."""

from __future__ import annotations

import importlib.util
import logging
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

Framework: TypeAlias = Literal["", "tensorflow"]

# What such a worker imports before it reads a submission, and what a submission imports by name.
PACKAGES: Mapping[Framework, tuple[str, ...]] = {"tensorflow": ("tensorflow", "keras")}
TITLES: Mapping[Framework, str] = {"tensorflow": "TensorFlow"}

# Nothing on standard error, no GPU, the same numbers on every processor, one thread for each pool
# (more only wait for each other beside other submissions), and no folder of settings.
SETTINGS: Mapping[Framework, Mapping[str, str]] = {
    "tensorflow": {
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "-1",
        "TF_ENABLE_ONEDNN_OPTS": "0",
        "TF_NUM_INTRAOP_THREADS": "1",
        "TF_NUM_INTEROP_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "KERAS_BACKEND": "tensorflow",
        "KERAS_HOME": "/dev/null/keras",
    }
}


@dataclass(frozen=True)
class Library:
    """A framework as a worker has it."""

    name: Framework

    @property
    def modules(self) -> tuple[str, ...]:
        """What is imported before the fork."""
        return PACKAGES[self.name]

    @property
    def arguments(self) -> list[str]:
        """The last arguments of a worker's or fork server's command line."""
        return ["framework", self.name]

    @property
    def settings(self) -> dict[str, str]:
        """What the environment says of it."""
        return dict(SETTINGS[self.name])

    def environment(self, others: Mapping[str, str]) -> dict[str, str]:
        """The environment of a worker or fork server, from that of a plain one."""
        spec = importlib.util.find_spec(self.modules[0])
        folders = [str(Path(spec.origin).parents[1])] if spec and spec.origin else []
        path = os.pathsep.join([others["PYTHONPATH"], *folders])
        return {**others, **self.settings, "PYTHONPATH": path}


def of(package: str) -> Framework:
    """The framework that a package belongs to; empty where it is part of none."""
    return next((name for name, packages in PACKAGES.items() if package in packages), "")


def packages_of(names: Iterable[Framework]) -> tuple[str, ...]:
    """The packages of some frameworks."""
    return tuple(package for name in names for package in PACKAGES[name])


def is_installed(name: Framework) -> bool:
    """Whether a framework can be imported here; nothing is imported."""
    specs = [importlib.util.find_spec(package) for package in PACKAGES[name]]
    return all(spec is not None and spec.origin is not None for spec in specs)


def prepare_to_import(names: Iterable[Framework]) -> None:
    """Tell frameworks what they are told in a worker, where nothing else was said."""
    for name in names:
        for key, value in SETTINGS[name].items():
            os.environ.setdefault(key, value)
        logging.getLogger(name).setLevel(logging.ERROR)  # advice on speed


def extras(names: Iterable[Framework]) -> str:
    """What stands behind a requirement of the autograder's, for pip to install frameworks too."""
    found = ",".join(sorted(set(names)))
    return f"[{found}]" if found else ""


def how_to_install(name: Framework) -> str:
    """The command that installs a framework."""
    return f"pip install 'autograder[{name}]'"
