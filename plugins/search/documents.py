"""The catalogue as documents to search: all that an edition's audience may find, numbered from 0."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from plugins.core.catalogue import Catalogue
from plugins.core.records import Record
from plugins.core.searching import Searchable
from plugins.core.site import Site

__all__ = ["FIRST_KINDS", "SearchDocument", "search_documents"]

FIRST_KINDS = ("members", "events", "jobs", "organizations", "chapters", "groups", "news", "pages")


@dataclass(frozen=True)
class SearchDocument:
    """A record with what a search knows of it. Its number is its place among all documents."""

    record: Record
    searchable: Searchable


def search_documents(catalogue: Catalogue, site: Site) -> tuple[SearchDocument, ...]:
    """All documents: those of one kind together, in the order of their collection.

    Whoever asks search engines to leave their page out is found here all the same: that is what a directory is for.
    """
    others = sorted(catalogue.collections.keys() - set(FIRST_KINDS))
    kinds = [kind for kind in (*FIRST_KINDS, *others) if kind in catalogue.collections]
    return tuple(_documents(catalogue, site, kinds))


def _documents(catalogue: Catalogue, site: Site, kinds: list[str]) -> Iterator[SearchDocument]:
    for kind in kinds:
        for record in catalogue.kind(kind):
            searchable = record.searchable(catalogue.name_of, site)
            if searchable is not None:
                synonyms = tuple(way for word in searchable.words for way in catalogue.vocabulary.synonyms(word))
                yield SearchDocument(record, replace(searchable, words=searchable.words + synonyms))
