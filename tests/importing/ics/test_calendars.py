"""Calendars become event files: what each property becomes, what is refused, and what a second import does."""

from __future__ import annotations

import pytest

from plugins.directory.member import Member
from plugins.events.event import Event
from plugins.importing import run
from tests.importing.conftest import RECORD_TYPES
from tests.importing.ics.conftest import calendar, vevent

LONDON = "X-WR-TIMEZONE:Europe/London"


def test_an_event(calendars):
    """An event becomes a file named after its title and day, in the words of our record; nobody's address is in it."""
    text = calendar(
        vevent(
            "ORGANIZER;CN=Mary Somerville:mailto:mary@example.org",
            "ATTENDEE;CN=Ada:mailto:ada@example.org",
            "CATEGORIES:Lecture,Sea\\, coast",
            "GEO:55.97680;-3.17010",
            "SEQUENCE:3",
            "DESCRIPTION:Bring a table.\\n\\nTwo lines\\nof it: https://example.org/a_b.",
            "URL:https://example.org/tides",
        )
    )
    report, status = calendars(text)
    assert status == 0, report
    assert calendars.events() == {
        "an-evening-on-tides-2027-05-20": {
            "title": "An evening on tides",
            "start": "2027-05-20 18:30",
            "end": "2027-05-20 20:00",
            "timezone": "Europe/London",
            "format": "in-person",
            "venue": {
                "name": "The Tide House",
                "map": "https://www.openstreetmap.org/?mlat=55.97680&mlon=-3.17010#map=17/55.97680/-3.17010",
            },
            "organizers": [{"name": "Mary Somerville"}],
            "categories": ["Lecture", "Sea, coast"],
            "uid": "tides-1@example.org",
            "sequence": "3",
            "body": "Bring a table.\n\nTwo lines  \nof it: <https://example.org/a_b>.\n\n<https://example.org/tides>",
        }
    }
    assert "left out: ATTENDEE (1)" in report
    assert "no column" not in report


def test_again(calendars):
    """A second import of the same file changes nothing, and one of a changed event only with --update."""
    calendars(calendar(vevent()))
    (before,) = calendars.events()
    report, _ = calendars(calendar(vevent()), update=True)
    assert "0 new, 0 changed, 1 unchanged, 0 refused" in report
    later = calendar(vevent(SEQUENCE="2", SUMMARY="Tides and moons", DTEND=";TZID=Europe/London:20270520T210000"))
    report, _ = calendars(later)
    assert "0 new, 1 changed" in report
    assert calendars.events()[before]["title"] == "An evening on tides"
    report, _ = calendars(later, update=True)
    assert "end: '2027-05-20 20:00' becomes '2027-05-20 21:00'" in report
    assert calendars.events()[before]["end"] == "2027-05-20 21:00"
    assert list(calendars.events()) == [before]


def test_what_staff_set_stays(calendars, put):
    """An update leaves what people set by hand: who organizes it, and how it is held."""
    calendars(calendar(vevent("ORGANIZER;CN=Mary:mailto:m@example.org")))
    (path,) = (calendars.root / "content/events").iterdir()
    path.write_text(path.read_text("utf-8").replace("in-person", "hybrid"), encoding="utf-8")
    report, _ = calendars(calendar(vevent("ORGANIZER;CN=M. S.:mailto:m@example.org")), update=True)
    assert "1 unchanged" in report
    assert "format: hybrid" in path.read_text("utf-8")


def test_two_events_of_one_day_and_title(calendars):
    """Two events of one title and day are two files, on the second import too."""
    text = calendar(vevent(), vevent(UID="tides-2@example.org", LOCATION="Elsewhere"))
    calendars(text)
    report, _ = calendars(text, update=True)
    assert list(calendars.events()) == ["an-evening-on-tides-2027-05-20", "an-evening-on-tides-2027-05-20-2"]
    assert "0 new, 0 changed, 2 unchanged" in report


