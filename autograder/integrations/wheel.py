"""The engine that is running as a wheel, so that another machine installs what made the banks.

https://packaging.python.org/en/latest/specifications/binary-distribution-format/
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import autograder
from autograder.errors import UsageError
from autograder.frameworks import Framework, is_installed, packages_of

NAME = f"autograder-{autograder.__version__}-py3-none-any.whl"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same files give the same bytes, whenever they are packed
_KIND = """\
Wheel-Version: 1.0
Generator: autograder
Root-Is-Purelib: true
Tag: py3-none-any
"""


def engine_wheel() -> bytes:
    """The content of a wheel of the engine that is running.

    Raises:
        UsageError: it was not installed by pip.
    """
    found = _distribution()
    information = f"autograder-{autograder.__version__}.dist-info"
    described = found.read_text("METADATA") or found.read_text("PKG-INFO") or ""
    root = Path(autograder.__file__).parent
    files = {
        f"autograder/{path.relative_to(root).as_posix()}": path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not _left_out(path.relative_to(root))
    }
    files[f"{information}/METADATA"] = described.encode()
    files[f"{information}/WHEEL"] = _KIND.encode()
    files[f"{information}/entry_points.txt"] = (found.read_text("entry_points.txt") or "").encode()
    record = f"{information}/RECORD"
    files[record] = "".join([*map(_recorded, files, files.values()), f"{record},,\n"]).encode()
    return zipped(files)


def constraints(frameworks: Sequence[Framework] = ()) -> str:
    """The versions of what the engine and some frameworks need, as installed here, for `pip -c`."""
    needed = [item for item in _distribution().requires or [] if "extra ==" not in item]
    there = [name for name in frameworks if is_installed(name)]
    names = sorted({*(re.split(r"[^\w.-]", item)[0] for item in needed), *packages_of(there)})
    return "".join(f"{name}=={metadata.version(name)}\n" for name in names)


def zipped(files: dict[str, bytes]) -> bytes:
    """A ZIP archive of some files; scripts can be executed where it is unpacked."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # whose permissions are Unix's
            entry.external_attr = (0o755 if data.startswith(b"#!") else 0o644) << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def _distribution() -> metadata.Distribution:
    try:
        return metadata.distribution("autograder")
    except metadata.PackageNotFoundError:
        raise UsageError(
            "Expected autograder to be installed but it only lies on Python's path. "
            "Install it with pip."
        ) from None


def _left_out(path: Path) -> bool:
    """Bytecode, and the students' folders, of which a repository has its own."""
    return "__pycache__" in path.parts or (path.parts[0] == "homeworks" and len(path.parts) > 2)


def _recorded(name: str, data: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(data)}\n"
