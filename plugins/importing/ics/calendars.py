"""The events of an iCalendar file as rows, whose columns are named as the fields of an event's file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from plugins.core.fields import MAX_SLUG, slug_of
from plugins.importing.ics.components import Component, components, parsed
from plugins.importing.ics.entries import Entry, Group, grouped
from plugins.importing.ics.particulars import particulars
from plugins.importing.ics.series import series, written
from plugins.importing.ics.texts import one_line
from plugins.importing.ics.times import When, when
from plugins.importing.ics.zones import Zones
from plugins.importing.tables import RefusedError, Row, Table, UnreadableError

__all__ = ["COLUMNS", "calendar_table"]

COLUMNS = (
    "title", "start", "end", "timezone", "all_day", "repeated_hour", "recurrence.rule", "recurrence.except",
    "recurrence.changes", "status", "status_note", "format", "venue.name", "venue.map", "online_page", "join_link",
    "organizers", "categories", "uid", "sequence", "body",
)  # fmt: skip
"""The columns of the rows, which are fields of an event's file; what the file is named after is in `_slug`."""

NO_PLACE_HERE = ("ATTENDEE", "ATTACH", "CONTACT", "IMAGE", "RELATED-TO", "RESOURCES", "VALARM", "PARTICIPANT")
"""What people may miss in the files that are made, and should know of."""

OTHER_KINDS = {"VTODO": "tasks", "VJOURNAL": "journal entries", "VFREEBUSY": "free and busy times"}
ANSWERS = frozenset({"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"})
GREGORIAN = frozenset({"", "GREGORIAN"})


def calendar_table(name: str, text: str, zone: str) -> Table:
    """The events of a calendar file (RFC 5545) in the order in which they stand, each a row, with remarks.

    `zone` (IANA name, or "") is that of times which have none, and of those in UTC. Raises UnreadableError where the
    file holds no event.
    """
    root = components(name, text)
    timezones = [one for one in root.walk() if one.name == "VTIMEZONE"]
    rows: list[Row] = []
    entries: list[Entry] = []
    for calendar in [one for one in root.parts if one.name == "VCALENDAR"] + [root]:
        found = list(calendar.walk()) if calendar is not root else [one for one in root.parts if one.name == "VEVENT"]
        own = [one for one in found if one.name == "VTIMEZONE"]
        zones = Zones(zone, calendar, [*timezones, *own])
        for event in (one for one in found if one.name == "VEVENT"):
            try:
                entries.append(_entry(event, calendar, zones))
            except RefusedError as error:
                rows.append(Row(f"line {event.line}", {}, str(error)))
    if not rows and not entries:
        held = Counter(OTHER_KINDS[one.name] for one in root.walk() if one.name in OTHER_KINDS)
        others = ", ".join(f"{kind} ({count})" for kind, count in held.items())
        raise UnreadableError(f"{name}: there is no event (VEVENT) in it" + (f", only {others}" if others else ""))
    for group in grouped(entries):
        rows += _rows(group)
    shared = {group.event.uid for group in grouped(entries) if group.event and not group.identified} - {""}
    rows = [replace(row, cells={**dict.fromkeys(COLUMNS), **row.cells}) for row in sorted(rows, key=_line)]
    return Table(tuple(rows), tuple(_notes(root, shared)))


def _line(row: Row) -> int:
    return int(row.place.removeprefix("line ").partition(",")[0])


def _entry(event: Component, calendar: Component, zones: Zones) -> Entry:
    method = calendar.text("METHOD").upper()
    if calendar.text("CALSCALE").upper() not in GREGORIAN:
        raise RefusedError(f"the calendar counts years as CALSCALE:{calendar.text('CALSCALE')} does; export it by ours")
    if method in ANSWERS:
        raise RefusedError(f"it is an answer to an invitation (METHOD:{method}), not an event; import the event itself")
    name = one_line((calendar.text("X-WR-CALNAME") or calendar.text("NAME")).replace("\\", ""))
    return Entry(event.line, parsed(event), tuple(event.texts("RRULE")), zones, name, method)


