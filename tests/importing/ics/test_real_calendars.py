"""Every calendar of the real data is imported or refused with a reason, in good time, and again without a change."""

from __future__ import annotations

import re
import time
from collections import Counter

import pytest

from plugins.core.loading import load
from plugins.events.event import Event
from plugins.importing import run
from tests.importing.conftest import RECORD_TYPES

MOST_SECONDS = 1.0
REASONS = (
    r"it has no DTSTART, so nobody knows when it begins",
    r"format: the row gives nothing for it, and it is required",
    r"title: the row gives nothing for it, and it is required",
    r"whole days have no time zone in a calendar, .* say so with --zone.*",
    r"the time has no zone, .* \(a floating time\); which place's clocks are meant\? say so with --zone.*",
    r"the time zone '.*' is not known, and the calendar does not say what hours it has; .* say so with --zone.*",
    r"the time zone '.*' has the hours of .*; which is meant\? say so with --zone.*",
    r"the calendar defines a time zone '.*' of its own, and no place's clocks show its hours; .*",
    r"its (DTSTART|RDATE|RRULE|DURATION) cannot be read: .*; correct it in the calendar",
    r"its RDATE is no day and no time of one; correct it in the calendar",
    r"column recurrence.rule \(recurrence.rule\): the series does not end, and has more than 400 occurrences .*",
)
"""Each is true of the calendars that are refused for it; a new one is to be looked at before it is added."""

NO_EVENT = re.compile(r"there is no event \(VEVENT\) in it|is not text in cp1252; save the file as UTF-8")


@pytest.fixture(scope="module")
def reports(shared_data, tmp_path_factory):
    """The report of each calendar, the one of a second import, and the seconds that the first took, by file."""
    found = {}
    for file in sorted((shared_data / "calendars").rglob("*.ics")):
        root = tmp_path_factory.mktemp("association")
        before = time.process_time()
        first, _ = run(root, Event, str(file), write=True, update=True, record_types=RECORD_TYPES)
        seconds = time.process_time() - before
        second, _ = run(root, Event, str(file), write=True, update=True, record_types=RECORD_TYPES)
        assert load(root, RECORD_TYPES).errors == (), file
        found[str(file.relative_to(shared_data))] = (first, second, seconds)
    return found


def test_all_are_there(reports):
    """All calendars are tried."""
    assert len(reports) == 199


def test_in_good_time(reports):
    """None takes more than a second."""
    assert {file: seconds for file, (_, _, seconds) in reports.items() if seconds > MOST_SECONDS} == {}


def test_each_event_is_taken_or_refused_with_a_reason(reports):
    """Each event is new or refused for one of the known reasons; a file without one says so."""
    states: Counter[str] = Counter()
    for file, (report, _, _) in reports.items():
        rows = re.findall(r"^(new|changed|unchanged|refused) .*\n(?: {11}(.*))?", report, re.MULTILINE)
        assert rows or NO_EVENT.search(report), file
        states.update(state for state, _ in rows)
        for state, reason in rows:
            assert state == "new" or any(re.fullmatch(one, reason) for one in REASONS), (file, reason)
    assert states == {"new": 93, "refused": 215}


def test_again(reports):
    """A second import of each changes nothing."""
    for file, (_, report, _) in reports.items():
        assert not re.search(r"^(new|changed) ", report, re.MULTILINE), file


def test_a_public_calendar(shared_data, root):
    """All 78 conferences of a public calendar come over, with their days, places and links."""
    file = shared_data / "calendars/python-org/events.ics"
    report, status = run(root, Event, str(file), write=True, record_types=RECORD_TYPES)
    assert status == 0
    assert "78 rows: 78 new" in report
    pycon = (root / "content/events/pycon-apac-2014-2014-05-16.md").read_text("utf-8")
    assert "start: 2014-05-16\nend: 2014-05-18\n" in pycon
    assert "name: Academia Sinica, Taipei, Taiwan" in pycon
    assert pycon.endswith("\n\n[PyCon APAC 2014](http://tw.pycon.org/2014apac/en/)\n")
