"""Work over processes: the same results in the same order, and a worker that dies or hangs is named and ended."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from plugins.press import executors
from plugins.press.executors import FEW, Executor, Processes, WorkerError, processors
from plugins.press.printing import PrintError

MANY = 200


@dataclass(frozen=True)
class File:
    """An item that says of itself where it lies."""

    number: int

    @property
    def path(self) -> str:
        return f"members/m{self.number}.yaml"

    def __str__(self) -> str:
        return self.path


FILES = tuple(map(File, range(MANY)))


def double(context: int, item: int) -> tuple[int, int]:
    """Twice the item and the context, and the process that did it."""
    return 2 * item + context, os.getpid()


def uneven(_context: Any, item: int) -> int:
    """The item, some sooner than others."""
    time.sleep(0.02 if item % 31 == 0 else 0)
    return item


@pytest.fixture(autouse=True)
def _nobody_is_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever happens, no process is left when the work is over, and nobody waits long."""
    monkeypatch.setattr(executors, "LOOK_SECONDS", 0.2)
    yield
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("jobs", [1, 2, 3, 7])
def test_results_are_in_the_order_of_the_items(jobs: int) -> None:
    """Whoever is done first, results come in order, each once."""
    assert list(Processes(jobs)(uneven, None, range(MANY))) == list(range(MANY))
    assert [result for result, _pid in Processes(jobs)(double, 5, range(MANY))] == [2 * one + 5 for one in range(MANY)]


def pids(run: Executor, count: int) -> set[int]:
    """The processes that did so many items."""
    return {pid for _result, pid in run(double, 0, range(count))}


def test_work_is_shared_out() -> None:
    """Where there is much of it, other processes do the work, no more of them than were asked for."""
    found = {pid for _item, pid in Processes(2)(slow_pid, None, range(MANY))}
    assert len(found) == 2
    assert os.getpid() not in found


def slow_pid(_context: Any, item: int) -> tuple[int, int]:
    """The process that did it, with time for others to do some."""
    time.sleep(0.005)
    return item, os.getpid()


def test_little_work_is_done_here() -> None:
    """To start a process takes longer than a few items; one job is this process."""
    here = {os.getpid()}
    assert pids(Processes(2), FEW - 1) == here
    assert pids(Processes(1), MANY) == here
    assert pids(Executor(), MANY) == here
    assert pids(Processes(2), 0) == set()
    assert here.isdisjoint(pids(Processes(2), FEW))


def within(_context: Any, item: int) -> tuple[int, set[int]]:
    """Shares work out from within a worker."""
    return os.getpid(), pids(Processes(2), MANY)


def test_a_workers_own_work_is_done_where_it_is() -> None:
    """A worker that has work to share out does it itself, so that processes do not multiply."""
    for worker, own in Processes(2)(within, None, range(FEW)):
        assert own == {worker}


def raising(error: Callable[[], Exception], item: File) -> int:
    """Raises at one item."""
    if item.number == 57:
        raise error()
    return item.number


