"""Work over processes: a function, what it needs and its items, done here or by workers of this machine."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Any

__all__ = ["Executor", "Processes", "Work", "WorkerError", "processors"]

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
    """Does all work here, one item after the other; `Processes` and the cluster do it elsewhere, in the same order."""

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
            yield from _shared_out(workers, items)


@dataclass
class _Worker:
    """A process, the pipe to it, what it does, and since when. `at` counts the items of its chunk that it began."""

    process: Any
    pipe: Connection
    at: Any
    start: int = 0
    chunk: Sequence[Any] = ()
    seen: tuple[int, float] = (0, 0.0)
    began: float = 0.0


@contextmanager
def _workers(method: BaseContext, count: int, work: Work, context: Any) -> Iterator[list[_Worker]]:
    """Processes that wait for chunks; gone at the end, whatever happens."""
    workers: list[_Worker] = []
    try:
        for _ in range(count):
            ours, theirs = method.Pipe()
            at = method.RawValue("i", 0)
            # A fork has copies of all pipes, and would hold them open.
            inherited = [*(worker.pipe for worker in workers), ours] if method.get_start_method() == "fork" else []
            process = method.Process(target=_serve, args=(theirs, at, work, context, inherited), daemon=True)  # type: ignore[attr-defined]
            process.start()
            theirs.close()
            workers.append(_Worker(process, ours, at))
        yield workers
    finally:
        for worker in workers:
            worker.pipe.close()
            worker.process.join(LOOK_SECONDS)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()


def _serve(pipe: Connection, at: Any, work: Work, context: Any, inherited: Sequence[Connection]) -> None:
    """What a worker does until its pipe is closed: chunks in, results out."""
    for other in inherited:
        other.close()
    while True:
        try:
            chunk = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        results: list[Any] = []
        error = None
        try:
            if hasattr(context, "prepare"):
                context.prepare(chunk)
            for number, item in enumerate(chunk):
                at.value = number
                results.append(work(context, item))
        except KeyboardInterrupt:
            return
        except Exception as raised:
            error = raised
        _answer(pipe, results, error)


def _answer(pipe: Connection, results: list[Any], error: Exception | None) -> None:
    try:
        data = pickle.dumps((results, error), protocol=pickle.HIGHEST_PROTOCOL)
        if error is not None:
            pickle.loads(data)  # noqa: S301  our own; many an error can be pickled and not be made again
    except Exception as unsendable:  # an error that cannot be sent is told by its words
        told = error or unsendable
        data = pickle.dumps(([], WorkerError(f"{type(told).__name__}: {told}")))
    try:
        pipe.send_bytes(data)
    except (BrokenPipeError, OSError):
        os._exit(1)


def _shared_out(workers: list[_Worker], items: Sequence[Any]) -> Iterator[Any]:
    """Chunks to whoever is free, of a size that takes a moment; results in the order of the items."""
    done: dict[int, list[Any]] = {}
    first, given, size = 0, 0, 1

    def give(worker: _Worker) -> None:
        nonlocal given
        # Towards the end chunks grow small, so that all end together.
        left = len(items) - given
        worker.start, worker.chunk = given, items[given : given + max(1, min(size, left // (2 * len(workers))))]
        given += len(worker.chunk)
        worker.at.value = 0
        worker.began = time.monotonic()
        worker.seen = (0, worker.began)
        _send(worker)

    idle = list(workers)
    busy: list[_Worker] = []
    while first < len(items):
        while idle and given < len(items):
            worker = idle.pop()
            give(worker)
            busy.append(worker)
        for worker in _ready(busy):
            results, error = _received(worker)
            if error is not None:
                raise error
            seconds = max(time.monotonic() - worker.began, 1e-4) / len(results)
            size = max(1, min(4 * size, int(CHUNK_SECONDS / seconds)))
            done[worker.start] = results
            busy.remove(worker)
            idle.append(worker)
        while first in done:
            results = done.pop(first)
            first += len(results)
            yield from results


def _send(worker: _Worker) -> None:
    try:
        worker.pipe.send(worker.chunk)
    except (BrokenPipeError, OSError):
        raise _died(worker) from None


def _ready(busy: list[_Worker]) -> list[_Worker]:
    """The workers that have answered; raises WorkerError for one that is at one item for too long."""
    ready = wait([worker.pipe for worker in busy], timeout=LOOK_SECONDS)
    now = time.monotonic()
    for worker in busy:
        if worker.at.value != worker.seen[0]:
            worker.seen = (worker.at.value, now)
        elif worker.pipe not in ready and now - worker.seen[1] > MAX_SECONDS:
            raise WorkerError(f"{_item(worker)} takes more than {MAX_SECONDS:.0f} seconds; the worker was ended")
    return [worker for worker in busy if worker.pipe in ready]


def _received(worker: _Worker) -> tuple[list[Any], Exception | None]:
    try:
        found: tuple[list[Any], Exception | None] = pickle.loads(worker.pipe.recv_bytes())  # noqa: S301  from our own worker
    except (EOFError, OSError):
        raise _died(worker) from None
    return found


def _died(worker: _Worker) -> WorkerError:
    worker.process.join(LOOK_SECONDS)
    code = worker.process.exitcode
    how = f"by signal {-code}" if code and code < 0 else f"with status {code}"
    return WorkerError(f"a worker ended {how} while it was at {_item(worker)}; memory may be short, or that file odd")


def _item(worker: _Worker) -> str:
    """What a worker is at, as its item says of itself."""
    item = worker.chunk[min(worker.at.value, len(worker.chunk) - 1)]
    return str(getattr(item, "path", None) or item)
