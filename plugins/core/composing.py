"""YAML as contributed, event by event: plain data with every scalar as text, a mark for each value, clear refusals."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import yaml

from plugins.core.problems import Problem
from plugins.core.syntax import explain, missing_space

__all__ = ["BAD_CHARACTER", "Composer", "Loc", "Mark", "RefusedError", "bad_character", "first_bad_character", "place"]

MAX_DEPTH = 20
MAX_COMBINING = 4
MAX_KEY = 100

Loc = tuple[str | int, ...]
"""The way to a value: keys and list positions, as pydantic names it."""

Mark = tuple[int, int]
"""Line and column, both from 1."""


def place(mark: yaml.Mark, offset: int) -> Mark:
    """Where a mark of the parser stands in a file with `offset` lines before the parser's text."""
    return (mark.line + 1 + offset, mark.column + 1)


HEAP = f"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{{{MAX_COMBINING + 1},}}"
HEAP_OF_ACCENTS = re.compile(HEAP)
BAD_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"  # C0 and C1 controls but tab and line ends; other line ends
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates
    "\ufeff\ufff9-\ufffb\ufffe\uffff"  # byte order mark inside the text, annotations, non-characters
    "\ud800-\udfff"  # lone surrogates, which only an escape in quotes can make
    "\U000e0000-\U000e007f]"  # invisible tag characters
    f"|{HEAP}"  # heaps of accents
)


def first_bad_character(text: str) -> re.Match[str] | None:
    """The first match of BAD_CHARACTER in a text."""
    # Nearly every text is printable and has no heap, which is told in a fraction of the time of the whole search.
    if text.replace("\n", "").isprintable() and (text.isascii() or not HEAP_OF_ACCENTS.search(text)):
        return None
    return BAD_CHARACTER.search(text)


def bad_character(found: str) -> str:
    """What to say of a match of BAD_CHARACTER."""
    if len(found) > 1:
        return f"{len(found)} accents stand on one letter; at most {MAX_COMBINING} are taken"
    name = unicodedata.name(found, "a control character")
    return f"the invisible character U+{ord(found):04X} ({name}) is not taken; delete it and type the text anew"


class RefusedError(Exception):
    """Reading cannot go on after this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Composer:
    """Plain data from YAML parser events, noting each position and each thing that is refused.

    Written on events, not on PyYAML's constructors, for two reasons: those recurse without a bound on
    hostile nesting, and they turn `NO` into False, `0123` into 83 and `12:30` into 750.
    `text` holds no bad character, and is made of the lines from `offset` on. `values` and `keys` map a loc to the
    parser's own mark, since few are ever looked at.
    """

    def __init__(self, path: str, text: str, lines: tuple[str, ...], offset: int) -> None:
        self.path = path
        self.lines = lines
        self.offset = offset
        self.problems: list[Problem] = []
        self.values: dict[Loc, yaml.Mark] = {}
        self.keys: dict[Loc, yaml.Mark] = {}
        # The parser's own method: yaml.parse is a generator around it, and costs as much again as our own work.
        self._next: Any = yaml.CSafeLoader(text).get_event

    def document(self) -> dict[str, Any]:
        """The one mapping that the text holds; raises RefusedError where reading cannot go on."""
        try:
            self._next()  # the start of the stream
            first = self._next()
            if isinstance(first, yaml.StreamEndEvent):
                raise self._stop(first, "no fields stand here; write them, such as `name: Ada Lovelace`")
            event = self._next()
            if not isinstance(event, yaml.MappingStartEvent):
                missing = missing_space(event.value) if isinstance(event, yaml.ScalarEvent) else ""
                expected = "fields are expected here, each as `name: value`, such as `name: Ada Lovelace`"
                raise self._stop(event, missing or expected)
            data: dict[str, Any] = self._value(event, ())
            self._next()  # the end of the document
            if not isinstance(after := self._next(), yaml.StreamEndEvent):
                raise self._stop(after, "three hyphens begin a second record here; each has a file of its own")
        except yaml.MarkedYAMLError as error:
            line, column, message = explain(error, self.lines[self.offset :])
            raise RefusedError(self._problem(line + self.offset, column, message)) from None
        return data

    def _value(self, event: Any, loc: Loc) -> Any:
        """The value that begins with `event`."""
        self.values[loc] = event.start_mark
        kind = type(event)
        if len(loc) > MAX_DEPTH:
            raise self._stop(event, f"values stand in one another more than {MAX_DEPTH} deep; no field needs that")
        if kind is yaml.AliasEvent:
            self._refuse(event, f"the alias *{event.anchor} is not taken; a value that starts with * needs quotes")
            return None
        if event.anchor:
            self._refuse(event, f"the anchor &{event.anchor} is not taken; a value that starts with & needs quotes")
        if event.tag:
            self._refuse(event, "a tag of YAML is not taken; a value that starts with ! needs quotes")
        if kind is yaml.ScalarEvent:
            return None if not event.value and event.implicit[0] else self._text(event)
        if kind is yaml.SequenceStartEvent:
            items: list[Any] = []
            while type(item := self._next()) is not yaml.SequenceEndEvent:
                items.append(self._value(item, (*loc, len(items))))
            return items
        return self._mapping(loc)

    def _mapping(self, loc: Loc) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while type(event := self._next()) is not yaml.MappingEndEvent:
            plain = type(event) is yaml.ScalarEvent and not event.anchor and not event.tag
            if not plain or len(event.value) > MAX_KEY:
                raise self._stop(event, "a field's name is expected here; a name with special signs needs quotes")
            key = self._text(event)
            inside = (*loc, key)
            if key == "<<" and event.implicit[0]:
                self._refuse(event, "the merge key << is not taken; write the fields themselves")
            elif key in items:
                line, _ = place(self.keys[inside], self.offset)
                self._refuse(event, f"the field '{key}' stands here for the second time; the first is on line {line}")
            self.keys[inside] = event.start_mark
            items[key] = self._value(self._next(), inside)
        return items

    def _text(self, event: Any) -> str:
        """A scalar's text; an escape in double quotes can hold what the file itself may not."""
        text: str = event.value
        if event.style == '"' and (bad := first_bad_character(text)):
            self._refuse(event, bad_character(bad[0]))
        # The same letter can be written as one code point or as two; names typed on different systems must agree.
        return text if text.isascii() else unicodedata.normalize("NFC", text)

    def _problem(self, line: int, column: int, message: str) -> Problem:
        excerpt = self.lines[line - 1] if line <= len(self.lines) else ""
        return Problem(self.path, line, column, "", message, excerpt)

    def _refuse(self, event: Any, message: str) -> None:
        self.problems.append(self._problem(*place(event.start_mark, self.offset), message))

    def _stop(self, event: Any, message: str) -> RefusedError:
        return RefusedError(self._problem(*place(event.start_mark, self.offset), message))
