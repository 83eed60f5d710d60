"""What can be wrong with a contributed file, as a value with a position and words for its author."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

__all__ = ["Problem", "did_you_mean", "nearest", "printable", "report", "summary"]

TAB_WIDTH = 4
MAX_WIDTH = 100
MAX_BEFORE = 60
MANY = 1000

# What could steer a terminal, turn a line round, or not be printed at all: file names may hold anything.
UNPRINTABLE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong, at a place in a file, in words for the person who wrote it.

    `path` is relative to the root, with forward slashes; `line` and `column` count from 1, and 0 means the
    whole file. `field` is the dotted name of the field ("work[0].title"), or "" where no field is concerned.
    `message` says what is wrong and what to do. `excerpt` is the line itself, as written. A `warning` never
    stops a build. `rule` names the sort of mistake for programs that count or group them, "content" where it has none.
    """

    path: str
    line: int
    column: int
    field: str
    message: str
    excerpt: str = ""
    warning: bool = False
    rule: str = "content"

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        kind = "warning: " if self.warning else ""
        first = printable(f"{place}: {kind}{self.words}")
        return f"{first}\n{self.pointer}" if self.pointer else first

    @property
    def words(self) -> str:
        """What is wrong, with the name of the field."""
        return f"{self.field}: {self.message}" if self.field else self.message

    @property
    def pointer(self) -> str:
        """The line, cut around the place where it is very long, and a caret below that place; "" for an empty line."""
        line = printable(self.excerpt)
        if not line.strip():
            return ""
        at = max(self.column - 1, 0)
        start = at - MAX_BEFORE if at > MAX_BEFORE else 0
        end = start + MAX_WIDTH
        # The caret must stand under its character, so tabs become spaces on both lines.
        before = ("…" if start else "") + line[start:at].expandtabs(TAB_WIDTH)
        after = line[at:end].expandtabs(TAB_WIDTH) + ("…" if end < len(line) else "")
        return f"    {before}{after}\n    {' ' * _columns(before)}^"


def printable(text: str) -> str:
    """A text without what could steer a terminal: a replacement sign stands for each such sign."""
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide sign, none for an accent of its own."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.combining(sign) > 0 for sign in text)


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known word most like `word`, or None when none is near."""
    # Likeness takes a quarter of a second over 10,000 names, and a hostile file can ask for it hundreds of times.
    some = known if len(known) <= MANY else [one for one in known if one[:1].casefold() == word[:1].casefold()]
    folded = {candidate.casefold(): candidate for candidate in sorted(some, reverse=True)}
    found = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def did_you_mean(word: str, known: Collection[str]) -> str:
    """The end of a sentence that offers the nearest known word, or nothing."""
    found = nearest(word, known)
    return f"; did you mean '{found}'?" if found else ""


def summary(problems: Iterable[Problem]) -> str:
    """How many errors and warnings in how many files, in one line."""
    found = tuple(problems)
    errors = sum(not problem.warning for problem in found)
    counts = [_count(errors, "problem")] if errors else []
    if len(found) > errors:
        counts.append(_count(len(found) - errors, "warning"))
    files = len({problem.path for problem in found})
    return f"{' and '.join(counts)} in {_count(files, 'file')}" if counts else "no problems"


def report(problems: Iterable[Problem]) -> str:
    """All problems in order of path and position, each with its line and a caret, then a count."""
    ordered = sorted(problems)
    return "\n\n".join([*map(str, ordered), summary(ordered)])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"
