"""Trees: finished sites on disk, each with a list of its files and their digests, and how the next one is made.

What a build prints comes into a folder of its own first. Only when the whole site is known to be good, the tree that
nobody sees is brought up to date and becomes the published one in a single step; so the cost follows what has changed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plugins.core.digests import digest
from plugins.press.inputs import LAST
from plugins.press.switching import publish

__all__ = ["Release", "Staging", "TornError"]


class TornError(RuntimeError):
    """A tree is not what its list says; it cannot be built upon."""


@dataclass(frozen=True)
class Release:
    """A tree with the digests of its files.

    `unsure` are others, which a build that was killed may have written or removed. `noted` is what the build that made
    it wants the next one to know, as JSON.
    """

    tree: Path
    files: Mapping[str, str]
    unsure: Sequence[str] = ()
    noted: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: Path) -> Release | None:
        """A tree as its list says; None where there is no list, or it is damaged or another's."""
        try:
            checksum, _end, body = _list_of(tree).read_bytes().partition(b"\n")
            if checksum.decode() != digest(tree.name, body):
                return None
            files, unsure, noted = json.loads(body)
        except (OSError, ValueError):
            return None
        return cls(tree, files, unsure, noted)

    def save(self) -> None:
        """Writes the list, in one step."""
        body = json.dumps([self.files, self.unsure, self.noted], ensure_ascii=False, separators=(",", ":")).encode()
        file = _list_of(self.tree)
        beside = file.with_suffix(".new")
        beside.write_bytes(digest(self.tree.name, body).encode() + b"\n" + body)
        beside.replace(file)


def _list_of(tree: Path) -> Path:
    return tree.with_name(f"{tree.name}.json")


@dataclass
class Staging:
    """Where the next release of an output is made. `incoming` takes what is printed, under the names of the site."""

    output: Path
    shelf: Path
    incoming: Path
    published: Release | None
    spare: Release | None

    def has(self, file: str, content: str) -> bool:
        """Whether a tree has a file with this digest, so that it need not be printed."""
        return any(
            release is not None and release.files.get(file) == content for release in (self.published, self.spare)
        )

    def read(self, file: str, content: str) -> bytes:
        """A file of this digest, printed just now or in a tree. Raises TornError where it is in none."""
        trees = [one.tree for one in (self.published, self.spare) if one is not None and one.files.get(file) == content]
        for tree in (*trees, self.incoming):
            with suppress(OSError):
                data = (tree / file).read_bytes()
                if digest(data) == content:
                    return data
        raise _torn(file)

    def published_file(self, file: str) -> bytes | None:
        """A file of the published site, or None where it is not what it was."""
        if self.published is None or file not in self.published.files:
            return None
        with suppress(TornError):
            return self.read(file, self.published.files[file])
        return None

    def finish(self, files: Mapping[str, str], noted: Mapping[str, Any]) -> tuple[str, ...]:
        """Makes a tree of exactly these files and publishes it. Gives those that differ from what was published.

        Raises TornError where a tree lacks a file that its list has.
        """
        tree = self._grown(files) if self.spare is None else self._brought_up_to_date(self.spare, files)
        Release(tree, files, (), noted).save()
        before = self.published.files if self.published else {}
        # It was told of a tree of this name perhaps, which is another site from here on.
        (self.shelf / LAST).unlink(missing_ok=True)
        publish(tree, self.output)
        return tuple(sorted(file for file in {*files, *before} if files.get(file) != before.get(file)))

    def _grown(self, files: Mapping[str, str]) -> Path:
        """A new tree from what came in, and what the published one has besides."""
        tree = self.incoming.with_name(self.incoming.name.replace("incoming", "release"))
        self.incoming.rename(tree)
        for file, content in files.items():
            if not (tree / file).is_file():
                self._copy(file, content, tree)
        return tree

    def _brought_up_to_date(self, spare: Release, files: Mapping[str, str]) -> Path:
        kept = {file: content for file, content in spare.files.items() if files.get(file) == content}
        changed = [file for file in files if file not in kept]
        gone = [file for file in {*spare.files, *spare.unsure} if file not in files]
        # Whoever kills us from here on leaves a list that says what may be half done, and has nothing of it.
        Release(spare.tree, kept, [*changed, *gone]).save()
        for file in gone:
            _remove(spare.tree, file)
        for file in changed:
            printed = self.incoming / file
            if printed.is_file():
                (spare.tree / file).parent.mkdir(parents=True, exist_ok=True)
                printed.replace(spare.tree / file)
            else:
                self._copy(file, files[file], spare.tree)
        return spare.tree

    def _copy(self, file: str, content: str, tree: Path) -> None:
        """Takes a file of this digest over from the published tree."""
        try:
            data = (self.published.tree / file).read_bytes() if self.published else b""
        except OSError:
            raise _torn(file) from None
        if self.published is None or digest(data) != content:
            raise _torn(file)
        there = tree / file
        there.parent.mkdir(parents=True, exist_ok=True)
        there.unlink(missing_ok=True)
        try:
            # One file in both trees: neither is ever written to, only replaced.
            os.link(self.published.tree / file, there)
        except OSError:
            there.write_bytes(data)


def _torn(file: str) -> TornError:
    return TornError(f"{file} of the published site is not what it was; build again")


def _remove(tree: Path, file: str) -> None:
    """Removes a file, and the folders that are empty without it."""
    path = tree / file
    with suppress(NotADirectoryError):
        path.unlink(missing_ok=True)
    with suppress(OSError):
        for folder in path.parents:
            if folder == tree:
                break
            folder.rmdir()
