"""Calendars to the letter, section by section of the standards, and what no text in an event can do to them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from icalendar.parser import Contentlines

from plugins.core.catalogue import Catalogue, Revisions
from plugins.core.fields import Audience
from plugins.core.site import Site
from plugins.events.calendars import ALL
from plugins.events.event import Event
from plugins.events.ics import uid_of
from tests.conftest import PROJECT
from tests.events import ical_js
from tests.events.documents import SITE, documents_of
from tests.factories import catalogue, chapter, event, full_event, group, member

TIMES = {"start": "2026-06-18 18:30", "end": "2026-06-18 20:00", "timezone": "Europe/London"}
# Eleven days, five hours and some minutes after 1970-01-01, and a day after that.
HISTORY = Revisions(changes=3, first=1_000_000, last=1_086_400)


def calendar(*events: Event, url: str = ALL, site: Site = SITE, history: Revisions | None = None) -> str:
    """A calendar of these events as text."""
    return text_of(with_history(catalogue(*events), history), url, site)


def text_of(records: Catalogue, url: str = ALL, site: Site = SITE) -> str:
    """A calendar as text; its lines are checked on the way."""
    content = documents_of(records, site)[url]
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line] == []
    return content.decode()


def with_history(records: Catalogue, history: Revisions | None) -> Catalogue:
    """The same with each event's file changed so often."""
    found = {one.path: history for one in records.of(Event)} if history else {}
    return replace(records, history=found)


def component(text: str, number: int = 0) -> list[str]:
    """The lines of one VEVENT, unfolded."""
    return text.replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[number + 1].partition("\r\nEND:VEVENT")[0].split("\r\n")


def line(text: str, name: str, number: int = 0) -> str:
    """The one line of a VEVENT that begins with this name."""
    (found,) = (one for one in component(text, number) if re.match(rf"{name}[;:]", one))
    return found


def lines(text: str, name: str) -> list[str]:
    """All lines of a calendar that begin with this name, unfolded."""
    return [one for one in text.replace("\r\n ", "").split("\r\n") if re.match(rf"{name}[;:]", one)]


def test_a_timed_event() -> None:
    """RFC 5545, section 3.6.1: local times with their zone; texts escaped; nothing that a clock would have made."""
    one = event(
        "Tides; an evening, in Leith",
        **TIMES,
        format="hybrid",
        venue={"name": "Tide House", "street": "7 Plummet Wynd", "city": "Leith", "country": "GB"},
        categories=["Lecture", "Tides, currents"],
        body="Bring a **table**.\n\nAll else is explained.",
        cpd={"points": "1.50"},
        registration={"url": (register := "https://example.org/register")},
    )
    page = "https://example.org/tides/events/tides-an-evening-in-leith/"
    assert component(calendar(one, history=HISTORY)) == [
        r"SUMMARY:Tides\; an evening\, in Leith",
        "DTSTART;TZID=Europe/London:20260618T183000",
        "DTEND;TZID=Europe/London:20260618T200000",
        "DTSTAMP:19700113T134640Z",
        "UID:tides-an-evening-in-leith@tidal-society",
        "SEQUENCE:2",
        r"CATEGORIES:Lecture,Tides\, currents",
        "CREATED:19700112T134640Z",
        rf"DESCRIPTION:Bring a table.\nAll else is explained.\nCPD points: 1.5\nRegister: {register}\n{page}",
        "LAST-MODIFIED:19700113T134640Z",
        r"LOCATION:Tide House\, 7 Plummet Wynd\, Leith\, United Kingdom",
        'ORGANIZER;CN="Tidal Society":https://example.org/tides/',
        "STATUS:CONFIRMED",
        f"URL:{page}",
    ]


def test_the_head_of_a_calendar() -> None:
    """RFC 7986, section 5: name, description, colour, source and refresh interval, with the types of the last two."""
    head = calendar(event("Talk", **TIMES)).replace("\r\n ", "").partition("BEGIN:VTIMEZONE")[0]
    about = r"Events – Tidal: what is to come\, and what ended within a year. Times are by the clocks of each place."
    assert head.split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Guildhall//Event calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"DESCRIPTION:{about}",
        f"X-WR-CALDESC:{about}",
        "NAME:Events – Tidal",
        "X-WR-CALNAME:Events – Tidal",
        "COLOR:darkslategray",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "SOURCE;VALUE=URI:https://example.org/tides/events.ics",
        "URL:https://example.org/tides/events/",
        "X-PUBLISHED-TTL:PT12H",
        "",
    ]


