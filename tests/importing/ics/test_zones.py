"""Zones of calendars: names of Windows and of other programs, definitions of their own, and names that say nothing."""

from __future__ import annotations

import pytest

from tests.importing.ics.conftest import calendar, vevent

ZONE = """\
BEGIN:VTIMEZONE
TZID:{tzid}
{more}BEGIN:STANDARD
DTSTART:16010101T{std_at}
TZOFFSETFROM:{dst}
TZOFFSETTO:{std}
RRULE:FREQ=YEARLY;BYDAY={std_day};BYMONTH={std_month}
{std_name}END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T{dst_at}
TZOFFSETFROM:{std}
TZOFFSETTO:{dst}
RRULE:FREQ=YEARLY;BYDAY={dst_day};BYMONTH={dst_month}
{dst_name}END:DAYLIGHT
END:VTIMEZONE"""


def zone(tzid: str, rules: str, more: str = "", names: tuple[str, str] = ("", "")) -> str:
    """A definition with the rules of the European Union, of the United States or of New South Wales."""
    std, dst, std_at, std_day, std_month, dst_at, dst_day, dst_month = {
        "EU": ("+0100", "+0200", "030000", "-1SU", "10", "020000", "-1SU", "3"),
        "London": ("+0000", "+0100", "020000", "-1SU", "10", "010000", "-1SU", "3"),
        "US": ("-0500", "-0400", "020000", "1SU", "11", "020000", "2SU", "3"),
        "Sydney": ("+1000", "+1100", "030000", "1SU", "4", "020000", "1SU", "10"),
        "nowhere": ("+0117", "+0217", "030000", "-1SU", "10", "020000", "-1SU", "3"),
    }[rules]
    told = [f"TZNAME:{name}\n" if name else "" for name in names]
    return ZONE.format(
        tzid=tzid, more=more, std=std, dst=dst, std_at=std_at, std_day=std_day, std_month=std_month, dst_at=dst_at,
        dst_day=dst_day, dst_month=dst_month, std_name=told[0], dst_name=told[1],
    )  # fmt: skip


def of(tzid: str) -> str:
    """An event in a zone."""
    return vevent(DTSTART=f';TZID="{tzid}":20270520T183000', DTEND=f';TZID="{tzid}":20270520T200000')


@pytest.mark.parametrize(
    ("tzid", "expected"),
    [
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("europe/lisbon", "Europe/Lisbon"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Eastern Standard Time", "America/New_York"),
        ("Tokyo Standard Time", "Asia/Tokyo"),
        ("/mozilla.org/20070129_1/Europe/Paris", "Europe/Paris"),
        ("/freeassociation.sourceforge.net/Tzfile/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("posix/Europe/Vaduz", "Europe/Vaduz"),
        ("Etc/UTC", "UTC"),
        ("GMT", "UTC"),
    ],
)
def test_names(calendars, tzid, expected):
    """A name of the database, of Windows or of another program means its zone, with no definition beside it."""
    event = calendars.event(calendar(of(tzid)))
    assert (event["timezone"], event["start"]) == (expected, "2027-05-20 18:30")


@pytest.mark.parametrize(
    ("tzid", "rules", "more", "names", "expected"),
    [
        ("Mine", "London", "", ("GMT", "BST"), "Europe/London"),
        ("Mine", "EU", "X-LIC-LOCATION:Europe/Vienna\n", ("", ""), "Europe/Vienna"),
        ("Mine", "EU", "", ("CET", "CEST"), "Europe/Paris"),
        ("(UTC+01:00) Amsterdam\\, Berlin\\, Rome", "EU", "", ("", ""), "Europe/Amsterdam"),
        ("Mine", "US", "", ("EST", "EDT"), "America/New_York"),
        ("Customized Time Zone", "London", "", ("", ""), "Europe/London"),
        ("Europe/London", "London", "", ("", ""), "Europe/London"),
    ],
)
def test_definitions(calendars, tzid, rules, more, names, expected):
    """A zone that a calendar defines itself is one with its hours: named, told by abbreviations, or the usual one."""
    defined = zone(tzid, rules, more, names)
    text = vevent(DTSTART=f';TZID="{tzid}":20270520T183000', DTEND=f';TZID="{tzid}":20270520T200000')
    assert calendars.event(calendar(defined, text))["timezone"] == expected


def test_a_name_that_lies(calendars):
    """A name that ends in that of a zone is not believed where the definition has other hours."""
    event = calendars.event(calendar(zone("my/Asia/Tokyo", "US", "", ("EST", "EDT")), of("my/Asia/Tokyo")))
    assert event["timezone"] == "America/New_York"


def test_the_database_is_right(calendars):
    """Where a calendar defines a zone of the database otherwise, the zone's own hours are taken, with a remark."""
    report, status = calendars(calendar(zone("Asia/Tokyo", "US"), of("Asia/Tokyo")))
    assert status == 0
    assert "the calendar's own definition of Asia/Tokyo has other hours at that time" in report


@pytest.mark.parametrize(
    ("defined", "tzid", "reason"),
    [
        ("", "Nowhere Time", "the time zone 'Nowhere Time' is not known, and the calendar does not say what hours"),
        (zone("Mine", "EU"), "Mine", "has the hours of Europe/Berlin, Europe/Budapest, Europe/Paris, Europe/Warsaw"),
        (zone("Mine", "nowhere"), "Mine", "no place's clocks show its hours"),
        (zone("Mine", "EU").replace("FREQ=YEARLY", "FREQ=SECONDLY"), "Mine", "does not say what hours it has"),
    ],
)
def test_refused(calendars, defined, tzid, reason):
    """A zone that means several, or none, is refused with the question which, and --zone answers it."""
    text = calendar(*filter(None, [defined, of(tzid)]))
    report, status = calendars(text)
    assert status == 1
    assert reason in report
    assert calendars.event(text, zone="Europe/Vienna")["timezone"] == "Europe/Vienna"


def test_a_zone_that_is_said_must_have_the_hours(calendars):
    """Of several zones with the hours of a definition one is meant, and no other is taken for it."""
    text = calendar(zone("Mine", "Sydney"), of("Mine"))
    report, status = calendars(text, zone="Europe/Vienna")
    assert status == 1
    assert "has the hours of Australia/Hobart, Australia/Sydney" in report
    assert calendars.event(text, zone="Australia/Melbourne")["timezone"] == "Australia/Melbourne"


def test_an_offset_alone_is_not_a_zone(calendars):
    """A definition with one offset, and no name of a place, does not become the first zone that has it."""
    fixed = zone("UTC+2", "EU").replace("+0100", "+0200")
    report, status = calendars(calendar(fixed, of("UTC+2")))
    assert status == 1
    assert "which is meant? say so with --zone" in report
