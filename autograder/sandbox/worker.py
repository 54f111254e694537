"""The process that runs a submission: loads its text, runs probes on it, returns raw arrays.

It holds no answer, sees no file of the course and judges nothing. On Linux it is forked from the
fork server and confined before it reads a byte of the submission; a student's own `check` starts it
as a plain subprocess (`python -m autograder.sandbox.worker PARENT`, the parent's process id).
"""

from __future__ import annotations

import _thread
import contextlib
import os
import select
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeAlias

from autograder import equipment, wire
from autograder.equipment import Equipment
from autograder.errors import WireError
from autograder.frameworks import Library
from autograder.probe import (
    Call,
    Failure,
    Frame,
    Outcome,
    ProbeFunction,
    Recording,
    Signature,
    describe,
    failure_of,
    run,
)
from autograder.sandbox import confine, imports, in_memory, protocol

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
    requests: int,
    responses: int,
    tasks: Tasks | None = None,
    started: Bridge | Library | None = None,
    relief: Callable[[], None] | None = None,
) -> None:
    """Answer requests until the other side closes.

    Args:
        requests: descriptor to read from.
        responses: descriptor to write to.
        tasks: what the fork server has prepared.
        started: the bridge to the device that arrays are to lie on, or the framework.
        relief: frees memory that was kept to tell that there is no more.
    """
    worker = _Worker(tasks or {}, started, relief)
    unread = 0
    while True:
        try:
            message = protocol.request(protocol.read(requests))
        except EOFError:
            return
        for reply in worker.handle(message):
            frame = protocol.frame(reply)
            protocol.write(responses, frame)
            unread += len(frame)
            if unread > MANY:
                nudge()
                unread = 0
        if unread and not _asked(requests):
            nudge()
            unread = 0


def _asked(requests: int) -> bool:
    """Whether the next request is there: then the grader need not be woken for this one."""
    return sys.platform == "linux" and bool(select.select([requests], [], [], 0)[0])


def nudge() -> None:
    """Wake the grader, which looks at what is printed; without it, it comes a little later."""
    with contextlib.suppress(OSError):  # a submission may have closed it
        os.write(1, b"\n")


class _Worker:
    def __init__(
        self,
        tasks: Tasks,
        started: Bridge | Library | None,
        relief: Callable[[], None] | None = None,
    ) -> None:
        self._relief = relief
        self._tasks = tasks
        self._library = started if isinstance(started, Library) else None
        self._bridge = bridge = None if isinstance(started, Library) else started
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
        # A framework's layers draw where nothing says so.
        self._draws = bool(self._library) or any(_may_draw(text) for _, text in message.chunks)
        imports.install(self._files, stand_ins=message.stand_ins, library=self._library)
        in_memory.show_sources(message.chunks)
        sys.modules[message.name] = module  # dataclasses look their module up
        if self._built_in is not None:
            self._namespace["__builtins__"] = self._built_in
        # What a notebook has without an import, and a file.
        self._namespace.update(display=imports.inert, get_ipython=imports.inert)
        for label, _ in message.chunks:
            if label.endswith(".py"):
                self._namespace["__file__"] = label
        failures = []
        for label, text in message.chunks:
            failure = self._execute(label, text)
            if failure:
                failures.append((label, failure))
        if self._library:  # AutoGraph converts no function of a module whose file it cannot find
            self._namespace.pop("__file__", None)
        return protocol.Loaded(failures)

    def _execute(self, label: str, text: str) -> Failure | None:
        try:
            code = compile(text, label, "exec", dont_inherit=True)
            exec(code, self._namespace)  # noqa: S102  our purpose
        except SyntaxError as error:
            where = (Frame(label, error.lineno, ""),) if error.lineno else ()
            return Failure("broken", "", f"{type(error).__name__}: {error.msg}", where)
        except BaseException as error:
            if self._relief and isinstance(error, MemoryError):
                self._relief()
            failure = failure_of(error, "", self._files)
            return Failure("broken", "", describe(error), failure.frames)
        return None

    def _answer_all(self, task: Task) -> Iterator[protocol.Response]:
        nonce = self._nonce  # taken before the submission's code runs again
        with Recording() as recording:
            for index, call in enumerate(task.calls):
                outcome = run(
                    task.function,
                    self._namespace,
                    task.signatures,
                    call,
                    files=self._files,
                    seeded=self._draws or task.draws,
                    copied=self._bridge.inputs if self._bridge else wire.copy,
                    recording=recording,
                    relief=self._relief,
                )
                notes = self._bridge.take_notes() if self._bridge else []
                yield _answer(nonce, index, outcome, notes)


def _may_draw(text: str) -> bool:
    """Whether code may use NumPy's or Python's own generators: seeding them takes its time."""
    return "rand" in text.replace("np.random.default_rng(", "")  # which makes one of its own


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


def start(responses: int, own: Equipment) -> Bridge | Library:
    """Start a device or a framework here, and say that it has started: a load of nothing.

    Whatever goes wrong here is no fault of the submission, which has not come yet.
    """
    started: Bridge | Library
    if isinstance(own, Library):
        in_memory.generate_code_in_memory()
        started = own
    else:
        from autograder.devices.bridge import Bridge

        started = Bridge(own.backend, own.memory_bytes)
    protocol.write(responses, protocol.frame(protocol.Loaded([])))
    return started


REFUSED = ("subprocess.", "os.system", "os.fork", "os.exec", "os.remove", "os.rename", "os.mkdir")


# What a worker imports itself; the course may lie beside it.
_OURS = (
    sys.base_prefix,
    sys.prefix,
    *(f"{path}{os.sep}{name}" for path in sys.path for name in ("autograder", "msgspec", "numpy")),
)


def _refuse_files(readable: tuple[str, ...], event: str, arguments: tuple[object, ...]) -> None:
    """Refuse what a confined worker cannot do, so that `check` at home tells the same as `grade`.

    This is a courtesy to honest students and no wall: Python's own files stay readable, for
    imports.
    """
    if event == "open":
        path = arguments[0]
        if isinstance(path, str) and not path.startswith(readable):
            raise PermissionError(1, "Operation not permitted", path)
    elif event.startswith(REFUSED):
        raise PermissionError(1, "Operation not permitted")


def _refuse_threads() -> None:
    """Refuse threads as a confined worker does: likewise a courtesy."""

    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("can't start new thread")

    for module in (_thread, threading):
        for name in ("start_new_thread", "start_joinable_thread"):
            for known in (name, f"_{name}"):
                if hasattr(module, known):
                    setattr(module, known, refuse)


def main() -> None:
    """Serve on standard input and output; what the submission prints goes to standard error.

    The arguments are the parent's process id and those of the equipment, if there is any.
    """
    if sys.platform.startswith("linux"):
        confine.die_with(int(sys.argv[1]))
    requests, responses = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    own = equipment.parsed(sys.argv[2:])
    if own:
        imports.preload_equipment(own.modules)
    started = start(responses, own) if own else None
    # A framework loads parts of itself as they are used, also from a user's own folder.
    file = sys.modules[own.modules[0]].__file__ if isinstance(own, Library) else None
    beside = [str(Path(file).parents[1])] if file else []
    sys.addaudithook(partial(_refuse_files, (*_OURS, *beside)))
    if not own:
        _refuse_threads()
    if not own or isinstance(own, Library):  # a device keeps what it has compiled
        confine.write_no_files()
    serve(requests, responses, started=started)


if __name__ == "__main__":
    main()
