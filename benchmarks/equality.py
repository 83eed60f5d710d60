"""Whether two printed sites say the same: the same pages, and on each the same links and the same text.

`python -m benchmarks.equality OURS THEIRS` compares our printed site with that of Hugo.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["ONLY_OURS", "PASSED_OVER", "Said", "differences", "said"]

ONLY_OURS = MappingProxyType(
    {
        "404.html": "one page, the same for any association",
        "events/": "the association has none",
        "groups/": "the association has none",
        "jobs/": "the association has none",
        "join/": "one page, the same for any association",
        "patterns/": "shows the theme to those who work on it",
        "saved/": "one page, the same for any association",
        "search/": "the search of the whole site: Pagefind brings a page of its own",
    }
)
"""Pages that Hugo does not print, each with its reason."""

PASSED_OVER = MappingProxyType(
    {
        ".search > form, .search > noscript, .facet-panel": "the search of a list: Pagefind brings its own",
        ".search-found > :not([data-when=idle])": "where the results of our search are shown",
        "script:not([type='application/ld+json']), style": "not text",
        "link:not([rel=canonical]):not([rel=alternate])": "scripts and styles, whose addresses bear a digest with us",
    }
)
"""Elements that are not compared, each with its reason."""

AT_MOST = 20


@dataclass(frozen=True)
class Said:
    """What a page says: all addresses it links to, in order; its text, its head's words, and its data for machines.

    The text is without spaces, which depend on how a template is written.
    """

    links: tuple[str, ...]
    text: str
    head: tuple[tuple[str, str], ...]
    data: tuple[object, ...]


def said(html: bytes) -> Said:
    """What a page says, without what is passed over."""
    page = LexborHTMLParser(html)
    data = tuple(json.loads(one.text()) for one in page.css("script[type='application/ld+json']"))
    for selector in PASSED_OVER:
        for node in page.css(selector):
            node.decompose()
    for node in page.css("script"):
        node.decompose()
    links = tuple(one.attributes["href"] or "" for one in page.css("a[href], link[href]"))
    title = page.css_first("title")
    head = [("title", title.text() if title else ""), *map(_meta, page.css("meta[content]"))]
    assert page.body
    return Said(links, "".join(page.body.text().split()), tuple(head), data)


def _meta(node: LexborNode) -> tuple[str, str]:
    name = next((node.attributes[key] for key in ("name", "property", "http-equiv") if key in node.attributes), "")
    return name or "", node.attributes["content"] or ""


def differences(ours: Path, theirs: Path) -> Iterator[str]:
    """Each difference between two printed sites, in a line."""
    pages, others = set(_pages(ours)), set(_pages(theirs))
    wanted = {one for one in pages if not one.startswith(tuple(ONLY_OURS))}
    yield from (f"{one}: only ours" for one in sorted(wanted - others))
    yield from (f"{one}: only theirs" for one in sorted(others - wanted))
    for one in sorted(wanted & others):
        left, right = said((ours / one).read_bytes()), said((theirs / one).read_bytes())
        for name in ("links", "text", "head", "data"):
            mine, other = getattr(left, name), getattr(right, name)
            if mine != other:
                yield f"{one}: {name}: {_first_difference(mine, other)}"


def _pages(site: Path) -> Iterator[str]:
    return (path.relative_to(site).as_posix() for path in site.rglob("*.html") if "pagefind" not in path.parts)


def _first_difference(mine: str | tuple[object, ...], other: str | tuple[object, ...]) -> str:
    place = next((number for number, pair in enumerate(zip(mine, other, strict=False)) if pair[0] != pair[1]), None)
    start = min(len(mine), len(other)) if place is None else place
    before = max(0, start - 20) if isinstance(mine, str) else start
    return f"{mine[before : start + 40]!r:.300} / {other[before : start + 40]!r:.300}"


def main(ours: Path, theirs: Path) -> int:
    """Prints the first differences; 1 where there are any."""
    found = list(differences(ours, theirs))
    print(*found[:AT_MOST], sep="\n")
    print(f"{len(found):,} differences")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
