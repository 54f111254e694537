"""A device without a GPU: the stand-in for CuPy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import stand_in

from autograder.devices.bridge import Bridge
from autograder.devices.device import Device
from autograder.devices.served import builtins_for
from autograder.sandbox.equipped import DEVICE
from autograder.sandbox.process import ForkServer, Process

MIB = 2**20
Run = Callable[[str], SimpleNamespace]


@pytest.fixture
def bridge() -> Bridge:
    stand_in.renew()
    return Bridge("stand_in", 64 * MIB)


@pytest.fixture
def run(bridge: Bridge) -> Run:
    """Run a submission's text: its names come back."""

    def ran(text: str) -> SimpleNamespace:
        names: dict[str, Any] = {"__builtins__": builtins_for(bridge)}
        exec(text, names)
        return SimpleNamespace(**names)

    return ran


@pytest.fixture(scope="session")
def device_fork_server() -> Iterator[ForkServer]:
    with ForkServer((), Device(64 * MIB, "stand_in")) as server:
        yield server


@pytest.fixture(scope="session")
def start_on_device(device_fork_server: ForkServer) -> Callable[[], Process]:
    return lambda: DEVICE.started(device_fork_server.fork(DEVICE.limits))
