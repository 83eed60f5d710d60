"""The search of an edition: its page, its directory and shards, the cards of what is found, a word to browsers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree import ElementTree

from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Document, Output, Page
from plugins.core.site import Site
from plugins.core.text import LETTERS, MARKS
from plugins.search.analysis import JOINERS, MAX_RUN, PATTERN, UNSPACED, UNSTEMMED
from plugins.search.documents import FIRST_KINDS, SearchDocument, search_documents
from plugins.search.facets import facet_shards, ranges
from plugins.search.index import FIELDS, Shard, encoded, names_shards, texts_shards

__all__ = ["BLOCK", "DIRECTORY", "index_documents", "search_outputs", "shard_url"]

ORIGIN = "plugins/search"
DIRECTORY = "search/directory.json"
BLOCK = 4
"""So many cards stand in one file: few, since most of what a query finds stands far apart."""

OPEN_SEARCH = "http://a9.com/-/spec/opensearch/1.1/"


def search_outputs(catalogue: Catalogue, site: Site) -> Iterator[Output]:
    """Everything of the search."""
    documents = search_documents(catalogue, site)
    kinds = tuple((one.kind, len(one.documents)) for one in ranges(documents))
    yield Page("search/", "search/index.html", {"kinds": kinds}, ORIGIN, listed=False)
    yield Document("opensearch.xml", _open_search(site), ORIGIN)
    yield from index_documents(documents, site.language)
    yield from _cards(documents, catalogue)


def shard_url(name: str) -> str:
    """Where a shard is printed; the name changes whenever its content does, so that it may be kept for ever."""
    return f"static/search/{name}.json"


def index_documents(documents: Sequence[SearchDocument], language: str) -> Iterator[Document]:
    """The directory, and all files of the index but the cards."""
    english = language.partition("-")[0] == "en"
    names, spelling = names_shards(documents)
    texts = texts_shards(documents, english)
    kinds = ranges(documents)
    facets = {}
    later = {name: encoded(name, _json(_listed(listed))) for name, listed in (("texts", texts), ("spelling", spelling))}
    shards = [*names, *spelling, *texts, *later.values()]
    for kind in kinds:
        for values, postings in facet_shards(kind):
            facets[values.name.rpartition("-")[0]] = values.digest
            shards += [values, *postings]
    for shard in shards:
        yield Document(shard_url(shard.name), shard.content, ORIGIN)
    directory = {
        "numbering": _numbering(documents),
        "kinds": [[kind.kind, kind.first, len(kind.documents)] for kind in kinds],
        "block": BLOCK,
        "fields": FIELDS,
        "names": _listed(names),
        **{name: shard.digest for name, shard in later.items()},
        "facets": facets,
        "english": english,
        "letters": dict(LETTERS),
        "marks": MARKS,
        "word": PATTERN,
        "unspaced": UNSPACED,
        "joiners": JOINERS,
        "run": MAX_RUN,
        "unstemmed": UNSTEMMED,
    }
    yield Document(DIRECTORY, _json(directory).encode(), ORIGIN)


def _listed(shards: Sequence[Shard]) -> str:
    """Where each shard begins, and the digest in its name; terms hold no spaces."""
    return " ".join(f"{shard.first} {shard.digest}" for shard in shards)


def _numbering(documents: Sequence[SearchDocument]) -> str:
    """A digest of which number is whose: cards of another numbering are in another folder."""
    digest = hashlib.sha256()
    for document in documents:
        digest.update(f"{document.record.url}\0".encode())
    return digest.hexdigest()[:8]


def _cards(documents: Sequence[SearchDocument], catalogue: Catalogue) -> Iterator[Page]:
    """The cards in the order of their numbers, so many to a file, as JSON: the HTML that lists have of each."""
    numbering = _numbering(documents)
    for block, start in enumerate(range(0, len(documents), BLOCK)):
        cards = tuple(
            {
                "kind": one.record.kind,
                # What a new kind shows in lists the theme need not know: its name and its page will do.
                "card": one.record.card(catalogue.name_of) if one.record.kind in FIRST_KINDS else None,
                "label": one.record.label,
                "url": one.record.url,
            }
            for one in documents[start : start + BLOCK]
        )
        url = f"search/{numbering}/cards-{block}.json"
        yield Page(url, "search/cards.json", {"name": f"{numbering}-{block}", "cards": cards}, ORIGIN, listed=False)


def _open_search(site: Site) -> bytes:
    """How a browser asks this site (OpenSearch 1.1)."""
    ElementTree.register_namespace("", OPEN_SEARCH)
    root = ElementTree.Element(f"{{{OPEN_SEARCH}}}OpenSearchDescription")

    def add(name: str, text: str = "", **attributes: str) -> None:
        ElementTree.SubElement(root, f"{{{OPEN_SEARCH}}}{name}", attributes).text = text or None

    add("ShortName", site.association.short_name[:16])
    add("Description", f"{site.association.name}: {site.association.description}"[:1024])
    add("Url", type="text/html", template=site.absolute("search/") + "?q={searchTerms}")
    add("InputEncoding", "UTF-8")
    add("Language", site.language)
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
