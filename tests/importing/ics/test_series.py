"""Series: rules as they stand, dates left out, occurrences that differ, and dates that no rule gives."""

from __future__ import annotations

import pytest

from tests.importing.ics.conftest import calendar, vevent

THURSDAYS = "RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=6"


def change(occurrence: str, *lines: str, **properties: str) -> str:
    """An entry that changes one occurrence of the series."""
    return vevent(f"RECURRENCE-ID{occurrence}", *lines, **properties)


def test_a_rule_stands_as_it_is(calendars):
    """A rule is kept as it stands, its UNTIL too; spaces and a semicolon at its end are mended."""
    event = calendars.event(calendar(vevent("RRULE:FREQ=WEEKLY;WKST=MO;BYDAY=TH, FR;UNTIL=20270701T170000Z;")))
    assert event["recurrence"] == {"rule": "FREQ=WEEKLY;WKST=MO;BYDAY=TH,FR;UNTIL=20270701T170000Z"}


@pytest.mark.parametrize(
    "line",
    [
        "EXDATE;TZID=Europe/London:20270527T183000,20270603T183000",
        "EXDATE:20270527T173000Z\nEXDATE:20270603T173000Z",
        "EXDATE;VALUE=DATE:20270527,20270603",
        "EXDATE:20270527T183000,20270603T183000",
        "EXDATE;TZID=America/New_York:20270527T133000,20270603T133000",
    ],
)
def test_left_out(calendars, line):
    """Dates left out are told by the clocks of the event, whichever clock or day names them."""
    event = calendars.event(calendar(vevent(THURSDAYS, line)))
    assert event["recurrence"]["except"] == ["2027-05-27 18:30", "2027-06-03 18:30"]


def test_said_in_words(calendars, put):
    """A series whose file says in words how it repeats is not given a rule besides; the reason says so."""
    words = "recurrence:\n  frequency: weekly\n  count: 6\n"
    head = "title: Tides\nstart: 2027-05-20 18:30\nend: 2027-05-20 20:00\ntimezone: Europe/London\nformat: online\n"
    put("content/events/tides.md", f"---\n{head}uid: tides-1@example.org\n{words}---\n")
    report, status = calendars(calendar(vevent(THURSDAYS)), update=True)
    assert status == 1
    assert "recurrence.frequency: the rule says how it repeats; take `frequency:` out, or the rule" in report


def test_left_out_for_nothing(calendars):
    """A date left out that is none of the series has no meaning, and is passed over with a remark."""
    report, status = calendars(calendar(vevent(THURSDAYS, "EXDATE:20270528T173000Z,20270527T173000Z")))
    assert status == 0
    assert "'2027-05-28 18:30' is no start of the series" in report
    assert next(iter(calendars.events().values()))["recurrence"]["except"] == ["2027-05-27 18:30"]


def test_changes(calendars):
    """Occurrences that are moved, longer, elsewhere, called otherwise or cancelled are changes of the series."""
    text = calendar(
        vevent(THURSDAYS),
        change(
            ";TZID=Europe/London:20270527T183000",
            DTSTART=";TZID=Europe/London:20270528T190000",
            DTEND=";TZID=Europe/London:20270528T203000",
        ),
        change(
            ":20270603T173000Z", DTSTART="20270603T173000Z", DTEND="20270603T200000Z", SUMMARY="Tides of the Severn"
        ),
        change(
            ";TZID=Europe/London:20270610T183000",
            DTSTART=";TZID=Europe/London:20270610T183000",
            DTEND=";TZID=Europe/London:20270610T200000",
            LOCATION="The Pier",
        ),
        change(";TZID=Europe/London:20270617T183000", "COMMENT:The speaker is ill", STATUS="CANCELLED"),
    )
    event = calendars.event(text)
    assert event["recurrence"]["changes"] == [
        {
            "occurrence": "2027-05-27 18:30",
            "start": "2027-05-28 19:00",
            "status": "rescheduled",
        },
        {"occurrence": "2027-06-03 18:30", "end": "2027-06-03 21:00", "title": "Tides of the Severn"},
        {"occurrence": "2027-06-10 18:30", "venue": {"name": "The Pier"}},
        {"occurrence": "2027-06-17 18:30", "status": "cancelled", "note": "The speaker is ill"},
    ]
    report, _ = calendars(text, update=True)
    assert "1 unchanged" in report


def test_change_of_one_left_out(calendars):
    """An occurrence that is left out is not changed besides."""
    text = calendar(vevent(THURSDAYS, "EXDATE:20270527T173000Z"), change(":20270527T173000Z", SUMMARY="Other"))
    assert "changes" not in calendars.event(text)["recurrence"]


