"""A table as read from a file: its rows, their cells, and where each row stands."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from plugins.importing.cells import Cells, clean, replaced

__all__ = ["RefusedError", "Row", "Table", "UnreadableError", "within"]


class UnreadableError(Exception):
    """A file that cannot be read as a table; the message is for the person who gave it."""


class RefusedError(Exception):
    """A record of a file that cannot be taken; the message is for the person who gave the file."""


@dataclass(frozen=True)
class Row:
    """One record of the file: where it stands, its cells by column, why it cannot be taken, if so, and remarks."""

    place: str
    cells: Cells
    problem: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """All rows of what was read, and what the reader should be told about how."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    @functools.cached_property
    def columns(self) -> Mapping[str, int]:
        """The columns (of nested values their dotted paths, with * for a position), each with its filled cells."""
        found: Counter[str] = Counter()
        for row in self.rows:
            found.update(dict.fromkeys(row.cells, 0))
            found.update(dict.fromkeys(_leaves(row.cells), 1))
        opened = {name.partition(".")[0] for name in found if "." in name}
        return {name: count for name, count in found.items() if count or name not in opened}

    def has(self, column: str) -> bool:
        """Whether the file has a column, or a value inside others, as a map names it."""
        return any(within(one, column) for one in self.columns)

    def with_words(self, words: Mapping[str, str]) -> Table:
        """The table with these texts replaced in every cell."""
        return replace(self, rows=tuple(replace(row, cells=replaced(row.cells, words)) for row in self.rows))


def within(column: str, other: str) -> bool:
    """Whether a column of the file is what a map names, or inside it; a number in the map is any position."""
    other = ".".join("*" if step.isdigit() else step for step in other.split("."))
    return column == other or column.startswith(f"{other}.")


def _leaves(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, f"{path}.*" if isinstance(inner, Mapping) else path)
    elif clean(value) is not None:
        yield path
