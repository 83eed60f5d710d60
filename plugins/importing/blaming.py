"""From what the record class finds wrong back to the value, the rule and the column it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from plugins.core.problems import Problem
from plugins.core.writing import set_at
from plugins.importing.applying import Value
from plugins.importing.cells import cell
from plugins.importing.tables import Row
from plugins.importing.values import loc_of, shown

__all__ = ["data_of", "refusals", "without"]

Values = tuple[Value, ...]


def data_of(values: Iterable[Value]) -> dict[str, Any]:
    """The values as one record's data."""
    data: dict[str, Any] = {}
    for value in values:
        set_at(data, value.loc, value.value)
    return data


def without(values: Values, row: Row, problems: Sequence[Problem]) -> tuple[Values | None, list[str]]:
    """The values without those that are wrong, and words for each; None when one of those may not be left out.

    The words show the cells as they were, and of a list the entry.
    """
    kept = list(values)
    words: list[str] = []
    entries: dict[int, set[int]] = {}
    for problem in problems:
        position = _responsible(kept, problem)
        if position is None or not kept[position].rule.leave_out:
            return None, []
        value = kept[position].value
        entry = _entry(kept[position], problem)
        gone = {entry} if entry is not None else set(range(len(value) if isinstance(value, list) else 0))
        entries.setdefault(position, set()).update(gone)
        columns = _columns(kept[position], row)
        if entry is None and columns:
            wrong = " and ".join(shown(cell(row.cells, column)) for column in columns)
        else:
            wrong = shown(value if entry is None else value[entry])
        where = f"{_where(columns)} ({problem.field or kept[position].name})"
        words.append(f"left out {where}, {wrong}: {problem.message}")
    for position, gone in entries.items():
        value = kept[position].value
        left = [item for number, item in enumerate(value) if number not in gone] if isinstance(value, list) else None
        kept[position] = replace(kept[position], value=left or None)
    return tuple(value for value in kept if value.value is not None), words


def refusals(values: Values, row: Row, problems: Iterable[Problem]) -> tuple[str, ...]:
    """Why a row is refused, each reason with its column and field; what the map would leave out is no reason."""
    found = []
    for problem in problems:
        position = _responsible(values, problem)
        if position is None or not values[position].rule.leave_out:
            found.append(_refusal(row, problem, None if position is None else values[position]))
    return tuple(dict.fromkeys(found))


def _refusal(row: Row, problem: Problem, value: Value | None) -> str:
    if problem.rule == "missing":
        return f"{problem.field}: the row gives nothing for it, and it is required"
    if value is None:
        return f"{problem.field}: {problem.message}" if problem.field else problem.message
    return f"{_where(_columns(value, row))} ({problem.field}): {problem.message}"


def _columns(value: Value, row: Row) -> list[str]:
    """The filled columns that a value came from."""
    return [column for column in value.rule.columns if cell(row.cells, column) is not None]


def _where(columns: Sequence[str]) -> str:
    return f"column {' and '.join(columns)}" if columns else "the map"


def _responsible(values: Sequence[Value], problem: Problem) -> int | None:
    """The position of the value that a problem is about."""
    loc = loc_of(problem.field)
    lengths = [len(value.loc) if loc[: len(value.loc)] == value.loc else 0 for value in values]
    return lengths.index(max(lengths)) if any(lengths) else None


def _entry(value: Value, problem: Problem) -> int | None:
    """Which entry of a list a problem is about."""
    rest = loc_of(problem.field)[len(value.loc) :]
    return rest[0] if isinstance(value.value, list) and rest and isinstance(rest[0], int) else None
