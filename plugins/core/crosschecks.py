"""What only all records together show: names taken twice, people met twice, references to what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from plugins.core.catalogue import Catalogue
from plugins.core.plans import walk
from plugins.core.problems import Problem
from plugins.core.records import Record
from plugins.core.sources import Loc, Source, read
from plugins.core.text import fold

__all__ = ["left_out_with", "namesakes", "taken_aliases", "unlinked_names"]

Slugs = Mapping[str, frozenset[str]]
"""The names of all files by kind, those of refused files too."""


def taken_aliases(root: Path, records: Iterable[Record], slugs: Slugs) -> Iterator[Problem]:
    """A problem for an old name that is some file's name now, or stands in a list of old names already."""
    owners: dict[tuple[str, str], tuple[Record, int]] = {}
    for record in records:
        for position, alias in enumerate(record.aliases):
            owner, first = owners.setdefault((record.kind, alias), (record, position))
            if alias in slugs[record.kind]:
                by = "a file of that name"
            elif owner is not record:
                by = owner.path
            elif first != position:
                by = "an entry before it"
            else:
                continue
            message = f"the old name '{alias}' is already taken by {by}; take it out here"
            yield replace(_warning(root, record, ("aliases", position), message), warning=False)


def namesakes(root: Path, records: Iterable[Record]) -> Iterator[Problem]:
    """A warning for every two records of one kind with the same name: perhaps one person, perhaps two."""
    first: dict[tuple[str, str], Record] = {}
    for record in sorted(records, key=lambda one: one.path):
        if not record.unique_label:
            continue
        other = first.setdefault((record.kind, fold(record.label)), record)
        if other is not record:
            message = f"{other.path} has the same name; if they are one, keep one and list the other under aliases:"
            yield _warning(root, record, (record.title_field,), message)


def unlinked_names(root: Path, records: Sequence[Record]) -> Iterator[Problem]:
    """A warning for a plain name that some record has, since a reference would be a link."""
    named = {(record.kind, fold(record.label)): record for record in records if record.unique_label}
    slugs = {(record.kind, record.slug) for record in records}
    for record in records:
        for loc, field, value in walk(record):
            reference = field.reference
            if reference is None or not reference.or_name or (reference.kind, value) in slugs:
                continue
            if known := named.get((reference.kind, fold(value))):
                message = f"this is the name of {known.path}; write {known.slug} to link to it"
                yield _warning(root, record, loc, message)


def left_out_with(root: Path, good: Iterable[Record], catalogue: Catalogue, slugs: Slugs) -> Iterator[Problem]:
    """A warning for each reference of a good record to one that is left out of this build."""
    for record in good:
        for loc, field, value in walk(record):
            kind = field.reference.kind if field.reference else ""
            if field.reference and value in slugs.get(kind, ()) and value not in catalogue.kind(kind):
                if field.reference.or_name:
                    what = "it is printed here as a plain name"
                elif record.slug in catalogue.kind(record.kind):
                    what = "this reference is left out with it"
                else:
                    what = "this file, which needs it, is left out too"
                yield _warning(root, record, loc, f"'{value}' has a problem of its own; until it is mended, {what}")


def _warning(root: Path, record: Record, loc: Loc, message: str) -> Problem:
    """A warning at a loc of a record whose source is no longer at hand."""
    source = read(root, record.path)
    if isinstance(source, Source):
        return source.problem(loc, message, warning=True)
    return Problem(record.path, 0, 0, "", message, warning=True)
