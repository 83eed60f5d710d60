"""A copy of the project with its association, to be edited at random: its files, its day, and how to go back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

__all__ = ["PROJECT", "Place", "State"]

PROJECT = Path(__file__).resolve().parents[2]
COPIED = ("plugins", "theme", "benchmarks", "members", "content", "pelicanconf.py", "tasks.py", "pyproject.toml")
FIRST_DAY = date(2026, 11, 21)


@dataclass(frozen=True)
class State:
    """What is built besides the files: for which day and audience, and how many processes do it."""

    today: date = FIRST_DAY
    audience: str = "public"
    jobs: int = 2


@dataclass
class Place:
    """The copy in `folder`. What has been written since `begin` can be undone, `code` counts changes of the program.

    `number` is that of the edit, for new names and words; `breaks` is set by an edit that a build must refuse.
    """

    folder: Path
    state: State = State()
    number: int = 0
    code: int = 0
    breaks: bool = False
    before: dict[str, bytes | None] = field(default_factory=dict)
    was: State = State()
    past: list[Mapping[str, bytes | None]] = field(default_factory=list)

    @classmethod
    def copied(cls, folder: Path) -> Place:
        """A fresh copy of this project as it lies on disk."""
        folder.mkdir(parents=True)
        for name in COPIED:
            if (PROJECT / name).is_dir():
                shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "results"))
            else:
                shutil.copy2(PROJECT / name, folder / name)
        (folder / "node_modules").symlink_to((PROJECT / "node_modules").resolve(), target_is_directory=True)
        return cls(folder)

    def begin(self, number: int) -> None:
        """Begins an edit."""
        self.number, self.breaks, self.was = number, False, self.state
        self.before = {}

    def undo(self) -> None:
        """Makes all as it was when the edit began."""
        self.restore(dict(self.before))
        self.state, self.breaks = self.was, False

    def keep(self) -> None:
        """Ends an edit that was built; `past` holds what would undo the last ones."""
        self.past = [*self.past[-9:], self.before]

    def restore(self, files: Mapping[str, bytes | None]) -> None:
        """Gives files the bytes they had; None removes one."""
        for path, data in files.items():
            if data is None:
                self.remove(path)
            else:
                self.write(path, data)

    def exists(self, path: str) -> bool:
        return (self.folder / path).is_file()

    def read(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def data(self, path: str) -> bytes:
        return (self.folder / path).read_bytes()

    def files(self, folder: str, *suffixes: str) -> list[str]:
        """The paths of the files below a folder, sorted; those of these suffixes, where some are given."""
        found = (path for path in (self.folder / folder).rglob("*") if path.is_file())
        paths = (path.relative_to(self.folder).as_posix() for path in found if "__pycache__" not in path.parts)
        return sorted(path for path in paths if not suffixes or path.endswith(suffixes))

    def write(self, path: str, content: str | bytes) -> None:
        """Writes a file; what was there is noted, so that it can be undone."""
        self._note(path)
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def write_alike(self, path: str, content: bytes) -> None:
        """Writes as many bytes as there were, and gives the file the times it had."""
        times = (self.folder / path).stat()
        assert times.st_size == len(content)
        self.write(path, content)
        os.utime(self.folder / path, ns=(times.st_atime_ns, times.st_mtime_ns))

    def remove(self, path: str) -> None:
        """Removes a file, and the folders that are empty without it."""
        self._note(path)
        file = self.folder / path
        file.unlink(missing_ok=True)
        while file.parent != self.folder and not any(file.parent.iterdir()):
            file = file.parent
            file.rmdir()

    def move(self, old: str, new: str) -> None:
        data = self.data(old)
        self.remove(old)
        self.write(new, data)

    def _note(self, path: str) -> None:
        self.before.setdefault(path, self.data(path) if self.exists(path) else None)
        if path.endswith(".py") and path.startswith("plugins/"):
            self.code += 1
            # Python goes by the time and the size of a file, which may be the same after an edit.
            for kept in self._compiled(self.folder / path):
                kept.unlink()

    def _compiled(self, file: Path) -> Iterator[Path]:
        return (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc")