def test_one_event_by_itself() -> None:
    """Its file has no name and no address to ask again: programs would make a calendar of it."""
    text = calendar(event("Talk", **TIMES), url="events/talk.ics")
    assert re.search("\r\n(NAME|X-WR|SOURCE|REFRESH|X-PUB)", text) is None
    assert component(text) == component(calendar(event("Talk", **TIMES)))


def test_whole_days() -> None:
    """RFC 5545, section 3.3.4 and 3.8.2.2: days without a zone; the end is the day after the last."""
    text = calendar(event("Field trip", start="2026-06-18", end="2026-06-19", timezone="Europe/London", all_day="true"))
    assert line(text, "DTSTART") == "DTSTART;VALUE=DATE:20260618"
    assert line(text, "DTEND") == "DTEND;VALUE=DATE:20260620"
    assert "VTIMEZONE" not in text


def test_an_event_without_length() -> None:
    """RFC 5545, section 3.6.1: without an end it ends as it begins; one that is no later is not allowed."""
    text = calendar(event("Eclipse", start="2026-08-12 18:30", end="2026-08-12 18:30", timezone="Europe/Lisbon"))
    assert lines(text, "DTEND") == []


def test_universal_time() -> None:
    """RFC 5545, section 3.3.5, form 2: an event by no place's clocks has no zone."""
    text = calendar(event("Call", start="2026-06-18 18:30", end="2026-06-18 19:30", timezone="UTC"))
    assert line(text, "DTSTART") == "DTSTART:20260618T183000Z"
    assert "VTIMEZONE" not in text


@pytest.mark.parametrize(("hour", "start"), [("first", "20261025T003000Z"), ("second", "20261025T013000Z")])
def test_an_hour_that_there_is_twice(hour: str, start: str) -> None:
    """RFC 5545, section 3.3.5: a local time can only say the first; so both are said as UTC."""
    night = {"start": "2026-10-25 01:30", "end": "2026-10-25 02:30", "timezone": "Europe/London"}
    text = calendar(event("Watch", **night, repeated_hour=hour))
    assert line(text, "DTSTART") == f"DTSTART:{start}"
    assert line(text, "DTEND") == "DTEND:20261025T023000Z"


SERIES: dict[str, Any] = {
    **TIMES,
    "recurrence": {
        "rule": "FREQ=MONTHLY;BYDAY=3TH;UNTIL=20261231",
        "except": ["2026-08-20 18:30"],
        "changes": [
            {"occurrence": "2026-07-16 18:30", "start": "2026-07-23 19:00", "title": "On the quay", "note": "Later"},
            {"occurrence": "2026-09-17 18:30", "status": "cancelled", "note": "Nobody can come"},
        ],
    },
}


def test_a_series() -> None:
    """RFC 5545, sections 3.8.5.3 and 3.8.5.1: the rule, its end as UTC, and what is left out."""
    main = component(calendar(event("Talk", **SERIES)))
    assert "RRULE:FREQ=MONTHLY;UNTIL=20261231T235959Z;BYDAY=3TH" in main
    assert "EXDATE;TZID=Europe/London:20260820T183000" in main
    assert "DTEND;TZID=Europe/London:20260618T200000" in main


def test_changed_occurrences() -> None:
    """RFC 5545, section 3.8.4.4: each is named by the time that the rule gives, and says all of itself."""
    text = calendar(event("Talk", **SERIES))
    assert len(lines(text, "RECURRENCE-ID")) == 2
    moved, cancelled = component(text, 1), component(text, 2)
    assert {
        "SUMMARY:Talk: On the quay",
        "RECURRENCE-ID;TZID=Europe/London:20260716T183000",
        "DTSTART;TZID=Europe/London:20260723T190000",
        "DTEND;TZID=Europe/London:20260723T203000",
        "UID:talk@tidal-society",
        "STATUS:CONFIRMED",
        "URL:https://example.org/tides/events/talk/#2026-07-16T1830",
    } <= set(moved)
    assert {"SUMMARY:Cancelled: Talk", "STATUS:CANCELLED", "DTSTART;TZID=Europe/London:20260917T183000"} <= set(
        cancelled
    )


