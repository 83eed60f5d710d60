"""A process apart: it does chunks in its main thread, and its death or standstill is told with the item."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from plugins.press import executors
from plugins.press.apart import Apart, at_in, keep_work
from plugins.press.executors import WorkerError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="workers of a cluster need a POSIX system")

ITEMS = tuple(f"members/m{number}.yaml" for number in range(9))


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> Iterator[Apart]:
    """A process apart that nobody waits for long."""
    monkeypatch.setattr(executors, "LOOK_SECONDS", 0.1)
    found = Apart()
    yield found
    found.end()


def done(apart: Apart, folder: Path, work: Any, context: Any = None) -> list[Any]:
    """The results of work with the items; raises what it raised."""
    (folder / "at").unlink(missing_ok=True)
    # Each work has a file of its own: what one says is not looked up twice.
    file = folder / f"{len(list(folder.glob('*.work')))}.work"
    keep_work(file, work, context)
    results, error = pickle.loads(apart.do(file, folder / "at", pickle.dumps(ITEMS)))  # noqa: S301  our own
    if error:
        raise error
    return list(results)


def where(_context: Any, _item: str) -> tuple[int, bool]:
    """The process, and whether this is its main thread."""
    return os.getpid(), threading.current_thread() is threading.main_thread()


def test_work_is_done_in_the_main_thread_of_one_process(apart: Apart, tmp_path: Path) -> None:
    """The process stays from chunk to chunk, and ends when it is told to."""
    [(first, in_main)] = set(done(apart, tmp_path, where))
    assert in_main
    assert first != os.getpid()
    assert set(done(apart, tmp_path, where)) == {(first, True)}
    apart.end()
    assert {pid for pid, _main in done(apart, tmp_path, where)} != {first}


def test_chunks_of_two_at_once_are_done_one_by_one(apart: Apart, tmp_path: Path) -> None:
    """Whoever gives a chunk while another is done gets its own answer: a worker may have several threads."""
    keep_work(tmp_path / "work", slowly, None)

    def told(number: int) -> Any:
        return pickle.loads(apart.do(tmp_path / "work", tmp_path / f"at{number}", pickle.dumps([number] * 9)))  # noqa: S301  our own

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(told, range(8)))
    assert [results for results, _error in answers] == [[number] * 9 for number in range(8)]


def slowly(_context: Any, item: int) -> int:
    """The item, after a moment."""
    time.sleep(0.005)
    return item


def falling(how: str, item: str) -> str:
    """Fails at one item."""
    if item == ITEMS[5]:
        if how == "raise":
            raise ValueError("no")
        if how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(60)
    return item


def test_what_is_raised_is_told(apart: Apart, tmp_path: Path) -> None:
    """An error of the work comes back as it is."""
    with pytest.raises(ValueError, match="no"):
        done(apart, tmp_path, falling, "raise")


def test_a_death_is_told_with_the_item(apart: Apart, tmp_path: Path) -> None:
    """What killed the process is told with the item; the next chunk has another process."""
    with pytest.raises(WorkerError, match=r"by signal 9 while it was at members/m5\.yaml"):
        done(apart, tmp_path, falling, "kill")
    assert at_in(tmp_path / "at") == 5
    assert len(done(apart, tmp_path, where)) == len(ITEMS)


def test_a_standstill_is_told_with_the_item(apart: Apart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that does not get on with an item is ended."""
    done(apart, tmp_path, where)
    with monkeypatch.context() as patch:
        patch.setattr(executors, "MAX_SECONDS", 1.0)
        with pytest.raises(WorkerError, match=r"members/m5\.yaml takes more than 1 seconds"):
            done(apart, tmp_path, falling, "hang")
    assert len(done(apart, tmp_path, where)) == len(ITEMS)


def test_what_cannot_be_read_there_is_told(apart: Apart, tmp_path: Path) -> None:
    """Work that is not what it should be is an error that is told, and ends nothing else."""
    (tmp_path / "damaged").write_bytes(b"no pickle")
    answer = apart.do(tmp_path / "damaged", tmp_path / "at", pickle.dumps(ITEMS))
    _results, error = pickle.loads(answer)  # noqa: S301  our own
    assert "UnpicklingError" in str(error)
    assert len(done(apart, tmp_path, where)) == len(ITEMS)


def test_nobody_has_begun_yet(tmp_path: Path) -> None:
    """Before a process says where it is, and where that cannot be read, it is at the first item."""
    (tmp_path / "at").write_bytes(b"")
    (tmp_path / "odd").write_bytes(b"x")
    assert [at_in(tmp_path / name) for name in ("at", "odd", "missing")] == [0, 0, 0]
