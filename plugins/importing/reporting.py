"""The report of an import: what became of each row, then the counts, then what nobody asked for but should know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from plugins.core.problems import did_you_mean
from plugins.importing.reading import Table
from plugins.importing.rules import Map

__all__ = ["Outcome", "text_of"]

State = Literal["new", "changed", "unchanged", "refused"]
STATES: tuple[State, ...] = ("new", "changed", "unchanged", "refused")


@dataclass(frozen=True)
class Outcome:
    """What became of a row: where it stood, the path of its file, the reasons or remarks, and the file's new text."""

    state: State
    place: str
    path: str = ""
    lines: tuple[str, ...] = ()
    text: str = ""
    written: bool = False


def text_of(
    file: str, kind: str, table: Table, map_: Map, outcomes: Sequence[Outcome], *, write: bool, update: bool
) -> str:
    """The whole report."""
    rows = [line for outcome in outcomes for line in _row(outcome)]
    notes = [*table.notes, *_columns(table, map_)]
    return "\n".join([*rows, *([""] if rows else []), *notes, *_counts(file, kind, table, outcomes, write, update)])


def _row(outcome: Outcome) -> list[str]:
    path = f"  {outcome.path}" if outcome.path else ""
    return [f"{outcome.state:<9}  {outcome.place}{path}", *(f"           {line}" for line in outcome.lines)]


def _columns(table: Table, map_: Map) -> list[str]:
    """Columns that the map reads and the file has not, and columns of the file that the map does not read."""
    there = table.columns
    spelled = {name: _with_stars(name) for name in map_.columns}
    missing = [
        f"the file has no column '{name}', which the map reads for {used}{did_you_mean(name, there)}"
        for name, used in map_.columns.items()
        if not name.startswith("_")
        and not any(one == spelled[name] or one.startswith(f"{spelled[name]}.") for one in there)
    ]
    read = tuple(spelled.values())
    left = [
        f"{name} ({count})"
        for name, count in there.items()
        if count and not name.startswith("_") and not any(name == one or name.startswith(f"{one}.") for one in read)
    ]
    if left:
        missing.append(f"columns that the map does not read, with their filled cells: {', '.join(left)}")
    return missing


def _with_stars(column: str) -> str:
    return ".".join("*" if step.isdigit() else step for step in column.split("."))


def _counts(file: str, kind: str, table: Table, outcomes: Sequence[Outcome], write: bool, update: bool) -> list[str]:
    states = Counter(outcome.state for outcome in outcomes)
    counts = ", ".join(f"{states[state]:,} {state}" for state in STATES)
    passed_over = len(table.rows) - len(outcomes)
    lines = [f"{kind} from {file}: {len(outcomes):,} rows: {counts}"]
    if passed_over:
        lines.append(f"{passed_over:,} more rows are not wanted by the map")
    if remarks := sum(bool(outcome.lines) for outcome in outcomes if outcome.state != "refused"):
        lines.append(f"{remarks:,} of the rows that are not refused have remarks")
    if not write:
        lines.append("Nothing is written yet; --write writes the new files, --write --update the changed ones too.")
        return lines
    lines.append(f"{sum(outcome.written for outcome in outcomes):,} files written")
    if states["changed"] and not update:
        lines.append("Changed files are left as they were; --update changes them.")
    return lines
