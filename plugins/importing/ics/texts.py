"""The texts of a calendar as those of a record: HTML as Markdown, on one line, without links to meetings."""

from __future__ import annotations

import html
import re

import nh3
from markdownify import markdownify

from plugins.core.meetings import meeting_links
from plugins.importing.cells import clean

__all__ = ["is_html", "markdown", "one_line", "without_meetings"]

TAGS = frozenset({
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "li", "ol", "p", "pre", "s", "strike", "strong", "sub", "sup", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
})  # fmt: skip
BLOCKS = re.compile(r"<(?:p|br|div|li|ul|ol|h[1-6]|table|tr|blockquote|pre)\b", re.IGNORECASE)
HTML = re.compile(
    r"</(?:html|body|p|div|span|b|i|u|a|em|strong|ul|ol|li|h[1-6]|table|font|pre)\s*>|<br\s*/?>"
    r"|<(?:p|div|li|hr|img)(?:\s[^<>\n]*)?>",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
BARE = re.compile(r"(?<![(<\[\w\"])https?://[^\s<>()\[\]]*[^\s<>()\[\].,;:!?'*_]")
"""An address that stands in a Markdown text as it is, and is no link yet."""

RULE = re.compile(r"^[\s\\*_:~=-]{8,}$", re.MULTILINE)
"""A line of signs alone, as Google and Teams put above and below what they add."""

KEYS_OF_MEETINGS = re.compile(
    r"\b(?:meeting.?id|webinar.?id|conference.?id|phone conference|pass ?code|password|access code|pin ?:|tel:|dial.?in"
    r"|one tap mobile|find your local number|dial by your location|or dial:|kenncode|kennwort|mot de passe|code secret"
    r"|join with google meet|join zoom meeting|join on your computer|join (?:the )?(?:meeting|teams)"
    r"|learn more about meet)",
    re.IGNORECASE,
)
MAX_DEPTH = 100
MAX_PLAIN = 20_000
MAX_HTML = 40_000
"""So much of a description is looked at, in signs; no record holds more of it."""


def one_line(text: str) -> str:
    """A text on one line, without stray space."""
    return " ".join((clean(text) or "").split())


def is_html(text: str) -> bool:
    """Whether a text that should be plain has the tags of HTML in it, as Google's descriptions have."""
    return HTML.search(text) is not None


def markdown(text: str, *, as_html: bool) -> str:
    """A text as Markdown that shows what it says: of HTML its structure, of a plain text its lines and signs."""
    text = re.sub(r"\n{3,}", "\n\n", (clean(text) or "")[: MAX_HTML if as_html else MAX_PLAIN])
    source = (text if BLOCKS.search(text) else text.replace("\n", "<br>")) if as_html else _html_of(text)
    safe = nh3.clean(
        source,
        tags=set(TAGS),
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        link_rel=None,
    )
    if _deep(safe):
        safe = _html_of(html.unescape(re.sub(r"<[^>]+>", " ", safe)))
    found = markdownify(safe, heading_style="atx", bullets="-", newline_style="spaces", table_infer_header=True)
    # What is a sign alone must not become a tag or a heading.
    found = re.sub(r"<(?=[A-Za-z/!?])(?!(?:https?:|mailto:)[^\s<>]*>)", "&lt;", found)
    found = re.sub(r"^(?=#+\w)" if as_html else "^(?=[#>])", r"\\", found, flags=re.MULTILINE)
    found = BARE.sub(lambda address: "<" + address[0].replace("\\", "") + ">", found)
    # Lists in lists are indented by four; two spaces at the end of a line keep it one.
    found = re.sub(r"^( +)(?=(?:-|\d+\.) )", lambda space: space[1] * 2, found, flags=re.MULTILINE)
    found = re.sub(r"[ \t]+$", lambda end: "  " if len(end[0]) == 2 else "", found, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", found).strip()


def _html_of(text: str) -> str:
    """A plain text as HTML: paragraphs, lines, and addresses as links."""
    paragraphs = re.split(r"\n[ \t]*\n+", text.strip())
    return "".join(f"<p>{'<br>'.join(map(_line, paragraph.splitlines()))}</p>" for paragraph in paragraphs)


def _line(text: str) -> str:
    pieces: list[str] = []
    last = 0
    for found in ADDRESS.finditer(text):
        address = found[0].rstrip(".,;:!?)'")
        shown = html.escape(address)
        pieces += [html.escape(text[last : found.start()]), f'<a href="{shown}">{shown}</a>']
        last = found.start() + len(address)
    return "".join([*pieces, html.escape(text[last:])])


def _deep(safe: str) -> bool:
    """Whether elements stand in one another deeper than any text needs."""
    depth = 0
    for tag in re.finditer(r"<(/?)(\w+)", safe):
        depth += -1 if tag[1] else tag[2] not in {"br", "hr"}
        if depth > MAX_DEPTH:
            return True
    return False


def without_meetings(text: str, known: tuple[str, ...] = ()) -> tuple[str, tuple[str, ...]]:
    """A Markdown text without the lines that hold a link to a meeting, its number or its password; and the links.

    `known` are links to meetings that cannot be told by their addresses.
    """
    links = _links(text, known)
    if not links:
        return text, ()
    kept = [line for line in text.split("\n") if not _links(line, known) and not KEYS_OF_MEETINGS.search(line)]
    left = RULE.sub("", "\n".join(kept))
    return re.sub(r"\n{3,}", "\n\n", left).strip(), links


def _links(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    plain = text.replace("\\", "")
    return (*meeting_links(plain), *(link for link in known if link in plain))
