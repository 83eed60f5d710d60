"""The files that are already there, and which of them a row is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from plugins.core.problems import Problem
from plugins.core.records import Record
from plugins.core.sources import Source, read

__all__ = ["Existing", "Index", "email_of", "index", "orcid_of", "slugs_below", "uid_of"]


@dataclass(frozen=True)
class Existing:
    """A file that is already there, as read, or what is wrong with it."""

    path: str
    source: Source | None
    problems: tuple[Problem, ...] = ()

    @property
    def slug(self) -> str:
        return PurePosixPath(self.path).stem


@dataclass(frozen=True)
class Index:
    """The files of one type by what a row may be matched by. What stands in two files matches neither."""

    by_slug: Mapping[str, Existing]
    by_email: Mapping[str, Existing]
    by_orcid: Mapping[str, Existing]
    by_uid: Mapping[str, Existing]

    def of(self, slug: str, data: Mapping[str, Any]) -> tuple[Existing | None, str]:
        """The file a row is about, and a note where that is not plain.

        By its identifier in calendars, where it has one; by slug (or an old name of the file), unless the file of that
        slug has another identifier; then by e-mail, then by ORCID. Where the file of that slug has another
        e-mail or ORCID and a second file has the row's own, the two are different people and the second is meant.
        """
        if by_uid := self.by_uid.get(uid_of(data)) or self._published(data):
            return by_uid, ""
        if self.is_others(slug, data):
            return None, ""
        by_slug = self.by_slug.get(slug)
        other = self.by_email.get(email_of(data)) or self.by_orcid.get(orcid_of(data))
        if by_slug is None:
            how = "e-mail" if other and email_of(data) in self.by_email else "ORCID iD"
            return other, f"found by its {how}" if other else ""
        if other and other is not by_slug and by_slug.source and _differ(by_slug.source.data, data):
            return other, f"found by its e-mail or ORCID iD; {by_slug.path} has the same name and another one"
        return by_slug, ""

    def _published(self, data: Mapping[str, Any]) -> Existing | None:
        """The file that a row of our own calendars is about: they name an event `slug@association`."""
        file = self.by_slug.get(uid_of(data).partition("@")[0])
        if file is None or file.source is None or uid_of(file.source.data):
            return None
        return file if file.source.data.get("start") == data.get("start") else None

    def is_others(self, slug: str, data: Mapping[str, Any]) -> bool:
        """Whether the file of a slug is about something else, as its identifier in calendars tells."""
        file = self.by_slug.get(slug)
        own = uid_of(file.source.data) if file and file.source else ""
        return bool(own) and own != uid_of(data)


def _differ(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two records have different e-mails, or different ORCID iDs."""
    return any(of(one) and of(other) and of(one) != of(other) for of in (email_of, orcid_of))


def email_of(data: Mapping[str, Any]) -> str:
    """The e-mail of a record's data as addresses are compared, or ""."""
    found = data.get("email")
    return found.strip().casefold() if isinstance(found, str) else ""


def orcid_of(data: Mapping[str, Any]) -> str:
    """The ORCID iD of a record's data, or ""."""
    links = data.get("links")
    found = links.get("orcid") if isinstance(links, Mapping) else None
    return found.strip().upper() if isinstance(found, str) else ""


def uid_of(data: Mapping[str, Any]) -> str:
    """The identifier in calendars of a record's data, or ""."""
    found = data.get("uid")
    return " ".join(found.split()) if isinstance(found, str) else ""


def index(root: Path, record_type: type[Record]) -> Index:
    """All files of a type below the root."""
    files = [_existing(root, path) for path in _paths(root, record_type)]
    by_slug: dict[str, Existing] = {}
    for file in files:
        for alias in _aliases(file):
            by_slug.setdefault(alias, file)
    by_slug |= {file.slug: file for file in files}
    return Index(by_slug, _by(files, email_of), _by(files, orcid_of), _by(files, uid_of))


def _existing(root: Path, path: str) -> Existing:
    found = read(root, path)
    return Existing(path, found) if isinstance(found, Source) else Existing(path, None, tuple(found))


def _aliases(file: Existing) -> Iterable[str]:
    aliases = file.source.data.get("aliases") if file.source else None
    return [alias for alias in aliases if isinstance(alias, str)] if isinstance(aliases, list) else []


def _by(files: Sequence[Existing], key: Any) -> Mapping[str, Existing]:
    found = [(key(file.source.data), file) for file in files if file.source]
    counts = Counter(value for value, _ in found)
    return {value: file for value, file in found if value and counts[value] == 1}


def slugs_below(root: Path, record_types: Iterable[type[Record]]) -> dict[str, frozenset[str]]:
    """The slugs of all files, by kind."""
    return {
        record_type.kind: frozenset(PurePosixPath(path).stem for path in _paths(root, record_type))
        for record_type in record_types
    }


def _paths(root: Path, record_type: type[Record]) -> list[str]:
    folder = root / record_type.folder
    found = (path for path in folder.rglob(f"*{record_type.suffix}") if path.is_file() and path.name != "README.md")
    return sorted(path.relative_to(root).as_posix() for path in found)
