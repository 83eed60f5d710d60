"""Contributed Markdown to safe HTML: a narrow allow-list, headings below the page's own, bounded in time."""

from __future__ import annotations

import html
import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

__all__ = ["MarkupError", "plain", "to_html"]

FIRST_HEADING = 3
MAX_SECONDS = 2.0
MAX_RUN = 200
LINK_RELATION = "nofollow ugc noopener"
TAGS = frozenset(
    [
        "p",
        "br",
        "hr",
        "h3",
        "h4",
        "h5",
        "h6",
        "strong",
        "em",
        "code",
        "pre",
        "blockquote",
        "ul",
        "ol",
        "li",
        "a",
        "del",
        "sup",
        "sub",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "dl",
        "dt",
        "dd",
        "abbr",
    ]
)
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "abbr": {"title"}}
SCHEMES = frozenset({"http", "https", "mailto"})
EXTENSIONS = ("sane_lists", "tables", "fenced_code", "def_list")

# Python-Markdown takes quadratic time over unmatched openers; no honest text repeats one this often in a row.
HOSTILE_RUN = re.compile(r"([\[\]()<>!*_`~&\\{}|])\1{%d}|(?:!\[){%d}|(?:<!\[CDATA\[){8}" % (MAX_RUN, MAX_RUN // 2))


class MarkupError(ValueError):
    """A text that is not converted, with the reason in words for its author."""


def to_html(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as HTML that is safe to print, and in words what the allow-list took out of it.

    Raises MarkupError where the conversion would take too long.
    """
    converted = _convert(text)
    safe = nh3.clean(
        converted,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        link_rel=LINK_RELATION,
    )
    return safe.strip(), _dropped(converted)


def plain(safe_html: str, limit: int = 0) -> str:
    """The words of safe HTML on one line, cut at a word's end after `limit` characters (0: not cut)."""
    text = html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|h\d|li|tr|dt|dd|pre)>|<br>", " ", safe_html)))
    text = " ".join(text.split())
    if not limit or len(text) <= limit:
        return text
    cut = text[: limit + 1].rpartition(" ")[0] or text[:limit]
    return cut.rstrip(" ,;:.-") + "…"


def _dropped(converted: str) -> tuple[str, ...]:
    tags = {tag.lower() for tag in re.findall(r"<([a-zA-Z][a-zA-Z0-9-]*)[\s/>]", converted)} - TAGS
    links = re.findall(r'href="\s*([a-zA-Z][a-zA-Z0-9+.-]*):', html.unescape(converted))
    schemes = {scheme.lower() for scheme in links} - SCHEMES
    return (*(f"<{tag}>" for tag in sorted(tags)), *(f"{scheme}: links" for scheme in sorted(schemes)))


def _convert(text: str) -> str:
    if found := HOSTILE_RUN.search(text):
        raise MarkupError(f"the sign {found[0][0]} stands {MAX_RUN} times or more in a row; shorten the run")
    with _time_limit():
        return markdown.Markdown(extensions=[*EXTENSIONS, _Headings()], output_format="html").convert(text)


@contextmanager
def _time_limit() -> Iterator[None]:
    """Stops the conversion after MAX_SECONDS, where the platform has timers and this is the main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        raise MarkupError("the text takes too long to convert; look for brackets or asterisks that never close")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, MAX_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class _Headings(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.treeprocessors.register(_LowerHeadings(md), "lower-headings", 1)


class _LowerHeadings(Treeprocessor):
    """Puts the headings of a text below those of its page and closes gaps, so no level is skipped (WCAG 1.3.1)."""

    def run(self, root: Element) -> None:
        open_levels: list[int] = []
        for element in root.iter():
            if not re.fullmatch("h[1-6]", element.tag if isinstance(element.tag, str) else ""):
                continue
            level = int(element.tag[1])
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
            element.tag = f"h{min(FIRST_HEADING + len(open_levels) - 1, 6)}"
