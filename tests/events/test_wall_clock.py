"""Times of the wall clock become instants, also in the two nights of a year when a clock is put forward or back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from plugins.events.wall_clock import Hour, between, hours_of, in_place_of, instant


@pytest.mark.parametrize(
    ("moment", "timezone", "hour", "utc"),
    [
        ("2026-01-13 16:00", "Europe/London", "first", "2026-01-13 16:00"),
        ("2026-07-14 16:00", "Europe/London", "first", "2026-07-14 15:00"),
        ("2026-10-25 01:30", "Europe/London", "first", "2026-10-25 00:30"),
        ("2026-10-25 01:30", "Europe/London", "second", "2026-10-25 01:30"),
        ("2026-03-29 01:30", "Europe/London", "first", "2026-03-29 01:30"),
        ("2026-04-05 01:45", "Australia/Lord_Howe", "first", "2026-04-04 14:45"),
        ("2026-04-05 01:45", "Australia/Lord_Howe", "second", "2026-04-04 15:15"),
        ("2026-06-01 12:00", "Asia/Kathmandu", "first", "2026-06-01 06:15"),
    ],
)
def test_an_instant_has_the_offset_of_its_place(moment: str, timezone: str, hour: Hour, utc: str) -> None:
    """In summer, in winter, in a repeated hour, and in one that is skipped, which has the offset before (RFC 5545)."""
    found = instant(datetime.fromisoformat(moment), timezone, hour).astimezone(UTC)
    assert found == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_a_day_is_its_beginning() -> None:
    """A day without a time begins at midnight of its place."""
    assert instant(date(2026, 7, 14), "America/Halifax").isoformat() == "2026-07-14T00:00:00-03:00"


@pytest.mark.parametrize(
    ("moment", "timezone", "count"),
    [
        ("2026-03-29 00:59", "Europe/London", 1),
        ("2026-03-29 01:00", "Europe/London", 0),
        ("2026-03-29 01:59", "Europe/London", 0),
        ("2026-03-29 02:00", "Europe/London", 1),
        ("2026-10-25 00:59", "Europe/London", 1),
        ("2026-10-25 01:00", "Europe/London", 2),
        ("2026-10-25 01:59", "Europe/London", 2),
        ("2026-10-25 02:00", "Europe/London", 1),
        ("2026-10-04 02:15", "Australia/Lord_Howe", 0),
        ("2011-12-30 12:00", "Pacific/Apia", 0),
        ("2026-07-01 12:00", "UTC", 1),
    ],
)
def test_how_often_a_clock_shows_a_time(moment: str, timezone: str, count: int) -> None:
    """Once as a rule, not at all where it is put forward (Apia left out a whole day), twice where it is put back."""
    assert hours_of(datetime.fromisoformat(moment), timezone) == count


def test_a_day_is_shown_once() -> None:
    """A day without a time is never skipped or repeated."""
    assert hours_of(date(2026, 3, 29), "Europe/London") == 1


def test_what_is_shown_in_place_of_a_skipped_time() -> None:
    """What a clock would show that was not put forward yet is the time after the gap; any other time is itself."""
    assert in_place_of(datetime(2026, 3, 29, 1, 30), "Europe/London") == datetime(2026, 3, 29, 2, 30)
    for moment in (datetime(2026, 3, 29, 2, 30), datetime(2026, 10, 25, 1, 30), date(2026, 3, 29)):
        assert in_place_of(moment, "Europe/London") == moment


def test_the_time_between() -> None:
    """Hours are counted by the clock, days by the calendar."""
    assert between(datetime(2026, 3, 28, 23, 0), datetime(2026, 3, 29, 4, 0)).total_seconds() == 5 * 3600
    assert between(date(2026, 3, 28), date(2026, 3, 30)).days == 2
