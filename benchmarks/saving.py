"""How long an author waits: from saving a member's file until `invoke serve` serves the changed page."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.changes import edit
from benchmarks.sides import Ours
from benchmarks.synthetic import Association

__all__ = ["seconds_to_see"]

PATIENCE = 300
EVERY = 0.01


def seconds_to_see(ours: Ours, written: Association, times: int) -> list[float]:
    """Seconds from saving a headline to the page that shows it, so often. Raises TimeoutError after five minutes."""
    found = []
    with _serving(ours) as address:
        for number in range(times):
            one = edit("headline", written, 100 + number)
            page = f"{address}/members/{one.written.slug}/"
            _wait_for(page, "</html>")
            time.sleep(1)  # an author reads what they see before they go on
            since = time.monotonic()
            ours.change(one)
            _wait_for(page, one.written.fields["headline"])
            found.append(time.monotonic() - since)
    return found


@contextmanager
def _serving(ours: Ours) -> Iterator[str]:
    port = _free_port()
    command = ours.command("serve", "--port", str(port))
    process = subprocess.Popen(
        command, cwd=ours.project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait_for(page: str, text: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(page, timeout=PATIENCE) as answer:
                if text in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(EVERY)
    raise TimeoutError(f"{page} never said {text!r}")
