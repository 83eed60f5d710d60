"""A pull request as frozen values, gathered from git objects: what it changes, and what its author owns already."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import MappingProxyType

from plugins.contributing.placing import Folder, Placed, placed, plainly
from plugins.core import sources
from plugins.core.sources import Source
from plugins.press.git_objects import REGULAR, Changed, Entry, GitError, Repository
from plugins.press.places import SETTINGS
from plugins.press.settings import wrong_staff

__all__ = [
    "MOST_CHANGES",
    "NUMBER",
    "Account",
    "Change",
    "Pull",
    "account",
    "changed_paths",
    "gather",
    "named_id",
    "staff_of",
]

LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,98}(\[bot\])?")
GHOST = 10137
"""The number of the account that GitHub shows for all that were deleted: nobody's."""

NUMBER = re.compile(r"[1-9][0-9]{0,18}")
MOST_CHANGES = 300
"""Paths of which each is looked at; who changes more has to talk to the staff."""

MOST_NEW = 10
"""New records whose names are looked for in the history and among old names; several are for the staff anyway."""


@dataclass(frozen=True)
class Account:
    """An account of the forge: its name, which can pass to another person, and its number, which cannot."""

    login: str
    id: int


def account(login: str, number: str) -> Account:
    """The account of this name and number, as a forge tells them; raises ValueError for what can be neither."""
    if not LOGIN.fullmatch(login):
        raise ValueError(f"the author's name is that of an account, such as ada-lovelace, not {login[:60]!r}")
    if not NUMBER.fullmatch(number):
        raise ValueError(f"the author's number is a whole number in plain digits, such as 1234, not {number[:60]!r}")
    return Account(login, int(number))


@dataclass(frozen=True)
class Change:
    """What a pull request does at one path.

    `before` is there in the base, `after` in the pull request, `forked` where both began. `was` and `becomes` are the
    records that the file holds before and after, None where it has none that can be read. `size` is that of the file
    afterwards, in bytes. `known` tells that the history of the base had a file of this name once, and `alias_of` which
    file of the base has this name among its old ones.
    """

    path: str
    before: Entry | None
    after: Entry | None
    forked: Entry | None
    size: int = 0
    was: Source | None = None
    becomes: Source | None = None
    known: bool = False
    alias_of: str = ""


@dataclass(frozen=True)
class Pull:
    """All that the decision about a pull request rests on.

    `own` are the profiles that the base says are the author's, by path, with their slugs. `slugs` are the paths of the
    records of the base by kind and slug. `names` are the paths of the base by their plain names.
    """

    changes: tuple[Change, ...]
    folders: tuple[Folder, ...]
    own: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    slugs: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    too_many: int = 0


def gather(repository: Repository, base: str, head: str, author: Account, folders: Sequence[Folder]) -> Pull:
    """What the commit `head` would change in the commit `base`.

    Raises GitError; where the two have no history in common too, since then nobody can tell what was changed.
    """
    entries = repository.entries(base)
    changes = sorted(changed_paths(repository, base, head, entries), key=lambda one: one.path)
    slugs: dict[tuple[str, str], tuple[str, ...]] = {}
    for path in entries:
        place = placed(path, folders)
        if isinstance(place, Placed) and not place.picture:
            slugs[place.kind, place.slug] = (*slugs.get((place.kind, place.slug), ()), path)
    return Pull(
        changes=tuple(_read(repository, base, entries, changes[:MOST_CHANGES], folders)),
        folders=tuple(folders),
        own=MappingProxyType(_own(repository, base, entries, author, folders)),
        slugs=MappingProxyType(slugs),
        names=MappingProxyType(plainly(entries)),
        too_many=len(changes) if len(changes) > MOST_CHANGES else 0,
    )


def changed_paths(repository: Repository, base: str, head: str, entries: Mapping[str, Entry]) -> Iterator[Change]:
    """The paths that differ from where the two began, and from the base as it is now.

    A merge could change no others. Where both began at several commits, what differs from any of them counts.
    """
    forks = repository.merge_bases(base, head)
    if not forks:
        deeper = "; it was cut off: fetch all of it (fetch-depth: 0)" if repository.shallow() else ""
        raise GitError(f"the two commits have no history in common{deeper}")
    seen: dict[str, Changed] = {}
    for fork in forks:
        for one in repository.changes(fork, head):
            if one.after != entries.get(one.path) and seen.setdefault(one.path, one).after != one.after:
                raise GitError(f"the tree of {head} has the name {one.path!r} twice")
    for path, one in seen.items():
        yield Change(path, entries.get(path), one.after, one.before)


