"""The files of the saved list: each export read by a parser of its format, a backup read back, and hostile ones."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import vobject
from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.saved_list import FORMAT, KEY, MEMBERS, entry, exported, keep, kept, press_first, read_back
from tests.browser.visits import Visit
from tests.conftest import PROJECT, BuiltSite

OpenPage = Callable[..., Visit]


@pytest.fixture(scope="module")
def home(demo_site: BuiltSite, serve: Callable[..., str]) -> str:
    """The address of the demonstration."""
    return serve(demo_site.folder)


# Taken along ---------------------------------------------------------------------------------------------------------


def test_contacts(open_page: OpenPage, home: str, demo_site: BuiltSite) -> None:
    """The people's own cards in one file, and a word about those whose card cannot be had."""
    page = open_page(home).page
    gone = entry("members/nobody-at-all", "Nobody At All", note="secret")
    keep(page, *(entry(key, key) for key in MEMBERS), gone)
    content = exported(page, "vcards")
    assert content == b"".join(demo_site.files[f"{key}.vcf"] for key in MEMBERS)
    assert len(list(vobject.readComponents(content.decode()))) == 2
    expect(page.locator("[data-told]")).to_contain_text("People in the file: 2.")
    expect(page.locator("[data-told]")).to_contain_text("Nobody At All")


def test_table(open_page: OpenPage, home: str) -> None:
    """Everything of the list is in the table, and no cell is a formula to a spreadsheet."""
    page = open_page(home).page
    evil = ['=HYPERLINK("http://evil.example")', "+1", "-2+3", "@SUM(A1)", "\t=1", "\uff1d1+1", " =1", "|x"]
    people = [entry(f"members/none-{at}", f"None {at}", note=text) for at, text in enumerate(evil)]
    keep(page, entry("jobs/none", '"A, B"', lines=["x", "=y"], dates=["2026-12-01"], note="two\nlines"), *people)
    content = exported(page, "table")
    assert content.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    assert header[0] == "Kind"
    assert header[-1] == "Private note"
    job, *others = rows
    assert job[:6] == ["Job", '"A, B"', "x\n=y", "", "2026-12-01", "https://leadline.example.org/jobs/none/"]
    assert job[-1] == "two\nlines"
    assert [row[-1].removeprefix("'") for row in others] == evil
    assert not [cell for row in rows for cell in row if re.match(r"\s*[=+\-@\uff1d]|[\t\r\n]", cell)]


def test_calendar(open_page: OpenPage, home: str) -> None:
    """Days of events and last days of jobs, whole days with an alarm, as RFC 5545 has it; the same UIDs every time."""
    page = open_page(home).page
    soon = datetime.now(UTC).date() + timedelta(days=30)
    title = "Tides, rivers; and \\ other water: " + "水の深さを測る人々 " * 12
    keep(
        page,
        entry("events/long", title, lines=["first", "second"], dates=[str(soon), str(soon + timedelta(days=2))]),
        entry("events/off", "Called off", dates=[str(soon)], off=True),
        entry("jobs/clerk", "Clerk", dates=[str(soon)]),
        entry("jobs/filled", "Filled"),
        entry("members/ada", "Ada", dates=[]),
    )
    # All of these have left the site, and their days with them: only what is listed, or not known not to be, has one.
    assert {key: one["gone"] for key, one in kept(page).items()} == dict.fromkeys(kept(page), True)
    page.context.set_offline(True)
    page.evaluate(
        "key => localStorage.setItem(key, localStorage.getItem(key).replaceAll('\"gone\":true', '\"gone\":false'))", KEY
    )
    page.evaluate("dispatchEvent(new Event('guildhall-saved'))")
    content = exported(page, "calendar")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(content)
    assert calendar.errors == []
    found = {str(one["UID"]): one for one in calendar.walk("VEVENT")}
    assert [one.errors for one in found.values()] == [[], [], []]
    base = "https://leadline.example.org/"
    assert list(found) == [f"{base}{key}/#saved" for key in ("events/long", "events/off", "jobs/clerk")]
    event, off, job = found.values()
    assert str(event["SUMMARY"]) == title.strip()
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (soon, soon + timedelta(days=3))
    assert str(event["DESCRIPTION"]) == f"first\nsecond\n{base}events/long/"
    assert (job.decoded("DTSTART"), job.decoded("DTEND")) == (soon, soon + timedelta(days=1))
    assert str(job["SUMMARY"]) == "Closes: Clerk"
    assert [one.decoded("TRIGGER") for one in job.walk("VALARM")] == [timedelta(hours=-15)]
    assert (str(off["STATUS"]), off.walk("VALARM")) == ("CANCELLED", [])
    again = Calendar.from_ical(exported(page, "calendar"))
    assert [str(one["UID"]) for one in again.walk("VEVENT")] == list(found)


def test_real_events_and_jobs_have_their_days(open_page: OpenPage, home: str, demo_site: BuiltSite) -> None:
    """The day in the calendar is that of the event's own page, and a job's is its last, not the midnight after."""
    page = open_page(home).page
    [event] = press_first(page, ".event-card")
    [job] = press_first(page, ".job-card")
    start = re.search(r'class="dt-start" datetime="(\d{4}-\d\d-\d\d)', demo_site.pages[f"{event}/index.html"])
    assert start
    assert kept(page)[event]["dates"][0] == start[1]
    closes = re.search(r"^closes: (\S+)", (PROJECT / f"content/{job}.md").read_text(), re.MULTILINE)
    assert closes
    assert kept(page)[job]["dates"] == [closes[1]]


