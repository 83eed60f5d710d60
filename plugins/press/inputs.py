"""All that a site is made from, as digests: when none has changed since it was published, there is nothing to do.

Nothing here goes by the time of a file: clocks are set back, and git writes old files anew.
"""

from __future__ import annotations

import json
import os
import sys
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.core.digests import digest
from plugins.press.git_objects import GitError, Repository
from plugins.press.places import LIBRARIES, PLUGINS, THEME

__all__ = [
    "LAST",
    "PROSE",
    "Inputs",
    "Last",
    "code_version",
    "inputs_of",
    "last_build",
    "note_build",
    "program_version",
    "theme_version",
]

FOLDERS = ("content", "members")
"""Below a root, where all that is published comes from."""

PROSE = ("content/news", "content/pages", "content/images")
"""Below a root, what staff write, which Pelican reads."""

LAST = "last.json"
"""What is noted of the last build, in the folder of the trees."""


@dataclass(frozen=True)
class Inputs:
    """What a build begins with. `files` map the paths below the root to the digests of their bytes.

    `code` is a digest of the program with its libraries, `theme` one of the look, `settings` one of the association's
    own Python files. `commit` is the one whose history the files have, if there is any.
    """

    files: Mapping[str, str]
    settings: str
    code: str
    theme: str
    commit: str

    def digest_for(self, chosen: Mapping[str, object]) -> str:
        """The digest of everything, for a build with these options."""
        files = digest(*(part for one in sorted(self.files.items()) for part in one))
        return digest(files, self.settings, self.code, self.theme, self.commit, repr(sorted(chosen.items())))

    def changed(self, root: Path) -> bool:
        """Whether what is read again after it was digested is another now: the look, the settings, staff's prose.

        The files of records are not asked for: they are remembered by the bytes that were really read.
        """
        folders = tuple(f"{folder}/" for folder in PROSE)
        prose = {path: known for path, known in self.files.items() if path.startswith(folders)}
        now = (files_below(root, PROSE), _settings(root), theme_version())
        return now != (prose, self.settings, self.theme)


def inputs_of(root: Path) -> Inputs:
    """The inputs of the association at `root`, as they are now."""
    return Inputs(
        files=files_below(root, FOLDERS),
        settings=_settings(root),
        code=code_version(),
        theme=theme_version(),
        commit=_commit(root),
    )


def code_version() -> str:
    """A digest of the program: Python, its libraries by name and version, and our own code."""
    libraries = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    return digest(sys.version, *libraries, *_told(PLUGINS, ".py"))


def program_version(root: Path) -> str:
    """A digest of the program and of the association's settings: of all that is Python."""
    return digest(code_version(), _settings(root))


def _settings(root: Path) -> str:
    return digest(*(part for path in sorted(root.glob("*.py")) for part in (path.name, _bytes(path))))


def _commit(root: Path) -> str:
    """The commit that the files of a root were checked out from; "" where there is none, or its history is cut off."""
    repository = Repository(root)
    try:
        return "" if repository.shallow() else repository.commit("HEAD")
    except GitError:
        return ""


def theme_version() -> str:
    """A digest of the look: templates, styles, scripts, and the libraries of browsers."""
    return digest(*_told(THEME, ""), *(_bytes(path) for path in LIBRARIES.values()))


def files_below(root: Path, folders: Sequence[str]) -> dict[str, str]:
    """All files in folders of a root, by their paths, with their digests; what cannot be read has an empty one."""
    return {path: digest(content) if content != "" else "" for path, content in _walk(str(root), folders)}


def _told(folder: Path, suffix: str) -> Iterator[str | bytes]:
    for path, content in sorted(_walk(str(folder), [""])):
        if path.endswith(suffix):
            yield path
            yield content or b""


def _walk(root: str, folders: Sequence[str]) -> Iterator[tuple[str, bytes | str]]:
    """The files with their bytes; links are not followed, since no file of an association may be one."""
    waiting = list(folders)
    while waiting:
        inside = waiting.pop()
        try:
            with os.scandir(f"{root}/{inside}") as entries:
                for entry in entries:
                    path = f"{inside}/{entry.name}" if inside else entry.name
                    if entry.is_dir(follow_symlinks=False):
                        waiting += [] if entry.name == "__pycache__" else [path]
                    elif entry.is_file(follow_symlinks=False):
                        yield path, _bytes(entry.path)
                    else:
                        yield path, ""
        except FileNotFoundError:
            continue
        except OSError:
            yield inside, ""


def _bytes(path: str | Path) -> bytes | str:
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  a path object takes as long as the reading
            return file.read()
    except OSError:
        return ""


@dataclass(frozen=True)
class Last:
    """The last build of an output: the digest of its inputs, the tree it made, and how it ended, as plain JSON."""

    inputs: str
    tree: str
    outcome: Sequence[Any]


def last_build(shelf: Path, output: Path) -> Last | None:
    """The build that made the tree that an output shows now, as far as its note can be believed."""
    try:
        checksum, _end, body = (shelf / LAST).read_bytes().partition(b"\n")
        said = json.loads(body)
        if checksum.decode() != _checksum(shelf, said[1], body):
            return None
        last = Last(*said)
        return last if output.is_symlink() and output.resolve() == (shelf / last.tree).resolve(strict=True) else None
    except (OSError, ValueError, TypeError, LookupError):
        return None


def note_build(shelf: Path, last: Last) -> None:
    """Notes a build for the next one."""
    body = json.dumps([last.inputs, last.tree, last.outcome]).encode()
    beside = shelf / f"{LAST}.new"
    beside.write_bytes(_checksum(shelf, last.tree, body).encode() + b"\n" + body)
    beside.replace(shelf / LAST)


def _checksum(shelf: Path, tree: str, body: bytes) -> str:
    """Of a note and of the list of its tree, by that list's own checksum: an older note is not of a newer tree."""
    with (shelf / f"{tree}.json").open("rb") as file:
        return digest(file.readline(), body)
