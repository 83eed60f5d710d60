"""All records of an association, connected, and cut down to what one audience may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Generic, TypeVar

from plugins.core.fields import AUDIENCES, Audience
from plugins.core.parts import Linked
from plugins.core.plans import FieldPlan, walk
from plugins.core.records import Record
from plugins.core.thinning import thin
from plugins.core.vocabulary import Vocabulary

__all__ = ["Catalogue", "Collection", "connect"]

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Collection(Generic[R]):
    """All records of one kind, in their order; also found by slug."""

    records: tuple[R, ...] = ()

    @cached_property
    def _by_slug(self) -> Mapping[str, R]:
        return {record.slug: record for record in self.records}

    @property
    def slugs(self) -> tuple[str, ...]:
        """The slugs, in the collection's order."""
        return tuple(self._by_slug)

    def __getitem__(self, slug: str) -> R:
        return self._by_slug[slug]

    def get(self, slug: str | None) -> R | None:
        """The record of this slug, or None."""
        return self._by_slug.get(slug or "")

    def __contains__(self, slug: object) -> bool:
        return slug in self._by_slug

    def __iter__(self) -> Iterator[R]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)


@dataclass(frozen=True)
class Catalogue:
    """The collections by kind, and the vocabulary. Every reference in it resolves."""

    collections: Mapping[str, Collection[Any]]
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def of(self, record_type: type[R]) -> Collection[R]:
        """All records of a type."""
        return self.collections.get(record_type.kind, Collection())

    def kind(self, kind: str) -> Collection[Any]:
        """All records of a kind; empty where no such kind is loaded."""
        return self.collections.get(kind, Collection())

    def __iter__(self) -> Iterator[Record]:
        for kind in sorted(self.collections):
            yield from self.collections[kind]

    def referring(self, kind: str, name: str, slug: str) -> tuple[Any, ...]:
        """The records of `kind` whose field of this dotted name refers to `slug`, in the order of their collection."""
        return self._referrers.get((kind, name, slug), ())

    def name_of(self, kind: str, value: str) -> str:
        """The name of the record that a reference names, or the plain name itself."""
        record = self.kind(kind).get(value)
        return record.label if record else value

    def linked(self, kind: str, value: str) -> Linked:
        """The name that a reference stands for, with the page of its record; a plain name has none."""
        record = self.kind(kind).get(value)
        return Linked(name=record.label, url=record.url) if record else Linked(name=value)

    def cards(self, records: Iterable[Record]) -> tuple[Any, ...]:
        """What lists show of these records."""
        return tuple(record.card(self.name_of) for record in records)

    @cached_property
    def _referrers(self) -> Mapping[tuple[str, str, str], tuple[Record, ...]]:
        found: dict[tuple[str, str, str], dict[str, Record]] = {}
        for record in self:
            for loc, plan, value in walk(record):
                if plan.reference and value in self.kind(plan.reference.kind):
                    name = ".".join(step for step in loc if isinstance(step, str))
                    found.setdefault((record.kind, name, value), {})[record.slug] = record
        return {key: tuple(records.values()) for key, records in found.items()}

    def for_audience(self, audience: Audience) -> Catalogue:
        """The catalogue as this audience may see it.

        Closed fields are taken out, then records that cannot be without one, then references to those records;
        all before any view runs, so that nothing printed can tell of them.
        """
        rank = AUDIENCES.index(audience)
        open_records = []
        for record in self:

            def keep(name: str, _plan: FieldPlan, _value: Any, record: Record = record) -> bool:
                return name in LOADER or AUDIENCES.index(record.audience_of(name)) <= rank

            if (open_record := thin(record, keep)) is not None:
                # The choices that closed something go too: they would tell that there is something to hide.
                known = {name: chosen for name, chosen in record.visibility.items() if AUDIENCES.index(chosen) <= rank}
                open_records.append(open_record.model_copy(update={"visibility": known}))
        slugs = {kind: frozenset(collection.slugs) for kind, collection in self.collections.items()}
        return connect(open_records, slugs, self.vocabulary)

    def with_records(self, kind: str, records: Iterable[Record]) -> Catalogue:
        """The catalogue with another kind of record in it, such as the news."""
        return replace(self, collections={**self.collections, kind: Collection(tuple(records))})


Key = tuple[str, str]
"""Kind and slug."""

LOADER = frozenset({"slug", "path", "visibility"})
"""Fields that say what a record is and who may see it, and are not content."""


def connect(records: Iterable[Record], slugs: Mapping[str, frozenset[str]], vocabulary: Vocabulary) -> Catalogue:
    """The catalogue of these records alone.

    A reference to none of the records is taken out, and so is a record that cannot be without it, until all that is
    left resolves. Where a plain name would do, a text that is no slug of a record is one. `slugs`, by kind, are those
    that stand for a record though it may be missing here: the records that an audience may not see are among them, so
    that their slugs are not printed as names; those of files that were refused are not, so that a site without them
    is the same whether they lie there or not.
    """
    left = {(record.kind, record.slug): record for record in records}
    while True:

        def keep(_name: str, plan: FieldPlan, value: Any, left: Mapping[Key, Record] = left) -> bool:
            reference = plan.reference
            if reference is None or not isinstance(value, str) or (reference.kind, value) in left:
                return True
            return reference.or_name and value not in slugs.get(reference.kind, ())

        kept = {key: after for key, record in left.items() if (after := thin(record, keep)) is not None}
        if kept.keys() == left.keys():
            return Catalogue(_collections(slugs, kept.values()), vocabulary)
        left = kept


def _collections(kinds: Iterable[str], records: Iterable[Record]) -> dict[str, Collection[Any]]:
    """The records by kind, each collection in its own order."""
    found: dict[str, list[Record]] = {kind: [] for kind in sorted(kinds)}
    for record in records:
        found[record.kind].append(record)
    return {
        kind: Collection(tuple(sorted(some, key=lambda one: (one.sort_key(), one.slug))))
        for kind, some in found.items()
    }
