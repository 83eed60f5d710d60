"""Faults of a build: what the system does to it, and at which moment. A build is a process, forked from this one.

Moments are told by Python's audit events, which come before a file is opened, renamed and so on, in any process of the
build; or by a function being called. What happens then is real: signals, limits and modes of the system, and what it
answers. Only a full disk is played, by the answer that the system would give.
"""

from __future__ import annotations

import ctypes
import errno
import multiprocessing
import os
import pkgutil
import re
import resource
import signal
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import filelock

from tests.press.forked import PATIENCE

__all__ = [
    "Act",
    "at_call",
    "at_file",
    "fails",
    "forbidden",
    "full_from",
    "hangs",
    "kills",
    "limited",
    "locked",
    "nothing",
    "orphans",
    "starves",
    "stops",
]

Act = Callable[[str], None]
"""Done at a moment, to the file of that moment."""

Cause = Callable[[Path], None]
"""Called with the root, in the process of a build, before it begins."""

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
WHILE = 0.7


def nothing(_root: Path) -> None:
    """No fault."""


# Moments.


def at_file(
    doing: Literal["read", "write", "mkdir", "rename", "symlink", "fork"],
    pattern: str,
    act: Act,
    *,
    after: int = 0,
    worker: bool = False,
) -> Cause:
    """When a file is about to be opened or the like, the first so many times not counted; in a worker, or before."""

    def cause(_root: Path) -> None:
        left = after

        def hook(event: str, given: tuple[Any, ...]) -> None:
            nonlocal left
            done, file = doing_of(event, given)
            if done != doing or not re.search(pattern, file) or in_worker() != worker:
                return
            left -= 1
            if left < 0:
                act(file)

        sys.addaudithook(hook)

    return cause


def doing_of(event: str, given: tuple[Any, ...]) -> tuple[str, str]:
    """What an audit event says is done, and to which file."""
    if event == "open" and isinstance(given[0], (str, bytes, os.PathLike)):
        return ("write" if given[2] & WRITING else "read"), os.fsdecode(given[0])
    if event == "os.mkdir":
        return ("" if Path(os.fsdecode(given[0])).is_dir() else "mkdir"), os.fsdecode(given[0])
    if event in {"os.rename", "os.link", "os.symlink"}:
        return event.removeprefix("os."), os.fsdecode(given[1])
    return event.removeprefix("os."), ""


def in_worker() -> bool:
    return multiprocessing.parent_process() is not None


def at_call(name: str, act: Act, *, after: int = 0, worker: bool = False) -> Cause:
    """When a function is about to be called, the first so many times not counted; in a worker, or before."""

    def cause(_root: Path) -> None:
        owner, _dot, function = name.rpartition(".")
        real, left = getattr(pkgutil.resolve_name(owner), function), after

        def called(*args: Any, **options: Any) -> Any:
            nonlocal left
            if in_worker() == worker:
                left -= 1
                if left < 0:
                    act("")
            return real(*args, **options)

        setattr(pkgutil.resolve_name(owner), function, called)

    return cause


# What happens.


def kills(_file: str) -> None:
    """Kill -9 of whoever is at it."""
    os.kill(os.getpid(), signal.SIGKILL)


def stops(number: int, *, whom: Literal["build", "all"]) -> Act:
    """A signal to the build, or to all its processes, as a terminal and a service manager send it."""

    def act(_file: str) -> None:
        (os.killpg if whom == "all" else os.kill)(os.getpgrp(), number)
        if in_worker():
            time.sleep(PATIENCE)

    return act


def hangs(_file: str) -> None:
    """No end."""
    time.sleep(2 * PATIENCE)


def fails(number: int) -> Act:
    """The system answers with an error."""

    def act(file: str) -> None:
        raise OSError(number, os.strerror(number), file)

    return act


def starves(_file: str) -> None:
    """No more memory than there is now, and more wanted."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize(), resource.RLIM_INFINITY))
    bytearray(1 << 28)


def orphans(_file: str) -> None:
    """Kill -9 of the build, by a worker that then does not come to an end."""
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(PATIENCE)


def limited(limit: int, most: int) -> Cause:
    """A limit of the system; for the numbers of open files, so many more than now."""
    more = len(list(Path("/proc/self/fd").iterdir())) if limit == resource.RLIMIT_NOFILE else 0
    return lambda _root: resource.setrlimit(limit, (most + more, most + more))


def full_from(number: int) -> Cause:
    """A disk that has no room any more from the so manieth thing on that takes some."""
    left = number

    def cause(_root: Path) -> None:
        def hook(event: str, given: tuple[Any, ...]) -> None:
            nonlocal left
            done, file = doing_of(event, given)
            if done in {"write", "mkdir", "rename", "link", "symlink"} and file != os.devnull:
                left -= 1
                if left < 0:
                    fails(errno.ENOSPC)(file)

        sys.addaudithook(hook)

    return cause


def locked(*, by: Literal["the living", "the dead"]) -> Cause:
    """Another process of the build's group has, or had, the lock of the output."""

    def cause(root: Path) -> None:
        ready, tell = os.pipe()
        child = os.fork()
        if child == 0:
            with filelock.FileLock(root / ".output-releases/lock"):
                os.write(tell, b"1")
                time.sleep(WHILE)
                os._exit(0)
        os.read(ready, 1)
        if by == "the dead":
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)

    return cause


def forbidden(*paths: str, mode: int = 0o555) -> Cause:
    """Files and folders have this mode, and it holds for this process, whoever runs it."""

    def cause(root: Path) -> None:
        for path in paths:
            (root / path).chmod(mode)
        # Root may do anything by its capabilities; without them, it may do what a user may.
        version = struct.pack("Ii", 0x20080522, 0)
        if ctypes.CDLL(None, use_errno=True).capset(version, bytes(24)):
            raise OSError(ctypes.get_errno(), errno.errorcode[ctypes.get_errno()])

    return cause
