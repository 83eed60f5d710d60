"""An import from start to end: read the table, make records by the map, match, check, report, and write when asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from plugins.core.codes import time_zone, time_zone_meant, time_zones
from plugins.core.problems import report
from plugins.core.records import Record
from plugins.importing.applying import wanted
from plugins.importing.batch import Batch
from plugins.importing.cells import cell
from plugins.importing.ics.identity import identity, lacking
from plugins.importing.map_files import read_map
from plugins.importing.reading import is_calendar, read
from plugins.importing.reporting import Outcome, rows_unknown, text_of
from plugins.importing.rules import Map, TableOf
from plugins.importing.tables import UnreadableError

__all__ = ["run"]


def run(
    root: Path,
    record_type: type[Record],
    file: str,
    map_file: str = "",
    *,
    zone: str = "",
    write: bool = False,
    update: bool = False,
    record_types: Sequence[type[Record]],
) -> tuple[str, int]:
    """Imports a table into the files of one type below `root`; gives the report and the exit status.

    `file` is a file, a folder or a pattern; a calendar needs no map, and takes `zone` (IANA name) for times that name
    none. `record_types` are all types of the site, whose files may be referred
    to. Nothing is written without `write`, and no file that is there is changed without `update`. The status is 0
    when every row was taken, 1 when a row was refused, the map or the file cannot be read, or the file has not
    the columns by which the map chooses rows.
    """
    found = _map(map_file, file, record_type)
    if isinstance(found, str):
        return found, 1
    if zone and zone not in time_zones():
        near = time_zone(zone) or time_zone_meant(zone)
        return f"--zone {zone}: there is no such time zone" + (f"; did you mean {near}?" if near else ""), 1
    try:
        table = read(file, found.at, zone).with_words(found.replace)
        tables = {name: _table(Path(file), one) for name, one in found.tables.items()}
    except UnreadableError as error:
        return str(error), 1
    if table.rows and (missing := found.row_columns_missing(table.has)):
        return rows_unknown(file, map_file, table, missing), 1
    found = found.for_columns(table.has)
    rows = tuple(row for row in table.rows if wanted(found, row.cells))
    outcomes = Batch(root, record_type, found, tables, record_types).outcomes(rows)
    if write:
        outcomes = tuple(_write(root, outcome, update=update) for outcome in outcomes)
    text = text_of(
        file,
        record_type.kind,
        replace(table, rows=rows),
        found,
        outcomes,
        unwanted=len(table.rows) - len(rows),
        write=write,
        update=update,
    )
    return text, int(any(outcome.state == "refused" for outcome in outcomes))


def _map(map_file: str, file: str, record_type: type[Record]) -> Map | str:
    """The map of an import, or why there is none."""
    calendar = is_calendar(file)
    if calendar and lacking(record_type):
        return f"{file}: a calendar holds events, and {record_type.kind} are none; use --kind events"
    if not map_file:
        return identity(None) if calendar else f"{file}: say with --map what its columns mean (docs/imports/README.md)"
    try:
        found = read_map(map_file, Path(map_file).read_bytes(), record_type)
    except OSError as error:
        return f"{map_file}: the map cannot be read: {error.strerror}"
    if not isinstance(found, Map):
        return report(found)
    return identity(found) if calendar else found


def _table(file: Path, table: TableOf) -> Mapping[str, str]:
    """A table to look values up in; its file is looked for beside the one that is imported."""
    beside = file if file.is_dir() else file.parent
    rows = read(str(beside / table.file)).rows
    pairs = [(cell(row.cells, table.key), cell(row.cells, table.value)) for row in rows]
    return {key.casefold(): value for key, value in pairs if isinstance(key, str) and isinstance(value, str)}


def _write(root: Path, outcome: Outcome, *, update: bool) -> Outcome:
    """Writes a new file, or a changed one with `update`; what is there is never written over otherwise."""
    if outcome.state not in {"new", "changed"} or (outcome.state == "changed" and not update):
        return outcome
    path = root / outcome.path
    try:
        if outcome.state == "new":
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(outcome.text)
        else:
            beside = path.with_name(f".{path.name}.import")
            beside.write_text(outcome.text, encoding="utf-8", newline="\n")
            beside.replace(path)
    except OSError as error:
        return replace(outcome, state="refused", lines=(f"{outcome.path} cannot be written: {error.strerror}",))
    return replace(outcome, written=True)
