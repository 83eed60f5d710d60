"""Rules of RFC 5545, and the same in words: the starts that they give, and what they say in a sentence."""

from __future__ import annotations

import time
from datetime import date, datetime
from itertools import islice
from typing import Any

import pytest
from dateutil.rrule import rrulestr

from plugins.core.fields import LocalTime
from plugins.events.recurrence import Recurrence
from plugins.events.rules import LONGEST, Repetition, parts_of, repetition, rule_problem, starts

START = datetime(2026, 1, 13, 16, 0)


def series(**fields: Any) -> Recurrence:
    """A series as it is written."""
    return Recurrence.model_validate(fields)


def first(count: int, recurrence: Recurrence, start: LocalTime = START, zone: str = "Europe/London") -> list[str]:
    """Its first starts."""
    return [
        one.isoformat(*([] if type(one) is date else [" ", "minutes"]))
        for one in islice(starts(recurrence, start, zone), count)
    ]


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"frequency": "daily"}, "FREQ=DAILY"),
        (
            {"frequency": "weekly", "interval": "2", "weekdays": ["tuesday", "thursday"]},
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
        ),
        ({"frequency": "monthly"}, "FREQ=MONTHLY"),
        ({"frequency": "monthly", "week": "second", "weekdays": ["tuesday"]}, "FREQ=MONTHLY;BYDAY=2TU"),
        ({"frequency": "monthly", "week": "last", "weekdays": ["friday"]}, "FREQ=MONTHLY;BYDAY=-1FR"),
        ({"frequency": "yearly", "week": "second", "weekdays": ["tuesday"]}, "FREQ=YEARLY;BYMONTH=1;BYDAY=2TU"),
        ({"frequency": "yearly", "count": "5"}, "FREQ=YEARLY;COUNT=5"),
        ({"frequency": "weekly", "until": "2026-06-30"}, "FREQ=WEEKLY;UNTIL=20260630"),
        ({"rule": "RRULE:FREQ=WEEKLY;COUNT=3"}, "FREQ=WEEKLY;COUNT=3"),
    ],
)
def test_words_make_a_rule(fields: dict[str, Any], rule: str) -> None:
    """How a series repeats is one rule, whichever way it is written."""
    assert ";".join(f"{name}={value}" for name, value in parts_of(series(**fields), START).items()) == rule


def test_starts_keep_the_hour_of_the_clock() -> None:
    """A series at 16:00 is at 16:00 in summer too, whatever the offset is then."""
    found = first(4, series(frequency="monthly", week="second", weekdays=["tuesday"]))
    assert found == ["2026-01-13 16:00", "2026-02-10 16:00", "2026-03-10 16:00", "2026-04-14 16:00"]


def test_the_last_day_is_one_of_them() -> None:
    """`until` is the last day on which it may take place, however late on that day; a series of days ends alike."""
    assert first(9, series(frequency="weekly", until="2026-01-27")) == [
        "2026-01-13 16:00", "2026-01-20 16:00", "2026-01-27 16:00",
    ]  # fmt: skip
    assert first(9, series(frequency="daily", until="2026-01-15"), date(2026, 1, 13)) == [
        "2026-01-13", "2026-01-14", "2026-01-15",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("until", "count"),
    [
        ("20260714T150000Z", 7),  # 16:00 in London's summer
        ("20260714T145959Z", 6),
        ("20260714T160000", 7),
        ("20260714T155959", 6),
        ("20260714", 7),
        ("20260713", 6),
    ],
)
def test_until_is_read_by_the_clock_of_the_place(until: str, count: int) -> None:
    """An end in UTC, as calendars write it, is another hour in summer than in winter."""
    assert len(first(99, series(rule=f"FREQ=MONTHLY;BYDAY=2TU;UNTIL={until}"))) == count


def test_a_day_of_the_month_that_is_not_there_is_left_out() -> None:
    """What is on the 31st takes place in the months that have one (RFC 5545, section 3.3.10)."""
    assert first(3, series(frequency="monthly"), datetime(2026, 1, 31, 9, 0)) == [
        "2026-01-31 09:00", "2026-03-31 09:00", "2026-05-31 09:00",
    ]  # fmt: skip


RULES = (
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR;WKST=SU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
    "FREQ=YEARLY;BYYEARDAY=1,100,200",
    "FREQ=YEARLY;BYDAY=20MO",
)


@pytest.mark.parametrize("rule", RULES)
def test_a_cycle_later_is_the_same(rule: str) -> None:
    """The starts are those that the rule has without being followed some cycles of the calendar later."""
    plain = rrulestr(rule, dtstart=START)
    wanted = [one for one in islice(plain, 60) if one.year <= START.year + LONGEST]
    found = list(islice(starts(series(rule=rule), START, "Europe/London"), len(wanted)))
    assert found == wanted
    assert wanted


