"""Cells of a table, flat or nested, reached by their column and freed of stray space."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["Cells", "cell", "clean", "raw", "replaced"]

Cells = Mapping[str, Any]
"""The cells of a row by column. A cell is text, None (nothing given), a list or a mapping of cells."""

INVISIBLE = "\u200b\ufeff\u2060"
"""Signs without width that programs leave at the ends of a value, and that no word begins or ends with."""


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


def replaced(value: Any, words: Mapping[str, str]) -> Any:
    """A cell, or all cells of a row, with these texts replaced wherever they stand."""
    if isinstance(value, str):
        for word, better in words.items():
            value = value.replace(word, better)
        return value
    if isinstance(value, list):
        return [replaced(item, words) for item in value]
    return {key: replaced(inner, words) for key, inner in value.items()} if isinstance(value, Mapping) else value
