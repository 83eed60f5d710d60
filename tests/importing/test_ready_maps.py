"""The maps that come with the project work on exports as those programs make them."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.core.sources import Source, parse
from plugins.importing.map_files import read_map
from plugins.importing.rules import Map
from tests.importing.conftest import RECORD_TYPES

MAPS = Path(__file__).parents[2] / "docs/imports"

# Invented people, in the columns of each program.
WILDAPRICOT = (
    "\ufeffUser ID,First name,Last name,Organization,Email,Phone,Group participation,Archived,"
    "Membership level,Membership status,Member since,Renewal due,Notes\r\n"
    '48151,Ada,"Lovelace, Lady",Analytical Engines,ada@example.org,(415) 555-2671,"Ethics, Chess",no,'
    "Fellow,Active,3/14/2019,12/31/2026,\r\n"
    '48152,Ada,"Lovelace, Lady",,ada2@example.org,,,no,Fellow,Active,14 Mar 2019,,\r\n'
    "48153,Bo,Lapsed,,bo@example.org,,,no,Fellow,Lapsed,,,\r\n"
    "48154,Cy,Archived,,cy@example.org,,,yes,Fellow,Active,,,\r\n"
    "48155,Di,Wrong,,nobody,555,,no,Fellow,Active,soon,,\r\n"
)
CIVICRM = (
    '"Contact ID";"First Name";"Last Name";"Job Title";"Current Employer";"City";"State";"Country";"Email";"Phone";'
    '"Membership Type";"Member Since";"Membership End Date";"Membership Status"\n'
    '"12";"Zoë";"Muñoz";"Editor";"Norwegian Press";"Oslo";"";"NORWAY";"zoe@example.org";"020 7946 0018";'
    '"General";"2019-03-14";"31 December 2026";"Current"\n'
    '"13";"Xi";"Wang";"";"";"";"";"Nowhere";"";"";"Student";"2024-09-01";"";"New"\n'
    '"14";"Old";"Hand";"";"";"";"";"";"";"";"General";"";"";"Expired"\n'
)


def ready(name: str) -> str:
    """A ready map with the day of the consent filled in."""
    text = (MAPS / name).read_text("utf-8")
    assert "consent.date: {constant: YYYY-MM-DD," in text
    return text.replace("constant: YYYY-MM-DD", "constant: 2026-03-01")


def record(root: Path, slug: str) -> dict[str, object]:
    """The data of a member's file."""
    source = parse(f"members/{slug}.yaml", (root / f"members/{slug}.yaml").read_bytes())
    assert isinstance(source, Source)
    return dict(source.data)


def test_wildapricot(imports, put, root):
    """WildApricot's columns become members; lapsed and archived contacts stay away; namesakes stay two."""
    put("content/groups/ethics.md", "---\nname: Ethics\ntype: committee\n---\n")
    text, status = imports(WILDAPRICOT, ready("wildapricot-members.yaml"), write=True)
    assert status == 0, text
    assert "3 rows: 3 new, 0 changed, 0 unchanged, 0 refused" in text
    assert "2 more rows not wanted by the map" in text
    assert record(root, "ada-lovelace-lady") == {
        "name": "Ada Lovelace, Lady",
        "given_name": "Ada",
        "family_name": "Lovelace, Lady",
        "headline": "Analytical Engines",
        "email": "ada@example.org",
        "phone": "+14155552671",
        "membership": {
            "grade": "Fellow", "number": "48151", "since": "2019-03-14", "until": "2026-12-31", "groups": ["ethics"],
        },
        "consent": {"date": "2026-03-01", "version": "import from WildApricot"},
    }  # fmt: skip
    assert record(root, "ada-lovelace-lady-2")["email"] == "ada2@example.org"
    assert "left out column Group participation (membership.groups[1]), 'chess': no group is called 'chess'" in text
    for left_out in ("Email (email), 'nobody'", "Phone (phone), '555'", "Member since (membership.since), 'soon'"):
        assert f"left out column {left_out}" in text
    assert "no column" not in text


