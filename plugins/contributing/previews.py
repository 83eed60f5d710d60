"""Pages as their author will see them, each in one file that opens from anywhere and loads nothing."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from plugins.contributing.placing import Placed, folders_of, placed
from plugins.contributing.pulls import MOST_CHANGES, changed_paths
from plugins.core.records import Record
from plugins.press.git_objects import Repository

__all__ = ["Preview", "changed_pages", "previews", "write_previews"]

SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
STYLES = re.compile(
    r'<link rel="stylesheet"[^>]* href="([^"]+)"[^>]*>|<link href="([^"]+)"[^>]* rel="stylesheet"[^>]*>'
)
LOADED = re.compile(r'<link rel="(?:modulepreload|preload|icon|search|manifest)"[^>]*>|<source\b[^>]*>')
PICTURE = re.compile(r'(?<= src=")([^"]+)(?=")')
LINK = re.compile(r'(?<= href=")/(?!/)')
NOTE = (
    "This is a preview. Nothing is published yet, links lead to the site as it is, and what needs a script is asleep."
)
BAND = "margin: 0; padding: 0.75rem 1.5rem; border-block-end: 2px solid; font-weight: bold"
STRICT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".svg": "image/svg+xml"}

Preview = tuple[str, str]
"""The name of a file and its text."""


def changed_pages(root: Path, record_types: Iterable[type[Record]], base: str, head: str) -> tuple[str, ...]:
    """The URLs of the records that the commit `head` brings or changes, or whose pictures it does; raises GitError."""
    repository, folders = Repository(root), folders_of(record_types)
    before, after = repository.commit(base), repository.commit(head)
    changes = changed_paths(repository, before, after, repository.entries(before))
    places = (placed(one.path, folders) for one in changes)
    found = {f"{place.kind}/{place.slug}/" for place in places if isinstance(place, Placed)}
    return tuple(sorted(found)[:MOST_CHANGES])


def write_previews(site: Path, address: str, pages: Sequence[str], into: Path) -> tuple[str, ...]:
    """Writes the previews of these pages into a folder; gives the names of their files. Raises OSError."""
    written = []
    for name, text in previews(site, address, pages):
        into.mkdir(parents=True, exist_ok=True)
        (into / name).write_text(text, encoding="utf-8")
        written.append(name)
    return tuple(written)


def previews(site: Path, address: str, pages: Sequence[str]) -> Iterator[Preview]:
    """A file for each of these pages of a built site; pages that it does not have are passed over.

    `site` is the folder of the site, `address` the whole address that it is built for, `pages` hold URLs such as
    "members/ada/". Scripts are taken out, styles and pictures put in, and links lead to the address.
    """
    for url in pages:
        file = site / url / "index.html"
        if file.is_file():
            yield f"{url.strip('/').replace('/', '-')}.html", _alone(file.read_text(encoding="utf-8"), site, address)


def _alone(page: str, site: Path, address: str) -> str:
    parts = urlsplit(address)
    base = f"{parts.path.rstrip('/')}/"

    def place(url: str) -> Path | None:
        """The file of the site that has this URL; None for what lies elsewhere."""
        file = site / html.unescape(url).removeprefix(base) if url.startswith(base) else site
        return file if file.is_file() and file.resolve().is_relative_to(site.resolve()) else None

    def styles(found: re.Match[str]) -> str:
        file = place(found[1] or found[2])
        # A style sheet is the theme's own; `</` would end the element wherever it stood.
        sheet = file.read_text(encoding="utf-8").replace("</", "<\\/") if file else ""
        return f"<style>{sheet}</style>"

    def picture(found: re.Match[str]) -> str:
        file = place(found[1])
        if file is None or file.suffix not in TYPES:
            return found[1]
        return f"data:{TYPES[file.suffix]};base64,{base64.b64encode(file.read_bytes()).decode()}"

    page = LOADED.sub("", STYLES.sub(styles, SCRIPT.sub("", page)))
    page = POLICY.sub(lambda _found: f'<meta http-equiv="Content-Security-Policy" content="{STRICT}">', page)
    page = LINK.sub(lambda _found: f"{parts.scheme}://{parts.netloc}/", PICTURE.sub(picture, page))
    return re.sub(
        r"(<body\b[^>]*>)", lambda found: f'{found[1]}\n<p role="note" style="{BAND}">{NOTE}</p>', page, count=1
    )