def test_a_rule_that_nothing_fits_comes_to_an_end() -> None:
    """There is no 30th of February in any year, and nobody waits for it."""
    begun = time.process_time()
    assert first(1, series(rule="FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")) == []
    assert time.process_time() - begun < 10


def test_no_series_is_followed_for_ever() -> None:
    """Where nobody says when to stop, it is after fifty years."""
    found = list(starts(series(frequency="yearly"), START, "Europe/London"))
    assert (len(found), found[-1].year) == (LONGEST + 1, START.year + LONGEST)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY;SOMEDAY=1", "a rule has no part SOMEDAY"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0 is out of range"),
        ("FREQ=DAILY;INTERVAL=two", "INTERVAL=two is out of range"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY=0 is out of range"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,32", "BYMONTHDAY=1,32 is out of range"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20270101", "COUNT and UNTIL both say where it ends; keep one"),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS needs another part to choose from, such as BYDAY"),
        ("FREQ=MONTHLY;BYWEEKNO=3", "BYWEEKNO does not go with FREQ=MONTHLY"),
        ("FREQ=DAILY;BYYEARDAY=3", "BYYEARDAY does not go with FREQ=DAILY"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "BYMONTHDAY does not go with FREQ=WEEKLY"),
        ("FREQ=WEEKLY;BYDAY=TUE", "BYDAY=TUE is not a list of weekdays such as 3TH or MO,WE"),
        ("FREQ=WEEKLY;BYDAY=0TU", "BYDAY=0TU is not a list of weekdays such as 3TH or MO,WE"),
        ("FREQ=WEEKLY;BYDAY=2TU", "BYDAY has numbers, such as 3TH, only in rules by month or by year"),
        ("FREQ=YEARLY;BYWEEKNO=3;BYDAY=2TU", "BYDAY has numbers, such as 3TH, only in rules by month or by year"),
        (
            "FREQ=DAILY;UNTIL=20270231",
            "UNTIL=20270231 is not a day such as 20271231, or a time such as 20271231T170000Z",
        ),
    ],
)
def test_what_is_wrong_with_a_rule(rule: str, words: str) -> None:
    """Each rule of the standard that a rule breaks is told in words."""
    assert rule_problem(dict(part.split("=") for part in rule.split(";")), "Europe/London") == words


@pytest.mark.parametrize("rule", RULES)
def test_right_rules_have_no_problem(rule: str) -> None:
    """What the standard allows is taken."""
    assert rule_problem(parts_of(series(rule=rule), START), "Europe/London") == ""


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=WEEKLY", Repetition("weekly", 1, (), None, None, None)),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,TU;WKST=MO",
            Repetition("weekly", 2, ("tuesday", "thursday"), None, None, None),
        ),
        ("FREQ=MONTHLY;BYDAY=+2TU", Repetition("monthly", 1, ("tuesday",), "second", None, None)),
        ("FREQ=MONTHLY;BYMONTHDAY=13;COUNT=4", Repetition("monthly", 1, (), None, None, 4)),
        ("FREQ=YEARLY;BYMONTH=1;BYDAY=2TU", Repetition("yearly", 1, ("tuesday",), "second", None, None)),
        ("FREQ=WEEKLY;UNTIL=20270105T160000Z", Repetition("weekly", 1, (), None, date(2027, 1, 5), None)),
        ("FREQ=MONTHLY;BYMONTHDAY=13,14", None),
        ("FREQ=MONTHLY;BYDAY=1TU,3TU", None),
        ("FREQ=MONTHLY;BYDAY=TU", None),
        ("FREQ=MONTHLY;BYDAY=5TU", None),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", None),
        ("FREQ=YEARLY;BYDAY=TU", None),
        ("FREQ=YEARLY;BYMONTH=2", None),
        ("FREQ=WEEKLY;BYHOUR=9,16", None),
    ],
)
def test_a_simple_rule_is_said_in_a_sentence(rule: str, said: Repetition | None) -> None:
    """What a rule says, where that is simple enough; of the others the dates alone are shown."""
    assert repetition(series(rule=rule), START, "Europe/London") == said


def test_words_say_what_they_say() -> None:
    """A series that is written in words says the same as it was written."""
    written = series(frequency="monthly", interval="3", week="last", weekdays=["friday"], count="8")
    assert repetition(written, START, "Europe/London") == Repetition("monthly", 3, ("friday",), "last", None, 8)
