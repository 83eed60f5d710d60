"""The tables of fields in the documents: they are those of the record classes, and one can read them."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from plugins.contributing.questions import every, questions
from plugins.contributing.tables import described, seen_by
from plugins.core.fields import Audience
from tests.docs.documents import DOCUMENTS, cells, section, text_of
from tests.factories import RECORD_TYPES

MARKER = "<!-- fields: {} -->"
ASKED = {one.kind: {question.name: question for question in every(questions(one))} for one in RECORD_TYPES}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_tables_are_current(name: str) -> None:
    """A document says of the fields what their record classes say."""
    text = text_of(name)
    assert described(text, RECORD_TYPES) == text, "uv run invoke describe makes them anew"


def test_every_kind_has_its_tables() -> None:
    """The fields of each kind are in one document; chapters have those of groups, but for the type."""
    whole = "".join(text_of(name) for name in DOCUMENTS)
    counts = {kind: whole.count(MARKER.format(kind)) for kind in ASKED}
    assert counts == {**dict.fromkeys(ASKED, 1), "chapters": 0}
    assert {**ASKED["chapters"], "type": ASKED["groups"]["type"]} == ASKED["groups"]
    assert "A chapter has all of these but `type`." in section(
        text_of("docs/staff.md"), "The fields of a chapter or group"
    )


def test_headings_are_below_the_one_around() -> None:
    """The headings of the sections are one level below the heading that the list stands under."""
    text = described("## Around\n\n<!-- fields: events -->\n<!-- end of fields -->\n", RECORD_TYPES)
    assert re.findall(r"^#+ .*", text, re.MULTILINE)[:2] == ["## Around", "### What and when"]


def test_a_row_tells_what_a_field_holds() -> None:
    """A row has the name, whether it is needed, what it is with an example or its words, limits, and who sees it."""
    rows = {row[0]: row[1:] for row in cells(section(text_of("docs/members.md"), "Every field"))}
    assert rows["`name` (required)"] == [
        "Your name, as you want it printed. For example `Ada Lovelace`. Up to 120 characters",
        "everyone",
    ]
    assert rows["`languages.level`"][0].endswith("`native`, `fluent`, `professional`, `conversational` or `basic`")
    assert rows["`skills`"][0].endswith("A list, up to 50, each up to 60 characters")
    assert rows["`availability.work`"][0].endswith("`true` or `false`")
    assert rows["`links.orcid`"][0].startswith("ORCID iD. The sixteen digits alone")
    assert rows["`links.scholar`"][0].startswith("Google Scholar. ")
    assert rows["`search_engines`"][0].endswith("`index` if nothing is said")
    assert rows["`work.end`"][1] == "everyone (fixed)"
    assert rows["`membership.number`"][1] == "staff (at most members)"
    assert rows["`consent.date` (required)"][1] == "staff"


def test_every_audience_has_a_word() -> None:
    """Who sees a field is said for each audience there is."""
    words = {question.audience: seen_by(question) for asked in ASKED.values() for question in asked.values()}
    assert words.keys() == set(get_args(Audience))
