"""Builds on a cluster: a scheduler and workers as processes of their own, the same bytes, and ends that are told."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from plugins.press.places import PROJECT
from tests.press.changes import CONSENT
from tests.press.changes import build as serially
from tests.press.small import TODAY, tree, write, write_association

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="workers of a cluster need a POSIX system")

MANY = 60
SECONDS = 60


def until(is_so: Callable[[], object]) -> None:
    """Waits until something is so."""
    deadline = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@dataclass
class Dask:
    """A scheduler with its workers, which write into a folder what they say."""

    folder: Path
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, what: str, *args: str, at: Path = PROJECT) -> subprocess.Popen[bytes]:
        """Starts one of them in a folder, which is where its code comes from."""
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--host", "127.0.0.1", "--no-dashboard"]
        with (self.folder / f"{len(self.started)}.log").open("wb") as log:
            process = subprocess.Popen([*command, *args], cwd=at, stdout=log, stderr=log)
        self.started.append(process)
        return process

    def worker(self, at: Path = PROJECT) -> subprocess.Popen[bytes]:
        """Starts a worker."""
        places = ["--local-directory", str(self.folder), "--scheduler-file", str(self.folder / "scheduler.json")]
        return self.start("worker", "--nthreads", "1", "--no-nanny", *places, at=at)

    def ready(self) -> None:
        """Waits until all workers have found the scheduler."""
        logs = [self.folder / f"{number}.log" for number in range(1, len(self.started))]
        until(lambda: all("Registered to" in log.read_text() for log in logs))

    @property
    def address(self) -> str:
        address: str = json.loads((self.folder / "scheduler.json").read_text())["address"]
        return address

    def build(self, root: Path, *args: str) -> subprocess.CompletedProcess[str]:
        """Builds the site of a root by the workers."""
        return build(root, "--executor", "dask", "--scheduler", self.address, *args)

    def build_and_kill(self, root: Path, whom: Callable[[], list[int]]) -> subprocess.CompletedProcess[str]:
        """Builds the site of a root, and kills somebody while the workers are at work."""
        options = ("--executor", "dask", "--scheduler", self.address)
        running = subprocess.Popen(command(root, *options), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        until(self.processes)
        os.kill(whom()[0], signal.SIGKILL)
        said, wrong = running.communicate(timeout=SECONDS)
        return subprocess.CompletedProcess([], running.returncode, said, wrong)

    def processes(self) -> list[int]:
        """The processes in which the workers do their work."""
        found = (Path(f"/proc/{one.pid}/task").glob("*/children") for one in self.started[1:] if one.poll() is None)
        return [int(pid) for files in found for file in files for pid in file.read_text().split()]


def command(root: Path, *args: str) -> list[str]:
    """The command that builds the site of a root."""
    build = [sys.executable, "-m", "invoke", "--search-root", str(PROJECT), "build", "--root", str(root)]
    return [*build, "--today", TODAY, *args]


def build(root: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Builds the site of a root."""
    return subprocess.run(command(root, *args), capture_output=True, text=True, check=False)


