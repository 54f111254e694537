"""One of NumPy's functions, on the device where it can run there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.devices.bridge import Bridge


class Function:
    """A function that runs on the device where it can; what else NumPy's has, it has too."""

    def __init__(self, bridge: Bridge, name: str, host: Any, device: Any) -> None:
        self._bridge = bridge
        self._name = name
        self._host = host
        self._device = device

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._bridge.call(self._name, self._host, self._device, args, kwargs)

    def __repr__(self) -> str:
        return repr(self._host)

    def __getattr__(self, name: str) -> Any:
        host = getattr(self._host, name)
        if name.startswith("__") or not callable(host):
            return host
        device = getattr(self._device, name, None)  # as in np.maximum.reduce
        return Function(self._bridge, f"{self._name}.{name}", host, device)