def test_a_series_of_whole_days() -> None:
    """RFC 5545, section 3.3.10: the end of a rule is a day where the start is one."""
    days = {"start": "2026-03-28", "end": "2026-03-29", "timezone": "Europe/London", "all_day": "true"}
    rule = {"frequency": "weekly", "until": "2026-05-01", "except": ["2026-04-11"]}
    main = component(calendar(event("Market", **days, recurrence=rule)))
    assert {
        "RRULE:FREQ=WEEKLY;UNTIL=20260501",
        "EXDATE;VALUE=DATE:20260411",
        "DTSTART;VALUE=DATE:20260328",
        "DTEND;VALUE=DATE:20260330",
    } <= set(main)
    assert lines(calendar(event("Market", **days, recurrence=rule)), "RECURRENCE-ID") == []


def test_a_night_in_which_clocks_change() -> None:
    """RFC 5545, section 3.8.5.3: whether such an occurrence takes its hours or ends by the clock is said by itself."""
    night = {"start": "2026-03-21 22:00", "end": "2026-03-22 06:00", "timezone": "Europe/London"}
    text = calendar(event("Watch", **night, recurrence={"frequency": "weekly", "count": "3"}))
    assert lines(text, "RECURRENCE-ID") == ["RECURRENCE-ID;TZID=Europe/London:20260328T220000"]
    assert line(text, "DTEND", 1) == "DTEND;TZID=Europe/London:20260329T060000"


def test_the_first_night_may_be_that_one() -> None:
    """RFC 5545, section 3.8.2.5: the series then has the length that the others have, and the first its own end."""
    night = {"start": "2026-03-28 22:00", "end": "2026-03-29 06:00", "timezone": "Europe/London"}
    text = calendar(event("Watch", **night, recurrence={"frequency": "weekly", "count": "3"}))
    assert "DURATION:PT8H" in component(text)
    assert not any(one.startswith("DTEND") for one in component(text))
    assert line(text, "RECURRENCE-ID", 1) == "RECURRENCE-ID;TZID=Europe/London:20260328T220000"


@pytest.mark.parametrize(
    ("fields", "status", "summary", "place"),
    [
        ({"status": "cancelled", "status_note": "Storm"}, "CANCELLED", "Cancelled: Talk", "Leith"),
        ({"status": "postponed"}, "TENTATIVE", "Postponed: Talk", "Leith"),
        ({"status": "rescheduled", "previous_start": "2026-06-11 18:30"}, "CONFIRMED", "Talk", "Leith"),
        ({"status": "moved-online"}, "CONFIRMED", "Talk", "Online"),
    ],
)
def test_status(fields: dict[str, str], status: str, summary: str, place: str) -> None:
    """RFC 5545, section 3.8.1.11; what programs hide of it stands before the title."""
    text = calendar(event("Talk", **TIMES, format="in-person", venue={"city": "Leith"}, **fields))
    assert line(text, "STATUS") == f"STATUS:{status}"
    assert line(text, "SUMMARY") == f"SUMMARY:{summary}"
    assert line(text, "LOCATION") == f"LOCATION:{place}"
    assert ("Storm" in line(text, "DESCRIPTION")) == ("status_note" in fields)


@pytest.mark.parametrize(
    ("address", "point"),
    [
        ("https://www.openstreetmap.org/?mlat=55.9769&mlon=-3.1720#map=17/55.1/-3.1", ["GEO:55.9769;-3.172"]),
        ("https://www.openstreetmap.org/#map=17/55.9769/-3.1720", ["GEO:55.9769;-3.172"]),
        ("https://www.openstreetmap.org/#map=17/155.9769/-3.1720", []),
        ("https://www.openstreetmap.org/node/1", []),
    ],
)
def test_a_point_on_the_map(address: str, point: list[str]) -> None:
    """RFC 5545, section 3.8.1.6: latitude and longitude, where the link to the map says them."""
    one = event("Talk", **TIMES, format="in-person", venue={"city": "Leith", "map": address})
    assert lines(calendar(one), "GEO") == point


def test_who_organizes() -> None:
    """RFC 5545, section 3.8.4.3: the chapter or the group that holds it, by its page and not by an address for mail."""
    records = catalogue(
        chapter("Lisbon"),
        group("Council"),
        event("A", **TIMES, chapter="lisbon", group="council"),
        event("B", **TIMES, group="council"),
    )
    assert lines(text_of(records), "ORGANIZER") == [
        "ORGANIZER;CN=Lisbon:https://example.org/tides/chapters/lisbon/",
        "ORGANIZER;CN=Council:https://example.org/tides/groups/council/",
    ]


