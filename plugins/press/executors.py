"""Work over processes: a function, what it needs and its items, done here or by workers of this machine."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, Protocol, TypeVar

from plugins.press.stopping import as_worker

__all__ = [
    "Executor",
    "Processes",
    "Work",
    "Worker",
    "WorkerError",
    "chunk_done",
    "died",
    "item_at",
    "processors",
    "shared_out",
    "stuck",
]

Work = Callable[[Any, Any], Any]
"""Called with the context and one item. Work, context, items and results can be pickled."""

FEW = 24
"""Items that are done sooner than a process is started."""

CHUNK_SECONDS = 0.2
MAX_SECONDS = 120.0
"""How long a worker may be at one item. The slowest, a text of hostile Markdown, is stopped after two."""

LOOK_SECONDS = 1.0


class WorkerError(RuntimeError):
    """A worker that died or hung, with what it was at, in words for staff."""


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


class Executor:
    """Does all work here, one item after the other; `Processes` and `Cluster` do it elsewhere, in the same order."""

    @contextmanager
    def ready(self, _root: Path, _folder: Path) -> Iterator[None]:
        """Whoever does the work has what they need: the association's folder, and one of the output's to write in."""
        yield

    def __call__(self, work: Work, context: Any, items: Sequence[Any]) -> Iterator[Any]:
        """The results, in the order of the items."""
        return (work(context, item) for item in items)


@dataclass(frozen=True)
class Processes(Executor):
    """Does work in so many processes of this machine. Where there is little of it, it is done here."""

    jobs: int

    def __call__(self, work: Work, context: Any, items: Sequence[Any]) -> Iterator[Any]:
        # A worker's own work is done where it is.
        if self.jobs < 2 or len(items) < FEW or multiprocessing.parent_process() is not None:
            yield from super().__call__(work, context, items)
            return
        method = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        with _workers(method, min(self.jobs, len(items)), work, context) as workers:
            yield from shared_out(workers, items, _ready, CHUNK_SECONDS)


class Worker(Protocol):
    """Somebody who does chunks of items, one chunk at a time; what fails raises WorkerError."""

    def give(self, chunk: Sequence[Any]) -> None: ...
    def answer(self) -> tuple[list[Any], Exception | None]: ...


@dataclass(eq=False)
class _Process:
    """A process, the pipe to it, what it does, and since when. `at` counts the items of its chunk that it began."""

    process: Any
    pipe: Connection
    at: Any
    chunk: Sequence[Any] = ()
    seen: tuple[int, float] = (0, 0.0)

    def give(self, chunk: Sequence[Any]) -> None:
        self.chunk = chunk
        self.at.value = 0
        self.seen = (0, time.monotonic())
        try:
            self.pipe.send(chunk)
        except (BrokenPipeError, OSError):
            raise self._died() from None

    def answer(self) -> tuple[list[Any], Exception | None]:
        try:
            found: tuple[list[Any], Exception | None] = pickle.loads(self.pipe.recv_bytes())  # noqa: S301  from our own worker
        except (EOFError, OSError):
            raise self._died() from None
        return found

    def _died(self) -> WorkerError:
        self.process.join(LOOK_SECONDS)
        return died(self.process.exitcode, item_at(self.chunk, self.at.value))


@contextmanager
def _workers(method: BaseContext, count: int, work: Work, context: Any) -> Iterator[list[_Process]]:
    """Processes that wait for chunks; gone at the end, whatever happens."""
    workers: list[_Process] = []
    try:
        for _ in range(count):
            ours, theirs = method.Pipe()
            at = method.RawValue("i", 0)
            # A fork has copies of all pipes, and would hold them open.
            inherited = [*(worker.pipe for worker in workers), ours] if method.get_start_method() == "fork" else []
            process = method.Process(target=_serve, args=(theirs, at, work, context, inherited), daemon=True)  # type: ignore[attr-defined]
            process.start()
            theirs.close()
            workers.append(_Process(process, ours, at))
        yield workers
    finally:
        for worker in workers:
            worker.pipe.close()
        for worker in workers:
            worker.process.join(LOOK_SECONDS)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()


def _serve(pipe: Connection, at: Any, work: Work, context: Any, inherited: Sequence[Connection]) -> None:
    """What a worker does until its pipe is closed: chunks in, results out."""
    as_worker()
    for other in inherited:
        other.close()

    def begun(number: int) -> None:
        at.value = number

    while True:
        try:
            pipe.send_bytes(chunk_done(work, context, pipe.recv(), begun))
        except (EOFError, KeyboardInterrupt, OSError):
            return


def chunk_done(work: Work, context: Any, chunk: Sequence[Any], begun: Callable[[int], None]) -> bytes:
    """Does a chunk, telling the number of each item as it is begun; gives the pickled results, and what was raised.

    What was raised has a note with its traceback, which would stay behind.
    """
    results: list[Any] = []
    error = None
    try:
        if hasattr(context, "prepare"):
            context.prepare(chunk)
        for number, item in enumerate(chunk):
            begun(number)
            results.append(work(context, item))
    except Exception as raised:
        raised.add_note(f"in a worker:\n{traceback.format_exc()}")
        error = raised
    try:
        data = pickle.dumps((results, error), protocol=pickle.HIGHEST_PROTOCOL)
        if error is not None:
            pickle.loads(data)  # noqa: S301  our own; many an error can be pickled and not be made again
    except Exception as unsendable:  # an error that cannot be sent is told by its words
        told = error or unsendable
        sent = RuntimeError(f"{type(told).__name__}: {told}")
        for note in getattr(told, "__notes__", ()):
            sent.add_note(note)
        data = pickle.dumps(([], sent))
    return data


W = TypeVar("W", bound=Worker)


def shared_out(
    workers: Sequence[W], items: Sequence[Any], ready: Callable[[list[W]], list[W]], seconds: float
) -> Iterator[Any]:
    """Chunks to whoever is free, of a size that takes so long; results in the order of the items.

    `ready` waits a moment for those who are busy, and gives who has an answer.
    """
    done: dict[int, list[Any]] = {}
    first, given, size = 0, 0, 1
    idle = list(workers)
    busy: dict[W, tuple[int, float]] = {}
    while first < len(items):
        while idle and given < len(items):
            worker = idle.pop()
            # Towards the end chunks grow small, so that all end together.
            chunk = items[given : given + max(1, min(size, (len(items) - given) // (2 * len(workers))))]
            busy[worker] = (given, time.monotonic())
            given += len(chunk)
            worker.give(chunk)
        for worker in ready(list(busy)):
            results, error = worker.answer()
            if error is not None:
                raise error
            start, began = busy.pop(worker)
            each = max(time.monotonic() - began, 1e-4) / len(results)
            size = max(1, min(4 * size, int(seconds / each)))
            done[start] = results
            idle.append(worker)
        while first in done:
            results = done.pop(first)
            first += len(results)
            yield from results


def _ready(busy: list[_Process]) -> list[_Process]:
    """The workers that have answered; raises WorkerError for one that is at one item for too long."""
    ready = wait([worker.pipe for worker in busy], timeout=LOOK_SECONDS)
    now = time.monotonic()
    for worker in busy:
        if worker.at.value != worker.seen[0]:
            worker.seen = (worker.at.value, now)
        elif worker.pipe not in ready and now - worker.seen[1] > MAX_SECONDS:
            raise stuck(item_at(worker.chunk, worker.at.value))
    return [worker for worker in busy if worker.pipe in ready]


def item_at(chunk: Sequence[Any], number: int) -> str:
    """An item of a chunk, as it says of itself: the file that it is of, or the address of what is made of many."""
    return str(chunk[min(number, len(chunk) - 1)])


def died(code: int | None, item: str) -> WorkerError:
    """A worker whose process ended with this exit code."""
    how = f"by signal {-code}" if code and code < 0 else f"with status {code}"
    advice = "look at that file, or give the build more memory or fewer processes (--jobs 1)"
    return WorkerError(f"a worker ended {how} while it was at {item}; {advice}")


def stuck(item: str) -> WorkerError:
    """A worker that was ended because it did not get on."""
    return WorkerError(f"{item} takes more than {MAX_SECONDS:.0f} seconds, and its worker was ended; look at that file")