def test_dates_without_a_rule(calendars):
    """Dates that no rule gives become events of their own, with the length of the first or their own."""
    lines = "RDATE;TZID=Europe/London:20270527T183000\nRDATE;VALUE=PERIOD:20270603T170000Z/PT3H"
    report, status = calendars(calendar(vevent(lines)))
    assert status == 0
    assert "2 more dates (RDATE), which no rule gives, become events of their own" in report
    assert [(one["start"], one["end"], one["uid"]) for one in calendars.events().values()] == [
        ("2027-05-20 18:30", "2027-05-20 20:00", "tides-1@example.org"),
        ("2027-05-27 18:30", "2027-05-27 20:00", "tides-1@example.org#20270527T183000"),
        ("2027-06-03 18:00", "2027-06-03 21:00", "tides-1@example.org#20270603T180000"),
    ]
    report, _ = calendars(calendar(vevent(lines)), update=True)
    assert "3 unchanged" in report


def test_dates_beside_a_rule(calendars):
    """A date beside the rule is an event of its own; when it is changed, as it is changed; not when it is cancelled."""
    text = calendar(
        vevent(THURSDAYS, "RDATE;TZID=Europe/London:20270525T183000,20270601T183000,20270608T183000"),
        change(
            ";TZID=Europe/London:20270525T183000",
            DTSTART=";TZID=Europe/London:20270525T100000",
            DTEND=";TZID=Europe/London:20270525T110000",
        ),
        change(";TZID=Europe/London:20270608T183000", STATUS="CANCELLED"),
    )
    report, status = calendars(text)
    assert status == 0, report
    assert [one["start"] for one in calendars.events().values()] == [
        "2027-05-20 18:30", "2027-05-25 10:00", "2027-06-01 18:30",
    ]  # fmt: skip


def test_an_occurrence_alone(calendars):
    """An occurrence whose series is not in the file becomes an event of its own."""
    report, status = calendars(calendar(change(":20270520T173000Z", SEQUENCE="1")))
    assert status == 0
    assert "one occurrence of a series that the file does not hold" in report
    assert next(iter(calendars.events().values()))["uid"] == "tides-1@example.org#20270520T183000"


def test_series_in_utc(calendars):
    """A series in UTC stays in UTC, for its hours elsewhere change with the clocks; the report says so."""
    text = calendar(
        vevent(THURSDAYS, DTSTART="20270520T173000Z", DTEND="20270520T190000Z"), head="X-WR-TIMEZONE:Europe/London"
    )
    report, _ = calendars(text)
    assert "the series is written in UTC" in report
    assert next(iter(calendars.events().values()))["timezone"] == "UTC"


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("RRULE:FREQ=HOURLY;COUNT=3", "it repeats within a day (FREQ=HOURLY)"),
        ("RRULE:FREQ=SECONDLY", "it repeats within a day (FREQ=SECONDLY)"),
        ("RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY", "two rules (RRULE)"),
        ("RRULE:FREQ=OFTEN", "its RRULE cannot be read"),
        ("RRULE:FREQ=DAILY", "does not end, and has more than 400 occurrences"),
        ("RRULE:FREQ=DAILY;COUNT=5\nEXRULE:FREQ=DAILY;INTERVAL=2", "what is left out (EXRULE)"),
        ("RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3", "the first start by this is 2027-05-24 18:30, but the event starts on"),
        ("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "it never takes place"),
        ("RDATE:" + ",".join(f"2028{m:02}{d:02}T100000Z" for m in range(1, 6) for d in range(1, 25)), "more than 100"),
        ("RDATE:199709T180000Z", "its RDATE cannot be read"),
        ("RRULE:RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L", ""),
    ],
)
def test_refused(calendars, lines, reason):
    """A series that a record cannot say is refused with the reason."""
    report, status = calendars(calendar(vevent(lines)))
    assert status == 1
    assert reason in report
    assert calendars.events() == {}


def test_changed_from_here_on(calendars):
    """A change of all occurrences from one on is refused, with what to do in the calendar."""
    report, status = calendars(
        calendar(vevent(THURSDAYS), vevent("RECURRENCE-ID;RANGE=THISANDFUTURE:20270527T173000Z", SUMMARY="Other"))
    )
    assert status == 1
    assert "let it end there and begin a new one" in report


def test_days_become_times(calendars):
    """An occurrence that becomes a whole day is refused."""
    report, status = calendars(
        calendar(vevent(THURSDAYS), change(":20270527T173000Z", DTSTART=";VALUE=DATE:20270527", DTEND=""),
                 head="X-WR-TIMEZONE:Europe/London")
    )  # fmt: skip
    assert status == 1
    assert "makes whole days of an occurrence with a time" in report