def test_another_event_of_that_name_is_there(calendars):
    """An event whose name is taken by one with another identifier gets a number, and neither is changed."""
    calendars(calendar(vevent()))
    report, _ = calendars(calendar(vevent(UID="other@example.org", LOCATION="Elsewhere")), update=True)
    assert "1 new" in report
    assert [event["venue"]["name"] for event in calendars.events().values()] == ["The Tide House", "Elsewhere"]


def test_an_event_written_by_hand_is_known(calendars, put):
    """A file of the same title and day that has no identifier yet is the same event."""
    put(
        "content/events/an-evening-on-tides-2027-05-20.md",
        """\
        ---
        title: An evening on tides
        start: 2027-05-20 18:30
        end: 2027-05-20 20:00
        timezone: Europe/London
        format: in-person
        venue:
          name: The Tide House
        ---
        """,
    )
    report, _ = calendars(calendar(vevent()), update=True)
    assert "uid: nothing becomes 'tides-1@example.org'" in report


def test_our_own_calendar(calendars, put):
    """An event from a calendar that the site itself printed is known again, though its file names no identifier."""
    file = "title: Tides\nstart: 2027-05-20 18:30\nend: 2027-05-20 20:00\ntimezone: Europe/London\nformat: online\n"
    put("content/events/tides.md", f"---\n{file}---\n")
    report, _ = calendars(calendar(vevent(UID="tides@our-association")))
    assert "0 new, 1 changed" in report
    report, _ = calendars(calendar(vevent(UID="tides@our-association", DTSTART="20280520T183000Z", DTEND="")))
    assert "1 new, 0 changed" in report


def test_the_latest_revision_holds(calendars):
    """Of several revisions the one of the highest SEQUENCE holds, wherever it stands."""
    text = calendar(vevent(SEQUENCE="2", LOCATION="New House"), vevent(SEQUENCE="1", LOCATION="Old House"))
    report, _ = calendars(text)
    assert "older revisions of it (line 10) are passed over" in report
    assert [event["venue"]["name"] for event in calendars.events().values()] == ["New House"]


def test_one_identifier_for_all(calendars):
    """Where a program gives all events one UID, it identifies none of them, and all are taken."""
    text = calendar(vevent(), vevent(SUMMARY="Other", DTSTART="20270601T100000Z", DTEND="20270601T110000Z"))
    report, status = calendars(text)
    assert status == 0
    assert "stands for several events with other titles and other starts" in report
    assert [event.get("uid") for event in calendars.events().values()] == [None, None]


# Times


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (";VALUE=DATE:20270520", ";VALUE=DATE:20270523", ("2027-05-20", "2027-05-22")),
        (";VALUE=DATE:20270520", ";VALUE=DATE:20270521", ("2027-05-20", "2027-05-20")),
        (";VALUE=DATE:20270520", ";VALUE=DATE:20270520", ("2027-05-20", "2027-05-20")),
        (";VALUE=DATE:20270520", "", ("2027-05-20", "2027-05-20")),
    ],
)
def test_whole_days(calendars, start, end, expected):
    """Whole days end with the last of them, where calendars write the day after."""
    event = calendars.event(calendar(vevent(DTSTART=start, DTEND=end), head=LONDON))
    assert ((event["start"], event["end"]), event["all_day"], event["timezone"]) == (expected, "true", "Europe/London")


def test_whole_days_of_outlook(calendars):
    """Times from midnight to midnight that are marked as whole days are such."""
    text = vevent("X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", DTSTART="20270520T000000", DTEND="20270522T000000")
    event = calendars.event(calendar(text, head=LONDON))
    assert (event["start"], event["end"]) == ("2027-05-20", "2027-05-21")


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        (";TZID=Europe/London:20270520T183000", "PT1H30M", "2027-05-20 20:00"),
        (";TZID=Europe/London:20270327T220000", "PT6H", "2027-03-28 05:00"),
        (";TZID=Europe/London:20270327T220000", "P1D", "2027-03-28 22:00"),
        (";VALUE=DATE:20270520", "P3D", "2027-05-22"),
    ],
)
def test_durations(calendars, start, duration, end):
    """A duration is added: hours by the clock that goes on, days by the calendar."""
    assert calendars.event(calendar(vevent(DTSTART=start, DTEND="", DURATION=duration), head=LONDON))["end"] == end


