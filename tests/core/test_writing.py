"""What is written reads back exactly, and a change leaves all else as it was."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plugins.core.composing import BAD_CHARACTER
from plugins.core.sources import Source, parse
from plugins.core.writing import NotWritableError, changed_text, new_text, set_at
from plugins.directory.member import Member
from plugins.events.event import Event
from plugins.importing.cells import clean

AWKWARD = [
    *("NO", "yes", "null", "~", "12:30", "0123", "0x174", "1.10", "1e5", "2026-03-14", ": #", "a: b", "a #b", "#"),
    *("-", "- a", "?", "? a", "@x", "%x", "`x", "!x", "&x", "*x", "|", ">", "[a]", "{a}", "a, b", "'", '"', "it's"),
    *('"x"', "\\n", "---", "...", "--- x", "=", "<<", "😀 x", "e\u0301", "שלום: עולם", "word " * 60 + "end", "x" * 300),
    *("a  b " * 40 + "c", "a\nb", "a\n  b\n\nc", "a\n---\nb", "a\tb", "a\n\tb", "# a\n# b", "\u200bx"),
]  # fmt: skip
# Text as the reader of tables hands it on, of the signs that the core takes.
TEXTS = (
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)
    .map(clean)
    .filter(lambda text: bool(text) and not BAD_CHARACTER.search(unicodedata.normalize("NFC", text)))
) | st.sampled_from(AWKWARD)


def back(text: str, path: str = "members/ada.yaml") -> Source:
    """The text of a file as the core reads it."""
    source = parse(path, text.encode())
    assert isinstance(source, Source), source
    return source


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
@example("a", "a")
def test_any_text_reads_back(one, two):
    """Any text comes back as it was, as a field, in a list, and in a part."""
    data = {"name": one, "bio": two, "skills": [two, one], "links": {"x": one}, "work": [{"title": two, "url": one}]}
    found = back(new_text(Member, "members/ada.yaml", data, "")).data
    nfc = unicodedata.normalize("NFC", one), unicodedata.normalize("NFC", two)
    assert (found["name"], found["bio"], found["skills"], found["work"]) == (
        nfc[0],
        nfc[1],
        [nfc[1], nfc[0]],
        [{"title": nfc[1], "url": nfc[0]}],
    )


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_and_bodies(text):
    """Texts that YAML might take for something else come back, and so does the body after them."""
    source = back(
        new_text(Event, "content/events/x.md", {"title": text}, f"# {text}\n\n---\n\nend"), "content/events/x.md"
    )
    text = unicodedata.normalize("NFC", text)
    assert source.data == {"title": text}
    assert (source.body or "").strip() == f"# {text}\n\n---\n\nend"


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_any_change_reads_back(one, two):
    """Any text set in a file that has comments comes back, and the comments stay."""
    text = "# the file\nname: Ada  # her name\nskills:\n- GIS # first\n\nlinks: {x: 'a'}\n"
    source = back(text)
    changed = changed_text(Member, source, text, {("name",): one, ("links", "github"): two, ("bio",): two}, None)
    found = back(changed).data
    one, two = unicodedata.normalize("NFC", one), unicodedata.normalize("NFC", two)
    assert found == {"name": one, "bio": two, "skills": ["GIS"], "links": {"x": "a", "github": two}}
    assert "# the file" in changed
    assert "# first" in changed


def test_new_file_is_plain_and_in_order():
    """A new file has the fields in the order of the record, few quotes, and long text folded."""
    data: dict[str, Any] = {
        "visibility": {"email": "public"},
        "consent": {"version": "1", "date": "2026-03-01"},
        "links": {"github": "https://github.com/ada", "website": "https://example.org/" + "x" * 120},
        "phone": "+351211234567",
        "skills": ["C#", "GIS"],
        "location": {"country": "NO"},
        "bio": "A long life in a few words, told: " + "again and " * 15 + "again.",
        "name": "Ada",
    }
    assert new_text(Member, "members/ada.yaml", data, "") == textwrap.dedent(f"""\
        name: Ada
        bio: >-
          A long life in a few words, told: again and again and again and again and again and again and again
          and again and again and again and again and again and again and again and again and again.
        location:
          country: NO
        skills:
          - C#
          - GIS
        links:
          website: https://example.org/{"x" * 120}
          github: https://github.com/ada
        phone: +351211234567
        consent:
          date: 2026-03-01
          version: 1
        visibility:
          email: public
        """)


def test_what_cannot_be_written():
    """A sign that no file may hold is refused in the core's own words."""
    with pytest.raises(NotWritableError, match=r"U\+202E"):
        new_text(Member, "members/ada.yaml", {"name": "Ada \u202e"}, "")


