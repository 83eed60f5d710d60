"""Builds on demand, each in a process of its own that begins with everything imported and nothing done."""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import traceback
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

TOO_LONG = 300
"""Seconds after which a build is ended."""

CRASHED = 99
"""Its status where it raised an error."""

IMPORTED = (
    "pelican",
    "plugins.press.building",
    *(f"plugins.{name}" for name in ("frontpage", "directory", "events", "jobs", "organizations", "chapters")),
    *(f"plugins.{name}.views" for name in ("directory", "events", "jobs", "organizations", "chapters", "search")),
    "plugins.search",
    "plugins.saved",
)


def main() -> None:
    """Reads builds from standard input, a line of JSON each, and answers each with its exit status."""
    for name in IMPORTED:
        with suppress(Exception):  # the build will say what is wrong with it
            importlib.import_module(name)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _build(**json.loads(line))
        _child, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _build(root: str, said: str, today: str, output: str, **options: Any) -> None:
    """Builds, as `invoke build` would, and ends this process."""
    status = CRASHED
    signal.alarm(TOO_LONG)
    log = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    os.dup2(log, 1)
    os.dup2(log, 2)
    try:
        from plugins.press.outcomes import Options  # noqa: PLC0415  where it is broken, the build says it
        from plugins.press.starting import build  # noqa: PLC0415

        status = build(Path(root), Options(output=Path(output), today=date.fromisoformat(today), **options))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    main()
