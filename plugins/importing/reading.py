"""The tables of other programs as rows of text: CSV, YAML and JSON, one file, a folder or a pattern."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import yaml

__all__ = ["Row", "Table", "UnreadableError", "cell", "clean", "raw", "read", "replaced"]

Cells = Mapping[str, Any]

INVISIBLE = "\u200b\ufeff\u2060"
"""Signs without width that programs leave at the ends of a value, and that no word begins or ends with."""

SEPARATORS = ",;\t"
STRUCTURED = (".yaml", ".yml", ".json")
PLAIN = (".csv", ".tsv", ".txt")
MAX_DEPTH = 40


class UnreadableError(Exception):
    """A file that cannot be read as a table; the message is for the person who gave it."""


@dataclass(frozen=True)
class Row:
    """One record of the file: where it stands, its cells by column, and why it cannot be taken, if so.

    A cell is text, None (nothing given), a list or a mapping of cells.
    """

    place: str
    cells: Cells
    problem: str = ""


@dataclass(frozen=True)
class Table:
    """All rows of what was read, and what the reader should be told about how."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    @property
    def columns(self) -> Mapping[str, int]:
        """The columns (of nested values their dotted paths, with * for a position), each with its filled cells."""
        found: Counter[str] = Counter()
        for row in self.rows:
            found.update(dict.fromkeys(row.cells, 0))
            found.update(dict.fromkeys(_leaves(row.cells), 1))
        opened = {name.partition(".")[0] for name in found if "." in name}
        return {name: count for name, count in found.items() if count or name not in opened}


def _leaves(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, f"{path}.*" if isinstance(inner, Mapping) else path)
    elif clean(value) is not None:
        yield path


def raw(cells: Any, column: str) -> Any:
    """The cell at a dotted path, as it stands; None where there is none.

    A key that itself holds a dot is found too. In a list, a number is a position and * stands for every one.
    """
    return _at(cells, column.split("."))


def _at(value: Any, steps: list[str]) -> Any:
    if not steps:
        return value
    if isinstance(value, Mapping):
        for length in range(len(steps), 0, -1):
            if (key := ".".join(steps[:length])) in value:
                return _at(value[key], steps[length:])
    if isinstance(value, list):
        if steps[0] == "*":
            return [_at(item, steps[1:]) for item in value]
        if steps[0].isdigit() and int(steps[0]) < len(value):
            return _at(value[int(steps[0])], steps[1:])
    return None


def cell(cells: Any, column: str) -> Any:
    """The cell at a dotted path without the space around it; None where nothing is given."""
    return clean(raw(cells, column))


def clean(value: Any) -> Any:
    """Text without space and invisible signs at its ends and with plain line ends; nothing where none is left."""
    if isinstance(value, str):
        text = re.sub("\r\n?|[\x85\u2028\u2029]", "\n", value).strip()
        while text != (text := text.strip(INVISIBLE).strip()):
            pass
        return text or None
    if isinstance(value, list):
        return [found for item in value if (found := clean(item)) is not None] or None
    return value or None


def replaced(table: Table, words: Mapping[str, str]) -> Table:
    """The table with these texts replaced, wherever in a cell they stand."""
    if not words:
        return table
    rows = (Row(row.place, _replaced(row.cells, words), row.problem) for row in table.rows)
    return Table(tuple(rows), table.notes)


def _replaced(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        for word, better in words.items():
            value = value.replace(word, better)
        return value
    if isinstance(value, list):
        return [_replaced(item, words) for item in value]
    return {key: _replaced(inner, words) for key, inner in value.items()} if isinstance(value, Mapping) else value


def read(file: str, at: str = "") -> Table:
    """The rows of a file, of all files in a folder, or of all that a pattern such as jobs/*.yaml names.

    `at` is the dotted path to the list of records, where that is not the whole file. Raises UnreadableError.
    """
    path = Path(file)
    if path.is_file():
        return _read_one(path, at, alone=True)
    if path.is_dir():
        paths = sorted(one for one in path.iterdir() if one.suffix.lower() in (*STRUCTURED, *PLAIN))
        if not paths:
            raise UnreadableError(f"{file}: the folder holds no .csv, .yaml or .json file")
    elif re.search(r"[*?\[]", path.name) and path.parent.is_dir():
        paths = sorted(one for one in path.parent.glob(path.name) if one.is_file())
        if not paths:
            raise UnreadableError(f"{file}: no file has a name like that")
    else:
        raise UnreadableError(f"{file}: there is no such file or folder")
    tables = [_read_one(one, at, alone=False) for one in paths]
    notes = dict.fromkeys(note for table in tables for note in table.notes)
    return Table(tuple(row for table in tables for row in table.rows), tuple(notes))


def _read_one(path: Path, at: str, *, alone: bool) -> Table:
    suffix = path.suffix.lower()
    if suffix not in (*STRUCTURED, *PLAIN):
        raise UnreadableError(f"{path.name}: a {suffix or 'nameless'} file is not read; save the table as CSV (UTF-8)")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path.name}: the file cannot be read: {error.strerror}") from None
    text, notes = decode(path.name, content)
    prefix = "" if alone else f"{path.name}, "
    if suffix in PLAIN:
        rows: Iterable[Row] = _csv_rows(path.name, text)
    else:
        root = _json_tree(path.name, text) if suffix == ".json" else _yaml_tree(path.name, text)
        rows = _tree_rows(path.name, root, at, alone=alone)
    placed = [
        Row(f"{prefix}{row.place}" if row.place else path.name, {**row.cells, "_file": path.stem}, row.problem)
        for row in rows
    ]
    return Table(tuple(placed), notes)


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
            "if accents look wrong below, save it as CSV UTF-8"
        )
        return text, (note,)


