"""A folder with the files of a pull request that may be data, upon the tree of its base: for the base's own code."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.contributing.guarding import printable
from plugins.contributing.placing import Placed, Taken, folders_of, like_another, not_a_file, placed, plainly
from plugins.contributing.pulls import MOST_CHANGES, changed_paths
from plugins.core.records import Record
from plugins.press.git_objects import REGULAR, Entry, GitError, Repository

__all__ = ["Left", "Took", "in_lines", "take"]

PROGRAM = "100755"
MOST_BYTES = 100 * 2**20
"""What all files of one pull request may weigh together: ten photos of the largest."""
MOST_OF_BASE = 2**31
AT_ONCE = 32 * 2**20
"""Bytes of files that are read at once, so that a base of many photos does not fill the memory."""


@dataclass(frozen=True)
class Left:
    """A path at which the folder is as the base has it, and why."""

    path: str
    why: str


@dataclass(frozen=True)
class Took:
    """The paths that the folder has from the pull request, those it lacks for it, and what was not taken."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    left: tuple[Left, ...]


def take(root: Path, record_types: Iterable[type[Record]], base: str, head: str, into: Path) -> Took:
    """Writes the tree of the commit `base` into the new folder `into`, with the data of the commit `head` upon it.

    Data are ordinary files at the places of members, events and jobs, within the sizes that a check takes. Whoever they
    belong to, they can be looked at. Links and submodules, of either, are left out. Raises GitError and OSError.
    """
    if into.is_symlink() or (into.exists() and (not into.is_dir() or any(into.iterdir()))):
        raise GitError(f"{into} is there already; name a new folder")
    repository = Repository(root)
    before, after = repository.commit(base), repository.commit(head)
    entries = repository.entries(before)
    files = {path: one for path, one in entries.items() if one.mode in {REGULAR, PROGRAM}}
    changes = {one.path: one for one in changed_paths(repository, before, after, entries)}
    folders = folders_of(record_types)
    names = plainly(entries)
    sizes = repository.sizes({one.after.object for one in changes.values() if one.after})
    written: dict[str, Entry] = {}
    removed: list[str] = []
    left: list[Left] = []
    room = MOST_BYTES
    for path in sorted(changes):
        one = changes[path]
        size = sizes.get(one.after.object, 0) if one.after else 0
        why = _why_not(placed(path, folders), one.after, size, "" if path in entries else like_another(path, names))
        if not why and (size > room or len(written) + len(removed) >= MOST_CHANGES):
            why = "more than is looked at in one pull request"
        if why:
            left.append(Left(path, why))
        elif one.after:
            written[path] = one.after
            room -= size
        elif path in files:
            removed.append(path)
    _write(repository, {path: one for path, one in files.items() if path not in removed} | written, into)
    return Took(tuple(written), tuple(removed), tuple(left))


def in_lines(took: Took) -> str:
    """What was taken and what not, a line for each path and a count."""
    lines = [f"taken: {printable(path)}" for path in took.written]
    lines += [f"taken out: {printable(path)}" for path in took.removed]
    lines += [f"left as it is: {printable(one.path)}: {printable(one.why)}" for one in took.left[:MOST_CHANGES]]
    return "\n".join([*lines, f"{len(took.written) + len(took.removed)} taken, {len(took.left)} left as they are"])


def _why_not(place: Placed | Taken, entry: Entry | None, size: int, other: str) -> str:
    if isinstance(place, Taken):
        return place.message
    if other:
        return f"here lies {other} already, which differs in capitals or accents only"
    if entry and (why := not_a_file(entry)):
        return why
    return f"the file has {size:,} bytes; at most {place.most:,} are taken" if size > place.most else ""


def _write(repository: Repository, files: Mapping[str, Entry], into: Path) -> None:
    sizes = repository.sizes({one.object for one in files.values()})
    for some in _portions({path: sizes.get(files[path].object, 0) for path in sorted(files)}):
        contents = repository.contents({files[path].object for path in some}, MOST_OF_BASE)
        for path in some:
            if any(step in {"", ".", "..", ".git"} for step in path.split("/")) or files[path].object not in contents:
                raise GitError(f"the base has {path!r}, which cannot be written")
            file = into / os.fsdecode(path.encode("utf-8", "surrogateescape"))
            file.parent.mkdir(parents=True, exist_ok=True)
            # Only ever a new file: nothing is written through what another path made.
            with file.open("xb") as opened:
                opened.write(contents[files[path].object])


def _portions(sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """Paths in order, as many together as AT_ONCE lets their files be; `sizes` are those of the files in bytes."""
    some: list[str] = []
    room = AT_ONCE
    for path, size in sizes.items():
        if some and size > room:
            yield some
            some, room = [], AT_ONCE
        some.append(path)
        room -= size
    if some:
        yield some
