"""Shelves: the records of one kind in their order, each read only when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar, overload

from plugins.core.records import Record
from plugins.core.rows import Row

__all__ = ["EMPTY", "Collection", "Records", "Shelf", "Trace", "untraced"]

R = TypeVar("R", bound=Record)

Trace = Callable[..., None]
"""Told what is read of a catalogue, as texts: what sort of thing, and which (core/tracing.py)."""


def untraced(*_key: str) -> None:
    """Nobody asks what was read."""


@dataclass(frozen=True)
class Shelf:
    """The rows of all records of one kind, in their order, and how to read a record by its row."""

    rows: tuple[Row, ...]
    read: Callable[[Row], Any] = field(compare=False)

    @cached_property
    def by_slug(self) -> Mapping[str, Row]:
        return {row.slug: row for row in self.rows}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each slug stands in the order."""
        return {row.slug: place for place, row in enumerate(self.rows)}


def _nothing(row: Row) -> Record:
    raise KeyError(row.slug)


EMPTY = Shelf((), _nothing)


class Records(Sequence[R]):
    """Records in an order, each read only when it is asked for."""

    def __init__(self, rows: Sequence[Row], read: Callable[[Row], R]) -> None:
        self.rows = rows
        self._read = read

    @overload
    def __getitem__(self, place: int) -> R: ...
    @overload
    def __getitem__(self, place: slice) -> Records[R]: ...
    def __getitem__(self, place: int | slice) -> R | Records[R]:
        if isinstance(place, slice):
            return Records(self.rows[place], self._read)
        return self._read(self.rows[place])

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Collection(Generic[R]):
    """All records of one kind, in their order; also found by slug."""

    kind: str
    shelf: Shelf
    trace: Trace = untraced

    def read(self, row: Row) -> R:
        self.trace("record", row.kind, row.slug)
        found: R = self.shelf.read(row)
        return found

    @property
    def records(self) -> Records[R]:
        """The records, to be counted, sliced and turned round without being read."""
        self.trace("slugs", self.kind)
        return Records(self.shelf.rows, self.read)

    @property
    def slugs(self) -> tuple[str, ...]:
        """The slugs, in the collection's order."""
        self.trace("slugs", self.kind)
        return tuple(self.shelf.by_slug)

    @property
    def urls(self) -> tuple[str, ...]:
        """The URLs of their pages, in the collection's order."""
        self.trace("names", self.kind)
        return tuple(row.url for row in self.shelf.rows)

    def __getitem__(self, slug: str) -> R:
        return self.read(self.shelf.by_slug[slug])

    def get(self, slug: str | None) -> R | None:
        """The record of this slug, or None."""
        return self[slug] if slug and slug in self else None

    def __contains__(self, slug: object) -> bool:
        self.trace("name", self.kind, str(slug))
        return slug in self.shelf.by_slug

    def __iter__(self) -> Iterator[R]:
        self.trace("kind", self.kind)
        return map(self.shelf.read, self.shelf.rows)

    def __len__(self) -> int:
        self.trace("slugs", self.kind)
        return len(self.shelf.rows)