def test_no_end(calendars):
    """An event without an end ends when it begins, and the report says so."""
    report, _ = calendars(calendar(vevent(DTEND="")))
    assert "the calendar gives no end" in report
    assert next(iter(calendars.events().values()))["end"] == "2027-05-20 18:30"


def test_ends_elsewhere(calendars):
    """An end by the clocks of another place is told by those of the start."""
    text = vevent(DTEND=";TZID=America/New_York:20270520T160000")
    assert calendars.event(calendar(text))["end"] == "2027-05-20 21:00"


def test_utc(calendars):
    """A time in UTC stays one, unless the calendar or the person says whose clocks are meant."""
    text = vevent(DTSTART="20270520T173000Z", DTEND="20270520T190000Z")
    event = calendars.event(calendar(text))
    assert (event["start"], event["timezone"]) == ("2027-05-20 17:30", "UTC")


@pytest.mark.parametrize(("head", "options"), [(LONDON, {}), ("", {"zone": "Europe/London"})])
def test_utc_of_a_place(calendars, head, options):
    """A time in UTC is told by the clocks of the calendar's zone, or of the one that is said."""
    text = vevent(DTSTART="20270520T173000Z", DTEND="20270520T190000Z")
    event = calendars.event(calendar(text, head=head), **options)
    assert (event["start"], event["end"], event["timezone"]) == (
        "2027-05-20 18:30",
        "2027-05-20 20:00",
        "Europe/London",
    )


@pytest.mark.parametrize(("utc", "hour"), [("20271031T003000Z", "first"), ("20271031T013000Z", "second")])
def test_hours_shown_twice(calendars, utc, hour):
    """Which of two hours of one name is meant is kept."""
    text = vevent(DTSTART=utc, DTEND=utc)
    event = calendars.event(calendar(text, head=LONDON))
    assert (event["start"], event["repeated_hour"]) == ("2027-10-31 01:30", hour)


def test_hours_skipped(calendars):
    """An hour that the clocks skip is the one they show in its stead, as the standard has it."""
    text = vevent(DTSTART=";TZID=Europe/London:20270328T013000", DTEND=";TZID=Europe/London:20270328T040000")
    report, _ = calendars(calendar(text))
    assert "the clocks of Europe/London skip its start" in report
    assert next(iter(calendars.events().values()))["start"] == "2027-03-28 02:30"


def test_floating(calendars):
    """A time of no place is refused with the question which is meant, and --zone answers it."""
    text = calendar(vevent(DTSTART="20270520T183000", DTEND="20270520T200000"))
    report, status = calendars(text)
    assert status == 1
    assert "(a floating time); which place's clocks are meant? say so with --zone" in report
    assert calendars.event(text, zone="Asia/Tokyo")["timezone"] == "Asia/Tokyo"


def test_days_of_no_place(calendars):
    """Whole days of no place are refused too, unless all else in the calendar is of one."""
    report, status = calendars(calendar(vevent(DTSTART=";VALUE=DATE:20270520", DTEND="")))
    assert status == 1
    assert "whole days have no time zone in a calendar" in report


def test_an_unknown_zone_is_said(calendars):
    """A zone given by hand that does not exist is refused before anything is read."""
    report, status = calendars(calendar(vevent()), zone="Europe/Londn")
    assert status == 1
    assert "--zone Europe/Londn: there is no such time zone" in report
    assert "did you mean Europe/London?" in calendars(calendar(vevent()), zone="GMT Standard Time")[0]


# Places, links, texts


