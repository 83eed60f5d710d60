"""A contributed file as read: plain data with every scalar still text, a body, and where each value stands."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from plugins.core.problems import Problem

__all__ = ["MAX_BYTES", "Loc", "Source", "parse", "read"]

MAX_BYTES = 64 * 1024
MAX_DEPTH = 20
MAX_COMBINING = 4
BOM = b"\xef\xbb\xbf"

Loc = tuple[str | int, ...]
"""The way to a value: keys and list positions, as pydantic names it."""

Mark = tuple[int, int]
"""Line and column, both from 1."""

BAD_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 controls but tab, line feed, return, NEL
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates
    "\ufeff\ufff9-\ufffb\ufffe\uffff"  # byte order mark inside the text, annotations, non-characters
    "\ud800-\udfff"  # lone surrogates, which only an escape in quotes can make
    "\U000e0000-\U000e007f]"  # invisible tag characters
    f"|[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{{{MAX_COMBINING + 1},}}"  # heaps of accents
)


@dataclass(frozen=True)
class Source:
    """One file as read.

    `data` holds dicts, lists, text and None (a plain empty value: not given). `body` is the text after the
    front matter of a `.md` file, None for a `.yaml` file. `values` and `keys` map a loc to its mark.
    """

    path: str
    data: Mapping[str, Any]
    body: str | None
    lines: tuple[str, ...] = field(repr=False)
    values: Mapping[Loc, Mark] = field(repr=False)
    keys: Mapping[Loc, Mark] = field(repr=False)

    def mark(self, loc: Loc, *, key: bool = False) -> Mark:
        """Where the value (or its key) at `loc` stands; the nearest thing around it when it stands nowhere.

        Steps that pydantic adds for the branches of a union are passed over.
        """
        known: Loc = ()
        for step in loc:
            if (*known, step) in self.values:
                known = (*known, step)
        marks = self.keys if key and known in self.keys else self.values
        return marks[known]

    def problem(self, loc: Loc, message: str, *, key: bool = False, warning: bool = False) -> Problem:
        """A problem with the value (or the key) at `loc`."""
        line, column = self.mark(loc, key=key)
        excerpt = self.lines[line - 1] if line <= len(self.lines) else ""
        return Problem(self.path, line, column, dotted(loc, self.values), message, excerpt, warning)


def dotted(loc: Loc, known: Mapping[Loc, Mark] | None = None) -> str:
    """A loc as an author writes it: ("work", 0, "title") is "work[0].title".

    With `known`, steps in the middle that stand nowhere in the file (branches of a union) are left out.
    """
    name = ""
    way: Loc = ()
    for position, step in enumerate(loc):
        if known is not None and (*way, step) not in known and position < len(loc) - 1:
            continue
        way = (*way, step)
        name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else step
    return name


def read(root: Path, path: str) -> Source | list[Problem]:
    """The source at `path` below `root`, or what is wrong with the file itself."""
    file = root / path
    try:
        status = file.lstat()
        if problem := refuse(path, status.st_mode):
            return [problem]
        if status.st_size > MAX_BYTES:
            return [_whole(path, f"the file has {status.st_size:,} bytes; at most {MAX_BYTES:,} are taken")]
        return parse(path, file.read_bytes())
    except OSError as error:
        return [_whole(path, f"the file cannot be read: {error.strerror}")]


def refuse(path: str, mode: int) -> Problem | None:
    """Why a thing with this `st_mode` is not taken as a file, or None when it is a regular file."""
    if stat.S_ISLNK(mode):
        return _whole(path, "this is a symbolic link; put the file itself here")
    if stat.S_ISDIR(mode):
        return _whole(path, "this is a folder with the name of a file; rename the folder or remove it")
    if not stat.S_ISREG(mode):
        return _whole(path, "this is not a regular file; put a plain text file here")
    return None


def parse(path: str, text: bytes) -> Source | list[Problem]:
    """A source from a file's bytes: YAML for `.yaml`, YAML front matter and a body for `.md`.

    Never raises for what a file says: whatever is refused comes back as problems.
    """
    try:
        decoded = _decode(path, text)
        lines = tuple(decoded.split("\n"))
        header, body, offset = _front_matter(path, decoded) if path.endswith(".md") else (decoded, None, 0)
        composer = _Composer(path, lines, offset)
        data = composer.document(header)
    except _Refused as refused:
        return [refused.problem]
    if composer.problems:
        return composer.problems
    if body is not None:
        composer.values["body",] = (header.count("\n") + 2 + offset, 1)
    return Source(path, data, body, lines, composer.values, composer.keys)


class _Refused(Exception):
    """Reading cannot go on after this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def _whole(path: str, message: str) -> Problem:
    return Problem(path, 0, 0, "", message)


