"""Builds of an edited place: with what was remembered, and from nothing; what they say, and what they print."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from benchmarks.edits.place import Place
from benchmarks.edits.server import CRASHED

__all__ = ["Builds", "Built", "tree"]

MEMORY = ".guildhall"
VARYING = re.compile(r"(?m)^.* made in [\d.]+ s\n|(?<= files), .*$")
"""What differs by right: which stages took long; and of the last line what is new, and how long it all took."""


@dataclass(frozen=True)
class Built:
    """How a build ended: its status, what it said (without what may differ), and the SHA-256 of each file."""

    status: int
    said: str
    files: Mapping[str, str]

    @property
    def crashed(self) -> bool:
        """Whether it ended otherwise than a build should."""
        return self.status not in {0, 1, 3} or "Traceback" in self.said


@dataclass
class Builds:
    """Builds of one place. Those with a memory and those from nothing have servers of different hash seeds."""

    place: Place
    seconds: dict[str, float] = field(default_factory=lambda: {"incremental": 0.0, "clean": 0.0})
    _servers: dict[str, tuple[int, subprocess.Popen[str]]] = field(default_factory=dict)

    @property
    def beside(self) -> Path:
        """The folder around the place, where sites are printed."""
        return self.place.folder.parent

    def output(self, name: str) -> Path:
        return self.beside / "sites" / name

    def incremental(self, name: str, *, quarantine: bool = False) -> Built:
        """Builds what the place is now into the output of this name, which may have been built before."""
        return self._build("incremental", self.output(name), quarantine=quarantine)

    def clean(self, *, quarantine: bool = False) -> Built:
        """Builds what the place is now into a new folder, with nothing remembered."""
        output = self.beside / "clean" / "out"
        shutil.rmtree(output.parent, ignore_errors=True)
        memory, aside = self.place.folder / MEMORY, self.beside / "memory-aside"
        if memory.exists():
            memory.rename(aside)
        try:
            return self._build("clean", output, quarantine=quarantine)
        finally:
            shutil.rmtree(memory, ignore_errors=True)
            if aside.exists():
                aside.rename(memory)

    def _build(self, which: str, output: Path, *, quarantine: bool) -> Built:
        said = self.beside / f"{which}.log"
        output.parent.mkdir(parents=True, exist_ok=True)
        state = self.place.state
        asked = {
            "root": str(self.place.folder),
            "said": str(said),
            "today": state.today.isoformat(),
            "output": str(output),
            "audience": state.audience,
            "jobs": state.jobs,
            "quarantine": quarantine,
        }
        reads, writes = self._server(which)
        began = os.times().elapsed
        writes.write(json.dumps(asked) + "\n")
        writes.flush()
        answer = reads.readline()
        self.seconds[which] += os.times().elapsed - began
        words = said.read_text(encoding="utf-8") if said.exists() else ""
        return Built(int(answer or CRASHED), VARYING.sub("", words), tree(output))

    def _server(self, which: str) -> tuple[IO[str], IO[str]]:
        """The pipes from and to a server that runs the program as it is now."""
        code, server = self._servers.get(which, (-1, None))
        if server is None or code != self.place.code or server.poll() is not None:
            self._stop(which)
            seed = {"incremental": "0", "clean": "random"}[which]
            server = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.edits.server"],
                cwd=self.place.folder,
                env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(self.place.folder)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            self._servers[which] = (self.place.code, server)
        assert server.stdin
        assert server.stdout
        return server.stdout, server.stdin

    def _stop(self, which: str) -> None:
        _code, server = self._servers.pop(which, (-1, None))
        if server is not None:
            server.communicate()

    def close(self) -> None:
        """Ends the servers."""
        for which in list(self._servers):
            self._stop(which)


def tree(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a site, by its path."""
    whole = folder.resolve()
    return {
        path.relative_to(whole).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(whole.rglob("*"))
        if path.is_file()
    }
