"""A site checked as a whole before anybody sees it: every internal link and fragment leads somewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from plugins.core.outputs import target
from plugins.core.site import Site

__all__ = ["Links", "clashes", "links_of", "verify"]

ATTRIBUTES = tuple(
    re.compile(before + rb'(id|href|src|srcset|poster|action)="([^"<>]*)"(?=[^<>]*>)') for before in (b" ", b"\n")
)
"""What we print has quotes around values, and no `<` or `>` but those of tags; so these find what a parser would find,
which takes ten times as long. A test holds them to that. One sign is looked for much faster than one of two."""


class Links(NamedTuple):
    """What a page says to others, as plain as JSON: its ids, where it links to, and what is wrong in itself.

    `targets` map a file of the site to the links that lead to it, each with its fragment, or "" where it has none.
    """

    ids: list[str]
    targets: dict[str, list[tuple[str, str]]]
    wrong: list[str]


def links_of(content: bytes, file: str, site: Site) -> Links:
    """The links of the page that is printed to `file`, as they lead within the site."""
    ids: set[str] = set()
    links: dict[str, None] = {}
    markup = _without_scripts(content)
    for name, written in chain.from_iterable(pattern.findall(markup) for pattern in ATTRIBUTES):
        value = written.decode()
        value = html.unescape(value) if "&" in value else value
        if name == b"id":
            ids.add(value)
        elif name == b"srcset":
            links.update(dict.fromkeys(part.split()[0] for part in value.split(",") if part.strip()))
        else:
            links[value] = None
    said = Links(sorted(ids), {}, [])
    for link in links:
        if link.startswith("#"):
            to = _Target(file, unquote(link[1:]))
        elif link.startswith("/") or "://" in link:
            to = _followed(link, "", site.url)  # it means the same on every page
        else:
            to = _followed(link, f"{site.url}/{file.removesuffix('index.html')}", site.url)
        if to.wrong:
            said.wrong.append(to.wrong)
        elif to.file is not None and (to.file != file or (to.fragment and to.fragment not in ids)):
            said.targets.setdefault(to.file, []).append((link, to.fragment))
    return said


def _without_scripts(content: bytes) -> bytes:
    """A page without what stands inside scripts, which is not HTML."""
    parts, at = [], 0
    while (start := content.find(b"<script", at)) >= 0:
        opened = content.find(b">", start) + 1
        parts.append(content[at:opened])
        at = content.find(b"</script>", opened)
    return b"".join((*parts, content[at:]))


PLAIN = re.compile(r"(?:/[A-Za-z0-9._-]*[A-Za-z0-9_-])*/?(?:#[A-Za-z0-9_-]+)?")
"""The rest of an address of ours with nothing in it that is written otherwise than it is meant."""


class _Target(NamedTuple):
    """Where a link leads: a file of the site with a fragment, nowhere within it, or why that is wrong."""

    file: str | None = None
    fragment: str = ""
    wrong: str = ""


@lru_cache(maxsize=100_000)
def _followed(link: str, here: str, url: str) -> _Target:
    """Remembered, since the same links stand on many pages. `here` is the page's address, `url` the site's."""
    base = f"/{url.split('/', 3)[3]}" if url.count("/") > 2 else ""
    rest = link.removeprefix(url) if link.startswith(url) else link.removeprefix(base) if link.startswith(base) else ""
    if rest.startswith("/") and PLAIN.fullmatch(rest):
        path, _sign, fragment = rest[1:].partition("#")
        return _Target(target(path), fragment)
    if link.startswith("https://") and "[" not in link and not link.startswith(url):
        return _Target()
    root = urlsplit(f"{url}/")
    try:
        whole = urlsplit(urljoin(here or f"{url}/", link))
    except ValueError:
        return _Target(wrong=f"{link!r} is not a link")
    if whole.scheme not in {"http", "https"} or whole.netloc != root.netloc:
        return _Target()
    path = unquote(whole.path)
    if not path.startswith(root.path):
        # Whoever wrote the host too meant another site on it; a bare path was meant for this one.
        bare = not urlsplit(link).netloc
        return _Target(wrong=f"{link} leads out of the site, which stands at {root.path}" if bare else "")
    return _Target(target(path.removeprefix(root.path)), unquote(whole.fragment))


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
