"""A year of real meetups keeps its instants and offsets in calendars and on pages; nothing here is read by our code."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta

import icalendar
import pytest

CHECKED = 50
LENGTH = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")


@pytest.fixture(scope="module")
def meetups(shared_data, real_site):
    """50 meetups over the whole year of all that became events, each with the name of its file."""
    told = json.loads((shared_data / "events-rladies/events_2025.json").read_text("utf-8"))
    named = {re.sub("[^a-z0-9]+", "-", f"{one['group']['urlname']}-{one['id']}".lower()): one for one in told}
    taken = sorted(name for name in named if f"events/{name}.ics" in real_site.files)
    assert len(taken) > 200
    return {name: named[name] for name in taken[:: len(taken) // CHECKED][:CHECKED]}


def ends(meetup) -> datetime:
    """When a meetup ends: so long after its start as is said."""
    days, hours, minutes = (int(number or 0) for number in LENGTH.fullmatch(meetup["duration"]).groups())
    return datetime.fromisoformat(meetup["dateTime"]) + timedelta(days=days, hours=hours, minutes=minutes)


def test_in_calendars(meetups, real_site):
    """The calendar of each meetup has its instants, with the offset that the source has."""
    assert len(meetups) == CHECKED
    for name, meetup in meetups.items():
        (event,) = icalendar.Calendar.from_ical(real_site.files[f"events/{name}.ics"]).walk("VEVENT")
        begins = datetime.fromisoformat(meetup["dateTime"])
        assert event["DTSTART"].dt == begins, name
        assert event["DTSTART"].dt.utcoffset() == begins.utcoffset(), name
        assert event["DTEND"].dt == ends(meetup), name


def test_on_pages(meetups, real_site):
    """The page of each meetup says when it begins with the offset that the source has."""
    for name, meetup in meetups.items():
        begins = datetime.fromisoformat(meetup["dateTime"])
        page = real_site.text(f"events/{name}/index.html")
        said = [datetime.fromisoformat(one) for one in re.findall(r'<time[^>]* datetime="([^"]+T[^"]+)"', page)]
        assert begins in said, name
        assert begins.utcoffset() in {one.utcoffset() for one in said if one == begins}, name


def test_in_the_calendar_of_all(real_site, shared_data):
    """The calendar of all events has those of the last year, at their instants."""
    told = json.loads((shared_data / "events-rladies/events_2025.json").read_text("utf-8"))
    starts = {(one["title"].strip(), datetime.fromisoformat(one["dateTime"])) for one in told}
    titles = {title for title, _ in starts}
    events = icalendar.Calendar.from_ical(real_site.files["events.ics"]).walk("VEVENT")
    known = {(str(one["SUMMARY"]), one["DTSTART"].dt) for one in events if str(one["SUMMARY"]) in titles}
    assert known
    assert known <= starts
