"""Documents to the shards of two lunr indexes, each cut by term so that a query loads only what holds its terms.

`names` is what documents are called and their short words, `texts` their long texts. A shard holds what Lunr's
builder counts: in which documents a term stands, in which field and how often. Lunr's b is 0 here, so that is all a
score needs, and a shard stays the same while the documents of its terms do. The browser makes the scores, by Lunr's
own formula, and a `lunr.Index` of the terms that a query touches (theme/static/js/search/engine.js).
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from plugins.search.analysis import is_unspaced, name_terms, text_terms
from plugins.search.documents import SearchDocument

__all__ = ["FIELDS", "NAME_BOOST", "Shard", "cut", "deltas", "encoded", "fields_of", "names_shards", "texts_shards"]

NAME_BOOST = 4
"""How much more a word counts in a name than among the other short words."""

FIELDS = {"names": {"name": NAME_BOOST, "words": 1}, "texts": {"text": 1}}
"""The fields of each index, with their boosts."""

SHARD_BYTES = 4_000
MOST_SHARDS = 400
"""About so large is a shard when compressed; larger where there would be too many for a small list of them.

A query loads one for each of its words, so their size is most of what it costs. Lists are read by every visitor.
"""

MOST_PACKING = 4.0
"""A shard of one very common term packs fifty times; the next one will not."""

MIN_SPELLED = 3
"""Shorter terms are not looked for by another spelling."""


@dataclass(frozen=True)
class Shard:
    """A file of so many consecutive entries. `first` is the shortest text after all those of the shard before."""

    name: str
    content: bytes
    first: str = ""
    entries: int = 0

    @property
    def digest(self) -> str:
        """The part of its name that changes with its content."""
        return self.name.rpartition("-")[2]


def fields_of(index: str, document: SearchDocument, english: bool) -> tuple[list[str], ...]:
    """The terms of each field of an index, as often as they stand there; in a name, each once."""
    said = document.searchable
    if index == "texts":
        return (list(text_terms(said.text, english)),)
    names = dict.fromkeys(term for name in said.names for term in name_terms(name))
    return list(names), [term for text in said.words for term in name_terms(text)]


def names_shards(documents: Sequence[SearchDocument]) -> tuple[list[Shard], list[Shard]]:
    """The shards of the index of names, and those that find a term by its end, for the spelling."""
    terms = _inverted(("names", document, False) for document in documents)
    words = (term for term in terms if len(term) >= MIN_SPELLED and not is_unspaced(term))
    spelled = sorted((term[::-1] for term in words), key=_browser_order)
    return cut("names", _entries(terms)), cut("spelling", ((term, term) for term in spelled))


def texts_shards(documents: Sequence[SearchDocument], english: bool) -> list[Shard]:
    """The shards of the index of long texts, in an English site without its commonest words."""
    return cut("texts", _entries(_inverted(("texts", document, english) for document in documents)))


Field = dict[int, list[int]]
"""The documents that have a term in a field so many times."""


def _inverted(documents: Iterable[tuple[str, SearchDocument, bool]]) -> dict[str, list[Field]]:
    """Each term with the documents that have it, field by field; documents in their order."""
    terms: dict[str, list[Field]] = {}
    for number, (index, document, english) in enumerate(documents):
        fields = fields_of(index, document, english)
        for position, found in enumerate(fields):
            for term, times in Counter(found).items():
                if (entry := terms.get(term)) is None:
                    entry = terms[term] = [{} for _ in fields]
                field = entry[position]
                if times in field:
                    field[times].append(number)
                else:
                    field[times] = [number]
    return terms


def _entries(terms: dict[str, list[Field]]) -> Iterator[tuple[str, Any]]:
    """Terms in the browser's order, each as [term, field, ...].

    A field is a list: the documents that have the term once, as differences, and for every other number of times
    a list of that number and the differences.
    """
    for term in sorted(terms, key=_browser_order):
        yield term, [term, *map(_field, terms.pop(term))]


def _field(field: Field) -> list[Any]:
    once = field.pop(1, [])
    return [*deltas(once), *([times, *deltas(field[times])] for times in sorted(field))]


def deltas(numbers: Sequence[int]) -> list[int]:
    """Ascending numbers as the first of them and the differences of the others."""
    return [*numbers[:1], *(after - before for before, after in pairwise(numbers))]


def cut(name: str, entries: Iterable[tuple[str, Any]], size_of_shard: int = SHARD_BYTES) -> list[Shard]:
    """Sorted entries, each with its key, in shards of about one size compressed; none where there are no entries."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    encoded_entries = [(key, encode(entry)) for key, entry in entries]
    least = sum(len(text) for _key, text in encoded_entries) / MOST_SHARDS
    shards: list[Shard] = []
    keys: list[str] = []
    texts: list[str] = []
    size, last, packing = 0, "", 3.0

    def close() -> float:
        nonlocal last, size
        shard = encoded(f"{name}-{len(shards)}", f"[{','.join(texts)}]")
        shards.append(replace(shard, first=_between(last, keys[0]) if shards else "", entries=len(keys)))
        found = min(MOST_PACKING, len(shard.content) / len(zlib.compress(shard.content)))
        last, size = keys[-1], 0
        keys.clear()
        texts.clear()
        return found

    for key, text in encoded_entries:
        # How well a shard packs is guessed from the one before: near terms are alike.
        if texts and size + len(text) > max(size_of_shard * packing, least):
            packing = close()
        keys.append(key)
        texts.append(text)
        size += len(text)
    if texts:
        close()
    return shards


def encoded(name: str, content: str) -> Shard:
    """A file that says its own name, which a digest of the content is part of.

    So another file in its place is found out, and a changed one has another address.
    """
    full = f"{name}-{hashlib.sha256(content.encode()).hexdigest()[:6]}"
    return Shard(full, f'["{full}",{content}]'.encode())


def _browser_order(term: str) -> bytes:
    """What JavaScript compares texts by: units of UTF-16, in which a rare character sorts before some common ones."""
    return term.encode("utf-16-be", "surrogatepass")


def _between(before: str, after: str) -> str:
    """The shortest beginning of `after` that sorts after `before`."""
    for length in range(1, len(after)):
        if _browser_order(after[:length]) > _browser_order(before):
            return after[:length]
    return after
