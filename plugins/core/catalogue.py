"""All records of an association, connected, and cut down to what one audience may see."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple, Protocol, TypeVar

from plugins.core.digests import digest
from plugins.core.fields import AUDIENCES, Audience
from plugins.core.parts import Linked
from plugins.core.plans import FieldPlan, names_of
from plugins.core.records import Record
from plugins.core.rows import Row, row_of
from plugins.core.shelves import EMPTY, Collection, Records, Shelf, Trace, untraced
from plugins.core.site import Site
from plugins.core.thinning import thin
from plugins.core.values import NONE, Past, Values, as_json
from plugins.core.vocabulary import Vocabulary

__all__ = ["Card", "Catalogue", "Each", "Fact", "Memory", "Revisions", "connect", "named", "open_to", "resolving"]

R = TypeVar("R", bound=Record)

Each = Callable[[Any, "Catalogue", Site], Any]
"""A pure function of one record, which may look others up in the catalogue; its value is plain JSON."""

Fact = Callable[["Catalogue", Site], Mapping[str, Any]]
"""A pure function of a whole catalogue; its values are plain JSON, by some key."""


class Card(NamedTuple):
    """Stands for the card of a record until a page that shows it is printed."""

    kind: str
    slug: str
    digest: str


class Revisions(NamedTuple):
    """How often a file was changed since it came, and when first and last, in seconds since 1970."""

    changes: int
    first: int
    last: int


class Memory(Protocol):
    """What makes the values of functions over a catalogue, or remembers them.

    `facts` gives for each key the digest of its value and the value; `card` a record's card, or what stands for it;
    `past` is what is known of the build before.
    """

    def each(self, function: Each, kind: str, catalogue: Catalogue, site: Site) -> Values: ...
    def facts(self, function: Fact, catalogue: Catalogue, site: Site) -> Mapping[str, tuple[str, Any]]: ...
    def card(self, catalogue: Catalogue, row: Row) -> Any: ...
    @property
    def past(self) -> Past: ...


class Nothing:
    """Remembers nothing but what it made itself."""

    def __init__(self) -> None:
        self._made: dict[Any, Any] = {}

    def each(self, function: Each, kind: str, catalogue: Catalogue, site: Site) -> Values:
        key = (function, kind, site)
        if key not in self._made:
            self._made[key] = Values.of(function(one, catalogue, site) for one in catalogue.kind(kind))
        found: Values = self._made[key]
        return found

    def facts(self, function: Fact, catalogue: Catalogue, site: Site) -> Mapping[str, tuple[str, Any]]:
        if (function, site) not in self._made:
            made = json.loads(as_json(dict(function(catalogue, site))))
            self._made[function, site] = {key: (digest(as_json(said)), said) for key, said in made.items()}
        found: Mapping[str, tuple[str, Any]] = self._made[function, site]
        return found

    @property
    def past(self) -> Past:
        return Past()

    def card(self, catalogue: Catalogue, row: Row) -> Any:
        return catalogue.kind(row.kind)[row.slug].card(catalogue.name_of)


@dataclass(frozen=True)
class Catalogue:
    """The records by kind, the vocabulary, and what is known of how files changed. Every reference resolves.

    A record is read when it is asked for. What is read is told to `trace`.
    """

    shelves: Mapping[str, Shelf]
    words: Vocabulary = field(default_factory=Vocabulary)
    history: Mapping[str, Revisions] = field(default_factory=dict)
    memory: Memory = field(default_factory=Nothing, compare=False)
    trace: Trace = field(default=untraced, compare=False)
    _found: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def vocabulary(self) -> Vocabulary:
        self.trace("vocabulary")
        return self.words

    def revisions(self, kind: str, slug: str) -> Revisions | None:
        """When the file of a record was changed, where that is known."""
        self.trace("revisions", kind, slug)
        row = self.row(kind, slug)
        return self.history.get(row.path) if row else None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that are loaded, even if there is no record of them."""
        return tuple(sorted(self.shelves))

    def of(self, record_type: type[R]) -> Collection[R]:
        """All records of a type."""
        return self.kind(record_type.kind)

    def kind(self, kind: str) -> Collection[Any]:
        """All records of a kind; empty where no such kind is loaded."""
        return Collection(kind, self.shelves.get(kind, EMPTY), self.trace)

    def __iter__(self) -> Iterator[Record]:
        for kind in self.kinds:
            yield from self.kind(kind)

    def referring(self, kind: str, name: str, slug: str) -> Records[Any]:
        """The records of `kind` whose field of this dotted name refers to `slug`, in the order of their collection."""
        self.trace("referring", kind, name, slug)
        return Records(self.referrers.get((kind, name, slug), ()), self.kind(kind).read)

    def name_of(self, kind: str, value: str) -> str:
        """The name of the record that a reference names, or the plain name itself."""
        return self.linked(kind, value).name

    def linked(self, kind: str, value: str) -> Linked:
        """The name that a reference stands for, with the page of its record; a plain name has none."""
        self.trace("name", kind, value)
        row = self.row(kind, value)
        return Linked(name=row.label, url=row.url) if row else Linked(name=value)

    def cards(self, those: Iterable[Any]) -> tuple[Any, ...]:
        """What lists show of these: records, or whatever else has the kind and the slug of one."""
        return tuple(self.card(one.kind, one.slug) for one in (those.rows if isinstance(those, Records) else those))

    def card(self, kind: str, slug: str) -> Any:
        """What lists show of one record."""
        self.trace("card", kind, slug)
        return self.memory.card(self, self.shelves[kind].by_slug[slug])

    def each(self, function: Each, kind: str, site: Site) -> Values:
        """What a function says of each record of a kind, in the order of the collection, as plain JSON."""
        self.trace("each", named(function), kind)
        return self.memory.each(function, kind, self, site)

    def said(self, function: Each, kind: str, slug: str, site: Site) -> Any:
        """What a function says of one record, as plain JSON."""
        self.trace("said", named(function), kind, slug)
        return self.memory.each(function, kind, self, site)[self.shelves[kind].places[slug]]

    def fact(self, function: Fact, site: Site, key: str) -> Any:
        """The value under a key of what a function says of the whole catalogue; None where there is none."""
        self.trace("fact", named(function), key)
        return self.memory.facts(function, self, site).get(key, (NONE, None))[1]

    @property
    def past(self) -> Past:
        """What is known of the build before."""
        return self.memory.past

    def row(self, kind: str, slug: str) -> Row | None:
        """The row of a record, or None."""
        return self.shelves[kind].by_slug.get(slug) if kind in self.shelves else None

    @property
    def referrers(self) -> Mapping[tuple[str, str, str], tuple[Row, ...]]:
        """The rows of those that refer to a record, by their kind, the name of the field, and the slug."""
        if "referrers" not in self._found:
            found: dict[tuple[str, str, str], dict[str, Row]] = {}
            for kind in self.kinds:
                for row in self.shelves[kind].rows:
                    for name, other, value in row.references:
                        if self.row(other, value):
                            found.setdefault((kind, name, value), {})[row.slug] = row
            self._found["referrers"] = {key: tuple(rows.values()) for key, rows in found.items()}
        referrers: Mapping[tuple[str, str, str], tuple[Row, ...]] = self._found["referrers"]
        return referrers

    def traced(self, trace: Trace) -> Catalogue:
        """The same catalogue, which tells `trace` what is read of it."""
        return replace(self, trace=trace)

    def for_audience(self, audience: Audience) -> Catalogue:
        """The catalogue as this audience may see it.

        Closed fields are taken out, then records that cannot be without one, then references to those records;
        all before any view runs, so that nothing printed can tell of them.
        """
        open_records = [found for record in self if (found := open_to(record, audience)) is not None]
        slugs = {kind: frozenset(shelf.by_slug) for kind, shelf in self.shelves.items()}
        return replace(connect(open_records, slugs, self.words), history=self.history)

    def with_records(self, kind: str, records: Iterable[Record]) -> Catalogue:
        """The catalogue with another kind of record in it, such as the news, in this order."""
        return replace(self, shelves={**self.shelves, kind: _shelf(tuple(records))}, _found={})


