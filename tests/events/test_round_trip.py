"""Our calendars read back by three programs of others: at every occurrence the instants are those of our pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
import recurring_ical_events
from icalendar import Calendar

from plugins.core.site import Association, Site
from plugins.events.calendars import ALL
from plugins.events.event import Event
from plugins.events.ics import uid_of
from tests.events import ical_js
from tests.events.documents import documents_of
from tests.events.generated import SEVERAL_A_DAY, generated
from tests.factories import catalogue

COUNT, SEED = 500, 6
FROM = datetime(2025, 1, 1, tzinfo=UTC)
UNTIL = datetime(2031, 1, 1, tzinfo=UTC)
"""From before the first event on, more than five years."""

SITE = Site(
    Association("Tidal Society", "Tidal", "An association.", "office@example.org"),
    "https://example.org",
    "en",
    "Europe/London",
    "public",
    date(2026, 6, 1),
)

Told = tuple[str, str | int, str | int]
"""An occurrence: the UID, and when it begins and ends, in seconds since 1970; of whole days the first, and the day
after the last."""


def told(moment: date) -> str | int:
    """A time in seconds since 1970, a day as it is written."""
    return int(moment.timestamp()) if isinstance(moment, datetime) else moment.isoformat()


def ours(event: Event) -> list[Told]:
    """The occurrences as our pages have them; two at one time, after an hour that was skipped, are told once."""
    found = []
    for one in event.occurrences(UNTIL.date()):
        if event.all_day:
            if FROM.date() <= one.start < UNTIL.date():
                found.append((uid_of(event, SITE), told(one.start), told(one.end + timedelta(days=1))))
        elif FROM <= event.instant(one.start) < UNTIL:
            found.append((uid_of(event, SITE), told(event.instant(one.start)), told(event.instant(one.end))))
    return sorted(set(found), key=str)


def by_python(text: bytes) -> list[Told]:
    """The occurrences as icalendar reads them and recurring-ical-events follows their rules."""
    found = [
        (str(one["UID"]), told(one.start), told(one.end))
        for one in recurring_ical_events.of(Calendar.from_ical(text)).between(FROM, UNTIL)
    ]
    first, last = FROM.date().isoformat(), UNTIL.date().isoformat()
    within = [
        one
        for one in found
        if (first <= one[1] < last if isinstance(one[1], str) else FROM.timestamp() <= one[1] < UNTIL.timestamp())
    ]
    return sorted(set(within), key=str)


def by_javascript(texts: Sequence[str]) -> list[list[Told]]:
    """The occurrences of each calendar as ical.js reads them and follows their rules, in zones as described."""
    answers = ical_js.read("occurrences", texts, since=FROM.timestamp(), until=UNTIL.timestamp())
    return [sorted({tuple(one) for one in some}, key=str) for some in answers]


@pytest.fixture(scope="module")
def events() -> tuple[Event, ...]:
    """Events of many sorts near changes of clocks."""
    return tuple(generated(COUNT, SEED))


@pytest.fixture(scope="module")
def documents(events: Iterable[Event]) -> dict[str, bytes]:
    """All calendars of them."""
    return documents_of(catalogue(*events), SITE)


@pytest.fixture(scope="module")
def expected(events: Iterable[Event]) -> dict[str, list[Told]]:
    """The occurrences of each event as our pages have them, by its slug."""
    return {event.slug: ours(event) for event in events}


def test_the_events_are_of_all_sorts(
    events: Sequence[Event], documents: dict[str, bytes], expected: dict[str, list[Told]]
) -> None:
    """Among them are enough of each sort that calendars get wrong."""
    text = "".join(documents[f"events/{event.slug}.ics"].decode() for event in events)
    series = [event for event in events if event.recurrence]
    assert len(events) == COUNT
    assert len({event.timezone for event in events}) > 25
    assert len(series) > 300
    assert sum(event.all_day for event in events) > 50
    assert sum(bool(event.recurrence and event.recurrence.endless) for event in events) > 50
    assert sum(bool(event.recurrence and event.recurrence.changes) for event in events) > 80
    assert text.count("\r\nRECURRENCE-ID") > 400
    assert len(re.findall(r"\r\nDTSTART:\d{8}T\d{6}Z\r\n", text)) > 30  # an hour that there is twice
    assert sum(map(len, expected.values())) > 20_000


def test_python_reads_our_instants(documents: dict[str, bytes], expected: dict[str, list[Told]]) -> None:
    """Every occurrence in the calendar of an event is found by icalendar and recurring-ical-events at our instants."""
    assert [slug for slug, some in expected.items() if by_python(documents[f"events/{slug}.ics"]) != some] == []


def test_javascript_reads_our_instants(documents: dict[str, bytes], expected: dict[str, list[Told]]) -> None:
    """So does ical.js, which goes by the zones as our calendars describe them, and by nothing else."""
    found = by_javascript([documents[f"events/{slug}.ics"].decode() for slug in expected])
    assert [slug for (slug, some), theirs in zip(expected.items(), found, strict=True) if theirs != some] == []


def test_several_starts_on_one_day() -> None:
    """A series that begins several times a day is read as it is, its starts being listed, by ical.js.

    The library of the other test knows an occurrence by its local time and by its UTC alike, so that of two starts as
    far apart as their zone is from UTC one may hide the other.
    """
    several = tuple(generated(60, SEED, SEVERAL_A_DAY))
    texts = documents_of(catalogue(*several), SITE)
    found = by_javascript([texts[f"events/{event.slug}.ics"].decode() for event in several])
    assert sum(len(some) for some in found) > 2000
    assert [event.slug for event, some in zip(several, found, strict=True) if some != ours(event)] == []


def test_the_calendar_of_all_says_the_same(documents: dict[str, bytes], expected: dict[str, list[Told]]) -> None:
    """In one calendar with all the others, whose zones are described once for all, each is where it is alone."""
    (found,) = by_javascript([documents[ALL].decode()])
    current = {one[0] for one in found}
    assert len(current) > COUNT // 2
    assert found == sorted((one for some in expected.values() for one in some if one[0] in current), key=str)
