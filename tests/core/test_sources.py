"""Sources: what is read from a file, where it stands, and every refusal."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.composing import BAD_CHARACTER, first_bad_character
from plugins.core.problems import Problem
from plugins.core.sources import MAX_BYTES, Source, dotted, parse, read, refuse


def source(text: str | bytes, path: str = "members/ada.yaml") -> Source:
    """The source of a text that is taken."""
    found = parse(path, text.encode() if isinstance(text, str) else text)
    assert isinstance(found, Source), found
    return found


def refusal(text: str | bytes, path: str = "members/ada.yaml") -> Problem:
    """The one problem of a text that is refused."""
    found = parse(path, text.encode() if isinstance(text, str) else text)
    assert isinstance(found, list), found
    assert len(found) == 1, found
    return found[0]


def place(problem: Problem) -> tuple[int, int]:
    """Where a problem stands."""
    return problem.line, problem.column


def test_every_scalar_stays_text() -> None:
    """Norway stays Norway, a postcode keeps its zero, a time is not a number, and a version is not rounded."""
    data = source("a: NO\nb: 0123\nc: 12:30\nd: 1.10\ne: 2026-01-01\nf: true\ng: 1_000\nh: null\n").data
    assert list(data.values()) == ["NO", "0123", "12:30", "1.10", "2026-01-01", "true", "1_000", "null"]


def test_plain_empty_value_is_not_given_and_quotes_are_a_text() -> None:
    """`phone:` says nothing; `phone: ""` says the empty text."""
    assert source('a:\nb: ""\n').data == {"a": None, "b": ""}


def test_nested_values_know_their_places() -> None:
    """Lists, fields in lists, flow and block values each have the line and column where they begin."""
    found = source("work:\n  - title: Head\n    tags: [a,  b]\nbio: |\n  Text\n  more\nlast: x\n")
    assert found.data["bio"] == "Text\nmore\n"
    assert found.mark(("work",)) == (2, 3)
    assert found.mark(("work", 0)) == (2, 5)
    assert found.mark(("work", 0, "title")) == (2, 12)
    assert found.mark(("work", 0, "title"), key=True) == (2, 5)
    assert found.mark(("work", 0, "tags", 1)) == (3, 16)
    assert found.mark(("bio",)) == (4, 6)
    assert found.mark(("last",)) == (7, 7)


def test_what_stands_nowhere_is_placed_at_what_is_around_it() -> None:
    """A missing field is shown where its part begins; a value without a key of its own at the value."""
    found = source("work:\n  - url: x\n")
    assert found.mark(("work", 0, "title")) == (2, 5)
    assert found.mark(("nothing", 3, "here")) == (1, 1)
    assert found.mark(("work", 0), key=True) == (2, 5)
    assert found.keys_of(("work", 0)) == {"url"}


def test_problem_of_a_source_carries_its_line() -> None:
    """A problem made by a source has place, dotted name and the line itself."""
    assert source("a: x\nb: [1, 2]\n").problem(("b", 1), "wrong") == Problem(
        "members/ada.yaml", 2, 8, "b[1]", "wrong", "b: [1, 2]"
    )


def test_dotted_is_what_an_author_would_write() -> None:
    """Positions stand in brackets, names after dots, and an endless name is cut."""
    assert dotted(("work", 0, "title")) == "work[0].title"
    assert dotted(()) == ""
    assert dotted(("a" * 90,)) == "a" * 39 + "…"


def test_same_letters_written_in_two_ways_are_one() -> None:
    """Names, keys and descriptions typed on different systems agree, since all become NFC."""
    found = source("---\ne\u0301: e\u0301\n---\ne\u0301\n", "content/events/x.md")
    assert found.data == {"é": "é"}
    assert found.body == "é"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_windows_and_old_macs_keep_positions(end: str) -> None:
    """Whatever ends a line, marks and excerpts agree with what an editor shows."""
    found = source("a: x\nb: [1,\n  2]\n".replace("\n", end))
    assert found.mark(("b", 1)) == (3, 3)
    assert found.problem(("b", 1), "wrong").excerpt == "  2]"


def test_byte_order_mark_at_the_start_is_passed_over() -> None:
    """A file saved by a Windows editor is read, and its first key is clean."""
    assert source(b"\xef\xbb\xbfname: Ada\n").data == {"name": "Ada"}


def test_front_matter_and_body_are_told_apart() -> None:
    """The fields stand between two lines of hyphens, the body after them, and each at its line."""
    found = source("\n---\ntitle: x\n---\n\n\nHello\nthere\n\n", "content/events/x.md")
    assert found.data == {"title": "x"}
    assert found.body == "Hello\nthere"
    assert found.mark(("title",)) == (3, 8)
    assert found.problem(("body",), "wrong").excerpt == "Hello"


def test_missing_body_is_shown_at_the_second_line_of_hyphens() -> None:
    """A file without a description has an empty body, missed after its front matter."""
    found = source("---\ntitle: x\n---\n", "content/events/x.md")
    assert found.body == ""
    assert found.problem(("body",), "missing").line == 3


def test_hyphens_inside_a_text_do_not_end_the_fields() -> None:
    """Only a line of nothing but three hyphens ends the fields."""
    assert source("---\na: |\n  ---\n  x\n---\nb", "content/jobs/x.md").data == {"a": "---\nx"}


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("name: &a Ada\n", (1, 7), "anchor &a"),
        ("a: 1\nb: *a\n", (2, 4), "starts with * needs quotes"),
        ("<<: {a: 1}\n", (1, 1), "merge key"),
        ("name: !!str Ada\n", (1, 7), "tag"),
        ("a: 1\nb: 2\na: 3\n", (3, 1), "the first is on line 1"),
        ("a: 1\n---\nb: 2\n", (2, 1), "second record"),
        ("a: " + "[" * 21 + "]" * 21, (1, 24), "20 deep"),
        ("- a\n- b\n", (1, 1), "fields are expected"),
        ("just words\n", (1, 1), "fields are expected"),
        ("", (1, 1), "no fields"),
        ("# a comment alone\n", (2, 1), "no fields"),
        ("? [a]\n: b\n", (1, 3), "name is expected"),
        ("&x a: b\n", (1, 1), "name is expected"),
        ("a" * 101 + ": b\n", (1, 1), "name is expected"),
        ("a: b\n\tc: d\n", (2, 1), "a tab"),
        ("a:\n  - b\n\t- c\n", (3, 1), "a tab"),
        ("a: \tb\n  c: d\n", (2, 3), "the one above has a value"),
        ("a: @b\n", (1, 4), "cannot begin with @"),
        ("a: `b`\n", (1, 4), "cannot begin with `"),
        ("a: %b\n", (1, 4), "cannot begin with %"),
        ('a: "open\nb: c\n', (1, 4), "quotation mark opens"),
        ("a: 'open\n", (1, 4), "quotation mark opens"),
        ("a: 'it's here'\n", (1, 8), "after a closing quotation mark"),
        ('a: "x" y\n', (1, 8), "after a closing quotation mark"),
        ("a: one: two\n", (1, 7), "colon and a space"),
        ("a: [b, c\nd: e\n", (1, 4), "bracket"),
        ("a: {b: c\n", (1, 4), "bracket"),
        ("a: b\nwords alone\n", (2, 1), "not a field"),
        ("a: b\n c: d\n", (2, 2), "line it up"),
        ('a: "open\nb: "c"\n', (1, 4), "quotation mark opens"),
        ('a: b\nc: "open\nd: "e"\n', (2, 4), "quotation mark opens"),
        ("w:\n  - a: x\n   b: y\n", (3, 4), "the entry it belongs to"),
        ("b: |\n  text\n more\n", (3, 2), "fits nothing above"),
        (" a: b\nc: d\n", (2, 1), "very beginning of its line"),
        ("a: - b\n", (1, 4), "line of its own"),
        ("a: [b,, c]\n", (1, 7), "a value is missing"),
        ("a: [\n", (2, 1), "a value is missing"),
        ("%x\na: b\n", (1, 1), "cannot begin with %"),
        ("a: & b\n", (1, 4), "cannot begin with &"),
        ("a: ? b\n", (1, 4), "cannot begin with ?"),
        ("a: b\n- c\n", (2, 1), "an entry of a list"),
        ('a: "\\q"\n', (1, 5), "backslash"),
        ("a: [b]]\n", (1, 7), "closes nothing"),
        ("a: |x\n  b\n", (1, 4), "cannot begin with |"),
    ],
)
def test_syntax_is_refused_at_its_place(text: str, position: tuple[int, int], words: str) -> None:
    """Each mistake of syntax is one problem where the author must look, in words."""
    problem = refusal(text)
    assert (place(problem), words in problem.message) == (position, True), problem


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        (b"name: Ad\xe9\n", (1, 9), "0xe9 is not UTF-8"),
        ("name: A\u202eda\n", (1, 8), "RIGHT-TO-LEFT OVERRIDE"),
        ("a: b\nname: A\x00da\n", (2, 8), "U+0000 (a control character)"),
        ("a: b\nname: A\x1bda\n", (2, 8), "U+001B"),
        ("name: \ufeffAda\n", (1, 7), "U+FEFF"),
        ("name: A\u2028da\n", (1, 8), "LINE SEPARATOR"),
        ("name: A\x85da\n", (1, 8), "U+0085"),
        ("name: A\U000e0041da\n", (1, 8), "U+E0041"),
        ('name: "A\\u0000da"\n', (1, 7), "U+0000"),
        ('name: "A\\ud800da"\n', (1, 11), "backslash"),
        ('"na\\u202eme": Ada\n', (1, 1), "U+202E"),
        ("name: Z" + "\u0301" * 8 + "\n", (1, 8), "8 accents"),
    ],
)
def test_characters_that_deceive_or_break_are_refused(text: str | bytes, position: tuple[int, int], words: str) -> None:
    """Bytes that are not UTF-8, controls, bidirectional overrides and the like are refused by name and place."""
    problem = refusal(text)
    assert (place(problem), words in problem.message) == (position, True), problem


@given(st.text(st.characters() | st.sampled_from("\u0301\u0302\u20d0\u202e\u2028\ufeff\U000e0001\n\tab")))
def test_no_bad_character_is_passed_over(text: str) -> None:
    """The quick look at a text finds what the whole search finds."""
    found, expected = first_bad_character(text), BAD_CHARACTER.search(text)
    assert (found and found.span()) == (expected and expected.span())


def test_two_accents_on_a_letter_are_fine() -> None:
    """Vietnamese and polytonic Greek stack accents, and must be written."""
    assert source("name: Nguye\u0302\u0303n\n").data == {"name": "Nguyễn"}


def test_several_refusals_are_told_at_once() -> None:
    """What does not stop the reader does not hide the next mistake."""
    found = parse("a.yaml", b"a: &x 1\nb: *x\na: 2\n")
    assert isinstance(found, list)
    assert [problem.line for problem in found] == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("title: x\n", 1, "must begin with a line of three hyphens"),
        ("", 1, "must begin"),
        ("---\ntitle: x\n", 1, "no second line"),
        ("---\n---\ntext\n", 2, "no fields"),
    ],
)
def test_front_matter_that_is_not_whole_is_refused(text: str, line: int, words: str) -> None:
    """A `.md` file needs both lines of hyphens, and fields between them."""
    problem = refusal(text, "content/events/x.md")
    assert (problem.line, words in problem.message) == (line, True), problem


def test_positions_in_front_matter_count_from_the_top_of_the_file() -> None:
    """A refusal in the YAML of a `.md` file has the line that the editor shows."""
    assert place(refusal("\n---\na: b\nc: @d\n---\n", "content/events/x.md")) == (4, 4)


def test_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """A file over 64 KB is refused by its size, on disk and as bytes."""
    large = b"a: " + b"x" * MAX_BYTES
    (tmp_path / "a.yaml").write_bytes(large)
    message = "the file has 65,539 bytes; at most 65,536 are taken. Make its longest texts shorter"
    expected = [Problem("a.yaml", 0, 0, "", message, rule="file")]
    assert read(tmp_path, "a.yaml") == expected
    assert parse("a.yaml", large) == expected


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    """Links, folders and sockets are refused by what they are; a file that has gone is told so."""
    (tmp_path / "real.yaml").write_text("a: b\n")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")

    def message(path: str) -> str:
        found = read(tmp_path, path)
        assert isinstance(found, list)
        return found[0].message

    assert isinstance(read(tmp_path, "real.yaml"), Source)
    assert "symbolic link" in message("link.yaml")
    assert "folder" in message("folder.yaml")
    assert "not a regular file" in message("pipe.yaml")
    assert "No such file" in message("gone.yaml")


def test_refuse_takes_a_regular_file_and_no_socket() -> None:
    """`refuse` judges by the kind of thing alone."""
    assert refuse("a", stat.S_IFREG) is None
    assert refuse("a", stat.S_IFSOCK) is not None


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_whatever_raise(raw: bytes) -> None:
    """Whatever a file holds, the answer is a source or problems within it."""
    for path in ("a.yaml", "a.md"):
        found = parse(path, raw)
        if isinstance(found, list):
            assert found
            assert all(str(problem) for problem in found)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=" \t\n:-[]{}'\"#&*!|>%@`,?ab<\\=~", max_size=60))
def test_no_yaml_whatever_raises(text: str) -> None:
    """Any heap of YAML's own signs is data or problems that stand within the file."""
    found = parse("a.yaml", text.encode())
    if isinstance(found, list):
        lines = text.split("\n")
        assert all(1 <= problem.line <= len(lines) + 1 for problem in found)