def test_civicrm(imports, root):
    """CiviCRM's columns become members, under whichever of its labels they come."""
    text, status = imports(CIVICRM, ready("civicrm-members.yaml"), write=True)
    assert status == 0, text
    assert "2 rows: 2 new" in text
    assert "1 more row not wanted by the map" in text
    assert record(root, "zoe-munoz") == {
        "name": "Zoë Muñoz",
        "given_name": "Zoë",
        "family_name": "Muñoz",
        "headline": "Editor, Norwegian Press",
        "location": {"city": "Oslo", "country": "NO"},
        "email": "zoe@example.org",
        "phone": "+442079460018",
        "work": [{"title": "Editor", "organization": "Norwegian Press"}],
        "membership": {"grade": "General", "number": "12", "since": "2019-03-14", "until": "2026-12-31"},
        "consent": {"date": "2026-03-01", "version": "import from CiviCRM"},
    }
    assert "left out column Country (location.country), 'Nowhere'" in text


@pytest.mark.parametrize(("name", "table"), [("wildapricot", WILDAPRICOT), ("civicrm", CIVICRM)])
def test_consent_must_be_vouched_for(imports, root, name, table):
    """A ready map as it is writes nobody: the day of the consent is for staff to fill in."""
    text, status = imports(table, (MAPS / f"{name}-members.yaml").read_text("utf-8"), write=True)
    assert status == 1
    assert "0 new" in text
    assert "the map (consent.date): 'YYYY-MM-DD' is not a date" in text
    assert list(root.rglob("*.yaml")) == []


EVENTS = (
    "Title;Date;Start;End date;End;Status;Reason;Place;City;Country;Link;Category\n"
    "Tides;20/05/2027;18:30;;20:00;;;The Tide House;Edinburgh;Scotland;;Lecture\n"
    "Moons;1/6/2027;6:30 PM;2/6/2027;1:00 AM;Cancelled;A storm;;;;https://meet.example.org/m;Lecture;\n"
)


def test_spreadsheet_of_events(imports, root):
    """A spreadsheet of events becomes events, whether it writes 18:30 or 6:30 PM."""
    map_ = (MAPS / "spreadsheet-events.yaml").read_text("utf-8")
    text, status = imports(EVENTS, map_, kind="events", write=True)
    assert status == 0, text
    found = {path.stem: parse(path.name, path.read_bytes()) for path in (root / "content/events").iterdir()}
    tides, moons = (found[name].data for name in ("tides-20-05-2027", "moons-1-6-2027"))
    assert (tides["start"], tides["end"], tides["timezone"]) == (
        "2027-05-20 18:30",
        "2027-05-20 20:00",
        "Europe/London",
    )
    assert tides["venue"] == {"name": "The Tide House", "city": "Edinburgh", "country": "GB"}
    assert (moons["start"], moons["end"], moons["format"]) == ("2027-06-01 18:30", "2027-06-02 01:00", "online")
    assert (moons["status"], moons["status_note"]) == ("cancelled", "A storm")


@pytest.mark.parametrize("path", sorted(MAPS.rglob("*.yaml")), ids=lambda path: path.name)
def test_every_map_is_a_map(path):
    """Each map in the project can be read, for the kind its name ends in."""
    kind = path.stem.rpartition("-")[2].replace("people", "members")
    record_type = next(one for one in RECORD_TYPES if one.kind == kind)
    assert isinstance(read_map(path.name, path.read_bytes(), record_type), Map)


def test_map_of_the_page(imports, root):
    """The map that the page about maps shows works."""
    text = (MAPS / "README.md").read_text("utf-8")
    map_ = text.split("```yaml\n")[1].split("```")[0]
    heading = "First name,Last name,E-mail,Country,Expertise,GitHub,Position,Status\n"
    table = heading + "Ada,L,a@example.org,UK,GIS;R,ada,Poet,ok\n"
    report, status = imports(table, map_, write=True)
    assert status == 0, report
    assert record(root, "ada-l")["work"] == [{"title": "Poet"}]