def named(function: Callable[..., Any]) -> str:
    """A function of a module as it is told: where it stands and what it is called."""
    return f"{function.__module__}:{function.__qualname__}"


def open_to(record: R, audience: Audience) -> R | None:
    """The record as an audience may see it; None where that is not at all."""
    closed, among = _closed(type(record), audience, tuple(record.visibility.items()))
    found = thin(record, lambda name, _plan, _value: name not in closed, among=among)
    if found is None:
        return None
    # The choices that closed something go too: they would tell that there is something to hide.
    rank = AUDIENCES.index(audience)
    known = {name: chosen for name, chosen in record.visibility.items() if AUDIENCES.index(chosen) <= rank}
    return found.model_copy(update={"visibility": known}) if known != record.visibility else found


@lru_cache(maxsize=4096)
def _closed(
    record_type: type[Record], audience: Audience, chosen: tuple[tuple[str, Audience], ...]
) -> tuple[frozenset[str], frozenset[str]]:
    """The names of the fields that are closed to an audience by these choices, and those with the parts around them."""
    rank = AUDIENCES.index(audience)
    record = record_type.model_construct(slug="", path="", visibility=dict(chosen))
    closed = {name for name in names_of(record_type) if AUDIENCES.index(record.audience_of(name)) > rank}
    steps = [name.split(".") for name in closed]
    around = {".".join(names[: length + 1]) for names in steps for length in range(len(names))}
    return frozenset(closed), frozenset(around)