def _decoded(name: str, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableError(f"{name}: line {line} is not text in {encoding}; save the file as UTF-8") from None


# CSV


def _csv_rows(name: str, text: str) -> Iterator[Row]:
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


# YAML and JSON


@dataclass(frozen=True)
class _Mapping(dict[str, Any]):
    """A mapping as read, with the place it stands at and the keys that stand in it twice."""

    place: str = ""
    twice: tuple[str, ...] = ()

    __hash__ = None


def _mapping(pairs: Iterable[tuple[str, Any]], place: str = "") -> _Mapping:
    pairs = list(pairs)
    counts = Counter(key for key, _ in pairs)
    found = _Mapping(place, tuple(key for key, count in counts.items() if count > 1))
    for key, value in pairs:
        found.setdefault(key, value)
    return found


def _json_tree(name: str, text: str) -> Any:
    """JSON with every number and truth value as the text it was written as."""
    try:
        tree = json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_mapping)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"{name}: line {error.lineno} is not JSON ({error.msg})") from None
    except RecursionError:
        raise UnreadableError(f"{name}: values stand in one another too deep") from None
    return _truth_as_text(tree)


def _truth_as_text(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return [_truth_as_text(item) for item in value]
    if isinstance(value, dict):
        for key in value:
            value[key] = _truth_as_text(value[key])
    return value


def _yaml_tree(name: str, text: str) -> Any:
    """YAML with every scalar as text; only an empty value, ~ and null mean nothing."""
    try:
        nodes = list(yaml.compose_all(text, Loader=yaml.CBaseLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UnreadableError(f"{name}: line {line} is not YAML ({error.problem})") from None
    except yaml.YAMLError as error:
        raise UnreadableError(f"{name}: this is not YAML ({error})") from None
    if len(nodes) > 1:
        raise UnreadableError(f"{name}: the file holds {len(nodes)} documents (---); one is read")
    return _plain(name, nodes[0], 0) if nodes else None


def _plain(name: str, node: Any, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise UnreadableError(f"{name}: line {node.start_mark.line + 1}: values stand in one another too deep")
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in {"", "~", "null"} else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(name, item, depth + 1) for item in node.value]
    pairs = []
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise UnreadableError(f"{name}: line {key.start_mark.line + 1}: a key is a text, not a list")
        pairs.append((str(key.value), _plain(name, value, depth + 1)))
    return _mapping(pairs, f"line {node.start_mark.line + 1}")


def _tree_rows(name: str, root: Any, at: str, *, alone: bool) -> Iterator[Row]:
    """The records of a list, of a mapping by id (which becomes the column _id), or the one record of a file."""
    if at:
        root = raw(root, at)
        if root is None:
            raise UnreadableError(f"{name}: there is nothing at '{at}', where the map says the records are")
    if isinstance(root, list):
        for number, item in enumerate(root, 1):
            yield _row(getattr(item, "place", "") or f"item {number}", item)
    elif isinstance(root, _Mapping) and (at or alone) and root and all(isinstance(v, _Mapping) for v in root.values()):
        if root.twice:
            raise UnreadableError(f"{name}: the key '{root.twice[0]}' stands in the file twice; rename or remove one")
        for key, item in root.items():
            place = f"{item.place}, '{key}'" if item.place else f"'{key}'"
            yield _row(place, item, {"_id": key})
    elif isinstance(root, _Mapping):
        yield _row("" if not alone else "the file", root)
    else:
        raise UnreadableError(f"{name}: a list of records, or records by their ids, is expected")


def _row(place: str, item: Any, more: Cells | None = None) -> Row:
    if not isinstance(item, _Mapping):
        return Row(place, {}, "this is not a record of named values")
    twice = sorted(_twice(item))
    problem = f"'{twice[0]}' stands in this record twice; which of the two holds?" if twice else ""
    return Row(place, {**item, **(more or {})}, problem)


def _twice(value: Any) -> Iterator[str]:
    if isinstance(value, _Mapping):
        yield from value.twice
        for inner in value.values():
            yield from _twice(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _twice(inner)