@pytest.mark.parametrize(
    ("properties", "format_", "others"),
    [
        ({"LOCATION": "The Tide House"}, "in-person", {"venue": {"name": "The Tide House"}}),
        ({"LOCATION": "https://zoom.us/j/123456789"}, "online", {"join_link": "https://zoom.us/j/123456789"}),
        ({"LOCATION": "Zoom"}, "online", {}),
        ({"LOCATION": "https://example.org/stream"}, "online", {"online_page": "https://example.org/stream"}),
        (
            {"LOCATION": "Tide House", "URL": "https://meet.google.com/abc-defg-hij"},
            "hybrid",
            {"venue": {"name": "Tide House"}, "join_link": "https://meet.google.com/abc-defg-hij"},
        ),
        (
            {"LOCATION": "", "CONFERENCE": ";VALUE=URI;FEATURE=VIDEO:https://video.example.org/tides"},
            "online",
            {"join_link": "https://video.example.org/tides"},
        ),
        (
            {"LOCATION": "", "X_GOOGLE_CONFERENCE": "https://meet.google.com/abc-defg-hij"},
            "online",
            {"join_link": "https://meet.google.com/abc-defg-hij"},
        ),
    ],
)
def test_formats(calendars, properties, format_, others):
    """Whether people meet in a place, online or both is told by what is given; links to meetings are for members."""
    event = calendars.event(calendar(vevent(**properties)))
    found = {name: event[name] for name in ("venue", "join_link", "online_page") if name in event}
    assert (event["format"], found) == (format_, others)


def test_no_place_and_no_link(calendars):
    """An event of which neither is known is refused, and a map may say it for all."""
    text = calendar(vevent(LOCATION=""))
    report, status = calendars(text)
    assert status == 1
    assert "names neither a place nor a link" in report
    assert calendars.event(text, map_="fields:\n  format: [format, {constant: online}]\n")["format"] == "online"


def test_telephones_are_no_meetings(calendars):
    """A number to dial in by is not published."""
    text = vevent("CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+1-412-555-0123,,,654321")
    assert "join_link" not in calendars.event(calendar(text))


def test_meetings_in_descriptions(calendars):
    """A link to a meeting in a description is for members alone, and the lines about it are not published."""
    text = vevent(
        "DESCRIPTION:Talks on tides.\\n\\n-::~:~::~:~:~:~:~::-\\nJoin Zoom Meeting\\n"
        "https://us02web.zoom.us/j/8521?pwd=s3cret\\nMeeting ID: 852 1\\nPasscode: 4711\\n-::~:~::~:~:~:~:~::-"
    )
    event = calendars.event(calendar(text))
    assert event["join_link"] == "https://us02web.zoom.us/j/8521?pwd=s3cret"
    assert event["body"] == "Talks on tides."
    assert event["format"] == "hybrid"


def test_a_conference_is_nowhere_else(calendars):
    """What a calendar calls a conference is for members alone, wherever the same address stands besides."""
    link = "https://video.example.org/t_i-d"
    text = vevent(
        f"CONFERENCE;VALUE=URI;FEATURE=VIDEO:{link}",
        f"URL:{link}",
        f"DESCRIPTION:Talk\\n\\nHere: {link}.",
        LOCATION=link,
    )
    event = calendars.event(calendar(text))
    assert event.pop("join_link") == link
    assert (event["body"], event["format"]) == ("Talk", "online")
    assert "video.example.org" not in str(event)


@pytest.mark.parametrize(
    "line",
    [
        "DESCRIPTION:<p>Tides &amp\\; <b>moons</b></p><ul><li>one</li><li>two</li></ul><script>alert(1)</script>",
        "X-ALT-DESC;FMTTYPE=text/html:<html><body><p>Tides &amp\\; <b>moons</b></p><ul><li>one</li><li>two</li></ul>",
    ],
)
def test_html(calendars, line):
    """HTML in a description, or beside it, becomes Markdown, without its scripts."""
    assert calendars.event(calendar(vevent(line)))["body"] == "Tides & **moons**\n\n- one\n- two"


def test_signs_of_markdown(calendars):
    """What means something in Markdown is shown as it was written."""
    event = calendars.event(calendar(vevent("DESCRIPTION:# 1 *not* a_b <b 3\\n> x")))
    assert event["body"] == "\\# 1 \\*not\\* a\\_b &lt;b 3  \n\\> x"


