"""Each word of a map does what the page about maps says."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.directory.member import Member
from plugins.events.event import Event
from plugins.importing.applying import make
from plugins.importing.blaming import data_of
from plugins.importing.map_files import read_map
from plugins.importing.rules import Map

CELLS = {
    "First": "Ada",
    "Middle": "",
    "Last": "Lovelace",
    "Skills": "GIS; R ;; Python",
    "Login": "@ada",
    "URL": "https://orcid.org/0000-0002-1825-0097",
    "Status": "retired on 29-09-2019",
    "Server": "@ada@mathstodon.xyz",
    "Tags": ["x;y", " z "],
    "People": [{"n": "Bo"}, {"n": "Cy", "u": "https://example.org/"}, {"u": "https://example.com/"}],
    "Zone": "lisbon",
    "When": "2025-07-01T22:00:00Z",
    "Length": "PT2H",
    "Yes": "Yes",
    "Other": "so-so",
}


def made(rule: str, field: str = "name", record_type: Any = Member) -> Any:
    """What a rule for a field gives from the cells above."""
    text = f"tables: {{zones: {{file: z.csv, key: k, value: v}}}}\nfields:\n  {field}: {rule}\n"
    map_ = read_map("map.yaml", text.encode(), record_type)
    assert isinstance(map_, Map), map_
    values = make(map_, CELLS, {"zones": {"lisbon": "Europe/Lisbon"}}).values
    return values[0].value if values else None


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("First", "Ada"),
        ("Middle", None),
        ("None of these", None),
        ("[Middle, Last]", "Lovelace"),
        ("{join: [First, Middle, Last]}", "Ada Lovelace"),
        ('{join: [Last, First], with: ", "}', "Lovelace, Ada"),
        ('{join: [{template: "Dr {Last}"}, Tags], with: "/"}', "Dr Lovelace/x;y/z"),
        ("{join: [Middle]}", None),
        ("{constant: here}", "here"),
        ("{constant: [{a: b}]}", [{"a": "b"}]),
        ('{template: "{First}-{Last}"}', "Ada-Lovelace"),
        ('{template: "{First}-{Middle}"}', None),
        ('{from: Skills, split: ";"}', ["GIS", "R", "Python"]),
        ('{from: Tags, split: ";"}', ["x", "y", "z"]),
        ('{from: First, split: ";"}', ["Ada"]),
        ('{from: Login, strip_prefix: ["https://x.com/", "@"], template: "https://x.com/{}"}', "https://x.com/ada"),
        ("{from: URL, as: orcid}", "0000-0002-1825-0097"),
        ("{from: Status, find: '^\\w+'}", "retired"),
        ("{from: Status, find: 'on (.+)', date: DD-MM-YYYY}", "2019-09-29"),
        ("{from: Status, find: 'never'}", None),
        ("{from: Server, find: '@(?P<who>\\w+)@(?P<host>.+)', template: 'https://{host}/@{who}'}", "https://mathstodon.xyz/@ada"),
        ('{from: Yes, translate: {"yes": "true", "*": "false"}}', "true"),
        ('{from: Other, translate: {"yes": "true", "*": "false"}}', "false"),
        ('{from: Other, translate: {"yes": "true"}}', "so-so"),
        ("{from: Other, translate: {so-so: }}", None),
        ("{from: Zone, lookup: zones}", "Europe/Lisbon"),
        ("{from: First, lookup: zones}", None),
        ("{from: Last, shorten: 5}", "Love…"),
        ("{from: Last, as: lower}", "lovelace"),
        ("{from: First, when: {Last: love*}}", "Ada"),
        ("{from: First, when: {Last: love}}", None),
        ("{from: First, when: {Last: [x, LOVELACE]}}", "Ada"),
        ("{from: First, when: {Middle: ''}}", "Ada"),
        ("{from: First, when: {Middle: '?*'}}", None),
        ("{from: First, when: {Tags: z}}", "Ada"),
        ("{from: First, when: {People: '?*'}}", "Ada"),
        ("{from: First, unless: {Middle: x, Last: lovelace}}", None),
        ("{from: First, unless: {Middle: x}}", "Ada"),
        ("[{from: First, when: {Last: x}}, {constant: other}]", "other"),
        ("{from: People.1.n}", "Cy"),
        ("{from: People.*.n}", ["Bo", "Cy"]),
    ],
)  # fmt: skip
def test_words(rule, value):
    """A rule gives the value."""
    assert made(rule) == value


def test_each():
    """Each entry of a list becomes a part; its own keys come before the row's, and one without any value is left."""
    assert made("{from: People, each: {name: n, url: u}}", "speakers", Event) == [
        {"name": "Bo"},
        {"name": "Cy", "url": "https://example.org/"},
        {"url": "https://example.com/"},
    ]
    assert made("{from: Skills, split: ';', each: {tag: _item}}", "languages") == [
        {"tag": "GIS"},
        {"tag": "R"},
        {"tag": "Python"},
    ]
    assert made("{from: Tags, each: {tag: Middle}}", "languages") is None


def test_local_time_in_a_zone_made_above():
    """A time is told in the zone of a field that stands above it, later by a column's length."""
    text = (
        b"tables: {zones: {file: z.csv, key: k, value: v}}\nfields:\n  timezone: {from: Zone, lookup: zones}\n"
        b"  start: {from: When, local_time: timezone}\n  end: {from: When, local_time: timezone, after: Length}\n"
    )
    map_ = read_map("map.yaml", text, Event)
    assert isinstance(map_, Map)
    values = make(map_, CELLS, {"zones": {"lisbon": "Europe/Lisbon"}}).values
    assert [value.value for value in values] == ["Europe/Lisbon", "2025-07-01 23:00", "2025-07-02 01:00"]


def test_cells_that_came_to_nothing_are_named():
    """A filled cell that every rule tried on it could not use is named; one that a condition keeps out is not."""
    text = b"fields:\n  name: First\n  headline: {from: Status, find: none}\n  bio: {from: Other, when: {First: x}}\n"
    map_ = read_map("map.yaml", text, Member)
    assert isinstance(map_, Map)
    assert make(map_, CELLS, {}).unused == ("Status",)


def test_places_in_lists_close_up():
    """Where nothing comes to the first place of a list, the second takes it."""
    text = b"fields:\n  work[0].title: Middle\n  work[1].title: First\n  links.github: Last\n"
    map_ = read_map("map.yaml", text, Member)
    assert isinstance(map_, Map)
    assert data_of(make(map_, CELLS, {}).values) == {"work": [{"title": "Ada"}], "links": {"github": "Lovelace"}}
