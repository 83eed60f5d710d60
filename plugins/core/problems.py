"""What can be wrong with a contributed file, as a value with a position and words for its author."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Problem", "did_you_mean", "nearest", "report", "summary"]

TAB_WIDTH = 4


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong, at a place in a file, in words for the person who wrote it.

    `path` is relative to the root, with forward slashes; `line` and `column` count from 1, and 0 means the
    whole file. `field` is the dotted name of the field ("work[0].title"), or "" where no field is concerned.
    `message` says what is wrong and what to do. `excerpt` is the line itself, as written. A `warning` never
    stops a build.
    """

    path: str
    line: int
    column: int
    field: str
    message: str
    excerpt: str = ""
    warning: bool = False

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        kind = "warning: " if self.warning else ""
        field = f"{self.field}: " if self.field else ""
        first = f"{place}: {kind}{field}{self.message}"
        if not self.excerpt.strip():
            return first
        # The caret must stand under its character, so tabs become spaces on both lines.
        before = self.excerpt[: max(self.column - 1, 0)].expandtabs(TAB_WIDTH)
        return f"{first}\n    {self.excerpt.expandtabs(TAB_WIDTH)}\n    {' ' * len(before)}^"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None when none is near."""
    folded = {candidate.casefold(): candidate for candidate in sorted(known, reverse=True)}
    found = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
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
