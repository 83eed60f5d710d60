"""The tables of other programs as rows of text: CSV, YAML, JSON and iCalendar; one file, a folder or a pattern."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from plugins.importing.csv_tables import csv_rows
from plugins.importing.ics.calendars import calendar_table
from plugins.importing.nested_tables import nested_rows
from plugins.importing.tables import Row, Table, UnreadableError

__all__ = ["is_calendar", "read"]

STRUCTURED = (".yaml", ".yml", ".json")
PLAIN = (".csv", ".tsv", ".txt")
CALENDARS = (".ics", ".ical", ".ifb", ".icalendar")
KNOWN = (*STRUCTURED, *PLAIN, *CALENDARS)

MAX_CALENDAR = 20_000_000
"""The bytes of a calendar; one of ten thousand events has fewer."""


def is_calendar(file: str) -> bool:
    """Whether calendars are to be read: a file, all that a folder holds, or a pattern, by the ending."""
    path = Path(file)
    if not path.is_dir():
        return path.suffix.lower() in CALENDARS
    return {one.suffix.lower() for one in path.iterdir()} & {*KNOWN} <= {*CALENDARS}


def read(file: str, at: str = "", zone: str = "") -> Table:
    """The rows of a file, of all files in a folder, or of all that a pattern such as jobs/*.yaml names.

    `at` is the dotted path to the list of records, where that is not the whole file; `zone` is the time zone of what
    names none in a calendar. Raises UnreadableError.
    """
    path = Path(file)
    if path.is_file():
        return _read_one(path, at, zone, alone=True)
    if path.is_dir():
        paths = sorted(one for one in path.iterdir() if one.suffix.lower() in KNOWN)
        if not paths:
            raise UnreadableError(f"{file}: the folder holds no .csv, .yaml, .json or .ics file")
    elif re.search(r"[*?\[]", path.name) and path.parent.is_dir():
        paths = sorted(one for one in path.parent.glob(path.name) if one.is_file())
        if not paths:
            raise UnreadableError(f"{file}: no file has a name like that")
    else:
        raise UnreadableError(f"{file}: there is no such file or folder")
    tables = [_read_one(one, at, zone, alone=False) for one in paths]
    notes = dict.fromkeys(note for table in tables for note in table.notes)
    return Table(tuple(row for table in tables for row in table.rows), tuple(notes))


def _read_one(path: Path, at: str, zone: str, *, alone: bool) -> Table:
    suffix = path.suffix.lower()
    if suffix not in KNOWN:
        raise UnreadableError(f"{path.name}: a {suffix or 'nameless'} file is not read; save the table as CSV (UTF-8)")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path.name}: the file cannot be read: {error.strerror}") from None
    prefix = "" if alone else f"{path.name}, "
    if suffix in CALENDARS:
        return _calendar(path.name, content, zone, prefix)
    text, notes = decode(path.name, content)
    rows = csv_rows(path.name, text) if suffix in PLAIN else nested_rows(path.name, text, at, alone=alone)
    placed = [
        Row(f"{prefix}{row.place}" if row.place else path.name, {**row.cells, "_file": path.stem}, row.problem)
        for row in rows
    ]
    return Table(tuple(placed), notes)


def _calendar(name: str, content: bytes, zone: str, prefix: str) -> Table:
    if len(content) > MAX_CALENDAR:
        raise UnreadableError(f"{name}: the calendar has {len(content):,} bytes; at most {MAX_CALENDAR:,} are read")
    # Some programs break long lines in the middle of a letter, so that it is whole only when they are joined.
    whole = content if content[:2] in (b"\xff\xfe", b"\xfe\xff") else re.sub(rb"\r?\n[ \t]", b"", content)
    text, notes = decode(name, content)
    if notes:
        text, notes = decode(name, whole)
    try:
        table = calendar_table(name, text, zone)
    except UnreadableError as error:
        if not prefix:
            raise
        return Table((Row(name, {}, str(error)),), notes)  # one of many without an event is no reason to stop
    rows = tuple(replace(row, place=f"{prefix}{row.place}") for row in table.rows)
    return Table(rows, (*notes, *table.notes))


def decode(name: str, content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file, by its byte order mark, else as UTF-8, else as Windows' western encoding, with a note."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _decoded(name, content, encoding), ()
    if b"\0" in content[:200]:
        return _decoded(name, content, "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"), ()
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        text = _decoded(name, content, "cp1252")
        note = (
            f"{name} is not UTF-8 (see line {line}), so it was read as Windows-1252; "
            "if accents look wrong below, save it as UTF-8"
        )
        return text, (note,)


def _decoded(name: str, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableError(f"{name}: line {line} is not text in {encoding}; save the file as UTF-8") from None
