"""A small association to build, and the command that builds it in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.press.changes import build
from tests.press.compiling import compiled_once
from tests.press.small import TODAY, write_association

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="package", autouse=True)
def templates_compiled_once() -> Iterator[None]:
    """Of the builds in this process, one compiles the templates for all that have the same settings."""
    with compiled_once():
        yield


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of a small association, its name with a space in it."""
    return write_association(tmp_path / "an association")


Invoke = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def invoke(root: Path) -> Invoke:
    """Runs `invoke COMMAND --root ROOT ARGS...` from another folder, as a user would; `at` is another root."""

    def run(command: str, *args: str, at: Path = root, **environment: str) -> subprocess.CompletedProcess[str]:
        day = ["--today", TODAY] if command == "build" and "--today" not in args else []
        return subprocess.run(
            [sys.executable, "-m", "invoke", "--search-root", str(PROJECT), command, "--root", str(at), *day, *args],
            cwd=root.parent,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def built_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small association that was built twice, the second time for another day, so that there are two trees."""
    root = write_association(tmp_path_factory.mktemp("before") / "root")
    build(root, today=date(2026, 11, 20))
    build(root)
    return root


@pytest.fixture
def built(built_before: Path, tmp_path: Path) -> Path:
    """A copy of the association with its memory and its trees."""
    return shutil.copytree(built_before, tmp_path / "root", symlinks=True)
