"""The rows of one import as a whole: each row's values and slug, the file it is about, and what is to become of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from plugins.core import pictures
from plugins.core.fields import MAX_SLUG, slug_of
from plugins.core.problems import Problem
from plugins.core.records import Record
from plugins.core.sources import Loc, Source, dotted, parse
from plugins.core.text import fold
from plugins.core.validation import validate
from plugins.core.writing import NotWritableError, changed_text, new_text
from plugins.importing import matching
from plugins.importing.applying import Tables, Value, make, slug_text
from plugins.importing.blaming import data_of, refusals, without
from plugins.importing.cells import cell
from plugins.importing.reporting import Outcome
from plugins.importing.rules import Map
from plugins.importing.tables import Row
from plugins.importing.values import get_at, shown

__all__ = ["Batch"]


@dataclass(frozen=True)
class _Draft:
    """What the map makes of a row, before it is checked."""

    row: Row
    slug: str
    values: tuple[Value, ...]
    existing: matching.Existing | None
    notes: tuple[str, ...]


class Batch:
    """The rows of one import: each becomes an outcome, knowing the files that are there and the rows before it."""

    def __init__(
        self, root: Path, record_type: type[Record], map_: Map, tables: Tables, record_types: Iterable[type[Record]]
    ) -> None:
        self.root = root
        self.record_type = record_type
        self.map = map_
        self.tables = tables
        self.index = matching.index(root, record_type)
        self.slugs = matching.slugs_below(root, {*record_types, record_type})
        self.taken: dict[str, str] = {}
        """The slugs of this batch, and the place of the row that has each."""
        self.seen: dict[tuple[str, str], str] = {}
        """Names, e-mails and ORCID iDs, and the path of the file that has each."""

    def outcomes(self, rows: Iterable[Row]) -> tuple[Outcome, ...]:
        drafts = [self.draft(row) for row in rows]
        slugs = {draft.slug for draft in drafts if isinstance(draft, _Draft)}
        self.slugs[self.record_type.kind] |= slugs
        self.remember_files()
        return tuple(draft if isinstance(draft, Outcome) else self.outcome(draft) for draft in drafts)

    def draft(self, row: Row) -> _Draft | Outcome:
        """The values of a row, its slug, and the file it is about."""
        if row.problem:
            return Outcome("refused", row.place, lines=(row.problem,))
        made = make(self.map, row.cells, self.tables)
        named = slug_text(self.map, row.cells, self.tables) or ""
        slug = slug_of(named)
        if not slug:
            message = "nothing in the row gives the file its name; `slug:` in the map says what it is made of"
            if named.strip():
                message = (
                    f"{shown(named)} has no letter a to z and no digit, of which a file's name is made; "
                    "let `slug:` in the map read a column that has some, such as that of the membership number"
                )
            return Outcome("refused", row.place, lines=(message,))
        notes = [*row.remarks]
        notes += [f"column {column}: {shown(cell(row.cells, column))} is not used" for column in made.unused]
        data = data_of(made.values)
        existing, note = self.index.of(slug, data)
        if note:
            notes.append(note)
        if existing is None and slug in self.index.by_slug:
            slug = self.numbered(slug, data)
        if (first := self.taken.get(existing.slug if existing else slug)) is not None:
            name = existing.slug if existing else slug
            if not self.map.number_same_slugs:
                message = f"{first} already makes the file '{name}'; rows are never merged, so this one is left"
                return Outcome("refused", row.place, lines=(message,))
            slug = self.numbered(slug, data)
            existing = self.index.by_slug.get(slug)
            notes.append(f"warning: {first} already makes the file '{name}', so this one is called '{slug}'")
        slug = existing.slug if existing else slug
        self.taken[slug] = row.place
        return _Draft(row, slug, made.values, existing, tuple(notes))

    def numbered(self, slug: str, data: Mapping[str, Any]) -> str:
        """The slug, if need be with the first number that makes it one no row before has, and no other record."""
        candidate, number = slug, 1
        while (
            file.slug if (file := self.index.by_slug.get(candidate)) else candidate
        ) in self.taken or self.index.is_others(candidate, data):
            number += 1
            candidate = f"{slug_of(slug[: MAX_SLUG - 1 - len(str(number))])}-{number}"
        return candidate

    def remember_files(self) -> None:
        for file in {id(file): file for file in self.index.by_slug.values()}.values():
            if file.source:
                for key in self.identities(file.source.data):
                    self.seen.setdefault(key, file.path)

    def identities(self, data: Mapping[str, Any]) -> list[tuple[str, str]]:
        """What two records should not share, though they may."""
        name = data.get(self.record_type.title_field)
        names = [("name", fold(name))] if self.record_type.unique_label and isinstance(name, str) else []
        other = [("e-mail", matching.email_of(data)), ("ORCID iD", matching.orcid_of(data))]
        return [*names, *((what, value) for what, value in other if value)]

    def outcome(self, draft: _Draft) -> Outcome:
        """Checks a draft by the record class, leaving out what the map says may be left out when it is wrong."""
        path = draft.existing.path if draft.existing else self.path(draft.slug)
        notes = [*draft.notes]
        values = draft.values
        while True:
            result = self.checked(draft, path, values)
            if isinstance(result, Outcome):
                return replace(result, lines=(*result.lines, *notes, *self.shared(result, values)))
            kept, left_out = without(values, draft.row, result)
            if kept is None:
                reasons = refusals(values, draft.row, result)
                return Outcome("refused", draft.row.place, path, (*reasons, *notes))
            values = kept
            notes += left_out

    def path(self, slug: str) -> str:
        return f"{self.record_type.folder}/{slug}{self.record_type.suffix}"

    def shared(self, outcome: Outcome, values: tuple[Value, ...]) -> list[str]:
        """Warnings that another file has the same name, e-mail or ORCID iD."""
        warnings = []
        for what, value in self.identities(data_of(values)):
            other = self.seen.setdefault((what, value), outcome.path)
            if other != outcome.path:
                warnings.append(f"warning: {other} has the same {what}; perhaps both are one")
        return warnings

    def checked(self, draft: _Draft, path: str, values: tuple[Value, ...]) -> Outcome | list[Problem]:
        """The outcome of a draft with these values, or what the record class finds wrong."""
        try:
            if draft.existing is not None:
                return self.compared(draft, draft.existing, values)
            data = data_of(values)
            body = data.pop("body", "")
            text = new_text(self.record_type, path, data, body)
        except NotWritableError as error:
            return Outcome("refused", draft.row.place, path, (str(error),))
        problems = self.validated(path, text)[1]
        return problems or Outcome("new", draft.row.place, path, text=text)

    def validated(self, path: str, text: str) -> tuple[Record | None, list[Problem]]:
        source = parse(path, text.encode())
        if not isinstance(source, Source):
            return None, source
        return validate(source, self.record_type, self.slugs, has_picture=_picture_beside(self.root, path))

    def compared(
        self, draft: _Draft, existing: matching.Existing, values: tuple[Value, ...]
    ) -> Outcome | list[Problem]:
        """Whether a row changes the file it is about; a field that the row leaves empty stays as it is."""
        path, place = existing.path, draft.row.place
        if existing.source is None:
            problem = existing.problems[0]
            return Outcome("refused", place, path, (f"the file has a problem of its own: {problem.message}",))
        before = {**existing.source.data, "body": (existing.source.body or "").strip()}
        changes: dict[Loc, Any] = {}
        for value in values:
            old = get_at(before, value.loc)
            if old != value.value and not (value.rule.only_if_missing and old not in (None, "")):
                changes[value.loc] = value.value
        if not changes:
            return Outcome("unchanged", place, path)
        # Read as written, so that its line ends and quotes are those of the file.
        text = (self.root / path).read_bytes().decode("utf-8")
        fields = {loc: value for loc, value in changes.items() if loc != ("body",)}
        changed = changed_text(self.record_type, existing.source, text, fields, changes.get(("body",)))
        record, problems = self.validated(path, changed)
        if problems:
            return problems
        if record == self.validated(path, text)[0]:
            return Outcome("unchanged", place, path)
        lines = tuple(
            f"{dotted(loc)}: {shown(get_at(before, loc))} becomes {shown(new)}" for loc, new in changes.items()
        )
        return Outcome("changed", place, path, lines, changed)


def _picture_beside(root: Path, path: str) -> bool:
    return any((root / PurePosixPath(path).with_suffix(suffix)).is_file() for suffix in pictures.SUFFIXES)
