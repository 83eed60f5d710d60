"""Entries of a calendar (VEVENT) with what of their file they need, and which of several is the one that holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import icalendar

from plugins.importing.ics.texts import one_line
from plugins.importing.ics.times import Moment, first, moment_of, text_of
from plugins.importing.ics.zones import Zones

__all__ = ["Entry", "Group", "grouped"]


@dataclass(frozen=True)
class Entry:
    """One VEVENT: its first line in the file, its properties, its rules as written, and what of its calendar it needs.

    That is the zones of the calendar, its name and its method, such as CANCEL.
    """

    line: int
    properties: icalendar.Component
    rules: tuple[str, ...]
    zones: Zones
    calendar: str
    method: str

    @property
    def uid(self) -> str:
        return one_line(text_of(first(self.properties, "UID")))

    @property
    def title(self) -> str:
        return one_line(text_of(first(self.properties, "SUMMARY")))

    @property
    def place(self) -> str:
        """Where it stands, for reports."""
        title = self.title
        return f"line {self.line}" + (f", '{title if len(title) <= 50 else title[:49] + '…'}'" if title else "")

    @property
    def sequence(self) -> int:
        found = first(self.properties, "SEQUENCE")
        return max(0, min(int(found), 10_000)) if found is not None else 0

    @property
    def cancelled(self) -> bool:
        return self.method == "CANCEL" or text_of(first(self.properties, "STATUS")).strip().upper() == "CANCELLED"

    @property
    def occurrence(self) -> Moment | None:
        """The ordinary start of the occurrence that it changes (RECURRENCE-ID); None of an event as a whole."""
        found = first(self.properties, "RECURRENCE-ID")
        return moment_of(found.dt, found.params.get("TZID", ""), "RECURRENCE-ID") if found is not None else None

    @property
    def changes_one(self) -> bool:
        return "RECURRENCE-ID" in self.properties

    @property
    def revision(self) -> tuple[int, float, float, int]:
        """What is greater in the later of two revisions."""
        return (self.sequence, self._stamp("LAST-MODIFIED"), self._stamp("DTSTAMP"), self.line)

    def _stamp(self, name: str) -> float:
        found: Any = first(self.properties, name)
        moment = getattr(found, "dt", None)
        if not isinstance(moment, date):
            return 0.0
        moment = moment if isinstance(moment, datetime) else datetime.combine(moment, time())
        return (moment.replace(tzinfo=None) - datetime(1970, 1, 1)).total_seconds()  # noqa: DTZ001  only compared

    def same_event(self, other: Entry) -> bool:
        """Whether this and another of the same UID can be two revisions of one event."""
        return self.title == other.title or self._begins() == other._begins()

    def _begins(self) -> Any:
        return getattr(first(self.properties, "DTSTART"), "dt", None)


@dataclass(frozen=True)
class Group:
    """An event, or None where only changed occurrences are there; these; older revisions; whether it has a UID."""

    event: Entry | None
    changes: tuple[Entry, ...]
    older: tuple[Entry, ...]
    identified: bool


def grouped(entries: Sequence[Entry]) -> Iterator[Group]:
    """The entries by event, in the order of the file.

    Of several revisions of one event that with the highest SEQUENCE holds, else the one changed last. A UID that
    stands for events with other titles and other starts identifies none of them.
    """
    by_uid: dict[str, list[Entry]] = {}
    for entry in entries:
        by_uid.setdefault(entry.uid or f"\n{entry.line}", []).append(entry)
    for uid, some in by_uid.items():
        wholes = [one for one in some if not one.changes_one]
        changes = tuple(_latest(one for one in some if one.changes_one))
        if not wholes:
            yield Group(None, changes, (), identified=True)
            continue
        latest = max(wholes, key=lambda one: one.revision)
        if not all(one.same_event(latest) for one in wholes):
            for one in wholes:
                yield Group(one, (), (), identified=False)
            continue
        older = tuple(one for one in wholes if one is not latest)
        yield Group(latest, changes, older, identified=not uid.startswith("\n"))


def _latest(changes: Iterable[Entry]) -> Iterator[Entry]:
    """Of several revisions of one changed occurrence the latest."""
    found: dict[str, Entry] = {}
    for one in changes:
        key = str(one.occurrence)
        if key not in found or one.revision > found[key].revision:
            found[key] = one
    yield from found.values()
