"""What a search says of each record, and all that an edition's audience may find, numbered from 0."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from plugins.core.catalogue import Catalogue
from plugins.core.records import Record
from plugins.core.searching import Searchable
from plugins.core.site import Site
from plugins.core.text import fold
from plugins.core.values import NONE, Values
from plugins.search.analysis import name_terms, text_terms

__all__ = [
    "FIRST_KINDS",
    "Counted",
    "Documents",
    "Said",
    "analysed",
    "documents_of",
    "is_english",
    "numbered",
    "said",
]

FIRST_KINDS = ("members", "events", "jobs", "organizations", "chapters", "groups", "news", "pages")

Counted = Sequence[Sequence[Any]]
"""Pairs of a number and the terms that stand somewhere so many times, as one text: terms hold no spaces."""


class Said(NamedTuple):
    """A record as a search knows it, as plain as JSON: its words are terms already.

    `names` are the terms of what it is called, each once, in one text. `facets` are pairs of slug and label by the name
    of the facet. `newest` is as the record says it; `filed_as` is what documents are sorted by name by.
    """

    url: str
    label: str
    names: str
    words: Counted
    text: Counted
    facets: Mapping[str, Sequence[Sequence[str]]]
    newest: str
    filed_as: str


def said(record: Record, catalogue: Catalogue, site: Site) -> Said | None:
    """What a search says of one record; None where it is not searched.

    Whoever asks search engines to leave their page out is found here all the same: that is what a directory is for.
    """
    searchable = record.searchable(catalogue.name_of, site)
    if searchable is None:
        return None
    vocabulary = catalogue.vocabulary
    synonyms = [way for word in searchable.words for way in vocabulary.synonyms(word)]
    return analysed(record.url, record.label, searchable, is_english(site.language), synonyms)


def analysed(url: str, label: str, searchable: Searchable, english: bool, more_words: Iterable[str] = ()) -> Said:
    """What is said of a record, from its texts; in an English site long texts are stemmed."""
    names = dict.fromkeys(name_terms(" ".join(searchable.names)))
    words = Counter(name_terms(" ".join((*searchable.words, *more_words))))
    text = Counter(text_terms(searchable.text, english))
    return Said(
        url,
        label,
        " ".join(names),
        _counted(words),
        _counted(text),
        {name: [[one.slug, one.label] for one in terms] for name, terms in searchable.facets.items() if terms},
        searchable.newest,
        fold(searchable.sort_as or searchable.names[0]),
    )


def _counted(times: Mapping[str, int]) -> list[list[Any]]:
    once = [term for term, number in times.items() if number == 1]
    found = [[1, " ".join(once)]] if once else []
    if len(once) < len(times):
        more: dict[int, list[str]] = {}
        for term, number in times.items():
            if number > 1:
                more.setdefault(number, []).append(term)
        found += [[number, " ".join(more[number])] for number in sorted(more)]
    return found


def is_english(language: str) -> bool:
    """Whether the words of a language tag's texts are English."""
    return language.partition("-")[0] == "en"


@dataclass(frozen=True)
class Documents:
    """All documents: those of one kind together, in the order of their collection. A document's number is its place.

    `kinds` are the kinds with the number of their documents, `places` the kind and the slug of each. `keys` has a short
    text for each document that changes with what is said of it; `said` is decoded when it is looked at: of most, nobody
    does.
    """

    kinds: tuple[tuple[str, int], ...]
    places: Sequence[tuple[str, str]]
    keys: Sequence[str]
    said: Sequence[Sequence[Any]]

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, number: int) -> Said:
        return Said(*self.said[number])

    def __iter__(self) -> Iterator[Said]:
        return (Said(*one) for one in self.said)

    @cached_property
    def ranges(self) -> tuple[tuple[str, int, int], ...]:
        """The kinds, each with the number of its first document and how many there are."""
        starts = accumulate((number for _kind, number in self.kinds), initial=0)
        return tuple((kind, first, number) for (kind, number), first in zip(self.kinds, starts, strict=False))

    @cached_property
    def identity(self) -> str:
        """A digest of which number is whose."""
        digest = hashlib.sha256(repr(self.kinds).encode())
        digest.update("\0".join(slug for _kind, slug in self.places).encode())
        return digest.hexdigest()

    @property
    def numbering(self) -> str:
        """What cards are kept under: those of another numbering are in another folder."""
        return self.identity[:8]


def documents_of(catalogue: Catalogue, site: Site) -> Documents:
    """All that may be found in a catalogue."""
    kinds = (*FIRST_KINDS, *(kind for kind in catalogue.kinds if kind not in FIRST_KINDS))
    return numbered({kind: (catalogue.kind(kind).slugs, catalogue.each(said, kind, site)) for kind in kinds})


def numbered(told: Mapping[str, tuple[Sequence[str], Values]]) -> Documents:
    """What is said of the records of each kind, with their slugs, as documents; None for what is not searched."""
    found = {
        kind: [slug for slug, known in zip(slugs, values.digests, strict=True) if known != NONE]
        for kind, (slugs, values) in told.items()
    }
    every = Values.joined([values.given() for _slugs, values in told.values()])
    kinds = tuple((kind, len(some)) for kind, some in found.items() if some)
    return Documents(kinds, [(kind, slug) for kind, some in found.items() for slug in some], every.digests, every)