class OddError(Exception):
    """An error that cannot be made again from its arguments."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} {other}")


def value_error() -> Exception:
    """Something common."""
    return ValueError("57 will not do")


def print_error() -> Exception:
    """An error of ours."""
    return PrintError("a page")


def odd_error() -> Exception:
    """Something that can be pickled, but not be made again."""
    return OddError("very", "odd")


def unsendable_error() -> Exception:
    """Something that cannot be pickled."""
    return RuntimeError(lambda: None)


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [(value_error, ValueError, "57 will not do"), (print_error, PrintError, "a page")],
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_is_raised_as_it_is(
    error: Callable[[], Exception], kind: type[Exception], words: str, jobs: int
) -> None:
    """What the work raises is raised here, of the same type, whoever did the work; it tells where that was."""
    with pytest.raises(kind, match=words) as raised:
        list(Processes(jobs)(raising, error, FILES))
    assert "in raising\n    raise error()" in "".join(traceback.format_exception(raised.value))


@pytest.mark.parametrize(("error", "words"), [(odd_error, "OddError: very odd"), (unsendable_error, "RuntimeError")])
def test_an_error_that_cannot_be_sent_is_told(error: Callable[[], Exception], words: str) -> None:
    """An error that does not go through a pipe comes as its words, with its traceback: it is a mistake of ours."""
    with pytest.raises(RuntimeError, match=words) as raised:
        list(Processes(2)(raising, error, FILES))
    assert raised.type is RuntimeError
    assert "in raising\n    raise error()" in "".join(traceback.format_exception(raised.value))


def unsendable(_context: Any, item: File) -> Any:
    """A result that no pipe takes."""
    return (lambda: None) if item.number == 57 else item.number


def test_a_result_that_cannot_be_sent_is_told() -> None:
    """A mistake in the program is no silence."""
    with pytest.raises(RuntimeError, match="pickle") as raised:
        list(Processes(2)(unsendable, None, FILES))
    assert raised.type is RuntimeError


def dying(how: str, item: File) -> int:
    """Ends the process at one item, or does not end at all."""
    if item.number == 57:
        if how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif how == "exit":
            os._exit(3)
        else:
            time.sleep(600)
    return item.number


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize(("how", "words"), [("kill", "by signal 9"), ("exit", "with status 3")])
def test_a_worker_that_dies_is_told_with_its_file(how: str, words: str) -> None:
    """What killed a worker is told, and the file that it was at, in words that end the build."""
    with pytest.raises(WorkerError, match=rf"ended {words} while it was at members/m57\.yaml"):
        list(Processes(2)(dying, how, FILES))


def test_a_worker_that_hangs_is_told_with_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that is at one item for too long is ended and its file named, though others are at work."""
    monkeypatch.setattr(executors, "MAX_SECONDS", 0.5)
    began = time.monotonic()
    with pytest.raises(WorkerError, match=r"members/m57\.yaml takes more than"):
        list(Processes(2)(dying, "hang", FILES))
    assert time.monotonic() - began < 20


def a_while(_context: Any, item: File) -> int:
    """An item that takes a moment."""
    time.sleep(0.06)
    return item.number


def test_who_takes_long_for_many_is_not_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is for one item, not for a chunk of them or for all the work."""
    monkeypatch.setattr(executors, "MAX_SECONDS", 0.6)
    monkeypatch.setattr(executors, "CHUNK_SECONDS", 3.0)
    assert list(Processes(2)(a_while, None, FILES[:40])) == list(range(40))


def large(context: bytes, item: bytes) -> bytes:
    """More than a pipe takes at once, there and back."""
    return item + context


def test_large_items_and_results() -> None:
    """Items, contexts and results may be larger than what a pipe holds."""
    items = [bytes([number]) * 300_000 for number in range(FEW)]
    context = b"c" * 300_000
    assert list(Processes(2)(large, context, items)) == [one + context for one in items]


def test_whoever_stops_early_leaves_nobody_behind() -> None:
    """When nobody wants the rest of the results, the workers are ended."""
    with closing(Processes(2)(a_while, None, FILES)) as results:  # type: ignore[type-var]
        assert next(results) == 0
        assert multiprocessing.active_children()
    assert multiprocessing.active_children() == []


def test_processes_are_started_anew_where_they_cannot_be_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """On systems without fork, work, context and items are sent to processes of their own; the results are the same."""
    real = multiprocessing.get_context
    asked: list[str] = []

    def spawning(method: str) -> Any:
        asked.append(method)
        return real("spawn")

    monkeypatch.setattr(executors.multiprocessing, "get_context", spawning)
    began = time.monotonic()
    assert [result for result, _pid in Processes(2)(double, 5, range(FEW))] == [2 * one + 5 for one in range(FEW)]
    # Nobody had to be killed: a worker ends when its pipe is closed.
    assert time.monotonic() - began < 20
    assert asked


def test_there_is_a_processor() -> None:
    """As many processes work as this one may use, on systems that tell and on others."""
    assert processors() >= 1


def test_processors_where_the_system_does_not_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a process cannot know what it may use, all there are count; at least one."""
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    for count, expected in ((8, 8), (None, 1)):
        monkeypatch.setattr(os, "cpu_count", lambda found=count: found)
        assert processors() == expected


def noting(folder: Path, item: File) -> int:
    """Notes the process that does it, and takes a while."""
    (folder / str(os.getpid())).touch()
    time.sleep(0.05)
    return item.number


def alive(pid: int) -> bool:
    """Whether there is such a process, and it is no corpse."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_workers_of_a_build_that_was_killed_end(tmp_path: Path) -> None:
    """When a build is killed, its workers see that nobody listens, and end."""
    child = os.fork()
    if child == 0:
        list(Processes(2)(noting, tmp_path, FILES * 20))
        os._exit(0)
    deadline = time.monotonic() + 20
    while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    workers = [int(one.name) for one in tmp_path.iterdir()]
    assert len(workers) == 2
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(alive, workers))