def test_identity_is_for_ever() -> None:
    """RFC 5545, section 3.8.4.7: neither another name of the file nor another address of the site changes it."""
    moved = replace(SITE, url="https://elsewhere.example.org")
    before, after = event("Talk", **TIMES), event("New name", **TIMES, aliases=["talk", "newer"])
    assert uid_of(before, SITE) == uid_of(before, moved) == uid_of(after, SITE) == "talk@tidal-society"
    assert uid_of(event("Talk", **TIMES, uid="abc@example.org"), SITE) == "abc@example.org"


def test_revisions() -> None:
    """RFC 5545, section 3.8.7: number and time rise with the history of the file; without one nothing is made up."""
    one = event("Talk", **TIMES, sequence="4")
    assert line(calendar(one, history=HISTORY), "SEQUENCE") == "SEQUENCE:6"
    without = calendar(one)
    assert line(without, "SEQUENCE") == "SEQUENCE:4"
    assert line(without, "DTSTAMP") == "DTSTAMP:20260618T173000Z"
    assert lines(without, "LAST-MODIFIED") == lines(without, "CREATED") == []


def test_what_is_in_a_calendar() -> None:
    """What is to come, what ended within a year, and what was cancelled and would have ended within ninety days."""

    def then(title: str, day: str, **fields: str) -> Event:
        return event(title, start=f"{day} 18:30", end=f"{day} 20:00", timezone="Europe/London", **fields)

    gone = {"status": "cancelled", "status_note": "Storm"}
    text = calendar(
        then("Ahead", "2027-01-01"),
        then("Just in", "2025-06-01"),
        then("Just out", "2025-05-31"),
        then("Cancelled in", "2026-03-03", **gone),
        then("Cancelled out", "2026-03-02", **gone),
    )
    assert lines(text, "SUMMARY") == ["SUMMARY:Just in", "SUMMARY:Cancelled: Cancelled in", "SUMMARY:Ahead"]


def test_a_series_stays_whole() -> None:
    """One that has an occurrence within a year, or never ends, is in its calendars with all that it ever was."""
    rule = {"frequency": "yearly"}
    text = calendar(event("Dinner", start="2001-06-18 18:30", end="2001-06-18 20:00", recurrence=rule))
    assert line(text, "DTSTART") == "DTSTART;TZID=Europe/Lisbon:20010618T183000"


def test_each_selection_has_a_calendar() -> None:
    """Of a category, a chapter, a group, a person, a format, a country, and of what counts for CPD; each named."""
    records = catalogue(
        chapter("Lisbon"),
        group("Council"),
        member("Ada"),
        event(
            "Talk",
            **TIMES,
            format="in-person",
            venue={"city": "Leith", "country": "GB"},
            chapter="lisbon",
            group="council",
            speakers=["ada"],
            categories=["Field trips"],
            cpd={"points": "1"},
        ),
    )
    names = {url: lines(content.decode(), "NAME") for url, content in documents_of(records, SITE).items()}
    assert names == {
        "events.ics": ["NAME:Events – Tidal"],
        "events/categories/field-trips.ics": ["NAME:Field trips – Tidal"],
        "events/chapters/lisbon.ics": ["NAME:Lisbon – Tidal"],
        "events/groups/council.ics": ["NAME:Council – Tidal"],
        "events/people/ada.ics": ["NAME:Ada – Tidal"],
        "events/formats/in-person.ics": ["NAME:In person – Tidal"],
        "events/places/gb.ics": ["NAME:United Kingdom – Tidal"],
        "events/cpd.ics": ["NAME:Professional development – Tidal"],
        "events/talk.ics": [],
    }


def test_a_calendar_of_nothing() -> None:
    """RFC 5545, section 3.4: it has a component all the same."""
    found = Calendar.from_ical(calendar())
    assert [one.name for one in found.subcomponents] == ["VTIMEZONE"]


def test_the_link_to_the_meeting_is_for_members() -> None:
    """The public's calendars do not hold it; those of the members' edition do."""
    records = catalogue(event("Talk", **TIMES, join_link="https://meet.example.org/secret"))

    def found(audience: Audience) -> str:
        documents = documents_of(records.for_audience(audience), replace(SITE, audience=audience))
        return b"".join(documents.values()).decode().replace("\r\n ", "")

    assert "secret" not in found("public")
    assert found("members").count(r"To join\, for members: https://meet.example.org/secret") == 3


