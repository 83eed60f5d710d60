"""Raw figures as JSON in `benchmarks/results/`, with their day, the machine and the versions of what was measured."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

__all__ = ["FOLDER", "about", "latest", "save"]

FOLDER = Path(__file__).with_name("results")
MEASURED = ("hugo", "jinja2", "lunr", "pagefind-bin", "pelican", "pydantic", "pyyaml")


def about(what: str, members: int) -> dict[str, Any]:
    """What every file of results begins with."""
    return {
        "what": what,
        "members": members,
        "date": datetime.now(UTC).date().isoformat(),
        "commit": _commit(),
        "machine": {"cores": os.cpu_count(), "processor": _processor(), "memory_gb": _memory()},
        "versions": {
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            "linux": platform.release().partition("-")[0],
            **{name: metadata.version(name) for name in MEASURED},
        },
    }


def save(result: Mapping[str, Any], folder: Path = FOLDER) -> Path:
    """Writes a result under its day, subject and size, in the place of an earlier one of that day."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{result['date']}-{result['what']}-{result['members']}.json"
    file.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return file


def latest(what: str, folder: Path = FOLDER) -> dict[int, dict[str, Any]]:
    """The latest result about a subject of each size, smallest first."""
    found = {result["members"]: result for result in _read(folder) if result["what"] == what}
    return dict(sorted(found.items()))


def _read(folder: Path) -> Iterator[dict[str, Any]]:
    for file in sorted(folder.glob("*.json")):
        yield json.loads(file.read_text(encoding="utf-8"))


def _commit() -> str:
    """What was measured, where it lies in git: its commit, with a plus sign where files were changed since."""
    said = ["git", "describe", "--always", "--abbrev=12", "--dirty=+", "--match="]
    done = subprocess.run(said, cwd=FOLDER.parent, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _processor() -> str:
    """The model of the processor, as Linux tells it."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _memory() -> int:
    return round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9)
