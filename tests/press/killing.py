"""Builds a site again and again, and kills each build at a random moment: run by test_releases.py.

Usage: python -m tests.press.killing ROOT KILLS SEED

A child is forked for each build, so that the moments fall into the build: not into the start of Python, nor into the
compiling of templates, before anything is written. After every kill the published site must be one of the two whole
ones. Prints what happened; exits 1 at the first that is not.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from datetime import date
from pathlib import Path

from plugins.press.building import build
from plugins.press.outcomes import Options
from tests.press.compiling import compiled_once
from tests.press.small import TODAY, tree, write

VERSIONS = ("Analyst", "Countess")


def main(root: Path, kills: int, seed: int) -> str | None:
    """Kills that many builds; gives what went wrong, if anything did."""
    wholes = []
    limit = 1.0
    for version in VERSIONS:
        _write(root, version)
        started = time.monotonic()
        _build(root)
        limit = time.monotonic() - started
        wholes.append(tree(root / "output"))
    if wholes[0] == wholes[1]:
        return "the two versions do not differ"
    moments = random.Random(seed)  # moments, not keys
    seen = {"killed": 0, "finished": 0, "first": 0, "second": 0}
    while seen["killed"] < kills:
        number = seen["killed"] + seen["finished"]
        _write(root, VERSIONS[number % 2])
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os._exit(_build(root))
        time.sleep(moments.uniform(0, limit))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        seen["killed" if killed else "finished"] += 1
        # The machine may be busier or idler than before: the last moments are always near a build's end.
        limit *= 1.05 if killed else 0.9
        left = tree(root / "output")
        if left not in wholes:
            return f"round {number}: the published site is neither version"
        seen["first" if left == wholes[0] else "second"] += 1
    _write(root, VERSIONS[1])
    if _build(root) or tree(root / "output") != wholes[1]:
        return "the next build needs help"
    left = sorted(path.name for path in (root / ".output-releases").iterdir())
    if len(left) != len({"lock", "last.json"}) + 2 * len({"a tree", "its list"}):
        return f"left behind: {left}"
    sys.stdout.write(" ".join(f"{name}={count}" for name, count in seen.items()) + "\n")
    return None


def _write(root: Path, version: str) -> None:
    write(root, "members/bob.yaml", f"name: Bob\nheadline: {version}\nconsent: {{date: 2026-01-01, version: 1}}\n")


def _build(root: Path) -> int:
    return build(root, Options(today=date.fromisoformat(TODAY)))


if __name__ == "__main__":
    with compiled_once():
        failed = main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    sys.exit(failed)