def test_long_texts(calendars):
    """Titles and places that are too long are cut, with a remark."""
    report, status = calendars(calendar(vevent(SUMMARY="tide " * 80, LOCATION="pier " * 80)))
    assert status == 0
    assert "its title has 399 characters and is cut at 160" in report
    assert "its place has 399 characters and is cut at 300" in report
    ((slug, event),) = calendars.events().items()
    assert len(event["title"]) <= 160
    assert slug.endswith("-2027-05-20")


def test_cancelled(calendars):
    """A cancelled event is kept as one, and says where that was said."""
    text = vevent(STATUS="CANCELLED", SUMMARY="Canceled: An evening on tides")
    event = calendars.event(calendar(text, head="X-WR-CALNAME:Tides: all"))
    assert (event["status"], event["status_note"]) == ("cancelled", "Cancelled in the calendar “Tides: all”")
    assert event["title"] == "An evening on tides"


@pytest.mark.parametrize("mark", ["PRIVATE", "CONFIDENTIAL"])
def test_private(calendars, mark):
    """An event that is marked as private is not published."""
    report, status = calendars(calendar(vevent(CLASS=mark)))
    assert status == 1
    assert f"it is marked as {mark.lower()}" in report
    assert calendars.events() == {}


def test_a_map_says_more(calendars, put):
    """A map for a calendar says what the calendar does not, and which rows are wanted."""
    put("content/chapters/lisbon.md", "---\nname: Lisbon\n---\n")
    text = calendar(vevent(), vevent(UID="2", SUMMARY="Cancelled talk", STATUS="CANCELLED"))
    map_ = """\
        rows:
          unless: {status: cancelled}
        fields:
          chapter: {constant: lisbon}
          categories: [categories, {constant: [Lecture]}]
    """
    event = calendars.event(text, map_=map_)
    assert (event["chapter"], event["categories"]) == ("lisbon", ["Lecture"])


def test_other_kinds(calendars, root, tmp_path):
    """A calendar is not imported as members, and a file of a table still needs its map."""
    file = tmp_path / "c.ics"
    file.write_text(calendar(vevent()), encoding="utf-8")
    report, status = run(root, Member, str(file), record_types=RECORD_TYPES)
    assert status == 1
    assert "use --kind events" in report
    report, status = run(root, Member, str(tmp_path / "t.csv"), record_types=RECORD_TYPES)
    assert (status, "say with --map" in report) == (1, True)


def test_a_folder(calendars, tmp_path):
    """All calendars of a folder come in together; one without an event is refused by its name, and stops nothing."""
    folder = tmp_path / "many"
    folder.mkdir()
    (folder / "a.ics").write_text(calendar(vevent()), encoding="utf-8")
    (folder / "b.ICS").write_text(calendar(vevent(UID="2", SUMMARY="Moons")), encoding="utf-8")
    (folder / "c.ics").write_text("nothing", encoding="utf-8")
    report, status = run(calendars.root, Event, str(folder), write=True, record_types=RECORD_TYPES)
    assert status == 1
    assert "2 new, 0 changed, 0 unchanged, 1 refused" in report
    assert "new        b.ICS, line 2, 'Moons'" in report
    assert "c.ics: there is no event (VEVENT) in it" in report


def test_days_with_a_zone(calendars):
    """Whole days that name a zone, as some programs write them, are of that zone."""
    event = calendars.event(calendar(vevent(DTSTART=";VALUE=DATE;TZID=Asia/Tokyo:20270520", DTEND="")))
    assert event["timezone"] == "Asia/Tokyo"


def test_broken_encodings(calendars):
    """A letter that is cut in two by the end of a line is made whole."""
    content = calendar(vevent(SUMMARY="Gezeiten für alle")).encode().replace("ü".encode(), b"\xc3\r\n \xbc")
    report, status = calendars(content)
    assert (status, "not UTF-8" in report) == (0, False)
    assert next(iter(calendars.events().values()))["title"] == "Gezeiten für alle"