def _read(
    repository: Repository,
    base: str,
    entries: Mapping[str, Entry],
    changes: Sequence[Change],
    folders: Sequence[Folder],
) -> Iterator[Change]:
    """The changes, with the records that they begin and end with."""
    records = {one.path: place for one in changes if isinstance(place := placed(one.path, folders), Placed)}
    brought = [one.path for one in changes if one.path in records and not records[one.path].picture and not one.before]
    wanted = {
        entry.object
        for one in changes
        if one.path in records and not records[one.path].picture
        for entry in (one.before, one.after)
        if entry and entry.mode == REGULAR
    }
    texts = repository.contents(wanted, sources.MAX_BYTES)
    sizes = repository.sizes({one.after.object for one in changes if one.after and one.after.mode == REGULAR})
    for one in changes:
        record = records.get(one.path)
        new = record if one.path in brought[:MOST_NEW] else None
        yield Change(
            one.path,
            one.before,
            one.after,
            one.forked,
            sizes.get(one.after.object, 0) if one.after else 0,
            _source(one.path, one.before, texts) if record else None,
            _source(one.path, one.after, texts) if record else None,
            new is not None and repository.ever(base, _folder(new, folders), PurePosixPath(one.path).name),
            _alias_of(repository, base, entries, new, folders) if new else "",
        )


def _folder(place: Placed, folders: Sequence[Folder]) -> str:
    return next(one.path for one in folders if one.kind == place.kind)


def _alias_of(
    repository: Repository, base: str, entries: Mapping[str, Entry], place: Placed, folders: Sequence[Folder]
) -> str:
    """The file of the base that has the slug of a record among its aliases; empty where none has."""
    paths = repository.holding(base, place.slug, _folder(place, folders))
    texts = repository.contents({entries[path].object for path in paths}, sources.MAX_BYTES)
    for path in paths:
        if b"aliases" in texts.get(entries[path].object, b""):
            source = _source(path, entries[path], texts)
            if source and place.slug in texts_of(source.data.get("aliases")):
                return path
    return ""


def _source(path: str, entry: Entry | None, texts: Mapping[str, bytes]) -> Source | None:
    text = texts.get(entry.object) if entry and entry.mode == REGULAR else None
    found = sources.parse(path, text) if text is not None else None
    return found if isinstance(found, Source) else None


def _own(
    repository: Repository, base: str, entries: Mapping[str, Entry], author: Account, folders: Sequence[Folder]
) -> dict[str, str]:
    """The profiles of the base that name the author's number, by path, with their slugs."""
    found: dict[str, str] = {}
    if author.id == GHOST:
        return found
    for folder in (one for one in folders if one.kind == "members"):
        paths = [path for path in repository.holding(base, str(author.id), folder.path) if path in entries]
        texts = repository.contents({entries[path].object for path in paths}, sources.MAX_BYTES)
        for path in paths:
            place = placed(path, folders)
            source = _source(path, entries[path], texts)
            if isinstance(place, Placed) and not place.picture and source and named_id(source) == str(author.id):
                found[path] = place.slug
    return found


def named_id(source: Source) -> str:
    """The number of the account that a profile names, as written; empty where it names none, or not plainly."""
    written = source.data.get("github")
    found = written.get("id") if isinstance(written, Mapping) else None
    # Profiles are looked for by these digits, which an escape such as "\x35" would hide.
    return found if isinstance(found, str) and any(found in line for line in source.lines) else ""


def texts_of(value: object) -> tuple[str, ...]:
    """The texts of a list, or a text by itself, as a file may have either."""
    found = value if isinstance(value, list) else [value]
    return tuple(one for one in found if isinstance(one, str))


def staff_of(repository: Repository, commit: str) -> Collection[int]:
    """The numbers of the staff's accounts, as STAFF of a commit's pelicanconf.py lists them; raises GitError."""
    entry = repository.entries(commit).get(SETTINGS)
    text = repository.contents({entry.object}, sources.MAX_BYTES).get(entry.object) if entry else None
    if text is None:
        raise GitError(f"{SETTINGS} is missing in {commit}")
    try:
        tree = ast.parse(text)
        values = [node.value for node in tree.body if isinstance(node, ast.Assign) and _names(node) == ["STAFF"]]
        listed = ast.literal_eval(values[-1]) if values else []
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        raise GitError(f"STAFF in {SETTINGS} has to be a plain list, such as {EXAMPLE}") from None
    if wrong := [*wrong_staff(listed)]:
        raise GitError(f"{SETTINGS}: {'; '.join(wrong)}")
    return frozenset(number for _login, number in listed)


EXAMPLE = 'STAFF = [("ada-lovelace", 1234)]'


def _names(node: ast.Assign) -> list[str]:
    return [one.id for one in node.targets if isinstance(one, ast.Name)]
