"""The Nu HTML checker over whole folders of pages, in one Java process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest

from plugins.press import browser_libraries

__all__ = ["Message", "check"]

ROOT = Path(__file__).parents[2]
JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

JAVA = ("-Xss8m", "-XX:TieredStopAtLevel=1")
"""Compiled quickly rather than well, as it is done within a minute; and with room for a checker that nests deeply."""

OPTIONS = (
    "--format",
    "json",
    "--stdout",
    "--exit-zero-always",
    "--skip-non-html",
    # A page of people's names is not written in the language it is found to resemble.
    "--no-langdetect",
)


@dataclass(frozen=True, order=True)
class Message:
    """One thing the checker says of a page; `type` is "error", "warning" or "info", `line` counts from 1."""

    file: Path
    line: int
    type: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.type}: {self.message}"


def check(paths: Iterable[Path]) -> list[Message]:
    """Everything the checker has to say of these HTML files, and of those in these folders, in order.

    Without Java the test is skipped, and fails where GUILDHALL_CI says that everything has to run.
    """
    java = shutil.which("java")
    if java is None:
        _do_without_java()
    browser_libraries.install(ROOT, development=True)
    files = [str(path.resolve(strict=True)) for path in paths]
    command = [str(java), *JAVA, "-jar", str(JAR), *OPTIONS, *files]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode or not done.stdout.startswith("{"):
        raise RuntimeError(f"the HTML checker did not finish: {done.stderr or done.stdout}")
    return sorted(_message(found) for found in json.loads(done.stdout)["messages"])


def _do_without_java() -> None:
    if os.environ.get("GUILDHALL_CI"):
        pytest.fail("HTML is checked by Java here, and there is no java on the PATH (Debian: default-jre-headless)")
    pytest.skip("HTML is not checked: there is no java on the PATH")


def _message(found: dict[str, str | int]) -> Message:
    file = Path(url2pathname(urlsplit(str(found["url"])).path))
    # A message about the whole page has no line.
    line = int(found.get("lastLine", 1))
    return Message(file, line, str(found.get("subType", found["type"])), str(found["message"]))
