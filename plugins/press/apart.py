"""A process apart that does chunks of work: its own main thread, and somebody who notices when it dies or hangs.

The workers of a cluster run tasks in threads, where nothing stops a text that takes for ever to convert. So each has
such a process, which does as the workers of one machine do.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

from plugins.press import executors
from plugins.press.executors import Work, WorkerError, chunk_done, died, item_at, stuck
from plugins.press.places import PROJECT
from plugins.press.stopping import as_worker

__all__ = ["Apart", "at_in", "keep_work"]

KEPT = 2
"""What two stages of a build need is kept at a time: one may begin in the middle of another."""


class Apart:
    """The process, started when there is work. It does one chunk after the other, whoever gives them."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None

    def do(self, work: Path, at: Path, items: bytes) -> bytes:
        """The pickled answer to pickled items by the work that is kept in a file (executors.chunk_done).

        A file is read once, so it must never say anything else. `at` is one that says at any time which item of them
        is worked at.
        """
        with self._turn:
            return self._answer(work, at, items)

    def _answer(self, work: Path, at: Path, items: bytes) -> bytes:
        process, pipe = self._process, self._pipe
        if process is None or pipe is None:
            process, pipe = self._start()
        seen, since = at_in(at), time.monotonic()
        try:
            pipe.send((work, at, items))
            while not pipe.poll(executors.LOOK_SECONDS):
                if (now := at_in(at)) != seen:
                    seen, since = now, time.monotonic()
                elif time.monotonic() - since > executors.MAX_SECONDS:
                    self.end()
                    return pickle.dumps(([], stuck(item_at(pickle.loads(items), now))))  # noqa: S301  from our own build
            return pipe.recv_bytes()
        except (EOFError, OSError):
            with suppress(subprocess.TimeoutExpired):
                process.wait(executors.LOOK_SECONDS)
            error = died(process.returncode, item_at(pickle.loads(items), at_in(at)))  # noqa: S301  as above
            self.end()
            return pickle.dumps(([], error))

    def _start(self) -> tuple[subprocess.Popen[bytes], Connection]:
        pipe, theirs = Pipe()
        with theirs:
            command = [sys.executable, "-m", "plugins.press.apart", str(theirs.fileno())]
            process = subprocess.Popen(command, cwd=PROJECT, pass_fds=[theirs.fileno()])
        self._process, self._pipe = process, pipe
        return process, pipe

    def end(self) -> None:
        """Ends the process, whatever it is at, and waits until it is gone."""
        if self._pipe:
            self._pipe.close()
        if self._process:
            self._process.kill()
            self._process.wait()
        self._pipe = self._process = None


def keep_work(file: Path, work: Work, context: Any) -> None:
    """Writes into a file what a process apart needs to know, with the places that modules are found in."""
    with file.open("wb") as opened:
        pickle.dump(sys.path, opened)
        pickle.dump((work, context), opened, protocol=pickle.HIGHEST_PROTOCOL)


def at_in(file: Path) -> int:
    """The number of an item, as a process apart last wrote it; the first where it did not yet."""
    try:
        return int(file.read_bytes() or 0)
    except (OSError, ValueError):
        return 0


@lru_cache(maxsize=KEPT)
def _work(file: Path) -> tuple[Work, Any]:
    with file.open("rb") as opened:
        sys.path += [path for path in pickle.load(opened) if path not in sys.path]  # noqa: S301  written by our own build
        found: tuple[Work, Any] = pickle.load(opened)  # noqa: S301  as above
    return found


@contextmanager
def _telling(file: Path) -> Iterator[Callable[[int], None]]:
    """Writes numbers into a file, each over the one before; they grow, so that none is left in part."""
    with file.open("wb", buffering=0) as opened:

        def tell(number: int) -> None:
            os.pwrite(opened.fileno(), b"%d" % number, 0)

        yield tell


def _serve(pipe: Connection) -> None:
    """Chunks in, answers out, until the pipe is closed."""
    as_worker()
    gc.disable()
    while True:
        try:
            work, at, items = pipe.recv()
            pipe.send_bytes(_done(work, at, items))
        except (EOFError, KeyboardInterrupt, OSError):
            return


def _done(work: Path, at: Path, items: bytes) -> bytes:
    try:
        function, context = _work(work)
        chunk = pickle.loads(items)  # noqa: S301  from our own build
    except Exception as error:  # what was sent cannot be read here
        return pickle.dumps(([], WorkerError(f"{type(error).__name__}: {error}")))
    with _telling(at) as begun:
        return chunk_done(function, context, chunk, begun)


if __name__ == "__main__":
    _serve(Connection(int(sys.argv[1])))
