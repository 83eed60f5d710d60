"""Programs measured from outside: how long they take, and the most memory that they and their children hold."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

__all__ = ["BEGIN", "END", "Cost", "Time", "cost_of", "time_of"]

BEGIN, END = "measure: begin", "measure: end"
"""What a program prints before and after the work that counts, where not all of it does."""

EVERY, SHARE = 0.02, 0.05
"""Memory is looked at so often, in seconds, and less often where looking takes more than this share of the time."""


@dataclass(frozen=True)
class Time:
    """Seconds by the clock, and of the processors by a program and all that it started and waited for."""

    seconds: float
    processor: float


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of the processors; megabytes held before the work and at most while it was done."""

    seconds: float
    processor: float
    before: float
    peak: float

    @property
    def added(self) -> float:
        """Megabytes that the work itself took."""
        return self.peak - self.before


def time_of(command: Sequence[str], log: Path, folder: Path | None = None) -> Time:
    """Runs a program in a folder to its end, unwatched; what it writes goes to `log`.

    Raises CalledProcessError where it fails.
    """
    with log.open("w", encoding="utf-8") as written:
        since = time.monotonic()
        process = subprocess.Popen(command, stdout=written, stderr=subprocess.STDOUT, cwd=folder)
        _pid, status, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - since
    process.returncode = os.waitstatus_to_exitcode(status)
    _fail_with(process, log)
    return Time(seconds, used.ru_utime + used.ru_stime)


def cost_of(command: Sequence[str], log: Path, folder: Path | None = None) -> Cost:
    """Runs a program in a folder to its end; what it writes goes to `log`. Raises CalledProcessError where it fails.

    A program that prints BEGIN and END is measured between them, any other from start to end.
    """
    with (
        log.open("w", encoding="utf-8") as written,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=written, text=True, cwd=folder) as process,
    ):
        watch = _Watch(process.pid)
        watch.start()
        assert process.stdout
        found = None
        for line in process.stdout:
            written.write(line)
            if line.strip() == BEGIN:
                watch.restart()
            elif line.strip() == END:
                found = watch.cost()
        process.wait()
    watch.stop()
    _fail_with(process, log)
    return found or watch.cost()


def _fail_with(process: subprocess.Popen[str] | subprocess.Popen[bytes], log: Path) -> None:
    if process.returncode:
        sys.stderr.write(log.read_text(encoding="utf-8")[-2000:])
        raise subprocess.CalledProcessError(process.returncode, process.args)


class _Watch(Thread):
    """Looks at a process and its children again and again, until it is gone."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self._stop_now = Event()
        self._seen: dict[int, float] = {}
        self.restart()

    def restart(self) -> None:
        self._since = time.monotonic()
        self._before = self._peak = _held(self.pid)
        self._look()
        self._used = sum(self._seen.values())

    def run(self) -> None:
        pause = EVERY
        while not self._stop_now.wait(pause):
            since = time.monotonic()
            self._look()
            pause = max(EVERY, (time.monotonic() - since) / SHARE)

    def stop(self) -> None:
        self._stop_now.set()
        self.join()

    def cost(self) -> Cost:
        self._look()
        seconds = time.monotonic() - self._since
        return Cost(seconds, sum(self._seen.values()) - self._used, self._before, self._peak)

    def _look(self) -> None:
        self._peak = max(self._peak, _held(self.pid))
        self._seen |= {pid: seconds for pid in _family(self.pid) if (seconds := _processor(pid)) is not None}


def _family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for one in found:
        try:
            for thread in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (thread / "children").read_text().split())
        except OSError:
            continue
    return found


def _held(pid: int) -> float:
    """Megabytes of memory that a process and all below it hold; what several of them share is counted once."""
    total = 0
    for one in _family(pid):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total * 1024 / 1e6


def _processor(pid: int) -> float | None:
    """Seconds of the processors that a process has used."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
