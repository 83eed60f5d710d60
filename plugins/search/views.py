"""The search of an edition: its page, its directory and shards, the cards of what is found, a word to browsers."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from plugins.core.catalogue import Catalogue
from plugins.core.outputs import Document, Output, Page
from plugins.core.site import Site
from plugins.search.documents import FIRST_KINDS, Documents, documents_of, is_english
from plugins.search.files import BLOCK, index_files

__all__ = ["search_outputs"]

ORIGIN = "plugins/search"
OPEN_SEARCH = "http://a9.com/-/spec/opensearch/1.1/"


def search_outputs(catalogue: Catalogue, site: Site) -> Iterator[Output]:
    """Everything of the search."""
    documents = documents_of(catalogue, site)
    yield Page("search/", "search/index.html", {"kinds": documents.kinds}, ORIGIN, listed=False)
    yield Document("opensearch.xml", _open_search(site), ORIGIN)
    for url, content in index_files(documents, is_english(site.language)).made.items():
        yield Document(url, content, ORIGIN)
    yield from _cards(documents, catalogue)


def _cards(documents: Documents, catalogue: Catalogue) -> Iterator[Page]:
    """The cards in the order of their numbers, so many to a file, as JSON: the HTML that lists have of each."""
    rows = {row.url: row for kind, _number in documents.kinds for row in catalogue.shelves[kind].rows}
    found = [rows[url] for url in documents.urls]
    for block, start in enumerate(range(0, len(found), BLOCK)):
        cards = tuple(
            {
                "kind": row.kind,
                # What a new kind shows in lists the theme need not know: its name and its page will do.
                "card": catalogue.card(row.kind, row.slug) if row.kind in FIRST_KINDS else None,
                "label": row.label,
                "url": row.url,
            }
            for row in found[start : start + BLOCK]
        )
        url = f"search/{documents.numbering}/cards-{block}.json"
        name = f"{documents.numbering}-{block}"
        yield Page(url, "search/cards.json", {"name": name, "cards": cards}, ORIGIN, listed=False)


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
