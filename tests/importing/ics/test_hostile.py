"""Calendars made to be slow, deep or large are refused or taken in good time, and never stop the import."""

from __future__ import annotations

import time

import pytest

from tests.importing.ics.conftest import calendar, vevent
from tests.importing.ics.test_zones import of, zone

MEGABYTE = 1_000_000
IN_ZONE = vevent(DTSTART=";TZID=Mine:20270520T183000", DTEND=";TZID=Mine:20270520T200000")


def long_rule(part: str, count: int) -> str:
    """A rule with very many numbers in one part."""
    return f"RRULE:FREQ=YEARLY;{part}={','.join(str(1 + number % 28) for number in range(count))};COUNT=3"


HOSTILE = {
    "long title": calendar(vevent(SUMMARY="x" * MEGABYTE)),
    "long description": calendar(vevent("DESCRIPTION:" + "x" * MEGABYTE)),
    "deep HTML": calendar(vevent("DESCRIPTION:" + "<div>" * 200_000 + "</div>")),
    "many tags": calendar(vevent("DESCRIPTION:" + "<b>x</b>\\n" * 100_000)),
    "many addresses": calendar(vevent("DESCRIPTION:" + "https://" * 125_000)),
    "deep lists": calendar(vevent("X-ALT-DESC;FMTTYPE=text/html:" + "<ul><li>" * 125_000)),
    "enclosed file": calendar(vevent("ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "A" * MEGABYTE)),
    "many parameters": calendar(vevent("LOCATION;" + "X=1;" * 200_000 + ":here")),
    "many categories": calendar(vevent("CATEGORIES:" + "a," * 500_000)),
    "much folding": calendar(vevent("DESCRIPTION:a\n" + " b\n" * 300_000)),
    "many guests": calendar(vevent(*["ATTENDEE:mailto:a@example.org"] * 4_000)),
    "events in events": calendar(*["BEGIN:VEVENT"] * 100_000),
    "calendars in calendars": "BEGIN:VCALENDAR\n" * 100_000,
    "ends alone": "END:VCALENDAR\n" * 200_000,
    "a rule of many days": calendar(vevent(long_rule("BYMONTHDAY", 20_000))),
    "a rule of no day": calendar(vevent("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=0,1,2,3;BYMINUTE=1,2,3")),
    "a great count": calendar(vevent("RRULE:FREQ=DAILY;COUNT=999999999999")),
    "an interval of 0": calendar(vevent("RRULE:FREQ=DAILY;INTERVAL=0;COUNT=9")),
    "many a day": calendar(vevent("RRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8;BYMINUTE=0,1,2,3,4,5,6,7,8;COUNT=2000")),
    "minutes": calendar(vevent("RRULE:FREQ=MINUTELY;UNTIL=99991231T235959Z")),
    "many broken dates": calendar(vevent("RRULE:FREQ=WEEKLY;COUNT=9", *[f"EXDATE:2027{n:010}" for n in range(3_000)])),
    "dates of an unknown zone": calendar(
        vevent("RRULE:FREQ=WEEKLY;COUNT=9", *["EXDATE;TZID=Mine:20270527T173000"] * 4_000), zone("Mine", "Sydney")
    ),
    "many dates": calendar(vevent("RRULE:FREQ=WEEKLY;COUNT=9", "EXDATE:" + ",".join(["20270527T173000Z"] * 50_000))),
    "a zone of many hours": calendar(zone("Mine", "EU").replace("FREQ", "BYHOUR=" + "1," * 500 + "1;FREQ"), IN_ZONE),
    "a zone of no day": calendar(zone("Mine", "EU").replace("BYMONTH=3", "BYMONTH=2;BYMONTHDAY=30"), IN_ZONE),
    "a zone of many dates": calendar(
        zone("Mine", "EU").replace("RRULE", "RDATE:20200101T000000" + ",20200101T000000" * 3_000 + "\nRRULE"), IN_ZONE
    ),
    "many zones": calendar(*(zone(f"Mine {n}", "EU") for n in range(100)), *(of(f"Mine {n}") for n in range(9))),
    "the last year": calendar(vevent(DTSTART=";TZID=Europe/London:99991231T235959", DTEND="")),
    "the first year": calendar(vevent(DTSTART=";TZID=Europe/London:00010101T000000", DTEND="")),
    "a long zone": calendar(vevent(DTSTART=";TZID=" + "A/" * 100_000 + ":20270520T183000")),
    "a long event": calendar(vevent(DTEND="", DURATION="P9999999D")),
    "a great sequence": calendar(vevent(SEQUENCE="9" * 5_000)),
    "a place nowhere": calendar(vevent("GEO:1e400;nan")),
    "a long identifier": calendar(vevent(UID="u" * 100_000)),
    "control characters": calendar(vevent(SUMMARY="a\u202eb\u0007c")),
    "nothing at all": "\x00" * 10_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_in_good_time(calendars, name):
    """Whatever a calendar holds, its import ends within two seconds, with a report."""
    before = time.process_time()
    report, status = calendars(HOSTILE[name])
    assert time.process_time() - before < 2
    assert status in {0, 1}
    assert report


def test_one_bad_event_spares_the_others(calendars):
    """What is wrong with one event refuses that one alone."""
    text = calendar(vevent(UID="1", DTSTART="soon"), vevent(UID="2"), "BEGIN:VEVENT\nUID:3\nBROKEN")
    report, status = calendars(text)
    assert status == 1
    assert "1 new, 0 changed, 0 unchanged, 2 refused" in report
    assert "its DTSTART cannot be read" in report
    assert "the file ends before END:VEVENT" in report or "cannot be read" in report


@pytest.mark.parametrize(
    "value",
    [
        "x\\nstatus: cancelled",
        "x\\n---\\ntitle: y",
        "{{ site.url }} {% raw %}",
        "{static}/etc/passwd",
        "<script>alert(1)</script>",
        '"; drop: [table]',
        "!!python/object:os.system x",
        "&a *a",
    ],
)
def test_texts_stay_texts(calendars, value):
    """What stands in a text sets no other field, whatever it looks like."""
    names = {"title", "start", "end", "timezone", "format", "venue", "uid", "body", "categories", "organizers"}
    organizer = value.replace('"', "")
    lines = (f"DESCRIPTION:{value}", f"CATEGORIES:{value}", f'ORGANIZER;CN="{organizer}":mailto:a@b.example')
    report, status = calendars(calendar(vevent(*lines, SUMMARY=value, LOCATION=value, UID=value)))
    assert status == 0, report
    ((_, event),) = calendars.events().items()
    assert event.keys() <= names
    assert "<script" not in event.get("body", "")
