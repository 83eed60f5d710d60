"""What YAML's parser complains of, in words for a person who has never heard of YAML, and where to look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

__all__ = ["BULLETS", "explain", "missing_space", "no_plain_space"]

BULLETS = "–—−•‣▪●◦·*"
"""What word processors put, and people type, where a list has its hyphens."""

SPECIAL_SPACES = "\u00a0\u2007\u202f\u2009\u3000"
"""Spaces that look like one and are none to YAML."""

TAB = "a tab stands here; indent with spaces, two for each level"
COLON = (
    'a colon and a space inside a value start a new field; put the whole value in quotes, such as "Statistics: a life"'
)
INDENTED = "this field is indented, but the one above has a value already; line it up with its neighbours"
UNQUOTED = (
    "more stands here after a closing quotation mark; where a value holds quotation marks, put the other kind "
    'around all of it, such as \'the "best" map\' or "it\'s here"'
)
NEVER_CLOSED = "a quotation mark opens here and is never closed; close it at the end of the value"
UNCLOSED = re.compile(r"""(\s*(?:- +)?(?:[\w-]+: +)?)(["'])(?:(?!\2).)*""")
CLOSES = "this bracket closes nothing; take it out, or put the whole value in quotes"
LIST = "an entry of a list stands here, but no field above waits for a list; put it below its field, and indent it"
NO_FIELD = "this line is not a field; write `name: value` with a colon and a space, or indent it to continue the last"
MISPLACED = "this line fits nothing above it; line it up with its neighbours"
CURLY = (
    "a colon and a space inside a value start a new field; the quotation marks here are curly ones, as word processors "
    'make them: put straight ones (") around the whole value'
)
BULLET = "'{sign}' begins no entry of a list here; write a hyphen and a space before each, as in `- one`"
BEGINS = "a value cannot begin with {sign}; put the whole value in quotes"

COMPLAINTS = (
    (
        r"quoted scalar.* (escape|hexdecimal)",
        "here",
        "a backslash in double quotes begins a code; use single quotes around the value, or write two backslashes",
    ),
    (
        r"quoted scalar",
        "opened",
        NEVER_CLOSED,
    ),
    (r"block scalar|anchor|alias|directive", "opened", BEGINS),
    (r"cannot start any token|mapping keys are not allowed", "here", BEGINS),
    (
        r"flow (sequence|mapping)",
        "opened",
        "a bracket opens here and is not closed rightly; check the commas and the closing bracket",
    ),
    (r"flow node", "here", "a value is missing here; check the commas and brackets before this place"),
    (
        r"simple key",
        "opened",
        NO_FIELD,
    ),
    (
        r"sequence entries are not allowed",
        "here",
        "a list begins on a line of its own below its field; if this is no list, put the whole value in quotes",
    ),
    (
        r"'-' indicator",
        "here",
        "this line is not indented like the entry it belongs to; line it up with the first field",
    ),
    (
        r"<document start>",
        "here",
        "the fields ended above this line; begin each field at the very beginning of its line",
    ),
)
"""By what the parser says: whether to look where it stopped or where the thing it was in opened, and what to say."""


SPACELESS = re.compile(r"\s*(?:- +)?(?:(?P<hyphen>-)(?=[^\W\d])|(?P<name>[^\W\d][\w-]{0,39}):(?!//)\S)")
"""A line that would be an entry of a list, or a field, with one space more; not one that is a web address."""


def missing_space(text: str) -> str:
    """What to say of a text that is an entry or a field but for a space or a hyphen; nothing of any other."""
    if text.lstrip()[:1] in tuple(BULLETS):
        return BULLET.format(sign=text.lstrip()[0])
    found = SPACELESS.match(text)
    if not found:
        return ""
    if found["hyphen"]:
        return "a space is missing after the hyphen; write `- ` before each entry of a list"
    return f"a space is missing after the colon; write `{found['name']}: ...`"


def no_plain_space(text: str) -> str:
    """What to say of a line, or a field's name, with spaces in it that a word processor made; nothing of any other."""
    if any(sign in text for sign in SPECIAL_SPACES):
        return "a space in this line is a special one, as word processors make them; type it again with the space bar"
    return ""


def explain(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> tuple[int, int, str]:
    """Line, column (both from 1) and words for an error of the parser in a text of these lines."""
    line, column, message = _explained(error, lines)
    # A missing space makes a text of its line, and the parser stops at the field below if that is indented.
    suspect = {NO_FIELD: line, INDENTED: line - 1}.get(message, 0)
    missing = (no_plain_space(lines[suspect - 1]) or missing_space(lines[suspect - 1])) if suspect else ""
    if missing:
        text = lines[suspect - 1]
        return suspect, len(text) - len(text.lstrip()) + 1, missing
    return line, column, message


def _explained(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> tuple[int, int, str]:
    """Where the parser stopped, and what that means in most files."""
    mark: Any = error.problem_mark
    opened: Any = error.context_mark or mark
    text = lines[mark.line] if mark.line < len(lines) else ""
    before, rest = text[: mark.column], text[mark.column :]
    if "\t" in text[: len(text) - len(text.lstrip())] or rest.startswith("\t"):
        return mark.line + 1, text.index("\t") + 1, TAB
    if rest.startswith(":") and opened.line == mark.line:
        field = re.fullmatch(r"(\s+)[\w-]+", before)
        return mark.line + 1, len(field[1]) + 1 if field else mark.column + 1, INDENTED if field else _colon(before)
    said = f"{error.context}: {error.problem}"
    for pattern, place, message in COMPLAINTS:
        if re.search(pattern, said):
            at = opened if place == "opened" else mark
            sign = lines[at.line][at.column : at.column + 1] if at.line < len(lines) else ""
            listed = message == BEGINS and lines[at.line].startswith("* ", at.column)
            return at.line + 1, at.column + 1, (BULLET if listed else message).format(sign=sign)
    message = _unexpected(before, rest)
    for number, line in enumerate(lines[: mark.line] if message == UNQUOTED else ()):
        # The mark that seems to close here may open, where one further up was never closed.
        if found := UNCLOSED.fullmatch(line):
            return number + 1, found.start(2) + 1, NEVER_CLOSED
    return mark.line + 1, mark.column + 1, message


def _colon(before: str) -> str:
    """What to say of a colon in a value, by what stands before it on the line."""
    return CURLY if re.search(r": *[“”„«‘’]", before) else COLON


def _unexpected(before: str, rest: str) -> str:
    """What to say where the parser expected another field."""
    if before.rstrip().endswith(("'", '"')) or re.search(r"""["'][^"']*["']\S*\s*$""", before):
        return UNQUOTED
    if rest.startswith(("]", "}")):
        return CLOSES
    return LIST if rest.startswith("- ") else MISPLACED
