"""The search of an edition: its page, its directory and shards, the cards of what is found, a word to browsers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Document, Output, Page, Unchanged
from plugins.core.site import Site
from plugins.search.documents import FIRST_KINDS, Documents, documents_of, is_english
from plugins.search.files import BLOCK, Before, index_files

__all__ = ["search_outputs"]

ORIGIN = "plugins/search"
OPEN_SEARCH = "http://a9.com/-/spec/opensearch/1.1/"


def search_outputs(catalogue: Catalogue, site: Site) -> Iterator[Output]:
    """Everything of the search."""
    documents = documents_of(catalogue, site)
    yield Page("search/", "search/index.html", {"kinds": documents.kinds}, ORIGIN, listed=False)
    yield Document("opensearch.xml", _open_search(site), ORIGIN)
    yield from _index(documents, catalogue, site)
    yield from _cards(documents, catalogue)


def _index(documents: Documents, catalogue: Catalogue, site: Site) -> Iterator[Output]:
    """The files of the index, brought up to date where it was built before."""
    past, english = catalogue.past, is_english(site.language)
    state = past.state(ORIGIN)
    before = Before(state, past.file, lambda number: past.value(state["keys"][number])) if state else None
    built = index_files(documents, english, before)
    if not all(url in built.made or past.has(url) for url in built.urls):
        built = index_files(documents, english)
    past.keep(ORIGIN, built.state)
    for url in built.urls:
        yield Document(url, built.made[url], ORIGIN) if url in built.made else Unchanged(url, ORIGIN)


def _cards(documents: Documents, catalogue: Catalogue) -> Iterator[Page]:
    """The cards in the order of their numbers, so many to a file, as JSON: the HTML that lists have of each."""
    for block, start in enumerate(range(0, len(documents), BLOCK)):
        cards = tuple(_card(kind, slug, catalogue) for kind, slug in documents.places[start : start + BLOCK])
        url = f"search/{documents.numbering}/cards-{block}.json"
        name = f"{documents.numbering}-{block}"
        yield Page(url, "search/cards.json", {"name": name, "cards": cards}, ORIGIN, listed=False)


def _card(kind: str, slug: str, catalogue: Catalogue) -> dict[str, Any]:
    # What a new kind shows in lists the theme need not know: its name and its page will do.
    linked = catalogue.linked(kind, slug)
    card = catalogue.card(kind, slug) if kind in FIRST_KINDS else None
    return {"kind": kind, "card": card, "label": linked.name, "url": linked.url}


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
