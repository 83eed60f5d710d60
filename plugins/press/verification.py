"""A printed site checked as a whole before anybody sees it: every internal link and fragment leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from plugins.core.outputs import target
from plugins.core.site import Site

__all__ = ["verify"]

LINKING = ("href", "src", "srcset", "poster", "action")


def verify(folder: Path, site: Site) -> list[str]:
    """What is wrong with the site printed in `folder`, each in one line; empty when all is well."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or path.is_symlink()}
    wrong = [
        f"{name}: a link of the file system has no place in a site" for name in files if (folder / name).is_symlink()
    ]
    folded: dict[str, str] = {}
    for name in sorted(files):
        first = folded.setdefault(name.casefold(), name)
        if first != name:
            wrong.append(f"{name}: differs from {first} only by case, which some hosts do not tell apart")
    pages = {name: _read(folder / name) for name in sorted(files) if name.endswith(".html")}
    broken: dict[str, list[str]] = {}
    for name, (_ids, links) in pages.items():
        for link in links:
            for reason in _broken(link, name, site, files, pages):
                broken.setdefault(reason, []).append(name)
    # A link of the theme is on every page, and is one mistake.
    for reason, names in broken.items():
        wrong.append(f"{names[0]}: {reason}" + (f" (and on {len(names) - 1} more pages)" if len(names) > 1 else ""))
    return sorted(wrong)


Page = tuple[frozenset[str], tuple[str, ...]]


def _read(file: Path) -> Page:
    """The ids and the links of a page."""
    tree = LexborHTMLParser(file.read_bytes())
    ids = frozenset(node.attributes["id"] or "" for node in tree.css("[id]"))
    links: dict[str, None] = {}
    for name in LINKING:
        for node in tree.css(f"[{name}]"):
            value = node.attributes[name] or ""
            for link in (
                (part.split()[0] for part in value.split(",") if part.strip()) if name == "srcset" else (value,)
            ):
                links[link] = None
    return ids, tuple(links)


def _broken(link: str, name: str, site: Site, files: set[str], pages: dict[str, Page]) -> Iterator[str]:
    here = f"{site.url}/{name.removesuffix('index.html')}"
    try:
        whole = urlsplit(urljoin(here, link))
    except ValueError:
        yield f"{link!r} is not a link"
        return
    root = urlsplit(f"{site.url}/")
    if whole.scheme not in {"http", "https"} or whole.netloc != root.netloc:
        return
    path = unquote(whole.path)
    if not path.startswith(root.path):
        # Whoever wrote the host too meant another site on it; a bare path was meant for this one.
        if not urlsplit(link).netloc:
            yield f"{link} leads out of the site, which stands at {root.path}"
        return
    file = target(path.removeprefix(root.path))
    if file not in files:
        yield f"{link} leads nowhere"
    elif whole.fragment and file in pages and unquote(whole.fragment) not in pages[file][0]:
        yield f"{link}: the page has no place named {whole.fragment!r}"
