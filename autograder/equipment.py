"""What a worker may have beyond NumPy and the standard library: a device, or a framework.

Both take files and threads of a worker, which a plain one has not, and a fork server of their own
that imports them before it forks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias, cast

from autograder.frameworks import Framework, Library

if TYPE_CHECKING:  # most workers have none
    from autograder.devices.device import Device

Equipment: TypeAlias = "Device | Library"  # both say what is imported, and how a worker is started


def parsed(arguments: Sequence[str]) -> Equipment | None:
    """The equipment that the last arguments of a command line name; None where there are none."""
    if not arguments:
        return None
    kind, *rest = arguments
    if kind == "device":
        from autograder.devices.device import Device

        return Device(memory_bytes=int(rest[1]), backend=rest[0])
    return Library(cast("Framework", rest[0]))