def _decode(path: str, raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise _Refused(_whole(path, f"the file has {len(raw):,} bytes; at most {MAX_BYTES:,} are taken"))
    raw = raw.removeprefix(BOM).replace(b"\r\n", b"\n")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        excerpt = raw.split(b"\n")[line - 1].decode("utf-8", "replace")
        message = (
            f"the byte {raw[error.start]:#04x} is not UTF-8 text; "
            "save the file with the encoding UTF-8 (in the editor: Save with encoding)"
        )
        raise _Refused(Problem(path, line, column, "", message, excerpt)) from None
    if bad := BAD_CHARACTER.search(text):
        line, column = text.count("\n", 0, bad.start()) + 1, bad.start() - text.rfind("\n", 0, bad.start())
        excerpt = BAD_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text.split("\n")[line - 1])
        raise _Refused(Problem(path, line, column, "", _bad_character(bad[0]), excerpt))
    return text


def _bad_character(found: str) -> str:
    if len(found) > 1:
        return f"{len(found)} accents stand on one letter; at most {MAX_COMBINING} are taken"
    name = unicodedata.name(found, "a control character")
    return f"the invisible character U+{ord(found):04X} ({name}) is not taken; delete it and type the text anew"


def _front_matter(path: str, text: str) -> tuple[str, str, int]:
    """The YAML between the two `---` lines, the body after them, and how many lines stand before the YAML."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != "---":
        message = "the file must begin with a line of three hyphens (---), the fields, and a second such line"
        raise _Refused(Problem(path, start + 1, 1, "", message, lines[start]))
    end = next((number for number in range(start + 1, len(lines)) if lines[number].rstrip() == "---"), None)
    if end is None:
        message = "the fields begin here, but no second line of three hyphens (---) ends them"
        raise _Refused(Problem(path, start + 1, 1, "", message, lines[start]))
    return "\n".join(lines[start + 1 : end]), "\n".join(lines[end + 1 :]).strip("\n"), start + 1


class _Composer:
    """Plain data from YAML parser events, noting each position and each thing that is refused.

    Written on events, not on PyYAML's constructors, for two reasons: those recurse without a bound on
    hostile nesting, and they turn `NO` into False, `0123` into 83 and `12:30` into 750.
    """

    def __init__(self, path: str, lines: tuple[str, ...], offset: int) -> None:
        self.path = path
        self.lines = lines
        self.offset = offset
        self.problems: list[Problem] = []
        self.values: dict[Loc, Mark] = {}
        self.keys: dict[Loc, Mark] = {}

    def document(self, text: str) -> dict[str, Any]:
        """The one mapping that the text holds."""
        try:
            events = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
            next(events)  # the start of the stream
            first = next(events)
            if isinstance(first, yaml.StreamEndEvent):
                raise self.stop(first, "the file is empty; write the fields, such as `name: Ada Lovelace`")
            event = next(events)
            if not isinstance(event, yaml.MappingStartEvent):
                raise self.stop(event, "fields are expected here, each as `name: value`, such as `name: Ada Lovelace`")
            data: dict[str, Any] = self.value(event, events, ())
            next(events)  # the end of the document
            if not isinstance(after := next(events), yaml.StreamEndEvent):
                raise self.stop(after, "a second document begins here (---); a file holds one record")
        except yaml.MarkedYAMLError as error:
            raise self.syntax(error) from None
        return data

    def value(self, event: Any, events: Iterator[Any], loc: Loc) -> Any:
        """The value that begins with `event`."""
        self.values[loc] = self.at(event)
        if len(loc) > MAX_DEPTH:
            raise self.stop(event, f"values stand in one another more than {MAX_DEPTH} deep; no field needs that")
        if isinstance(event, yaml.AliasEvent):
            self.refuse(event, f"the alias *{event.anchor} is not taken; write the value itself again")
            return None
        if event.anchor:
            self.refuse(event, f"the anchor &{event.anchor} is not taken; a value that starts with & needs quotes")
        if event.tag:
            self.refuse(event, f"the tag {event.tag} is not taken; a value that starts with ! needs quotes")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(item := next(events), yaml.SequenceEndEvent):
                items.append(self.value(item, events, (*loc, len(items))))
            return items
        return self.mapping(events, loc)

    def scalar(self, event: Any) -> str | None:
        text: str = event.value
        if not text and event.implicit[0]:
            return None
        if bad := BAD_CHARACTER.search(text):
            self.refuse(event, _bad_character(bad[0]))
        # The same letter can be written as one code point or as two; names typed on different systems must agree.
        return unicodedata.normalize("NFC", text)

    def mapping(self, events: Iterator[Any], loc: Loc) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                raise self.stop(event, "a field's name is expected here; a name with special signs needs quotes")
            key: str = event.value
            if key == "<<" and event.implicit[0]:
                self.refuse(event, "the merge key << is not taken; write the fields themselves")
            elif key in items:
                line = self.keys[*loc, key][0]
                self.refuse(event, f"the field '{key}' stands here for the second time; the first is on line {line}")
            self.keys[*loc, key] = self.at(event)
            items[key] = self.value(next(events), events, (*loc, key))
        return items

    def at(self, event: Any) -> Mark:
        mark = event.start_mark
        return (mark.line + 1 + self.offset, mark.column + 1)

    def problem(self, line: int, column: int, message: str) -> Problem:
        excerpt = self.lines[line - 1] if line <= len(self.lines) else ""
        return Problem(self.path, line, column, "", message, excerpt)

    def refuse(self, event: Any, message: str) -> None:
        self.problems.append(self.problem(*self.at(event), message))

    def stop(self, event: Any, message: str) -> _Refused:
        return _Refused(self.problem(*self.at(event), message))

    def syntax(self, error: yaml.MarkedYAMLError) -> _Refused:
        """The parser's complaint in words for a person who has never heard of YAML."""
        mark: Any = error.problem_mark
        opened: Any = error.context_mark
        line, column = mark.line + 1 + self.offset, mark.column + 1
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        context = error.context or ""
        rest = text[column - 1 :]
        if "\t" in text[: len(text) - len(text.lstrip())] or rest.startswith("\t"):
            column = text.index("\t") + 1
            message = "a tab stands here; indent with spaces, two for each level"
        elif "quoted scalar" in context and opened:
            line, column = opened.line + 1 + self.offset, opened.column + 1
            message = "a quotation mark opens here and never closes rightly; quote the whole value, at both ends"
        elif rest.startswith(":") and re.fullmatch(r"\s*[\w-]+", text[: column - 1]):
            message = (
                "this field does not line up with those above it, or a bracket or quotation mark above is not closed; "
                "indent it like its neighbours"
            )
        elif rest.startswith(":"):
            message = (
                "a colon and a space inside a value start a new field; put the whole value in quotes, "
                'such as "Statistics: a life"'
            )
        elif rest[:1] in {"@", "`", "%", "|", ">"}:
            message = f"a value cannot begin with {rest[0]}; put the whole value in quotes"
        elif "flow" in context and opened:
            line, column = opened.line + 1 + self.offset, opened.column + 1
            message = "a bracket or brace opens here and does not close rightly; check the commas and the closing one"
        elif "simple key" in context or "block mapping" in context:
            message = "this line is not a field; write `name: value`, and indent it like its neighbours"
        else:
            message = f"this is not valid YAML ({error.problem}); check the quotes and the indentation here"
        return _Refused(self.problem(line, column, message))
