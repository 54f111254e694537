"""NumPy as a submission finds it where its arrays live on a device.

The import statement of the submission and of the probes gives this; every other module goes on
with NumPy itself.
"""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

import numpy as np

from autograder.devices import chance
from autograder.devices.bridge import Bridge
from autograder.devices.function import Function

# Types that serve as they are; an instance of another one is NumPy's affair.
_PLAIN = (np.generic, np.dtype, BaseException, np.finfo, np.iinfo, np.errstate, np.ndindex)


def builtins_for(bridge: Bridge) -> dict[str, Any]:
    """The built-in names of code that is to find its arrays on a device."""
    served = Served(bridge, np, bridge.backend)

    def importing(
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002  as __import__ has them
        locals: Mapping[str, object] | None = None,  # noqa: A002
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> Any:
        found = builtins.__import__(name, globals, locals, fromlist or (), level)
        root, *rest = name.split(".")
        if root != "numpy" or level:
            return found
        module: Any = served
        for part in rest if fromlist else ():
            module = getattr(module, part)
        return module

    return {**vars(builtins), "__import__": importing}


class Served(ModuleType):
    """A module of NumPy's, its functions on the device."""

    def __init__(self, bridge: Bridge, host: ModuleType, device: Any) -> None:
        super().__init__(host.__name__)
        self._bridge = bridge
        self._host = host
        self._device = device

    def __getattr__(self, name: str) -> Any:
        found = self._serve(name, getattr(self._host, name))
        setattr(self, name, found)
        return found

    def __dir__(self) -> list[str]:
        return dir(self._host)

    def _serve(self, name: str, host: Any) -> Any:
        path = f"{self._host.__name__}.{name}".removeprefix("numpy.")
        device = getattr(self._device, name, None)
        if host is np.ndarray:
            return self._bridge.array
        if path.startswith("random."):
            return chance.served(self._bridge, name, host)
        if isinstance(host, ModuleType):
            return Served(self._bridge, host, device)
        if isinstance(host, type):
            return host if issubclass(host, _PLAIN) else Function(self._bridge, path, host, None)
        return Function(self._bridge, path, host, device) if callable(host) else host
