"""Programs measured from outside."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.processes import BEGIN, END, cost_of, time_of

MEGABYTES = 60

pytestmark = pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is told by Linux only")


def _python(text: str) -> list[str]:
    return [sys.executable, "-c", text]


def test_time_is_that_of_the_program_and_its_children(tmp_path: Path) -> None:
    """Seconds of processors include those of a child that was waited for; sleeping takes none."""
    work = "import time; until = time.process_time() + 0.3\nwhile time.process_time() < until: pass"
    program = f"import subprocess, sys, time; subprocess.run([sys.executable, '-c', {work!r}]); time.sleep(0.2)"
    found = time_of(_python(program), tmp_path / "log")
    assert found.seconds >= 0.5
    assert 0.3 <= found.processor < 2


def test_a_program_runs_in_its_folder_and_its_words_are_kept(tmp_path: Path) -> None:
    """What it writes is in the log, errors too."""
    time_of(_python("import os, sys; print(os.getcwd()); print('beside', file=sys.stderr)"), tmp_path / "log", tmp_path)
    assert (tmp_path / "log").read_text(encoding="utf-8").split() == [str(tmp_path), "beside"]


@pytest.mark.parametrize("measure", [time_of, cost_of])
def test_a_program_that_fails_is_an_error(tmp_path: Path, measure: object, capsys: pytest.CaptureFixture[str]) -> None:
    """A figure of what did not work would be none; its last words are told."""
    assert callable(measure)
    with pytest.raises(subprocess.CalledProcessError):
        measure(_python("import sys; sys.exit('no room')"), tmp_path / "log")
    assert "no room" in capsys.readouterr().err


def test_shared_memory_counts_once(tmp_path: Path) -> None:
    """Three children of a program that holds much hold it together with it."""
    program = f"""
import os, time
held = b"x" * {MEGABYTES * 1_000_000}
for _ in range(3):
    if not os.fork():
        time.sleep(0.5)
        os._exit(0)
for _ in range(3):
    os.wait()
"""
    assert MEGABYTES < cost_of(_python(program), tmp_path / "log").peak < 2 * MEGABYTES


def test_memory_before_the_work_is_told_apart(tmp_path: Path) -> None:
    """A program that says when its work begins and ends is measured between the two."""
    program = f"""
import time
held = b"x" * {MEGABYTES * 1_000_000}
print({BEGIN!r}, flush=True); time.sleep(0.2)
more = b"y" * {MEGABYTES * 1_000_000}
time.sleep(0.3); print({END!r}, flush=True)
time.sleep(1)
"""
    found = cost_of(_python(program), tmp_path / "log")
    assert found.before >= MEGABYTES
    assert MEGABYTES <= found.added < MEGABYTES * 1.3
    assert found.seconds < 1
