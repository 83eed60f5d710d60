"""What can be told from a file of a site: its words, dates, numbers and names, however they are encoded in it."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

__all__ = ["CONSONANTS", "MONTHS", "WORD_LENGTH", "Traces", "traces"]

CONSONANTS = "bcdfghjkmnprstvwx"
WORD_LENGTH = 9
WORD = re.compile(f"zq[{CONSONANTS}]{{{WORD_LENGTH}}}")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

ISO_DATE = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
PRINTED_DATE = re.compile(r"(?<!\d)(\d{1,2})\s([a-z]{3})[a-z]*\s(\d{4})(?!\d)")
DIGITS = re.compile("(?<![\\w.])[+(]?\\d(?:[ ,.()\\-\u00a0\u202f\u2011]{0,2}\\d)+x?(?!\\w)")
BASE64 = re.compile("[A-Za-z0-9+/_-]{12,}")
ESCAPED = re.compile(r'\\(u[0-9a-fA-F]{4}|[/"\\bfnrt])')

NOT_DIGITS = (".svg", ".css", ".js")
"""Files whose numbers are the strokes of a drawing, or sizes."""


class Traces:
    """What was found: canary words, dates as ISO, numbers as their digits alone, and those of the names looked for."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.dates: set[str] = set()
        self.digits: set[str] = set()
        self.names: set[str] = set()

    def add(self, other: Traces) -> None:
        self.words |= other.words
        self.dates |= other.dates
        self.digits |= other.digits
        self.names |= other.names


def traces(name: str, content: bytes, names: Iterable[str] = ()) -> Traces:
    """Everything that can be told from the file, read as it is and decoded in every way that hides nothing.

    Those ways are character references, percent-encoding, JSON escapes, base64 at any alignment and, for vCards and
    calendars, folded lines. `names` are further texts to look for.
    """
    found = Traces()
    for text in _readings(content.decode("utf-8", errors="replace")):
        lowered = text.lower()
        found.words |= set(WORD.findall(lowered))
        found.dates |= set(ISO_DATE.findall(lowered)) | set(_printed_dates(lowered))
        found.names |= {one for one in names if one in text}
        if not name.endswith(NOT_DIGITS):
            found.digits |= {re.sub(r"[^\dx]", "", run) for run in DIGITS.findall(lowered)}
    return found


def _readings(text: str) -> Iterator[str]:
    yield text
    if "\r\n " in text:
        yield text.replace("\r\n ", "")
    unescaped = html.unescape(text)
    if unescaped != text:
        yield unescaped
    if "%" in text:
        yield unquote(unescaped)
    if "\\" in text:
        yield ESCAPED.sub(lambda match: json.loads(f'"{match[0]}"'), text)
    runs = BASE64.findall(text)
    if runs:
        yield "\n".join(_decoded(runs))


def _decoded(runs: Iterable[str]) -> Iterator[str]:
    """What runs of letters say if they are base64, whichever letter a group of four begins at."""
    for run in dict.fromkeys(runs):
        standard = run.replace("-", "+").replace("_", "/")
        for start in range(4):
            group = standard[start:]
            group = group[: len(group) - (len(group) % 4 == 1)]
            yield base64.b64decode(group + "=" * (-len(group) % 4)).decode("latin-1")


def _printed_dates(text: str) -> Iterator[str]:
    for day, month, year in PRINTED_DATE.findall(text):
        if month in MONTHS:
            yield f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}"
