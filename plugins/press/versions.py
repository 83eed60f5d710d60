"""Digests of all that a site is made by, so that what was made by something else is made again."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from plugins.core.digests import digest

__all__ = ["code_version", "files_in", "theme_version"]

PROJECT = Path(__file__).resolve().parents[2]
PASSED_OVER = ("__pycache__",)


def code_version() -> str:
    """Of the program: Python, all libraries by name and version, and our own code."""
    libraries = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    return digest(sys.version, *libraries, *files_in(PROJECT / "plugins", ".py"))


def theme_version(libraries: Iterable[Path]) -> str:
    """Of the look: templates, style sheets, scripts, words, and the libraries that scripts use."""
    return digest(*files_in(PROJECT / "theme"), *(path.read_bytes() for path in libraries))


def files_in(folder: Path, suffix: str = "") -> list[str | bytes]:
    """The paths and the bytes of all files below a folder, in the order of the paths."""
    found: list[str | bytes] = []
    for path in sorted(folder.rglob(f"*{suffix}")):
        if path.is_file() and not any(part in PASSED_OVER for part in path.parts):
            found += [path.relative_to(folder).as_posix(), path.read_bytes()]
    return found