def connect(records: Iterable[Record], slugs: Mapping[str, frozenset[str]], vocabulary: Vocabulary) -> Catalogue:
    """The catalogue of these records alone, held in memory.

    A reference to none of the records is taken out, and so is a record that cannot be without it, until all that is
    left resolves. Where a plain name would do, a text that is no slug of a record is one. `slugs`, by kind, are those
    that stand for a record though it may be missing here: the records that an audience may not see are among them, so
    that their slugs are not printed as names; those of files that were refused are not, so that a site without them
    is the same whether they lie there or not.
    """
    left = {(record.kind, record.slug): record for record in records}
    while True:
        kept = {
            key: after for key, record in left.items() if (after := thin(record, resolving(left, slugs))) is not None
        }
        if kept.keys() == left.keys():
            break
        left = kept
    found: dict[str, list[Record]] = {kind: [] for kind in slugs}
    for record in kept.values():
        found[record.kind].append(record)
    ordered = {kind: sorted(some, key=lambda one: (one.sort_key(), one.slug)) for kind, some in found.items()}
    return Catalogue({kind: _shelf(some) for kind, some in ordered.items()}, vocabulary)


def resolving(left: Iterable[tuple[str, str]], slugs: Mapping[str, Iterable[str]]) -> Callable[..., bool]:
    """What to keep of a record where only these are left, by kind and slug."""
    present = left if isinstance(left, Mapping) else frozenset(left)

    def keep(_name: str, plan: FieldPlan, value: Any) -> bool:
        reference = plan.reference
        if reference is None or not isinstance(value, str) or (reference.kind, value) in present:
            return True
        return reference.or_name and value not in slugs.get(reference.kind, ())

    return keep


def _shelf(records: Sequence[Record]) -> Shelf:
    return Shelf(tuple(map(row_of, records)), _Held({record.slug: record for record in records}))


@dataclass(frozen=True)
class _Held:
    """Reads records that are held in memory."""

    records: Mapping[str, Record]

    def __call__(self, row: Row) -> Record:
        return self.records[row.slug]
