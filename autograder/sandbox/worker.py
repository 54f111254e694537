"""The process that runs a submission: loads its text, runs probes on it, returns raw arrays.

It holds no answer, sees no file of the course and judges nothing. On Linux it is forked from the
zygote and confined before it reads a byte of the submission; a student's own `check` starts it as
a plain subprocess (`python -m autograder.sandbox.worker PARENT`, the parent's process id).
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeAlias

from autograder import wire
from autograder.errors import WireError
from autograder.probe import (
    Call,
    Failure,
    Frame,
    Outcome,
    ProbeFunction,
    Signature,
    describe,
    failure_of,
    run,
)
from autograder.sandbox import confine, imports, protocol

if TYPE_CHECKING:  # most workers have no device
    from autograder.devices.bridge import Bridge

LARGEST_OUTPUT = 16 * 2**20
MANY = 64 * 2**10  # bytes of answers that the grader should not be late for


@dataclass(frozen=True)
class Task:
    """A batch that is ready to be run.

    Attributes:
        draws: whether the probe may use NumPy's or Python's own generators.
    """

    function: ProbeFunction
    signatures: Sequence[Signature]
    calls: Sequence[Call]
    draws: bool

    @classmethod
    def of(cls, batch: protocol.Batch, built_in: Mapping[str, object] | None = None) -> Task:
        """Decode the inputs and compile the probe, with other built-in names where there are."""
        return cls(
            _define(batch.source, batch.probe, built_in),
            [Signature.parse(text) for text in batch.functions],
            [
                Call(wire.unpack(call.inputs, writable=False), call.until, call.again)
                for call in batch.calls
            ],
            _may_draw(batch.source),
        )


Tasks: TypeAlias = Mapping[bytes, Task]  # by the batch's key


def prepare(frames: int) -> Tasks:
    """Read batches until the end of a descriptor, and make them ready."""
    tasks: dict[bytes, Task] = {}
    while True:
        try:
            body = protocol.read(frames)
        except EOFError:
            return tasks
        batch = protocol.request(body)
        if isinstance(batch, protocol.Batch):
            tasks[protocol.key_of(body)] = Task.of(batch)


def serve(
    requests: int, responses: int, tasks: Tasks | None = None, bridge: Bridge | None = None
) -> None:
    """Answer requests until the other side closes.

    Args:
        requests: descriptor to read from.
        responses: descriptor to write to.
        tasks: what the fork server has prepared.
        bridge: to the device that arrays are to lie on.
    """
    worker = _Worker(tasks or {}, bridge)
    while True:
        try:
            message = protocol.request(protocol.read(requests))
        except EOFError:
            return
        unread = 0
        for reply in worker.handle(message):
            frame = protocol.frame(reply)
            protocol.write(responses, frame)
            unread += len(frame)
            if unread > MANY:
                nudge()
                unread = 0
        nudge()


def nudge() -> None:
    """Wake the grader, which looks at what is printed; without it, it comes a little later."""
    with contextlib.suppress(OSError):  # a submission may have closed it
        os.write(1, b"\n")


class _Worker:
    def __init__(self, tasks: Tasks, bridge: Bridge | None) -> None:
        self._tasks = tasks
        self._bridge = bridge
        self._built_in = _built_in(bridge) if bridge else None
        self._namespace: dict[str, object] = {}
        self._files: frozenset[str] = frozenset()
        self._draws = True  # whether the submission may, likewise
        self._nonce = 0

    def handle(self, message: protocol.Request) -> Iterator[protocol.Response]:
        if isinstance(message, protocol.Load):
            yield self._load(message)
        elif isinstance(message, protocol.Begin):
            self._nonce = message.nonce
        elif isinstance(message, protocol.Prepared):
            yield from self._answer_all(self._tasks[message.key])
        else:
            yield from self._answer_all(Task.of(message, self._built_in))

    def _load(self, message: protocol.Load) -> protocol.Loaded:
        module = ModuleType(message.name)
        self._namespace = vars(module)
        self._files = frozenset(label for label, _ in message.chunks)
        self._draws = any(_may_draw(text) for _, text in message.chunks)
        imports.install(self._files)
        sys.modules[message.name] = module  # dataclasses look their module up
        if self._built_in is not None:
            self._namespace["__builtins__"] = self._built_in
        # What a notebook has without an import.
        self._namespace.update(display=imports.inert, get_ipython=imports.inert)
        failures = []
        for label, text in message.chunks:
            failure = self._execute(label, text)
            if failure:
                failures.append((label, failure))
        return protocol.Loaded(failures)

    def _execute(self, label: str, text: str) -> Failure | None:
        try:
            code = compile(text, label, "exec", dont_inherit=True)
            exec(code, self._namespace)  # noqa: S102  our purpose
        except SyntaxError as error:
            where = (Frame(label, error.lineno, ""),) if error.lineno else ()
            return Failure("broken", "", f"{type(error).__name__}: {error.msg}", where)
        except BaseException as error:
            failure = failure_of(error, "", self._files)
            return Failure("broken", "", describe(error), failure.frames)
        return None

    def _answer_all(self, task: Task) -> Iterator[protocol.Response]:
        nonce = self._nonce  # taken before the submission's code runs again
        for index, call in enumerate(task.calls):
            outcome = run(
                task.function,
                self._namespace,
                task.signatures,
                call,
                files=self._files,
                seeded=self._draws or task.draws,
                copied=self._bridge.inputs if self._bridge else wire.copy,
            )
            notes = self._bridge.take_notes() if self._bridge else []
            yield _answer(nonce, index, outcome, notes)


def _may_draw(text: str) -> bool:
    """Whether code may use NumPy's or Python's own generators: seeding them takes its time."""
    return "rand" in text


def _define(source: str, name: str, built_in: Mapping[str, object] | None = None) -> ProbeFunction:
    namespace: dict[str, Any] = {"__builtins__": built_in} if built_in else {}
    exec(compile(source, "<probe>", "exec", dont_inherit=True), namespace)  # noqa: S102  the homework's own text
    function: ProbeFunction = namespace[name]
    return function


def _answer(nonce: int, index: int, outcome: Outcome, notes: list[str]) -> protocol.Answer:
    failure = outcome.failure
    try:
        outputs = wire.pack(outcome.outputs)
        size = len(outputs)
    except (WireError, MemoryError):
        outputs, size = b"", LARGEST_OUTPUT + 1
    if size > LARGEST_OUTPUT:
        outputs = wire.pack({})
        failure = Failure("returned", "", protocol.TOO_MUCH)
    return protocol.Answer(nonce, index, outputs, failure, list(outcome.remarks), notes)


def _built_in(bridge: Bridge) -> Mapping[str, object]:
    from autograder.devices.served import builtins_for

    return builtins_for(bridge)


def start_device(responses: int, backend: str, memory_bytes: int) -> Bridge:
    """Start the device in this process, and say that it has started: a load of nothing.

    Whatever goes wrong here is no fault of the submission, which has not come yet.
    """
    from autograder.devices.bridge import Bridge

    bridge = Bridge(backend, memory_bytes)
    protocol.write(responses, protocol.frame(protocol.Loaded([])))
    return bridge


REFUSED = ("subprocess.", "os.system", "os.fork", "os.exec", "os.remove", "os.rename", "os.mkdir")


# What a worker imports itself; the course may lie beside it.
_OURS = (
    sys.base_prefix,
    sys.prefix,
    *(f"{path}{os.sep}{name}" for path in sys.path for name in ("autograder", "msgspec", "numpy")),
)


def _refuse_files(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse what a confined worker cannot do, so that `check` at home tells the same as `grade`.

    This is a courtesy to honest students and no wall: Python's own files stay readable, for
    imports.
    """
    if event == "open":
        path = arguments[0]
        if isinstance(path, str) and not path.startswith(_OURS):
            raise PermissionError(1, "Operation not permitted", path)
    elif event.startswith(REFUSED):
        raise PermissionError(1, "Operation not permitted")


def main() -> None:
    """Serve on standard input and output; what the submission prints goes to standard error.

    The arguments are the parent's process id and, where arrays are to lie on a device, the backend
    and how many bytes it may use there.
    """
    if sys.platform.startswith("linux"):
        confine.die_with(int(sys.argv[1]))
    requests, responses = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    bridge = start_device(responses, sys.argv[2], int(sys.argv[3])) if sys.argv[2:] else None
    sys.addaudithook(_refuse_files)
    serve(requests, responses, bridge=bridge)


if __name__ == "__main__":
    main()
