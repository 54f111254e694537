"""The fork server: a small program that has NumPy, the worker and inputs in memory, and no answer.

The grader starts it with exec, not fork, so that nothing of the grader's memory is in it. On
request it forks a child, which confines itself and then serves one submission.
`python -m autograder.sandbox.fork_server FD`, FD being a SEQPACKET socket to the grader; the
batches that all submissions will be asked for come on standard input. `... FD device BACKEND BYTES`
serves submissions whose arrays lie on a device, `... FD framework NAME` those that use a framework:
its library is imported here, but nothing of it is started before the children do, since no thread
and nothing that a device's driver has begun survives a fork.
"""

from __future__ import annotations

import contextlib
import gc
import os
import socket
import sys
from typing import TypeAlias

import msgspec

from autograder import equipment
from autograder.equipment import Equipment
from autograder.frameworks import Library
from autograder.sandbox import confine, imports, protocol, selftest, worker

FIRST_UID, UIDS = 64_000, 1_000
NOT_CONFINED = 97  # exit status of a child whose confinement failed, or its device
REQUESTS = 3  # descriptor of the request socket in the child


class Fork(msgspec.Struct, frozen=True, tag=True):
    """Fork a child on the two descriptors that come along: requests, and what it prints.

    Attributes:
        limits: what the child may use.
        rehearse: instead of serving, try what is forbidden and send what was possible.
    """

    limits: confine.Limits
    rehearse: bool = False


class Reap(msgspec.Struct, frozen=True, tag=True):
    """Wait for a child that has ended or was killed."""

    pid: int


class Forked(msgspec.Struct, frozen=True, tag=True):
    """A child's process id; a descriptor for it comes along."""

    pid: int


class Reaped(msgspec.Struct, frozen=True, tag=True):
    """How a child ended.

    Attributes:
        status: as `os.waitstatus_to_exitcode` gives it: negative for a signal.
        cpu_seconds: user and system time.
        peak_bytes: largest resident size.
    """

    status: int
    cpu_seconds: float
    peak_bytes: int


class Rehearsed(msgspec.Struct, frozen=True):
    """What the self-test found in a confined child.

    Attributes:
        succeeded: forbidden actions that worked; must be empty.
        confinement: the layers in force.
        unreadable: a file of the framework that a child cannot read, as it would have to.
    """

    succeeded: list[str]
    confinement: confine.Confinement
    unreadable: str = ""


Order: TypeAlias = Fork | Reap
orders = msgspec.msgpack.Decoder(Order)


def main() -> None:
    """Serve the grader until it closes the socket."""
    control = socket.socket(fileno=int(sys.argv[1]))
    own = equipment.parsed(sys.argv[2:])
    settings = own.settings if own else {}
    os.environ.clear()
    os.environ.update(settings)
    imports.preload()
    tasks = worker.prepare(sys.stdin.fileno())
    if own:
        imports.preload_equipment(own.modules)
    imports.hide()
    prepared = confine.prepare(own)
    # Objects made so far stay shared with every child instead of being copied by the collector.
    gc.collect()
    gc.freeze()
    with contextlib.suppress(ConnectionError):  # the grader has ended
        control.send(b"ready")
        _serve(control, prepared, own, tasks)


def _serve(
    control: socket.socket, prepared: confine.Prepared, own: Equipment | None, tasks: worker.Tasks
) -> None:
    parent = os.getpid()
    forks = 37 * parent  # two fork servers mostly take other users
    while True:
        data, descriptors, _, _ = socket.recv_fds(control, 65_536, 2)
        if not data:
            return
        order = orders.decode(data)
        if isinstance(order, Reap):
            control.send(msgspec.msgpack.encode(_reap(order.pid)))
            continue
        forks += 1
        pid = os.fork()
        if pid == 0:
            uid = FIRST_UID + forks % UIDS
            _be_child(prepared, order, own, descriptors, tasks, uid=uid, parent=parent)
        for descriptor in descriptors:
            os.close(descriptor)
        watch = os.pidfd_open(pid)
        socket.send_fds(control, [msgspec.msgpack.encode(Forked(pid))], [watch])
        os.close(watch)


def _reap(pid: int) -> Reaped:
    try:
        _, status, usage = os.wait4(pid, 0)
    except ChildProcessError:
        return Reaped(0, 0.0, 0)
    return Reaped(
        os.waitstatus_to_exitcode(status),
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss * 1024,
    )


def _be_child(
    prepared: confine.Prepared,
    order: Fork,
    own: Equipment | None,
    descriptors: list[int],
    tasks: worker.Tasks,
    *,
    uid: int,
    parent: int,
) -> None:
    """Confine this process and serve; never returns."""
    try:
        requests, output = descriptors
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.dup2(requests, REQUESTS)
        layers = prepared.apply(order.limits, parent_pid=parent, uid=uid)
        started = worker.start(REQUESTS, own) if own and not order.rehearse else None
    except BaseException:
        os._exit(NOT_CONFINED)
    try:
        gc.enable()
        if order.rehearse:
            tried = selftest.attempts(equipped=own is not None)
            found = Rehearsed(tried, layers, _unreadable(own))
            body = msgspec.msgpack.encode(found)
            protocol.write(REQUESTS, protocol.HEADER.pack(len(body)) + body)
            worker.nudge()
        else:
            worker.serve(REQUESTS, REQUESTS, tasks, started, prepared.release_reserve)
    except MemoryError:
        os._exit(protocol.NO_MEMORY)
    except BaseException:
        os._exit(1)
    os._exit(0)


def _unreadable(own: Equipment | None) -> str:
    """A file of a framework that this process cannot read, though it may; empty where it can."""
    for name in own.modules if isinstance(own, Library) else ():
        path = sys.modules[name].__file__ or ""
        try:
            os.close(os.open(path, os.O_RDONLY))
        except OSError:
            return path
    return ""


if __name__ == "__main__":
    main()
