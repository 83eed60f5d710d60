"""Work over many machines, by the workers of a dask scheduler (docs/scale.md).

Workers see the project, the association and the output's folder at the same paths as the build, and have the same code:
that is looked at first. They read sources and write what they print themselves; what the build remembers they read in
packs, and only numbers of items and small answers go through the scheduler.
"""

from __future__ import annotations

import logging
import pickle
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import distributed

from plugins.press import executors
from plugins.press.apart import Apart, at_in, keep_work
from plugins.press.executors import FEW, Executor, Work, WorkerError, item_at, shared_out
from plugins.press.inputs import code_version, theme_version
from plugins.press.packs import Shared
from plugins.press.places import MEMORY

__all__ = ["Cluster"]

CHUNK_SECONDS = 1.0
"""To give a chunk to another machine takes some hundredths of a second."""

LOGS = ("distributed", "distributed.client")
"""Where dask tells what goes wrong, at length; we say it in one line."""

CONNECT_SECONDS = 5
END_SECONDS = 30


@dataclass
class Cluster(Executor):
    """Does work by the workers of the scheduler at an address. Where there is little of it, it is done here."""

    address: str
    store: Shared
    _client: Any = None
    _folder: Path = Path()
    _name: str = ""
    _workers: tuple[str, ...] = ()
    _stages: int = field(default=0)

    @contextmanager
    def ready(self, root: Path, folder: Path) -> Iterator[None]:
        """Connects to the workers and makes sure that they see what we see. Raises WorkerError."""
        for name in LOGS:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        with _connected(self.address) as self._client:
            self._folder = Path(tempfile.mkdtemp(prefix="cluster-", dir=folder))
            self._workers = _those_like_us(self._client, ((root / MEMORY).parent, self._folder))
            self.store.share_in(self._folder)
            # Whoever was killed at the same output has left one of this name, which goes now.
            self._name = f"guildhall {folder}"
            self._client.register_plugin(_Plugin(), name=self._name)
            try:
                yield
            finally:
                # Nobody writes into the output's folder any more when it is cleared.
                if self._client.status == "running":
                    with suppress(Exception):
                        self._client.unregister_worker_plugin(self._name)

    def __call__(self, work: Work, context: Any, items: Sequence[Any]) -> Iterator[Any]:
        if len(items) < FEW:
            yield from super().__call__(work, context, items)
            return
        self.store.share()
        self._stages += 1
        file = self._folder / f"{self._stages}.work"
        keep_work(file, work, context)
        hands = [
            _Hand(self._client, address, self._name, file, file.with_suffix(f".{number}"))
            for number, address in enumerate(self._workers)
        ]
        try:
            yield from shared_out(hands, items, self._ready, CHUNK_SECONDS)
        finally:
            for hand in hands:
                hand.future = None
            file.unlink(missing_ok=True)

    def _ready(self, busy: list[_Hand]) -> list[_Hand]:
        """The workers that have answered; raises WorkerError where one is gone."""
        try:
            with suppress(TimeoutError):
                distributed.wait([hand.future for hand in busy], executors.LOOK_SECONDS, "FIRST_COMPLETED")
            ready = [hand for hand in busy if hand.future.done()]
            there = () if ready else self._client.nthreads(callback_timeout=CONNECT_SECONDS)
        except Exception:  # whatever it is, there is nobody to ask any more
            raise WorkerError(f"the dask scheduler at {self.address} does not answer any more") from None
        if not ready:
            for hand in busy:
                if hand.address not in there:
                    raise hand.lost()
        return ready


@dataclass(eq=False)
class _Hand:
    """One of the workers, and the chunk it is at."""

    client: Any
    address: str
    name: str
    work: Path
    at: Path
    chunk: Sequence[Any] = ()
    future: Any = None

    def give(self, chunk: Sequence[Any]) -> None:
        self.chunk = chunk
        self.at.unlink(missing_ok=True)
        items = pickle.dumps(chunk, protocol=pickle.HIGHEST_PROTOCOL)
        try:
            self.future = self.client.submit(
                _do, self.name, self.work, self.at, items, workers=[self.address], pure=False, retries=0
            )
        except Exception as error:
            raise WorkerError(f"the cluster takes no more work: {error}") from None

    def answer(self) -> tuple[list[Any], Exception | None]:
        try:
            answer = self.future.result(END_SECONDS)
        except (OSError, distributed.KilledWorker):
            raise self.lost() from None
        except Exception as error:
            raise WorkerError(f"{self.address} and its scheduler could not do their work: {error!r}") from None
        found: tuple[list[Any], Exception | None] = pickle.loads(answer)  # noqa: S301  from our own worker
        return found

    def lost(self) -> WorkerError:
        """The worker is gone."""
        return WorkerError(f"the worker {self.address} was lost while it was at {item_at(self.chunk, at_in(self.at))}")


class _Plugin(distributed.WorkerPlugin):  # type: ignore[misc]
    """What a worker holds for one build: a process apart, which ends with the build."""

    apart: Apart

    def setup(self, worker: Any) -> None:  # noqa: ARG002  dask names it
        self.apart = Apart()

    def teardown(self, worker: Any) -> None:  # noqa: ARG002  dask names it
        self.apart.end()


def _do(name: str, work: Path, at: Path, items: bytes) -> bytes:
    """A chunk, done by a worker."""
    found: bytes = distributed.get_worker().plugins[name].apart.do(work, at, items)
    return found


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    try:
        client = distributed.Client(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise WorkerError(f"no dask scheduler answers at {address}: {reason}") from None
    try:
        yield client
    finally:
        with suppress(Exception):
            client.close(timeout=END_SECONDS)


def _those_like_us(client: Any, folders: Sequence[Path]) -> tuple[str, ...]:
    """The addresses of the workers. Raises WorkerError where one has other code, or does not see these folders."""
    marks = {folder / f"seen-{secrets.token_hex(8)}": secrets.token_hex(16) for folder in folders}
    try:
        for mark, content in marks.items():
            mark.parent.mkdir(exist_ok=True)
            mark.write_text(content)
        told = client.run(_seen, tuple(marks), on_error="return")
    except distributed.comm.CommClosedError as error:
        raise WorkerError(f"the dask scheduler cannot ask its workers: {error}") from None
    finally:
        for mark in marks:
            mark.unlink(missing_ok=True)
    ours = (code_version(), theme_version(), tuple(marks.values()))
    for worker, theirs in sorted(told.items()):
        if isinstance(theirs, Exception):
            raise WorkerError(f"the worker {worker} cannot use the project's code; start it there: {theirs}")
        code, theme, seen = theirs
        if (code, theme) != ours[:2]:
            what = "code or libraries" if code != ours[0] else "a theme"
            raise WorkerError(f"the worker {worker} has {what} other than this build; update it, and start it anew")
        for mark, content, found in zip(marks, ours[2], seen, strict=True):
            if found != content:
                raise WorkerError(f"the worker {worker} does not see {mark.parent} as this machine does; share it")
    if not told:
        raise WorkerError("the dask scheduler has no workers; start some (docs/scale.md)")
    return tuple(sorted(told))


def _seen(marks: Sequence[Path]) -> tuple[str, str, tuple[str, ...]]:
    """What a worker has and sees."""
    seen = []
    for mark in marks:
        try:
            seen.append(mark.read_text())
        except OSError:
            seen.append("")
    return code_version(), theme_version(), tuple(seen)
