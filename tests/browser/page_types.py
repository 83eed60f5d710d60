"""Examples of every type of page of a site, found by their addresses, so that a new type joins by itself."""

from __future__ import annotations

from collections.abc import Mapping

from plugins.core.fields import RESERVED_SLUGS

__all__ = ["address", "examples", "page_type"]

RICH = ("members", "events", "jobs")
REDIRECT = 'http-equiv="refresh"'


def page_type(name: str) -> str:
    """The pattern that an address follows: "members/ada/index.html" is "members/*"."""
    first, *deeper = name.removesuffix("index.html").rstrip("/").split("/")
    return "/".join([first, *(step if step in RESERVED_SLUGS or step == "members" else "*" for step in deeper)])


def examples(pages: Mapping[str, str]) -> list[str]:
    """The fullest page of each type and, of rich records, the shortest too; one redirect. `pages` are texts by file."""
    by_type: dict[str, list[str]] = {}
    for name in sorted(pages, key=lambda one: (-len(pages[one]), one)):
        by_type.setdefault("redirect" if REDIRECT in pages[name] else page_type(name), []).append(name)
    found = []
    for pattern, names in by_type.items():
        is_rich = pattern.endswith("/*") and pattern.split("/")[0] in RICH
        found += [names[0], names[-1]] if is_rich and len(names) > 1 else names[:1]
    return sorted(found)


def address(name: str) -> str:
    """The address of a file of the site, below the site's own."""
    return name.removesuffix("index.html")
