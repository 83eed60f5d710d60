"""A site checked as a whole before anybody sees it: every internal link and fragment leads somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from plugins.core.outputs import target
from plugins.core.site import Site

__all__ = ["Links", "clashes", "links_of", "verify"]

LINKING = ("href", "src", "srcset", "poster", "action")


class Links(NamedTuple):
    """What a page says to others, as plain as JSON: its ids, where it links to, and what is wrong in itself.

    `targets` map a file of the site to the links that lead to it, each with its fragment, or "" where it has none.
    """

    ids: list[str]
    targets: dict[str, list[tuple[str, str]]]
    wrong: list[str]


def links_of(content: bytes, file: str, site: Site) -> Links:
    """The links of the page that is printed to `file`, as they lead within the site."""
    tree = LexborHTMLParser(content)
    ids = {node.attributes["id"] or "" for node in tree.css("[id]")}
    links: dict[str, None] = {}
    for name in LINKING:
        for node in tree.css(f"[{name}]"):
            value = node.attributes[name] or ""
            if name == "srcset":
                links.update(dict.fromkeys(part.split()[0] for part in value.split(",") if part.strip()))
            else:
                links[value] = None
    found = Links(sorted(ids), {}, [])
    for link in links:
        _follow(link, file, site, ids, found)
    return found


def _follow(link: str, name: str, site: Site, ids: set[str], found: Links) -> None:
    here = f"{site.url}/{name.removesuffix('index.html')}"
    try:
        whole = urlsplit(urljoin(here, link))
    except ValueError:
        found.wrong.append(f"{link!r} is not a link")
        return
    root = urlsplit(f"{site.url}/")
    if whole.scheme not in {"http", "https"} or whole.netloc != root.netloc:
        return
    path = unquote(whole.path)
    if not path.startswith(root.path):
        # Whoever wrote the host too meant another site on it; a bare path was meant for this one.
        if not urlsplit(link).netloc:
            found.wrong.append(f"{link} leads out of the site, which stands at {root.path}")
        return
    file = target(path.removeprefix(root.path))
    fragment = unquote(whole.fragment)
    if file == name and (not fragment or fragment in ids):
        return
    found.targets.setdefault(file, []).append((link, fragment))


def clashes(files: Iterable[str]) -> Iterator[str]:
    """What is wrong with the names of files, each in one line."""
    folded: dict[str, str] = {}
    for name in sorted(files):
        first = folded.setdefault(name.casefold(), name)
        if first != name:
            yield f"{name}: differs from {first} only by case, which some hosts do not tell apart"


def verify(pages: Mapping[str, Links], files: Mapping[str, Any], ids_of: Callable[[str], Iterable[str]]) -> list[str]:
    """What is wrong with the links of these pages, each in one line; empty when all is well.

    `files` are all there will be, `ids_of` gives the ids of a page among them.
    """
    broken: dict[str, list[str]] = {}
    for name, links in pages.items():
        for reason in (*links.wrong, *_broken(links, files, ids_of)):
            broken.setdefault(reason, []).append(name)
    # A link of the theme is on every page, and is one mistake.
    return sorted(
        f"{names[0]}: {reason}" + (f" (and on {len(names) - 1} more pages)" if len(names) > 1 else "")
        for reason, names in broken.items()
    )


def _broken(links: Links, files: Mapping[str, Any], ids_of: Callable[[str], Iterable[str]]) -> Iterator[str]:
    for file, ways in links.targets.items():
        for link, fragment in ways:
            if file not in files:
                yield f"{link} leads nowhere"
            elif fragment and file.endswith(".html") and fragment not in ids_of(file):
                yield f"{link}: the page has no place named {fragment!r}"
