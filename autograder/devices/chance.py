"""NumPy's random generators where arrays live on a device.

All chance comes from NumPy's own generators, so that a seed, a state that is put back and a copied
generator do what they do on the CPU. Fewer than `LARGE` numbers they draw themselves: the same
ones, to the bit. For more they give a seed, by which the device draws.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.devices.array import Array

if TYPE_CHECKING:
    from autograder.devices.bridge import Bridge

LARGE = 2**16  # numbers that are worth a device
SEEDS = 2**32

# By method: where the size stands among the arguments, and what a device's generator calls it.
_SIZED = {
    "random": (0, "random"),
    "random_sample": (0, "random"),
    "standard_normal": (0, "standard_normal"),
    "normal": (2, "normal"),
    "uniform": (2, "uniform"),
    "integers": (2, "integers"),
    "randint": (2, "integers"),
    "exponential": (1, "exponential"),
    "binomial": (2, "binomial"),
    "poisson": (1, "poisson"),
}
_BY_DIMENSIONS = {"rand": "random", "randn": "standard_normal"}
_DRAW_NOTHING = frozenset(["bytes", "get_state", "seed", "set_state", "spawn"])

_Draw = Callable[..., Any]


def served(bridge: Bridge, name: str, host: Any) -> Any:
    """What `numpy.random.<name>` is."""
    if name == "default_rng":
        return _default_rng(bridge)
    if isinstance(host, type) and issubclass(host, np.random.Generator | np.random.RandomState):
        return _generator_type(bridge, host)
    owner = getattr(host, "__self__", None)  # the global generator
    if isinstance(owner, np.random.RandomState) and name not in _DRAW_NOTHING:
        return _drawing(bridge, name, host, owner)
    return host


def _default_rng(bridge: Bridge) -> Callable[[Any], Any]:
    kind = _generator_type(bridge, np.random.Generator)

    def default_rng(seed: Any = None) -> Any:
        own = np.random.default_rng(seed._host() if isinstance(seed, Array) else seed)
        return own if own is seed else kind(own.bit_generator)

    return default_rng


def _generator_type(bridge: Bridge, host: type) -> type:
    """A type of generators whose methods give arrays of the device."""
    if host not in bridge.generators:
        methods = {
            name: _method(bridge, name)
            for name in dir(host)
            if not name.startswith("_") and callable(getattr(host, name))
        }

        def begin(self: Any, *args: Any, **kwargs: Any) -> None:
            host.__init__(self, *args, **kwargs)  # type: ignore[misc]
            # Draws for it: NumPy's methods call one another, and are not to find ours.
            self._plain = host(*args, **kwargs)

        parts = {**methods, "__init__": begin, "__deepcopy__": _copied}
        bridge.generators[host] = type(host.__name__, (host,), parts)
    return bridge.generators[host]


def _method(bridge: Bridge, name: str) -> _Draw:
    def draw(self: Any, *args: Any, **kwargs: Any) -> Any:
        host = getattr(self._plain, name)
        if name == "spawn":
            return [type(self)(child.bit_generator) for child in host(*args, **kwargs)]
        if name in _DRAW_NOTHING:
            return host(*args, **kwargs)
        return _drawing(bridge, name, host, self._plain)(*args, **kwargs)

    return draw


def _copied(self: Any, memo: dict[int, Any]) -> Any:
    if isinstance(self, np.random.Generator):
        return type(self)(copy.deepcopy(self.bit_generator, memo))
    other = type(self)()
    other.set_state(self.get_state())
    return other


def _drawing(bridge: Bridge, name: str, host: _Draw, generator: Any) -> _Draw:
    def draw(*args: Any, **kwargs: Any) -> Any:
        large = _count(name, args, kwargs) >= LARGE
        if large and (name in _SIZED or name in _BY_DIMENSIONS):
            on_device = _device_draw(bridge, name, generator)
            return bridge.call(f"random.{name}", host, on_device, args, kwargs)
        return bridge.fall_back(f"random.{name}", host, args, kwargs, noted=large)

    return draw


def _count(name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> int:
    """How many numbers are asked for, as far as it shows; of a permutation, how many there are."""
    size: Any
    if name in _BY_DIMENSIONS:
        size = args
    elif name in _SIZED:
        place, _ = _SIZED[name]
        size = kwargs.get("size", args[place] if len(args) > place else None)
    else:
        size = getattr(args[0], "shape", args[0]) if args else None
    try:
        return math.prod(size) if isinstance(size, tuple) else int(size or 1)
    except (TypeError, ValueError):
        return 1  # NumPy says what is wrong with it


def _device_draw(bridge: Bridge, name: str, generator: Any) -> _Draw:
    def draw(*args: Any, **kwargs: Any) -> Any:
        by_seed = bridge.backend.random.default_rng(_seed(generator))
        if name in _BY_DIMENSIONS:
            return getattr(by_seed, _BY_DIMENSIONS[name])(args, **kwargs)
        if name == "normal":  # CuPy's generator has none
            return _normal(by_seed, *args, **kwargs)
        return getattr(by_seed, _SIZED[name][1])(*args, **kwargs)

    return draw


def _normal(by_seed: Any, loc: Any = 0.0, scale: Any = 1.0, size: Any = None) -> Any:
    return loc + scale * by_seed.standard_normal(size)


def _seed(generator: Any) -> int:
    if isinstance(generator, np.random.Generator):
        return int(generator.integers(SEEDS))
    return int(generator.randint(SEEDS, dtype=np.int64))
