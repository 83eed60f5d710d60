"""Remarks on one file: what is public and should perhaps not be, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.core.loading import load
from tests.factories import RECORD_TYPES, association, chapter, member

CONSENT = 'consent: {date: 2026-01-01, version: "1"}\n'
CALL = "Call +44 20 7946 0958."


def told(root: Path, files: dict[str, str]) -> list[tuple[int, int, str, str]]:
    """Line, column, field and rule of each problem."""
    found = load(association(root, files), RECORD_TYPES).problems
    assert all(one.warning for one in found)
    return [(one.line, one.column, one.field, one.rule) for one in found]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (f"headline: {CALL}", (3, 16, "headline", "private")),
        (f"bio: |\n  I am Bea.\n\n  {CALL}", (6, 8, "bio", "private")),
        (f"services:\n  - title: Charts\n    description: {CALL}", (5, 23, "services[0].description", "private")),
        ("bio: >\n  I live at 12 Baker\n  Street, London.", (3, 6, "bio", "private")),
        ("location: {country: GB}\nbio: 020 7946 0958", (4, 6, "bio", "private")),
    ],
)
def test_what_is_given_away_is_told_where_it_stands(
    tmp_path: Path, fields: str, expected: tuple[int, int, str, str]
) -> None:
    """At the line and the column of the words; at the field where a line's end is between them."""
    assert told(tmp_path, {"members/bea.yaml": f"name: Bea\n{CONSENT}{fields}\n"}) == [expected]


@pytest.mark.parametrize(
    "fields",
    [
        f"headline: {CALL}\nvisibility: {{headline: members}}",
        "bio: 020 7946 0958",
        'phone: "+442079460958"',
        f'publications: [{{title: "{CALL}"}}]',
    ],
)
def test_what_is_not_for_all_or_no_prose_is_not_told(tmp_path: Path, fields: str) -> None:
    """A hidden text, figures that may be anything, a field that is made for numbers, and titles are left alone."""
    assert told(tmp_path, {"members/bea.yaml": f"name: Bea\n{CONSENT}{fields}\n"}) == []


def test_numbers_of_offices_and_addresses_of_venues_are_meant_to_be_seen(tmp_path: Path) -> None:
    """Only what people write about themselves is looked through."""
    text = f"{CALL} We meet at 12 Baker Street.\n"
    files = {
        "content/organizations/acme.md": f"---\nname: Acme\n---\n{text}",
        "content/chapters/lisbon.md": f"---\nname: Lisbon\n---\n{text}",
    }
    assert told(tmp_path, files) == []


def test_numbers_are_read_as_at_home() -> None:
    """A member is at home where the profile says; what is no person has no home."""
    assert member(location={"country": "PT"}).home() == "PT"
    assert (member().home(), chapter().home()) == (None, None)


def test_names_of_several_scripts(tmp_path: Path) -> None:
    """A word that mixes them is told of whoever has a name; an event may be called as it likes."""
    event = (
        "---\ntitle: Py\u0414ень\nstart: 2026-03-14 18:30\nend: 2026-03-14 20:00\ntimezone: UTC\nformat: online\n---\n"
    )
    files = {"members/bea.yaml": f"name: B\u0435a Made\n{CONSENT}", "content/events/day.md": event}
    assert told(tmp_path, files) == [(1, 7, "name", "mixed-scripts")]
