"""Time zones as calendars carry them: every change of clocks, at the hour that the clocks show before it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from importlib import resources
from io import BytesIO
from itertools import pairwise
from zoneinfo import ZoneInfo
from zoneinfo._common import load_data

import pytest
from icalendar import Timezone

from plugins.core.codes import time_zones
from plugins.events.vtimezones import onsets, vtimezone
from tests.events.generated import ZONES


def test_summer_time() -> None:
    """RFC 5545, section 3.6.5: the onset is the local time before the change; one rule for summer, one for winter."""
    assert vtimezone("Europe/London", 2026, 2027).split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/London",
        "BEGIN:DAYLIGHT",
        "DTSTART:20250330T010000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:BST",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0100",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20251026T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:GMT",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0000",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


def test_a_zone_without_changes() -> None:
    """A zone whose clocks stay has one part all the same, as each zone has to (RFC 5545, section 3.6.5)."""
    text = vtimezone("Asia/Kathmandu", 2026, 2040)
    assert text.count("BEGIN:STANDARD") == 1
    assert "DTSTART:20250101T000000\r\n" in text
    assert "TZOFFSETFROM:+0545\r\nTZOFFSETTO:+0545" in text


def test_a_rule_ends_where_the_zone_gave_it_up() -> None:
    """Sao Paulo had summer time until February 2019: the rule before has an end, as UTC (section 3.3.10)."""
    text = vtimezone("America/Sao_Paulo", 2010, 2026)
    assert "UNTIL=20171231T235959Z" in text
    assert "RRULE" not in vtimezone("America/Sao_Paulo", 2026, 2040)


def test_changes_by_no_rule_stand_alone() -> None:
    """Morocco's clocks went by the moon: each change stands by itself, and none beyond the years that are asked for."""
    text = vtimezone("Africa/Casablanca", 2023, 2025)
    assert re.findall("RRULE|RDATE", text) == []
    assert re.findall(r"DTSTART:(\d+)T", text) == [
        *("20220327", "20230319", "20240310", "20250223"),
        *("20220508", "20230423", "20240414", "20250406"),
    ]


def test_winter_may_be_the_time_that_is_saved() -> None:
    """Ireland's law calls summer the standard; in calendars the time that is ahead is DAYLIGHT, as programs expect."""
    text = vtimezone("Europe/Dublin", 2026, 2026)
    assert [part.partition("\r\nEND")[0].split("TZNAME:")[1][:3] for part in text.split("BEGIN:")[2:]] == ["IST", "GMT"]
    assert [part.partition("\r\n")[0] for part in text.split("BEGIN:")[2:]] == ["DAYLIGHT", "STANDARD"]


@pytest.mark.parametrize("name", ZONES)
def test_the_component_says_what_the_zone_does(name: str) -> None:
    """Another program that goes by our component finds the offset of the zone at each hour around each change."""
    described = Timezone.from_ical(vtimezone(name, 2025, 2045).replace(f"TZID:{name}", "TZID:/ours/by-itself"))
    theirs, zone = described.to_tz(lookup_tzid=False), ZoneInfo(name)
    changes = [one.at for one in onsets(name, 2025, 2045) if one.at.year > 2024]
    for change in [*changes, datetime(2026, 7, 1, tzinfo=UTC)]:
        for hours in (-30, -3, 3, 30):
            shown = (change + timedelta(hours=hours)).astimezone(zone).replace(tzinfo=None)
            assert shown.replace(tzinfo=theirs).utcoffset() == shown.replace(tzinfo=zone).utcoffset(), (change, hours)


def test_no_change_is_missed() -> None:
    """For all zones since 2000 the changes are those that the compiled files list, as far as they list any."""
    files = resources.files("tzdata.zoneinfo")
    compiled = {files.joinpath(name).read_bytes(): name for name in sorted(time_zones())}
    first = int(datetime(2000, 1, 1, tzinfo=UTC).timestamp())
    for content, name in compiled.items():
        indexes, moments, offsets, *_ = load_data(BytesIO(content))
        listed = zip(pairwise([offsets[index] for index in indexes]), moments[1:], strict=True)
        theirs = {moment: change for change, moment in listed if moment >= first and change[0] != change[1]}
        if theirs:
            last = max(theirs)
            found = {
                int(one.at.timestamp()): (int(one.before.total_seconds()), int(one.after.total_seconds()))
                for one in onsets(name, 2001, datetime.fromtimestamp(last, UTC).year)
                if one.before != one.after and one.at.timestamp() <= last
            }
            assert found == theirs, name