# Read back -----------------------------------------------------------------------------------------------------------


def test_backup_there_and_back(open_page: OpenPage, home: str) -> None:
    """A backup read on another device brings everything; read twice, it adds nothing; two notes become one."""
    page = open_page(home).page
    keep(page, entry(MEMBERS[0], "Aino", note="one", contacted="2026-01-02"), entry(MEMBERS[1], "Anne-Laure", note="N"))
    page.wait_for_function(f"JSON.parse(localStorage.getItem('{KEY}')).every(one => one.lines.length)")
    before, content = kept(page), exported(page, "backup")
    other = open_page(home + "saved/").page
    assert read_back(other, content).startswith("Read from the backup. New: 2. Here already: 0. Refused: 0.")
    assert kept(other) == before
    assert "New: 0. Here already: 2." in read_back(other, content)
    assert kept(other) == before
    changed = {**FORMAT, "entries": [{**before[MEMBERS[0]], "note": "two", "contacted": "2026-03-04"}]}
    assert "New: 0. Here already: 1." in read_back(other, json.dumps(changed))
    merged = kept(other)[MEMBERS[0]]
    assert (merged["note"], merged["contacted"]) == ("one\n\ntwo", "2026-03-04")
    expect(other.get_by_label("Private note about Aino")).to_have_value("one\n\ntwo")


HOSTILE_ENTRIES: tuple[Any, ...] = (
    None,
    [],
    "members/ada",
    {"key": "members/ada"},
    {"key": "javascript:alert(1)", "name": "x"},
    {"key": "../members/ada", "name": "x"},
    {"key": "members/ada/../../x", "name": "x"},
    {"key": "//evil.example/members", "name": "x"},
    {"key": ["members/ada"], "name": "x"},
    {"key": "__proto__", "name": "x"},
    {"key": "organizations/acme", "name": "x"},
    {"key": "members/" + "a" * 100_000, "name": "x"},
    {"key": "members/ada", "name": {"toString": 1}},
    {"key": "members/ada", "name": "x", "note": "y" * 5001},
)


def test_hostile_entries_are_refused_and_told(open_page: OpenPage, home: str) -> None:
    """Every entry that is none is refused and counted; those beside it come in, as text, with what is ours alone."""
    visit = open_page(home + "saved/")
    page = visit.page
    script = "<img src=x onerror='window.hacked = 1'><script>window.hacked = 1</script>{name}$&"
    good = {
        "key": "members/nobody", "name": script, "lines": [script, 7, None], "dates": ["2026-02-30", "2026-03-01", 5],
        "note": script, "contacted": "yesterday", "saved": {}, "gone": "yes", "more": "x", "constructor": 1,
    }  # fmt: skip
    text = json.dumps({**FORMAT, "entries": [*HOSTILE_ENTRIES, good], "__proto__": {"hacked": 1}})
    said = read_back(page, text)
    assert said.startswith(f"Read from the backup. New: 1. Here already: 0. Refused: {len(HOSTILE_ENTRIES)}.")
    assert "Entry 1 is not" in said
    assert "And so on: 9 more." in said
    [(key, found)] = kept(page).items()
    assert (key, found["name"], found["note"], found["lines"]) == ("members/nobody", script, script, [script])
    assert (found["contacted"], found["saved"], found["gone"], "more" in found) == ("", "", False, False)
    assert found["dates"] == ["2026-03-01"]
    expect(page.locator(".saved-card bdi")).to_have_text(script)
    page.reload()
    visit.settle()
    assert page.evaluate("window.hacked ?? ({}).hacked ?? null") is None
    assert visit.errors == visit.outside == []
    assert page.locator("main img, main script").count() == 0


@pytest.mark.parametrize(
    "content",
    ["", "{", "null", "[]", '{"entries": []}', json.dumps({**FORMAT, "version": 2, "entries": []}),
     json.dumps({**FORMAT, "entries": {"length": 3}}), "[" * 200_000, b"\xff\xfe\x00", b" " * 8_000_001],
    ids=["empty", "cut", "null", "list", "no-format", "version", "no-list", "deep", "not-text", "large"],
)  # fmt: skip
def test_what_is_no_backup_changes_nothing(open_page: OpenPage, home: str, content: str | bytes) -> None:
    """A file of another sort is refused as a whole, in words, and what is here stays."""
    visit = open_page(home)
    keep(visit.page, entry(MEMBERS[0], "Aino", note="mine"))
    assert "nothing was read" in read_back(visit.page, content)
    assert kept(visit.page)[MEMBERS[0]]["note"] == "mine"
    assert visit.errors == []


def test_a_list_has_an_end(open_page: OpenPage, home: str) -> None:
    """Of a file with more than 2,000 entries the first 2,000 come in, and the rest is told."""
    page = open_page(home + "saved/").page
    many = [entry(f"members/none-{at}", f"None {at}") for at in range(2003)]
    assert "New: 2000. Here already: 0. Refused: 3." in read_back(page, json.dumps({**FORMAT, "entries": many}))
    assert len(kept(page)) == 2000
