"""Contributed Markdown to safe HTML: a narrow allow-list, headings below the page's own, bounded in time."""

from __future__ import annotations

import functools
import html
import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import nh3

__all__ = ["MarkupError", "plain", "to_html"]

FIRST_HEADING = 3
MAX_SECONDS = 2.0
MAX_RUN = 200
MAX_OPENERS = 1000
MAX_COLUMNS = 50
LINK_RELATION = "nofollow ugc noopener"
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
TAGS = HEADINGS | {"p", "br", "hr", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li", "a", "del", "sup"}
TAGS |= {"sub", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "abbr"}
SCHEMES = frozenset({"http", "https", "mailto"})
EXTENSIONS = ("sane_lists", "tables", "fenced_code", "def_list")

HOSTILE_RUN = re.compile(r"([\[\]()<>!*_`~&\\{}|])\1{199}")
BARE_LINK = re.compile(rf'<a (?:title="[^"]*" )?rel="{LINK_RELATION}">(.*?)</a>', re.DOTALL)
EMPTY = re.compile(r"<(p|h[1-6])>\s*</\1>\n?")
SCHEME = re.compile("[a-zA-Z][a-zA-Z0-9+.-]*:")
SIGNS = r"[\w ,.;:!?'\"()/%+=@#–—‘’“”…-]*+"
PLAIN_LINE = rf"[^\W\d_]{SIGNS}(?:& {SIGNS})*+(?<! )"
PLAIN = re.compile(rf"{PLAIN_LINE}(?:\n\n?{PLAIN_LINE})*+")
"""Paragraphs in which nothing but `_` can mean something to Markdown, HTML or the sanitizer: each line begins with a
letter and ends in no space, and has no sign but those that mean something at the beginning of a line alone."""
HREF = re.compile(r"<a\s[^>]*?\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*))", re.IGNORECASE)


class MarkupError(Exception):
    """A text that is not converted, with the reason in words for its author."""


def to_html(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as HTML that is safe to print, and in words what the allow-list took out of it.

    Raises MarkupError where the conversion would take too long.
    """
    _refuse_hostile(text)
    if "_" not in text and PLAIN.fullmatch(text):  # as most are, which the converter takes ten times as long to find
        paragraphs = text.replace("&", "&amp;").replace("\n\n", "</p>\n<p>")
        return f"<p>{paragraphs}</p>", ()
    with _time_limit():
        converted = _converted(text)
        safe = _cleaner().clean(converted)
        return _lower_headings(EMPTY.sub("", BARE_LINK.sub(r"\1", safe))).strip(), _dropped(converted)


def plain(safe_html: str, limit: int = 0) -> str:
    """The words of safe HTML on one line, cut at a word's end after `limit` characters (0: not cut)."""
    text = html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|h\d|li|tr|dt|dd|pre)>|<br>", " ", safe_html)))
    text = " ".join(text.split())
    if not limit or len(text) <= limit:
        return text
    cut = text[: limit + 1].rpartition(" ")[0] or text[:limit]
    return cut.rstrip(" ,;:.-") + "…"


def _converted(text: str) -> str:
    """The HTML of Markdown, with whatever HTML its author wrote."""
    try:
        converted: str = _converter(threading.get_ident()).reset().convert(text)
        return converted
    except BaseException as error:
        _forget_converters()
        if isinstance(error, RecursionError):
            raise MarkupError(
                "quotes, lists or emphasis stand in one another too deep; make the text flatter"
            ) from None
        raise


@functools.lru_cache(maxsize=8)
def _converter(_thread: int) -> Any:
    """A converter for one thread; to build it takes longer than to convert most texts."""
    import markdown  # noqa: PLC0415  a build that reads plain texts alone, or none, has no use for it

    return markdown.Markdown(extensions=EXTENSIONS, output_format="html")


def _forget_converters() -> None:
    """One that was interrupted may be in any state."""
    _converter.cache_clear()


@functools.cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes={"a": {"href", "title"}, "ol": {"start"}, "abbr": {"title"}},
        attribute_filter=_allowed_value,
        url_schemes=set(SCHEMES),
        url_relative="deny",
        link_rel=LINK_RELATION,
    )


def _refuse_hostile(text: str) -> None:
    """Python-Markdown takes quadratic time over openers that never close, and fills up tables; no honest text does."""
    if found := HOSTILE_RUN.search(text):
        raise MarkupError(f"the sign {found[1]} stands {MAX_RUN} times or more in a row; shorten the run")
    for sign in "[<`":
        if text.count(sign) > MAX_OPENERS:
            raise MarkupError(f"the sign {sign} stands more than {MAX_OPENERS:,} times in the text; use fewer")
    if any(line.count("|") > MAX_COLUMNS for line in text.split("\n")):
        raise MarkupError(f"a line has more than {MAX_COLUMNS} signs |; make the table narrower")


def _allowed_value(tag: str, attribute: str, value: str) -> str | None:
    """Lists begin with numbers, and addresses hold no name of a user, which would pass for a host."""
    if tag == "ol" and not re.fullmatch("[0-9]{1,6}", value):
        return None
    return None if attribute == "href" and _names_a_user(value) else value


def _names_a_user(link: str) -> bool:
    return re.match(r"https?:[/\\]*[^/\\?#]*@", link.strip(), re.IGNORECASE) is not None


def _lower_headings(safe: str) -> str:
    """Puts the headings of a text below those of its page and closes gaps, so no level is skipped (WCAG 1.3.1)."""
    levels: list[int] = []
    printed = ""

    def lower(tag: re.Match[str]) -> str:
        nonlocal printed
        if not tag[1]:
            level = int(tag[2])
            while levels and levels[-1] >= level:
                levels.pop()
            levels.append(level)
            printed = f"h{min(FIRST_HEADING + len(levels) - 1, 6)}"
        return f"<{tag[1]}{printed}>"

    return re.sub(r"<(/?)h([1-6])>", lower, safe)


def _dropped(converted: str) -> tuple[str, ...]:
    tags = {tag.lower() for tag in re.findall(r"<([a-zA-Z][a-zA-Z0-9-]*)[\s/>]", converted)} - TAGS
    links = [html.unescape("".join(found)).strip() for found in HREF.findall(converted)]
    schemes = {link.lower().partition(":")[0] if SCHEME.match(link) else "" for link in links} - SCHEMES
    kinds = [f"{scheme} links" if scheme else "links without https://" for scheme in sorted(schemes)]
    kinds += ["links with a user name before an @"] if any(map(_names_a_user, links)) else []
    return (*(f"<{tag}>" for tag in sorted(tags)), *kinds)


@contextmanager
def _time_limit() -> Iterator[None]:
    """Stops the conversion after MAX_SECONDS, where the platform has timers and this is the main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        _forget_converters()
        raise MarkupError("the text takes too long to convert; look for brackets or asterisks that never close")

    # Seconds of work, not of waiting, so that a busy machine refuses nothing that an idle one takes. An exception
    # that lands where it is swallowed is raised again shortly.
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, MAX_SECONDS, MAX_SECONDS / 10)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