def test_the_day_of_a_build_changes_no_event() -> None:
    """The same record gives the same bytes on another day, as long as it is in."""
    one = event("Talk", **SERIES)
    later = replace(SITE, today=date(2027, 5, 1))
    assert documents_of(catalogue(one), later) == documents_of(catalogue(one), SITE)


WRITE = """
from hashlib import sha256
from tests.events.documents import SITE, documents_of
from tests.events.generated import generated
from tests.factories import catalogue
for url, content in documents_of(catalogue(*generated(40, seed=1)), SITE).items():
    print(url, sha256(content).hexdigest())
"""


def test_another_machine_writes_the_same(tmp_path: Path) -> None:
    """Neither its zone, its language, its own table of zones nor the seed of its hashes is in a calendar."""

    def written(**environment: str) -> str:
        command = [sys.executable, "-c", WRITE]
        done = subprocess.run(
            command, cwd=PROJECT, env={**os.environ, **environment}, capture_output=True, text=True, check=True
        )
        return done.stdout

    here = written(TZ="UTC", PYTHONHASHSEED="1")
    assert here.count(".ics") > 40
    assert here == written(TZ="Pacific/Chatham", PYTHONHASHSEED="2", LC_ALL="de_DE.UTF-8", PYTHONTZPATH=str(tmp_path))


HOSTILE = (
    "x\r\nATTENDEE:mailto:evil@example.org",
    "x\nEND:VEVENT\nBEGIN:VEVENT\nUID:evil",
    "x\rX-EVIL:1",
    "x\u2028X-EVIL:1\u0085X-EVIL:2\x0bX-EVIL:3\x0cX-EVIL:4",
    '";X-EVIL=1:x',
    "\\nX-EVIL:1\\",
    "x:;,=\\\"^n^'",
)


@pytest.fixture(scope="module")
def hostile(shared_data: Path) -> dict[str, str]:
    """The calendar of an event with every text the same, by that text: none but harmless ones for "Plain"."""
    naughty = json.loads((shared_data / "hostile/blns/blns.json").read_text(encoding="utf-8"))
    hours = {"start": "2026-05-06 10:00", "end": "2026-05-06 11:00", "previous_start": "2026-04-29 10:00"}
    plain = full_event(all_day="false", **hours, recurrence=None)
    texts = ["Plain", *HOSTILE, *(one for one in naughty if one.strip())]
    return {
        text: documents_of(catalogue(filled(plain, text)), SITE)["events/full-event.ics"].decode() for text in texts
    }


def test_no_text_makes_a_line(hostile: dict[str, str]) -> None:
    """Whatever stands in the texts of an event, the lines of its calendar have the names that we gave them."""
    known = names_in(hostile["Plain"])
    assert len(hostile) > 450
    for text, content in hostile.items():
        assert names_in(content) == known, text
        (read,) = Calendar.from_ical(content).walk("VEVENT")
        assert same(str(read["SUMMARY"])) == same(text)


def test_no_text_makes_a_line_for_others(hostile: dict[str, str]) -> None:
    """So it is for ical.js."""
    known, *found = ical_js.read("names", list(hostile.values()))
    assert "attendee" not in known
    assert [text for text, names in zip([*hostile][1:], found, strict=True) if names != known] == []


def same(text: str) -> str:
    """A text without what line ends are written with, and the mark that some readers take for the file's."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")


def filled(one: Event, text: str) -> Event:
    """The event with a text in all of its texts, past every check that a file would meet."""
    assert one.venue
    assert one.accessibility
    venue = one.venue.model_copy(update={"name": text, "street": text, "city": text})
    body = one.body.model_copy(update={"html": f"<p>{text}</p>"}) if one.body else None
    access = one.accessibility.model_copy(update={"note": text})
    changed = {"title": text, "venue": venue, "body": body, "accessibility": access, "categories": (text,), "uid": text}
    return one.model_copy(update={**changed, "status_note": text})


def names_in(content: str) -> list[str]:
    """The names of all lines of a calendar, by a parser that is not ours."""
    return [str(one).partition(":")[0].partition(";")[0] for one in Contentlines.from_ical(content) if one]
