"""Facets as files: the values of each with their counts, and the documents of each value; orders of documents too."""

from __future__ import annotations

import json
from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain
from typing import Any

from plugins.core.text import fold
from plugins.search.documents import Documents, Said
from plugins.search.index import deltas
from plugins.search.shards import Bounds, cut, named

__all__ = ["Files", "Values", "changed_values", "facet_files", "facets_of", "order_files", "values_in"]

NEWEST = "newest"
BY_NAME = "name"
"""Orders are kept as facets are: what comes first is the first value. What has no value comes last."""

POSTINGS = Bounds(40_000, 60_000)
"""Shards of some 20 kB when compressed: whoever counts the values of a facet needs them all."""

Values = dict[str, tuple[str, list[int]]]
"""By slug, the label of a value and the documents that have it, by their places in their kind."""

Files = tuple[list[Any], dict[str, bytes]]
"""The digest in the name of a facet's file of values with the names of its shards, and the content of all of them."""


def facets_of(documents: Documents) -> dict[str, Values]:
    """The values of each facet of each kind ("members-skill"). A label is as the first document has it."""
    found: dict[str, Values] = {}
    for kind, first, number in documents.ranges:
        for place in range(number):
            for name, terms in documents[first + place].facets.items():
                values = found.setdefault(f"{kind}-{name}", {})
                for slug, label in terms:
                    _label, places = values.setdefault(slug, (label, []))
                    if places[-1:] != [place]:  # two terms may share a slug
                        places.append(place)
    return found


def facet_files(name: str, values: Values) -> Files:
    """The file of a facet's values, those that most documents have first, and the shards of their documents.

    The file holds a list [slug, label, count, shard number] for each value, and a list of the shards' names; a shard
    holds for each of its values the places, as differences, of the documents in their kind.
    """
    rows = [(slug, label, places) for slug, (label, places) in values.items()]
    return _files(name, sorted(rows, key=lambda row: (-len(row[2]), fold(row[1]), row[0])))


def order_files(documents: Documents, newest: Sequence[str], filed_as: Sequence[str]) -> dict[str, Files]:
    """The orders that the documents of a kind do not stand in already, as facets whose values have no names.

    `newest` and `filed_as` are those of each document.
    """
    found: dict[str, Files] = {}
    for kind, first, number in documents.ranges:
        inside = slice(first, first + number)
        for name, groups in (
            (NEWEST, _groups(newest[inside], reverse=True)),
            (BY_NAME, _groups(filed_as[inside])),
        ):
            if (places := list(chain.from_iterable(groups))) != list(range(len(places))):
                found[f"{kind}-{name}"] = _files(f"{kind}-{name}", [("", "", group) for group in groups])
    return found


def _groups(keys: Iterable[str], *, reverse: bool = False) -> list[list[int]]:
    """The places of keys, in groups of one key, in the order of the keys; those of no key in no group."""
    keyed: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        keyed.setdefault(key, []).append(place)
    keyed.pop("", None)
    return [keyed[one] for one in sorted(keyed, reverse=reverse)]


def _files(name: str, rows: Sequence[tuple[str, str, Sequence[int]]]) -> Files:
    entries = [(slug, f"[{','.join(map(str, deltas(places)))}]") for slug, _label, places in rows]
    files: dict[str, bytes] = {}
    holders: list[int] = []
    for holder, run in enumerate(cut(entries, POSTINGS)):
        shard, files[shard] = named(f"{name}-{holder}", f"[{','.join(text for _slug, text in run)}]")
        holders += [holder] * len(run)
    shards = list(files)
    told = [[slug, label, len(places), holder] for (slug, label, places), holder in zip(rows, holders, strict=True)]
    full, content = named(name, json.dumps([told, shards], ensure_ascii=False, separators=(",", ":")))
    return [full.rpartition("-")[2], shards], {full: content, **files}


def changed_values(
    documents: Documents, changed: Iterable[tuple[int, Said, Said]], values_of: Callable[[str], Values]
) -> dict[str, Values]:
    """The values of each facet that some documents have changed in; `values_of` gives what they were.

    Documents are told by their numbers, with what was and is said of them.
    """
    found: dict[str, Values] = {}
    new: dict[tuple[str, str, str], int] = {}  # the values whose labels may be another document's now
    for number, before, after in changed:
        kind, first = next((kind, first) for kind, first, many in documents.ranges if first <= number < first + many)
        for facet in sorted({*before.facets, *after.facets}):
            if (was := before.facets.get(facet, ())) == (now := after.facets.get(facet, ())):
                continue
            name = f"{kind}-{facet}"
            values = found[name] if name in found else found.setdefault(name, values_of(name))
            old, have = {slug for slug, _label in was}, {slug for slug, _label in now}
            for slug in old - have:
                values[slug][1].remove(number - first)
            for slug in have - old:
                insort(values.setdefault(slug, ("", []))[1], number - first)
            new |= {(name, facet, slug): first for slug in old | have}
    for (name, facet, slug), first in new.items():
        _label, places = found[name].pop(slug)
        if places:
            terms = documents[first + places[0]].facets[facet]
            found[name][slug] = next(label for one, label in terms if one == slug), places
    return found


def values_in(rows: Sequence[Sequence[Any]], lists: Iterable[Sequence[int]]) -> Values:
    """The values of a facet, from the rows of its file and the differences that its shards hold."""
    return {slug: (label, list(accumulate(places))) for (slug, label, *_), places in zip(rows, lists, strict=True)}
