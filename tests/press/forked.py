"""Builds in processes of their own, forked from this one, which has imported everything; and who of them is left."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from plugins.press import executors, progress, starting
from plugins.press.outcomes import Options
from tests.press.changes import DAY

__all__ = ["PATIENCE", "Begun", "Ended", "begun", "build", "end_of", "group", "still_running"]

PATIENCE = 60.0
"""Seconds after which a build is killed."""


@dataclass(frozen=True)
class Ended:
    """How a build ended: its process, its exit status (the negative number of a signal), and what it printed."""

    pid: int
    status: int
    out: str
    err: str


class Begun(NamedTuple):
    """A build on its way, and where what it prints is read and written."""

    pid: int
    pipes: tuple[tuple[int, int], tuple[int, int]]


def begun(root: Path, cause: Callable[[Path], None], **chosen: Any) -> Begun:
    """A build in a process of its own, which leads a group of its own; work is shared out however little it is.

    `cause` is called there, with the root, before it begins.
    """
    pipes = os.pipe(), os.pipe()
    pid = os.fork()
    if pid:
        return Begun(pid, pipes)
    status = 70
    try:
        os.setsid()
        for number, (_read, write) in enumerate(pipes, start=1):
            os.dup2(write, number)
        sys.stdout, sys.stderr = (os.fdopen(number, "w", closefd=False) for number in (1, 2))
        tempfile.tempdir = None
        executors.FEW = 1
        progress.LONG = PATIENCE
        cause(root)
        status = starting.build(root, Options(**{"today": DAY, "jobs": 1, **chosen}))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def end_of(build: Begun) -> Ended:
    """How it ended, once it has."""
    status = os.waitstatus_to_exitcode(_waited(build.pid))
    return Ended(build.pid, status, *(_said(read, write) for read, write in build.pipes))


def build(root: Path, cause: Callable[[Path], None], **chosen: Any) -> Ended:
    """Builds a site with a fault, and gives how that ended."""
    return end_of(begun(root, cause, **chosen))


def _waited(pid: int) -> int:
    deadline = time.monotonic() + PATIENCE
    while True:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return status
        if time.monotonic() > deadline:
            os.killpg(pid, signal.SIGKILL)
        time.sleep(0.005)


def _said(read: int, write: int) -> str:
    """What is in a pipe, though somebody may still hold it."""
    os.close(write)
    os.set_blocking(read, False)
    with os.fdopen(read, "rb") as pipe:
        return (pipe.read() or b"").decode()


def still_running(pid: int) -> list[int]:
    """Who is left of the group of a build, after a while in which they may see that it is gone."""
    deadline = time.monotonic() + 5
    while (left := group(pid)) and time.monotonic() < deadline:
        time.sleep(0.02)
    for one in left:
        os.kill(one, signal.SIGKILL)
    return left


def group(leader: int) -> list[int]:
    """The processes of a group that are no corpses."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, _parent, its_group = (place / "stat").read_text().rpartition(")")[2].split()[:3]
            if state != "Z" and int(its_group) == leader:
                found.append(int(place.name))
    return found
