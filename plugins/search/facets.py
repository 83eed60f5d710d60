"""Facets as files: the values of each with their counts, and the documents of each value; orders of documents too."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from plugins.core.searching import Searchable
from plugins.core.text import fold
from plugins.search.documents import SearchDocument
from plugins.search.index import Shard, cut, deltas, encoded

__all__ = ["KindRange", "facet_shards", "ranges"]

NEWEST = "newest"
BY_NAME = "name"
"""Orders are kept as facets are: what comes first is the first value. What has no value comes last."""


POSTINGS_BYTES = 20_000
"""About so large is a shard when compressed: whoever counts the values of a facet needs them all."""


@dataclass(frozen=True)
class KindRange:
    """The documents of one kind: their first number, and themselves."""

    kind: str
    first: int
    documents: tuple[SearchDocument, ...]


@dataclass(frozen=True)
class Value:
    """A value of a facet, and the documents that have it, by their places in their kind."""

    slug: str
    label: str
    places: tuple[int, ...]


def ranges(documents: Sequence[SearchDocument]) -> tuple[KindRange, ...]:
    """The documents by kind."""
    found = []
    first = 0
    for kind, some in groupby(documents, key=lambda document: document.record.kind):
        inside = tuple(some)
        found.append(KindRange(kind, first, inside))
        first += len(inside)
    return tuple(found)


def facet_shards(kind: KindRange) -> Iterator[tuple[Shard, list[Shard]]]:
    """For each facet and order of a kind its file of values, and the shards of the documents that they are in.

    The file holds a list [slug, label, count, shard number] for each value, and a list of the shards' names; a shard
    holds for each of its values the places, as differences, of the documents in their kind.
    """
    names = sorted({name for document in kind.documents for name in document.searchable.facets})
    for name in names:
        yield _files(f"{kind.kind}-{name}", _values(kind, name))
    orders = {
        NEWEST: _order(kind, lambda said: said.newest, reverse=True),
        BY_NAME: _order(kind, lambda said: fold(said.sort_as or said.names[0])),
    }
    for name, groups in orders.items():
        in_order = list(chain.from_iterable(group.places for group in groups))
        if in_order != list(range(len(in_order))):  # else they stand in this order already
            yield _files(f"{kind.kind}-{name}", groups)


def _values(kind: KindRange, facet: str) -> list[Value]:
    """The values of a facet, those that most documents have first."""
    labels: dict[str, str] = {}
    places: dict[str, list[int]] = {}
    for place, document in enumerate(kind.documents):
        for term in document.searchable.facets.get(facet, ()):
            labels.setdefault(term.slug, term.label)
            inside = places.setdefault(term.slug, [])
            if not inside or inside[-1] != place:  # two terms may share a slug
                inside.append(place)
    found = [Value(slug, labels[slug], tuple(some)) for slug, some in places.items()]
    return sorted(found, key=lambda value: (-len(value.places), fold(value.label), value.slug))


def _order(kind: KindRange, key: Callable[[Searchable], str], *, reverse: bool = False) -> list[Value]:
    """The documents in groups of one key, in the order of the keys; those without a key in no group."""
    keyed: dict[str, list[int]] = {}
    for place, document in enumerate(kind.documents):
        keyed.setdefault(key(document.searchable), []).append(place)
    keyed.pop("", None)
    return [Value("", "", tuple(keyed[one])) for one in sorted(keyed, reverse=reverse)]


def _files(name: str, values: Sequence[Value]) -> tuple[Shard, list[Shard]]:
    entries = ((f"{position:08}", deltas(value.places)) for position, value in enumerate(values))
    shards = cut(name, entries, POSTINGS_BYTES)
    holders = chain.from_iterable([number] * shard.entries for number, shard in enumerate(shards))
    rows = [[value.slug, value.label, len(value.places), holder] for value, holder in zip(values, holders, strict=True)]
    content = json.dumps([rows, [shard.name for shard in shards]], ensure_ascii=False, separators=(",", ":"))
    return encoded(name, content), shards
