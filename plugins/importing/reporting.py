"""The report of an import: what became of each row, then the counts, then what nobody asked for but should know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from plugins.core.problems import did_you_mean
from plugins.importing.rules import Map
from plugins.importing.tables import Table, within

__all__ = ["Outcome", "rows_unknown", "text_of"]

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
    file: str,
    kind: str,
    table: Table,
    map_: Map,
    outcomes: Sequence[Outcome],
    *,
    unwanted: int,
    write: bool,
    update: bool,
) -> str:
    """The whole report. `table` holds the rows that the map wants, `unwanted` is how many more there are."""
    rows = [line for outcome in outcomes for line in _row(outcome)]
    notes = [*table.notes, *_columns(table, map_)]
    return "\n".join(
        [*rows, *([""] if rows else []), *notes, *_counts(f"{kind} from {file}", outcomes, unwanted, write, update)]
    )


def rows_unknown(file: str, map_file: str, table: Table, missing: Mapping[str, str]) -> str:
    """Why nothing is imported: `missing` are columns by which the map chooses rows, and the word each stands under."""
    there = [column for column in table.columns if not column.startswith("_")]
    lines = [
        f"{file}: the file has no column '{column}', by which `rows: {word}:` in the map says which rows are wanted"
        + (did_you_mean(column, there) or f"; its columns are {', '.join(there)}")
        for column, word in missing.items()
    ]
    advice = (
        f"Nothing is written, for rows that are not wanted would come in too. In {map_file}, change the column's name "
        "to the one that the file has, or take the condition out."
    )
    return "\n".join([*table.notes, *lines, advice])


def _row(outcome: Outcome) -> list[str]:
    path = f"  {outcome.path}" if outcome.path else ""
    return [f"{outcome.state:<9}  {outcome.place}{path}", *(f"           {line}" for line in outcome.lines)]


def _columns(table: Table, map_: Map) -> list[str]:
    """Columns that the map reads and the file has not, and columns of the file that the map does not read."""
    there = table.columns

    def has(column: str) -> bool:
        return column.startswith("_") or table.has(column)

    notes = [
        f"the file has no column '{column}', which the map reads for {name}{did_you_mean(column, there)}"
        for column, name in map_.columns_missing(has).items()
    ]
    left = [
        f"{name} ({count})"
        for name, count in there.items()
        if count and not name.startswith("_") and not any(within(name, one) for one in map_.columns)
    ]
    if left:
        notes.append(f"columns that the map does not read, with their filled cells: {', '.join(left)}")
    return notes


def _counts(what: str, outcomes: Sequence[Outcome], unwanted: int, write: bool, update: bool) -> list[str]:
    states = Counter(outcome.state for outcome in outcomes)
    counts = ", ".join(f"{states[state]:,} {state}" for state in STATES)
    lines = [f"{what}: {_number(len(outcomes), 'row')}: {counts}"]
    if unwanted:
        lines.append(f"{_number(unwanted, 'more row')} not wanted by the map")
    if remarks := sum(bool(outcome.lines) for outcome in outcomes if outcome.state != "refused"):
        lines.append(f"{_number(remarks, 'row')} not refused, but with remarks")
    if not write:
        lines.append("Nothing is written yet; --write writes the new files, --write --update the changed ones too.")
        return lines
    lines.append(f"{_number(sum(outcome.written for outcome in outcomes), 'file')} written")
    if states["changed"] and not update:
        lines.append("Changed files are left as they were; --update changes them.")
    return lines


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