def published(root: Path, done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """The digests of the files that a build has published."""
    assert done.returncode == 0, done.stderr
    return tree(root / "output")


def in_one_line(done: subprocess.CompletedProcess[str]) -> str:
    """Why nothing was published, in the one line that says so."""
    assert done.returncode == 1
    [line] = [one for one in done.stderr.splitlines() if " made in " not in one]
    return line


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    """A scheduler and two workers."""
    found = Dask(tmp_path_factory.mktemp("dask"))
    try:
        found.start("scheduler", "--port", "0", "--scheduler-file", str(found.folder / "scheduler.json"))
        until((found.folder / "scheduler.json").exists)
        found.worker()
        found.worker()
        found.ready()
        yield found
    finally:
        # Their own processes end when they are gone.
        for process in found.started:
            process.kill()
            process.wait()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small association with so many members that work is shared out."""
    found = write_association(tmp_path / "an association")
    for number in range(MANY):
        text = f"name: Member {number}\nskills: [GIS]\n{CONSENT}"
        write(found, f"members/m{number}.yaml", text)
    return found


def test_a_cluster_gives_the_same_bytes(dask: Dask, root: Path, tmp_path: Path) -> None:
    """From nothing, workers read and print what one process does, and are done with it when the build is."""
    other = shutil.copytree(root, tmp_path / "serial")
    assert published(root, dask.build(root)) == serially(other)
    assert any("Starting Worker plugin guildhall" in log.read_text() for log in dask.folder.glob("*.log"))
    assert dask.processes() == []
    assert list(root.glob(".output-releases/*cluster*")) == []
    assert [path.name for path in (root / ".guildhall").iterdir() if "sqlite" not in path.name] == []


def test_a_cluster_builds_the_demonstration(dask: Dask, tmp_path: Path) -> None:
    """Where all files are remembered and nothing is printed, workers print the same from what was remembered."""
    for name in ("members", "content"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    shutil.copy(PROJECT / "pelicanconf.py", tmp_path)
    before = serially(tmp_path)
    assert len(before) > 1000
    (tmp_path / "output").rename(tmp_path / "elsewhere")
    assert published(tmp_path, dask.build(tmp_path)) == before


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_a_worker_that_is_killed_is_told_with_its_file(dask: Dask, root: Path) -> None:
    """Whether the process that does the work dies, or the worker with its machine: one line names the file."""
    before = serially(root)
    for number in range(MANY):
        write(root, f"members/m{number}.yaml", f"name: Other {number}\n{CONSENT}bio: |\n  {'Words. ' * 900}\n")
    worker = dask.worker()
    dask.ready()
    for words in ("ended by signal 9 while it was at", "was lost while it was at"):
        whom = dask.processes if "signal" in words else lambda: [worker.pid]
        line = in_one_line(dask.build_and_kill(root, whom))
        assert words in line
        assert re.search(r"at (members|content)/\S+\.(yaml|md)", line)
        assert tree(root / "output") == before
        assert list(root.glob(".output-releases/incoming*")) == []
        until(lambda: dask.processes() == [])
    worker.wait(SECONDS)


def test_a_scheduler_that_is_not_there_is_told(root: Path) -> None:
    """Where nobody answers at the address, that is said at once."""
    line = in_one_line(build(root, "--executor", "dask", "--scheduler", "tcp://127.0.0.1:9"))
    assert "nothing was published: no dask scheduler answers at tcp://127.0.0.1:9" in line
    assert not (root / "output").exists()


def test_a_worker_with_other_code_is_refused(dask: Dask, root: Path, tmp_path: Path) -> None:
    """Workers whose code is another would print something else: they are told by their address, and do nothing."""
    old = tmp_path / "old"
    shutil.copytree(PROJECT / "plugins", old / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    with (old / "plugins" / "core" / "dates.py").open("a", encoding="utf-8") as file:
        file.write("# An older version.\n")
    worker = dask.worker(at=old)
    dask.ready()
    line = in_one_line(dask.build(root))
    assert "the worker tcp://127.0.0.1:" in line
    assert "has code or libraries other than this build" in line
    assert not (root / "output").exists()
    worker.terminate()
    worker.wait(SECONDS)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--executor", "dask"], "go together"),
        (["--scheduler", "tcp://127.0.0.1:9"], "go together"),
        (["--executor", "ray"], "one of processes, dask"),
    ],
)
def test_options_that_do_not_fit_are_told(root: Path, args: list[str], words: str) -> None:
    """A scheduler without dask, dask without a scheduler, and other executors are refused before anything is built."""
    done = build(root, *args)
    assert done.returncode == 2
    assert words in done.stderr


def test_what_to_install_is_told(root: Path, tmp_path: Path) -> None:
    """Without the library, one line says which command brings it."""
    write(tmp_path, "distributed.py", "raise ModuleNotFoundError('no', name='distributed')\n")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    args = command(root, "--executor", "dask", "--scheduler", "tcp://127.0.0.1:9")
    done = subprocess.run(args, capture_output=True, text=True, check=False, env=environment)
    assert in_one_line(done).endswith("run uv sync --extra cluster")


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_a_scheduler_that_goes_away_is_told(dask: Dask, root: Path) -> None:
    """When nobody answers any more in the middle of a build, it ends with one line. No test has one after this."""
    line = in_one_line(dask.build_and_kill(root, lambda: [dask.started[0].pid]))
    assert f"the dask scheduler at {dask.address} does not answer any more" in line
    assert not (root / "output").exists()