def _rows(group: Group) -> Iterator[Row]:
    """The rows of one event: one, and one for each date that no rule gives."""
    if group.event is None:
        for change in group.changes:
            yield _alone(change)
        return
    entry = group.event
    try:
        time = when(entry.properties, entry.zones)
        repeats = series(entry, time, group.changes)
        common, remarks = particulars(entry)
    except RefusedError as error:
        yield Row(entry.place, {}, str(error))
        return
    except (OverflowError, ValueError):
        yield Row(entry.place, {}, "its times lie outside the years that a calendar can count; correct them there")
        return
    if group.older:
        lines = ", ".join(str(one.line) for one in group.older)
        remarks = [f"older revisions of it (line {lines}) are passed over", *remarks]
    uid = entry.uid if group.identified else ""
    cells = {**common, **_time_cells(time), **repeats.cells, "uid": uid}
    yield Row(entry.place, _slugged(cells, time), remarks=(*time.remarks, *repeats.remarks, *remarks))
    for one in repeats.besides:
        also = {**common, **_time_cells(one), "uid": _uid_of_one(uid, one)}
        yield Row(f"{entry.place}, on {written(one.start)}", _slugged(also, one))


def _alone(change: Entry) -> Row:
    """A changed occurrence of a series that the file does not hold."""
    try:
        time = when(change.properties, change.zones)
        cells, remarks = particulars(change)
        occurrence = change.occurrence
        ordinary = replace(time, start=time.local(occurrence)) if occurrence else time
    except RefusedError as error:
        return Row(change.place, {}, str(error))
    except (OverflowError, ValueError):
        return Row(change.place, {}, "its times lie outside the years that a calendar can count; correct them there")
    cells = {**cells, **_time_cells(time), "uid": _uid_of_one(change.uid, ordinary)}
    remark = "it is one occurrence of a series that the file does not hold; it becomes an event of its own"
    return Row(change.place, _slugged(cells, time), remarks=(remark, *time.remarks, *remarks))


def _uid_of_one(uid: str, time: When) -> str:
    """An identifier of one occurrence: that of its series, with its ordinary start."""
    form = "%Y%m%d" if time.whole_days else "%Y%m%dT%H%M%S"
    return f"{uid}#{time.start:{form}}" if uid else ""


def _time_cells(time: When) -> dict[str, Any]:
    return {
        "start": written(time.start),
        "end": written(time.end),
        "timezone": time.zone,
        "all_day": "true" if time.whole_days else None,
        "repeated_hour": time.hour,
    }


def _slugged(cells: Mapping[str, Any], time: When) -> dict[str, Any]:
    """The cells with what the file is named after: the title, as far as there is room for it, and the day it begins."""
    day = written(time.start)[:10]
    title = slug_of(str(cells["title"]))
    room = MAX_SLUG - len(day) - 1
    if len(title) > room:
        title = title[: room + 1].rpartition("-")[0] or title[:room]
    return {**cells, "_slug": f"{title or 'event'}-{day}"}


def _notes(root: Component, shared: set[str]) -> Iterator[str]:
    """What the file holds that becomes nothing, and identifiers that identify nothing."""
    kinds = Counter(one.name for one in root.walk())
    events = [one for one in root.walk() if one.name == "VEVENT"]
    names = Counter(name for event in events for name in (*event.names(), *(part.name for part in event.parts)))
    left = [f"{name} ({names[name]})" for name in NO_PLACE_HERE if names[name]]
    left += [f"{word} ({kinds[kind]})" for kind, word in OTHER_KINDS.items() if kinds[kind]]
    if left:
        yield f"what has no place in an event's file is left out: {', '.join(left)}"
    for uid in sorted(shared):
        yield (
            f"the identifier (UID) '{uid[:60]}' stands for several events with other titles and other starts, so it "
            "identifies none; these are known by their title and day"
        )
