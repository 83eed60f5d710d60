"""Rows of CSV as spreadsheets write it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO

from plugins.importing.cells import clean
from plugins.importing.tables import Row, UnreadableError

__all__ = ["csv_rows"]

SEPARATORS = ",;\t"


def csv_rows(name: str, text: str) -> Iterator[Row]:
    """The rows of a table with a heading; a row's number is the one a spreadsheet shows."""
    separator = None
    if named := re.match(r"sep=([,;\t])\r?\n", text):  # a line only Excel writes and reads
        separator, text = named[1], text[named.end() :]
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator or _separator(text), strict=True)
    heading: list[str] = []
    number = 1 if named else 0
    try:
        for values in reader:
            number += 1
            if not any(value.strip() for value in values):
                continue
            if not heading:
                heading = _heading(name, values)
                continue
            extra = [value for value in values[len(heading) :] if value.strip()]
            problem = (
                f"the row has {len(values)} cells, the heading {len(heading)}; a separator inside a cell needs quotes"
                if extra
                else ""
            )
            cells = {column: value for column, value in zip(heading, values, strict=False) if column}
            yield Row(f"row {number}", {**dict.fromkeys(column for column in heading if column), **cells}, problem)
    except csv.Error as error:
        message = f"{name}: line {reader.line_num} is not CSV ({error}); a quotation mark may not be closed above it"
        raise UnreadableError(message) from None
    if not heading:
        raise UnreadableError(f"{name}: the file is empty; a heading with the names of the columns is expected")


def _separator(text: str) -> str:
    """The sniffer's guess where it is a sign of the heading, else the most frequent one in the heading."""
    heading = re.split(r"[\r\n]", text.lstrip(), maxsplit=1)[0]
    try:
        found = csv.Sniffer().sniff(text[:4096], delimiters=SEPARATORS).delimiter
    except csv.Error:
        found = ""
    return found if found and found in heading else max(SEPARATORS, key=heading.count)


def _heading(name: str, values: list[str]) -> list[str]:
    heading = [clean(value) or "" for value in values]
    twice = sorted(column for column, count in Counter(heading).items() if column and count > 1)
    if twice:
        raise UnreadableError(f"{name}: the heading has the column '{twice[0]}' twice; rename one of the two")
    return heading