OLD = """\
# Ada's file; please ask her before you change it
name: "Ada King"   # as she writes it
skills:   # best first
- GIS
- 'R'

location: {city: Lisbon, country: PT} # since May
bio: >
  Two lines
  of life.

# how to reach her
email: ada@example.org
consent:
    date: 2026-01-01 # by hand
    version: '1'
"""


def test_change_keeps_comments_order_and_quotes():
    """Only the lines of the changed fields change; a new field stands where the record's order has it."""
    changes = {
        ("name",): "Ada Lovelace",
        ("location", "city"): "Porto",
        ("phone",): "+351211234567",
        ("consent", "version"): "2",
    }
    changed = changed_text(Member, back(OLD), OLD, changes, None)
    expected = (
        OLD.replace("Ada King", "Ada Lovelace")
        .replace("city: Lisbon", "city: Porto")
        .replace("version: '1'", "version: '2'")
        .replace("email: ada@example.org\n", "email: ada@example.org\nphone: +351211234567\n")
    )
    assert comments(changed) == comments(OLD)
    assert [line.split("#")[0].split() for line in changed.splitlines()] == [
        line.split("#")[0].split() for line in expected.splitlines()
    ]
    assert "  - 'R'" not in changed
    assert "\n- 'R'\n" in changed


def comments(text: str) -> list[str]:
    """The comments of a file."""
    return [line[line.index("#") :] for line in text.splitlines() if "#" in line]


def test_change_keeps_line_ends_mark_and_body():
    """A file with Windows' line ends and a byte order mark keeps both, and its body to the letter."""
    text = "\ufeff---\r\ntitle: Old # x\r\n---\r\n\r\n  Body \r\n---\r\nend\r\n"
    source = back(text, "content/events/x.md")
    changed = changed_text(Event, source, text, {("title",): "New"}, None)
    assert changed == text.replace("Old", "New")
    changed = changed_text(Event, source, text, {}, "Other")
    assert changed == "\ufeff---\r\ntitle: Old # x\r\n---\r\n\r\nOther\r\n"


def test_a_value_makes_what_is_around_it():
    """Parts and lists that are not there yet are made; entries between are empty."""
    data: dict[str, Any] = {"work": [{"title": "Surveyor"}]}
    set_at(data, ("work", 0, "url"), "a")
    set_at(data, ("work", 2, "title"), "b")
    set_at(data, ("skills", 1), "c")
    assert data == {"work": [{"title": "Surveyor", "url": "a"}, {}, {"title": "b"}], "skills": [None, "c"]}


def test_an_entry_of_a_list_is_changed_in_place():
    """Only the entry changes, and what stands after it stays."""
    text = "name: Ada\nskills:\n  - GSI  # first\n  - R\nwork:\n  - {title: A, organization: b}\n"
    changed = changed_text(Member, back(text), text, {("skills", 0): "GIS", ("work", 0, "title"): "C"}, None)
    assert changed == text.replace("GSI", "GIS").replace("title: A", "title: C")


def test_a_change_that_no_file_may_hold():
    """What cannot be read back is not written."""
    text = "name: Ada\n"
    with pytest.raises(NotWritableError, match="by hand"):
        changed_text(Member, back(text), text, {("name",): "Ada \u202e"}, None)
