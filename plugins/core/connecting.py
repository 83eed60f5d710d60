"""Rows to a catalogue in which every reference leads to a record, whatever files are left out of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plugins.core.catalogue import Catalogue, open_to, resolving
from plugins.core.digests import digest
from plugins.core.folders import slugs_of
from plugins.core.freezing import frozen, thawed
from plugins.core.reading import Reader, Told, whole_record
from plugins.core.records import Record
from plugins.core.rows import Row, row_of
from plugins.core.shelves import Shelf
from plugins.core.store import LostError, Store
from plugins.core.thinning import thin

__all__ = ["Key", "connected", "without_the_bad"]

Key = tuple[str, str]
"""Kind and slug."""


def without_the_bad(reader: Reader, good: Sequence[Told], store: Store) -> dict[Key, Row | None]:
    """The rows of files that can do without those that are left out; None is for a record that the audience cannot see.

    What refers to a file that is left out is read again, whole, to lose that reference, or to be left out with it.
    """
    files = {(one.file.kind, one.file.slug): one.file for one in good}
    slugs = slugs_of({file.record_type for file in files.values()}, files.values())
    left = {(one.file.kind, one.file.slug): one for one in good}
    mended: dict[Key, Record | None] = {}
    while True:
        keep = resolving(left, slugs)
        for key, one in left.items():
            if any(_is_lost(said.kind, said.value, said.or_name, left, slugs) for said in one.references):
                record = mended.get(key) or whole_record(reader, one.file)
                mended[key] = thin(record, keep) if record else None
        gone = [key for key, record in mended.items() if record is None and key in left]
        if not gone:
            break
        left = {key: one for key, one in left.items() if key not in gone}
    rows = {key: one.row for key, one in left.items()}
    for key, record in mended.items():
        if record is not None:
            seen = open_to(record, reader.audience) if reader.audience else record
            rows[key] = _kept(seen, store) if seen is not None else None
    return rows


def _is_lost(
    kind: str, value: str, or_name: bool, left: Mapping[Key, Any], slugs: Mapping[str, frozenset[str]]
) -> bool:
    """Whether a reference leads to none of those that are left, and is no plain name either."""
    return (kind, value) not in left and not (or_name and value not in slugs.get(kind, ()))


def _kept(record: Record, store: Store) -> Row:
    """The row of a record that is kept as it is now, which no file says."""
    data = frozen(record)
    key = digest("thinned", record.path, data)
    store.put_many({key: data})
    return row_of(record, data, key)


@dataclass(frozen=True)
class _Kept:
    """Reads the records of one type from where they are kept."""

    store: Store
    record_type: type[Record]

    def __call__(self, row: Row) -> Record:
        value = self.store.get(row.source)
        if value is None:
            raise LostError(f"what was read of {row.path} is no longer in {self.store.path}; build again")
        return thawed(self.record_type, value)


def connected(
    rows: dict[Key, Row], slugs: Mapping[str, frozenset[str]], types: Mapping[str, type[Record]], store: Store
) -> Catalogue:
    """The catalogue of these rows alone: like `catalogue.connect`, but only what refers to a lost record is read."""
    readers = {kind: _Kept(store, record_type) for kind, record_type in types.items()}
    left = rows
    while True:
        keep = resolving(left, slugs)
        after: dict[Key, Row] = {}
        for key, row in left.items():
            # Only the record knows which of its references may be plain names: whoever has a lost one is read.
            if all((kind, value) in left or value not in slugs.get(kind, ()) for _name, kind, value in row.references):
                after[key] = row
            elif (record := thin(readers[row.kind](row), keep)) is not None:
                after[key] = _kept(record, store)
        if after.keys() == left.keys():
            break
        left = after
    shelves = {
        kind: Shelf(tuple(sorted(some, key=lambda row: (row.order, row.slug))), readers[kind])
        for kind, some in _by_kind(after.values(), slugs).items()
    }
    return Catalogue(shelves)


def _by_kind(rows: Iterable[Row], kinds: Iterable[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {kind: [] for kind in sorted(kinds)}
    for row in rows:
        found[row.kind].append(row)
    return found
